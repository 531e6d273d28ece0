"""The nine columns of Clio's import file for activities, and how such a file is read back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from ..common.numbers import PLAIN
from ..common.text import text_of
from ..judging.verdict import Flaw
from ..reading.reader import Book
from ..workbooks.import_files import ACTIVITIES
from .findings import FindingLog

HEADER = ACTIVITIES
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


class ParsedRow(NamedTuple):
    """A row of an import file: its line, what it records, and its values in the order of the header."""

    line: int
    record: str
    values: tuple[object, ...]


def parsed(book: Book, date_order: str, log: FindingLog) -> Iterable[ParsedRow]:
    """The rows of an import file.

    Numbers and dates that are written as the import wants them become numbers and dates; everything else
    stays text, for the judges to say what is wrong with it. A header that is not the nine columns, in their
    order, is noted and gives no rows: Clio maps by it.
    """
    header = _header(book)
    if header[: len(HEADER)] != HEADER or any(header[len(HEADER) :]):
        found = ",".join(header)
        log.add(Flaw("csv-header", (("found", found),)), "", (0, 1), found)
        return
    sheet = book.sheets[0]
    for line, row in enumerate(sheet.rows[1:], start=sheet.first_row + 1):
        texts = [text_of(value) for value in row] + [""] * len(HEADER)
        if not any(texts):
            continue
        cells = dict(zip(HEADER, texts, strict=False))
        kind = cells["type"].strip()
        if kind not in ("", EXPENSE):
            log.add(Flaw("csv-type-unknown"), "", (HEADER.index("type"), line), cells["type"])
        values: dict[str, object] = {
            **cells,
            "date": _date(cells["date"], date_order),
            "price": _number(cells["price"]),
            "quantity": _number(cells["quantity"]),
        }
        yield ParsedRow(line, "expense" if kind == EXPENSE else "time", tuple(values.values()))


def _date(text: str, date_order: str) -> object:
    if not DATE.fullmatch(text.strip()):
        return text
    try:
        return dt.datetime.strptime(text.strip(), DATE_FORMATS[date_order]).date()
    except ValueError:
        return text


def _number(text: str) -> object:
    return Decimal(text.strip()) if PLAIN.fullmatch(text.strip()) else text
