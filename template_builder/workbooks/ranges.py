"""The columns of a data sheet as absolute ranges, for formulas that look at all of its rows."""

from __future__ import annotations

from itertools import groupby

from ..common.cells import column_letter
from .model import Column, Sheet

LAST_ROW = 65_536
"""The last row that every format of a workbook has."""


class Ranges:
    """The columns of a sheet as absolute ranges, by column id; the column `Check` is `check`."""

    def __init__(self, spec: Sheet) -> None:
        self.name = spec.name
        self.last = spec.rows + 1
        self._columns = spec.columns
        self.letters = {
            column.id: column_letter(number) for number, column in enumerate(spec.columns)
        }
        self.letters["check"] = column_letter(len(spec.headers) - 1)

    def __getitem__(self, column: str) -> str:
        letter = self.letters[column]
        return f"'{self.name}'!${letter}$2:${letter}${self.last}"

    def header(self, column: str) -> str:
        return next(each.header for each in self._columns if each.id == column)

    def last_row(self) -> str:
        """The number of the last row with formulas; it follows rows that somebody inserts."""
        return f"ROW('{self.name}'!$A${self.last})"

    def below(self) -> str:
        """The cells for entries below the last row with formulas, as ranges with commas between them."""
        return ",".join(self.entered(self.last + 1))

    def entered(self, first_row: int) -> list[str]:
        """The cells for entries from a row on, as few ranges as there can be."""
        areas = []
        for is_entered, group in groupby(self._columns, lambda column: column.is_entered):
            run: list[Column] = list(group)
            first, last = self.letters[run[0].id], self.letters[run[-1].id]
            if is_entered:
                areas.append(f"'{self.name}'!${first}${first_row}:${last}${LAST_ROW}")
        return areas
