"""The value that belongs in a cell: given where one reading exists, and never where there are two or none."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from template_builder.common.text import key_of
from template_builder.judging.dates import DateJudge
from template_builder.judging.matters import MatterJudge
from template_builder.judging.numbers import AmountJudge, HoursJudge
from template_builder.judging.words import PersonJudge, TextJudge, judge_non_billable

DAY = dt.date(2027, 1, 15)
KNOWN = {key_of(name): name for name in ("0101", "2002", "00012-Orchard", "Billie Sample")}
DATES, HOURS = DateJudge(today=dt.date(2027, 2, 1)), HoursJudge()
RATES, QUANTITIES = AmountJudge("rate"), AmountJudge("quantity")
MATTERS, PEOPLE = MatterJudge(KNOWN), PersonJudge(KNOWN)


def meant(judge, value):
    return [flaw.meant for flaw in judge(value).flaws if flaw.meant is not None]


@pytest.mark.parametrize(
    ("judge", "value", "expected"),
    [
        (DATES, "2027-01-15", DAY),
        (DATES, "15 janvier 2027", DAY),
        (DATES, "1/15/27", DAY),
        (DATES, 46402, DAY),
        (HOURS, "1:30", Decimal("1.5")),
        (HOURS, "18m", Decimal("0.3")),
        (HOURS, dt.time(0, 18), Decimal("0.3")),
        (HOURS, 0.0125, Decimal("0.3")),
        (HOURS, "1,5", Decimal("1.5")),
        (HOURS, "\uff11.\uff15", Decimal("1.5")),
        (HOURS, "1\u00bd", Decimal("1.5")),
        (RATES, "$350/hr", Decimal(350)),
        (RATES, "1.320,50", Decimal("1320.5")),
        (RATES, " 350 ", Decimal(350)),
        (QUANTITIES, "2", Decimal(2)),
        (MATTERS, "0101 ", "0101"),
        (MATTERS, "01\u200b01", "0101"),
        (MATTERS, "0101 Lease of cold store", "0101"),
        (MATTERS, "00012-Orchard: Lease of 5 Main Street", "00012-Orchard"),
        (PEOPLE, "Billie\u200b Sample", "Billie Sample"),
        (judge_non_billable, "N/C", "yes"),
        (judge_non_billable, "no", ""),
        (TextJudge("", 255), "Call\x07 with\nclient", "Call with\nclient"),
    ],
)
def test_one_reading_is_what_was_meant(judge, value, expected):
    assert meant(judge, value) == [expected]


@pytest.mark.parametrize(
    ("judge", "value"),
    [
        (DATES, "03/04/2027"),
        (DATES, "1/15/07"),
        (DATES, "1900-01-15"),
        (HOURS, 8 / 24),
        (HOURS, "1:5"),
        (HOURS, "25:00"),
        (HOURS, "about 2"),
        (HOURS, 0.333),
        (HOURS, "-1:30"),
        (RATES, "0,675"),
        (RATES, "($65.00)"),
        (QUANTITIES, "$0"),
        (MATTERS, "0101, 2002"),
        (MATTERS, "0101: 2002"),
        (MATTERS, "0101 and 2002"),
        (MATTERS, "0101 - 3"),
        (MATTERS, "0102"),
        (judge_non_billable, "ask Alex"),
        (TextJudge("", 255), "Call with\nclient"),
    ],
)
def test_two_readings_or_none_are_not_decided(judge, value):
    assert judge(value).flaws
    assert meant(judge, value) == []
