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
        (-1, (Decimal(-1), ["hours-negative"], "")),
        ("-1", (Decimal(-1), ["hours-negative"], "")),
        ("(0.5)", (Decimal("-0.5"), ["hours-negative"], "")),
        ("0.5-", (Decimal("-0.5"), ["hours-negative"], "")),
        ("\u22121.5", (Decimal("-1.5"), ["hours-negative"], "")),
        ("-0:30", (Decimal("-0.5"), ["hours-negative"], "")),
        (dt.timedelta(minutes=-30), (Decimal("-0.5"), ["hours-negative"], "")),
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
        ("0:07:30", (None, ["hours-as-clock"], "0.13")),
        ("0:44:59", (None, ["hours-as-clock"], "0.75")),
        ("0:00:59", (None, ["hours-as-clock"], "0.02")),
        ("0:00:02", (None, ["hours-as-clock"], "0.01")),
        ("1:30:00.5", (None, ["hours-as-clock"], "1.5")),
        ("0:00", (None, ["hours-zero"], "")),
        ("0h", (None, ["hours-zero"], "")),
        ("1hr30", (None, ["hours-with-unit"], "1.5")),
        ("1,5 h", (None, ["hours-with-unit"], "1.5")),
        (".5h", (None, ["hours-with-unit"], "0.5")),
        ("1:5", (None, ["hours-ambiguous"], "")),
        ("2:3", (None, ["hours-ambiguous"], "")),
        ("0:7", (None, ["hours-ambiguous"], "")),
        ("\u00bd", (None, ["number-as-fraction"], "0.5")),
        ("1\u00bd", (None, ["number-as-fraction"], "1.5")),
        ("2 \u00be hrs", (None, ["number-as-fraction"], "2.75")),
        ("\u2153", (None, ["number-as-fraction"], "0.33")),
        ("1 1/2", (None, ["number-as-fraction"], "1.5")),
        ("1-1/4", (None, ["number-as-fraction"], "1.25")),
        ("3/2", (None, ["hours-not-a-number"], "")),
        ("\uff11\uff0e\uff15", (Decimal("1.5"), ["number-as-text"], "1.5")),
        ("\uff11\uff1a\uff13\uff10", (None, ["hours-as-clock"], "1.5")),
        ("\u0661.\u0665", (Decimal("1.5"), ["number-as-text"], "1.5")),
        ("1.5\u200b", (Decimal("1.5"), ["number-as-text"], "1.5")),
        ("\u202a2\u202c", (Decimal(2), ["number-as-text"], "2")),
        ("1.5\u2060", (Decimal("1.5"), ["number-as-text"], "1.5")),
        (0.333, (None, ["hours-too-fine"], "")),
        ("1.075", (None, ["hours-too-fine"], "")),
        (1.0625, (None, ["hours-too-fine"], "")),
        (0.0001, (None, ["hours-too-fine"], "")),
        (1.4999999999999991, (Decimal("1.5"), [], "")),
        (0.29999999999999716, (Decimal("0.3"), [], "")),
        (0.125, (None, ["hours-ambiguous"], "")),
        (0.625, (None, ["hours-ambiguous"], "")),
        ("0,675", (None, ["hours-ambiguous"], "")),
        ("0,333", (None, ["hours-too-fine"], "")),
        ("1,250", (None, ["hours-decimal-comma"], "1.25")),
        ("12,000", (None, ["hours-decimal-comma"], "12")),
        (",75", (None, ["hours-decimal-comma"], "0.75")),
        ("18:25 min", (None, ["hours-ambiguous"], "")),
        ("90:30 mins", (None, ["hours-with-unit"], "1.51")),
        ("0:00 min", (None, ["hours-zero"], "")),
        (dt.date(1900, 1, 1), (None, ["hours-ambiguous"], "")),
        (dt.date(1900, 3, 1), (None, ["hours-not-a-number"], "")),
        (dt.time(1, 30), (None, ["hours-as-time"], "1.5")),
        (dt.time(0, 29, 59, 652000), (None, ["hours-as-time"], "0.5")),
        (dt.time(0, 7, 30), (None, ["hours-as-time"], "0.13")),
        (dt.time(0, 59, 59), (None, ["hours-as-time"], "1")),
        (dt.time(12, 0), (None, ["hours-ambiguous"], "")),
        (dt.timedelta(hours=25, minutes=30), (None, ["hours-as-time"], "25.5")),
        (dt.datetime(1900, 1, 1, 1, 30), (None, ["hours-as-time"], "25.5")),
        (dt.datetime(1900, 1, 1, 12, 0), (None, ["hours-ambiguous"], "")),
        (dt.datetime(2027, 1, 15, 1, 30), (None, ["hours-not-a-number"], "")),
        (dt.time(0, 0), (None, ["hours-zero"], "")),
        (dt.timedelta(hours=1, minutes=30), (None, ["hours-as-time"], "1.5")),
        (0.0625, (None, ["hours-as-time"], "1.5")),
        (dt.date(2027, 1, 5), (None, ["hours-not-a-number"], "")),
        (True, (None, ["hours-not-a-number"], "")),
    ],
)
def test_hours(value, expected):
    assert told(HoursJudge()(value)) == expected


def noisy(minutes: int) -> list[float]:
    """A clock time as a number cell holds it: as typed, cut to the digits of other programs, as a difference."""
    day = minutes / 1440
    return [day, float(f"{day:.15g}"), float(f"{day:.10f}"), (46402 + day) - 46402]


def expected_of_clock_time(minutes: int) -> tuple[str, str, dict[str, str]]:
    """Kind, suggestion and words of a clock time in a number cell."""
    hours, rest = divmod(minutes, 60)
    if minutes % 24 == 0:
        # 2:00 and =5/60 are the same number, so nobody can tell.
        choices = {"first": hundredths(minutes, 60), "second": hundredths(minutes // 24, 60)}
        return "hours-ambiguous", "", choices
    if minutes % 36 == 0 and minutes > 144:
        # 3:00 is 0.125, an eighth of an hour.
        up = -(-minutes * 100 // 1440)
        return (
            "hours-ambiguous",
            "",
            {"first": hundredths(minutes, 60), "second": hundredths(up, 100)},
        )
    return "hours-as-time", hundredths(minutes, 60), {"clock": f"{hours}:{rest:02}"}


def test_every_clock_time_in_a_number_cell_is_an_error():
    judge = HoursJudge(rounding_minutes=6)
    for minutes in range(1, 1440):
        if minutes % 72 == 0:
            continue
        for value in noisy(minutes):
            verdict = judge(value)
            (flaw,) = verdict.flaws
            found = (flaw.kind, flaw.suggestion, dict(flaw.params))
            assert (verdict.value, found) == (None, expected_of_clock_time(minutes)), minutes


def hundredths(above: int, under: int) -> str:
    """A fraction with at most two decimals, the half rounded up, by whole numbers alone."""
    whole, rest = divmod((above * 200 + under) // (2 * under), 100)
    return f"{whole}.{rest:02}".rstrip("0").rstrip(".")


def test_hours_with_two_decimals_are_hours_whatever_else_they_could_be():
    # Twentieths of a day, such as 0.25 and 0.5, are clock times too, and ordinary hours.
    for hundredth in range(1, 2401):
        assert told(HoursJudge()(hundredth / 100)) == (Decimal(hundredth) / 100, [], "")


@pytest.mark.parametrize(
    ("judge", "text", "first", "second"),
    [
        (HoursJudge(), "1:5", "1.08", "1.83"),
        (HoursJudge(), "1:7", "1.12", "1.7"),
        (HoursJudge(), dt.time(12, 0), "12", "0.5"),
        (HoursJudge(), "18:25 min", "18.42", "0.31"),
        (HoursJudge(), "0:45 minutes", "0.75", "0.01"),
        (HoursJudge(), 0.125, "3", "0.13"),
        (HoursJudge(), dt.date(1900, 1, 2), "48", "2"),
        (AmountJudge(name="price"), "0,675", "0.675", "675"),
        (AmountJudge(name="price"), "1.250", "1.25", "1250"),
        (AmountJudge(name="rate"), "$ 2.400", "2.4", "2400"),
        (AmountJudge(name="rate"), "1.320 EUR/h", "1.32", "1320"),
        (AmountJudge(name="quantity"), "12.500", "12.5", "12500"),
        (AmountJudge(name="quantity"), "1,000", "1", "1000"),
        (AmountJudge(name="quantity"), "10,250", "10.25", "10250"),
        (AmountJudge(name="rate"), "00,125", "0.125", "125"),
    ],
)
def test_two_readings_are_both_named(judge, text, first, second):
    (flaw,) = judge(text).flaws
    assert dict(flaw.params) == {"first": first, "second": second}


@pytest.mark.parametrize(
    ("hours", "shown_by_clio"), [(0.333, "0.34"), (0.065, "0.07"), (2.001, "2.01")]
)
def test_clio_rounds_hours_up_to_two_decimals(hours, shown_by_clio):
    (flaw,) = HoursJudge()(hours).flaws
    assert dict(flaw.params) == {"rounded": shown_by_clio}


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
        (0, 0.12, None, None),
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
        ("quantity", -2, (Decimal(-2), ["quantity-negative"], "")),
        ("quantity", "(2)", (Decimal(-2), ["quantity-negative"], "")),
        ("price", -2, (Decimal(-2), ["amount-negative"], "")),
        ("rate", "-2", (Decimal(-2), ["amount-negative"], "")),
        ("price", "(65.00)", (Decimal("-65.00"), ["amount-negative"], "")),
        ("price", "($1,065.00)", (Decimal("-1065.00"), ["amount-negative"], "")),
        ("price", "65.00-", (Decimal("-65.00"), ["amount-negative"], "")),
        ("price", "65.00 CR", (Decimal("-65.00"), ["amount-negative"], "")),
        ("price", "$-65.00", (Decimal("-65.00"), ["amount-negative"], "")),
        ("price", "-\u20ac65,50", (Decimal("-65.50"), ["amount-negative"], "")),
        ("price", "(1.250)", (None, ["amount-negative"], "")),
        ("quantity", "-1,000", (None, ["quantity-negative"], "")),
        ("price", "--65", (None, ["amount-not-a-number"], "")),
        ("price", "320.-", (None, ["amount-with-currency"], "320")),
        ("rate", "320,-- EUR", (None, ["amount-with-currency"], "320")),
        ("rate", "CHF 1'250.\u2014", (None, ["amount-with-currency"], "1250")),
        ("rate", "350 p/h", (None, ["amount-with-currency"], "350")),
        ("price", "1,250", (None, ["amount-with-comma"], "1250")),
        ("price", "0.675", (Decimal("0.675"), ["number-as-text"], "0.675")),
        ("price", "1250.125", (Decimal("1250.125"), ["number-as-text"], "1250.125")),
        ("price", "(as agreed)", (None, ["amount-not-a-number"], "")),
        ("price", "$45.50", (None, ["amount-with-currency"], "45.5")),
        ("price", "USD65", (None, ["amount-with-currency"], "65")),
        ("price", "\u00a56500", (None, ["amount-with-currency"], "6500")),
        ("price", "65 dollars", (None, ["amount-with-currency"], "65")),
        ("rate", "350/hr", (None, ["amount-with-currency"], "350")),
        ("rate", "$1,350 per hour", (None, ["amount-with-currency"], "1350")),
        ("price", "65,00 $", (None, ["amount-with-currency"], "65")),
        ("price", "1.234,56", (None, ["amount-decimal-comma"], "1234.56")),
        ("price", "1 234,56", (None, ["amount-decimal-comma"], "1234.56")),
        ("price", "1\u00a0234\u00a0567,8", (None, ["amount-decimal-comma"], "1234567.8")),
        ("price", "12,5000", (None, ["amount-decimal-comma"], "12.5")),
        ("price", "1'234.50", (None, ["amount-with-comma"], "1234.5")),
        ("price", "1 234.50", (None, ["amount-with-comma"], "1234.5")),
        ("price", "1.234.567", (None, ["amount-with-comma"], "1234567")),
        ("price", "0,675", (None, ["amount-ambiguous"], "")),
        ("price", "$0,585", (None, ["amount-ambiguous"], "")),
        ("price", "1,23,456", (None, ["amount-not-a-number"], "")),
        ("price", "2@15.00", (None, ["amount-not-a-number"], "")),
        ("price", "15%", (None, ["amount-not-a-number"], "")),
        ("price", "12\u00bd", (None, ["number-as-fraction"], "12.5")),
        ("quantity", "1 3/4", (None, ["number-as-fraction"], "1.75")),
        ("quantity", "1/3", (None, ["amount-not-a-number"], "")),
        ("rate", "\uff13\uff12\uff10", (Decimal(320), ["number-as-text"], "320")),
        ("rate", "\uff04\uff13\uff12\uff10", (None, ["amount-with-currency"], "320")),
        ("rate", "\u0663\u0662\u0660", (Decimal(320), ["number-as-text"], "320")),
        ("rate", "\u200e250", (Decimal(250), ["number-as-text"], "250")),
        ("rate", "\u200b", (None, [], "")),
        ("price", 12.340000000000002, (Decimal("12.34"), [], "")),
        ("price", 1e25, (Decimal("1e25"), [], "")),
        ("rate", "250", (Decimal(250), ["number-as-text"], "250")),
        ("rate", "$250", (None, ["amount-with-currency"], "250")),
        ("rate", "$ 1,250.50", (None, ["amount-with-currency"], "1250.5")),
        ("rate", "250 USD", (None, ["amount-with-currency"], "250")),
        ("rate", "CA$250", (None, ["amount-with-currency"], "250")),
        ("rate", "£250", (None, ["amount-with-currency"], "250")),
        ("rate", "1,250", (None, ["amount-with-comma"], "1250")),
        ("rate", "1,250,000.00", (None, ["amount-with-comma"], "1250000")),
        ("rate", "12,50", (None, ["amount-decimal-comma"], "12.5")),
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
