"""Scans the XML of one Excel sheet: how far it reaches, errors, unsaved formulas, what is hidden or struck through.

Nearly every program writes cells as `<c r="A1" ...>`, and our tables end before column Q: that form is recognized
by searching, at a fraction of the time calamine takes. `plain_sheet` first rewrites any other form.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html import unescape
from itertools import islice

from ...common.cells import CellError, column_letter
from ..limits import MAX_CELLS, MAX_MARKS, check_area, check_text_within
from ..marks import Marks, column_number
from ..refusal import UnreadableFile
from .cell_styles import CellStyles
from .plain_sheet import plain_sheet

_NOT_NEAR = re.compile(rb'<c(?! r="[A-P]1?[0-9]{1,5}")')
"""A cell that is not in the plain form, or outside 200,000 rows and 16 columns."""
_NOT_PLAIN = re.compile(rb'<c(?! r="[A-Z]{1,3}[0-9]{1,7}")')
_PREFIXED_CELL = re.compile(rb":c[\s/>]")
_PREFIXED_ROOT = re.compile(rb"(?>\s*<\?.*?\?>)?\s*<(\w+):worksheet[\s>]", re.DOTALL)
_BLANK = re.compile(rb'<c r="[A-Z]+[0-9]+"[^>]*(?:/>|(?<!/)></c>)')
_CELL = re.compile(rb'<c r="([A-Z]+)([0-9]+)"([^>]*)')
_COLUMN_OF_CELL = re.compile(rb'<c r="([A-Z]+)')
_ROW_OF_CELL = re.compile(rb'<c r="[A-Z]+([0-9]+)')
_HIDDEN = re.compile(rb'<row (?=[^<>]*(?:\bhidden="(?:1|true)"|\bht="0"))[^<>]*?\br="([0-9]{1,7})"')
_HIDDEN_COLUMNS = re.compile(rb'<col (?=[^<>]*(?:\bhidden="(?:1|true)"|\bwidth="0"))[^<>]*>')
_UNSAVED = re.compile(rb"(?:</f>|<f [^<>]*/>)\s*(?:</c>|<v\s*/>|<v>\s*</v>)")
_ERROR = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"[^>]*? t="e"[^>]*>(?>(?!</c>|<v>).)*+<v>([^<]*)', re.DOTALL
)
_MERGED = re.compile(rb'<mergeCell [^>]*?\bref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_SMALLEST_CELL = len('<c r="A1"><v>1</v></c>')

NO_STYLES = CellStyles()

_KNOWN_ERRORS = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}
"""The error values calamine accepts; it gives up on a whole sheet over any other, such as `#ERROR!`."""


def scan_sheet(name: str, xml: bytes, styles: CellStyles = NO_STYLES) -> tuple[bytes, Marks]:
    """The XML to hand to calamine, with what was found in it; `styles` are those of the workbook that tell something.

    Raises UnreadableFile when the sheet would cost more than the limits allow.
    """
    xml = _in_plain_form(name, xml)
    if len(xml) > MAX_CELLS * _SMALLEST_CELL and xml.count(b"<c ") > MAX_CELLS:
        raise UnreadableFile("too-large", f"A sheet has more than {MAX_CELLS:,} cells.")
    check_text_within(xml)
    marks = Marks()
    if _may_hide_rows(xml):
        for row in _HIDDEN.finditer(xml):
            marks.hide(int(row[1]), int(row[1]))
    for column in _HIDDEN_COLUMNS.finditer(xml, 0, xml.find(b"<sheetData")):
        first, last = (_column_bound(column[0], name) for name in (b"min", b"max"))
        marks.hide_columns(first - 1, last - 1)
    for place, _ in _each_styled(xml, styles.struck):
        marks.strike(*place)
    for place, _ in _each_styled(xml, styles.percent):
        marks.percent(*place)
    for place, style in _each_styled(xml, styles.currency):
        marks.currency(*place, styles.currency[style])
    if b"</f>" in xml:
        _note_unsaved(xml, marks)
    if b"#" in xml and b't="e"' in xml:
        xml = _note_errors(xml, marks)
    merged = islice(_MERGED.finditer(xml, xml.rfind(b"</sheetData>")), MAX_MARKS)
    marks.merged.extend(reference[1].decode() for reference in merged)
    return xml, marks


def _may_hide_rows(xml: bytes) -> bool:
    """Each word that is looked for costs a pass over the sheet."""
    if b' hidden="' in xml and (b' hidden="1"' in xml or b' hidden="true"' in xml):
        return True
    return b' ht="0"' in xml


def without_merged_areas(xml: bytes) -> bytes:
    """The XML with an empty list of merged areas before the cells.

    calamine looks for merged areas in a second pass over the sheet, which now ends there: a third of its time.
    """
    start = xml.find(b"<sheetData")
    return b"".join((xml[:start], b"<mergeCells></mergeCells>", xml[start:]))


def _in_plain_form(name: str, xml: bytes) -> bytes:
    """The XML in the plain form and within the limits; without its blank cells if they reach far."""
    prefix = _PREFIXED_ROOT.match(xml)
    if prefix:
        for bracket in (b"<", b"</"):
            xml = xml.replace(bracket + prefix[1] + b":", bracket)
    start, end = xml.find(b"<sheetData"), xml.rfind(b"</sheetData>")
    is_plain = start >= 0 and end >= 0 and b":sheetData" not in xml[:start]
    is_plain = is_plain and not _PREFIXED_CELL.search(xml, start, end)
    if is_plain and not _NOT_NEAR.search(xml, start, end):
        return xml
    if not is_plain or b"<!" in xml[start:end] or _NOT_PLAIN.search(xml, start, end):
        xml = plain_sheet(name, xml)
    else:
        xml = _BLANK.sub(b"", xml)
    check_area(*_area(xml))
    return xml


def _area(xml: bytes) -> tuple[int, int, str]:
    """Rows and columns down to the last cell of a sheet in the plain form, and the corner they meet in."""
    columns = {column_number(text.decode()) for text in set(_COLUMN_OF_CELL.findall(xml))}
    rows = {int(text) for text in set(_ROW_OF_CELL.findall(xml))}
    column, row = max(columns, default=0), max(rows, default=1)
    return row, column + 1, f"{column_letter(column)}{row}"


def _column_bound(tag: bytes, name: bytes) -> int:
    """The first or last column of a `<col>`, counted from 1."""
    number = re.search(rb"\b" + name + rb'="([0-9]{1,7})"', tag)
    return int(number[1]) if number else 1


def _each_styled(xml: bytes, styles: Collection[int]) -> Iterator[tuple[tuple[int, int], int]]:
    """Place and style of each cell that has one of some styles."""
    if not styles:
        return
    numbers = b"|".join(str(number).encode() for number in sorted(styles))
    for cell in re.finditer(rb'<c r="([A-Z]+)([0-9]+)"[^<>]*? s="(' + numbers + rb')"', xml):
        yield (int(cell[2]) - 1, column_number(cell[1].decode())), int(cell[3])


def _note_unsaved(xml: bytes, marks: Marks) -> None:
    for formula in _UNSAVED.finditer(xml):
        cell = _CELL.match(xml, xml.rfind(b"<c ", 0, formula.start()))
        # A formula that came out as empty text was saved: its type says text.
        if cell and b't="str"' not in cell[3]:
            marks.unsaved.append((cell[1] + cell[2]).decode())
            if len(marks.unsaved) >= MAX_MARKS:
                return


def _note_errors(xml: bytes, marks: Marks) -> bytes:
    """Note every error value; the XML, in which calamine then knows each of them."""
    unknown = False
    for cell in _ERROR.finditer(xml):
        error = unescape(cell[3].decode(errors="replace"))
        marks.note(int(cell[2]) - 1, column_number(cell[1].decode()), CellError(error or "#VALUE!"))
        unknown |= error not in _KNOWN_ERRORS
    return _ERROR.sub(_known, xml) if unknown else xml


def _known(cell: re.Match[bytes]) -> bytes:
    if cell[3].decode(errors="replace") in _KNOWN_ERRORS:
        return cell[0]
    return cell[0][: cell.start(3) - cell.start(0)] + b"#VALUE!"
