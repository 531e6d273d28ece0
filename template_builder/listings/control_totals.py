"""Compares the totals that a listing prints with what its rows add up to; never mends either."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from ..common.text import key_of
from .model import ControlTotal
from .row_classes import Line, RowClass

_NUMBER_OF = re.compile(
    r"(?:client|customer|matter|case|file|account)s?(?: (?:no\.?|number))?[\s:#]+(?=\w*\d)"
)
"""What stands before the number of a client or a matter in the label of a total: `Total client 1001`."""
_FIRST_NUMBER = re.compile(r"\w*\d\w*")
Scope = tuple[Mapping[int, Decimal], int]
"""A place among the rows: the sums by column before it, and how many rows there were."""


class ControlTotals:
    """The running sums of the rows of data, the places from which a total can count, and the totals compared.

    A total that names something counts from the first row of that name, or of the numbers that begin with it; where that
    does not tie, from the last total, the first row of the last client, or a line above, whichever does. One below a line
    above its rows counts from that line, any other from the last total with the same label; the last one, and one of the
    whole report, from the first row.
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
        self._of_client = self.start
        self._client: str | None = None
        self._named: dict[str, Scope] = {}
        self._numbered: dict[str, Scope] = {}
        self._by_label: dict[str, Scope] = {}
        self._above: list[tuple[str, str, Mapping[int, Decimal]]] = []

    @property
    def here(self) -> Scope:
        """The place after the last row."""
        return dict(self.running), self.rows

    def add(
        self, numbers: Mapping[int, Decimal | None], names: Iterable[str], client: str = ""
    ) -> None:
        """Count a row of data with its numbers by column; `names` are the texts that a total below can name."""
        before: Scope | None = None
        if client != self._client:
            self._client, self._of_client = client, (before := self.here)
        for name in names:
            if name and (key := key_of(name)) not in self._named:
                before = before or self.here
                self._name(key, before)
        for column in self.columns:
            self.running[column] += numbers.get(column) or 0
        self.rows += 1

    def open(self, name: str) -> Scope:
        """Begin the rows below a line with a name."""
        here = self.here
        key = key_of(name)
        self._numbered.pop(number_in(key), None)
        self._name(key, here)
        self._client = None
        return here

    def _name(self, key: str, scope: Scope) -> None:
        self._named[key] = scope
        if number := number_in(key):
            self._numbered.setdefault(number, scope)

    def _scope_of(self, name: str) -> Scope | None:
        """The place of the first row of a name, or of those whose numbers begin with the one that is named."""
        if name in self._named:
            return self._named[name]
        number = _NUMBER_OF.sub("", name, count=1)
        return self._named.get(number) or self._numbered.get(number)

    def is_named(
        self, line: Line, printed: Mapping[int, Decimal], *, has_more: bool, of_nobody: bool
    ) -> bool:
        """Whether a line called `Total ...` is one: something of that name is above, two rows and more add up to it, or
        it is a line `of_nobody`, without a client and a number although the rows have them.

        A line that `has_more` than its name, and adds nothing up, is a row of a client who is called so.
        """
        if scope := self._scope_of(line.name):
            return not has_more or self._ties(printed, scope)
        scopes = [self.since_any, self._of_client]
        return not has_more and (of_nobody or self._fitting(printed, scopes, fewest=2) is not None)

    def of_name(
        self, place: str, line: Line, printed: Mapping[int, Decimal], groups: Sequence[Scope]
    ) -> None:
        """Compare a total with the rows of its name; `groups` are the places of the open lines above, the inner one first."""
        named = self._scope_of(line.name)
        several = [self.since_any, *groups, self.start]
        scopes = [*([named] if named else []), self._of_client, *several]
        since = next((each for each in several if each[1] < self.rows), self.start)
        scope = self._fitting(printed, scopes) or named or since
        self._named.pop(line.name, None)
        self._numbered.pop(_NUMBER_OF.sub("", line.name, count=1), None)
        self._compare(place, line.label, printed, scope)

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
        if not is_grand:
            scopes = [*scopes, self._of_client]
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


def number_in(key: str) -> str:
    """The number at the start of a name, without what follows it: 1001 of `1001-002` and of `1001 sample, jan`."""
    found = _FIRST_NUMBER.match(key)
    return found[0] if found else ""
