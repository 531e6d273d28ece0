"""Every way people write a date, and what the judge makes of it."""

from __future__ import annotations

import datetime as dt

import pytest

from template_builder.judging.dates import DateJudge
from template_builder.judging.typed_dates import read_date

D = dt.date
DAY = D(2027, 1, 15)


def kinds(value: object, **settings: object) -> tuple[object, list[str], str]:
    verdict = DateJudge(**settings)(value)  # type: ignore[arg-type]
    suggestion = next((flaw.suggestion for flaw in verdict.flaws if flaw.suggestion), "")
    return verdict.value, [flaw.kind for flaw in verdict.flaws], suggestion


@pytest.mark.parametrize("value", [DAY, dt.datetime(2027, 1, 15, 9, 30)])
def test_a_date_is_a_date(value):
    assert kinds(value) == (DAY, [], "")


@pytest.mark.parametrize("value", ["", "   ", None])
def test_nothing_is_missing(value):
    assert kinds(value) == (None, ["date-missing"], "")


@pytest.mark.parametrize(
    "text",
    [
        "2027-01-15", "2027/1/15", "2027.01.15", "2027-01-15 00:00:00", "2027-01-15T08:30", "1/15/2027", "15/1/2027",
        "15.01.2027", "15-1-2027", "15 / 1 / 2027", "15 Jan 2027", "15-Jan-2027", "15th January 2027", "Jan 15, 2027",
        "January 15 2027", "1/15/2027 9:30 AM", "01/15/2027 00:00:00", "2027-01-15T00:00:00Z", "2027-01-15 09:30:00.250", "2027-01-15T09:30:00+01:00",
        "15 Jan 2027 at 14:05", "15.01.2027, 14:05", "15 janvier 2027 \u00e0 9h30", "20270115", "01152027", "15012027", "46402", "46402.395",
        "15 janvier 2027", "vendredi 15 janvier 2027", "le 15 janv. 2027", "15 de enero de 2027", "viernes, 15 de enero de 2027",
        "15 ene 2027", "15. Januar 2027", "Freitag, den 15. Januar 2027", "15. J\u00e4nner 2027", "15 gennaio 2027", "15 de janeiro de 2027",
        "15 januari 2027", "\u200e1/15/2027", "15\u00a0Jan\u00a02027", "\uff12\uff10\uff12\uff17-01-15",
        "the 15th of January, 2027", "Friday the 15th of January 2027", "Fr., 15.01.2027", "Fri 01/15/2027", "2027-01-15 9am", "01/15/2027 9 AM", "'15/01/2027",
        "15/01/2027.", "(15 Jan 2027)", "Fri 15 Jan 2027", "Friday, January 15th, 2027", "15 JAN 2027", " 15 Jan 2027 ", "Jan. 15, 2027",
    ],
)  # fmt: skip
def test_text_that_can_only_be_one_day_is_taken_and_named(text):
    assert kinds(text) == (DAY, ["date-is-text"], "Fri 15 Jan 2027")


def test_a_day_and_a_month_that_are_the_same_are_certain():
    assert kinds("03/03/2027") == (D(2027, 3, 3), ["date-is-text"], "Wed 3 Mar 2027")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1er mars 2027", D(2027, 3, 1)), ("24 f\u00e9vrier 2027", D(2027, 2, 24)), ("fe\u0301vrier 24 2027", D(2027, 2, 24)),
        ("2 ao\u00fbt 2027", D(2027, 8, 2)), ("8. M\u00e4rz 2027", D(2027, 3, 8)), ("3-D\u00e9c-2027", D(2027, 12, 3)),
        ("6 de septiembre del 2027", D(2027, 9, 6)), ("12 Dez. 2027", D(2027, 12, 12)), ("1 ottobre 2027", D(2027, 10, 1)),
    ],
)  # fmt: skip
def test_months_of_other_languages_are_known(text, day):
    assert kinds(text)[:2] == (
        day,
        ["date-is-text", *(["date-on-weekend"] if day.weekday() > 4 else [])],
    )


@pytest.mark.parametrize("value", [46402, 46402.0, 46402.395, 20270115, 20270115.0, 15012027])
def test_the_number_of_a_day_is_taken_and_named(value):
    assert kinds(value) == (DAY, ["date-is-number"], "Fri 15 Jan 2027")


@pytest.mark.parametrize(
    ("value", "settings"),
    [
        (D(1900, 1, 15), {}), (D(1927, 1, 18), {}), (D(1999, 12, 31), {}), (D(2207, 1, 18), {}), (D(2101, 1, 1), {}),
        (dt.datetime(1904, 1, 1), {}), ("18 Jan 1927", {}), ("1/18/2207", {}),
        (D(2007, 1, 18), {"today": DAY}), (D(2072, 1, 18), {"today": DAY}), (D(2017, 1, 1), {"first": DAY}),
    ],
)  # fmt: skip
def test_a_year_that_cannot_be_is_an_error(value, settings):
    assert kinds(value, **settings) == (None, ["date-wrong-year"], "")


@pytest.mark.parametrize("text", ["03/04/2027 9:30 AM", "03042027"])
def test_a_time_or_digits_alone_settle_nothing(text):
    assert kinds(text)[:2] == (None, ["date-ambiguous"])


@pytest.mark.parametrize("text", ["03/04/2027", "3-4-2027", "12.11.2027"])
def test_text_that_can_be_two_days_is_never_guessed(text):
    value, found, _ = kinds(text)
    assert (value, found) == (None, ["date-ambiguous"])
    first, second = (dict(DateJudge()(text).flaws[0].params)[name] for name in ("first", "second"))
    assert first != second


@pytest.mark.parametrize(
    ("text", "weekday", "day"),
    [
        ("Thursday 15 January 2027", "Thursday", "Fri 15 Jan 2027"),
        ("Sat, Jan 15, 2027", "Saturday", "Fri 15 Jan 2027"),
        ("Mo 15.01.2027", "Monday", "Fri 15 Jan 2027"),
        ("jeudi 15 janvier 2027", "Thursday", "Fri 15 Jan 2027"),
        ("s\u00e1bado, 15 de enero de 2027", "Saturday", "Fri 15 Jan 2027"),
        ("Wed 2027-01-15 9:30", "Wednesday", "Fri 15 Jan 2027"),
        ("Sun 15 Jan 27", "Sunday", "Fri 15 Jan 2027"),
        ("Mon 02/03/2027", "Monday", "Wed 3 Feb 2027 or Tue 2 Mar 2027"),
    ],
)
def test_a_weekday_that_contradicts_the_date_is_named_with_it(text, weekday, day):
    value, found, suggestion = kinds(text)
    assert (value, found, suggestion) == (None, ["date-wrong-weekday"], "")
    assert dict(DateJudge()(text).flaws[0].params) == {"weekday": weekday, "day": day}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Wed 02/03/2027", D(2027, 2, 3)),
        ("Tue, 02/03/2027", D(2027, 3, 2)),
        ("mar. 02.03.2027", D(2027, 3, 2)),
        ("mercredi 2/3/2027", D(2027, 2, 3)),
        ("Di 2.3.2027 14:05", D(2027, 3, 2)),
    ],
)
def test_a_weekday_settles_which_of_two_days_is_meant(text, day):
    assert kinds(text)[:2] == (day, ["date-is-text"])


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("27-01-15", "Fri 15 Jan 2027"),
        ("27/1/15", "Fri 15 Jan 2027"),
        ("15-01-27", "Fri 15 Jan 2027"),
        ("26-12-31", "Thu 31 Dec 2026"),
    ],
)
def test_of_short_years_the_one_around_the_transition_is_meant(text, suggestion):
    assert kinds(text, today=DAY) == (None, ["date-two-digit-year"], suggestion)
    assert kinds(text, first=DAY) == (None, ["date-two-digit-year"], suggestion)


def test_of_short_years_none_is_meant_where_the_transition_is_not_known():
    assert kinds("27-01-15")[1] == ["date-ambiguous"]


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("1/15/27", "Fri 15 Jan 2027"),
        ("15.1.27", "Fri 15 Jan 2027"),
        ("15 Jan 27", "Fri 15 Jan 2027"),
    ],
)
def test_a_short_year_is_refused_with_the_full_one(text, suggestion):
    assert kinds(text) == (None, ["date-two-digit-year"], suggestion)


@pytest.mark.parametrize(
    "value",
    [
        "tomorrow",
        "15",
        "Jan 2027",
        "31/31/2027",
        "2027-02-30",
        "15 Foo 2027",
        5,
        15.0,
        -46402,
        1e300,
        0.5,
        99999,
        "99999",
        "20271345",
        "Smith 15 Jan 2027",
        "15 Jan 2027 to 17 Jan 2027",
        True,
        dt.time(9),
    ],
)
def test_anything_else_is_no_date(value):
    assert kinds(value) == (None, ["date-not-a-date"], "")


@pytest.mark.parametrize(
    ("day", "settings", "expected"),
    [
        (DAY, {"today": D(2027, 1, 14)}, ["date-in-future"]),
        (DAY, {"today": DAY}, []),
        (D(2025, 1, 10), {"today": DAY}, ["date-far-off"]),
        (D(2026, 1, 15), {"today": DAY}, []),
        (D(2018, 1, 15), {"today": DAY}, ["date-far-off"]),
        (D(2027, 1, 13), {"first": D(2027, 1, 14)}, ["date-before-cut-off"]),
        (D(2027, 1, 14), {"first": D(2027, 1, 14), "last": D(2027, 2, 1)}, []),
        (D(2027, 2, 2), {"first": D(2027, 1, 14), "last": D(2027, 2, 1)}, ["date-after-period"]),
        (D(2027, 1, 16), {}, ["date-on-weekend"]),
        (D(2027, 1, 18), {"days_off": (D(2027, 1, 18),)}, ["date-on-day-off"]),
    ],
)
def test_doubtful_days_are_kept_and_named(day, settings, expected):
    value, found, _ = kinds(day, **settings)
    assert (value, found) == (day, expected)


def test_a_date_as_text_gets_both_its_doubts():
    assert kinds("2027-01-16")[1] == ["date-is-text", "date-on-weekend"]


@pytest.mark.parametrize("order", ["%m/%d/%Y", "%d/%m/%Y"])
def test_the_right_day_is_always_among_the_readings(order):
    day = D(2026, 1, 1)
    while day.year == 2026:
        readings, short = read_date(day.strftime(order))
        assert day in readings
        assert not short
        assert len(readings) == (2 if day.day <= 12 and day.day != day.month else 1)
        day += dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "month_first", "day_first"),
    [
        ("03/04/2027", dt.date(2027, 3, 4), dt.date(2027, 4, 3)),
        ("3-4-2027", dt.date(2027, 3, 4), dt.date(2027, 4, 3)),
        ("03.04.2027 09:30", dt.date(2027, 3, 4), dt.date(2027, 4, 3)),
    ],
)
def test_a_date_that_can_be_two_is_the_one_decided(text, month_first, day_first):
    for order, day in (("MDY", month_first), ("DMY", day_first)):
        verdict = DateJudge(text_order=order)(text)
        (flaw,) = [flaw for flaw in verdict.flaws if flaw.kind == "date-read-as-decided"]
        assert (verdict.value, flaw.meant) == (day, day)


@pytest.mark.parametrize("order", ["MDY", "DMY"])
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("15/01/2027", "date-is-text"),
        ("01/15/2027", "date-is-text"),
        ("2027-03-04", "date-is-text"),
        ("02032027", "date-ambiguous"),
        ("last Friday", "date-not-a-date"),
    ],
)
def test_a_decision_changes_nothing_else(text, kind, order):
    verdict = DateJudge(text_order=order)(text)
    assert verdict == DateJudge()(text)
    assert verdict.flaws[0].kind == kind


def test_a_year_of_two_digits_stays_an_error_with_the_day_decided():
    today = dt.date(2027, 2, 1)
    assert DateJudge(today)("3/4/27").flaws[0].kind == "date-ambiguous"
    verdict = DateJudge(today, text_order="DMY")("3/4/27")
    assert verdict.value is None
    assert [(flaw.kind, flaw.meant) for flaw in verdict.flaws] == [
        ("date-two-digit-year", dt.date(2027, 4, 3))
    ]


def test_a_decided_date_is_held_against_the_period_like_any_other():
    judge = DateJudge(first=dt.date(2027, 1, 14), last=dt.date(2027, 2, 4), text_order="DMY")
    kinds = [flaw.kind for flaw in judge("03/04/2027").flaws]
    assert kinds[:2] == ["date-read-as-decided", "date-after-period"]
    assert judge("03/04/1927").flaws[0].kind == "date-wrong-year"
