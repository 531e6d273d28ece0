"""Writes an index: the blank workbook with its rows filled in, proposed cells in italics, and a sheet of remarks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from ..excel import styles
from ..excel.cells import put
from ..excel.package import saved
from ..excel.tables import finish_table, row_height, write_header
from ..firm.firm import Firm
from ..guide.model import Guide
from ..workbooks.data_sheet import LONG_TEXT
from ..workbooks.model import Workbook
from ..workbooks.writer import new_workbook
from .index_rows import INDEX, REMARKS, IndexRow, Remark

REMARK_COLUMNS = (("About", 50), ("Remark", 110))
IN_ITALICS = Remark(
    "Cells in italics",
    "They are proposed from the file's name or content, from the firm's file or by a rule. They stay in italics until somebody "
    "signs in Checked by, or types something else. This sheet is written anew by each run.",
)


def write_index(
    spec: Workbook,
    guide: Guide,
    firm: Firm,
    rows: Sequence[IndexRow],
    remarks: Sequence[Remark],
    stamp: dt.datetime,
) -> bytes:
    """The index as a workbook, dated `stamp` (UTC)."""
    columns = spec.sheet(INDEX).columns
    values = [[row.values.get(column.id) for column in columns] for row in rows]
    book = new_workbook(spec, guide, firm, rows={INDEX: values})
    for number, row in enumerate(rows, start=2):
        wrapped = [row.text(c.id) if c.width >= LONG_TEXT else "" for c in columns]
        book[INDEX].row_dimensions[number].height = row_height(book[INDEX], wrapped)
        for place, column in enumerate(columns, start=1):
            if column.id in row.proposed:
                book[INDEX].cell(number, place).font = styles.PROPOSED
    _write_remarks(book.create_sheet(REMARKS), [IN_ITALICS, *remarks])
    return saved(book, stamp)


def _write_remarks(sheet: Worksheet, remarks: Sequence[Remark]) -> None:
    write_header(sheet, [header for header, _ in REMARK_COLUMNS])
    for letter, (_, width) in zip("AB", REMARK_COLUMNS, strict=True):
        sheet.column_dimensions[letter].width = width
    cache = styles.StyleCache()
    for number, remark in enumerate(remarks, start=2):
        values = (remark.about, remark.text)
        sheet.row_dimensions[number].height = row_height(sheet, values)
        for place, value in enumerate(values, start=1):
            cache.apply(put(sheet, number, place, value), styles.TEXT, styles.TOP_WRAP, styles.BOX)
    finish_table(sheet, len(REMARK_COLUMNS), len(remarks) + 1)
