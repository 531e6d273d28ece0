"""What has to be asked about the columns of a table, with the columns that it can be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ..common.cells import column_letter
from ..common.text import is_blank, text_of
from .amounts import is_nothing, number_column, written
from .choices import LINE_ABOVE, candidate
from .dates import possible_days
from .header_words import header_key
from .kinds import IDENTIFIERS, Field, Kind
from .lines_above import first_filled, is_heading, label_of, lone_lines
from .mapping import ColumnMap
from .model import GROUP, Candidate, Question
from .tables import LONGEST, Table, is_figure

LOOKED_AT = 200
"""How many values of a column are looked at to see what it may hold."""


def questions_of(table: Table, kind: Kind, found: ColumnMap, *, has_groups: bool) -> list[Question]:
    """What is needed and not certain. A needed column whose values are not what its header says is taken off the map."""
    questions = []
    for field_ in kind.fields:
        id_ = field_.id
        if (places := found.rivals.get(id_)) and field_.asks:
            names = " and ".join(f"{column_letter(at)} ({table.headers[at]})" for at in places)
            why = f"More than one column can be {_the(field_)}: {names}."
            candidates = [candidate(table, at) for at in places]
            if field_.is_figure and kind.headers_are:
                candidates.append(_together(candidates, kind.field(kind.headers_are)))
            questions.append(_question(field_, why, candidates))
        elif id_ in kind.needs and id_ not in found.columns and not places:
            without = "" if table.has_header else "The table has no headers. "
            why = f"{without}No column is certain to be {_the(field_)}."
            if id_ in found.left_off:
                why = f"{field_.title} is needed: the listing cannot be used without it."
            questions.append(_question(field_, why, _fitting(table, field_, found.used)))
        elif id_ in kind.needs and id_ not in found.chosen and not _holds(table, field_, found):
            at = found.columns.pop(id_)[0]
            why = f"Column {column_letter(at)} ({table.headers[at]}) has no {_NAMES[field_.holds]} in it."
            questions.append(_question(field_, why, _fitting(table, field_, found.used)))
    if has_groups:
        questions += _of_lines_above(table, kind, found)
    some = kind.needs_one_of
    if some and not any(id_ in found.columns or id_ in found.rivals for id_ in some):
        field_ = kind.field(some[0])
        names = " or ".join(_lower_first(kind.field(id_).title) for id_ in some)
        fitting = _fitting(table, field_, found.used, has_groups=has_groups)
        questions.append(_question(field_, f"No column is certain to be the {names}.", fitting))
    return questions


def _together(candidates: Sequence[Candidate], of_header: Field) -> Candidate:
    """All of several columns, of which each has the figures of something else: a column for each account."""
    letters = ",".join(each.letter for each in candidates)
    return Candidate(letters, f"a {of_header.title.lower()} each", ())


def _of_lines_above(table: Table, kind: Kind, found: ColumnMap) -> list[Question]:
    """Whose line it is that has nothing but a value in a column that every row needs."""
    needed = {at for id_ in (*kind.needs, *kind.needs_one_of) for at in found.columns.get(id_, ())}
    able = [kind.field(id_) for id_ in kind.needs_one_of[:1]] or kind.fields
    free = [
        f for f in able if f.group and f.id not in {*found.columns, *found.left_off, *found.rivals}
    ]
    lines = [
        at
        for at in lone_lines(table)
        if (column := first_filled(table.rows[at])) in needed
        and not label_of(text_of(table.rows[at][column]), kind)
        and not is_heading(table, table.rows[at])
    ]
    if not free or not lines:
        return []
    row = table.rows[lines[0]]
    text = text_of(row[first_filled(row)])
    why = (
        f"Row {table.first_row + lines[0]} has nothing but {text!r}: a row by itself, or {_the(free[0])} of the rows "
        "below it."
    )
    line = Candidate(GROUP, LINE_ABOVE, (text,))
    return [_question(free[0], why, [line, *_fitting(table, free[0], found.used)])]


_NAMES = {"money": "amounts", "hours": "hours", "date": "dates", "text": "text"}


def _the(field_: Field) -> str:
    return f"the {_lower_first(field_.title)}"


def _lower_first(title: str) -> str:
    return f"{title[0].lower()}{title[1:]}"


def _question(field_: Field, why: str, candidates: Sequence[Candidate]) -> Question:
    return Question(field_.id, field_.title, why, tuple(candidates))


def _holds(table: Table, field_: Field, found: ColumnMap) -> bool:
    """Whether the columns of a field have at least one value of its sort, or no value at all."""
    if field_.holds == "text":
        return True
    values = [
        value
        for at in found.columns[field_.id]
        if at >= 0
        for value in table.column(at)
        if not is_nothing(value) and not is_blank(value)
    ]
    return not values or any(_is_of(field_, value) for value in values)


def _is_of(field_: Field, value: object) -> bool:
    if field_.id in IDENTIFIERS:
        text = "" if isinstance(value, dt.date | dt.time | bool) else text_of(value)
        return len(text) <= LONGEST and any(map(str.isdigit, text))
    if field_.holds == "text":
        return isinstance(value, str) and not is_figure(value)
    if field_.holds == "date":
        return bool(possible_days(value)) if isinstance(value, str) else not isinstance(value, bool)
    if isinstance(value, str) and written(value) is not None:
        return True
    return number_column([value], field_.holds, "positive", ".").read(value) is not None


def _fitting(
    table: Table, field_: Field, used: set[int], *, has_groups: bool = False
) -> list[Candidate]:
    """The columns that can be a field by their values: those with a known header first, then those without another use."""
    known = {header_key(name) for name in (*field_.headers, *field_.weak)}
    shares: dict[int, float] = {}
    for at in range(len(table.headers)):
        values = [value for value in table.column(at)[:LOOKED_AT] if not is_blank(value)]
        if values:
            shares[at] = sum(_is_of(field_, value) for value in values) / len(values)
    fitting = [at for at, share in shares.items() if share > 0.5]
    if field_.holds == "text" and not fitting:
        fitting = list(shares)
    named = [at for at in shares if table.keys[at] in known]
    ordered = sorted(
        {*fitting, *named}, key=lambda at: (at not in named, at in used, -shares[at], at)
    )
    found = [candidate(table, at) for at in ordered]
    if has_groups and field_.group:
        found.append(Candidate(GROUP, LINE_ABOVE, ()))
    return found
