"""The dates of a plan against the table of cases, and against numpy's business days over `holidays`' holidays."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from template_builder.common.days import add_business_days, day_of_month
from template_builder.guide.checklists import Anchor, Due
from template_builder.plan.regions import load_regions
from tests.plan.holidays_table import weekdays_off
from tests.support.plans import CASES, many_firms, plan_of

REGIONS = [
    "US",
    "US-CA",
    "US-TX",
    "CA-ON",
    "CA-QC",
    "GB-ENG",
    "GB-SCT",
    "AU-NSW",
    "AU-VIC",
    "NZ",
    "IE",
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cases(case):
    plan = plan_of(case["region"], case["plan"])
    assert {
        "first": plan.due(Due(anchor=Anchor.CUT_OFF, offset=-15, days="business")),
        "earliest": plan.earliest_completion,
        "completion": plan.date_of(Anchor.EXPECTED_COMPLETION),
        "review_end": plan.date_of(Anchor.REVIEW_END),
        "expert_qa": plan.expert_qa,
        "sign_off": plan.date_of(Anchor.SIGN_OFF),
    } == {key: case[key] for key in case if key not in ("name", "region", "plan")}


@pytest.mark.parametrize("region", REGIONS)
def test_business_days_are_those_of_numpy(region):
    """Every day of the years that are known, a week back and two weeks on."""
    off = sorted(weekdays_off(region))
    closed = load_regions().public_holidays(region).keys()
    every_day = np.arange(dt.date(2026, 2, 2), dt.date(2032, 11, 1))
    days = every_day[np.is_busday(every_day, holidays=off)]
    assert len(days) > 1_600
    for count in (-7, -1, 1, 3, 7, 14):
        theirs = np.busday_offset(days, count, holidays=off).astype(object).tolist()
        ours = [add_business_days(day, count, closed) for day in days.astype(object)]
        differing = [
            triple for triple in zip(days, ours, theirs, strict=True) if triple[1] != triple[2]
        ]
        assert differing == [], count


def test_known_holidays_work_days_and_days_off_all_count():
    for firm in many_firms(250):
        plan = firm.plan
        assert plan
        off = sorted(
            (weekdays_off(firm.region).keys() if firm.region != "ZZ" else set()) - plan.works_on
            | plan.days_off
        )
        start = plan.hand_over or plan.export_day
        theirs = np.busday_offset(start, 7, roll="backward", holidays=off).astype(object)
        assert plan.date_of(Anchor.EXPECTED_COMPLETION) == (plan.expected_completion or theirs)


def test_the_last_day_of_a_short_month():
    assert day_of_month(2027, 2, 31) == dt.date(2027, 2, 28)
    assert day_of_month(2028, 2, 31) == dt.date(2028, 2, 29)
    assert day_of_month(2027, 2, 25) == dt.date(2027, 2, 25)
