"""Filled workbooks, calculated by two programs that are not ours: `Check` and `Summary` say what they should."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cache

import pytest

from tests.support.calculation import Given, Sheets, with_ironcalc, with_libreoffice
from tests.support.checking import small_example_kit, small_kit
from tests.support.fill import row
from tests.support.kit import example_kit, real_kit

DAY = dt.date(2027, 1, 15)

TIME = [
    # Date, Matter, Category, Description, Hours, Rate, Timekeeper, Non-billable -> Check
    ((DAY, "0101", "Drafting", "Draft lease", 1.5, None, "Billie Sample", None), "OK"),
    ((DAY, "1001", None, "Call", 0.3, 250, "Alex Example", None), "OK"),
    ((DAY, "00012-Fictional Orchard", None, "By display number", 1, 100, "Alex Example", "yes"), "OK"),
    ((DAY, "00001-Imaginary Ferry", None, "New in Clio", 2, 100, "Alex Example", "YES"), "OK"),
    ((None, "0101", None, "x", 1, 100, "Alex Example", None), "Date missing."),
    (("1/15/2027", "0101", None, "x", 1, 100, "Alex Example", None), "Date is text: type it again as a date."),
    ((dt.date(1919, 1, 15), "0101", None, "x", 1, 100, "Alex Example", None), "Date has a wrong year."),
    ((DAY, None, None, "x", 1, 100, "Alex Example", None), "Matter missing."),
    ((DAY, "9999", None, "x", 1, 100, "Alex Example", None), "Matter is not on Matters or New in Clio."),
    ((DAY, "0101", None, "  ", 1, 100, "Alex Example", None), "Description missing."),
    ((DAY, "0101", None, "x", None, 100, "Alex Example", None), "Hours missing."),
    ((DAY, "0101", None, "x", "1:30", 100, "Alex Example", None), "Hours must be a decimal number: 1.5, not 1:30 or 90 min."),
    ((DAY, "0101", None, "x", 0.0625, 100, "Alex Example", None), "Hours must be decimal: 1.5, not 1:30."),
    ((DAY, "0101", None, "x", 1.333, 100, "Alex Example", None), "Hours must have at most 2 decimals."),
    ((DAY, "0101", None, "x", 0, 100, "Alex Example", None), "Hours must be between 0 and 24."),
    ((DAY, "0101", None, "x", 25, 100, "Alex Example", None), "Hours must be between 0 and 24."),
    ((DAY, "0101", None, "x", 1, None, "Alex Example", None), "OK"),  # Start here says that Alex has no rate
    ((DAY, "0101", None, "x", 1, "$100", "Alex Example", None), "Rate must be a number."),
    ((DAY, "0101", None, "x", 1, -5, "Alex Example", None), "Rate must be at least 0."),
    ((DAY, "0101", None, "x", 1, 0.123456, "Alex Example", None), "Rate must have at most 4 decimals."),
    ((DAY, "0101", None, "x", 1, 100, None, None), "Timekeeper missing."),
    ((DAY, "0101", None, "x", 1, 100, "Dana Invented", None), "Timekeeper is not on Start here."),
    ((DAY, "0101", None, "x", 1, 100, "Alex Example", "no"), "Non-billable must be yes or blank."),
    ((DAY, "0101", None, "x", 1, 100, "Alex Example", False), "OK"),
    ((DAY, None, None, None, 1, 100, "Alex Example", None), "Matter missing. Description missing."),
    ((DAY, "0101", None, "=1/0", 1, 100, "Alex Example", None), "A cell in this row shows an error such as #REF!. Type its value again."),
]  # fmt: skip

EXPENSES = [
    ((DAY, "0101", "Copies", "Exhibits", 0.15, 120, "Alex Example", None), "OK"),
    ((DAY, "1001", None, "Filing", 65, None, "Alex Example", None), "Quantity missing."),
    ((DAY, "1001", None, "Filing", None, 1, "Alex Example", None), "Price missing."),
    ((DAY, "1001", None, "Filing", 10, 0, "Alex Example", None), "Quantity must be above 0."),
]

NOTES = [
    ((DAY, "0101", None, "Trustee", "Prefers a professional", None), "OK"),
    ((DAY, None, "Pat Placeholder", "Trustee", "Prefers a professional", None), "OK"),
    ((DAY, None, None, "Trustee", "Prefers a professional", None), "Matter or Contact missing."),
    ((DAY, "0101", None, None, None, None), "Subject missing. Note missing."),
]


def filled() -> dict[str, object]:
    cells: dict[str, object] = {}
    for sheet, rows in (("Time", TIME), ("Expenses", EXPENSES), ("Notes", NOTES)):
        for number, (given, _) in enumerate(rows, start=2):
            cells |= row(sheet, number, *given)
    return cells | row("New in Clio", 2, DAY, "Matter", "Imaginary Ferry", "00001-Imaginary Ferry")


ALONE = {
    **row("Time", 2, DAY, "0101", None, "Draft", 1.5),
    **row("Time", 4, DAY, "1001", None, "Call", 0.5, 100),
    **row("Expenses", 2, DAY, "1001", None, "Filing", 65, 1),
    # Sorted, filtered and pasted over: a gap, another order, a name with blanks around it.
    **row("Time", 6, DAY, " 0101 ", None, "Later", 1, None, " Billie Sample "),
    # A box that nobody ticked.
    "Time!I7": False,
}


TWICE = {
    **row("Time", 2, DAY, "0101", None, "Draft", 1.5, 100, "Alex Example"),
    **row("Matters", 4, "0101", "Listed again"),
}
MEANINGS = {
    "0101": "Fictional Orchard Ltd",
    " 0101 ": "Fictional Orchard Ltd",
    "00012-Fictional Orchard": "Fictional Orchard Ltd",
    "00012-FICTIONAL ORCHARD": "Fictional Orchard Ltd",
    "1001": "Pat Placeholder",
    1001: "Pat Placeholder",
    "2024-0201": "Second Orchard Ltd: Lease of cold store",
    "4711": "Sample Bakery Inc: Trade mark",
    4711: "Sample Bakery Inc: Trade mark",
    "00019-Bakery": "Sample Bakery Inc: Trade mark",
    "2024-0300": "Two rows of Matters have this number",
    "00020-Same": "Third client: Sale",
    "9999": "",
    "0101 Lease": "",
    "????": "",
    "*": "",
    "=1/0": "",
    None: "",
}
"""What the number in Matter means, as the column Client and description shows it."""
KNOWN = {
    **row("Matters", 4, "2024-0201", "Second Orchard Ltd", "Lease of cold store"),
    **row("Matters", 5, 4711, "Sample Bakery Inc", "Trade mark", "00019-Bakery"),
    **row("Matters", 6, "2024-0300", "First client", "Lease", "00018-First"),
    **row("Matters", 7, "2024-0301", "Second client", "Lease", "2024-0300"),
    **row("Matters", 8, "00020-Same", "Third client", "Sale", "00020-Same"),
}


BLANK = {
    file.name: small_example_kit().get(file.name, file.data)
    for file in example_kit()
    if file.name.endswith(".xlsx") and "casey" not in file.name
}
"""Casey's workbook is Billie's with another name and rate. More rows have the same formulas; one workbook below has all of them."""


@cache
def calculated(program: Callable[[Given], Mapping[str, Sheets]]) -> Mapping[str, Sheets]:
    """The workbooks of these tests, each after the program has calculated it."""
    given = {
        "shared": (real_kit()["time-tracking.xlsx"], filled()),
        "alone": (small_kit()["time-tracking-billie-sample.xlsx"], ALONE),
        "twice": (small_kit()["time-tracking.xlsx"], TWICE),
        "meanings": (
            small_kit()["time-tracking.xlsx"],
            KNOWN
            | {
                f"{sheet}!B{number}": matter
                for sheet in ("Time", "Expenses", "Notes")
                for number, matter in enumerate(MEANINGS, start=2)
                if matter is not None
            },
        ),
        **{name: (data, {}) for name, data in BLANK.items()},
    }
    return program(given)


OFFICE = pytest.param(with_libreoffice, marks=pytest.mark.office, id="LibreOffice")


@pytest.fixture(params=[pytest.param(with_ironcalc, id="IronCalc"), OFFICE])
def books(request) -> Mapping[str, Sheets]:
    return calculated(request.param)


@pytest.fixture(params=[OFFICE])
def office_books(request) -> Mapping[str, Sheets]:
    """Of LibreOffice alone: IronCalc takes the first where COUNTIF is given a range of things to count."""
    return calculated(request.param)


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("sheet", "expected"), [("Time", TIME), ("Expenses", EXPENSES), ("Notes", NOTES)]
)
def test_check_says_ok_or_exactly_what_is_missing(books, sheet, expected):
    found = [line[-1] for line in books["shared"][sheet][1 : len(expected) + 1]]
    assert found == [said for _, said in expected]


@pytest.mark.parametrize("sheet", ["Time", "Expenses", "Notes"])
def test_client_and_description_say_what_the_number_means(books, sheet):
    header, *rows = books["meanings"][sheet]
    place = header.index("Client and description")
    shown = {matter: rows[at][place] for at, matter in enumerate(MEANINGS)}
    assert shown == MEANINGS


@pytest.mark.heavy
def test_check_is_blank_for_blank_rows(books):
    assert {line[-1] for line in books["shared"]["Time"][len(TIME) + 1 :]} == {""}


def summary(book: Sheets) -> dict[str, list[object]]:
    """The rows of the summary by their label."""
    return {str(line[0]): line[1:6] for line in book["Summary"] if line[0]}


@pytest.mark.heavy
def test_the_summary_of_a_shared_workbook_ties(books):
    said = summary(books["shared"])
    numbers = [given for given, _ in TIME]
    hours = sum(n[4] for n in numbers if isinstance(n[4], int | float))
    assert said["Everything recorded"][0] == pytest.approx(hours)
    assert said["Everything recorded"][1] == pytest.approx(3)
    assert said["Everything recorded"][3] == pytest.approx(0.15 * 120)
    assert said["Rows of time"][0] == len(TIME)
    assert said["Rows of expenses"][0] == len(EXPENSES)
    assert said["Notes"][0] == len(NOTES)
    wrong = [s for rows_ in (TIME, EXPENSES, NOTES) for _, s in rows_ if s != "OK"]
    assert said["Rows that need attention"][0] == len(wrong)
    assert said["Billie Sample"][:3] == pytest.approx([1.5, 0, 480])
    assert said["1001"][:4] == pytest.approx([0.3, 0, 75, 0])


def test_what_is_under_no_name_of_the_lists_makes_the_totals_tie(office_books):
    said = summary(office_books["shared"])
    assert said["No person, or not on Start here"][:3] == pytest.approx([2, 0, 200])
    assert said["No matter, or not in this list (new in Clio)"][:3] == pytest.approx([5, 2, 500])
    assert said["Do the totals tie?"][0] == (
        "Rows need attention: see Check. Values are not counted. Rows have no rate."
    )
    assert summary(office_books["alone"])["Do the totals tie?"][0] == "OK"


def test_a_blank_name_and_rate_are_those_of_the_one_person_on_the_start_page(books):
    book = books["alone"]
    assert [line[-1] for line in book["Time"][1:7]] == ["OK", "", "OK", "", "OK", ""]
    said = summary(book)
    assert said["Everything recorded"] == pytest.approx([3, 0, 2.5 * 320 + 50, 65, 2.5 * 320 + 115])
    assert said["Billie Sample"] == pytest.approx([3, 0, 850, 65, 915])
    assert said["0101"][:3] == pytest.approx([2.5, 0, 800])


@pytest.mark.heavy
@pytest.mark.parametrize("name", BLANK)
def test_no_blank_workbook_shows_an_error(books, name):
    found = [str(value) for sheet in books[name].values() for line in sheet for value in line]
    assert found
    assert [value for value in found if value.startswith("#") or "Err:" in value] == []


def test_the_totals_do_not_tie_when_a_name_is_listed_twice(office_books):
    said = summary(office_books["twice"])
    assert said["Do the totals tie?"][0] == "By matter does not tie: is a name listed twice?"
