"""Goes through the rows of a table: tells totals from rows by their sums, fills down the lines above, reads values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ..common.text import is_blank, key_of, text_of
from .amounts import is_minus, is_number
from .choices import Places
from .control_totals import ControlTotals
from .dates import is_no_day
from .groups import Groups, is_repeated, parents_of
from .header_words import currency_in, header_key
from .kinds import IDENTIFIERS, Field, Kind
from .model import ListingRow
from .row_classes import Line, RowClass, is_stamp
from .sums_above import sums_above
from .tables import Table
from .values import Values, is_unreadable

TOTALS = (RowClass.SUBTOTAL, RowClass.TOTAL)


@dataclass
class _Read:
    """What was read of one row."""

    texts: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, Decimal] = field(default_factory=dict)
    days: dict[str, dt.date] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    several: list[tuple[str, int]] = field(default_factory=list)
    """Columns of a field that has several columns of figures."""


class Walk:
    """One pass over the lines of a table. `lines` have their final classes when it is done."""

    def __init__(
        self,
        table: Table,
        kind: Kind,
        columns: Mapping[str, Places],
        values: Values,
        lines: Sequence[Line],
        place: str,
    ) -> None:
        self.table = table
        self.kind = kind
        self.columns = columns
        self.values = values
        self.lines = lines
        self.place = place
        """What a row's number is written behind, such as `Sheet1!A`."""
        self.rows: list[ListingRow] = []
        self.unread: dict[str, list[tuple[int, int]]] = {}
        """Cells (column, row) by field whose value could not be read."""
        self.odd: list[str] = []
        """Places of rows called a total that add nothing up."""
        self.after: list[int] = []
        """Numbers of rows below the total of all rows."""
        self._fields: list[tuple[Field, Places]] = [(kind.field(i), p) for i, p in columns.items()]
        own = [(each, at) for each, places in self._fields for at in places if at >= 0]
        self._figures = {at for each, at in own if each.is_figure}
        self._signed = {at for each, at in own if each.holds == "money" and each.adds}
        self._names = {at: each.id for each, at in own if not each.is_figure}
        self.totals = ControlTotals({at: e.id for e, at in own if e.is_figure and e.adds})
        self._last_row: Sequence[object] | None = None
        self._groups = Groups(table, kind, columns, lines)
        self._named_totals = {line.name for line in lines if line.row_class in TOTALS}
        self._clients: dict[str, str] = {}
        client = next((at for at, id_ in self._names.items() if id_ == "client"), -1)
        self._parents = parents_of(table, lines, client) if client >= 0 else {}

        self._sums = sums_above(lines, table.rows, self._names, self._printed)
        """The lines with the sums of the rows below them, and the columns with their names."""

    def go(self) -> Walk:
        """Read every row."""
        last = max((line.at for line in self.lines if line.row_class in TOTALS), default=-1)
        for place, line in enumerate(self.lines):
            if line.row_class == RowClass.HEADER:
                self.totals.is_complete = False
            elif line.row_class in (RowClass.DATA, RowClass.GROUP) and self.totals.is_complete:
                line.row_class = RowClass.FOOTER
                self.after.append(self.table.first_row + line.at)
            elif line.row_class == RowClass.GROUP:
                self._open(place, line)
            elif line.row_class in TOTALS:
                self._total(line, self.table.rows[line.at], is_last=line.at == last)
            elif line.at in self._sums:
                self._sum_above(line, self.table.rows[line.at])
            elif line.row_class == RowClass.DATA:
                self._data(place, line, self.table.rows[line.at])
        self.totals.finish()
        return self

    def _open(self, place: int, line: Line) -> None:
        above, below = (self._beside(place, step, past_headers=True) for step in (-1, 1))
        if below and below.row_class == RowClass.DATA and not line.field:
            clients = [at for at, id_ in self._names.items() if id_ == "client"]
            line.repeated = is_repeated(line, self.table.rows[below.at], clients)
        if self._is_row_by_itself(line, below):
            line.row_class = RowClass.DATA
            self._read(line, self.table.rows[line.at])
            return
        self._groups.open(
            line,
            self.totals.open(line.name),
            below_another=_is_plain_line(above),
            above_another=_is_plain_line(below),
        )

    def _sum_above(self, line: Line, row: Sequence[object]) -> None:
        """A line with the sum of the rows below it, which is no row of its own."""
        line.row_class = RowClass.SUBTOTAL
        line.column = self._sums[line.at]
        line.label = line.name = " ".join(text_of(row[line.column]).split())
        scope = self.totals.open(line.name)
        self._groups.open(line, scope, below_another=False, above_another=False)
        self.totals.tied(self._place(line), line.label, self._printed(row))

    def _beside(self, place: int, step: int, *, past_headers: bool = False) -> Line | None:
        """The next line that is not blank, above or below; or the one past headers that are there again."""
        passed = {RowClass.BLANK, RowClass.HEADER} if past_headers else {RowClass.BLANK}
        end = len(self.lines) if step > 0 else -1
        beside = (self.lines[at] for at in range(place + step, end, step))
        return next((line for line in beside if line.row_class not in passed), None)

    def _is_row_by_itself(self, line: Line, below: Line | None) -> bool:
        """Whether nothing can take the text of a line above: a client without a balance among others."""
        field_ = self._names.get(line.column)
        if (
            not field_
            or line.field
            or line.heading
            or below is None
            or not self.kind.field(field_).group
        ):
            return False
        if any(at < 0 for places in self.columns.values() for at in places):
            return False
        is_own = not is_blank(self.table.rows[below.at][line.column])
        return (
            below.row_class == RowClass.DATA
            and is_own
            and not line.repeated
            and key_of(line.name) not in self._named_totals
        )

    def _total(self, line: Line, row: Sequence[object], *, is_last: bool) -> None:
        printed = self._printed(row)
        has_more = self._says_more(line, row)
        group = self._groups.scope
        if line.name:
            of_nobody = self._is_of_nobody(line, row)
            is_total = self.totals.is_named(line, printed, has_more=has_more, of_nobody=of_nobody)
        else:
            is_total = not has_more or self.totals.is_plain(line, printed, group)
        if not is_total:
            self.odd.append(self._place(line))
            line.row_class = RowClass.DATA
            self._read(line, row)
        elif line.name:
            self.totals.of_name(self._place(line), line, printed, self._groups.scopes)
            self._groups.close(line.name)
        else:
            is_inner = self._is_of_part(line)
            scope = None if is_inner else group
            self.totals.plain(self._place(line), line, printed, scope, is_last=is_last)
            if is_last or line.grand:
                self._groups.clear()
            elif not is_inner:
                self._groups.pop()

    def _is_of_part(self, line: Line) -> bool:
        """Whether a total is of a part of the rows below a line above: `Client total` below the line of an account."""
        word, _, _ = line.label.partition(" ")
        whose, above = self.kind.needs_one_of, self._groups.field
        return (
            self.kind.words.get(header_key(word), "") in whose
            and bool(above)
            and above not in whose
        )

    def _says_more(self, line: Line, row: Sequence[object]) -> bool:
        """Whether a line called a total has a text of its own, beside its label and what the row above has too."""
        above = self._last_row
        return any(
            not is_blank(value)
            and not is_stamp(text_of(value))
            and (above is None or value != above[at])
            for at in self._names
            if at != line.column and (value := row[at]) != ""
        )

    def _is_of_nobody(self, line: Line, row: Sequence[object]) -> bool:
        """Whether a line called a total stands in none of the columns that say whose a row is, and has nothing there."""
        ids = self.kind.needs_one_of
        whose = [at for at, id_ in self._names.items() if id_ in ids]
        return bool(whose) and line.column not in whose and all(is_blank(row[at]) for at in whose)

    def _data(self, place: int, line: Line, row: Sequence[object]) -> None:
        if self._has_only_figures(row):
            below = self._beside(place, 1)
            ends = below is None or below.row_class != RowClass.DATA
            printed, group = self._printed(row), self._groups.scope
            if self.totals.is_unlabelled(printed, group, ends=ends):
                line.row_class = RowClass.SUBTOTAL
                self.totals.plain(self._place(line), line, printed, group, is_last=False)
                self._groups.pop()
                return
        self._read(line, row)

    def _has_only_figures(self, row: Sequence[object]) -> bool:
        return bool(self._names) and not any(
            not is_blank(value) and (at in self._names or not is_number(value))
            for at, value in enumerate(row)
            if at not in self._figures
        )

    def _printed(self, row: Sequence[object]) -> dict[int, Decimal]:
        read = ((at, self._number(at, row)) for at in self.totals.columns)
        return {at: number for at, number in read if number is not None}

    def _read(self, line: Line, row: Sequence[object]) -> None:
        """Read a row of data: one row for each filled column where a field has several columns of figures."""
        self._last_row = row
        found = _Read()
        for each, places in self._fields:
            if text := self._groups.text(each.id, row, places):
                # Spreadsheets write an apostrophe before what is not to become a number.
                found.texts[each.id] = text.lstrip("'") if each.id in IDENTIFIERS else text
            if each.holds != "text":
                self._read_values(found, each, places, line, row)
        self._complete(found, line, row)
        names = [found.texts.get(id_, "") for id_ in set(self._names.values())]
        self.totals.add(self._printed(row), names, found.texts.get("client", ""))
        place, unread = self._place(line), frozenset(found.unread)
        if not found.several:
            self.rows.append(ListingRow(place, found.texts, found.numbers, found.days, unread))
        filled = [own for own in found.several if is_unreadable(row[own[1]])]
        for id_, at in filled or found.several[:1]:
            number = self._number(at, row)
            texts = {**found.texts, id_: " ".join(text_of(row[at]).split())}
            if (of_header := self.kind.headers_are) and of_header not in self.columns:
                texts[of_header] = self.table.headers[at]
            numbers = found.numbers if number is None else {**found.numbers, id_: number}
            lost = unread if number is None else unread - {id_}
            self.rows.append(ListingRow(place, texts, numbers, found.days, lost))

    def _read_values(
        self, found: _Read, each: Field, places: Places, line: Line, row: Sequence[object]
    ) -> None:
        for at in places:
            if at < 0:
                continue
            value = row[at]
            day = number = None
            if each.holds != "date":
                number = self._number(at, row)
            elif is_no_day(value):
                continue
            else:
                day = self.values.day(at, value)
            if day is not None:
                found.days[each.id] = day
            elif number is not None and len(places) == 1:
                found.numbers[each.id] = number
            elif number is None and is_unreadable(value):
                found.unread.add(each.id)
                self.unread.setdefault(each.id, []).append((at, self.table.first_row + line.at))
            if each.is_figure and len(places) > 1:
                found.several.append((each.id, at))

    def _number(self, at: int, row: Sequence[object]) -> Decimal | None:
        """The number of a cell, with the sign that a column of debits and credits gives its row."""
        number = self.values.number(at, row[at])
        for side in self.columns.get("side", ()):
            if (
                number is not None
                and at in self._signed
                and is_minus(text_of(row[side]), self.kind.credit)
            ):
                return -number
        return number

    def _complete(self, found: _Read, line: Line, row: Sequence[object]) -> None:
        """Add what a row says elsewhere: its currency, the customer it is a part of, the client of its matter."""
        texts = found.texts
        if parent := self._parents.get(line.at):
            own, texts["client"] = texts.get("client", ""), parent
            if "description" not in self.columns and own and own != parent:
                texts["description"] = own
        if number := texts.get("number", ""):
            if client := texts.get("client"):
                self._clients.setdefault(number, client)
            elif number in self._clients:
                texts["client"] = self._clients[number]
        for each in self.kind.fields:
            if each.otherwise and not texts.get(each.id) and texts.get(each.otherwise):
                texts[each.id] = texts[each.otherwise]
        if self.kind.has("currency") and not texts.get("currency"):
            codes = (self._currency(at, row[at]) for at in self.totals.columns)
            if code := next(filter(None, codes), ""):
                texts["currency"] = code

    def _currency(self, at: int, value: object) -> str:
        in_cell = currency_in(value) if isinstance(value, str) else ""
        return currency_in(self.table.headers[at]) or in_cell

    def _place(self, line: Line) -> str:
        return f"{self.place}{self.table.first_row + line.at}"


def _is_plain_line(line: Line | None) -> bool:
    return line is not None and line.row_class == RowClass.GROUP and not line.field
