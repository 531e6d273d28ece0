"""Tells rows that people put below their entries to add them up, with or without a word for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ..common.numbers import NOISE, exact
from ..common.text import is_blank
from ..judging.totals import is_total
from ..workbooks.model import Column
from .sheet_rows import Row

FIGURES = {"time": ("quantity", "price"), "expense": ("price", "quantity")}
"""By record, the columns in which a total can be, the likeliest first."""

OF_ENTRIES = ("activity_user", "non_billable")
"""What an entry says besides: a row with a text that we do not know and one of these is no total."""

TEXTS = ("date", "matter", "activity_description", "note")
"""What an entry says in words or numbers of its own; a total says nothing there but that it is one."""

_WORDS = re.compile(r"[^\W\d_]{2,20}(?:\s+[^\W\d_]{2,20})?\s*[:=]?")
"""One or two words and nothing else."""


class TotalRow(NamedTuple):
    """A row of totals: its number, the column of its figure, the figure, and what the rows above add up to.

    A row that is only labeled as a total has neither column nor figure.
    """

    number: int
    column: Column | None = None
    figure: Decimal | None = None
    expected: Decimal = Decimal(0)

    @property
    def agrees(self) -> bool:
        """Whether the figure is what the rows above add up to, or there is none."""
        return self.figure is None or _same(self.figure, self.expected)


class _Sums:
    """What some rows add up to; `counted` have a number. `products` are prices times quantities: None where a row lacks one of the two."""

    def __init__(self) -> None:
        self.rows = 0
        self.counted = 0
        self.quantity = Decimal(0)
        self.price = Decimal(0)
        self.products: Decimal | None = Decimal(0)

    def add(self, quantity: Decimal | None, price: Decimal | None) -> None:
        self.rows += 1
        self.counted += quantity is not None or price is not None
        self.quantity += quantity or 0
        self.price += price or 0
        if self.products is None or quantity is None or price is None:
            self.products = None
        else:
            self.products += quantity * price


class TotalFinder:
    """Finds the rows of totals among the rows of a table, which it gets from the top."""

    def __init__(self, record: str, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._at = {column.goes_to: at for at, column in enumerate(columns) if column.is_exported}
        self._figures = FIGURES.get(record, ())
        self._expense = record == "expense"
        self._all = _Sums()
        self._since = _Sums()

    def find(self, row: Row, cells: Sequence[object], entries: Sequence[Row]) -> TotalRow | None:
        """The total that a row is, if it is one; `cells` are all of its cells, `entries` the rows above it."""
        if not self._figures:
            return None
        number, values = row
        texts = [(name, values[self._at[name]]) for name in TEXTS]
        said = [(name, text) for name, text in texts if not is_blank(text)]
        if not all(_may_be_label(name, text) for name, text in said):
            return None
        labeled = any(map(_is_label, cells))
        if labeled and not all(_is_label(text) for _, text in said):
            return None
        own = (values[self._at[name]] for name in OF_ENTRIES)
        if said and not labeled and not all(is_blank(value) or value is False for value in own):
            return None
        found = TotalRow(number) if labeled else None
        # Without a word that we know, only hours or prices are taken for a sum: a rate may be filled down.
        for name in self._figures if labeled else self._figures[:1]:
            column = self._columns[self._at[name]]
            figure = _number(values[self._at[name]])
            if figure and (sums := self._sums(name, entries, 1 if labeled else 2)):
                total = TotalRow(number, column, figure, _nearest(figure, sums))
                if total.agrees:
                    found = total
                    break
                if found and found.figure is None:
                    found = total
        if found:
            self._count(entries)
            self._since = _Sums()
        return found

    def _count(self, entries: Sequence[Row]) -> None:
        """Add up the rows that came since the last time."""
        quantity, price = self._at["quantity"], self._at["price"]
        for _, values in entries[self._all.rows :]:
            for sums in (self._all, self._since):
                sums.add(_number(values[quantity]), _number(values[price]))

    def _sums(self, name: str, entries: Sequence[Row], fewest: int) -> list[Decimal]:
        """What a figure in a column can add up: the rows since the last total, or all; at least the `fewest`."""
        self._count(entries)
        found: list[Decimal | None] = []
        for sums in (self._since, self._all):
            if sums.counted >= fewest:
                found.append(sums.products if name == "price" else sums.quantity)
                found.append(sums.price if name == "price" and self._expense else None)
        return [each for each in found if each is not None]


def _number(value: object) -> Decimal | None:
    return exact(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _may_be_label(column: str, value: object) -> bool:
    """Whether a cell may hold the word for a total, perhaps in a language that we do not know."""
    a_word = isinstance(value, str) and _WORDS.fullmatch(value) is not None
    return _is_label(value) or (a_word and column != "activity_description")


def _is_label(value: object) -> bool:
    return isinstance(value, str) and is_total(value)


def _nearest(figure: Decimal, sums: Sequence[Decimal]) -> Decimal:
    return min(sums, key=lambda each: abs(each - figure))


def _same(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= NOISE
