"""Writes CSV files as RFC 4180 has them: CRLF, quotes only where needed, UTF-8; nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from .numbers import PLAIN
from .text import FORMULA_STARTS

BYTE_ORDER_MARK = "\ufeff"

_SIGNS = "".join(map(re.escape, FORMULA_STARTS))
_AFTER_A_BREAK = re.compile(f'([;\t|\r\n]"*)(?=[{_SIGNS}])')
"""Where a cell would begin in a spreadsheet that separates at `;` (Excel in most of Europe), a tab or `|`."""


def to_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file; it begins with a byte-order mark only if a character outside ASCII is left in it.

    Without the mark a spreadsheet program would misread such a character; with it, a strict reader of pure
    ASCII might stumble over the first header. Every cell is made `inert`.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([inert(cell) for cell in row] for row in rows)
    text = buffer.getvalue()
    return (text if text.isascii() else BYTE_ORDER_MARK + text).encode()


def inert(text: str) -> str:
    """Text of which no spreadsheet takes a part for a formula, whatever it separates at.

    A blank goes before each sign that a formula could begin with. A plain number with a sign is no formula and
    stays as it is. What is inert already does not change.
    """
    if ";" in text or "|" in text or not text.isprintable():  # a tab or a line break is not
        text = _AFTER_A_BREAK.sub(r"\1 ", text)
    runs = text.startswith(FORMULA_STARTS) and not PLAIN.fullmatch(text)
    return f" {text}" if runs else text
