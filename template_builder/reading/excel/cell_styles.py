"""Finds the styles of an Excel workbook that strike their text through, or show a number as a percentage or in a currency."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from ..limits import MAX_STRUCK_STYLES
from ..marks import CURRENCY_CODES, PERCENT_FORMATS, currency_of, is_percent
from .xml_events import walk

_SIGNS = re.compile(
    rb"\[\$[^\]-]|\xe2\x82\xac|\xc2[\xa3\xa5]|&#|" + "|".join(CURRENCY_CODES).encode()
)
"""What a styles part has that shows numbers in a currency; ours have none of it."""


class CellStyles(NamedTuple):
    """The numbers of such styles, as cells name them, each currency by the number of its style."""

    struck: frozenset[int] = frozenset()
    percent: frozenset[int] = frozenset()
    currency: Mapping[int, str] = {}


def cell_styles(name: str, xml: bytes) -> CellStyles:
    """The styles of a styles part.

    Raises UnreadableFile when the XML is malformed or beyond the limits of `walk`.
    """
    built_in = (f'numFmtId="{number}"'.encode() in xml for number in PERCENT_FORMATS)
    if not (b"strike" in xml or b"%" in xml or any(built_in) or _SIGNS.search(xml)):
        return CellStyles()
    styles = _Styles()
    walk(name, xml, styles.start, styles.end)
    return CellStyles(
        _numbers(font in styles.struck_fonts for font, _ in styles.of_cells),
        _numbers(form in styles.percent_formats for _, form in styles.of_cells),
        dict(islice(styles.with_currency(), MAX_STRUCK_STYLES)),
    )


def _numbers(which: Iterable[bool]) -> frozenset[int]:
    return frozenset(islice((at for at, is_one in enumerate(which) if is_one), MAX_STRUCK_STYLES))


class _Styles:
    """Takes the events of a styles part: fonts and formats by their number, and those of each style of cells."""

    def __init__(self) -> None:
        self.struck_fonts: set[str] = set()
        self.percent_formats = set(map(str, PERCENT_FORMATS))
        self.currencies: dict[str, str] = {}
        self.of_cells: list[tuple[str, str]] = []
        self.inside: list[str] = []
        self.fonts = 0

    def start(self, name: str, given: dict[str, str]) -> None:
        around = self.inside[-1] if self.inside else ""
        if (around, name) == ("fonts", "font"):
            self.fonts += 1
        elif name == "strike" and self.inside[-2:] == ["fonts", "font"]:
            if given.get("val", "1") not in ("0", "false"):
                self.struck_fonts.add(str(self.fonts - 1))
        elif (around, name) == ("numFmts", "numFmt"):
            code, number = given.get("formatCode", ""), given.get("numFmtId", "")
            if is_percent(code):
                self.percent_formats.add(number)
            elif sign := currency_of(code):
                self.currencies[number] = sign
        elif (around, name) == ("cellXfs", "xf"):
            self.of_cells.append((given.get("fontId", "0"), given.get("numFmtId", "0")))
        self.inside.append(name)

    def end(self, _: str) -> None:
        self.inside.pop()

    def with_currency(self) -> Iterator[tuple[int, str]]:
        for number, (_, form) in enumerate(self.of_cells):
            if sign := self.currencies.get(form):
                yield number, sign
