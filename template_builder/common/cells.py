"""Cell addresses as a reader sees them: `C7`, and lists of them drawn together into ranges."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from itertools import groupby

from .numbers import exact, shown


class CellError(str):
    """The value of a cell whose formula failed, such as #REF!; never taken for text."""

    __slots__ = ()


ERROR_TEXT = re.compile(
    r"#(?:[\u00a1\u00bf]?[A-Z\u00c0-\u00de_/0]{2,14}[!?]|N/[ABD]|NV|GETTING_DATA|#{2,})|Err:[0-9]{3}"
)
"""How programs in several languages show a failed formula, or a number too wide for its cell, once it is text: in a CSV,
or pasted as a value."""


class UnsavedFormula(CellError):
    """Stands for a formula whose value was never saved with the file, so that nobody knows it."""

    __slots__ = ()


class TwoValues(CellError):
    """Stands for the cells of a row whose columns have the same header and different values."""

    __slots__ = ()


class Percent(CellError):
    """Stands for a number that its cell shows as a percentage, such as 50% for 0.5: nobody can tell which was meant."""

    __slots__ = ()

    @classmethod
    def of(cls, number: float) -> Percent:
        return cls(f"{shown(exact(number) * 100)}%")

    @property
    def held(self) -> str:
        """The number that the cell holds."""
        return shown(Decimal(self[:-1]) / 100)


TWO_VALUES = TwoValues("(two values)")
"""The value of every such row: nobody can tell which of the two counts."""

UNSAVED = UnsavedFormula("(formula not saved)")
"""The value of every such cell: text, because a blank one would make a blank row."""


@cache
def column_letter(index: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(column: int, row: int) -> str:
    """The address of a cell; the column counts from 0, the row from 1 as on the screen."""
    return f"{column_letter(column)}{row}"


def row_ranges(rows: Iterable[int], most: int = 6) -> str:
    """Numbers of rows in words: `row 7`, `rows 5 to 20, 31 and 4 more`; beyond `most` ranges rows are counted."""
    numbers = sorted(set(rows))
    runs = [
        [number for _, number in run]
        for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    ]
    parts = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs[:most]]
    more = sum(map(len, runs[most:]))
    last = [f"{more} more"] if more else [parts.pop()]
    text = f"{', '.join(parts)} and {last[0]}" if parts else last[0]
    return f"row {text}" if len(numbers) == 1 else f"rows {text}"


def ranges(places: Iterable[tuple[int, int]]) -> str:
    """Cells (column, row) as a short list of ranges, such as `C7, C9:C12`."""
    parts = []
    for column, same in groupby(sorted(set(places)), key=lambda place: place[0]):
        rows = [row for _, row in same]
        for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
            found = [row for _, row in run]
            first, last = address(column, found[0]), address(column, found[-1])
            parts.append(first if first == last else f"{first}:{last}")
    return ", ".join(parts)
