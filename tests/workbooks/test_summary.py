"""The sheet `Summary` says what it does not count, and never OK over it, in two calculation engines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

import pytest

from tests.support.calculation import Given, Sheets, with_ironcalc, with_libreoffice
from tests.support.checking import DAY, small_kit
from tests.support.fill import row

pytestmark = pytest.mark.heavy

BILLIE, ALEX = "time-tracking-billie-sample.xlsx", "time-tracking-alex-example.xlsx"
"""Billie has a usual rate, Alex has none."""
GOOD = row("Time", 2, DAY, "0101", None, "Draft", 1.5)
SECOND = row("Time", 3, DAY, "0101", None, "Call", 1)


class Said(NamedTuple):
    """The lines of the summary: rows to correct, values not counted, rows without a rate, each with its place."""

    attention: int = 0
    first: str = ""
    uncounted: int = 0
    where: str = ""
    no_rate: int = 0
    rate_where: str = ""


ROWS, VALUES = "Rows need attention: see Check.", "Values are not counted."
NO_RATE = "Rows have no rate."
ASK = "Type the usual rate on Start here."

CASES: dict[str, tuple[dict[str, object], Said, str]] = {
    "in order": (GOOD | SECOND, Said(), "OK"),
    "nothing": ({}, Said(), "OK"),
    "below the last row": (
        GOOD | row("Time", 27, DAY, "0101", None, "Call", 2) | {"Expenses!F40": 65, "Notes!B27": "0101"},
        Said(0, "", 6, "Time, below row 26: 4. Expenses, below row 26: 1. Notes, below row 26: 1. "),
        VALUES,
    ),
    "far below": (GOOD | {"Time!F9000": 2}, Said(0, "", 1, "Time, below row 26: 1. "), VALUES),
    "text for numbers": (
        GOOD
        | row("Time", 3, DAY, "0101", None, "Call", "1:30")
        | row("Time", 5, DAY, "0101", None, "Call", "two", "$100")
        | row("Expenses", 2, DAY, "0101", None, "Filing", "65", "1"),
        Said(3, "The first: Time, row 3", 5, "Time, Hours: 2, first in row 3. Time, Rate: 1, first in row 5. "
             "Expenses, Price: 1, first in row 2. Expenses, Quantity: 1, first in row 2. "),
        f"{ROWS} {VALUES}",
    ),
    "no date, no matter": (
        GOOD | row("Expenses", 4, None, "0101", None, "Filing", 65, 1) | row("Notes", 2, DAY, None, None, "A", "B"),
        Said(2, "The first: Expenses, row 4"),
        ROWS,
    ),
    "only a note": (GOOD | row("Notes", 7, DAY, None, None, "A", "B"), Said(1, "The first: Notes, row 7"), ROWS),
    "negative and too many": (
        GOOD | row("Time", 3, DAY, "0101", None, "x", -1) | row("Time", 4, DAY, "0101", None, "y", 25),
        Said(2, "The first: Time, row 3"),
        ROWS,
    ),
    "Check pasted over": (GOOD | SECOND | {"Time!J3": ""}, Said(1, "The first: Time, row 3"), ROWS),
    "an error": (
        GOOD | {"Time!F4": "=1/0"},
        Said(1, "The first: Time, row 4", 1, "Time, Hours: 1. "),
        "A cell shows an error such as #REF!: see Check.",
    ),
}  # fmt: skip
"""What a person types into their own workbook, and what the summary says of it."""


WITHOUT_RATE = {
    **GOOD,
    **SECOND,
    **row("Time", 4, DAY, "0101", None, "Has a rate", 1, 99),
}
OF_TWO = {
    **row("Time", 2, DAY, "0101", None, "a", 1, None, "Alex Example"),
    **row("Time", 3, DAY, "0101", None, "b", 1, None, "Billie Sample"),
    **row("Time", 4, DAY, "0101", None, "c", 1, None, " alex example"),
    **row("Time", 5, DAY, "0101", None, "d", 1, 80, "Alex Example"),
    **row("Time", 6, DAY, "0101", None, "e", 1, None, "Dana Invented"),
    **row("Time", 7, DAY, "0101", None, "f", 1),
}


@cache
def calculated(program: Callable[[Given], Mapping[str, Sheets]]) -> Mapping[str, Sheets]:
    kit = small_kit()
    return program(
        {
            **{name: (kit[BILLIE], cells) for name, (cells, _, _) in CASES.items()},
            "without rate": (kit[ALEX], WITHOUT_RATE),
            "rate of 0": (kit[ALEX], WITHOUT_RATE | {"Start here!C23": 0}),
            "of two": (kit["time-tracking.xlsx"], OF_TWO),
        }
    )


@pytest.fixture(
    params=[
        pytest.param(with_ironcalc, id="IronCalc"),
        pytest.param(with_libreoffice, marks=pytest.mark.office, id="LibreOffice"),
    ]
)
def books(request) -> Mapping[str, Sheets]:
    return calculated(request.param)


def said(book: Sheets) -> tuple[Said, str]:
    lines = {str(line[0]): line[1:3] for line in book["Summary"] if line[0]}
    labels = ("Rows that need attention", "Values not counted", "Rows of time without a rate")
    found = [value for label in labels for value in lines[label]]
    return Said(*found), str(lines["Do the totals tie?"][0])


@pytest.mark.parametrize("name", CASES)
def test_the_summary_says_what_it_does_not_count(books, name):
    _, expected, tie = CASES[name]
    found, found_tie = said(books[name])
    assert found == expected
    assert only_ours(found_tie) == tie


def only_ours(tie: str) -> str:
    """Without what IronCalc says of names listed twice: it takes the first of a range of things to count."""
    for name in ("person", "matter"):
        tie = tie.replace(f"By {name} does not tie: is a name listed twice?", "")
    return " ".join(tie.split()) or "OK"


def reminder(book: Sheets) -> list[str]:
    texts = [str(value) for line in book["Start here"] for value in line]
    return [text for text in texts if text.startswith("Type the usual rate")]


def test_start_here_asks_once_for_a_missing_usual_rate(books):
    book = books["without rate"]
    found, tie = said(book)
    assert found == Said(no_rate=2, rate_where="Type the usual rate on Start here.")
    assert only_ours(tie) == "Rows have no rate."
    assert reminder(book) == ["Type the usual rate. Rows on Time without one: 2"]
    assert [line[-1] for line in book["Time"][1:4]] == ["OK", "OK", "OK"]


@pytest.mark.parametrize("name", ["in order", "rate of 0"])
def test_start_here_is_quiet_where_there_is_a_usual_rate(books, name):
    assert said(books[name])[0].no_rate == 0
    assert reminder(books[name]) == []


def test_of_several_people_only_those_without_a_usual_rate_count(books):
    book = books["of two"]
    assert said(book)[0].no_rate == 3
    assert [line[-1] for line in book["Time"][1:7]] == [
        *("OK", "OK", "OK", "OK", "Timekeeper is not on Start here.", "Timekeeper missing."),
    ]
