"""Puts values into cells of a sheet's XML and leaves every other byte as it is.

openpyxl would lose the saved results of all formulas, so that nobody could read them before a spreadsheet program
has opened and saved the copy.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from html import escape

from ...common.numbers import shown
from ...reading.marks import column_number
from .corrections import FORMULA, UNUSUAL

_CELL = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_STYLE = re.compile(rb' s="([0-9]{1,6})"')
_ATTRIBUTES = re.compile(rb'(?: [A-Za-z:]+="[^"<>]*")*')
_COLUMN = re.compile(rb"<col [^>]*>")
_NUMBER = re.compile(rb'\b(min|max|style)="([0-9]{1,7})"')
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

_RESULT = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"([^>]*)>(<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)<v>[^<]*</v></c>'
)
_TYPE = re.compile(rb' t="[a-z]+"')

DAY_0 = dt.date(1899, 12, 30)
DAY_0_OF_1904 = dt.date(1904, 1, 1)

StyleOf = Callable[[int, int, object], int]
"""The number of a style for a value, from the style of its cell and of its column."""


class SheetCells:
    """The cells of a sheet by their address, for changing some. `left` has those that were not changed, and why."""

    def __init__(self, xml: bytes, *, from_1904: bool) -> None:
        self._xml = xml
        self._day_0 = DAY_0_OF_1904 if from_1904 else DAY_0
        self.left: dict[str, str] = {}

    def changed(self, values: Mapping[str, object], style_of: StyleOf) -> bytes:
        """The XML with values in cells: a date, a Decimal or a text; an empty text clears the cell."""
        start, end = self._xml.find(b"<sheetData"), self._xml.rfind(b"</sheetData>")
        body = self._xml[start:end]
        # A comment could hold what looks like a cell.
        if start < 0 or end < 0 or b"<!" in body or b"<?" in body:
            self.left = dict.fromkeys(values, UNUSUAL)
            return self._xml
        styles = _column_styles(self._xml[:start])
        seen: set[str] = set()

        def put(cell: re.Match[bytes]) -> bytes:
            place = cell[1].decode()
            if place not in values:
                return cell[0]
            content = cell[3] or b""
            if place in seen or not _ATTRIBUTES.fullmatch(cell[2]):
                self.left[place] = UNUSUAL
            elif b"<f" in content:
                self.left[place] = FORMULA
            seen.add(place)
            if place in self.left:
                return cell[0]
            own = _STYLE.search(cell[2])
            column = column_number(place.rstrip("0123456789"))
            value = values[place]
            style = style_of(int(own[1]) if own else 0, styles.get(column, 0), value)
            return self._cell(place, style, value)

        made = _CELL.sub(put, body)
        self.left |= dict.fromkeys(values.keys() - seen, UNUSUAL)
        return self._xml[:start] + made + self._xml[end:]

    def _cell(self, place: str, style: int, value: object) -> bytes:
        begin = f'<c r="{place}" s="{style}"'
        match value:
            case Decimal():
                xml = f"{begin}><v>{shown(value)}</v></c>"
            case dt.date():
                xml = f"{begin}><v>{(value - self._day_0).days}</v></c>"
            case "":
                xml = f"{begin}/>"
            case _:
                xml = text_cell(begin, str(value))
        return xml.encode("ascii", "xmlcharrefreplace")


def without_results(xml: bytes, columns: Collection[int] | None) -> bytes:
    """The XML without the saved results of formulas, in some columns or all: programs work them out on opening.

    A program that trusts saved results, as LibreOffice does, would go on showing those of before the corrections.
    """

    def put(cell: re.Match[bytes]) -> bytes:
        if columns is not None and column_number(cell[1].decode()) not in columns:
            return cell[0]
        attributes = _TYPE.sub(b"", cell[3])
        return b'<c r="%s%s"%s>%s</c>' % (cell[1], cell[2], attributes, cell[4])

    return _RESULT.sub(put, xml)


def text_cell(begin: str, text: str) -> str:
    """A cell that stays text, whatever the text begins with; `begin` is its tag up to the type."""
    text = _ESCAPED.sub("_x005F_", text).replace("\r", "_x000D_")
    return f'{begin} t="inlineStr"><is><t xml:space="preserve">{escape(text, quote=False)}</t></is></c>'


def _column_styles(head: bytes) -> dict[int, int]:
    """The style of each column that has one, by its place from 0."""
    styles: dict[int, int] = {}
    for column in _COLUMN.findall(head):
        given = {key: int(number) for key, number in _NUMBER.findall(column)}
        if given.keys() >= {b"min", b"max", b"style"}:
            last = min(given[b"max"], 1_000)
            styles |= dict.fromkeys(range(given[b"min"] - 1, last), given[b"style"])
    return styles
