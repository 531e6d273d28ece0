"""Dates of a move; independent expectations worked out on a calendar."""

from __future__ import annotations

import datetime as dt

import pytest

from template_builder.common.days import add_business_days, day_label
from template_builder.guide.checklists import Anchor, Due
from template_builder.plan.dates import Plan

D = dt.date


@pytest.mark.parametrize(
    ("day", "count", "days_off", "expected"),
    [
        (D(2027, 1, 14), 1, (), D(2027, 1, 15)),
        (D(2027, 1, 15), 1, (), D(2027, 1, 18)),
        (D(2027, 1, 15), 1, (D(2027, 1, 18),), D(2027, 1, 19)),
        (D(2027, 1, 16), 1, (), D(2027, 1, 18)),
        (D(2027, 1, 18), -1, (), D(2027, 1, 15)),
        (D(2027, 1, 19), -1, (D(2027, 1, 18),), D(2027, 1, 15)),
        (D(2027, 1, 16), 0, (), D(2027, 1, 16)),
        (D(2026, 12, 31), 7, (D(2027, 1, 1),), D(2027, 1, 12)),
    ],
)
def test_business_days_skip_weekends_and_days_off(day, count, days_off, expected):
    assert add_business_days(day, count, days_off) == expected


PLAN = Plan(
    export_day=D(2027, 1, 14),
    export_time=dt.time(13),
    cut_off=dt.time(12),
    days_off=frozenset({D(2027, 1, 18)}),
)


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        (Anchor.CUT_OFF, D(2027, 1, 14)),
        (Anchor.EXPORT, D(2027, 1, 14)),
        (Anchor.EXPECTED_COMPLETION, D(2027, 1, 26)),
        (Anchor.IMPORT_CONFIRMED, D(2027, 1, 26)),
        (Anchor.REVIEW_END, D(2027, 1, 29)),
        (Anchor.SIGN_OFF, D(2027, 2, 5)),
    ],
)
def test_anchors_follow_from_the_export_session(anchor, expected):
    assert PLAN.date_of(anchor) == expected


def test_known_dates_replace_planned_ones():
    known = Plan(
        export_day=D(2027, 1, 14),
        export_time=dt.time(13),
        cut_off=dt.time(12),
        import_confirmed=D(2027, 1, 22),
        sign_off=D(2027, 2, 1),
    )
    assert known.date_of(Anchor.REVIEW_END) == D(2027, 1, 27)
    assert known.date_of(Anchor.SIGN_OFF) == D(2027, 2, 1)


@pytest.mark.parametrize(
    ("offset", "business", "expected", "words"),
    [
        (-1, True, D(2027, 1, 13), "1 business day before the cut-off"),
        (-10, False, D(2027, 1, 4), "10 calendar days before the cut-off"),
        (2, True, D(2027, 1, 19), "2 business days after the cut-off"),
        (0, True, D(2027, 1, 14), "on the day of the cut-off"),
    ],
)
def test_due_dates_count_from_their_anchor(offset, business, expected, words):
    due = Due(anchor=Anchor.CUT_OFF, offset=offset, days="business" if business else "calendar")
    assert (PLAN.due(due), due.label) == (expected, words)


def test_the_expert_session_moves_to_a_business_day():
    # Expected completion Thu 28 Jan; two calendar days later is a Saturday.
    plan = Plan(export_day=D(2027, 1, 19), export_time=dt.time(13), cut_off=dt.time(12))
    assert plan.date_of(Anchor.EXPECTED_COMPLETION) == D(2027, 1, 28)
    assert plan.expert_qa == D(2027, 2, 1)
    assert PLAN.expert_qa == D(2027, 1, 28)


def test_dates_are_written_so_that_nobody_misreads_them():
    assert day_label(D(2027, 2, 3)) == "Wed 3 Feb 2027"


def test_a_day_that_was_moved_says_so():
    due = Due(anchor=Anchor.EXPECTED_COMPLETION, offset=2, days="calendar")
    day = Due(anchor=Anchor.EXPECTED_COMPLETION, offset=1, days="calendar")
    plan = Plan(export_day=D(2027, 3, 3), export_time=dt.time(13), cut_off=dt.time(12))
    assert plan.date_of(Anchor.EXPECTED_COMPLETION) == D(2027, 3, 12)
    assert plan.due(due) == plan.expert_qa == D(2027, 3, 15)
    assert plan.how_counted(due) == (
        "2 calendar days after the expected completion, moved on to a business day"
    )
    assert PLAN.how_counted(day) == "1 calendar day after the expected completion"
