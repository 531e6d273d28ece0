"""Reads what people wrote into an earlier review.xlsx, so that a filled one keeps it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..check.sheet_rows import filled_rows, rows_with_value
from ..common.cells import TwoValues, UnsavedFormula, address, column_letter
from ..common.days import day_label
from ..common.errors import KitError
from ..common.files import NamedBytes
from ..common.text import is_blank, text_of
from ..reading.reader import read_file
from ..workbooks.headers import FoundSheet
from ..workbooks.loading import load_workbook
from ..workbooks.recognition import Recognized, recognize
from ..workbooks.rules import Day
from .corrections import DIFFERENCES
from .samples import Deadline

TEMPLATE = "review"
COUNTS, SAMPLES, CORRECTIONS, MONEY_LOG, DEADLINES, SIGN_OFF = (
    "Counts",
    "Samples",
    "Corrections",
    "Money log",
    "Deadlines",
    "Sign-off",
)

REMARKS = "Remarks"
"""The sheet of a filled workbook that says what it was made from."""

Row = Mapping[str, object]
"""What people typed into a row, by the ids of the columns."""


class Earlier(NamedTuple):
    """The rows of an earlier workbook by sheet, and what of it is not carried over."""

    rows: Mapping[str, tuple[Row, ...]] = {}
    remarks: tuple[str, ...] = ()

    def deadlines(self) -> Iterator[Deadline]:
        """The lines of the list of deadlines that have a day and a matter."""
        for row in self.rows.get(DEADLINES, ()):
            day = row.get("date")
            day = day.date() if isinstance(day, dt.datetime) else day
            if isinstance(day, dt.date) and (number := text_of(row.get("old-number"))):
                parts = (day_label(day), text_of(row.get("time")), text_of(row.get("what")))
                yield Deadline(day, number, ", ".join(filter(None, parts)))


def read_earlier(given: NamedBytes) -> Earlier:
    """Read a review.xlsx.

    Raises UnreadableFile, and KitError where the file is no such workbook or a cell has no value to keep.
    """
    name, data = given
    book = read_file(name, data)
    spec = load_workbook(TEMPLATE)
    names = [sheet.name for sheet in spec.sheets]
    recognized = recognize(book, spec, names)
    rows = {
        sheet: tuple(row for table in recognized.of(sheet) for row in _rows(table, name))
        for sheet in names
    }
    if not any(recognized.of(sheet) for sheet in names):
        raise KitError(
            f"{name} is no review workbook: it has none of the sheets {', '.join(names)}."
        )
    return Earlier(rows, (*_not_kept(rows), *_not_read(recognized)))


def _rows(table: FoundSheet, file: str) -> Iterator[Row]:
    ids = [column.id for column in table.spec.entered]
    days = {column.id for column in table.spec.columns if isinstance(column.rule, Day)}
    for number, values in filled_rows(table, ids):
        for id_, value in zip(ids, values, strict=True):
            if isinstance(value, UnsavedFormula | TwoValues):
                place = f"{table.data.name}!{address(table.columns[id_], number)}"
                raise KitError(
                    f"{file} {place}: the cell has no one value. Type its value in your spreadsheet program, save, and try again."
                )
        kept = zip(ids, values, strict=True)
        yield {id_: _day(v) if id_ in days else v for id_, v in kept if not is_blank(v)}


def _day(value: object) -> object:
    """A day without a time, also where it is text as in a CSV file."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value.strip())
        except ValueError:
            return value
    return value


def _not_read(recognized: Recognized) -> Iterator[str]:
    """What else the file holds: sheets of ours are written anew, everything of a reader's own is named."""
    for sheet in recognized.unread:
        if sheet.name not in (DIFFERENCES, REMARKS):
            yield f"The sheet {sheet.name} of the earlier workbook is not carried over. Keep the old file for it."
    for table in recognized.sheets:
        for place, header in table.unread.items():
            if count := rows_with_value(table.below, place):
                column = header or f"column {column_letter(place)}"
                yield (
                    f"{table.data.name}: {column} is a column of your own ({count} filled). It is not carried over; "
                    "keep the old file."
                )


def _not_kept(rows: Mapping[str, tuple[Row, ...]]) -> Iterator[str]:
    signed = sum("signed-by" in row or "remarks" in row for row in rows.get(SIGN_OFF, ()))
    if signed:
        yield (
            f"{SIGN_OFF} is blank again: the lists are newer than its {signed} filled "
            f"{'row' if signed == 1 else 'rows'}. The old file has them."
        )
