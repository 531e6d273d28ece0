"""Writes CSV files as RFC 4180 has them: CRLF, quotes only where needed, UTF-8."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

BYTE_ORDER_MARK = "\ufeff"


def to_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file; it begins with a byte-order mark only if a character outside ASCII is left in it.

    Without the mark a spreadsheet program would misread such a character; with it, a strict reader of pure
    ASCII might stumble over the first header.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    text = buffer.getvalue()
    return (text if text.isascii() else BYTE_ORDER_MARK + text).encode()
