"""Sorts the rows of a table: entries, totals, and rows in which somebody only filled down a value."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ..common.cells import CellError
from ..common.text import is_blank
from ..judging.totals import is_total
from ..judging.typed_dates import read_date
from ..workbooks.headers import FoundSheet
from ..workbooks.model import Column
from .sheet_rows import Row, rows_of
from .total_rows import TotalFinder, TotalRow


class Substance(NamedTuple):
    """What makes a row an entry, by columns of the import: one of `any_of`, or both of `pair`.

    One of the pair may be filled down, and `beside` it only the columns that are filled down as well.
    """

    any_of: tuple[str, ...]
    pair: tuple[str, str]
    beside: tuple[str, ...]


SUBSTANCE = {
    "time": Substance(
        ("quantity", "note"), ("date", "matter"), ("price", "activity_user", "non_billable")
    ),
    "expense": Substance(("price", "note"), ("date", "matter"), ("activity_user", "non_billable")),
    "note": Substance(("contact", "subject", "note"), ("date", "matter"), ("author",)),
    "new": Substance(("name", "clio_number", "remarks"), ("date", "kind"), ("entered_by",)),
}


MOST_WORDS = 4
"""How many words a value can have that somebody fills down: a name, a category. More are a remark."""


class TableRows(NamedTuple):
    """The rows of a table. `bare` are the numbers of rows that hold no entry, by the columns filled in them."""

    entries: list[Row]
    totals: list[TotalRow]
    bare: dict[tuple[Column, ...], list[int]]


def sorted_rows(found: FoundSheet, columns: Sequence[Column]) -> TableRows:
    """The rows of a table of entries that hold something, each with the values of the columns."""
    at = {column.goes_to: place for place, column in enumerate(columns) if column.is_exported}
    substance = SUBSTANCE[found.spec.record]
    first, second = (at[name] for name in substance.pair)
    finder = TotalFinder(found.spec.record, columns)
    remarks = _Remarks(found)
    rows = TableRows([], [], {})
    take = rows.entries.append
    for row, cells in zip(rows_of(found, [c.id for c in columns]), found.below, strict=True):
        values = row[1]
        if isinstance(values[first], dt.date) and values[second] != "":
            take(row)
            continue
        filled = [place for place, value in enumerate(values) if not is_blank(value)]
        if not filled:
            continue
        if total := finder.find(row, cells, rows.entries):
            rows.totals.append(total)
        elif _is_entry(found, columns, substance, at, values, filled) or any(
            remarks.has(columns[place], values[place]) for place in filled
        ):
            take(row)
        else:
            names = tuple(columns[place] for place in filled)
            rows.bare.setdefault(names, []).append(row[0])
    return rows


def _is_entry(
    found: FoundSheet,
    columns: Sequence[Column],
    substance: Substance,
    at: Mapping[str, int],
    values: Sequence[object],
    filled: Sequence[int],
) -> bool:
    """Whether a row is an entry, perhaps an unfinished one. Where a column is missing, every row may be one."""
    needed = {at[name] for name in (*substance.any_of, *substance.pair)}
    if any(columns[place].id not in found.columns for place in needed):
        return True
    # A formula filled down to the last row shows 0 where there is nothing to count.
    if any(values[at[name]] and at[name] in filled for name in substance.any_of):
        return True
    pair = [at[name] for name in substance.pair if at[name] in filled]
    others = set(filled) - needed
    return len(pair) == 2 or (
        len(pair) == 1 and not others <= {at[name] for name in substance.beside}
    )


class _Remarks:
    """Tells words that somebody typed beside a table from values that are filled down."""

    def __init__(self, found: FoundSheet) -> None:
        self._found = found
        self._times = cache(self._times_in)

    def has(self, column: Column, value: object) -> bool:
        """Whether a text is there once only, and is too long for the column or no date where one belongs."""
        if not isinstance(value, str) or isinstance(value, CellError):
            return False
        is_date = column.goes_to == "date" and not is_total(value)
        if len(value.split()) <= MOST_WORDS and (not is_date or read_date(value)[0]):
            return False
        return self._times(self._found.columns[column.id])[value] == 1

    def _times_in(self, at: int) -> Counter[object]:
        return Counter(
            row[at] for row in self._found.below if at < len(row) and isinstance(row[at], str)
        )
