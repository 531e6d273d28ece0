"""Writes the worklist for the placeholder matter: a workbook to print and tick off, and its tables as CSV."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from decimal import Decimal

from openpyxl import Workbook as Book
from openpyxl.cell import Cell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ..excel import styles
from ..excel.cells import put
from ..excel.package import saved
from ..excel.tables import finish_table, set_up_page, write_header
from ..guide.loading import load_sources
from ..workbooks.names import START_SHEET
from .worklist import LIMITS, ORDER, Entry, Sums, Worklist, worklist_csv

TITLE = "Worklist: move the entries of the placeholder matter"
STEPS = (
    "Save the listing before you start. Compare its count, hours and amount with the table below and with Clio.",
    "Do one round for each line of the sheet Rounds: tick its entries in Clio and count them. Entries and hours must equal"
    " the line before you choose Save.",
    "Afterwards check entries, hours and amount on the destination. Then type yes under Done, with your name and the day.",
    "Move the entries on the sheet Expenses by hand. Resolve each line on the sheet Not matched.",
    "When all is done, the placeholder matter is empty, and the sums of the destinations have grown by the totals here.",
)
WARNING = "A bulk edit is irreversible. Done in this workbook does not mean done in Clio: only Clio shows where an entry is."
ROUND_COLUMNS = (
    ("Done", 8), ("Round", 8), ("Destination", 34), ("Old numbers", 28), ("Entries", 10), ("Hours", 11),
    ("Amount", 14), ("Moved by", 18), ("Read by", 18), ("On", 13),
)  # fmt: skip
ENTRY_COLUMNS = (
    ("Round", 8), ("Destination", 30), ("Number", 12), ("Date", 12), ("User", 20), ("Description", 60),
    ("Hours", 10), ("Rate", 11), ("Amount", 13), ("Row", 12),
)  # fmt: skip
EXPENSE_COLUMNS = (("Done", 8), *ENTRY_COLUMNS[1:6], *ENTRY_COLUMNS[8:])
NOT_MATCHED_COLUMNS = (
    ("Done", 8), ("Reason", 60), ("Number", 12), ("Date", 12), ("User", 20), ("Description", 60), ("Hours", 10),
    ("Amount", 13), ("Type", 14), ("Status", 14), ("Row", 12),
)  # fmt: skip
LINE_HEIGHT = 15.0
WIDTH = 106
"""Characters of a line on the first sheet."""

CENTERED = Alignment(horizontal="center", vertical="top")
IN_THE_MIDDLE = ("Done", "Round", "Row")
"""Columns whose values would else touch a number beside them."""

DAY_FORMAT = "yyyy-mm-dd"
"""Earlier days are no dates to every spreadsheet."""


def worklist_files(worklist: Worklist, stamp: dt.datetime) -> dict[str, bytes]:
    """The tables as CSV, and the workbook, by file name; the workbook is dated `stamp` (UTC)."""
    return {**worklist_csv(worklist), "worklist.xlsx": write_worklist(worklist, stamp)}


def write_worklist(worklist: Worklist, stamp: dt.datetime) -> bytes:
    """The worklist as .xlsx, to be printed or kept open beside Clio."""
    book = Book()
    book.properties.title = TITLE
    book.properties.creator = "Firm Transition Guide"
    _write_start(book.active, worklist)
    _write_rounds(book.create_sheet("Rounds"), worklist)
    _write_entries(book.create_sheet("Entries"), worklist)
    _write_expenses(book.create_sheet("Expenses"), worklist)
    _write_not_matched(book.create_sheet("Not matched"), worklist)
    return saved(book, stamp)


# --- The first sheet ---


def _write_start(sheet: Worksheet, worklist: Worklist) -> None:
    sheet.title = START_SHEET
    sheet.sheet_view.showGridLines = False
    for letter, width in (("A", 40), ("B", 14), ("C", 14), ("D", 18), ("E", 12)):
        sheet.column_dimensions[letter].width = width
    _line(sheet, 1, TITLE, styles.TITLE)
    sheet.row_dimensions[1].height = 30
    row = _paragraph(sheet, 2, WARNING, styles.BOLD) + 1
    row = _write_sums(sheet, row, worklist) + 1
    for heading, lines in (
        ("What to do", STEPS),
        ("What Clio allows", [_limit(text, sources) for text, sources in LIMITS]),
        ("About this list", [ORDER, *_remarks(worklist)]),
    ):
        _line(sheet, row, heading, styles.HEADING)
        sheet.row_dimensions[row].height = 22
        row += 1
        for number, text in enumerate(lines, start=1):
            row = _paragraph(sheet, row, f"{number}.  {text}", styles.TEXT)
        row += 1
    set_up_page(sheet, landscape=False)
    sheet.page_setup.fitToHeight = 1


def _limit(text: str, sources: Iterable[str]) -> str:
    known = load_sources()
    return f"{text} [{'; '.join(known[id_].cited for id_ in sources)}]"


def _remarks(worklist: Worklist) -> list[str]:
    remarks = [
        "The limits come from older articles. No article of about 2026 on bulk editing was found. Labels may have"
        " changed."
    ]
    if worklist.missing:
        names = ", ".join(worklist.missing)
        remarks.append(f"Columns not found in the listing: {names}.")
    if "type" in worklist.missing:
        remarks.append(
            "The listing has no column for the type, so it does not show which entries are expenses. Look for them yourself."
        )
    if "status" in worklist.missing:
        remarks.append(
            "The listing has no column for the status, so it does not show which entries are billed. Check that none is."
        )
    return [*remarks, *worklist.remarks]


def _write_sums(sheet: Worksheet, row: int, worklist: Worklist) -> int:
    """The table that ties; gives the first row below it."""
    for number, header in enumerate(("", "Entries", "Hours", "Amount", "Ties"), start=1):
        cell = put(sheet, row, number, header)
        cell.font = styles.HEADER
        cell.fill = styles.HEADER_FILL
        cell.alignment = styles.HEADER_ALIGNMENT
    parts = (
        (f"In {len(worklist.rounds)} rounds", worklist.in_rounds),
        ("Expenses, one by one", worklist.in_expenses),
        ("Not matched", worklist.in_not_matched),
        ("In the listing", worklist.listed),
    )
    for label, sums in parts:
        row += 1
        put(sheet, row, 1, label).font = styles.BOLD
        _write_figures(sheet, row, 2, worklist, sums)
    cell = put(sheet, row, 5, "yes" if worklist.ties else "NO")
    cell.font = styles.BOLD
    cell.alignment = CENTERED
    return row + 1


def _line(sheet: Worksheet, row: int, text: str, font: Font) -> None:
    _put(sheet, row, 1, text).font = font


def _paragraph(sheet: Worksheet, row: int, text: str, font: Font) -> int:
    """Wrapped text across the page; gives the next row."""
    _line(sheet, row, text, font)
    sheet.cell(row, 1).alignment = styles.TOP_WRAP
    sheet.merge_cells(f"A{row}:E{row}")
    sheet.row_dimensions[row].height = LINE_HEIGHT * math.ceil(len(text) / WIDTH) + 3
    return row + 1


# --- The tables ---


def _write_rounds(sheet: Worksheet, worklist: Worklist) -> None:
    _start_table(sheet, ROUND_COLUMNS)
    row = 1
    for own in worklist.rounds:
        row += 1
        _write_row(
            sheet,
            row,
            (None, own.number, own.destination, "; ".join(own.old_numbers)),
            ROUND_COLUMNS,
        )
        _write_figures(sheet, row, 5, worklist, own.sums)
        for number in range(5, len(ROUND_COLUMNS) + 1):
            sheet.cell(row, number).border = styles.BOX
        sheet.cell(row, len(ROUND_COLUMNS)).number_format = DAY_FORMAT
    _finish_ticked(sheet, ROUND_COLUMNS, row)
    # Below the filter, so that sorting leaves it where it is.
    put(sheet, row + 1, 3, "All rounds").font = styles.BOLD
    _write_figures(sheet, row + 1, 5, worklist, worklist.in_rounds)


def _write_entries(sheet: Worksheet, worklist: Worklist) -> None:
    _start_table(sheet, ENTRY_COLUMNS)
    row = 1
    for own in worklist.rounds:
        for entry in own.entries:
            row += 1
            values = (
                own.number, own.destination, *_told(entry), entry.hours, entry.rate, entry.amount, _place(entry),
            )  # fmt: skip
            _write_row(sheet, row, values, ENTRY_COLUMNS)
        for number in range(1, len(ENTRY_COLUMNS) + 1):
            sheet.cell(row, number).border = styles.UNDER
    finish_table(sheet, len(ENTRY_COLUMNS), max(2, row))


def _write_expenses(sheet: Worksheet, worklist: Worklist) -> None:
    _start_table(sheet, EXPENSE_COLUMNS)
    row = 1
    for row, moved in enumerate(worklist.expenses, start=2):
        entry = moved.entry
        values = (None, moved.destination, *_told(entry), entry.amount, _place(entry))
        _write_row(sheet, row, values, EXPENSE_COLUMNS)
    _finish_ticked(sheet, EXPENSE_COLUMNS, row)


def _write_not_matched(sheet: Worksheet, worklist: Worklist) -> None:
    _start_table(sheet, NOT_MATCHED_COLUMNS)
    row = 1
    for row, left in enumerate(worklist.not_matched, start=2):
        entry = left.entry
        values = (
            None, left.reason, *_told(entry), entry.hours, entry.amount, entry.kind, entry.status, _place(entry),
        )  # fmt: skip
        _write_row(sheet, row, values, NOT_MATCHED_COLUMNS)
    _finish_ticked(sheet, NOT_MATCHED_COLUMNS, row)


def _told(entry: Entry) -> tuple[object, ...]:
    return entry.number, entry.day, entry.user, entry.description


def _place(entry: Entry) -> str:
    return f"{entry.sheet}!{entry.row}" if entry.sheet else str(entry.row)


def _start_table(sheet: Worksheet, columns: Sequence[tuple[str, int]]) -> None:
    write_header(sheet, [header for header, _ in columns])
    for number, (_, width) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def _finish_ticked(sheet: Worksheet, columns: Sequence[tuple[str, int]], last: int) -> None:
    """A table whose first column is ticked off with yes."""
    last = max(2, last)
    area = f"A2:A{last}"
    validation = DataValidation(type="list", formula1='"yes"', allow_blank=True)
    validation.errorStyle = "warning"
    validation.promptTitle = "Done"
    validation.prompt = "yes once you have seen it in Clio."
    validation.showInputMessage = True
    validation.add(area)
    sheet.add_data_validation(validation)
    rule = FormulaRule(formula=['LOWER(TRIM($A2))="yes"'])
    rule.dxf = styles.ALL_WELL
    sheet.conditional_formatting.add(area, rule)
    finish_table(sheet, len(columns), last)


def _write_row(
    sheet: Worksheet, row: int, values: Sequence[object], columns: Sequence[tuple[str, int]]
) -> None:
    lines = 1
    for number, (value, (header, width)) in enumerate(zip(values, columns, strict=False), start=1):
        cell = _put(sheet, row, number, value)
        cell.font = styles.BOLD if header == "Destination" else styles.TEXT
        cell.alignment = CENTERED if header in IN_THE_MIDDLE else styles.TOP_WRAP
        cell.border = styles.BOX
        if isinstance(value, str):
            lines = max(lines, math.ceil(len(value) / width))
    sheet.row_dimensions[row].height = min(LINE_HEIGHT * lines + 3, 400)


def _write_figures(sheet: Worksheet, row: int, column: int, worklist: Worklist, sums: Sums) -> None:
    """Rows, hours and amount; nothing where the listing has no such column."""
    hours = None if "hours" in worklist.missing else sums.hours
    amount = None if "amount" in worklist.missing else sums.amount
    for number, value in enumerate((sums.entries, hours, amount), start=column):
        cell = _put(sheet, row, number, value)
        cell.font = styles.BOLD
        cell.alignment = styles.TOP


def _put(sheet: Worksheet, row: int, column: int, value: object) -> Cell:
    """A cell with a value and the format of its type."""
    cell = put(sheet, row, column, value)
    if isinstance(value, str) and value:
        cell.number_format = "@"
    elif isinstance(value, Decimal):
        cell.number_format = "#,##0.00##"
    elif isinstance(value, dt.date):
        cell.number_format = DAY_FORMAT
    return cell
