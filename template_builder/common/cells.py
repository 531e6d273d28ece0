"""Cell addresses as a reader sees them: `C7`, and lists of them drawn together into ranges."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import groupby


class CellError(str):
    """The value of a cell whose formula failed, such as #REF!; never taken for text."""

    __slots__ = ()


class UnsavedFormula(CellError):
    """Stands for a formula whose value was never saved with the file, so that nobody knows it."""

    __slots__ = ()


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
