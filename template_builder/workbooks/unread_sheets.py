"""Sheets of a reader's file that are none of ours: how much is on them, and whether it looks like entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from ..common.numbers import PLAIN
from ..common.text import is_blank
from ..judging.typed_dates import read_date
from ..reading.reader import SheetData
from .model import Sheet
from .names import (
    CORRECTIONS_HEADERS,
    LISTS_SHEET,
    PEOPLE_HEADERS,
    START_SHEET,
    SUMMARY_SHEET,
    SUMMARY_TOTAL,
    TEMPLATE_LABEL,
)
from .sheet_names import is_named_after

NOT_ENTRIES = (START_SHEET, SUMMARY_SHEET, LISTS_SHEET, "Export Summary")
"""Sheets that we or Numbers write for other purposes than entries, as they are named."""

ROWS_LOOKED_AT = 200
"""How many rows of a sheet tell whether it has entries."""

LONGEST_DATE = 40


class UnreadSheet(NamedTuple):
    """A sheet that is not read: how many of its rows hold something, and the sheet of ours it may be meant for.

    `meant` is None where nothing speaks for entries: neither the name nor a row with both a date and a number.
    """

    name: str
    rows: int
    meant: Sheet | None


def unread_sheet(
    data: SheetData, specs: Sequence[Sheet], *, people: Collection[int] = ()
) -> UnreadSheet | None:
    """What is on a sheet without a table of ours; None when there is nothing on it, or only what we wrote.

    On a page of ours that is for another purpose, only rows count that nobody but a reader can have typed. `people` are
    the rows of the sheet's table of people, which is read.
    """
    filled = [row for row in data.rows if any(map(_is_something, row))]
    if not filled or _has_corrections(data):
        return None
    if _is_for_another_purpose(data):
        numbered = enumerate(data.rows, start=data.first_row)
        typed = sum(is_dated_record(row) for number, row in numbered if number not in people)
        return UnreadSheet(data.name, typed, None) if typed else None
    exported = [spec for spec in specs if spec.is_exported]
    meant = next((spec for spec in exported if is_named_after(data.name, spec.name)), None)
    if meant is None and any(map(_is_record, filled[:ROWS_LOOKED_AT])):
        meant = next(iter(exported), None)
    if meant is None and people:
        return None
    return UnreadSheet(data.name, len(filled), meant)


def _is_something(value: object) -> bool:
    """Whether a cell holds something; a box that is not ticked does not."""
    return value is not False and not is_blank(value)


def _has_corrections(data: SheetData) -> bool:
    # By its headers: under the name alone somebody may have typed entries.
    return tuple(data.rows[0]) == CORRECTIONS_HEADERS


def _is_for_another_purpose(data: SheetData) -> bool:
    if any(is_named_after(data.name, name) for name in NOT_ENTRIES):
        return True
    labels = {value for row in data.rows[:80] for value in row if type(value) is str}
    return not labels.isdisjoint((TEMPLATE_LABEL, SUMMARY_TOTAL)) or labels.issuperset(
        PEOPLE_HEADERS
    )


def _is_record(row: Iterable[object]) -> bool:
    """Whether a row has a date and a number, as an entry has."""
    values = [value for value in row if not isinstance(value, bool)]
    return any(map(_is_date, values)) and any(map(_is_number, values))


def is_dated_record(row: Iterable[object]) -> bool:
    """Whether a row has a cell with a date beside a number: none of ours has, but a number of a matter can read as one."""
    values = list(row)
    return any(isinstance(value, dt.date) for value in values) and _is_record(values)


def _is_date(value: object) -> bool:
    if isinstance(value, str):
        return (
            len(value) <= LONGEST_DATE and not PLAIN.fullmatch(value) and bool(read_date(value)[0])
        )
    return isinstance(value, dt.date)


def _is_number(value: object) -> bool:
    if isinstance(value, str):
        return PLAIN.fullmatch(value.strip()) is not None
    return isinstance(value, int | float | dt.time | dt.timedelta)
