"""The formats of an Excel workbook's cells: finds one in which a number or a date shows as such, or adds it."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from html import unescape

from ...common.numbers import shown

_FORMAT = re.compile(rb"<xf\b[^>]*/>|<xf\b[^>]*>.*?</xf>", re.DOTALL)
_CODE = re.compile(rb"<numFmt\b[^>]*/?>")
_ID = re.compile(rb'\bnumFmtId="([0-9]{1,5})"')
_CODE_TEXT = re.compile(rb'\bformatCode="([^"]*)"')
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_UNFIT = re.compile(rb' (?:numFmtId|applyNumberFormat|quotePrefix)="[^"]*"')

GENERAL, SHORT_DATE = 0, 14
"""Formats that every program has; the date is in the order of the reader's own settings."""
NUMBERS = {2: 2, 4: 2}
"""The decimals of such formats of numbers, by id."""
DATES = frozenset({SHORT_DATE, 15})
FORMATS, FONTS = "cellXfs", "fonts"

BOLD = b"<font><b/></font>"
WRAPPED = (
    b'<xf numFmtId="49" fontId="%d" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" '
    b'quotePrefix="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
)


class UnusualStyles(ValueError):
    """Styles in a form that this module does not write into."""


class CellFormats:
    """The formats in a styles part, by their numbers; `xml` is the part with those that were added.

    Raises UnusualStyles for a part in a form of its own.
    """

    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        self._formats = _FORMAT.findall(self._list_of(FORMATS))
        codes = {}
        for entry in _CODE.findall(xml):
            id_, code = _ID.search(entry), _CODE_TEXT.search(entry)
            if id_ and code:
                codes[int(id_[1])] = unescape(code[1].decode(errors="replace"))
        self._numbers = NUMBERS | {id_: _decimals(code) for id_, code in codes.items()}
        self._dates = DATES | {id_ for id_, code in codes.items() if _is_date(code)}
        self._made: dict[tuple[int, int], int] = {}

    def fitting(self, own: int, of_column: int, value: object) -> int:
        """The number of a format for a value: that of the cell if it fits, else one like it that shows numbers as the column does."""
        if isinstance(value, str):
            return own
        ids = [self._id(own), self._id(of_column)]
        if isinstance(value, dt.date):
            chosen = next((id_ for id_ in ids if id_ in self._dates), SHORT_DATE)
        else:
            needed = _decimals_of(value)
            shows = (id_ for id_ in ids if self._numbers.get(id_, 0) >= max(2, needed))
            chosen = next(shows, GENERAL)
        # A mark for text in front of a number would make it text again.
        is_text = own < len(self._formats) and b"quotePrefix" in self._formats[own]
        return own if chosen == ids[0] and not is_text else self._like(own, chosen)

    def for_texts(self) -> tuple[int, int]:
        """The numbers of two formats for a list: its headers, and its texts, which stay texts when they are edited."""
        fonts = self._list_of(FONTS).count(b"<font>") + self._list_of(FONTS).count(b"<font ")
        self._append(FONTS, BOLD, fonts)
        return self._add(WRAPPED % fonts), self._add(WRAPPED % 0)

    def _id(self, style: int) -> int:
        found = _ID.search(self._formats[style]) if style < len(self._formats) else None
        return int(found[1]) if found else GENERAL

    def _like(self, style: int, number_format: int) -> int:
        """The number of a format as another one, but with its own format of numbers."""
        key = (style, number_format)
        if key not in self._made:
            if style >= len(self._formats):
                raise UnusualStyles(f"no style {style}")
            bare = _UNFIT.sub(b"", self._formats[style])
            own = b'<xf numFmtId="%d" applyNumberFormat="1"' % number_format
            self._made[key] = self._add(bare.replace(b"<xf", own, 1))
        return self._made[key]

    def _add(self, entry: bytes) -> int:
        self._append(FORMATS, entry, len(self._formats))
        self._formats.append(entry)
        return len(self._formats) - 1

    def _list_of(self, name: str) -> bytes:
        """What a list of the part has in it."""
        begin, end = self._bounds(name)
        return self.xml[begin.end() : end]

    def _bounds(self, name: str) -> tuple[re.Match[bytes], int]:
        tag = name.encode()
        begins = [*re.finditer(rb"<" + tag + rb"\b[^>]*(?<!/)>", self.xml)]
        end = self.xml.find(b"</" + tag + b">")
        if len(begins) != 1 or end < 0 or b"<!--" in self.xml:
            raise UnusualStyles(name)
        return begins[0], end

    def _append(self, name: str, entry: bytes, count: int) -> None:
        begin, end = self._bounds(name)
        opening = re.sub(rb' count="[0-9]*"', b"", begin[0][:-1]) + b' count="%d">' % (count + 1)
        inside = self.xml[begin.end() : end]
        self.xml = b"".join((self.xml[: begin.start()], opening, inside, entry, self.xml[end:]))


def _decimals_of(value: object) -> int:
    """How many decimals a number has, as one types it."""
    return len(shown(value).partition(".")[2]) if isinstance(value, Decimal) else 0


def _decimals(code: str) -> int:
    """With how many decimals a format shows a number, such as 0.00 or #,##0.00##; 0 for any other format."""
    first = _QUOTED.sub("", code).partition(";")[0]
    found = re.fullmatch(
        r"[\s$\u20ac\u00a3\u00a5#,0_()?-]*0\.([0#]+)[\s$\u20ac\u00a3\u00a5_()*-]*", first
    )
    return len(found[1]) if found else 0


def _is_date(code: str) -> bool:
    """Whether a format shows a day: it has year, month and day, and no hours."""
    letters = set(_QUOTED.sub("", code).casefold())
    return {"y", "m", "d"} <= letters and "h" not in letters
