"""Reads a filled workbook or CSV file from its bytes; the only module that knows calamine.

It returns what a person sees in the file: sheets, rows with their numbers, values, error values. It never runs
anything in the file. The other modules of `reading/` prepare each format for calamine: they reject files that
would hang or abort the process, and collect what calamine does not report.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping
from typing import NamedTuple, cast

from python_calamine import (
    CalamineError,
    CalamineSheet,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from ..common.cells import CellError, Percent
from .formats import Format, recognized
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
"""The value of a cell. A blank cell is the empty text. An error value is a CellError, which is also a str: test
for it first. A number may be int or float; a date without a time of day is a date, a time alone is a time, and a duration
of a day or more is a timedelta. In a CSV file everything is text."""


class SheetData(NamedTuple):
    """One sheet. `rows[i]` is row `first_row + i` as the reader counts; the rows above are blank.

    All rows have the same width and start in column A; the last row is not blank. `merged` lists areas such as
    `A1:B2`, `hidden_rows` row numbers, `unsaved_formulas` cells whose formula was saved without its value and
    which read as blank, `hidden_columns` columns counted from 0, and `struck`, `comments` and `percents` the cells that are
    struck through, have a comment or show a percentage, by row number and column; `currencies` has the sign of those that
    show one, but for dollars. These stop at 50,000 entries. An .xls file does not report
    unsaved formulas, and a CSV file has none of them. Text of which only a part is struck through is in `struck` for an .xlsx file only.
    """

    name: str
    first_row: int
    rows: list[list[Value]]
    hidden: bool = False
    merged: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    unsaved_formulas: tuple[str, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    struck: frozenset[tuple[int, int]] = frozenset()
    comments: frozenset[tuple[int, int]] = frozenset()
    percents: frozenset[tuple[int, int]] = frozenset()
    currencies: Mapping[tuple[int, int], str] = {}

    def number_in(self, row: int, column: int, value: object) -> object:
        """The value of a cell for numbers: a Percent where it shows its number as one. The row counts from 1."""
        is_number = type(value) in (int, float) and (row, column) in self.percents
        return Percent.of(cast("float", value)) if is_number else value


class Book(NamedTuple):
    """One file. `kind` is its format by content: xlsx (also for .xlsm), xls, ods or csv; `separator` that of a CSV."""

    name: str
    kind: Format
    sheets: tuple[SheetData, ...]
    separator: str = ""


def read_file(name: str, data: bytes) -> Book:
    """Everything in a file saved as .xlsx, .xlsm, .xls, .ods or .csv. The content decides the format, not the name.

    Raises UnreadableFile, which says why and what to do.
    """
    try:
        kind, prepared = recognized(data)
        if prepared is None:
            from .csv_text import read_csv  # brings encodings, which no workbook needs

            title = name.rpartition(".")[0] or name
            table = read_csv(data)
            rows = cast("list[list[Value]]", table.rows)
            return Book(name, kind, (SheetData(title, 1, rows),), table.separator)
        sheets = _sheets(prepared.data, prepared.marks)
        return Book(name, kind, sheets)
    except UnreadableFile as refusal:
        raise UnreadableFile(refusal.kind, refusal.message, refusal.fix, name) from refusal


def _sheets(data: bytes, marks: list[Marks]) -> tuple[SheetData, ...]:
    """The sheets that have cells, in order; chart sheets and old macro sheets have none."""
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
                    message = f"Its sheets have more than {MAX_CELLS:,} cells in total."
                    raise UnreadableFile("too-large", message)
                hidden = about.visible != SheetVisibleEnum.Visible
                found.append(_sheet(about.name, sheet, hidden, marks[index]))
    except CalamineError as error:
        raise UnreadableFile("corrupt", "It is damaged or incomplete.") from error
    except BaseException as error:
        # On a damaged file calamine can panic in Rust. That arrives as a PanicException, which is not an
        # Exception and cannot be imported by name.
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
        frozenset(marks.hidden_columns),
        struck=_seen(marks.struck),
        comments=_seen(marks.comments),
        percents=_seen(marks.percents),
        currencies={(row + 1, at): sign for (row, at), sign in marks.currencies.items()},
    )


def _seen(cells: Iterable[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    """Cells with their rows as a person counts them."""
    return frozenset((row + 1, column) for row, column in cells)
