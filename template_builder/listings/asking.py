"""What has to be asked about the columns of a table, with the columns that it can be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ..common.cells import column_letter
from ..common.text import is_blank, text_of
from .amounts import is_nothing, number_column, written
from .choices import LINE_ABOVE, candidate
from .dates import possible_days
from .kinds import Field, Kind
from .mapping import ColumnMap
from .model import GROUP, Candidate, Question
from .tables import Table, is_figure

TOTAL_WORD = re.compile(r"\btotals?\b", re.I)


def questions_of(table: Table, kind: Kind, found: ColumnMap, *, has_groups: bool) -> list[Question]:
    """What is needed and not certain. A column whose values are not what its header says is taken off the map."""
    questions = []
    for field_ in kind.fields:
        id_ = field_.id
        if (places := found.rivals.get(id_)) and field_.asks:
            names = " and ".join(f"{column_letter(at)} ({table.headers[at]})" for at in places)
            why = f"More than one column can be {_the(field_)}: {names}."
            questions.append(_question(field_, why, [candidate(table, at) for at in places]))
        elif id_ in kind.needs and id_ not in found.columns and not places:
            why = f"No column is certain to be {_the(field_)}."
            if id_ in found.left_off:
                why = f"{field_.title} is needed: the listing cannot be used without it."
            questions.append(_question(field_, why, _fitting(table, field_, found.used)))
        elif id_ in found.columns and id_ not in found.chosen and not _holds(table, field_, found):
            at = found.columns.pop(id_)[0]
            name = f"{column_letter(at)} ({table.headers[at]})"
            if id_ in kind.needs:
                why = f"Column {name} has no {_NAMES[field_.holds]} in it."
                questions.append(_question(field_, why, _fitting(table, field_, found.used)))
    if has_groups:
        questions += _of_lines_above(table, kind, found)
    some = kind.needs_one_of
    if some and not any(id_ in found.columns or id_ in found.rivals for id_ in some):
        field_ = kind.field(some[0])
        names = " or ".join(kind.field(id_).title.lower() for id_ in some)
        fitting = _fitting(table, field_, found.used, has_groups=has_groups)
        questions.append(_question(field_, f"No column is certain to be the {names}.", fitting))
    return questions


def _of_lines_above(table: Table, kind: Kind, found: ColumnMap) -> list[Question]:
    """Whose line it is that has nothing but a value in a column that every row needs."""
    needed = {at for id_ in (*kind.needs, *kind.needs_one_of) for at in found.columns.get(id_, ())}
    able = [kind.field(id_) for id_ in kind.needs_one_of[:1]] or [f for f in kind.fields if f.group]
    free = [f for f in able if f.id not in {*found.columns, *found.left_off, *found.rivals}]
    lines = [at for at in lone_lines(table) if _first_filled(table.rows[at]) in needed]
    if not free or not lines:
        return []
    row = table.rows[lines[0]]
    text = text_of(row[_first_filled(row)])
    why = (
        f"Row {table.first_row + lines[0]} has nothing but {text!r}: a row by itself, or {_the(free[0])} of the rows "
        "below it."
    )
    line = Candidate(GROUP, LINE_ABOVE, (text,))
    return [_question(free[0], why, [line, *_fitting(table, free[0], found.used)])]


def lone_lines(table: Table) -> list[int]:
    """The rows with a single text, and with a row of several values directly below it."""
    counts = [sum(not is_blank(value) for value in row) for row in table.rows]
    return [
        at
        for at, (count, below) in enumerate(pairwise(counts))
        if count == 1 and below > 2 and _is_text(table.rows[at])
    ]


def _is_text(row: Sequence[object]) -> bool:
    value = row[_first_filled(row)]
    return isinstance(value, str) and not is_figure(value) and not TOTAL_WORD.search(value)


def _first_filled(row: Sequence[object]) -> int:
    return next(at for at, value in enumerate(row) if not is_blank(value))


_NAMES = {"money": "amounts", "hours": "hours", "date": "dates", "text": "text"}


def _the(field_: Field) -> str:
    return f"the {field_.title[0].lower()}{field_.title[1:]}"


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
    """The columns that can be a field by their values, those without another use first."""
    fitting: list[tuple[bool, float, int]] = []
    for at in range(len(table.headers)):
        values = [value for value in table.column(at)[:200] if not is_blank(value)]
        share = sum(_is_of(field_, value) for value in values) / len(values) if values else 0
        if share > 0.5 or (values and field_.holds == "text"):
            fitting.append((at in used, -share, at))
    found = [candidate(table, at) for _, _, at in sorted(fitting)]
    if has_groups and field_.group:
        found.append(Candidate(GROUP, LINE_ABOVE, ()))
    return found
