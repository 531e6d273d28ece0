"""The engine in the built site: complete, small enough, from locked packages, and only where it is needed."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from macros.content import Content, load_content
from macros.kept import Kept
from macros.rendering import Links
from macros.tools.pages import tool, tool_names
from tests.support.kit import ROOT
from tests.support.site import DOCS, Page, all_urls

pytestmark = pytest.mark.site

MOST = 6_000_000
"""Bytes over the wire, gzipped, once."""


@pytest.fixture
def engine(site: Path) -> Path:
    (folder,) = (site / "engine").iterdir()
    return folder


def test_these_files_and_no_others(engine: Path) -> None:
    listed = [path.name for path in engine.iterdir()]
    script = (DOCS / "assets" / "engine" / "engine-worker.mjs").read_text(encoding="utf-8")
    assert [name for name in listed if f'"{name.removesuffix(".bin")}"' not in script] == []
    assert sorted(listed) == [
        "core.zip.bin",
        "packages.zip.bin",
        "pyodide.asm.mjs",
        "pyodide.asm.wasm.bin",
        "pyodide.mjs",
        "python.zip.bin",
    ]


def test_small_enough(engine: Path) -> None:
    files = [path.read_bytes() for path in engine.iterdir()]
    size = sum(min(len(data), len(gzip.compress(data, 9))) for data in files)
    assert size <= MOST


def test_every_module_of_ours_can_be_imported_in_the_browsers_python(engine: Path) -> None:
    """What is imported late, or by way of a library, is missed only by the reader who needs it."""
    node = shutil.which("node")
    assert node, "this test needs Node.js"
    script = ROOT / "tests" / "engine" / "import-all.mjs"
    done = subprocess.run(
        [node, str(script), str(ROOT / "node_modules" / "pyodide"), str(engine)],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    count, failed = json.loads(done.stdout)
    assert count > 150
    assert failed == {}


def test_pyodide_is_that_of_the_lock_file(engine: Path) -> None:
    installed = ROOT / "node_modules" / "pyodide"
    for name in ("pyodide.mjs", "pyodide.asm.mjs"):
        assert (engine / name).read_bytes() == (installed / name).read_bytes()
    binary = gzip.decompress((engine / "pyodide.asm.wasm.bin").read_bytes())
    assert binary == (installed / "pyodide.asm.wasm").read_bytes()


def test_the_browser_has_the_versions_of_the_site() -> None:
    def pins(name: str) -> dict[str, str]:
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        return dict(re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE))

    site, browser = pins("site.txt"), pins("browser.txt")
    assert set(browser) == {"et-xmlfile", "openpyxl", "python-calamine"}
    assert browser.items() <= site.items()


def test_only_tools_name_the_engine_and_may_run_it(site: Path, engine: Path) -> None:
    naming = set()
    for url in all_urls():
        file = site / url / "index.html"
        page = Page.read(file)
        (policy,) = page.meta("Content-Security-Policy")
        for address in page.having("data-engine"):
            naming.add(url)
            assert (file.parent / address).resolve() == engine.resolve()
        assert ("'wasm-unsafe-eval'" in policy) == (url in naming)
        assert ("worker-src 'self' blob:" in policy) == (url in naming)
    assert naming == {f"tools/{name}/" for name in tool_names()}


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """What the pages show."""
    return load_content(ROOT / "firm.toml", "", Kept(tmp_path_factory.mktemp("kept")))


@pytest.mark.parametrize("name", tool_names())
def test_a_site_built_without_the_engine_says_so(name: str, content: Content) -> None:
    html = tool(content, None, "", Links("../..", DOCS), name)
    assert "built without the tools" in html
    instead = {
        "workbooks": "<code>transition-kit firm ",
        "matter-numbers": "opens in any spreadsheet program",
    }
    assert instead.get(name, f"<code>transition-kit {name} ") in html
    assert "data-module" not in html
    assert "<input" not in html
