"""Writes an index: the blank workbook with its rows filled in, proposed cells in italics, and a sheet of remarks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ..excel import styles
from ..excel.package import saved
from ..excel.plain_table import write_plain_table
from ..excel.tables import row_height
from ..firm.firm import Firm
from ..guide.model import Guide
from ..workbooks.data_sheet import LONG_TEXT
from ..workbooks.model import Workbook
from ..workbooks.writer import new_workbook
from .index_rows import INDEX, OLD_SYSTEM, REMARKS, IndexRow, Remark

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
    old_system: Sequence[IndexRow],
    remarks: Sequence[Remark],
    stamp: dt.datetime,
) -> bytes:
    """The index as a workbook, dated `stamp` (UTC).

    `old_system` are the rows of an earlier index about the reports of the old system; without any, the sheet is as in a blank one.
    """
    columns = spec.sheet(INDEX).columns
    kept = {INDEX: rows} | ({OLD_SYSTEM: old_system} if old_system else {})
    values = {
        name: [[row.values.get(column.id) for column in spec.sheet(name).columns] for row in each]
        for name, each in kept.items()
    }
    book = new_workbook(spec, guide, firm, rows=values)
    for number, row in enumerate(rows, start=2):
        wrapped = [row.text(c.id) if c.width >= LONG_TEXT else "" for c in columns]
        book[INDEX].row_dimensions[number].height = row_height(book[INDEX], wrapped)
        for place, column in enumerate(columns, start=1):
            if column.id in row.proposed:
                book[INDEX].cell(number, place).font = styles.PROPOSED
    about = [(remark.about, remark.text) for remark in (IN_ITALICS, *remarks)]
    write_plain_table(book.create_sheet(REMARKS), REMARK_COLUMNS, about)
    return saved(book, stamp)
