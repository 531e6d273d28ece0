"""Files that record the same on other days: one finding and one open point for the pair, with a choice."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from template_builder.check.checker import CheckedFile
from template_builder.export.hand_ins import hand_ins
from tests.support.checking import CROSSWALK, check, session_of
from tests.support.exporting import ALEX, book, export, hours_of, kinds_of
from tests.support.kit import real_firm

TEXTS = ("Draft lease", "Call", "Will", "Review of file", "Letter to the court", "Hearing")


def rows(*days: dt.date, hours: float = 1.0, matter: str = "0101", texts: tuple[str, ...] = TEXTS):
    """One row a day, each with a text of its own."""
    return [(day, matter, texts[n % len(texts)], hours + n / 2) for n, day in enumerate(days)]


def days(*numbers: int, month: int = 1) -> list[dt.date]:
    return [dt.date(2027, month, number) for number in numbers]


def moved(shift: int, own: list[dt.date]) -> list[dt.date]:
    return [day + dt.timedelta(shift) for day in own]


def said(*files: tuple[str, bytes]) -> list[str]:
    """What the last file has in common with the first on other days."""
    last: CheckedFile = check(*files, crosswalk=CROSSWALK, firm=real_firm())[-1]
    return [f.message for f in last.findings if f.kind == "file-dates-moved"]


WEEK = days(18, 19, 20, 21, 22)


@pytest.mark.parametrize(
    ("first", "second", "count", "how"),
    [
        (WEEK[:3], moved(1, WEEK[:3]), 3, "1 day later"),
        (WEEK, moved(1462, WEEK), 5, "1,462 days later"),
        (WEEK, moved(-3, WEEK), 5, "3 days earlier"),
        (WEEK, moved(7, WEEK), 5, "7 days later"),
        (WEEK, [*moved(2, WEEK[:4]), dt.date(2027, 2, 9)], 4, "2 days later"),
        (days(4, 5, 6, 7, month=2), [dt.date(2027, n, 2) for n in (4, 5, 6, 7)], 4, "day and month exchanged"),
    ],
)  # fmt: skip
def test_the_same_rows_on_other_days(first, second, count, how):
    found = said(("old.xlsx", book(*rows(*first))), ("new.xlsx", book(*rows(*second), first=4)))
    assert found == [f"{count} rows of old.xlsx, {how}."]


@pytest.mark.parametrize(
    "other",
    [
        # Two rows; the same work of four days of each week; other hours; another person's.
        book(*rows(*moved(1, WEEK[:2]))),
        book(*rows(*moved(7, WEEK[:4]))),
        book(*rows(*moved(1, WEEK), hours=1.1)),
        book(*rows(*moved(1, WEEK)), name=ALEX),
        # Half of the file is other work; no two rows are moved by the same days.
        book(*rows(*moved(1, WEEK[:3])), *rows(*moved(30, WEEK), hours=2.2)),
        book(*rows(*(day + dt.timedelta(n * n + 1) for n, day in enumerate(WEEK)))),
        book(*rows(*WEEK)),
    ],
)  # fmt: skip
def test_other_work_is_no_copy(other):
    assert said(("old.xlsx", book(*rows(*WEEK))), ("new.xlsx", other)) == []


@pytest.mark.parametrize(("shift", "texts"), [(7, 1), (30, 1), (7, 4), (30, 2)])
def test_the_same_few_texts_each_day_are_no_copy(shift, texts):
    one, other = (
        [(day, "0101", TEXTS[n % texts], 1.5) for n, day in enumerate(own)]
        for own in (WEEK, moved(shift, WEEK))
    )
    assert said(("old.xlsx", book(*one)), ("new.xlsx", book(*other))) == []


def test_it_is_open_until_somebody_chooses():
    files = (("old.xlsx", book(*rows(*WEEK))), ("new.xlsx", book(*rows(*moved(1, WEEK)))))
    made = export(*files)
    (point,) = (p for p in made.receipt.open_points if p.kind == "file-dates-moved")
    assert (
        point.message
        == "new.xlsx has 5 rows of Billie Sample that are in old.xlsx too, 1 day later."
    )
    assert len(hours_of(made)) == 10
    assert "file-dates-moved" not in kinds_of(export(*files, take="both"))
    only = export(*files, choices=[("old.xlsx", "new.xlsx", "second")])
    assert hours_of(only) == [Decimal(n) / 2 for n in (2, 3, 4, 5, 6)]
    assert not {"file-dates-moved", "row-only-aside"} & set(kinds_of(only))


def test_a_row_that_is_in_no_file_taken_on_any_day_is_said():
    bank = (WEEK[2], "0101", "Telephone call with the bank", 2.2)
    files = (("old.xlsx", book(*rows(*WEEK), bank)), ("new.xlsx", book(*rows(*moved(1, WEEK)))))
    made = export(*files, choices=[("old.xlsx", "new.xlsx", "second")])
    (point,) = made.receipt.open_points
    assert (point.kind, point.rows) == ("row-only-aside", 1)
    assert "1 row of it is in no file that is taken (Wed 20 Jan 2027)" in point.message


def test_where_some_dates_stay_the_rest_is_said_too():
    """Of a file with day and month exchanged, days after the twelfth stay: they are rows in common."""
    own = days(1, 2, 3, 15, 16, month=2)
    other = [dt.date(2027, n, 2) for n in (1,)] + days(2, month=2) + [dt.date(2027, 3, 2), *own[3:]]
    own.append(dt.date(2027, 2, 4))
    other.append(dt.date(2027, 4, 2))
    files = (("old.xlsx", book(*rows(*own))), ("new.xlsx", book(*rows(*other))))
    assert "file-dates-moved" in kinds_of(export(*files, take="once"))


def test_the_page_has_the_words_of_the_question():
    files = (("old.xlsx", book(*rows(*WEEK))), ("new.xlsx", book(*rows(*moved(1, WEEK)))))
    session = session_of(*files, crosswalk=CROSSWALK)
    (pair,) = hand_ins(list(session.final()), session)["overlaps"]
    assert pair["moved"] == "5 rows of Billie Sample in both, on other days: 1 day later"
