"""Fills the text of a line above into the rows below it, until its rows end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..common.text import is_blank, key_of, text_of
from .choices import GROUPS, LABELLED, Places
from .control_totals import Scope, number_in
from .kinds import Kind
from .row_classes import Line, RowClass
from .tables import Table
from .values import text_in


class Open(NamedTuple):
    """A line above rows that have not ended, and the place where they begin."""

    line: Line
    scope: Scope


class Groups:
    """The lines above that are open, the outer one first."""

    def __init__(
        self, table: Table, kind: Kind, columns: Mapping[str, Places], lines: Sequence[Line]
    ) -> None:
        self._kind = kind
        self._columns = columns
        self._open: list[Open] = []
        data = [table.rows[line.at] for line in lines if line.row_class == RowClass.DATA]
        own = {id_: [at for at in places if at >= 0] for id_, places in columns.items()}
        self._never_filled = {
            id_
            for id_, places in own.items()
            if places and all(is_blank(row[at]) for row in data for at in places)
        }

    @property
    def scope(self) -> Scope | None:
        """Where the rows of the innermost open line begin."""
        return self._open[-1].scope if self._open else None

    @property
    def field(self) -> str:
        """The field that the innermost open line names itself."""
        return self._open[-1].line.field if self._open else ""

    @property
    def scopes(self) -> list[Scope]:
        """Where the rows of each open line begin, the innermost first."""
        return [each.scope for each in reversed(self._open)]

    def open(self, line: Line, scope: Scope, *, below_another: bool, above_another: bool) -> None:
        """Open a line. One that follows rows ends those before it: all of them if another line is right below."""
        if line.field:
            self._open = [each for each in self._open if each.line.field not in ("", line.field)]
        elif not below_another:
            plain = [each for each in self._open if not each.line.field]
            kept = plain[:1] if len(plain) > 1 and not above_another else []
            self._open = [*kept, *(each for each in self._open if each.line.field)]
        self._open.append(Open(line, scope))

    def close(self, name: str) -> None:
        """End the line with a name, and those inside it."""
        keys = [key_of(each.line.name) for each in self._open]
        if name in keys:
            del self._open[keys.index(name) :]

    def pop(self) -> None:
        """End the innermost line."""
        del self._open[-1:]

    def clear(self) -> None:
        """End all lines."""
        self._open = []

    def text(self, id_: str, row: Sequence[object], places: Places) -> str:
        """The text of a field in a row: its own, or that of the line above which it belongs to."""
        if text := text_in(row, places):
            return text
        lines = [each.line for each in reversed(self._open)]
        for line in lines:
            if line.field == id_:
                return line.name
        plain = [line for line in reversed(lines) if not line.field]
        for at in places:
            if at in GROUPS.values():
                depth = -at - 1
                return plain[depth].name if len(plain) > depth else ""
        if not places or LABELLED in places or not self._kind.field(id_).group:
            return ""
        for line in reversed(plain):
            if line.column in places or id_ in self._never_filled:
                return line.name
        return ""


def is_repeated(line: Line, row: Sequence[object], clients: Sequence[int]) -> bool:
    """Whether the row below a line has the same text, the same client, or more of the same number."""
    name, own = key_of(line.name), key_of(text_of(row[line.column]))
    number = number_in(name)
    if name == own or (number == name.partition(" ")[0] == number_in(own) != own):
        return bool(name)
    words = set(name.split())
    others = (set(key_of(text_of(row[at])).split()) for at in clients if at != line.column)
    return any(client and (client <= words or words <= client) for client in others)


def parents_of(table: Table, lines: Sequence[Line], column: int) -> dict[int, str]:
    """The customers of whom rows are parts, by the rows' places: those between a customer and `Total for` that customer."""
    found: dict[int, str] = {}
    customers: dict[str, int] = {}
    """The last line of each name."""
    for place, line in enumerate(lines):
        if line.row_class in (RowClass.DATA, RowClass.GROUP):
            customers[key_of(text_in(table.rows[line.at], (column,)))] = place
        elif (
            line.row_class == RowClass.SUBTOTAL and (start := customers.get(line.name)) is not None
        ):
            name = text_in(table.rows[lines[start].at], (column,))
            inside = (each.at for each in lines[start + 1 : place])
            found.update((at, name) for at in inside if not is_blank(table.rows[at][column]))
    return found
