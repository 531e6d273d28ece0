"""Writes a filled review.xlsx: the blank workbook with its rows, a sheet of all differences, and one of remarks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from ..common.text import text_of
from ..excel.package import saved
from ..excel.plain_table import write_plain_table
from ..excel.tables import row_height
from ..firm.firm import NOBODY, Firm
from ..guide.loading import shipped_guide
from ..workbooks.data_sheet import LONG_TEXT
from ..workbooks.model import Workbook
from ..workbooks.writer import new_workbook
from .corrections import DIFFERENCES, TO_DO
from .differences import Difference
from .earlier import REMARKS, Row

DIFFERENCE_COLUMNS = (
    ("What is wrong", 22), ("Data", 18), ("Record", 30), ("In Clio", 24), ("Clio shows", 44), ("Old system has", 44),
    ("Where", 34), ("What to do", 40),
)  # fmt: skip
REMARK_COLUMNS = (("About", 44), ("Remark", 120))
Remark = tuple[str, str]
"""What a remark is about, and the remark."""


def write_review(
    spec: Workbook,
    rows: Mapping[str, Sequence[Row]],
    differences: Sequence[Difference],
    remarks: Sequence[Remark],
    firm: Firm | None,
    stamp: dt.datetime,
) -> bytes:
    """The workbook as .xlsx, dated `stamp` (UTC)."""
    values = {
        name: [
            [
                row.get(column.id) if column.is_entered else None
                for column in spec.sheet(name).columns
            ]
            for row in own
        ]
        for name, own in rows.items()
    }
    book = new_workbook(spec, shipped_guide(), firm or NOBODY, rows=values)
    for name, own in rows.items():
        columns = spec.sheet(name).columns
        for number, row in enumerate(own, start=2):
            row = {**row, "send": " ".join(map(text_of, row.values())) if "shows" in row else ""}
            wrapped = [text_of(row.get(c.id)) if c.width >= LONG_TEXT else "" for c in columns]
            book[name].row_dimensions[number].height = row_height(book[name], wrapped)
    write_plain_table(
        book.create_sheet(DIFFERENCES), DIFFERENCE_COLUMNS, [*map(_cells, differences)]
    )
    write_plain_table(book.create_sheet(REMARKS), REMARK_COLUMNS, remarks)
    return saved(book, stamp)


def _cells(each: Difference) -> tuple[str, ...]:
    return (
        each.wrong.value,
        each.data,
        each.record,
        each.in_clio,
        each.shows,
        each.should,
        each.places,
        TO_DO[each.wrong],
    )
