"""Doubts hours in a column where other cells hold clock times: 6:00 in a cell for numbers is 0.25, as a quarter of an hour is."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ..judging.verdict import Flaw
from ..workbooks.headers import FoundSheet
from .entries import Activity
from .findings import FindingLog

CLOCK_TIME = "hours-as-time"
STEP = Decimal("0.05")
"""Two decimals of a day are whole minutes only in these steps, of 72 minutes."""
MOST = Decimal("0.5")
"""12:00; nobody records more in one row for what looks like part of an hour."""


def note_perhaps_times(
    activities: Iterable[Activity], tables: Iterable[FoundSheet], log: FindingLog
) -> None:
    """Name the hours that may be clock times, on sheets where some certainly are."""
    sheets = log.sheets_with(CLOCK_TIME)
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
            if hours <= MOST and hours % STEP == 0:
                at, column = columns[entry.origin.sheet]
                cell = (at, entry.origin.row)
                log.add(Flaw("hours-perhaps-time"), entry.origin.sheet, cell, hours, column)
