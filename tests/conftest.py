"""Fixtures that more than one kind of test uses."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from template_builder.guide.loading import shipped_guide
from template_builder.guide.model import Guide
from tests.support import office, once
from tests.support.site import Served, built_once, served

pytest_plugins = ["tests.support.browser", "tests.support.small_guide", "tests.support.tool_pages"]


@pytest.fixture(scope="session")
def guide() -> Guide:
    """The guide as shipped."""
    return shipped_guide()


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all processes of one test run share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session", autouse=True)
def _shared_results(run_folder: Path) -> None:
    """Let the processes share what one of them has made."""
    once.run_folder = run_folder


@pytest.fixture(scope="session", autouse=True)
def _office_ends() -> Iterator[None]:
    """End LibreOffice after the last test of this process."""
    yield
    office.end()


@pytest.fixture(scope="session")
def site(run_folder: Path) -> Path:
    """The site with the firm that the repository ships."""
    return built_once(run_folder / "site")


@pytest.fixture(scope="session")
def firm_site(run_folder: Path) -> Path:
    """The site of a firm that is not fictional: dates, a feedback address, no announcement; built on 18 November 2026."""
    firm = Path(__file__).parent / "site" / "real-firm.toml"
    return built_once(run_folder / "firm-site", firm, SOURCE_DATE_EPOCH="1795000000")


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[Served]:
    """The site, served."""
    with served(site) as running:
        yield running


@pytest.fixture(scope="session")
def firm_server(firm_site: Path) -> Iterator[Served]:
    """The site of a firm that is not fictional, served."""
    with served(firm_site) as running:
        yield running


def pytest_configure() -> None:
    """Let no garbage collector pass over what is collected: nearly all of it stays."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over what lives as long as the run, and come less often.

    Reading a large workbook or PDF took up to twice as long otherwise.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()
