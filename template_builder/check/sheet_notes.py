"""What is said of a table beside the findings of its cells: rows and columns not read, hidden or struck through."""

from __future__ import annotations

import datetime as dt
import string
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from ..common.cells import column_letter, row_ranges
from ..common.numbers import shown
from ..common.text import is_blank
from ..judging.typed_dates import read_date
from ..judging.verdict import Flaw
from ..workbooks.headers import HEADER_ROWS, FoundSheet
from ..workbooks.model import Column
from ..workbooks.start_page import Listed
from ..workbooks.unread_sheets import UnreadSheet, is_dated_record
from .entries import Activity
from .findings import FindingLog
from .sheet_rows import rows_with_value
from .table_rows import TableRows


def note_unread_sheet(sheet: UnreadSheet, log: FindingLog) -> None:
    """Say of a sheet that is none of ours how much is on it; an error where it may hold entries."""
    words = (("found", sheet.name), ("rows", _counted(sheet.rows)))
    if sheet.meant is None:
        log.add(Flaw("sheet-not-read", words), sheet.name)
        return
    columns = [column for column in sheet.meant.columns if column.is_exported]
    headers = ", ".join(column.header for column in columns or sheet.meant.columns)
    needed = (("expected", headers), ("limit", str(HEADER_ROWS)))
    log.add(Flaw("sheet-without-headers", (*words, *needed)), sheet.name)


def note_typed_entries(found: FoundSheet, log: FindingLog) -> None:
    """Name rows of a sheet without entries, such as Matters, that nobody but somebody with an entry types.

    An entry begins in our columns; a date beside them is in a column of the reader's own, such as when a matter was opened.
    """
    width = max(found.columns.values()) + 1
    dated = (row for row in found.below if any(isinstance(v, dt.date) for v in row[:width]))
    if typed := sum(map(is_dated_record, dated)):
        words = (("found", found.data.name), ("rows", _counted(typed)))
        log.add(Flaw("sheet-not-read", words), found.data.name)


def note_rows(found: FoundSheet, rows: TableRows, log: FindingLog) -> None:
    """Name the rows that are no entries: totals, and those in which a value is only filled down."""
    sheet = found.data.name
    for columns, numbers in rows.bare.items():
        names = [column.header for column in columns]
        listed = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
        words = (("rows", row_ranges(numbers)), ("columns", listed))
        cell = (found.columns[columns[0].id], numbers[0])
        log.add(Flaw("rows-without-entry", words), sheet, cell)
    for total in rows.totals:
        place = found.columns[total.column.id] if total.column else 0
        value = "" if total.figure is None else total.figure
        flaw = Flaw("row-total")
        if total.figure is not None and not total.agrees:
            words = (("total", shown(total.figure)), ("sum", shown(total.expected)))
            flaw = Flaw("row-total-differs", words)
        log.add(flaw, sheet, (place, total.number), value)


def note_rows_above(found: FoundSheet, columns: Sequence[Column], log: FindingLog) -> None:
    """Name rows above the first header of a sheet that look like entries: sorting may have moved the header."""
    places = [found.columns[column.id] for column in columns if column.id in found.columns]
    date_at = found.columns.get("date", -1)
    above = [
        found.data.first_row + number
        for number, row in enumerate(found.data.rows[: found.header])
        if 0 <= date_at < len(row)
        and _is_day(row[date_at])
        and sum(at < len(row) and not is_blank(row[at]) for at in places) > 2
    ]
    if above:
        words = (("rows", row_ranges(above)), ("row", str(found.header_row)))
        log.add(Flaw("rows-above-headers", words), found.data.name, (date_at, above[0]))


def note_own_columns(found: FoundSheet, log: FindingLog) -> None:
    """Name columns that are not ours and hold values."""
    for place, header in found.unread.items():
        if count := rows_with_value(found.below, place):
            words = (("found", header or column_letter(place)), ("rows", _counted(count)))
            cell = (place, found.header_row)
            log.add(Flaw("column-unknown", words), found.data.name, cell, header)


def note_beside_people(people: Sequence[Listed], log: FindingLog) -> None:
    """Name what is beside a name and a rate on the start page: nobody reads from when to when a rate holds."""
    beside: dict[tuple[str, int], list[int]] = defaultdict(list)
    for person in people:
        for place in person.beside:
            beside[person.sheet, place].append(person.cell[1])
    for (sheet, place), rows in beside.items():
        words = (("found", column_letter(place)), ("rows", _counted(len(rows))))
        for row in rows:
            log.add(Flaw("column-unknown", words), sheet, (place, row))


def note_hidden(found: FoundSheet, rows: TableRows, log: FindingLog) -> None:
    """Name a hidden sheet, hidden columns and hidden rows that hold entries."""
    data = found.data
    if data.hidden and rows.entries:
        log.add(Flaw("sheet-hidden", (("rows", _counted(len(rows.entries))),)), data.name)
    for column in found.spec.entered:
        place = found.columns.get(column.id, -1)
        if place in data.hidden_columns and (count := rows_with_value(found.below, place)):
            words = (("column", column.header), ("rows", _counted(count)))
            log.add(Flaw("column-hidden", words), data.name, (place, found.header_row))
    hidden = set(data.hidden_rows)
    for number, _ in rows.entries if hidden else ():
        if number in hidden:
            log.add(Flaw("row-hidden"), data.name, (0, number))


def note_struck(
    found: FoundSheet, rows: TableRows, columns: Sequence[Column], log: FindingLog
) -> None:
    """Name entries that are struck through: in all their cells, or in their date, their text or their hours or number."""
    struck = found.data.struck
    places = [found.columns.get(column.id, -1) for column in columns]
    telling = {
        place
        for place, column in zip(places, columns, strict=True)
        if column.goes_to in ("date", "note", "quantity")
    }
    for number, values in rows.entries if struck else ():
        filled = {at for at, v in zip(places, values, strict=True) if at >= 0 and not is_blank(v)}
        crossed = {at for at in filled if (number, at) in struck}
        if crossed and (crossed == filled or not telling.isdisjoint(crossed)):
            log.add(Flaw("row-struck"), found.data.name, (0, number))


def note_rows_beyond(found: FoundSheet, rows: TableRows, log: FindingLog) -> None:
    """Name entries below the last row with formulas, which Check and Summary leave out."""
    last = found.header_row + found.spec.rows
    beyond = [number for number, _ in rows.entries if number > last]
    if beyond:
        words = (("rows", row_ranges(beyond)), ("last", str(last)))
        log.add(Flaw("rows-beyond", words), found.data.name, (0, beyond[0]))


def note_merged(found: FoundSheet, log: FindingLog) -> None:
    """Name merged areas of a sheet from its first header down; a title above it may be merged."""
    for area in found.data.merged:
        if int(area.partition(":")[2].lstrip(string.ascii_uppercase)) >= found.header_row:
            log.add(Flaw("area-merged"), found.data.name, None, area)


def note_same_days(
    tables: Sequence[FoundSheet], activities: Sequence[Activity], log: FindingLog
) -> None:
    """Name two sheets of a kind that have entries of one person on the same days: one may be a copy of the other."""
    sheets = list(dict.fromkeys((found.spec.record, found.data.name) for found in tables))
    if len({name for _, name in sheets}) == len({record for record, _ in sheets}):
        return
    days: dict[tuple[str, str], set[tuple[str, dt.date]]] = {sheet: set() for sheet in sheets}
    for entry in activities:
        record = "expense" if entry.expense else "time"
        days[record, entry.origin.sheet].add((entry.person, entry.day))
    for (one, first), (other, second) in combinations(sheets, 2):
        common = days[one, first] & days[other, second] if one == other else ()
        for person in sorted({person for person, _ in common}):
            count = sum(person == each for each, _ in common)
            words = (("found", second), ("main", first), ("person", person))
            said = "1 day" if count == 1 else f"{count} days"
            log.add(Flaw("sheet-same-days", (*words, ("days", said))), second)


def _is_day(value: object) -> bool:
    return isinstance(value, dt.date) or (isinstance(value, str) and bool(read_date(value)[0]))


def _counted(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"
