"""Writes the receipt as a workbook that a bookkeeper can file: totals, people, matters, files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from openpyxl import Workbook as Book
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ..check.entries import Totals
from ..excel import styles
from ..excel.cells import put
from ..excel.package import saved
from ..excel.tables import finish_table, set_up_page, write_header
from .receipt import Line, Receipt

FIELDS = ("time_rows", "hours", "time_amount", "expense_rows", "expense_amount", "note_rows")
LABELS = ("Rows of time", "Hours", "Time amount", "Rows of expenses", "Expense amount", "Notes")
PARTS = ("in", "out", "left out")


def write_receipt(receipt: Receipt, stamp: dt.datetime) -> bytes:
    """The receipt as .xlsx, dated `stamp` (UTC). It has to tie: the export writes no other."""
    book = Book()
    book.properties.title = "Receipt of the export"
    book.properties.creator = "Firm Transition Guide"
    _write_total(book.active, receipt)
    _write_lines(book.create_sheet("By person"), "Person", receipt.people)
    _write_lines(book.create_sheet("By matter"), "Matter", receipt.matters)
    _write_files(book.create_sheet("Files"), receipt)
    if receipt.not_exported:
        _write_not_exported(book.create_sheet("Not exported"), receipt)
    return saved(book, stamp)


def _write_total(sheet: Worksheet, receipt: Receipt) -> None:
    sheet.title = "Receipt"
    sheet.sheet_view.showGridLines = False
    for letter, width in (("A", 26), ("B", 16), ("C", 16), ("D", 16), ("E", 10)):
        sheet.column_dimensions[letter].width = width
    cell = put(sheet, 1, 1, "Receipt of the export")
    cell.font = styles.TITLE
    sheet.row_dimensions[1].height = 30
    words = "In = out + left out, for every person and matter."
    put(sheet, 2, 1, words).font = styles.BOLD
    for number, header in enumerate(("", "Recorded", "Exported", "Left out", "Ties"), start=1):
        cell = put(sheet, 4, number, header)
        cell.font = styles.HEADER
        cell.fill = styles.HEADER_FILL
        cell.alignment = styles.HEADER_RIGHT if number > 1 else styles.HEADER_ALIGNMENT
    line = receipt.total
    for row, (label, name) in enumerate(zip(LABELS, FIELDS, strict=True), start=5):
        put(sheet, row, 1, label).font = styles.BOLD
        given, out, left = (getattr(t, name) for t in (line.given, line.exported, line.rejected))
        for number, value in enumerate((given, out, left), start=2):
            _number(sheet, row, number, name, value)
        _write_yes(sheet, row, 5)
    set_up_page(sheet, landscape=False)


def _write_lines(sheet: Worksheet, title: str, lines: Sequence[Line]) -> None:
    fields = [name for name in FIELDS if name != "note_rows"]
    labels = dict(zip(FIELDS, LABELS, strict=True))
    headers = [title, *(f"{labels[n]}, {p}" for n in fields for p in PARTS), "Ties"]
    write_header(sheet, headers, range(2, len(headers) + 1))
    sheet.column_dimensions["A"].width = 34
    for number in range(2, len(headers) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 13
    for row, line in enumerate(lines, start=2):
        put(sheet, row, 1, line.name or "(none)").font = styles.BOLD
        number = 2
        for name in fields:
            for totals in (line.given, line.exported, line.rejected):
                _number(sheet, row, number, name, getattr(totals, name))
                number += 1
        _write_yes(sheet, row, number)
    finish_table(sheet, len(headers), max(2, len(lines) + 1))


def _write_files(sheet: Worksheet, receipt: Receipt) -> None:
    write_header(sheet, ("File", "In or out", "SHA-256", "Rows"), (4,))
    for letter, width in (("A", 44), ("B", 11), ("C", 68), ("D", 10)):
        sheet.column_dimensions[letter].width = width
    rows: list[tuple[str, str, str, int | None]] = [
        (name, "in", sha, _rows(totals)) for name, sha, totals in receipt.inputs
    ]
    rows += [(name, "out", sha, None) for name, sha in receipt.outputs]
    _write_rows(sheet, rows)


def _write_not_exported(sheet: Worksheet, receipt: Receipt) -> None:
    """The columns whose values stay in people's files."""
    write_header(sheet, ("File", "Sheet", "Column", "Rows with a value"), (4,))
    for letter, width in (("A", 44), ("B", 20), ("C", 34), ("D", 18)):
        sheet.column_dimensions[letter].width = width
    _write_rows(sheet, receipt.not_exported)


def _write_rows(sheet: Worksheet, rows: Sequence[Sequence[object]]) -> None:
    for number, values in enumerate(rows, start=2):
        for column, value in enumerate(values, start=1):
            put(sheet, number, column, value).font = styles.TEXT
    finish_table(sheet, 4, len(rows) + 1)


def _rows(totals: Totals) -> int:
    return totals.time_rows + totals.expense_rows + totals.note_rows


def _write_yes(sheet: Worksheet, row: int, column: int) -> None:
    cell = put(sheet, row, column, "yes")
    cell.font = styles.TEXT
    cell.alignment = styles.RIGHT


def _number(sheet: Worksheet, row: int, column: int, name: str, value: object) -> None:
    cell = put(sheet, row, column, value)
    cell.font = styles.TEXT
    cell.number_format = "0" if name.endswith("rows") else "#,##0.00##"
