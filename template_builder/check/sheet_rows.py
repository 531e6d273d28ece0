"""The cells of a recognized table: its rows with the wanted values, and the columns that are not exported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from ..common.cells import TWO_VALUES, UNSAVED, column_letter
from ..common.text import is_blank
from ..workbooks.headers import FoundSheet
from ..workbooks.rules import Number

Row = tuple[int, Sequence[object]]
"""The number of a row as on the screen, and its values."""


def rows_of(found: FoundSheet, columns: Sequence[str]) -> Iterator[Row]:
    """Every row of a table, blank ones too, with the values of the wanted columns; a missing column is blank.

    A formula saved without its value, a number shown as a percentage, and a cell whose column is there twice with
    another value, are error values. A box that is not ticked is a blank cell.
    """
    places = [found.columns.get(id_, -1) for id_ in columns]
    widest = max((len(row) for row in found.below), default=0)
    if len(places) > 1 and min(places) >= 0 and max(places) < widest:
        values: Iterable[Sequence[object]] = map(itemgetter(*places), found.below)
    else:
        values = ([row[at] if 0 <= at < len(row) else "" for at in places] for row in found.below)
    rows = enumerate(values, start=found.header_row + 1)
    unsaved = _unsaved(found)
    boxes = _boxes(found)
    numbers = _numbers(found)
    if not (unsaved or boxes or numbers or found.doubled):
        return rows
    odd = _Odd(unsaved, boxes, numbers)
    return (
        (number, [_cell(found, odd, number, at, v) for at, v in zip(places, row, strict=True)])
        for number, row in rows
    )


def filled_rows(found: FoundSheet, columns: Sequence[str]) -> Iterator[Row]:
    """The rows that hold something in one of the wanted columns."""
    return (row for row in rows_of(found, columns) if not all(map(is_blank, row[1])))


class _Odd(NamedTuple):
    """What of a table is not as it reads: cells by row and column, columns with boxes to tick, columns with percentages."""

    unsaved: set[tuple[int, int]]
    boxes: frozenset[int]
    numbers: frozenset[int]


def _cell(found: FoundSheet, odd: _Odd, number: int, at: int, value: object) -> object:
    if (number, at) in odd.unsaved:
        return UNSAVED
    if at in odd.numbers:
        value = found.data.number_in(number, at, value)
    if value is False and at in odd.boxes:
        return ""
    for id_, others in found.doubled.items():
        if found.columns[id_] == at:
            row = found.data.rows[number - found.data.first_row]
            if any(other < len(row) and row[other] != value for other in others):
                return TWO_VALUES
    return value


def _unsaved(found: FoundSheet) -> set[tuple[int, int]]:
    """Row and column of each cell of ours whose formula was saved without its value."""
    letters = {column_letter(at): at for at in found.columns.values()}
    cells = set()
    for place in found.data.unsaved_formulas:
        letter = place.rstrip("0123456789")
        if letter in letters:
            cells.add((int(place[len(letter) :]), letters[letter]))
    return cells


def _numbers(found: FoundSheet) -> frozenset[int]:
    """The places of our columns of numbers, on a sheet that shows some number as a percentage."""
    if not found.data.percents:
        return frozenset()
    columns = (column for column in found.spec.columns if isinstance(column.rule, Number))
    return frozenset(found.columns[c.id] for c in columns if c.id in found.columns)


def _boxes(found: FoundSheet) -> frozenset[int]:
    """The places of columns of yes or blank in which somebody put boxes to tick."""
    places = (
        found.columns.get(column.id, -1)
        for column in found.spec.columns
        if column.goes_to == "non_billable"
    )
    return frozenset(
        at for at in places if any(0 <= at < len(row) and row[at] is False for row in found.below)
    )


def columns_not_exported(found: FoundSheet) -> Iterator[tuple[str, int]]:
    """Header and place of each column whose values do not leave the file: those that go nowhere, then all unknown."""
    for column in found.spec.entered:
        if not column.is_exported and column.id in found.columns:
            yield column.header, found.columns[column.id]
    for place, header in found.unread.items():
        yield header or f"column {column_letter(place)}", place


def rows_with_value(rows: Iterable[Sequence[object]], place: int) -> int:
    """How many rows have a value in a column; a box that is not ticked is none."""
    return sum(
        row[place] is not False and not is_blank(row[place]) for row in rows if place < len(row)
    )
