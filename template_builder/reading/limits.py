"""The size limits of a file, so that refusing any file takes at most two seconds and 500 MB.

A person's workbook has some hundred rows; a firm's whole export has tens of thousands. Each limit is far above
that. calamine allocates a sheet as one dense grid and aborts the process when memory runs out, so every limit is
checked before calamine gets the file.
"""

from __future__ import annotations

import re

from .refusal import UnreadableFile

MAX_BYTES = 50_000_000
"""Bytes of a file. A workbook with pictures stays below it; the table of a whole firm is far smaller."""

MAX_EXPANDED = 200_000_000
"""Bytes the parts of a workbook may unpack to: 100,000 rows saved as .ods take 120 MB, as .xlsx 50 MB."""

STORED_UP_TO = 64_000_000
"""Bytes of a sheet's XML that calamine gets unpacked, which is faster; larger ones stay compressed to save memory."""

MAX_TEXT_FILE = 25_000_000
"""Bytes of a CSV file; as text in memory they can be four times as many, twice."""

MAX_TEXT = 64_000_000
"""Bytes of all cell texts together: one long text that many cells share is copied into each of them."""

MAX_PARTS = 5_000
"""Files inside a workbook; listing them takes time before anything else can be looked at."""

MAX_SHEETS = 250
"""Sheets of a workbook."""

MAX_ROWS = 200_000
"""Rows of a sheet down to the last filled one: twice the largest firm we measure with."""

MAX_COLUMNS = 1_000
"""Columns of a sheet up to the last filled one; our widest sheet has sixteen."""

MAX_CELLS = 3_200_000
"""Cells of all sheets together, blank ones inside included: 200,000 rows of sixteen columns."""

MAX_STRINGS = 1_000_000
"""Different texts of a workbook. The limit also holds for the count a file claims, because space is reserved for it."""

MAX_ELEMENTS = 600_000
"""XML elements where we parse ourselves, about a second's work: 30,000 rows in an unusual form of XML."""

MAX_RECORDS = 2_000_000
"""Records of an old Excel file, walked through one by one: three times what its largest sheet needs for nine columns."""

MAX_NOTED = 200_000
"""Error values of a workbook; each is kept with its place."""

MAX_DEPTH = 100
"""Levels of nested XML elements; a spreadsheet uses about ten."""

MAX_MARKS = 50_000
"""Hidden rows, merged areas or unsaved formulas kept of a sheet: a report names the first few."""

MAX_STRUCK_STYLES = 100
"""Styles that strike text through: each is looked for in every row, and a workbook has one or two."""


_BETWEEN_TAGS = re.compile(rb"(?<=>)[^<]+")


def check_area(rows: int, columns: int, farthest: str) -> None:
    """Raise UnreadableFile when the grid from A1 to the last filled row and column, in `farthest`, is too large."""
    if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
        raise UnreadableFile(
            "too-large",
            f"A sheet is filled as far as {farthest}. The limits are {MAX_ROWS:,} rows, {MAX_COLUMNS:,} columns and "
            f"{MAX_CELLS:,} cells.",
            "Open it in your spreadsheet program, go to that cell, delete the rows or columns that are not part of "
            "the table, save it, and try again.",
        )


def check_text(size: int) -> None:
    """Raise UnreadableFile when the texts of all cells together are longer than the limit."""
    if size > MAX_TEXT:
        message = f"Its cells have more than {MAX_TEXT // 1_000_000} MB of text."
        raise UnreadableFile("too-large", message)


def check_text_within(xml: bytes) -> None:
    """Raise UnreadableFile when the text between the tags is too long for memory.

    A text with a character outside of the usual planes, such as an emoji, takes four bytes for each character.
    """
    width = 4 if b"\xf0" in xml else 1
    if len(xml) * width > MAX_TEXT:
        check_text(width * sum(text.end() - text.start() for text in _BETWEEN_TAGS.finditer(xml)))
