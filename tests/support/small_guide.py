"""A guide small enough to read, tests/guide/small_specs, for tests of what the macros write."""

from __future__ import annotations

import dataclasses
import datetime as dt
from html.parser import HTMLParser
from typing import Any

import pytest

from macros.rendering import Links
from template_builder.firm.firm import Firm
from template_builder.firm.firm_file import parse_firm
from template_builder.guide.loading import load_guide
from template_builder.guide.model import Guide
from template_builder.plan.dates import Plan
from tests.support.site import DOCS, ROOT

SMALL = ROOT / "tests" / "guide" / "small_specs"
PLAN = Plan(export_day=dt.date(2027, 1, 14), export_time=dt.time(13), cut_off=dt.time(12))
FIRM = """
[firm]
name = "A & B"
region = "US"
date_order = "MDY"
"""


@pytest.fixture(scope="session")
def small() -> Guide:
    """The small guide."""
    return load_guide(SMALL)


@pytest.fixture
def link() -> Links:
    """Links of the page of a phase."""
    return Links.of_page("before/", DOCS)


def firm(**changes: Any) -> Firm:
    """A firm that has told only what it must, with changes."""
    told = parse_firm(FIRM, "firm.toml", load_guide(SMALL))
    return dataclasses.replace(told, **changes)


def text_of(html: str) -> str:
    """What a reader sees of some HTML."""
    seen: list[str] = []
    parser = HTMLParser()
    parser.handle_data = seen.append  # type: ignore[method-assign]
    parser.feed(html)
    parser.close()
    return "".join(seen)
