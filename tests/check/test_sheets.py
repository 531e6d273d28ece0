"""Sheets, tables and columns of a reader's workbook: each is read, or named with what it holds."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from template_builder.check.checker import CheckedFile
from template_builder.check.report import to_json, to_text
from template_builder.common.stamp import EARLIEST
from tests.support.checking import DAY, check, located, session_of, small_kit
from tests.support.editing import edited
from tests.support.fill import fill, row
from tests.support.kit import workbooks

MONDAY, TUESDAY, WEDNESDAY = (dt.date(2027, 1, number) for number in (18, 19, 20))
TIME_HEADERS = (
    *("Date", "Matter", "Activity category", "Description"),
    *("Hours", "Rate", "Timekeeper", "Non-billable"),
)
EXPENSE_HEADERS = (
    *("Date", "Matter", "Expense category", "Description"),
    *("Price", "Quantity", "Timekeeper", "Non-billable"),
)
FIRST = row("Time", 2, DAY, "0101", None, "Draft lease", 2.5) | row(
    "Time", 3, MONDAY, "1001", None, "Call", 3.0
)
LETTERS = dict(zip(workbooks()["time-tracking"].sheet("Time").headers, "ABCDEFGHIJ", strict=True))
DESCRIPTION, HOURS, RATE = (LETTERS[header] for header in ("Description", "Hours", "Rate"))
Edit = Callable[[Workbook], None]


def put(sheet: str, number: int, *values: object) -> Edit:
    """Values in the columns of a row that people type into."""

    def edit(book: Workbook) -> None:
        for place, value in row(sheet, number, *values).items():
            book[sheet][place.rpartition("!")[2]] = value

    return edit


def together(*edits: Edit) -> Edit:
    def edit(book: Workbook) -> None:
        for each in edits:
            each(book)

    return edit


def saved(edit: Edit, cells: dict[str, object] = FIRST) -> bytes:
    """Billie's workbook with two rows of time, 5.5 hours at 320, changed by a function."""
    return edited(fill(small_kit()["time-tracking-billie-sample.xlsx"], cells), edit)


def checked(edit: Edit, cells: dict[str, object] = FIRST) -> CheckedFile:
    (file,) = check(("time.xlsx", saved(edit, cells)))
    return file


def told(file: CheckedFile, kind: str) -> list[str]:
    """The messages of the findings of a kind."""
    return [finding.message for finding in file.findings if finding.kind == kind]


def copied(*names: str) -> Edit:
    """The sheet Time copied under these names, each copy with the two rows a week later and one hour more."""

    def edit(book: Workbook) -> None:
        for number, name in enumerate(names, start=1):
            sheet = book.copy_worksheet(book["Time"])
            sheet.title = name
            for place in ("A2", "A3"):
                sheet[place] = book["Time"][place].value + dt.timedelta(days=7 * number)
            sheet[f"{HOURS}2"] = 2.5 + number

    return edit


# Several sheets of a kind


@pytest.mark.parametrize("name", ["Copy of Time", "Time_Feb-2027", "Stunden Februar", "Время", "x"])
def test_a_copied_sheet_is_read_whatever_its_name(name):
    file = checked(copied(name))
    assert located(file) == [("", "sheet-read-too")]
    assert told(file, "sheet-read-too") == [f"The sheet {name} is read as Time too."]
    assert (file.totals.time_rows, file.totals.hours) == (4, Decimal(12))
    assert {entry.origin.sheet for entry in file.collected.activities} == {"Time", name}


def test_sheets_by_month_are_all_read():
    def edit(book: Workbook) -> None:
        copied("Zeit Februar", "Zeit März")(book)
        book["Time"].title = "Zeit Januar"

    file = checked(edit)
    kinds = [kind for _, kind in located(file)]
    assert kinds == ["sheet-renamed", "sheet-read-too", "sheet-read-too"]
    assert file.totals.hours == Decimal("5.5") + Decimal("6.5") + Decimal("7.5")


def test_a_sheet_copied_three_times_says_what_is_there_more_than_once():
    def edit(book: Workbook) -> None:
        for number in range(3):
            book.copy_worksheet(book["Time"]).title = f"Backup {number}"

    file = checked(edit)
    assert file.totals.time_rows == 8
    repeats = [place for place, kind in located(file) if kind == "row-duplicate"]
    assert repeats == [f"Backup {number}!A{row}" for number in range(3) for row in (2, 3)]
    assert told(file, "sheet-same-days")[0] == ("Backup 0 and Time share 2 days of Billie Sample.")


def test_every_kind_of_sheet_may_be_there_twice():
    def edit(book: Workbook) -> None:
        for name in ("Expenses", "Notes", "New in Clio"):
            book.copy_worksheet(book[name]).title = f"{name} (2)"
        put("Expenses", 2, DAY, "0101", None, "Copies", 500, 2)(book)
        put("Notes", 2, DAY, "0101", None, "Call", "About the lease")(book)
        put("New in Clio", 2, DAY, "Matter", "Ferry", "00001-Ferry")(book)
        for name in ("Expenses", "Notes", "New in Clio"):
            book[name].title, book[f"{name} (2)"].title = f"{name} (3)", name

    file = checked(edit)
    assert [kind for _, kind in located(file)] == ["sheet-read-too"] * 3
    assert (file.totals.expense_amount, file.totals.note_rows) == (Decimal(1000), 1)
    assert [record.clio_number for record in file.collected.new] == ["00001-Ferry"]


def test_a_second_list_of_matters_is_known_too():
    def edit(book: Workbook) -> None:
        more = book.copy_worksheet(book["Matters"])
        more.title = "Matters (2)"
        more["A2"], more["B2"] = "7777", "Fictional Ferry"
        book["Time"]["B3"] = "7777"

    file = checked(edit)
    assert located(file) == []
    assert len(file.collected.activities) == 2


def test_what_is_shared_names_each_sheet_as_the_template_does():
    data = saved(copied("Oakridge v. Elm"))
    session = session_of(("time.xlsx", data))
    (file,) = session.final()
    assert "Oakridge" in to_text(file)
    assert "Oakridge" not in to_text(file, share_safe=True) + to_json([file], share_safe=True)
    from template_builder.check.marked_copy.marked_copy import marked_copy

    copy = marked_copy("time.xlsx", data, file.findings, EARLIEST, to_share=session.sharing)
    book = openpyxl.load_workbook(io.BytesIO(copy))
    assert book.sheetnames[:-1] == [
        *("Time", "Expenses", "Notes", "New in Clio", "Matters", "Time (2)"),
    ]
    assert [book[name][f"{HOURS}2"].value for name in ("Time", "Time (2)")] == [2.5, 3.5]


# Sheets that are not read


@pytest.mark.parametrize(
    "headers",
    [
        ("Datum", "Akte", "Tätigkeit", "Beschreibung", "Stunden", "Satz", "Bearbeiter", "Nicht abrechenbar"),
        ("Fecha", "Asunto", "Categoría", "Descripción", "Horas", "Tarifa", "Profesional", "No facturable"),
        ("Date", "Dossier", "Catégorie", "Libellé", "Heures", "Taux", "Avocat", "Non facturable"),
        (),
    ],
    ids=["German", "Spanish", "French", "deleted"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["Time", "Zeiten"])
def test_headers_that_are_not_found_are_an_error(headers, name):
    def edit(book: Workbook) -> None:
        book["Time"].delete_rows(1)
        if headers:
            book["Time"].insert_rows(1)
            put("Time", 1, *headers)(book)
        book["Time"].title = name

    file = checked(edit)
    expected = [(name, "sheet-without-headers")]
    assert located(file) == (expected if name == "Time" else [("", "sheet-missing"), *expected])
    (message,) = told(file, "sheet-without-headers")
    rows = 3 if headers else 2
    assert message == f"Sheet {name} has {rows} rows without headers."
    assert file.collected.activities == []


def below(number: int) -> Edit:
    """The rows of Time moved down so that the headers are in row `number`, under a merged title."""

    def edit(book: Workbook) -> None:
        sheet = book["Time"]
        sheet.move_range("A1:J3", rows=number - 1)
        sheet["A1"], sheet["A2"], sheet["B3"] = "Timesheet of Billie Sample", "Period", DAY
        sheet.merge_cells("A1:H1")

    return edit


@pytest.mark.parametrize("number", [5, 13, 40, 50])
def test_headers_are_found_under_a_title(number):
    file = checked(below(number))
    assert located(file) == []
    assert [entry.origin.row for entry in file.collected.activities] == [number + 1, number + 2]
    assert file.totals.hours == Decimal("5.5")


def test_headers_too_far_down_are_an_error():
    file = checked(below(51))
    assert located(file) == [("Time", "sheet-without-headers")]
    (finding,) = [f for f in file.findings if f.kind == "sheet-without-headers"]
    assert "the first 50 rows" in finding.clio
    assert "Date, Matter, Activity category, Description, Hours" in finding.fix


def with_sheet(name: str, *rows: tuple[object, ...]) -> Edit:
    def edit(book: Workbook) -> None:
        sheet = book.create_sheet(name)
        for values in rows:
            sheet.append(values)

    return edit


def test_remarks_beside_rates_on_the_start_page_are_named():
    def remarks(book: Workbook) -> None:
        sheet = book["Start here"]
        name = next(c for row in sheet.iter_rows() for c in row if c.value == "Billie Sample")
        sheet.cell(name.row, name.column + 2, "300 until Jan 20")
        for place, value in enumerate(("Alex Example", 250, "new rate in May")):
            sheet.cell(name.row + 1, name.column + place, value)
        sheet.cell(name.row, name.column + 3, DAY)

    file = checked(remarks)
    assert [f.sheet for f in file.findings if f.kind == "column-unknown"] == ["Start here"] * 2
    assert told(file, "column-unknown") == [
        "D is a column of your own, with 2 rows.",
        "E is a column of your own, with 1 row.",
    ]
    assert told(file, "sheet-not-read") == []


@pytest.mark.parametrize("name", ["Start here", "Summary", "Lists", "Matters"])
def test_entries_typed_on_a_page_of_ours_are_named(name):
    def below(*values: object) -> Edit:
        def edit(book: Workbook) -> None:
            book[name].append(values)

        return edit

    file = checked(below(DAY, "0101", "Call with client", 0.5))
    assert located(file) == [(name, "sheet-not-read")]
    assert told(file, "sheet-not-read") == [f"Not read: 1 row of the sheet {name}."]
    # A matter's number can read as a date, beside what the summary adds up.
    assert located(checked(below("2024-01-17", 1.5, 0, 480, 0, 480))) == []


def test_the_day_on_which_a_matter_was_opened_is_no_entry():
    def edit(book: Workbook) -> None:
        sheet = book["Matters"]
        for values in (
            ("2001", "Orchard", "Lease", None, DAY),
            (2002, "Bakery", "Sale", None, DAY),
        ):
            sheet.append(values)
        sheet["E1"] = "Opened"

    assert located(checked(edit)) == []


@pytest.mark.parametrize(
    ("name", "rows", "kind"),
    [
        ("January", [("Day", "Client", "Hrs"), (DAY, "Orchard", 2.5)], "sheet-without-headers"),
        ("Mileage", [("Tuesday", None), ("19.01.2027", "Orchard", "12.5")], "sheet-without-headers"),
        ("Notes (3)", [("Ring the court",)], "sheet-without-headers"),
        ("Expenses Q1 2027", [("taxi", "forty")], "sheet-without-headers"),
        ("Notes to self", [("Ring the court",), ("Buy stamps",)], "sheet-not-read"),
        ("Clients", [("Orchard", 12), ("Bakery", 7)], "sheet-not-read"),
        ("Holidays", [("New Year", dt.date(2027, 1, 1))], "sheet-not-read"),
        ("Matters 2", [("Orchard", "lease")], "sheet-not-read"),
        ("Sheet1", [], ""),
        ("Sheet2", [(None, "  "), (False, False)], ""),
        ("Export Summary", [("This document was exported from Numbers.",)], ""),
        ("Summary - Table 1", [("Everything recorded", 5.5)], ""),
    ],
)  # fmt: skip
def test_a_sheet_of_ones_own_is_named_if_it_holds_something(name, rows, kind):
    file = checked(with_sheet(name, *rows))
    assert located(file) == ([(name, kind)] if kind else [])
    if kind:
        (finding,) = [f for f in file.findings if f.kind == kind]
        assert f" {len(rows)} row" in finding.message
        assert finding.shareable.sheet == "(another sheet)"
        assert name not in finding.shareable.message
    assert file.totals.hours == Decimal("5.5")


def test_a_start_page_and_a_summary_of_another_name_are_known():
    def edit(book: Workbook) -> None:
        book["Start here"].title = "Lies mich"
        book["Summary"].title = "Übersicht"

    assert located(checked(edit)) == []


def test_a_workbook_of_ours_without_any_headers_names_its_sheets():
    def edit(book: Workbook) -> None:
        for name in ("Expenses", "Notes", "New in Clio", "Matters"):
            del book[name]
        book["Time"].delete_rows(1)

    assert located(checked(edit)) == [("", "file-unknown"), ("Time", "sheet-without-headers")]


# Tables


def beside(*rows: tuple[object, ...]) -> Edit:
    """Rows from row 1 on, to the right of the sheet Time: from column L on."""

    def edit(book: Workbook) -> None:
        for number, values in enumerate(rows, start=1):
            for at, value in enumerate(values, start=12):
                book["Time"].cell(number, at, value)

    return edit


def test_an_expense_table_below_the_time_is_read_as_expenses():
    file = checked(
        together(
            put("Time", 6, *EXPENSE_HEADERS),
            put("Time", 7, DAY, "0101", None, "Filing fee", 12, 3),
        )
    )
    assert located(file) == [("Time!A6", "header-repeated")]
    (expense,) = [entry for entry in file.collected.activities if entry.expense]
    assert (expense.price, expense.quantity, expense.origin.row) == (12, 3, 7)
    assert (file.totals.hours, file.totals.expense_amount) == (Decimal("5.5"), Decimal(36))


def test_headers_repeated_in_another_order_are_followed():
    order = (4, 0, 3, 1, 2, 5, 6, 7)
    values = (TUESDAY, "1001", None, "Review", 0.5, 350, None, None)
    file = checked(
        together(
            put("Time", 5, *(TIME_HEADERS[place] for place in order)),
            put("Time", 6, *(values[place] for place in order)),
        )
    )
    assert located(file) == [("Time!A5", "header-repeated")]
    assert (file.totals.time_rows, file.totals.hours) == (3, Decimal(6))
    assert file.totals.time_amount == Decimal("5.5") * 320 + Decimal("0.5") * 350


@pytest.mark.parametrize("times", [1, 4])
def test_repeated_headers_are_no_entries(times):
    def edit(book: Workbook) -> None:
        for number in range(5, 5 + times):
            put("Time", number, *TIME_HEADERS, "Check")(book)
        put("Time", 5 + times, WEDNESDAY, "1001", None, "Hearing", 1.25)(book)

    file = checked(edit)
    assert {kind for _, kind in located(file)} == {"header-repeated"}
    assert (file.totals.time_rows, file.totals.hours) == (3, Decimal("6.75"))


def test_headers_sorted_below_the_entries_are_an_error():
    def edit(book: Workbook) -> None:
        sheet = book["Time"]
        for column in range(1, 11):
            header = sheet.cell(1, column).value
            for number in (1, 2):
                sheet.cell(number, column).value = sheet.cell(number + 1, column).value
            sheet.cell(3, column).value = header
        put("Time", 4, WEDNESDAY, "1001", None, "Hearing", 1.25)(book)

    file = checked(edit)
    assert located(file) == [("Time!A1", "rows-above-headers")]
    assert told(file, "rows-above-headers") == ["Entries are above the headers, in rows 1 to 2."]
    assert file.totals.hours == Decimal("1.25")


def test_a_table_of_ones_own_beside_ours_is_named_column_by_column():
    file = checked(beside(("Km", None, "Done"), (12, "to court", False), (None, "back")))
    assert located(file) == [("Time!L1", "column-unknown"), ("Time!M1", "column-unknown")]
    assert told(file, "column-unknown") == [
        "Km is a column of your own, with 1 row.",
        "M is a column of your own, with 2 rows.",
    ]


# Columns


@pytest.mark.parametrize(
    ("others", "hours", "places"),
    [
        ((2.5, 3.0), Decimal("5.5"), ""),
        ((2.5, 3.25), Decimal("2.5"), f"Time!{HOURS}3"),
        ((None, 3.0), Decimal(3), f"Time!{HOURS}2"),
        ((1.5, "3"), Decimal(0), f"Time!{HOURS}2:{HOURS}3"),
    ],
    ids=["agree", "differ", "blank", "text"],
)
def test_a_doubled_column_counts_where_both_agree(others, hours, places):
    file = checked(beside(("Hours",), *((other,) for other in others)))
    found = [("Time!L1", "column-doubled")]
    assert sorted(located(file)) == sorted(found + [(places, "cell-doubled")] * bool(places))
    assert sum(entry.quantity for entry in file.collected.activities) == hours
    assert file.totals.time_rows == 2
    for row_left_out in file.collected.rejected:
        assert row_left_out.reasons == ("Two columns of one name differ here.",)


def test_a_doubled_text_is_withheld_from_what_is_shared():
    file = checked(beside(("Description",), ("Oakridge settles",)))
    assert (f"Time!{DESCRIPTION}2:{DESCRIPTION}3", "cell-doubled") in located(file)
    assert "Oakridge" not in to_json([file], share_safe=True)


@pytest.mark.parametrize("kind", ["sheet-hidden", "column-hidden", "row-hidden"])
def test_what_is_hidden_is_read_and_named(kind):
    def edit(book: Workbook) -> None:
        if kind == "sheet-hidden":
            book["Time"].sheet_state = "hidden"
        elif kind == "column-hidden":
            for letter in (LETTERS["Client and description"], HOURS, RATE):
                book["Time"].column_dimensions[letter].hidden = True
        else:
            book["Time"].row_dimensions[3].hidden = True

    file = checked(edit)
    places = {
        "sheet-hidden": "Time",
        "column-hidden": f"Time!{HOURS}1",
        "row-hidden": "Time!A3",
    }
    assert located(file) == [(places[kind], kind)]
    assert file.totals.hours == Decimal("5.5")


def test_a_hidden_sheet_or_column_without_entries_is_not_named():
    def edit(book: Workbook) -> None:
        book["Expenses"].sheet_state = book["Matters"].sheet_state = "hidden"
        box = LETTERS["Non-billable"]
        book["Time"].column_dimensions[box].hidden = True
        book["Time"].row_dimensions[9].hidden = True
        book["Time"][f"{box}2"] = False

    assert located(checked(edit)) == []
