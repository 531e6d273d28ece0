"""Reads the page `Start here` of a workbook that comes back: who uses it, at which usual rate."""

from __future__ import annotations

from ..common.numbers import exact
from ..common.text import key_of, text_of
from ..reading.reader import Book
from .names import PEOPLE_HEADERS, START_SHEET, TEMPLATE_LABEL


def people_of(book: Book) -> dict[str, object]:
    """Names and usual rates from the start page: the rows under its header, up to the first gap."""
    for sheet in book.sheets:
        if key_of(sheet.name) != key_of(START_SHEET):
            continue
        rows = iter(sheet.rows)
        for row in rows:
            texts = [text_of(value).strip() for value in row]
            if not set(PEOPLE_HEADERS) <= set(texts):
                continue
            name_at, rate_at = (texts.index(header) for header in PEOPLE_HEADERS)
            people: dict[str, object] = {}
            for line in rows:
                name = text_of(line[name_at]).strip() if name_at < len(line) else ""
                if not name or name == TEMPLATE_LABEL or len(people) >= 200:
                    break
                rate = line[rate_at] if rate_at < len(line) else None
                number = isinstance(rate, int | float) and not isinstance(rate, bool)
                people[name] = exact(rate) if number and rate >= 0 else None  # type: ignore[arg-type,operator]
            return people
    return {}
