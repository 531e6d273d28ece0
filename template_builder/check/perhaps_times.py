"""Doubts hours in a column where other cells hold clock times: 6:00 in a cell for numbers is 0.25, as a quarter of an hour is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ..common.cells import address
from ..common.text import text_of
from ..judging.verdict import Flaw
from ..reading.reader import Book
from ..workbooks.headers import FoundSheet
from ..workbooks.names import CORRECTIONS_HEADERS
from .entries import Activity
from .findings import FindingLog

CLOCK_TIME = "hours-as-time"
STEP = Decimal("0.05")
"""Two decimals of a day are whole minutes only in these steps, of 72 minutes."""
MOST = Decimal("0.5")
"""12:00; nobody records more in one row for what looks like part of an hour."""


def note_perhaps_times(
    book: Book, activities: Iterable[Activity], tables: Iterable[FoundSheet], log: FindingLog
) -> None:
    """Name the hours that may be clock times, on sheets where some certainly are, or were before a copy was corrected."""
    corrected = set(_corrected(book, log))
    sheets = log.sheets_with(CLOCK_TIME) | {sheet for sheet, _ in corrected}
    if not sheets:
        return
    columns = {
        found.data.name: (found.columns["hours"], found.spec.column("hours"))
        for found in tables
        if "hours" in found.columns
    }
    for entry in activities:
        if entry.origin.sheet in sheets and not entry.expense:
            hours = entry.quantity
            at, column = columns[entry.origin.sheet]
            cell = (at, entry.origin.row)
            known = (entry.origin.sheet, address(*cell)) in corrected
            if hours <= MOST and hours % STEP == 0 and not known:
                log.add(Flaw("hours-perhaps-time"), entry.origin.sheet, cell, hours, column)


def _corrected(book: Book, log: FindingLog) -> Iterator[tuple[str, str]]:
    """Sheet and address of each clock time that a corrected copy lists."""
    for sheet in book.sheets:
        if sheet.rows and tuple(sheet.rows[0]) == CORRECTIONS_HEADERS:
            why = log.catalogue[CLOCK_TIME].title
            for name, cell, _, _, reason in sheet.rows[1:]:
                if why in text_of(reason):
                    yield text_of(name), text_of(cell)
