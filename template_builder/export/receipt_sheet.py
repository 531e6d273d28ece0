"""Writes the receipt as a workbook that a bookkeeper can file: totals, people, matters, files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from openpyxl import Workbook as Book
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ..check.entries import Totals, money
from ..excel import styles
from ..excel.cells import put
from ..excel.package import saved
from ..excel.tables import finish_table, set_up_page, write_header
from .receipt import Line, Receipt
from .roll_call import NOBODY_EXPECTED, RollLine, is_anybody_expected

FIELDS = ("time_rows", "hours", "time_amount", "expense_rows", "expense_amount", "note_rows")
LABELS = ("Rows of time", "Hours", "Time amount", "Rows of expenses", "Expense amount", "Notes")
UNREAD = {
    "hours_unread": "Rows whose hours could not be counted",
    "amounts_unread": "Rows whose amount could not be counted",
}
"""Shown where there are any: a number that cannot be read is in no sum."""


def write_receipt(receipt: Receipt, stamp: dt.datetime) -> bytes:
    """The receipt as .xlsx, dated `stamp` (UTC). It has to tie: the export writes no other."""
    book = Book()
    book.properties.title = "Receipt of the export"
    book.properties.creator = "Firm Transition Guide"
    _write_total(book.active, receipt)
    _write_roll_call(book.create_sheet("Roll call"), receipt.roll_call)
    parts = receipt.total.shown
    _write_lines(book.create_sheet("By person"), "Person", receipt.people, parts)
    _write_lines(book.create_sheet("By matter"), "Matter", receipt.matters, parts)
    _write_files(book.create_sheet("Files"), receipt)
    if receipt.not_exported:
        _write_not_exported(book.create_sheet("Not exported"), receipt)
    return saved(book, stamp)


def _write_total(sheet: Worksheet, receipt: Receipt) -> None:
    """Whether the export is complete, its open points, what was decided, then the totals."""
    sheet.title = "Receipt"
    sheet.sheet_view.showGridLines = False
    for letter, width in zip("ABCDEFGH", (38, 17, 17, 17, 17, 17, 17, 10), strict=True):
        sheet.column_dimensions[letter].width = width
    put(sheet, 1, 1, "Receipt of the export").font = styles.TITLE
    sheet.row_dimensions[1].height = 30
    put(sheet, 2, 1, receipt.verdict).font = styles.BOLD
    row = 3
    for number, point in enumerate(receipt.open_points, start=1):
        row = _sentence(sheet, row, f"{number}. {point.message} {point.fix}".strip())
    for sentence in (*receipt.uploaded_before, *receipt.decided):
        row = _sentence(sheet, row, sentence)
    row = _write_totals(sheet, row + 1, receipt)
    cents = receipt.cents
    said = [
        f"With each entry rounded to the cent, as Clio shows it: {money(cents.time_amount)} of time,"
        f" {money(cents.expense_amount)} of expenses."
    ]
    if receipt.increments:
        hours, amount = receipt.increments.hours, receipt.increments.time_amount
        said.append(
            f"With hours rounded up to your increment: {money(hours)} hours, {money(amount)}."
        )
    for sentence in said:
        row = _sentence(sheet, row, sentence)
    set_up_page(sheet, landscape=True)


def _write_totals(sheet: Worksheet, row: int, receipt: Receipt) -> int:
    parts = receipt.total.shown
    for number, header in enumerate(
        ("", *(words[0].upper() + words[1:] for words in parts.values()), "Ties"), start=1
    ):
        cell = put(sheet, row, number, header)
        cell.font = styles.HEADER
        cell.fill = styles.HEADER_FILL
        cell.alignment = styles.HEADER_RIGHT if number > 1 else styles.HEADER_ALIGNMENT
    unread = {n: words for n, words in UNREAD.items() if getattr(receipt.total.given, n)}
    for name, label in (*zip(FIELDS, LABELS, strict=True), *unread.items()):
        row += 1
        put(sheet, row, 1, label).font = styles.BOLD
        for number, part in enumerate(parts, start=2):
            _number(sheet, row, number, name, getattr(getattr(receipt.total, part), name))
        _write_yes(sheet, row, len(parts) + 2)
    words = "Recorded is the sum of the columns after it, for every person and matter."
    return _sentence(sheet, row + 1, words)


def _sentence(sheet: Worksheet, row: int, text: str) -> int:
    """A sentence over the width of the page; the row after it."""
    cell = put(sheet, row, 1, text)
    cell.font = styles.TEXT
    cell.alignment = styles.TOP_WRAP
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=7)
    sheet.row_dimensions[row].height = 15 * -(-len(text) // 125) + 3
    return row + 1


def _write_roll_call(sheet: Worksheet, lines: Sequence[RollLine]) -> None:
    """Who is expected and who has handed in; those who are missing first."""
    headers = (
        "Person",
        "Handed in",
        "From",
        "To",
        "Hours",
        "Working days with time",
        "Working days",
        "Files",
    )
    write_header(sheet, headers, (5, 6, 7))
    for letter, width in zip("ABCDEFGH", (30, 18, 18, 18, 11, 11, 11, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    firm_known = is_anybody_expected(lines)
    for row, line in enumerate(sorted(lines, key=lambda line: not line.missing), start=2):
        unexpected = firm_known and not line.expected
        said = "MISSING" if line.missing else "not on the list" if unexpected else "yes"
        put(sheet, row, 1, line.name).font = styles.BOLD
        values = (said, line.first, line.last, line.hours, line.worked, line.working_days)
        for number, value in enumerate((*values, ", ".join(line.files)), start=2):
            cell = put(sheet, row, number, value)
            cell.font = styles.BOLD if line.missing else styles.TEXT
            if isinstance(value, dt.date):
                cell.number_format = "ddd d mmm yyyy"
                cell.alignment = styles.LEFT
            elif number == len(headers):
                cell.alignment = styles.INDENTED
    finish_table(sheet, len(headers), max(2, len(lines) + 1))
    if not firm_known:
        put(sheet, len(lines) + 3, 1, NOBODY_EXPECTED).font = styles.TEXT


def _write_lines(
    sheet: Worksheet, title: str, lines: Sequence[Line], parts: Mapping[str, str]
) -> None:
    fields = [name for name in FIELDS if name != "note_rows"]
    labels = dict(zip(FIELDS, LABELS, strict=True))
    headers = [title, *(f"{labels[n]}, {parts[p]}" for n in fields for p in parts), "Ties"]
    write_header(sheet, headers, range(2, len(headers) + 1))
    sheet.column_dimensions["A"].width = 34
    for number in range(2, len(headers) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 13
    for row, line in enumerate(lines, start=2):
        put(sheet, row, 1, line.name or "(none)").font = styles.BOLD
        number = 2
        for name in fields:
            for part in parts:
                _number(sheet, row, number, name, getattr(getattr(line, part), name))
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
    cell.number_format = "0" if name.endswith(("rows", "unread")) else "#,##0.00##"
