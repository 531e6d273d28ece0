"""Filled workbooks, recalculated by LibreOffice: `Check` and `Summary` say what they should."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from tests.support.fill import fill, row
from tests.support.kit import example_kit, real_kit
from tests.support.office import convert

pytestmark = pytest.mark.office

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
    ((DAY, "0101", None, "x", 0, 100, "Alex Example", None), "Hours must be between 0 and 24."),
    ((DAY, "0101", None, "x", 25, 100, "Alex Example", None), "Hours must be between 0 and 24."),
    ((DAY, "0101", None, "x", 1, None, "Alex Example", None), "Rate missing."),
    ((DAY, "0101", None, "x", 1, "$100", "Alex Example", None), "Rate must be a number."),
    ((DAY, "0101", None, "x", 1, -5, "Alex Example", None), "Rate must be at least 0."),
    ((DAY, "0101", None, "x", 1, 0.123456, "Alex Example", None), "Rate has more than 4 decimals."),
    ((DAY, "0101", None, "x", 1, 100, None, None), "Timekeeper missing."),
    ((DAY, "0101", None, "x", 1, 100, "Dana Invented", None), "Timekeeper is not on Start here."),
    ((DAY, "0101", None, "x", 1, 100, "Alex Example", "no"), "Non-billable must be yes or blank."),
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
}


@pytest.fixture(scope="module")
def books(tmp_path_factory) -> dict[str, CalamineWorkbook]:
    files = {
        "shared.xlsx": fill(real_kit()["time-tracking.xlsx"], filled()),
        "alone.xlsx": fill(real_kit()["time-tracking-billie-sample.xlsx"], ALONE),
        **{
            f"blank-{file.name}": file.data for file in example_kit() if file.name.endswith(".xlsx")
        },
    }
    made = convert(files, "xlsx", tmp_path_factory.mktemp("office"))
    return {name: CalamineWorkbook.from_filelike(io.BytesIO(data)) for name, data in made.items()}


def rows(book: CalamineWorkbook, sheet: str) -> list[list[object]]:
    return book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)


@pytest.mark.parametrize(
    ("sheet", "expected"), [("Time", TIME), ("Expenses", EXPENSES), ("Notes", NOTES)]
)
def test_check_says_ok_or_exactly_what_is_missing(books, sheet, expected):
    found = [line[-1] for line in rows(books["shared.xlsx"], sheet)[1 : len(expected) + 1]]
    assert found == [said for _, said in expected]


def test_check_is_blank_for_blank_rows(books):
    assert {line[-1] for line in rows(books["shared.xlsx"], "Time")[len(TIME) + 1 :]} == {""}


def summary(book: CalamineWorkbook) -> dict[str, list[object]]:
    """The rows of the summary by their label."""
    return {str(line[0]): line[1:6] for line in rows(book, "Summary") if line[0]}


def test_the_summary_of_a_shared_workbook_ties(books):
    said = summary(books["shared.xlsx"])
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
    assert said["Do the totals tie?"][0] == "OK"
    assert said["Billie Sample"][:3] == pytest.approx([1.5, 0, 480])
    assert said["No person, or not on Start here"][:3] == pytest.approx([2, 0, 200])
    assert said["1001"][:4] == pytest.approx([0.3, 0, 75, 0])
    assert said["No matter, or not in this list (new in Clio)"][:3] == pytest.approx([5, 2, 500])


def test_a_blank_name_and_rate_are_those_of_the_one_person_on_the_start_page(books):
    book = books["alone.xlsx"]
    assert [line[-1] for line in rows(book, "Time")[1:6]] == ["OK", "", "OK", "", "OK"]
    said = summary(book)
    assert said["Everything recorded"] == pytest.approx([3, 0, 2.5 * 320 + 50, 65, 2.5 * 320 + 115])
    assert said["Billie Sample"] == pytest.approx([3, 0, 850, 65, 915])
    assert said["0101"][:3] == pytest.approx([2.5, 0, 800])
    assert said["Do the totals tie?"][0] == "OK"


def cells(book: CalamineWorkbook) -> Iterator[object]:
    for name in book.sheet_names:
        for line in rows(book, name):
            yield from line


@pytest.mark.parametrize("name", [f.name for f in example_kit() if f.name.endswith(".xlsx")])
def test_no_blank_workbook_shows_an_error(books, name):
    found = [str(v) for v in cells(books[f"blank-{name}"])]
    assert found
    assert [v for v in found if v.startswith("#") or "Err:" in v] == []


def test_the_totals_do_not_tie_when_a_name_is_listed_twice(tmp_path):
    twice = fill(
        real_kit()["time-tracking.xlsx"],
        {
            **row("Time", 2, DAY, "0101", None, "Draft", 1.5, 100, "Alex Example"),
            **row("Matters", 4, "0101", "Listed again"),
        },
    )
    made = convert({"twice.xlsx": twice}, "xlsx", tmp_path)["twice.xlsx"]
    said = summary(CalamineWorkbook.from_filelike(io.BytesIO(made)))
    assert said["Do the totals tie?"][0] == "By matter does not tie: is a name listed twice?"


@pytest.mark.parametrize("extension", ["ods", "xls"])
def test_the_workbook_survives_other_formats(tmp_path, extension):
    data = fill(real_kit()["time-tracking-billie-sample.xlsx"], ALONE)
    made = convert({"alone.xlsx": data}, extension, tmp_path)["alone.xlsx"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(made))
    assert [line[8] for line in rows(book, "Time")[1:6]] == ["OK", "", "OK", "", "OK"]
    start = [value for line in rows(book, "Start here") for value in line]
    assert start[start.index("Template and version") + 1 :][:2] == ["time-tracking", 1]


def test_libreoffice_keeps_drop_downs_and_prompts(tmp_path):
    made = convert({"kit.xlsx": real_kit()["time-tracking.xlsx"]}, "xlsx", tmp_path)["kit.xlsx"]
    sheet = openpyxl.load_workbook(io.BytesIO(made))["Time"]
    kept = {
        str(r.sqref): (r.type, r.errorStyle, bool(r.prompt))
        for r in sheet.data_validations.dataValidation
    }
    assert kept["B2:B501"] == ("list", "warning", True)
    assert kept["A2:A501"] == ("date", "warning", True)
