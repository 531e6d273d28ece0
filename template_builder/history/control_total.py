"""The control total of a report that is a table: what it prints as its total, where its rows add up to that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ..judging.totals import is_total
from ..listings.model import ControlTotal
from ..listings.service import listing_of
from ..reading.reader import Book, read_file
from ..reading.refusal import UnreadableFile

LARGEST = 500_000
"""Bytes of a table that is looked into: a listing of 5,000 matters has as many."""
LAST_ROWS = 8
"""How many rows from the end are searched for a total: reports print a date or a page number below it."""
FIGURES = {"trust": "balance", "receivables": "total", "activities": "amount"}
"""The kinds of listing that have a total, and its field. A name is no proof of the kind: the first that ties counts."""


class TableTotal(NamedTuple):
    """The total of a table, or why there is none to propose; neither where the table prints none."""

    total: Decimal | None = None
    missing: str = ""


def control_total(data: bytes) -> TableTotal:
    """The total of a table. It is proposed in the only table, where it is what the rows add up to."""
    try:
        book = read_file("", data)
    except UnreadableFile:
        return TableTotal()
    if not any(_prints_total(sheet.rows) for sheet in book.sheets):
        return TableTotal()
    missing = ""
    for kind in FIGURES:
        totals = [*_totals(book, kind)]
        if totals and all(total.ties for total in totals):
            return TableTotal(totals[0].printed)
        missing = missing or next(map(_difference, totals), "")
    return TableTotal(missing=missing)


def _prints_total(rows: Sequence[Sequence[object]]) -> bool:
    cells = (value for row in rows[-LAST_ROWS:] for value in row if isinstance(value, str))
    return any("total" in value.casefold() or is_total(value) for value in cells)


def _totals(book: Book, kind: str) -> Iterator[ControlTotal]:
    """The totals of all rows, where the table can be read as one of that kind and its figures are certain."""
    try:
        listing = listing_of(book, kind)
    except UnreadableFile:
        return
    field = FIGURES[kind]
    if listing.other_sheets or any(question.field == field for question in listing.questions):
        return
    yield from (total for total in listing.totals if total.is_grand and total.field == field)


def _difference(total: ControlTotal) -> str:
    return f"{total.label} in {total.place} is {total.printed}, and the rows add up to {total.read}"
