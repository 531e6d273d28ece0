"""Finds lines that have the sum of the rows below them: a client's total above the client's matters."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ..common.text import is_blank
from .row_classes import Line, RowClass

FEWEST = 2
"""How many rows have to be added up in all."""
Figures = Mapping[int, Decimal]


class _Block(NamedTuple):
    """A row that may be a sum, and the rows below it up to the next one like it."""

    line: Line
    printed: Figures
    below: Sequence[Figures]

    @property
    def ties(self) -> bool:
        return bool(self.below) and all(
            sum((row.get(at, Decimal(0)) for row in self.below), Decimal(0)) == total
            for at, total in self.printed.items()
        )


def sums_above(
    lines: Sequence[Line],
    rows: Sequence[Sequence[object]],
    names: Collection[int],
    printed: Callable[[Sequence[object]], Figures],
) -> dict[int, int]:
    """The column with the name of each line that has the sum of its rows, by the line's place in the table.

    Such a line has one text, and each row below it has others. They are taken for sums only if all of them tie, and
    enough is added up for it to be no coincidence.
    """
    blocks: list[_Block] = []
    below: list[Figures] = []
    column = -1
    for line in lines:
        if line.row_class != RowClass.DATA:
            continue
        row = rows[line.at]
        filled = {at for at in names if not is_blank(row[at])}
        if len(filled) == 1 and (column < 0 or column in filled):
            (column,) = filled
            below = []
            blocks.append(_Block(line, printed(row), below))
        elif blocks and filled - {column}:
            below.append(printed(row))
        else:
            return {}
    added = sum(len(block.below) for block in blocks)
    if added < FEWEST or not all(block.printed and block.ties for block in blocks):
        return {}
    return {block.line.at: column for block in blocks}
