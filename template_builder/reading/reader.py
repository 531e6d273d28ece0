"""Reads a filled workbook or CSV file from its bytes; the only module that knows calamine.

What comes out is what the reader of the file sees: sheets, rows with their numbers, values, error values. Nothing
in the file is ever run. `reading/` looks into each format first: refuses what would hang or end the process, and
finds what calamine does not tell.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, cast

from python_calamine import (
    CalamineError,
    CalamineSheet,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from ..common.cells import CellError
from .csv_text import read_csv
from .formats import Format, recognised
from .limits import MAX_CELLS
from .marks import Marks
from .refusal import Kind, UnreadableFile

__all__ = [
    "Book",
    "CellError",
    "Format",
    "Kind",
    "SheetData",
    "UnreadableFile",
    "Value",
    "read_file",
]

Value = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta
"""What a cell holds. A blank cell is the empty text. An error value is a CellError, which is a text too: ask for it
first. A number may be int or float; a date without a time of day is a date, a time alone is a time, and a duration
of a day or more is a timedelta. In a CSV file everything is text."""


class SheetData(NamedTuple):
    """One sheet. `rows[i]` is row `first_row + i` as the reader counts; the rows above are blank.

    All rows are of the same width and begin in column A; the last one has something in it. `merged` holds areas such as `A1:B2`; `hidden_rows` row
    numbers; `unsaved_formulas` cells whose formula was saved without its value, which read as blank. The last
    three stop at 50,000 entries; of an .xls file unsaved formulas are not known, of a CSV file none of them.
    """

    name: str
    first_row: int
    rows: list[list[Value]]
    hidden: bool = False
    merged: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    unsaved_formulas: tuple[str, ...] = ()


class Book(NamedTuple):
    """One file. `kind` is its format by content: xlsx (also for .xlsm), xls, ods or csv.

    `names` leads from a defined name to the cell it stands for, as sheet and address, if it is a single cell.
    """

    name: str
    kind: Format
    sheets: tuple[SheetData, ...]
    names: Mapping[str, tuple[str, str]] = MappingProxyType({})


def read_file(name: str, data: bytes) -> Book:
    """Everything in a file that was saved as .xlsx, .xlsm, .xls, .ods or .csv; its name only labels it.

    Raises UnreadableFile, which says why and what to do.
    """
    try:
        kind, prepared = recognised(data)
        if prepared is None:
            title = name.rpartition(".")[0] or name
            rows = cast("list[list[Value]]", read_csv(data))
            return Book(name, kind, (SheetData(title, 1, rows),))
        sheets = _sheets(prepared.data, prepared.marks)
        return Book(name, kind, sheets, prepared.names)
    except UnreadableFile as refusal:
        raise UnreadableFile(refusal.kind, refusal.message, refusal.fix, name) from refusal


def _sheets(data: bytes, marks: list[Marks]) -> tuple[SheetData, ...]:
    """The sheets that hold cells, in order; sheets of charts and of old macros hold none."""
    found = []
    room = MAX_CELLS
    try:
        book = load_workbook(io.BytesIO(data))
        if len(book.sheets_metadata) != len(marks):
            raise UnreadableFile("corrupt", "Its list of sheets is damaged.")
        for index, about in enumerate(book.sheets_metadata):
            if about.typ == SheetTypeEnum.WorkSheet:
                sheet = book.get_sheet_by_index(index)
                end = sheet.end or (0, 0)
                room -= (end[0] + 1) * (end[1] + 1)
                if room < 0:
                    message = f"Its sheets have more than {MAX_CELLS:,} cells in all."
                    raise UnreadableFile("too-large", message)
                hidden = about.visible != SheetVisibleEnum.Visible
                found.append(_sheet(about.name, sheet, hidden, marks[index]))
    except CalamineError as error:
        raise UnreadableFile("corrupt", "It is damaged or incomplete.") from error
    except BaseException as error:
        # A damaged file can lead calamine astray in its own language; that arrives as a PanicException, which
        # is no Exception and has no name to import.
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableFile("corrupt", "It is damaged or incomplete.") from error
    return tuple(found)


def _sheet(name: str, sheet: CalamineSheet, hidden: bool, marks: Marks) -> SheetData:
    rows: list[list[Value]] = [*sheet.to_python()]
    top, left = sheet.start or (0, 0)
    if left:
        rows = [[""] * left + row for row in rows]
    for (row, column), value in marks.values.items():
        if 0 <= row - top < len(rows) and column < len(rows[row - top]):
            rows[row - top][column] = value
    while rows and all(value == "" for value in rows[-1]):
        del rows[-1]
    return SheetData(
        name,
        top + 1,
        rows,
        hidden,
        tuple(marks.merged),
        tuple(marks.hidden_rows),
        tuple(marks.unsaved),
    )
