"""The nine columns of Clio's import file for activities, and how such a file is read back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal

from ..common.numbers import PLAIN
from ..common.text import text_of
from ..judging.verdict import Flaw
from ..reading.reader import Book
from .findings import Gathering

HEADER = (
    "matter",
    "date",
    "activity_description",
    "note",
    "price",
    "quantity",
    "type",
    "activity_user",
    "non_billable",
)
EXPENSE = "ExpenseEntry"
DATE_FORMATS = {"MDY": "%m/%d/%Y", "DMY": "%d/%m/%Y"}
DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
NOT_OURS = 4
"""A CSV with at least this many of the nine headers is meant to be an import file."""


def is_activities(book: Book) -> bool:
    """Whether a CSV is meant to be an import file, even if its header is not exactly right."""
    return len(set(_header(book)) & set(HEADER)) >= NOT_OURS


def _header(book: Book) -> tuple[str, ...]:
    rows = book.sheets[0].rows if book.sheets else []
    return tuple(text_of(value).strip() for value in rows[0]) if rows else ()


ParsedRow = tuple[int, bool, tuple[object, ...]]


def parsed(book: Book, date_order: str, gathering: Gathering) -> Iterable[ParsedRow]:
    """The rows of an import file as (line, whether it is an expense, the values in an activity's order).

    Numbers and dates that are written as the import wants them become numbers and dates; everything else
    stays text, for the judges to say what is wrong with it. A header that is not the nine columns, in their
    order, is noted and gives no rows: Clio maps by it.
    """
    header = _header(book)
    if header[: len(HEADER)] != HEADER or any(header[len(HEADER) :]):
        found = ",".join(header)
        gathering.add(Flaw("csv-header", (("found", found),)), "", (0, 1), found)
        return
    sheet = book.sheets[0]
    for line, row in enumerate(sheet.rows[1:], start=sheet.first_row + 1):
        cells = [text_of(value) for value in row] + [""] * len(HEADER)
        matter, date, category, note, price, quantity, kind, user, quiet = cells[: len(HEADER)]
        if not any(cells):
            continue
        if kind.strip() not in ("", EXPENSE):
            gathering.add(Flaw("csv-type-unknown"), "", (HEADER.index("type"), line), kind)
        values = (
            _date(date, date_order),
            matter,
            category,
            note,
            _number(quantity),
            _number(price),
            user,
            quiet,
        )
        yield line, kind.strip() == EXPENSE, values


COLUMNS = {
    "matter": 0,
    "date": 1,
    "category": 2,
    "description": 3,
    "price": 4,
    "rate": 4,
    "quantity": 5,
    "hours": 5,
    "timekeeper": 7,
    "non-billable": 8,
}
"""Where the columns of our sheets stand in the import file, by their ids."""


def _date(text: str, date_order: str) -> object:
    if not DATE.fullmatch(text.strip()):
        return text
    try:
        return dt.datetime.strptime(text.strip(), DATE_FORMATS[date_order]).date()
    except ValueError:
        return text


def _number(text: str) -> object:
    return Decimal(text.strip()) if PLAIN.fullmatch(text.strip()) else text
