"""The cells of a recognized sheet: its filled rows, the columns that are not exported, hidden and merged areas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..common.cells import UNSAVED, column_letter
from ..common.text import is_blank
from ..judging.verdict import Flaw
from ..workbooks.recognition import FoundSheet
from .findings import FindingLog


def filled_rows(
    found: FoundSheet, columns: Sequence[str]
) -> Iterable[tuple[int, Sequence[object]]]:
    """The filled rows of a sheet below its header, as row number on the screen and the wanted values."""
    places = [found.columns.get(id_, -1) for id_ in columns]
    start = found.header + 1
    width = max(places, default=-1) + 1
    unsaved = _unsaved(found)
    for number, row in enumerate(found.data.rows[start:], start=found.data.first_row + start):
        if len(row) < width:
            row = [*row, *[""] * (width - len(row))]
        values = ["" if at < 0 or row[at] is None else row[at] for at in places]
        if unsaved:
            values = [
                UNSAVED if (number, at) in unsaved else value
                for at, value in zip(places, values, strict=True)
            ]
        if any(
            value != "" and not (isinstance(value, str) and value.isspace()) for value in values
        ):
            yield number, values


def columns_not_exported(found: FoundSheet) -> Iterator[tuple[str, int]]:
    """Header and place of each column whose values do not leave the file: those that go nowhere, then all unknown."""
    for column in found.spec.entered:
        if not column.is_exported and column.id in found.columns:
            yield column.header, found.columns[column.id]
    for place, header in found.unread.items():
        yield header or f"column {column_letter(place)}", place


def rows_with_value(rows: Iterable[Sequence[object]], place: int) -> int:
    """How many rows have a value in a column."""
    return sum(not is_blank(row[place]) for row in rows if place < len(row))


def _unsaved(found: FoundSheet) -> set[tuple[int, int]]:
    """Row and column of each cell of ours whose formula was saved without its value."""
    letters = {column_letter(at): at for at in found.columns.values()}
    cells = set()
    for place in found.data.unsaved_formulas:
        letter = place.rstrip("0123456789")
        if letter in letters:
            cells.add((int(place[len(letter) :]), letters[letter]))
    return cells


def note_areas(found: FoundSheet, log: FindingLog) -> None:
    """Note hidden rows that hold something, and merged areas."""
    data = found.data
    for row in data.hidden_rows:
        if _is_filled(found, row):
            log.add(Flaw("row-hidden"), data.name, (0, row))
    for area in data.merged:
        log.add(Flaw("area-merged"), data.name, None, area)


def _is_filled(found: FoundSheet, row: int) -> bool:
    """Whether a row, by its number on the screen, is below the header and holds something of ours."""
    place = row - found.data.first_row
    if not found.header < place < len(found.data.rows):
        return False
    cells = found.data.rows[place]
    places = [found.columns[c.id] for c in found.spec.entered if c.id in found.columns]
    return any(cells[at] not in ("", None) for at in places if at < len(cells))
