"""Finds our tables on a sheet: each header row, and which column is where below it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from string import ascii_uppercase, digits
from typing import NamedTuple

from ..common.cells import column_letter
from ..common.text import key_of, text_of
from ..judging.verdict import Flaw
from ..reading.reader import SheetData, Value
from .model import Column, Sheet
from .sheet_names import is_named_after

HEADER_ROWS = 50
"""How many rows are searched for a header, in case somebody put rows above it."""

ALIKE = 0.75
"""How similar two headers must be for one to count as a misspelling of the other."""

MOST_TABLES = 100
"""How many tables of a sheet are told apart; what follows belongs to the last one."""

FEWEST = 4
"""How many of our headers make a table ours on a sheet that is not named after one of ours."""


class FoundSheet(NamedTuple):
    """A table of ours on somebody's sheet: the place of each column, and what is wrong with the columns.

    `header` is the header's place in `data.rows`, `end` the place where the table ends: at the next header or with
    the sheet. `columns` maps the ids of the columns found to their place, counted from 0; `doubled` the ids of those
    whose header is there again to the other places. `unread` maps the place of every other column to its header,
    which may be blank; a column Check is in neither. `flaws` are (column, row, value, flaw), with the row as on the
    screen.
    """

    spec: Sheet
    data: SheetData
    header: int
    end: int
    columns: Mapping[str, int]
    flaws: tuple[tuple[int, int, object, Flaw], ...] = ()
    unread: Mapping[int, str] = {}
    doubled: Mapping[str, tuple[int, ...]] = {}

    @property
    def header_row(self) -> int:
        """The number of the header's row as on the screen."""
        return self.data.first_row + self.header

    @property
    def below(self) -> Sequence[Sequence[object]]:
        """The rows of the table; the first is row `header_row + 1`."""
        return self.data.rows[self.header + 1 : self.end]

    @property
    def is_complete(self) -> bool:
        """Whether no column that is needed is missing."""
        return not any(flaw.kind == "column-missing" for *_, flaw in self.flaws)


def tables_on(data: SheetData, specs: Sequence[Sheet]) -> list[FoundSheet]:
    """The tables of ours on a sheet, from the top.

    A table begins at each row that has at least half of the headers of one spec. The first one is looked for in the
    first rows only; headers further down may be the same again, in another order, or those of another table.
    """
    forms = [_Form(spec, data) for spec in specs]
    words = frozenset(key for form in forms for key in form.keys)
    found: list[FoundSheet] = []
    at = 0
    for place, row in enumerate(data.rows):
        if (not found and place >= HEADER_ROWS) or len(found) == MOST_TABLES:
            break
        # A header has text where its table has dates or numbers: most rows need no closer look.
        if found and at < len(row) and type(row[at]) is not str:
            continue
        texts = [value for value in row if type(value) is str and value]
        if len(texts) < 2 or words.isdisjoint(map(str.casefold, texts)):
            continue
        table = _table_at(place, frozenset(map(key_of, texts)), data, forms)
        if table is None:
            continue
        if found:
            again = Flaw("header-repeated", (("sheet", table.spec.name),))
            repeated = (min(table.columns.values()), table.header_row, "", again)
            table = table._replace(flaws=(repeated, *table.flaws))
            found[-1] = found[-1]._replace(end=place)
        found.append(table)
        at = table.columns.get("date", min(table.columns.values()))
    return _down_to_formulas(found)


def _down_to_formulas(tables: list[FoundSheet]) -> list[FoundSheet]:
    """The tables of a sheet, the last one with its rows of formulas that were never calculated: they read as blank.

    What we write in rows without an entry, such as Check, adds none.
    """
    if not tables or not tables[-1].data.unsaved_formulas:
        return tables
    last = tables[-1]
    data = last.data
    entered = {last.columns[c.id] for c in last.spec.entered if c.id in last.columns}
    letters = tuple(map(column_letter, entered))
    numbers = (
        int(place.lstrip(ascii_uppercase))
        for place in data.unsaved_formulas
        if place.rstrip(digits) in letters
    )
    missing = max(numbers, default=0) - (data.first_row + len(data.rows) - 1)
    if missing <= 0:
        return tables
    width = max(map(len, data.rows))
    blank: list[Value] = [""] * width
    rows = [*data.rows, *([blank] * missing)]
    tables = [table._replace(data=data._replace(rows=rows)) for table in tables]
    return [*tables[:-1], tables[-1]._replace(end=len(rows))]


class _Form:
    """The headers of one sheet of ours, and whether a sheet is named after it."""

    def __init__(self, spec: Sheet, data: SheetData) -> None:
        self.spec = spec
        self.keys = {key_of(column.header): column for column in spec.columns}
        self.entered = frozenset(key_of(column.header) for column in spec.entered)
        self.is_name_ours = is_named_after(data.name, spec.name)


def _table_at(
    place: int, words: frozenset[str], data: SheetData, forms: Sequence[_Form]
) -> FoundSheet | None:
    """The table under a row with these words, or None when it does not look like a header of ours."""
    counted = [(len(words & form.entered), form.is_name_ours, form) for form in forms]
    count, is_name_ours, form = max(counted, key=lambda each: each[:2])
    if count * 2 < len(form.entered):
        return None
    table = _match(form.spec, data, place, form.keys)
    many = form.spec.is_exported and count >= FEWEST
    return table if is_name_ours or many or table.is_complete else None


def _match(spec: Sheet, data: SheetData, header: int, keys: Mapping[str, Column]) -> FoundSheet:
    row_number = data.first_row + header
    columns: dict[str, int] = {}
    flaws: list[tuple[int, int, object, Flaw]] = []
    others: dict[int, str] = {}
    unread: dict[int, str] = {}
    doubled: dict[str, tuple[int, ...]] = {}
    for place, value in enumerate(data.rows[header]):
        text = text_of(value).strip()
        key = key_of(text)
        if key == "check":
            continue
        if key not in keys:
            unread[place] = text
            if key:
                others[place] = text
        elif (id_ := keys[key].id) in columns:
            doubled[id_] = (*doubled.get(id_, ()), place)
            params = (("column", keys[key].header),)
            flaws.append((place, row_number, text, Flaw("column-doubled", params)))
        else:
            columns[id_] = place
    _take_misspelled(spec, columns, others, flaws, row_number)
    for column in spec.columns:
        # Nothing is lost when a sheet of entries lacks a column that is not exported: it is an older one.
        needed = column.is_exported or not spec.is_exported
        if needed and column.id not in columns:
            flaws.append((0, row_number, "", Flaw("column-missing", (("column", column.header),))))
    for place in columns.values():
        unread.pop(place, None)
    end = len(data.rows)
    return FoundSheet(spec, data, header, end, columns, tuple(flaws), unread, doubled)


def _take_misspelled(
    spec: Sheet,
    columns: dict[str, int],
    others: dict[int, str],
    flaws: list[tuple[int, int, object, Flaw]],
    row: int,
) -> None:
    """Match a header that is nearly one of ours, if no other header matches."""
    for column in spec.entered:
        if column.id in columns:
            continue
        near = {
            place: difflib.SequenceMatcher(None, key_of(text), key_of(column.header)).ratio()
            for place, text in others.items()
        }
        place = max(near, key=lambda p: near[p], default=None)
        if place is not None and near[place] >= ALIKE:
            text = others.pop(place)
            columns[column.id] = place
            params = (("column", column.header), ("found", text))
            flaws.append((place, row, text, Flaw("column-renamed", params, column.header)))
