"""Every way people write hours and money, and what the judges make of it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from template_builder.common.numbers import exact, shown
from template_builder.judging.numbers import AmountJudge, HoursJudge


def told(verdict) -> tuple[object, list[str], str]:
    suggestion = next((flaw.suggestion for flaw in verdict.flaws if flaw.suggestion), "")
    return verdict.value, [flaw.kind for flaw in verdict.flaws], suggestion


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1.5, (Decimal("1.5"), [], "")),
        (0.1 + 0.2, (Decimal("0.3"), [], "")),
        (2, (Decimal(2), [], "")),
        (24, (Decimal(24), [], "")),
        ("", (None, ["hours-missing"], "")),
        ("  ", (None, ["hours-missing"], "")),
        (None, (None, ["hours-missing"], "")),
        (0, (None, ["hours-zero"], "")),
        ("0", (None, ["hours-zero"], "")),
        (-1, (None, ["hours-negative"], "")),
        (24.1, (None, ["hours-over-a-day"], "")),
        ("1.5", (Decimal("1.5"), ["number-as-text"], "1.5")),
        (" .5 ", (Decimal(".5"), ["number-as-text"], "0.5")),
        ("1:30", (None, ["hours-as-clock"], "1.5")),
        ("0:06", (None, ["hours-as-clock"], "0.1")),
        ("1:30:00", (None, ["hours-as-clock"], "1.5")),
        ("01:45 h", (None, ["hours-as-clock"], "1.75")),
        ("1,5", (None, ["hours-decimal-comma"], "1.5")),
        ("90 min", (None, ["hours-with-unit"], "1.5")),
        ("90min", (None, ["hours-with-unit"], "1.5")),
        ("90 minutes", (None, ["hours-with-unit"], "1.5")),
        ("1h 30m", (None, ["hours-with-unit"], "1.5")),
        ("1h30", (None, ["hours-with-unit"], "1.5")),
        ("1 hr 30 mins", (None, ["hours-with-unit"], "1.5")),
        ("1 hour and 30 minutes", (None, ["hours-with-unit"], "1.5")),
        ("1.5 hrs", (None, ["hours-with-unit"], "1.5")),
        ("1.5h", (None, ["hours-with-unit"], "1.5")),
        ("2 hours", (None, ["hours-with-unit"], "2")),
        ("one and a half", (None, ["hours-in-words"], "")),
        ("half an hour", (None, ["hours-in-words"], "")),
        ("about 2", (None, ["hours-not-a-number"], "")),
        ("n/a", (None, ["hours-not-a-number"], "")),
        (dt.time(1, 30), (None, ["hours-as-time"], "1.5")),
        (dt.time(0, 0), (None, ["hours-zero"], "")),
        (dt.timedelta(hours=1, minutes=30), (None, ["hours-as-time"], "1.5")),
        (0.0625, (None, ["hours-as-time"], "1.5")),
        (dt.date(2027, 1, 5), (None, ["hours-not-a-number"], "")),
        (True, (None, ["hours-not-a-number"], "")),
    ],
)
def test_hours(value, expected):
    assert told(HoursJudge()(value)) == expected


@pytest.mark.parametrize(
    ("minutes", "hours", "rounded", "difference"),
    [
        (6, 0.1, None, None),
        (6, 1.2, None, None),
        (6, 0.15, "0.2", "0.05"),
        (6, 0.01, "0.1", "0.09"),
        (15, 0.25, None, None),
        (15, 0.3, "0.5", "0.2"),
        (5, 0.08, None, None),
        (5, 0.33, None, None),
        (5, 0.1, "0.17", "0.07"),
        (1, 0.02, None, None),
        (0, 0.123, None, None),
    ],
)
def test_clio_rounds_up_and_the_finding_says_by_how_much(minutes, hours, rounded, difference):
    verdict = HoursJudge(rounding_minutes=minutes)(hours)
    assert verdict.value == exact(hours)
    if rounded is None:
        assert verdict.flaws == ()
    else:
        (flaw,) = verdict.flaws
        params = dict(flaw.params)
        assert flaw.kind == "hours-not-in-increment"
        assert (params["rounded"], params["difference"]) == (rounded, difference)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("rate", 250, (Decimal(250), [], "")),
        ("rate", 0, (Decimal(0), [], "")),
        ("rate", "", (None, [], "")),
        ("price", "", (None, ["price-missing"], "")),
        ("quantity", "", (None, ["quantity-missing"], "")),
        ("quantity", 0, (None, ["quantity-zero"], "")),
        ("quantity", -2, (None, ["quantity-negative"], "")),
        ("price", -2, (None, ["amount-negative"], "")),
        ("rate", "-2", (None, ["amount-negative"], "")),
        ("rate", "250", (Decimal(250), ["number-as-text"], "250")),
        ("rate", "$250", (None, ["amount-with-currency"], "250")),
        ("rate", "$ 1,250.50", (None, ["amount-with-currency"], "1250.5")),
        ("rate", "250 USD", (None, ["amount-with-currency"], "250")),
        ("rate", "CA$250", (None, ["amount-with-currency"], "250")),
        ("rate", "£250", (None, ["amount-with-currency"], "250")),
        ("rate", "1,250", (None, ["amount-with-comma"], "1250")),
        ("rate", "1,250,000.00", (None, ["amount-with-comma"], "1250000")),
        ("rate", "12,50", (None, ["amount-not-a-number"], "")),
        ("rate", "usual", (None, ["amount-not-a-number"], "")),
        ("rate", True, (None, ["amount-not-a-number"], "")),
        ("rate", dt.date(2027, 1, 5), (None, ["amount-not-a-number"], "")),
        ("price", 0.1234, (Decimal("0.1234"), [], "")),
        ("price", 0.12345, (Decimal("0.12345"), ["amount-decimals"], "")),
    ],
)
def test_money(name, value, expected):
    assert told(AmountJudge(name=name)(value)) == expected


@pytest.mark.parametrize(
    ("number", "text"),
    [("1E+3", "1000"), ("1.50", "1.5"), ("100", "100"), ("0.10", "0.1"), ("0", "0"), ("1.0", "1")],
)
def test_numbers_are_shown_as_one_types_them(number, text):
    assert shown(Decimal(number)) == text
