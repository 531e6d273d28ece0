"""Goes through the rows of a table: fills down the lines above them, tells totals from rows by their sums, reads values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ..common.cells import address
from ..common.text import is_blank, key_of, text_of
from .choices import GROUPS, Places
from .header_words import currency_in
from .kinds import Kind
from .model import ControlTotal, ListingRow
from .row_classes import Line, RowClass
from .sums import Scope, Scopes
from .tables import Table
from .values import Values, is_unreadable, text_in

TOTALS = (RowClass.SUBTOTAL, RowClass.TOTAL)


@dataclass
class Walk:
    """One pass over the lines of a table."""

    table: Table
    kind: Kind
    columns: Mapping[str, Places]
    values: Values
    lines: Sequence[Line]
    place: str
    """What a row's number is written behind, such as `Sheet1!A`."""
    rows: list[ListingRow] = field(default_factory=list)
    totals: list[ControlTotal] = field(default_factory=list)
    unread: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """Cells (column, row) by field whose value could not be read."""
    stale: list[ControlTotal] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    """Places of rows called a total that add nothing up."""

    def __post_init__(self) -> None:
        fields = [self.kind.field(id_) for id_ in self.columns]
        own = {each.id: [at for at in self.columns[each.id] if at >= 0] for each in fields}
        self._figures = {at: each.id for each in fields if each.is_figure for at in own[each.id]}
        self._adding = [
            at for each in fields if each.is_figure and each.adds for at in own[each.id]
        ]
        self._names = {at: e.id for e in fields if not e.is_figure for at in own[e.id]}
        self._fields = [(each, self.columns[each.id]) for each in fields]
        self._groups: list[Line] = []
        self._scopes = Scopes(self._adding)
        self._unsaved = set(self.table.sheet.unsaved_formulas)
        self._blank_groups = {
            each.id
            for each in fields
            if each.group
            and own[each.id]
            and all(
                is_blank(self.table.rows[line.at][at])
                for line in self.lines
                if line.row_class == RowClass.DATA
                for at in own[each.id]
            )
        }

    def go(self) -> Walk:
        """Read every row."""
        last = max((line.at for line in self.lines if line.row_class in TOTALS), default=-1)
        for place, line in enumerate(self.lines):
            row = self.table.rows[line.at]
            if line.row_class == RowClass.GROUP:
                self._open(place, line)
            elif line.row_class in TOTALS:
                self._total(line, row, is_last=line.at == last)
            elif line.row_class == RowClass.DATA:
                if self._is_unlabelled_total(place, line, row):
                    line.row_class = RowClass.SUBTOTAL
                    self._check(
                        line, row, [self._scopes.since_any, self._scopes.group, self._scopes.start]
                    )
                    self._groups = self._groups[:-1]
                else:
                    self._read(line, row)
        return self

    def _open(self, place: int, line: Line) -> None:
        """A line above others. It is a row by itself where nothing below can take its text: a client without a balance."""
        below = next(
            (own for own in self.lines[place + 1 :] if own.row_class != RowClass.BLANK), None
        )
        own = self._names.get(line.column)
        if own and not line.field and self.kind.field(own).group and below is not None:
            row = self.table.rows[below.at]
            taken = not any(at < 0 for places in self.columns.values() for at in places)
            closed = any(each.name == key_of(line.name) for each in self.lines[place + 1 :])
            if (
                below.row_class == RowClass.DATA
                and not is_blank(row[line.column])
                and taken
                and not closed
            ):
                line.row_class = RowClass.DATA
                self._read(line, self.table.rows[line.at])
                return
        above = self.lines[place - 1] if place else None
        inner = bool(above and above.row_class == RowClass.GROUP and not above.field)
        outer = below is not None and below.row_class == RowClass.GROUP and not below.field
        if line.field:
            self._groups = [each for each in self._groups if each.field != line.field]
        elif not inner:
            keep = self._groups[:1] if len(self._groups) > 1 and not outer else []
            self._groups = [
                *[each for each in self._groups if each.field],
                *[k for k in keep if not k.field],
            ]
        self._groups.append(line)
        self._scopes.open(line.name)

    def _total(self, line: Line, row: Sequence[object], *, is_last: bool) -> None:
        scopes = self._scopes
        printed = self._printed(row)
        if line.row_class == RowClass.SUBTOTAL and line.name:
            start = scopes.named.get(line.name)
            fits = scopes.matching(
                printed, [start] if start else [scopes.since_any, scopes.group], 1 if start else 2
            )
            others = [at for at in self._names if at != line.column and not is_blank(row[at])]
            if not fits and (not start or others):
                self.odd.append(self._place(line))
                line.row_class = RowClass.DATA
                self._read(line, row)
                return
            self._check(line, row, [start or fits or scopes.since_any])
            scopes.close(line.name)
            self._close(line.name)
            return
        others = [at for at in self._names if at != line.column and not is_blank(row[at])]
        if others and line.column in self._names and not scopes.matching(printed, self._nested()):
            self.odd.append(self._place(line))
            line.row_class = RowClass.DATA
            self._read(line, row)
            return
        if line.grand:
            self._check(line, row, [scopes.start], is_grand=True)
        elif line.row_class == RowClass.SUBTOTAL:
            self._check(line, row, [scopes.since_any, scopes.group, scopes.start])
        elif is_last:
            self._check(line, row, [scopes.start, scopes.since_total, scopes.group], is_grand=True)
        else:
            self._check(line, row, self._nested())
            if not self._groups:
                scopes.since_total = scopes.here
        self._groups = [] if is_last or line.grand else self._groups[:-1]

    def _nested(self) -> list[Scope]:
        scopes = self._scopes
        if self._groups:
            return [scopes.group, scopes.since_any, scopes.since_total, scopes.start]
        return [scopes.since_total, scopes.start, scopes.since_any]

    def _close(self, name: str) -> None:
        """End the lines above from the one with this name inwards."""
        keys = [key_of(each.name) for each in self._groups]
        if name in keys:
            self._groups = self._groups[: keys.index(name)]

    def _printed(self, row: Sequence[object]) -> dict[int, Decimal]:
        read = ((at, self.values.number(at, row[at])) for at in self._adding)
        return {at: number for at, number in read if number is not None}

    def _check(
        self,
        line: Line,
        row: Sequence[object],
        scopes: Sequence[Scope],
        *,
        is_grand: bool = False,
    ) -> None:
        """Compare the figures of a line of totals with the first scope that fits, else with the first there is."""
        printed = self._printed(row)
        scope = self._scopes.matching(printed, scopes) or scopes[0]
        for at, total in printed.items():
            read = self._scopes.since(scope, at)
            found = ControlTotal(
                self._place(line), line.label, self._figures[at], total, read, is_grand
            )
            if total == 0 and read != 0:
                self.stale.append(found)
            self.totals.append(found)
        self._scopes.since_any = self._scopes.here

    def _is_unlabelled_total(self, place: int, line: Line, row: Sequence[object]) -> bool:
        """Whether a row has figures and nothing else, and these add up rows above, or close the rows of a line above."""
        printed = self._printed(row)
        if not printed or not self._names:
            return False
        if any(not is_blank(value) for at, value in enumerate(row) if at in self._names):
            return False
        others = [
            v
            for at, v in enumerate(row)
            if at not in self._figures and isinstance(v, str) and not is_blank(v)
        ]
        scopes = self._scopes
        if others or scopes.rows == scopes.since_any[1]:
            return False
        if scopes.matching(printed, [scopes.since_any, scopes.group, scopes.start]):
            return scopes.rows - scopes.since_any[1] > 0
        below = next(
            (own for own in self.lines[place + 1 :] if own.row_class != RowClass.BLANK), None
        )
        ends = below is None or below.row_class != RowClass.DATA
        return bool(self._groups) and ends

    def _read(self, line: Line, row: Sequence[object]) -> None:
        """Read a row of data; one row for each filled column where a field has several columns of figures."""
        texts: dict[str, str] = {}
        numbers: dict[str, Decimal] = {}
        days: dict[str, dt.date] = {}
        unread: set[str] = set()
        several: list[tuple[str, int]] = []
        for each, places in self._fields:
            text = self._text(each.id, row, places)
            if text:
                texts[each.id] = text
            if each.holds == "text":
                continue
            for at in places:
                if at < 0:
                    continue
                value = row[at]
                if each.holds == "date":
                    if (day := self.values.day(at, value)) is not None:
                        days[each.id] = day
                    elif is_unreadable(value):
                        self._note_unread(each.id, at, line, unread)
                    continue
                number = self.values.number(at, value)
                if number is None and (is_unreadable(value) or self._is_unsaved(at, line)):
                    self._note_unread(each.id, at, line, unread)
                if len(places) > 1:
                    several.append((each.id, at))
                elif number is not None:
                    numbers[each.id] = number
        self._add_currency(texts, row)
        self._scopes.add(
            {at: self.values.number(at, row[at]) for at in self._adding},
            [texts.get(id_, "") for id_ in set(self._names.values())],
        )
        place = self._place(line)
        if not several:
            self.rows.append(ListingRow(place, texts, numbers, days, frozenset(unread)))
        for id_, at in self._filled(several, row, line):
            own = self.values.number(at, row[at])
            header = self.table.headers[at]
            named = {**texts, id_: " ".join(text_of(row[at]).split())}
            if "account" not in self.columns and any(f.id == "account" for f in self.kind.fields):
                named["account"] = header
            both = numbers if own is None else {**numbers, id_: own}
            lost = frozenset(unread if own is None else unread - {id_})
            self.rows.append(ListingRow(place, named, both, days, lost))

    def _filled(
        self, several: Sequence[tuple[str, int]], row: Sequence[object], line: Line
    ) -> list[tuple[str, int]]:
        filled = [
            (id_, at) for id_, at in several if is_unreadable(row[at]) or self._is_unsaved(at, line)
        ]
        return filled or list(several[:1])

    def _text(self, id_: str, row: Sequence[object], places: Places) -> str:
        if text := text_in(row, places):
            return text
        for at in places:
            if at < 0:
                groups = [each for each in self._groups if not each.field]
                depth = 0 if at == GROUPS["group"] else 1
                return groups[depth].name if len(groups) > depth else ""
        for each in reversed(self._groups):
            if each.field == id_:
                return each.name
        for each in reversed(self._groups):
            fits = not each.field and (each.column in places or id_ in self._blank_groups)
            if fits and places and self.kind.field(id_).group:
                return each.name
        return ""

    def _add_currency(self, texts: dict[str, str], row: Sequence[object]) -> None:
        """The currency out of the headers or the cells of the figures, where no column has it."""
        if texts.get("currency") or not any(each.id == "currency" for each in self.kind.fields):
            return
        for at in self._adding:
            value = row[at]
            code = currency_in(self.table.headers[at]) or (
                currency_in(value) if isinstance(value, str) else ""
            )
            if code:
                texts["currency"] = code
                return

    def _note_unread(self, id_: str, at: int, line: Line, unread: set[str]) -> None:
        unread.add(id_)
        self.unread.setdefault(id_, []).append((at, self.table.first_row + line.at))

    def _is_unsaved(self, at: int, line: Line) -> bool:
        return bool(self._unsaved) and address(at, self.table.first_row + line.at) in self._unsaved

    def _place(self, line: Line) -> str:
        return f"{self.place}{self.table.first_row + line.at}"
