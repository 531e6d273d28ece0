"""Reads a CSV file in any encoding and with any separator; every value stays text."""

from __future__ import annotations

import codecs
import csv
import io
import re
from itertools import chain

from .limits import MAX_TEXT_FILE, check_area
from .marks import address
from .refusal import UnreadableFile

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_SEPARATORS = ",;\t|"
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
_QUOTED = re.compile(r'"[^"]*"?')
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_END = "\x00"
"""A line that no text holds, put after the last: it comes back inside a value when a quotation mark is open."""


def read_csv(data: bytes) -> list[list[str]]:
    """The rows of a CSV file down to the last filled one, all of the same width; a blank line is a blank row.

    Raises UnreadableFile when it is not text, is too large, or a quotation mark is never closed.
    """
    if len(data) > MAX_TEXT_FILE:
        message = f"It is larger than {MAX_TEXT_FILE // 1_000_000} MB, too much for a text file."
        raise UnreadableFile("too-large", message)
    text = decoded(data)
    if not text.strip():
        raise UnreadableFile("empty", "The file is empty.")
    named = _SEPARATOR_LINE.match(text)
    delimiter = named[1] if named else _separator(text)
    lines = io.StringIO(text[named.end() :] if named else text, newline="")
    rows: list[list[str]] = []
    blank = width = 0
    row: list[str] = []
    try:
        for row in csv.reader(chain(lines, (_END,)), delimiter=delimiter):
            if not any(row):
                blank += 1
            elif row != [_END]:
                width = max(width, len(row))
                check_area(len(rows) + blank + 1, width, address(len(rows) + blank, width - 1))
                rows += [*([[]] * blank), row]
                blank = 0
    except csv.Error as error:
        most = f"{csv.field_size_limit():,} characters"
        message = f"A value in row {len(rows) + blank + 1:,} is longer than {most}."
        fix = "A quotation mark that is never closed causes this. Correct that row, or ask for the file again."
        raise UnreadableFile("corrupt", message, fix) from error
    if row != [_END]:
        message = f"A quotation mark that is opened in row {len(rows):,} is never closed."
        fix = "Correct that row in the program that made the file, or ask for the file again."
        raise UnreadableFile("corrupt", message, fix)
    return [row if len(row) == width else row + [""] * (width - len(row)) for row in rows]


def decoded(data: bytes) -> str:
    """The text of a file: with a byte-order mark as that says, else UTF-8, else as older Windows programs write.

    Raises UnreadableFile for bytes that no text contains.
    """
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    encoding = _MARKS[mark] if mark else _without_mark(data)
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise UnreadableFile("corrupt", "Its text is damaged or incomplete.") from error
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            text = data.decode("latin-1")
    text = text.rstrip("\x1a")  # how MS-DOS programs end a text
    if _CONTROLS.search(text):
        if len(_CONTROLS.findall(text[:4096])) > 40:
            raise UnreadableFile("not-a-workbook", "It is neither a workbook nor a text file.")
        raise UnreadableFile("corrupt", "It has characters that no text file contains.")
    return text


def _without_mark(data: bytes) -> str:
    """UTF-16 when every other byte of the beginning is mostly zero, as in Western text; else UTF-8."""
    even, odd = data[0:2000:2], data[1:2000:2]
    if len(odd) >= 2 and odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if len(odd) >= 2 and even.count(0) > 0.7 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return "utf-8"


def _separator(text: str) -> str:
    """The separator of the first line that has one outside quotation marks."""
    for line in _QUOTED.sub("", text[:65_536]).splitlines():
        best = max(_SEPARATORS, key=line.count)
        if best in line:
            return best
    return ","
