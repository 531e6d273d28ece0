"""Puts values into a CSV file and leaves every other byte as it is: its separator, its quotation marks, its encoding."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ...common.numbers import shown
from ...reading.csv_text import rows_begin
from ...reading.encodings import utf_16
from ...reading.reader import Book
from ...workbooks.model import Workbook
from ...workbooks.recognition import recognize
from ..csv_values import with_values
from .corrections import Correction

Span = tuple[int, int]


def corrected_csv(
    book: Book, data: bytes, corrections: Sequence[Correction], mark: str
) -> bytes | None:
    """The file with the values meant, `mark` before decimals; None where its letters or its form do not allow it."""
    bom, codec = utf_16(data)
    # In any other encoding separators and quotation marks are single bytes.
    text = data[len(bom) :].decode(codec or "latin-1")
    values = {
        (each.cell[1] - 1, each.cell[0]): _typed(each.meant, mark, book.separator)
        for each in corrections
    }
    made, end = [], 0
    for row, spans in enumerate(_fields(text, rows_begin(text), book.separator)):
        for column, (start, stop) in enumerate(spans):
            if (row, column) in values:
                value = values.pop((row, column))
                if not codec:
                    letters = _bytes_of(value, data)
                    if letters is None:
                        return None
                    value = letters.decode("latin-1")
                made += [text[end:start], value]
                end = stop
    if values:
        return None
    return bom + "".join((*made, text[end:])).encode(codec or "latin-1")


def decimal_marks(book: Book, corrections: Sequence[Correction]) -> tuple[str, ...]:
    """The marks before decimals that the file may have, the likelier first: that of the other numbers of a column."""
    columns = {each.cell[0] for each in corrections if isinstance(each.meant, Decimal)}
    texts = [row[at] for row in book.sheets[0].rows for at in columns if at < len(row)]
    commas = sum(bool(re.fullmatch(r"\d+,\d+", str(text).strip())) for text in texts)
    points = sum(bool(re.fullmatch(r"\d+\.\d+", str(text).strip())) for text in texts)
    return (",", ".") if commas > points else (".", ",")


def reads_as_meant(
    book: Book, copy: Book, corrections: Sequence[Correction], spec: Workbook
) -> bool:
    """Whether a copy has the values meant in the cells corrected, and else what the file has, as text and as values."""
    meant = {(each.cell[1] - 1, each.cell[0]): each.meant for each in corrections}
    if _others(book.sheets[0].rows, meant) != _others(copy.sheets[0].rows, meant):
        return False
    one, two = (
        with_values(recognize(each, spec, ()), each.separator).sheets for each in (book, copy)
    )
    if not one or len(one) != len(two):
        return False
    rows, copied = one[0].data.rows, two[0].data.rows
    if _others(rows, meant) != _others(copied, meant):
        return False
    return all(_is(copied[row][column], value) for (row, column), value in meant.items())


def _others(rows: Sequence[Sequence[object]], own: Mapping[Span, object]) -> list[list[object]]:
    found = [list(row) for row in rows]
    for row, column in own:
        found[row][column] = ""
    return found


def _is(value: object, meant: object) -> bool:
    if isinstance(meant, Decimal):
        return isinstance(value, int | float) and Decimal(str(value)) == meant
    return value == meant


def _typed(meant: object, mark: str, separator: str) -> str:
    """A value as the file has it, in quotation marks where it needs them."""
    if isinstance(meant, Decimal):
        text = shown(meant).replace(".", mark)
    else:
        text = meant.isoformat() if isinstance(meant, dt.date) else str(meant)
    if separator in text or '"' in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def _bytes_of(text: str, data: bytes) -> bytes | None:
    """A text in the encoding of the file; None where that is not certain."""
    if text.isascii():
        return text.encode()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text.encode()


def _fields(text: str, start: int, separator: str) -> Iterator[list[Span]]:
    """Where each field of each row is in the text, as the reader divides it."""
    rest = rf"[^{re.escape(separator)}\r\n]*"
    field = re.compile(rf'(?:"(?:[^"]|"")*")?{rest}')
    ends = re.compile(r"\r\n|\r|\n")
    row: list[Span] = []
    at = start
    while found := field.match(text, at):
        row.append(found.span())
        at = found.end()
        if at < len(text) and text[at] == separator:
            at += 1
        elif end := ends.match(text, at):
            yield row
            row, at = [], end.end()
        else:
            break
    yield row
