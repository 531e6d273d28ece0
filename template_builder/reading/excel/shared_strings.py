"""Measures the shared texts of an Excel workbook, which many cells can point to, and finds those with words struck through.

calamine copies a shared text into every cell, so a small file can ask for any amount of memory. Most workbooks
are far from that: the longest text times the number of cells settles it, and only else are cells counted.
"""

from __future__ import annotations

import re
from collections import Counter

from ..limits import MAX_STRINGS, MAX_TEXT, check_text
from ..marks import Marks, column_number
from ..refusal import UnreadableFile
from .xml_events import walk

_CLAIM = re.compile(rb"uniqueCount\s*=\s*[\"']\s*([0-9]+)")
_PREFIXED = re.compile(rb":si[\s/>]")
_INDEX = re.compile(rb"<v[^>]*>\s*([0-9]+)")
_NUMBER = re.compile(rb'<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?(?: t="n")?><v>([0-9]+)</v>')
_STRUCK = re.compile(rb'<strike\s*(?:/>|val="(?:1|true)")')
_TEXT_CELL = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^<>]*? t="s"[^<>]*><v>([0-9]+)</v>')
_CELL_OR_STRUCK = re.compile(rb'<c r="([A-Z]+)([0-9]+)"|' + _STRUCK.pattern)
_SMALLEST_CELL = len('<c r="A1"><v>1</v></c>')


class SharedStrings:
    """The sizes of a workbook's shared texts, and how much text the sheets looked at so far hold in all."""

    def __init__(self, name: str, xml: bytes) -> None:
        check_text(len(xml))
        claimed = max((int(claim) for claim in _CLAIM.findall(xml)), default=0)
        if max(claimed, xml.count(b"<si")) > MAX_STRINGS:
            raise UnreadableFile("too-large", f"It has more than {MAX_STRINGS:,} different texts.")
        if _PREFIXED.search(xml):
            self.sizes = _parsed_sizes(name, xml)
        else:
            self.sizes = [len(text) for text in xml.split(b"<si")[1:]]
        self._struck = frozenset(
            str(number).encode()
            for number, text in enumerate(xml.split(b"<si")[1:] if b"<strike" in xml else ())
            if _STRUCK.search(text)
        )
        self.longest = max(self.sizes, default=0)
        self.estimated = self.counted = 0

    def check_sheet(self, xml: bytes) -> None:
        """Account for the cells of a sheet in the plain form.

        Raises UnreadableFile when the cells of all sheets so far hold too much text.
        """
        most = len(xml) // _SMALLEST_CELL * self.longest
        if self.estimated + most > MAX_TEXT:
            most = xml.count(b"<c ") * self.longest
        if self.estimated + most <= MAX_TEXT:
            self.estimated += most
            return
        uses = Counter(_INDEX.findall(xml))
        uses.subtract(_NUMBER.findall(xml))
        for index, times in uses.items():
            place = int(index[:9])
            if place < len(self.sizes):
                self.counted += self.sizes[place] * times
        check_text(self.counted)

    def note_struck(self, xml: bytes, marks: Marks) -> None:
        """Note the cells of a sheet in the plain form that have words struck through."""
        if self._struck:
            for cell in _TEXT_CELL.finditer(xml):
                if cell[3] in self._struck:
                    marks.strike(int(cell[2]) - 1, column_number(cell[1].decode()))
        # Behind the cells are the rules of formats, which can strike through as well.
        end = xml.rfind(b"</sheetData>") if b"<strike" in xml else 0
        inline: re.Match[bytes] | None = None
        for found in _CELL_OR_STRUCK.finditer(xml, 0, max(end, 0)):
            if inline and not found[1]:
                marks.strike(int(inline[2]) - 1, column_number(inline[1].decode()))
            inline = found if found[1] else None


def _parsed_sizes(name: str, xml: bytes) -> list[int]:
    sizes: list[int] = []

    def start(tag: str, _: dict[str, str]) -> None:
        if tag == "si":
            sizes.append(0)

    def text(part: str) -> None:
        if sizes:
            sizes[-1] += len(part.encode())

    walk(name, xml, start, lambda _: None, text)
    return sizes
