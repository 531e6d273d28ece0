"""Reads the totals that the sheet `Summary` of a workbook showed when it was last calculated."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from ..common.numbers import exact
from ..reading.reader import Book
from .names import SUMMARY_HEADERS, SUMMARY_TOTAL

ROWS_LOOKED_AT = 30


class SummaryTotal(NamedTuple):
    """A figure of the summary and its cell: the column counts from 0, the row from 1 as on the screen."""

    figure: Decimal
    cell: tuple[int, int]


class Summary(NamedTuple):
    """The totals of everything recorded by their headers, on a sheet of whatever name; none was ever calculated."""

    sheet: str = ""
    totals: Mapping[str, SummaryTotal] = {}


def summary_of(book: Book) -> Summary:
    """The totals of the first summary in a workbook."""
    for sheet in book.sheets:
        for place, row in enumerate(sheet.rows[1:ROWS_LOOKED_AT], start=1):
            if SUMMARY_TOTAL not in row:
                continue
            totals = {}
            for at, (header, figure) in enumerate(zip(sheet.rows[place - 1], row, strict=True)):
                is_number = isinstance(figure, int | float) and not isinstance(figure, bool)
                if header in SUMMARY_HEADERS and is_number:
                    cell = (at, sheet.first_row + place)
                    totals[str(header)] = SummaryTotal(exact(figure), cell)  # type: ignore[arg-type]
            return Summary(sheet.name, totals)
    return Summary()
