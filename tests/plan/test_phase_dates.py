"""The dates at the top of a phase page."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from macros.content import Content
from macros.plan.phase_dates import MILESTONES, phase_dates
from macros.rendering import Links
from template_builder.firm.firm import Firm
from template_builder.plan.milestones import plan_rows
from tests.support.kit import example_firm, guide
from tests.support.plans import firm_of, words
from tests.support.site import DOCS

PLANNED = firm_of("US", {"export_day": dt.date(2027, 1, 14)})


def shown(firm: Firm, phase: str) -> str:
    content = Content(
        guide=guide(),
        workbooks={},
        firm=firm,
        stamp=dt.datetime(2027, 1, 4),
        catalogue={},
        words=words(),
    )
    return phase_dates(content, Links.of_page(f"{phase}/", DOCS), phase)


def test_with_a_plan_each_milestone_has_its_date() -> None:
    html = shown(PLANNED, "before")
    assert "<strong>Cut-off</strong>: <time" in html
    assert re.findall(r'<time datetime="([\d-]+)"', html) == ["2027-01-14"] * 3
    assert "data-due" not in html


def test_a_stretch_has_its_last_day_too() -> None:
    review = shown(PLANNED, "after").partition("Review</strong>")[2].partition("</li>")[0]
    assert len(re.findall("<time", review)) == 2


def test_without_a_plan_a_script_finds_the_place_for_the_date() -> None:
    html = shown(example_firm(), "after")
    assert "<time" not in html
    assert '<strong data-due="close-review">Review</strong>, 3 business days after' in html


@pytest.mark.parametrize("phase", MILESTONES)
def test_the_item_that_a_script_asks_for_the_date_is_due_at_the_milestone(phase: str) -> None:
    assert PLANNED.plan
    ends = {row.id: row.end for row in plan_rows(PLANNED.plan, words())}
    items = guide().items
    assert {m: PLANNED.plan.due(items[i].due) for m, i in MILESTONES[phase].items()} == {
        m: ends[m] for m in MILESTONES[phase]
    }
