"""Prepares an old Excel file (.xls): scans its records for what calamine drops and for what it must not see.

Every cell is a record of type, length and content. Numbers are those of Microsoft's description [MS-XLS].
"""

from __future__ import annotations

import struct
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from ...common.cells import CellError
from ..limits import MAX_MARKS, MAX_RECORDS, MAX_SHEETS, check_area, check_text
from ..marks import (
    COMMENTS_BY_US,
    PERCENT_FORMATS,
    Marks,
    Prepared,
    address,
    area,
    currency_of,
    is_percent,
)
from ..refusal import UnreadableFile, locked
from .ole import OleFile, packed_stream
from .xls_texts import string_sizes

_BOF, _EOF, _LOCKED, _SHEET = 0x809, 0x0A, 0x2F, 0x85
_STRINGS, _CONTINUE = 0xFC, 0x3C
_ROW, _FORMULA, _ERROR, _SHARED, _SEVERAL = 0x208, 0x06, 0x205, 0xFD, 0xBD
_CELLS = {_FORMULA, _ERROR, _SHARED, _SEVERAL, 0x203, 0x204, 0x27E, 0xD6, 0x206, 0x406}
_MERGED, _EXTENT, _COMMENT = 0xE5, 0x200, 0x1C
_FONT, _STYLE, _FORMAT, _COLUMNS = 0x31, 0xE0, 0x41E, 0x7D
_STRUCK = 0x08
_ONE_BY_ONE = {
    10: struct.pack("<4HH", 0, 1, 0, 1, 0),
    14: struct.pack("<2I3H", 0, 1, 0, 1, 0),
}
"""What a sheet is made to say about its extent, by length: calamine reserves as much room as the file claims."""
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def prepare(ole: OleFile) -> Prepared:
    """The workbook in a container of its own, and what calamine does not tell about it.

    Raises UnreadableFile when it is encrypted, damaged or beyond the limits.
    """
    name = "Workbook" if "Workbook" in ole.entries else "Book"
    stream = _Stream(ole.stream(name))
    data = stream.data
    places: list[int] = []
    pieces: list[tuple[int, int]] = []
    fonts: list[bool] = []
    styles: list[tuple[int, int]] = []
    formats = dict.fromkeys(PERCENT_FORMATS, "%")
    before = 0
    for kind, start, size in stream.records(0):
        if kind == _LOCKED:
            raise locked()
        if kind == _SHEET and size >= 8:
            places += struct.unpack_from("<I", data, start)
        elif kind == _FONT and size >= 4:
            fonts.append(bool(data[start + 2] & _STRUCK))
        elif kind == _STYLE and size >= 4:
            styles.append(struct.unpack_from("<HH", data, start))
        elif kind == _FORMAT and size >= 5:
            (number,) = struct.unpack_from("<H", data, start)
            formats[number] = _format(data[start + 2 : start + size])
        elif kind == _STRINGS or (kind == _CONTINUE and before == _STRINGS):
            pieces.append((start, start + size))
            kind = _STRINGS
        before = kind
    if not places or len(set(places)) < len(places):
        raise UnreadableFile("corrupt", "Its list of sheets is damaged.")
    if len(places) > MAX_SHEETS:
        message = f"It has {len(places):,} sheets; at most {MAX_SHEETS} are read."
        raise UnreadableFile("too-large", message)
    sizes = string_sizes(data, pieces)
    uses: Counter[int] = Counter()
    struck = _struck_styles(fonts, [font for font, _ in styles])
    styled: Styled = defaultdict(list)
    for style in struck:
        styled[style].append(Marks.strike)
    for style, note in _shown(formats, [form for _, form in styles]):
        styled[style].append(note)
    marks = [_marks_of_sheet(stream, place, uses, styled) for place in places]
    check_text(sum(sizes[index] * times for index, times in uses.items() if index < len(sizes)))
    return Prepared(packed_stream(name, bytes(data)), marks)


class _Stream:
    """The records of a workbook, no more of them in all than the limit."""

    def __init__(self, data: bytes) -> None:
        self.data = bytearray(data)
        self.room = MAX_RECORDS

    def records(self, place: int) -> Iterator[tuple[int, int, int]]:
        """Type, place and length of each record from a place to the end of that part of the workbook."""
        depth = 0
        end = len(self.data)
        header = struct.Struct("<HH").unpack_from
        while place + 4 <= end:
            kind, size = header(self.data, place)
            place += 4
            self.room -= 1
            if place + size > end:
                break
            if self.room < 0:
                raise UnreadableFile("too-large", f"It has more than {MAX_RECORDS:,} records.")
            yield kind, place, size
            place += size
            if kind == _BOF:
                depth += 1
            elif kind == _EOF:
                depth -= 1
                if depth <= 0:
                    return
        raise UnreadableFile("corrupt", "It is damaged or incomplete.")


def _struck_styles(fonts: list[bool], styles: list[int]) -> frozenset[int]:
    """The numbers of styles whose font strikes through; the fonts are numbered 0 to 3, then from 5 on."""
    places = (font - 1 if font > 4 else font for font in styles)
    return frozenset(
        number for number, font in enumerate(places) if font < len(fonts) and fonts[font]
    )


Note = Callable[[Marks, int, int], None]
"""Notes a cell by its row and column."""
Styled = dict[int, list[Note]]
"""What notes a cell, by the number of its style."""


def _shown(formats: Mapping[int, str], styles: Iterable[int]) -> Iterator[tuple[int, Note]]:
    """The styles that show a number as a percentage or in a currency; `styles` has the number of the format of each."""
    for style, form in enumerate(styles):
        code = formats.get(form, "")
        if is_percent(code):
            yield style, Marks.percent
        if sign := currency_of(code):
            yield style, partial(Marks.currency, sign=sign)


def _marks_of_sheet(stream: _Stream, place: int, uses: Counter[int], styled: Styled) -> Marks:
    """Notes on one sheet; adds to `uses` how often each shared text is used."""
    marks = Marks()
    data = stream.data
    last_row = last_column = -1
    depth = 0
    pair = struct.Struct("<HH").unpack_from
    for kind, start, size in stream.records(place):
        if kind in _CELLS and size >= 6 and depth == 1:
            row, column = pair(data, start)
            if styled:
                _note_styled(marks, data[start : start + size], kind == _SEVERAL, styled)
            if kind == _SHARED and size >= 10:
                uses[struct.unpack_from("<I", data, start + 6)[0]] += 1
            elif kind == _SEVERAL:
                column += (size - 6) // 6 - 1
            elif kind == _FORMULA and size >= 14:
                if data[start + 6] == 2 and data[start + 12 : start + 14] == b"\xff\xff":
                    marks.note(row, column, _error(data[start + 8]))
            elif kind == _ERROR and size >= 8 and data[start + 7]:
                marks.note(row, column, _error(data[start + 6]))
            if row > last_row:
                last_row = row
            if column > last_column:
                last_column = column
        elif kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
        elif kind == _EXTENT:
            data[start : start + size] = _ONE_BY_ONE.get(size, bytes(size))
        elif kind == _MERGED:
            _note_merged(marks, data[start + 2 : start + size])
        elif kind == _COMMENT and size >= 8 and depth == 1:
            if COMMENTS_BY_US.encode() not in data[start : start + size]:
                marks.comment(*pair(data, start))
        elif kind == _COLUMNS and size >= 10 and data[start + 8] & 1:
            marks.hide_columns(*pair(data, start))
        elif kind == _ROW and size >= 16 and data[start + 12] & 0x20:
            (row,) = struct.unpack_from("<H", data, start)
            marks.hide(row + 1, row + 1)
    check_area(last_row + 1, last_column + 1, address(max(last_row, 0), max(last_column, 0)))
    return marks


def _error(code: int) -> CellError:
    return CellError(_ERRORS.get(code, "#VALUE!"))


def _format(content: bytearray) -> str:
    """The text of a format, of letters that take a byte or two each."""
    wide = content[2] & 1
    return content[3:].decode("utf-16-le" if wide else "latin-1", "replace")


def _note_styled(marks: Marks, content: bytearray, several: bool, styled: Styled) -> None:
    """Note the cells of a record whose style says something; `several` numbers in a row share one record."""
    row, column = struct.unpack_from("<HH", content)
    ends = range(4, len(content) - 5, 6) if several else (4,)
    for place in ends:
        for note in styled.get(struct.unpack_from("<H", content, place)[0], ()):
            note(marks, row, column + (place - 4) // 6)


def _note_merged(marks: Marks, content: bytearray) -> None:
    for top, bottom, left, right in struct.iter_unpack("<4H", content[: len(content) // 8 * 8]):
        if len(marks.merged) < MAX_MARKS:
            marks.merged.append(area(top, left, bottom, right))
