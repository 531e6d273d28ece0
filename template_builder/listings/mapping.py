"""Which column of a table is which field: by what a person chose, by its header, by its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..common.text import is_blank, text_of
from .choices import GROUPS, LABELLED, Choices, Places
from .header_words import full_key, header_key
from .kinds import Field, Kind
from .lines_above import labels_above, lone_lines
from .model import GROUP
from .tables import Table, is_figure


@dataclass
class ColumnMap:
    """The columns of each field; `rivals` are several of which one can be it."""

    columns: dict[str, Places] = field(default_factory=dict)
    rivals: dict[str, Sequence[int]] = field(default_factory=dict)
    left_off: set[str] = field(default_factory=set)
    """Fields of which a person says that the file does not have them."""
    chosen: set[str] = field(default_factory=set)

    @property
    def used(self) -> set[int]:
        return {at for places in self.columns.values() for at in places}


def mapped(table: Table, kind: Kind, choices: Choices, *, has_groups: bool) -> ColumnMap:
    """The columns of a table by field. Raises KitError for a choice that the table does not have."""
    found = ColumnMap()
    for id_ in choices.columns:
        if chosen := choices.places(table, id_):
            found.columns[id_] = chosen
            found.chosen.add(id_)
        else:
            found.left_off.add(id_)
    fields = [each for each in kind.fields if each.id not in choices.columns]
    for way in WAYS:
        for field_ in fields:
            if field_.id not in found.columns and field_.id not in found.rivals:
                places = way(table, field_, found.used)
                _take(found, field_, places, table, together=way is _joined)
    for id_ in labels_above(table, kind):
        if id_ not in choices.columns:
            found.columns.setdefault(id_, (LABELLED,))
    if has_groups:
        _take_lines_above(table, found, kind, fields)
    return found


def _take(
    found: ColumnMap, field_: Field, places: Sequence[int], table: Table, *, together: bool
) -> None:
    """Take the only column for a field, or note that several can be it."""
    if not together and all(table.column(at) == table.column(places[0]) for at in places[1:]):
        places = places[:1]
    if len(places) == 1 or (places and together):
        found.columns[field_.id] = tuple(places)
    elif places:
        found.rivals[field_.id] = places


def _by_headers(table: Table, field_: Field, used: set[int]) -> Sequence[int]:
    """The columns of the first known header; of all known ones, those whose values tell, if some do."""
    free = _free(table, used)
    exact = {full_key(name) for name in field_.headers if "(" in name}
    places = {name: _with_header(table, free, name, exact) for name in field_.headers}
    if field_.telling:
        pattern = re.compile(field_.telling)
        counts = {
            at: sum(pattern.match(text_of(value).strip()) is not None for value in table.column(at))
            for own in places.values()
            for at in own
        }
        if counts and (most := max(counts.values())):
            return [max(counts, key=lambda at: counts[at] == most)]
    return next((_filled(table, own) for own in places.values() if own), ())


def _by_weak_headers(table: Table, field_: Field, used: set[int]) -> Sequence[int]:
    keys = {header_key(name) for name in field_.weak}
    return _filled(table, [at for at, key in _free(table, used) if key in keys])


def _with_header(
    table: Table, free: Sequence[tuple[int, str]], name: str, exact: Collection[str]
) -> list[int]:
    """The columns with a header. What is in brackets counts if a known name, one of the `exact` ones, has it too."""
    if "(" in name:
        return [at for at, _ in free if full_key(table.headers[at]) == full_key(name)]
    return [
        at
        for at, key in free
        if key == header_key(name) and full_key(table.headers[at]) not in exact
    ]


def _free(table: Table, used: set[int]) -> list[tuple[int, str]]:
    return [(at, key) for at, key in enumerate(table.keys) if key and at not in used]


def _filled(table: Table, places: Sequence[int]) -> Sequence[int]:
    """The columns with values, if some of several have any."""
    filled = [at for at in places if not all(map(is_blank, table.column(at)))]
    return filled or places[:1]


def _joined(table: Table, field_: Field, used: set[int]) -> Places:
    free = {key: at for at, key in reversed(_free(table, used))}
    for names in field_.joined:
        places = tuple(free[key] for name in names if (key := header_key(name)) in free)
        if len(places) == len(names):
            return places
    return ()


def _without_header(table: Table, field_: Field, used: set[int]) -> Places:
    """The one column without a header that has texts: QuickBooks leaves out the header of the customers."""
    if not field_.blank or not table.has_header:
        return ()
    free = [at for at, key in enumerate(table.keys) if not key and at not in used]
    texts = [at for at in free if _is_column_of_texts(table.column(at))]
    beside = [row for row in table.rows if len(texts) == 1 and not is_blank(row[texts[0]])]
    together = sum(
        any(not is_blank(v) for at, v in enumerate(row) if at not in texts) for row in beside
    )
    return tuple(texts) if beside and together * 2 > len(beside) else ()


def _is_column_of_texts(values: Iterable[object]) -> bool:
    texts = [value for value in values if not is_blank(value)]
    return bool(texts) and sum(not is_figure(value) for value in texts) * 2 > len(texts)


def _take_lines_above(table: Table, found: ColumnMap, kind: Kind, fields: Sequence[Field]) -> None:
    """Give the lines above the rows to the client, and inner ones to the matter, where neither has a column."""
    some = kind.needs_one_of
    if not some or any(id_ in found.columns or id_ in found.rivals for id_ in some):
        return
    if any(field_.id == some[0] and field_.group for field_ in fields):
        found.columns[some[0]] = (GROUPS[GROUP],)
        if len(some) > 1 and any(a + 1 == b for a, b in pairwise(lone_lines(table))):
            found.columns[some[1]] = (GROUPS[f"{GROUP}2"],)


WAYS: tuple[Callable[[Table, Field, set[int]], Sequence[int]], ...] = (
    _by_headers,
    _joined,
    _by_weak_headers,
    _without_header,
)
"""How columns are found, the surest way first."""
