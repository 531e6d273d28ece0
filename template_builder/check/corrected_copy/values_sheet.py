"""Makes a corrected copy as .xlsx of a workbook in another format: its values, and what is hidden or struck through in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ...excel.cells import clear, put
from ...excel.package import saved
from ...reading.reader import Book, SheetData
from ...workbooks.names import CORRECTIONS_HEADERS
from ..marked_copy.values_copy import VALUES_ONLY, of_values
from .corrections import Correction, row_of
from .corrections_sheet import WIDTHS, free_title

STRUCK = Font(strike=True)
GENERAL = "General"


def corrected_values(
    book: Book,
    corrections: Sequence[Correction],
    stale: Mapping[str, frozenset[int] | None],
    headers: Collection[str],
    stamp: dt.datetime,
) -> bytes:
    """The copy, dated `stamp`: with the values meant, without the results of our own formulas, which would be old ones.

    `headers` are those of the columns with formulas of ours.
    """
    copy = of_values(book)
    for data in book.sheets:
        sheet = copy.sheets[data.name]
        _mark(sheet, data)
        if data.name in stale:
            _clear(sheet, stale[data.name], headers)
    for each in corrections:
        if not each.left:
            column, row = each.cell
            cell = copy.sheets[each.sheet].cell(row, column + 1)
            clear(cell)
            cell.number_format = GENERAL
            put(copy.sheets[each.sheet], row, column + 1, each.meant)
    listed = copy.book.create_sheet(free_title(copy.book.sheetnames))
    lines = [CORRECTIONS_HEADERS, *map(row_of, corrections), ("", "", "", "", VALUES_ONLY)]
    for number, texts in enumerate(lines, start=1):
        for at, text in enumerate(texts, start=1):
            put(listed, number, at, text)
    for at, width in enumerate(WIDTHS, start=1):
        listed.column_dimensions[get_column_letter(at)].width = width
    return saved(copy.book, stamp)


def _mark(sheet: Worksheet, data: SheetData) -> None:
    """Hide, strike and merge what is so in the file."""
    for row in data.hidden_rows:
        sheet.row_dimensions[row].hidden = True
    for column in data.hidden_columns:
        sheet.column_dimensions[get_column_letter(column + 1)].hidden = True
    for row, column in data.struck:
        sheet.cell(row, column + 1).font = STRUCK
    for area in data.merged:
        sheet.merge_cells(area)


def _clear(sheet: Worksheet, columns: frozenset[int] | None, headers: Collection[str]) -> None:
    """Take out numbers and texts below the headers of columns; of all columns, the numbers."""
    for row in sheet.iter_rows():
        for cell in row:
            if columns is None:
                if isinstance(cell.value, int | float):
                    clear(cell)
            elif cell.column - 1 in columns and cell.value not in headers:
                clear(cell)
