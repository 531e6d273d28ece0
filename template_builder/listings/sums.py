"""Compares the totals that a listing prints with what its rows add up to; never mends either."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ..common.text import key_of

Scope = tuple[Mapping[int, Decimal], int]
"""A place among the rows: the sums by column before it, and how many rows there were."""


@dataclass
class Scopes:
    """The running sums of the rows of data, and the places from which a total can count."""

    columns: Sequence[int]
    rows: int = 0
    running: dict[int, Decimal] = field(default_factory=dict)
    named: dict[str, Scope] = field(default_factory=dict)
    """Where the lines and rows of each name begin: the sums before them, and how many rows there were."""

    def __post_init__(self) -> None:
        self.running = dict.fromkeys(self.columns, Decimal(0))
        self.start: Scope = self.here
        self.since_total: Scope = self.start
        self.since_any: Scope = self.start
        self.group: Scope = self.start

    @property
    def here(self) -> Scope:
        """The place after the last row."""
        return dict(self.running), self.rows

    def add(self, numbers: Mapping[int, Decimal | None], names: Sequence[str]) -> None:
        """Count a row of data with its numbers by column; `names` are the texts that a total below can name."""
        fresh = [key for name in names if (key := key_of(name)) and key not in self.named]
        if fresh:
            before = self.here
            self.named.update(dict.fromkeys(fresh, before))
        for column in self.columns:
            self.running[column] += numbers.get(column) or 0
        self.rows += 1

    def open(self, name: str) -> None:
        """Begin the rows below a line with a name."""
        self.group = self.here
        self.named[key_of(name)] = self.group

    def close(self, name: str) -> None:
        """End the rows of a name: the same name further down begins anew."""
        self.named.pop(key_of(name), None)

    def since(self, scope: Scope, column: int) -> Decimal:
        """What the rows since a place add up to."""
        return self.running[column] - scope[0][column]

    def matching(
        self, printed: Mapping[int, Decimal], scopes: Sequence[Scope], fewest: int = 1
    ) -> Scope | None:
        """The first of several places since which all printed totals are what the rows add up to."""
        for scope in scopes:
            if self.rows - scope[1] >= fewest and all(
                self.since(scope, column) == total for column, total in printed.items()
            ):
                return scope
        return None
