"""Prepares an OpenDocument spreadsheet (.ods): counts its repeated rows and cells, notes what calamine drops.

One cell or row there can mean a million, and calamine creates them all. It drops error values and merged
areas, hands out durations of a day and more as text, and joins words that a line break or a tab divides.

The content is searched, not parsed: rows are counted generously, so nothing can hide, and cells are looked at
one by one only in rows that hold something to note.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from itertools import islice
from xml.parsers import expat

from ..common.cells import CellError
from .archive import Archive, PackedPart, packed
from .limits import (
    MAX_MARKS,
    MAX_ROWS,
    MAX_SHEETS,
    MAX_STRUCK_STYLES,
    STORED_UP_TO,
    check_area,
    check_text,
    check_text_within,
)
from .marks import COMMENTS_BY_US, Marks, Prepared, address, area, currency_of
from .refusal import UnreadableFile

MIME = b"application/vnd.oasis.opendocument.spreadsheet"
_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_SPLIT = re.compile(rb"<table:table(-row)?(?=[\s/>])")
_REPEATED = re.compile(rb"number-(row|column)s-repeated\s*=\s*[\"']([^\"']*)")
_CELL = re.compile(rb"<table:(covered-)?table-cell((?:[^>\"']|\"[^\"]*\"|'[^']*')*+)>")
_TAG = re.compile(rb"<[^>]*>")
_HIDDEN = re.compile(rb"table:visibility=[\"'](?:collapse|filter)")
_COLUMN = re.compile(rb"<table:table-column(?=[\s/>])((?:[^>\"']|\"[^\"]*\"|'[^']*')*+)>")
_STYLE = re.compile(rb"<style:style\s([^>]*)>(.*?)</style:style>", re.DOTALL)
_STRUCK = re.compile(rb"text-line-through-style\s*=\s*[\"'](?!none)")
_NAMED_TABLE = re.compile(rb"\stable:name\s*=")
_ATTRIBUTE = re.compile(rb"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_NOTABLE = (
    b"table:formula",
    b'"error"',
    b"s-spanned",
    b'="PT',
    b'="-PT',
    b"<office:annotation",
    b'"percentage"',
    b"office:currency=",
)
"""Words of cells that are worth a look of their own; a word that the file does not hold is not looked for again."""
_ERROR = re.compile(r"#[A-Z0-9/]+[!?A]|Err:[0-9]{3}")
_COMMENT = re.compile(rb"<office:annotation(?=[\s/>])")
_COMMENT_END = b"</office:annotation>"
_CREATOR = re.compile(rb"<dc:creator>([^<]*)")
_DURATION = re.compile(r"(-?)PT([0-9]{1,6})H([0-9]{1,2})M([0-9]{1,2}(?:\.[0-9]{1,9})?)S")


def prepare(archive: Archive) -> Prepared:
    """The spreadsheet with nothing but its data, and what calamine does not tell about it.

    Raises UnreadableFile when it is encrypted, damaged or beyond the limits.
    """
    if b"encryption-data" in archive.read_xml(_MANIFEST):
        raise UnreadableFile("encrypted", "It is protected with a password.")
    content = archive.read_xml(_CONTENT)
    _check_well_formed(content)
    marks = _marks_of_tables(content)
    part: bytes | PackedPart = archive.packed_part(_CONTENT)
    divided = b"<text:line-break/>" in content or b"<text:tab/>" in content
    if divided or len(content) <= STORED_UP_TO:
        part = content.replace(b"<text:line-break/>", b"\n").replace(b"<text:tab/>", b"\t")
    parts = [("mimetype", MIME), (_MANIFEST, b"<manifest/>"), (_CONTENT, part)]
    return Prepared(packed(parts), marks)


def _check_well_formed(content: bytes) -> None:
    """Raise UnreadableFile for XML that breaks off: calamine would look for the missing end forever."""
    try:
        expat.ParserCreate("utf-8").Parse(content, True)
    except expat.ExpatError as error:
        raise UnreadableFile("corrupt", "It is damaged or incomplete.") from error


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        key.decode(): unescape((double or single).decode(errors="replace"))
        for key, double, single in _ATTRIBUTE.findall(tag)
    }


def _marks_of_tables(content: bytes) -> list[Marks]:
    """Notes on each sheet, in order.

    Raises UnreadableFile when one reaches too far, or cells stand for too much text.
    """
    tables: list[_Table] = []
    size = 0
    struck = _struck_styles(content)
    names = (b'="%s"' % escape(name).encode() for name in struck)
    notable = tuple(word for word in (*_NOTABLE, *names) if word in content)
    may_hide = b"table:visibility" in content
    may_cover = b"<table:covered" in content
    if content.count(b"<table:table-row") > MAX_ROWS:
        raise UnreadableFile("too-large", f"It has more than {MAX_ROWS:,} rows.")
    check_text_within(content)
    starts = list(_SPLIT.finditer(content))
    ends = [*(start.start() for start in starts), len(content)][1:]
    for start, end in zip(starts, ends, strict=True):
        piece = content[start.start() : end]
        if not start[1]:
            if _NAMED_TABLE.search(piece):
                tables.append(_Table(notable, struck, may_hide, may_cover))
                if may_hide:
                    tables[-1].hide_columns(piece)
            if len(tables) > MAX_SHEETS:
                raise UnreadableFile("too-large", f"It has more than {MAX_SHEETS} sheets.")
        elif tables:
            size += tables[-1].add_row(piece)
            check_text(size)
    if not tables:
        raise UnreadableFile("corrupt", "It has no sheets.")
    return [table.finished() for table in tables]


def _struck_styles(content: bytes) -> frozenset[str]:
    """The names of the styles of cells that strike their text through."""
    if b"text-line-through-style" not in content:
        return frozenset()
    end = max(content.find(b"</office:automatic-styles>"), 0)
    styles = ((_attributes(style[1]), style[2]) for style in _STYLE.finditer(content, 0, end))
    names = (
        given.get("style:name", "")
        for given, properties in styles
        if given.get("style:family") == "table-cell" and _STRUCK.search(properties)
    )
    return frozenset(islice(names, MAX_STRUCK_STYLES))


class _Table:
    """Follows the rows of one sheet. Rows and columns count from 0."""

    def __init__(
        self,
        notable: tuple[bytes, ...],
        struck: frozenset[str],
        may_hide: bool,
        may_cover: bool,
    ) -> None:
        self.notable = notable
        self.struck = struck
        self.may_hide = may_hide
        self.may_cover = may_cover
        self.marks = Marks()
        self.next_row = 0
        self.height = self.width = 0
        self.hidden: list[tuple[int, int]] = []

    def hide_columns(self, piece: bytes) -> None:
        """Take the XML of the sheet before its first row, which has its columns."""
        column = 0
        for tag in _COLUMN.finditer(piece):
            times = _count(_attributes(tag[1]).get("table:number-columns-repeated", "1").encode())
            if _HIDDEN.search(tag[1]):
                self.marks.hide_columns(column, column + times - 1)
            column += times

    def add_row(self, piece: bytes) -> int:
        """Take the XML of a row, which may stand for many; how much text its repeated cells hold."""
        end = piece.rfind(b"</table:table-row>")
        if end < 0:
            end = len(piece) if b"table-cell" in piece else piece.find(b">") + 1
        filled = max(
            piece.rfind(mark, 0, end) for mark in (b"office:", b"<text:", b"table:formula")
        )
        stop = piece.find(b"<table:", max(filled, 0) + 1, end)
        stop = end if stop < 0 else stop
        row, rows, columns = self.next_row, 1, 0
        repeated = piece.find(b"s-repeated", 0, stop) >= 0
        for which, times in _REPEATED.findall(piece, 0, stop) if repeated else ():
            if which == b"row":
                rows = _count(times)
            else:
                columns += _count(times) - 1
        self.next_row += rows
        if self.may_hide and _HIDDEN.search(piece):
            self.hidden.append((row + 1, row + rows))
        if filled >= 0:
            columns += piece.count(b"<table:table-cell", 0, stop)
            columns += piece.count(b"<table:covered-table-cell", 0, stop) if self.may_cover else 0
            self.height, self.width = row + rows, max(self.width, columns)
            check_area(self.height, self.width, address(self.height - 1, max(self.width, 1) - 1))
        if (repeated and filled >= 0) or any(
            piece.find(word, 0, end) >= 0 for word in self.notable
        ):
            return self._note(piece, end, row, rows)
        return 0

    def _note(self, piece: bytes, end: int, row: int, rows: int) -> int:
        """Look at the cells of a row one by one; how much text the repeated ones hold."""
        column = size = 0
        for tag in _CELL.finditer(piece, 0, end):
            given = _attributes(tag[2])
            times = _count(given.get("table:number-columns-repeated", "1").encode())
            close = tag.end() if tag[2].endswith(b"/") else piece.find(b"</table:", tag.end())
            if times * rows > 1:
                size += times * rows * (close - tag.end())
            self._note_cells(_Cells(row, rows, column, times), given, piece[tag.end() : close])
            column += times
        return size

    def _note_cells(self, cells: _Cells, given: dict[str, str], xml: bytes) -> None:
        kind = given.get("calcext:value-type") or given.get("office:value-type", "")
        formula = "table:formula" in given
        comment, end = _COMMENT.search(xml), xml.rfind(_COMMENT_END)
        if comment and end > comment.start():  # a cell has one at most
            creator = _CREATOR.search(xml, comment.end(), end)
            xml = xml[: comment.start()] + xml[end + len(_COMMENT_END) :]
            if creator is None or creator[1] != COMMENTS_BY_US.encode():
                for place in islice(cells.places(), MAX_MARKS):
                    self.marks.comment(*place)
        if formula and not kind and b"<text:p" not in xml:
            room = MAX_MARKS - len(self.marks.unsaved)
            self.marks.unsaved.extend(address(*place) for place in islice(cells.places(), room))
        elif kind == "error" or (kind == "string" and formula):
            text = unescape(_TAG.sub(b"", xml).decode(errors="replace"))
            if kind == "error" or _ERROR.fullmatch(text):
                for place in cells.places():
                    self.marks.note(*place, CellError(text or "#VALUE!"))
        elif kind == "percentage":
            for place in islice(cells.places(), MAX_MARKS):
                self.marks.percent(*place)
        elif kind == "currency":
            sign = currency_of(f"[${given.get('office:currency', '')}]")
            for place in islice(cells.places(), MAX_MARKS):
                self.marks.currency(*place, sign)
        elif kind == "time":
            long = _DURATION.fullmatch(given.get("office:time-value", ""))
            if long and (int(long[2]) >= 24 or long[1]):
                time = dt.timedelta(
                    hours=int(long[2]), minutes=int(long[3]), seconds=float(long[4])
                )
                for place in cells.places():
                    self.marks.note(*place, -time if long[1] else time)
        if given.get("table:style-name") in self.struck and b"<text:p" in xml:
            for place in islice(cells.places(), MAX_MARKS):
                self.marks.strike(*place)
        wide = _count(given.get("table:number-columns-spanned", "1").encode())
        high = _count(given.get("table:number-rows-spanned", "1").encode())
        if wide * high > 1 and len(self.marks.merged) < MAX_MARKS:
            corner = (cells.row + high - 1, cells.column + wide - 1)
            self.marks.merged.append(area(cells.row, cells.column, *corner))

    def finished(self) -> Marks:
        """The notes; rows hidden below the last filled one are left out."""
        for first, last in self.hidden:
            self.marks.hide(first, min(last, self.height))
        return self.marks


@dataclass(frozen=True)
class _Cells:
    """The cells one tag stands for."""

    row: int
    rows: int
    column: int
    columns: int

    def places(self) -> Iterator[tuple[int, int]]:
        for row in range(self.row, self.row + self.rows):
            for column in range(self.column, self.column + self.columns):
                yield row, column


def _count(text: bytes) -> int:
    """How often something is repeated; what cannot be true stands for far too often."""
    return int(text) if re.fullmatch(rb"\s*[1-9][0-9]{0,8}\s*", text) else 10**9
