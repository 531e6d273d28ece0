"""Reads a CSV file in any encoding and with any separator; every value stays text."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from .encodings import decoded
from .limits import MAX_TEXT_FILE, check_area
from .marks import address
from .refusal import UnreadableFile

_SEPARATORS = ",;\t|"
_QUOTED = re.compile(r'"[^"]*"?')
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_QUOTED_SEPARATOR_LINE = re.compile(r'"sep=(.)"[\r\n]', re.IGNORECASE)
_KEPT_AS_TEXT = re.compile(r'="((?:[^"]|"")*)"')
"""How programs keep Excel from making a number of 00123: ="00123"."""
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}[ -][A-Za-z]{3,9}\.?[ -]\d{2,4}")
_BY_HAND = (
    "Correct it in a plain text editor: inside a text in quotation marks, each one is written twice. Or save the "
    "workbook as CSV again."
)


class CsvTable(NamedTuple):
    """The rows of a file down to the last filled one, all of the same width, and what separates their values."""

    rows: list[list[str]]
    separator: str


def read_csv(data: bytes) -> CsvTable:
    """The rows of a CSV file; a blank line is a blank row.

    Raises UnreadableFile when it is not text, is too large, or its quotation marks do not fit: rows would
    disappear into a text.
    """
    if len(data) > MAX_TEXT_FILE:
        message = f"It is larger than {MAX_TEXT_FILE // 1_000_000} MB, too much for a text file."
        raise UnreadableFile("too-large", message)
    text = decoded(data)
    if not text.strip():
        raise UnreadableFile("empty", "The file is empty.")
    named = text[: rows_begin(text)]
    known = _SEPARATOR_LINE.match(named) or _QUOTED_SEPARATOR_LINE.match(text)
    separator = known[1] if known else _separator(text)
    rows = _rows(io.StringIO(text[len(named) :], newline=""), separator)
    _check_swallowed_rows(rows, separator)
    if '="' in text:
        rows = [[_without_formula(value) for value in row] for row in rows]
    width = max(map(len, rows), default=0)
    padded = [row if len(row) == width else row + [""] * (width - len(row)) for row in rows]
    return CsvTable(padded, separator)


def rows_begin(text: str) -> int:
    """Where the first row is: behind a line that names the separator."""
    named = _SEPARATOR_LINE.match(text)
    return named.end() if named else 0


def _rows(lines: Iterable[str], separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    blank = width = line = 0
    reader = csv.reader(lines, delimiter=separator, strict=True)
    try:
        for row in reader:
            line = reader.line_num
            if not any(row):
                blank += 1
            else:
                width = max(width, len(row))
                check_area(len(rows) + blank + 1, width, address(len(rows) + blank, width - 1))
                rows += [*([[]] * blank), row]
                blank = 0
    except csv.Error as error:
        first = len(rows) + blank + 1
        raise _misquoted(str(error), first, first + reader.line_num - line - 1) from error
    return rows


def _misquoted(error: str, first: int, last: int) -> UnreadableFile:
    """The refusal of quotation marks that do not fit, from the row where a text begins to the one where it fails."""
    if "field larger" in error:
        most = f"{csv.field_size_limit():,} characters"
        message = (
            f"A value in row {first:,} is longer than {most}: a quotation mark is never closed."
        )
    elif "end of data" in error:
        message = f"A quotation mark that is opened in row {first:,} is never closed"
        message += f": it takes in the rows down to row {last:,}." if last > first else "."
    elif last > first:
        message = (
            f"A quotation mark that is opened in row {first:,} is closed in the middle of row {last:,}: it takes in the "
            "rows between."
        )
    else:
        message = f"Row {first:,} has a quotation mark inside a text that is in quotation marks."
    return UnreadableFile("corrupt", message, _BY_HAND)


def _check_swallowed_rows(rows: list[list[str]], separator: str) -> None:
    """Raise UnreadableFile for a text of several lines that holds other rows, because two quotation marks too many fit."""
    several = [
        (number, row)
        for number, row in enumerate(rows, start=1)
        if "\n" in (text := "".join(row)) or "\r" in text
    ]
    if not several:
        return
    numbers = {number for number, _ in several}
    widths = Counter(
        len(row) for number, row in enumerate(rows, start=1) if row and number not in numbers
    )
    usual = max(widths, key=lambda width: (widths[width], width), default=0)
    for number, row in several:
        for place, value in enumerate(row):
            lines = value.splitlines()
            if len(lines) > 1 and _holds_rows(lines, separator, place, len(row) - place - 1, usual):
                raise UnreadableFile(
                    "corrupt",
                    f"A text in row {number:,} takes in what looks like the rows below it, down to row "
                    f"{number + len(lines) - 1:,}: two quotation marks are too many.",
                    f"{_BY_HAND} If the text is meant so, write it on one line.",
                )


def _holds_rows(lines: list[str], separator: str, before: int, after: int, usual: int) -> bool:
    """Whether a text begins in one row and ends in another: it has their separators, or the dates of further rows.

    `before` and `after` are the values beside it in its row, `usual` those of a row. In prose a blank follows a comma.
    """
    counts = [line.count(separator) - line.count(f"{separator} ") for line in lines]
    dated = any(
        count > 1 and any(map(_DATE.fullmatch, map(str.strip, line.split(separator))))
        for count, line in zip(counts[1:], lines[1:], strict=True)
    )
    first, *middle, last = counts
    fits = (
        first >= usual - 1 - before
        and last >= usual - 1 - after
        and min(middle, default=usual) >= usual - 1
    )
    return dated or (usual > 2 and first + last > 1 and fits)


def _without_formula(value: str) -> str:
    kept = _KEPT_AS_TEXT.fullmatch(value)
    return kept[1].replace('""', '"') if kept else value


def _separator(text: str) -> str:
    """The separator of the first line that has one outside quotation marks."""
    for line in _QUOTED.sub("", text[:65_536]).splitlines():
        best = max(_SEPARATORS, key=line.count)
        if best in line:
            return best
    return ","
