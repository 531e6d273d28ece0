"""Compares the totals that a listing prints with what its rows add up to; never mends either."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from ..common.text import key_of
from .model import ControlTotal
from .row_classes import Line, RowClass

Scope = tuple[Mapping[int, Decimal], int]
"""A place among the rows: the sums by column before it, and how many rows there were."""


class ControlTotals:
    """The running sums of the rows of data, the places from which a total can count, and the totals compared.

    A total that names something counts from the first row of that name, one below a line above its rows from that line,
    any other from the last total with the same label; the last one, and one of the whole report, from the first row.
    """

    def __init__(self, columns: Mapping[int, str]) -> None:
        self.columns = columns
        """The fields of the columns that add up."""
        self.found: list[ControlTotal] = []
        self.is_complete = False
        """Whether a total of all rows so far tied: what follows belongs to something else."""
        self.running = dict.fromkeys(columns, Decimal(0))
        self.rows = 0
        self.start: Scope = self.here
        self.since_any: Scope = self.start
        self._named: dict[str, Scope] = {}
        self._by_label: dict[str, Scope] = {}
        self._above: list[tuple[str, str, Mapping[int, Decimal]]] = []

    @property
    def here(self) -> Scope:
        """The place after the last row."""
        return dict(self.running), self.rows

    def add(self, numbers: Mapping[int, Decimal | None], names: Iterable[str]) -> None:
        """Count a row of data with its numbers by column; `names` are the texts that a total below can name."""
        before: Scope | None = None
        for name in names:
            if name and (key := key_of(name)) not in self._named:
                before = before or self.here
                self._named[key] = before
        for column in self.columns:
            self.running[column] += numbers.get(column) or 0
        self.rows += 1

    def open(self, name: str) -> Scope:
        """Begin the rows below a line with a name."""
        here = self._named[key_of(name)] = self.here
        return here

    def is_named(self, line: Line, printed: Mapping[int, Decimal], *, has_more: bool) -> bool:
        """Whether a line called `Total ...` is one: something of that name is above, or two rows and more add up to it.

        A line that `has_more` than its name, and adds nothing up, is a row of a client who is called so.
        """
        if line.name in self._named:
            return not has_more or self._ties(printed, self._named[line.name])
        return not has_more and self._fitting(printed, [self.since_any], fewest=2) is not None

    def of_name(self, place: str, line: Line, printed: Mapping[int, Decimal]) -> None:
        """Compare a total with the rows of its name."""
        self._compare(place, line.label, printed, self._named.pop(line.name, self.since_any))

    def is_plain(self, line: Line, printed: Mapping[int, Decimal], group: Scope | None) -> bool:
        """Whether a line with a total's label adds up rows, although it has more than that."""
        return self._fitting(printed, self._scopes(line, group, is_last=True)) is not None

    def plain(
        self,
        place: str,
        line: Line,
        printed: Mapping[int, Decimal],
        group: Scope | None,
        *,
        is_last: bool,
    ) -> None:
        """Compare a total without a name; one above all rows is compared when they were read."""
        label = key_of(line.label)
        is_grand = line.grand or (is_last and line.row_class == RowClass.TOTAL)
        if not self.rows:
            self._above.append((place, line.label, printed))
            return
        scopes = self._scopes(line, group, is_last=is_last)
        scope = self._fitting(printed, scopes) or scopes[0]
        of_all = is_grand and scope[1] == 0
        self._compare(place, line.label, printed, scope, is_grand=of_all)
        self._by_label[label] = self.here
        self.is_complete = is_last and of_all and self._ties(printed, self.start)

    def is_unlabelled(
        self, printed: Mapping[int, Decimal], group: Scope | None, *, ends: bool
    ) -> bool:
        """Whether a row of figures alone is a total: it adds up rows, or ends those below a line above."""
        if not printed or not self.rows:
            return False
        fresh = self.rows > self.since_any[1]
        if fresh and group is not None and (ends or self._ties(printed, group)):
            return True
        scopes = [self._by_label.get("", self.start), self.start]
        return (
            self._fitting(printed, [*([self.since_any] if fresh else []), *scopes], fewest=2)
            is not None
        )

    def tied(self, place: str, label: str, printed: Mapping[int, Decimal]) -> None:
        """Note a total that was found by its rows adding up to it."""
        for at, total in printed.items():
            self.found.append(ControlTotal(place, label, self.columns[at], total, total))

    def finish(self) -> None:
        """Compare the totals above the rows with all of them."""
        for place, label, printed in self._above:
            self._compare(place, label, printed, self.start, is_grand=True)

    def _scopes(self, line: Line, group: Scope | None, *, is_last: bool) -> Sequence[Scope]:
        """From where a total can count, the likeliest first."""
        if line.grand:
            return [self.start]
        label = key_of(line.label)
        since_label = self._by_label.get(label, self.start)
        if is_last and line.row_class == RowClass.TOTAL:
            ordered = [since_label, self.start] if label in self._by_label else [self.start]
            return [each for each in ordered if each[1] < self.rows] or [self.start]
        return [group] if group is not None else [since_label]

    def _fitting(
        self, printed: Mapping[int, Decimal], scopes: Sequence[Scope], fewest: int = 1
    ) -> Scope | None:
        """The first place since which the rows add up to all that is printed."""
        fitting = (
            each for each in scopes if self.rows - each[1] >= fewest and self._ties(printed, each)
        )
        return next(fitting, None)

    def _ties(self, printed: Mapping[int, Decimal], scope: Scope) -> bool:
        since = self._since
        return bool(printed) and all(since(scope, at) == total for at, total in printed.items())

    def _since(self, scope: Scope, column: int) -> Decimal:
        return self.running[column] - scope[0][column]

    def _compare(
        self,
        place: str,
        label: str,
        printed: Mapping[int, Decimal],
        scope: Scope,
        *,
        is_grand: bool = False,
    ) -> None:
        for at, total in printed.items():
            read = self._since(scope, at)
            self.found.append(ControlTotal(place, label, self.columns[at], total, read, is_grand))
        self.since_any = self.here
