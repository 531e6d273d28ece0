"""The total at the end of a report that is a table, where there is one number and one way to read it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ..common.numbers import exact
from ..judging.totals import is_total
from ..judging.typed_numbers import CURRENCY
from ..reading.reader import read_file
from ..reading.refusal import UnreadableFile

LARGEST = 10_000_000
"""Bytes of a table that is looked into: a listing of 5,000 matters has half a megabyte."""
LAST_ROWS = 5
"""How many rows from the end are searched: reports print a date or a page number below the total."""
_CERTAIN = re.compile(r"-?(?:\d+(?:\.\d{1,2})?|\d{1,3}(?:,\d{3})+\.\d{2})", re.ASCII)
"""Numbers that mean the same wherever they were written: 1,250 and 1.250 do not."""


def control_total(data: bytes) -> Decimal | None:
    """The number in the last row that is labelled as a total; None unless it is the only one in the only table."""
    try:
        book = read_file("", data)
    except UnreadableFile:
        return None
    tables = [sheet.rows for sheet in book.sheets if sheet.rows]
    if len(tables) != 1:
        return None
    for row in reversed(tables[0][-LAST_ROWS:]):
        if any(isinstance(value, str) and is_total(value) for value in row):
            return _only_number(row)
    return None


def _only_number(row: Sequence[object]) -> Decimal | None:
    numbers = [number for value in row if (number := _number(value)) is not None]
    others = [
        v for v in row if isinstance(v, str) and any(map(str.isdigit, v)) and _number(v) is None
    ]
    return numbers[0] if len(numbers) == 1 and not others else None


def _number(value: object) -> Decimal | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return exact(value)
    if not isinstance(value, str):
        return None
    text = CURRENCY.sub("", value).strip()
    if text.startswith("(") and text.endswith(")"):
        text = f"-{text[1:-1]}"
    return Decimal(text.replace(",", "")) if _CERTAIN.fullmatch(text) else None
