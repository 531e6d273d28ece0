"""What a column accepts. One rule feeds the drop-down, the `Check` formula and the reference page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, NamedTuple

from ..common.declared import Least, Text

LISTS = {
    "matters": "a number from the sheet Matters or New in Clio",
    "people": "a name from Start here",
    "time-categories": "an activity category of your Clio account",
    "expense-categories": "an expense category of your Clio account",
    "trust-accounts": "an account of the sheet Control totals",
    "reports": "a report from the sheet Recommended, or your own",
}


class AnyText(NamedTuple):
    """Free text of at most `longest` characters."""

    longest: Annotated[int, Least(1)] = 255

    @property
    def words(self) -> str:
        return "text"


class Day(NamedTuple):
    """A date the spreadsheet program knows as a date."""

    @property
    def words(self) -> str:
        return "a date"


class Number(NamedTuple):
    """A decimal number: above `above` or at least `least`, at most `most`, with few decimals.

    A `plain` one is shown as it is typed, as where a column holds counts and amounts.
    """

    decimals: Annotated[int, Least(0)] = 2
    plain: bool = False
    above: Decimal | None = None
    least: Decimal | None = None
    most: Decimal | None = None

    @property
    def words(self) -> str:
        parts = []
        if self.above is not None:
            parts.append(f"above {self.above}")
        if self.least is not None:
            parts.append(f"at least {self.least}")
        if self.most is not None:
            parts.append(f"at most {self.most}")
        limits = ", ".join(parts)
        return f"a number {limits}".rstrip() + f", up to {self.decimals} decimals"


class OneOf(NamedTuple):
    """One of a fixed list of words, or nothing."""

    choices: tuple[str, ...]

    @property
    def words(self) -> str:
        return (
            " or ".join(self.choices) + ", or blank"
            if len(self.choices) == 1
            else "one of " + ", ".join(self.choices)
        )


class FromList(NamedTuple):
    """An entry of a list that the reader can see and extend: matters, people, categories, reports."""

    list: Annotated[str, Text(choices=tuple(LISTS))]

    @property
    def words(self) -> str:
        return LISTS[self.list]


class Lookup(NamedTuple):
    """A formula, not an entry: what the number in the column `of` means, as the sheet `on` says.

    `by` are the columns of that sheet that may hold the number, the first one first; `shows` are those shown.
    """

    of: str
    on: str
    by: tuple[str, ...]
    shows: tuple[str, ...]

    @property
    def words(self) -> str:
        return "a formula"

    @property
    def twice(self) -> str:
        """What it shows of a number that two rows have."""
        return f"Two rows of {self.on} have this number"


class Formula(NamedTuple):
    """A formula, not an entry: a number with so many `decimals`, a `plain` number, or text.

    `{id}` in the formula is the cell of a column in the same row, `{Sheet!id}` a whole column of a sheet. Where a
    sheet starts with rows, each of them may have a formula of its own.
    """

    formula: Annotated[str, Text()] = ""
    decimals: int | None = None
    plain: bool = False

    @property
    def is_number(self) -> bool:
        return self.plain or self.decimals is not None

    @property
    def words(self) -> str:
        return "a formula"


_BRACES = re.compile(r"\{(?:([^{}!]+)!)?([^{}!]+)\}")


def cells_of(formula: str) -> Iterator[tuple[str, str, str]]:
    """What a formula has in braces: the braces, the sheet if it names one, the id of the column."""
    for found in _BRACES.finditer(formula):
        yield found[0], found[1] or "", found[2]


Rule = AnyText | Day | Number | OneOf | FromList | Lookup | Formula
