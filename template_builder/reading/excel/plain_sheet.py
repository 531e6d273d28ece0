"""Rewrites the XML of an Excel sheet in the plainest form, for sheets that come in an unusual one.

Some report generators put a prefix before every name, leave out cell references or use other quotes. The plain
form has `<c r="A1">` everywhere and leaves out blank cells, which may stand as far away as XFD1048576.
"""

from __future__ import annotations

import re
from html import escape

from ..marks import address, column_number
from ..refusal import UnreadableFile
from .xml_events import walk

_REFERENCE = re.compile("([A-Z]{1,3})([0-9]{1,7})")


def plain_sheet(name: str, xml: bytes) -> bytes:
    """The rows, cells, hidden columns and merged areas of a sheet in the plain form.

    Raises UnreadableFile when the XML is malformed or beyond the limits of `walk`.
    """
    form = _PlainForm()
    walk(name, xml, form.start, form.end, form.text)
    return form.xml()


def _is_hidden(given: dict[str, str], size: str) -> bool:
    """Whether a row or column says that it is hidden, or has no height or width."""
    return given.get("hidden") in ("1", "true") or given.get(size) == "0"


class _PlainForm:
    """Takes the events of a sheet and keeps what the plain form says."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.columns: list[str] = []
        self.merged: list[str] = []
        self.row = self.column = -1
        self.attributes = self.place = ""
        self.formula = self.inline = self.filled = False
        self.listening = False
        self.silent = 0
        self.value: list[str] = []

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "row":
            number = given.get("r", "")
            self.row = int(number) - 1 if re.fullmatch("[1-9][0-9]{0,6}", number) else self.row + 1
            self.column = -1
            hidden = ' hidden="1"' if _is_hidden(given, "ht") else ""
            self.out.append(f'<row r="{self.row + 1}"{hidden}>')
        elif name == "c":
            self._start_cell(given)
        elif name == "col" and _is_hidden(given, "width"):
            first, last = (escape(given.get(key, "")) for key in ("min", "max"))
            self.columns.append(f'<col min="{first}" max="{last}" hidden="1"/>')
        elif name == "f":
            self.formula = True
        elif name == "is":
            self.inline = True
        elif name == "rPh":
            self.silent += 1
        elif name == "mergeCell":
            self.merged.append(f'<mergeCell ref="{escape(given.get("ref", ""))}"/>')
        self.listening = name == "v" or (name == "t" and self.inline and not self.silent)
        self.filled |= self.listening

    def _start_cell(self, given: dict[str, str]) -> None:
        given_place = given.get("r", "")
        place = _REFERENCE.fullmatch(given_place.upper())
        if given_place and not place:
            raise UnreadableFile("corrupt", f"A cell has the impossible place {given_place[:20]}.")
        self.column = column_number(place[1]) if place else self.column + 1
        self.place = place[0] if place else address(max(self.row, 0), self.column)
        kept = {key: given[key] for key in ("s", "t") if key in given}
        self.attributes = "".join(f' {key}="{escape(text)}"' for key, text in kept.items())
        self.formula = self.inline = self.filled = False
        self.value = []

    def text(self, text: str) -> None:
        if self.listening:
            self.value.append(text)

    def end(self, name: str) -> None:
        self.listening = False
        if name == "row":
            self.out.append("</row>")
        elif name == "rPh":
            self.silent -= 1
        elif name == "c" and (self.filled or self.formula):
            value = escape("".join(self.value), quote=False)
            if not self.filled:
                value = ""
            elif self.inline:
                value = f'<is><t xml:space="preserve">{value}</t></is>'
            else:
                value = f"<v>{value}</v>"
            formula = "<f>0</f>" if self.formula else ""
            self.out.append(f'<c r="{self.place}"{self.attributes}>{formula}{value}</c>')

    def xml(self) -> bytes:
        merged = f"<mergeCells>{''.join(self.merged)}</mergeCells>" if self.merged else ""
        columns = f"<cols>{''.join(self.columns)}</cols>" if self.columns else ""
        rows = "".join(self.out)
        return f"<worksheet>{columns}<sheetData>{rows}</sheetData>{merged}</worksheet>".encode()
