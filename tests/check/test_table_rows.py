"""Rows that are no entries: filled-down values, boxes, totals; and entries that are easily overlooked."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from openpyxl.styles import Font
from openpyxl.workbook import Workbook

from template_builder.check.checker import CheckedFile
from template_builder.judging.totals import is_total
from tests.support.checking import DAY, check, check_cells, located, small_kit
from tests.support.editing import edited
from tests.support.fill import fill, row
from tests.support.kit import workbooks

MONDAY = dt.date(2027, 1, 18)
LAST = 21
LETTERS = {
    (sheet.name, header): letter
    for sheet in workbooks()["time-tracking"].sheets
    for header, letter in zip(sheet.headers, "ABCDEFGHIJ", strict=False)
}
HOURS_AT, RATE_AT, BOX_AT = (
    LETTERS["Time", header] for header in ("Hours", "Rate", "Non-billable")
)
DESCRIPTION_AT, PRICE_AT = LETTERS["Time", "Description"], LETTERS["Expenses", "Price"]
FIRST = (
    row("Time", 2, DAY, "0101", None, "Draft lease", 2.5)
    | row("Time", 3, MONDAY, "1001", None, "Call", 3.1)
    | row("Time", 4, MONDAY, "1001", None, "Call again", 0.1)
)
HOURS = Decimal("5.7")


def filled_down(*values: object, sheet: str = "Time", first: int = 5) -> dict[str, object]:
    cells: dict[str, object] = {}
    for number in range(first, LAST + 1):
        cells |= row(sheet, number, *values)
    return cells


def messages(file: CheckedFile) -> list[str]:
    return [finding.message for finding in file.findings if not finding.kind.startswith("day-")]


@pytest.mark.parametrize(
    ("values", "columns"),
    [
        ((None, None, None, None, None, 320), "Rate"),
        ((None, None, None, None, None, 320, "Billie Sample"), "Rate and Timekeeper"),
        ((None, None, None, None, None, None, None, "yes"), "Non-billable"),
        ((None, None, "Drafting", None, None, 320, "Billie Sample"), "Activity category, Rate and Timekeeper"),
        ((MONDAY,), "Date"),
        ((None, "0101", None, None, None, 320), "Matter and Rate"),
        ((None, None, None, None, 0, 320), "Hours and Rate"),
        ((None, None, None, None, None, 320, None, False), "Rate"),
    ],
)  # fmt: skip
def test_values_filled_down_are_no_entries_and_are_named(values, columns):
    file = check_cells(FIRST | filled_down(*values))
    assert [kind for _, kind in located(file)] == ["rows-without-entry"]
    assert messages(file) == [f"No entry in rows 5 to 21, only {columns}."]
    assert (file.totals.time_rows, file.totals.hours) == (3, HOURS)
    assert len(file.collected.activities) == 3
    assert file.collected.rejected == []


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (("Remember: another 2 h on 20 January for 1001",), "date-not-a-date"),
        (("see the notes",), "date-not-a-date"),
        (("18 Jan",), "date-not-a-date"),
        ((None, "and two more hours for the bakery"), "date-missing"),
        ((None, None, None, None, None, None, "half of it was Alex, on Tuesday"), "date-missing"),
        ((None, None, None, None, None, None, None, "no, this one we bill later"), "date-missing"),
    ],
)
def test_a_remark_in_a_row_of_its_own_is_left_out_by_name(values, kind):
    file = check_cells(FIRST | row("Time", 7, *values))
    assert ("Time!A7", kind) in located(file)
    assert [left.origin.row for left in file.collected.rejected] == [7]
    assert (len(file.collected.activities), file.totals.hours) == (3, HOURS)


@pytest.mark.parametrize("values", [(None, None, "Review of documents and letters"), ("n/a",)])
def test_words_that_are_filled_down_are_no_remark(values):
    file = check_cells(FIRST | filled_down(*values))
    assert [kind for _, kind in located(file)] == ["rows-without-entry"]


def test_formulas_below_the_last_row_that_were_never_calculated_are_left_out_by_name():
    cells = {f"Time!{letter}{number}": "=Jan!A1" for letter in f"AB{HOURS_AT}" for number in (8, 9)}
    file = check_cells(FIRST | cells)
    assert [left.origin.row for left in file.collected.rejected] == [8, 9]
    assert (f"Time!A8:A9, B8:B9, {HOURS_AT}8:{HOURS_AT}9", "formula-not-saved") in located(file)
    assert file.totals.hours_unread == 2


def test_boxes_that_are_not_ticked_are_blank():
    boxes = {f"Time!{BOX_AT}{number}": False for number in range(2, LAST + 1)}
    boxes |= {f"Expenses!{BOX_AT}{number}": False for number in range(2, LAST + 1)}
    file = check_cells(FIRST | boxes)
    assert located(file) == []
    assert [entry.non_billable for entry in file.collected.activities] == [False] * 3


@pytest.mark.parametrize(
    ("sheet", "values", "columns"),
    [
        ("Expenses", (None, None, None, None, None, 1), "Quantity"),
        ("Expenses", (MONDAY, None, None, None, None, None, "Billie Sample"), "Date and Timekeeper"),
        ("Notes", (None, None, None, None, None, "Billie Sample"), "Author"),
        ("New in Clio", (None, "Matter", None, None, "Billie Sample"), "Kind and Entered by"),
    ],
)  # fmt: skip
def test_other_sheets_have_values_filled_down_too(sheet, values, columns):
    file = check_cells(FIRST | filled_down(*values, sheet=sheet, first=2))
    assert messages(file) == [f"No entry in rows 2 to 21, only {columns}."]


def test_rows_apart_are_named_with_their_ranges():
    cells = FIRST | {
        f"Time!{RATE_AT}{number}": 320 for number in (6, 8, 9, 10, 12, 14, 16, 18, 20, 21)
    }
    assert messages(check_cells(cells)) == [
        "No entry in rows 6, 8 to 10, 12, 14, 16, 18 and 2 more, only Rate."
    ]


@pytest.mark.parametrize(
    "values",
    [
        (MONDAY, "0101"),
        (None, None, None, "Call about the lease"),
        (None, None, None, None, 1.5),
        (None, None, None, None, "1:30"),
        (MONDAY, None, "Drafting"),
        (None, "0101", None, None, 0.5, 320),
    ],
)
def test_an_unfinished_entry_stays_an_error(values):
    file = check_cells(FIRST | row("Time", 6, *values))
    assert [left.origin.row for left in file.collected.rejected] == [6]
    assert file.totals.time_rows == 4


# Totals


@pytest.mark.parametrize(
    "values",
    [
        ("Total", None, None, None, 5.7),
        ("Total:", None, None, None, 5.7, 320),
        (None, None, None, "Summe", 5.7),
        (None, "GRAND TOTAL", None, None, 5.7),
        (None, None, "Total hours", None, 5.7),
        (None, None, None, None, 5.7, None, "Gesamt"),
        (None, None, None, None, 5.7),
        (None, None, None, None, 5.699999999999999, 320, "Billie Sample", False),
        ("Total", None, None, None, None, 1824),
        (None, None, None, "Sous-total", None),
        ("Total January 2027", None, None, None, 5.7),
        (None, "Celkem", None, None, 5.7),
        (None, None, None, "Итого:", 5.7),
        ("合計", None, None, None, 5.7),
    ],
)
def test_a_total_is_no_entry(values):
    file = check_cells(FIRST | row("Time", 7, *values))
    assert [kind for _, kind in located(file)] == ["row-total"]
    assert (file.totals.time_rows, file.totals.hours) == (3, HOURS)
    assert file.collected.rejected == []


def test_subtotals_and_a_total_are_told_apart():
    cells = (
        row("Time", 2, DAY, "0101", None, "Draft lease", 2.5)
        | row("Time", 3, MONDAY, "1001", None, "Call", 3.1)
        | row("Time", 4, "Subtotal", None, None, None, 5.6)
        | row("Time", 5, MONDAY, "1001", None, "Call again", 0.1)
        | row("Time", 6, "Subtotal", None, None, None, 0.1)
        | row("Time", 8, "Total", None, None, None, 5.7)
    )
    file = check_cells(cells)
    assert located(file) == [(f"Time!{HOURS_AT}{number}", "row-total") for number in (4, 6, 8)]
    assert file.totals.hours == HOURS


@pytest.mark.parametrize(
    ("values", "total", "expected"),
    [(("Total", None, None, None, 9.5), "9.5", "5.7"), ((None, None, None, "Summe:", 5.6), "5.6", "5.7")],
)  # fmt: skip
def test_a_total_that_differs_from_its_rows_is_a_warning(values, total, expected):
    file = check_cells(FIRST | row("Time", 5, *values))
    assert located(file) == [(f"Time!{HOURS_AT}5", "row-total-differs")]
    assert messages(file) == [f"This total is {total}, the rows add up to {expected}."]
    assert file.totals.hours == HOURS


@pytest.mark.parametrize(
    "values", [(None,) * 4 + (61.5,), (None,) * 4 + (None, 5), ("Total", None, None, None, 61.5, 5)]
)
def test_expenses_are_added_up_too(values):
    cells = row("Expenses", 2, DAY, "0101", None, "Filing fee", 60, 1) | row(
        "Expenses", 3, DAY, "0101", None, "Copies", 1.5, 4
    )
    file = check_cells(cells | row("Expenses", 5, *values))
    found = "row-total" if values[4] else "rows-without-entry"
    assert [kind for _, kind in located(file)] == [found]
    assert file.totals.expense_amount == Decimal(66)


def test_an_amount_may_be_the_total_of_expenses():
    cells = row("Expenses", 2, DAY, "0101", None, "Filing fee", 60, 1) | row(
        "Expenses", 3, DAY, "0101", None, "Copies", 1.5, 4
    )
    assert located(check_cells(cells | row("Expenses", 4, None, None, None, None, 66))) == [
        (f"Expenses!{PRICE_AT}4", "row-total")
    ]


@pytest.mark.parametrize(
    "values",
    [
        (None, None, None, None, 5.8),
        (None, None, None, "Celkem", 5.8),
        (None, "0101", None, None, 5.7),
        (None, None, None, "Call client again", 5.7),
        (MONDAY, None, None, "Total", 5.7),
        (None, "1001", None, "Total", 5.7),
        (None, None, None, "Total loss: call the insurer", 5.7),
        (None, None, "Drafting", None, 5.7),
        (None, None, None, "Draft", 5.7, 320, "Billie Sample"),
        ("soon", None, None, "Draft", 5.7, 320, None, "yes"),
    ],
)
def test_what_may_be_an_entry_is_not_taken_for_a_total(values):
    file = check_cells(FIRST | row("Time", 5, *values))
    assert [left.origin.row for left in file.collected.rejected] == [5]
    assert file.totals.time_rows == 4


def test_one_row_does_not_make_a_total_without_a_word():
    cells = row("Time", 2, DAY, "0101", None, "Draft lease", 2.5) | {f"Time!{HOURS_AT}3": 2.5}
    file = check_cells(cells)
    assert [left.origin.row for left in file.collected.rejected] == [3]
    assert file.totals.hours == 5


def test_rows_whose_hours_cannot_be_read_do_not_make_a_total():
    cells = row("Time", 2, DAY, "0101", None, "Draft lease", 2.5)
    for number in (3, 4):
        cells |= row("Time", number, DAY, "0101", None, f"Call {number}", "1:30")
    file = check_cells(cells | {f"Time!{HOURS_AT}5": 2.5})
    assert [left.origin.row for left in file.collected.rejected] == [3, 4, 5]


@pytest.mark.parametrize(
    "text", ["Total", "TOTALS:", "Sub-total", "Weekly total", "Total for week 3", "Somme", "Zwischensumme"]
)  # fmt: skip
def test_labels_of_totals(text):
    assert is_total(text)


@pytest.mark.parametrize(
    "text", ["", "Totally", "Total loss", "Sum of damages, draft", "12", "week"]
)
def test_other_texts_are_no_labels(text):
    assert not is_total(text)


# Entries that are easily overlooked


def struck(*places: str) -> CheckedFile:
    def strike(book: Workbook) -> None:
        for place in places:
            book["Time"][place].font = Font(strike=True)

    data = edited(fill(small_kit()["time-tracking-billie-sample.xlsx"], FIRST), strike)
    (file,) = check(("time.xlsx", data))
    return file


@pytest.mark.parametrize(
    "columns", ["AB" + DESCRIPTION_AT + HOURS_AT, "A", DESCRIPTION_AT, HOURS_AT, "ABCDEFGHIJ"]
)
def test_a_row_struck_through_is_read_and_named(columns):
    file = struck(*(f"{column}3" for column in columns))
    assert located(file) == [("Time!A3", "row-struck")]
    assert file.totals.hours == HOURS


@pytest.mark.parametrize(
    "places",
    [["G3"], ["B3", "G3"], ["A9", "D9"], ["A1", "B1", "D1"]],
)
def test_a_cell_or_a_blank_row_struck_through_is_not(places):
    assert located(struck(*places)) == []


def test_rows_beyond_the_formulas_are_named():
    cells = FIRST | row("Time", 501, DAY, "0101", None, "Last", 0.5)
    assert located(check_cells(cells)) == []
    for number in (502, 503, 620):
        cells |= row("Time", number, DAY, "0101", None, f"Late {number}", 0.25)
    file = check_cells(cells)
    assert located(file) == [("Time!A502", "rows-beyond")]
    assert messages(file) == ["Summary does not count rows 502 to 503 and 620."]
    assert file.totals.hours == HOURS + Decimal("1.25")


def test_merged_cells_above_the_headers_are_no_finding():
    def add_title(book: Workbook) -> None:
        book["Time"].insert_rows(1, 2)
        book["Time"].merge_cells("A1:H1")
        book["Time"].merge_cells("C4:C5")

    data = edited(fill(small_kit()["time-tracking-billie-sample.xlsx"], FIRST), add_title)
    (file,) = check(("time.xlsx", data))
    assert [(finding.kind, finding.value) for finding in file.findings if finding.sheet] == [
        ("area-merged", "C4:C5")
    ]
