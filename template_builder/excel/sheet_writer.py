"""Renders a sheet as openpyxl does, byte for byte, with its rows put together as text.

openpyxl makes three elements for each cell and serializes them one by one, which takes five times as long. Cells of a
rare kind are still left to it. Rows are rendered in memory: openpyxl itself writes into temporary files, where what
people wrote would stay after a kill.
"""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Sequence
from decimal import Decimal
from xml.etree.ElementTree import Element

from et_xmlfile import xmlfile
from openpyxl.cell import Cell
from openpyxl.cell._writer import etree_write_cell
from openpyxl.comments.comment_sheet import CommentRecord
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet

ROWS, PLACE = "rows", b"<rows />"
"""Stands where the rows belong until they are rendered."""


class SheetWriter(WorksheetWriter):  # type: ignore[misc]
    """Renders one sheet; `xml` is the whole of it."""

    def __init__(self, sheet: Worksheet) -> None:
        self._xml = io.BytesIO()
        self._styles: dict[bytes, str] = {}
        super().__init__(sheet, self._xml)

    @property
    def xml(self) -> bytes:
        """The sheet, once it was written."""
        return self._xml.getvalue().replace(PLACE, "".join(self._rows).encode(), 1)

    def write_rows(self) -> None:
        """Write a mark where the rows belong, and render them."""
        xf = self.xf.send(True)
        with xf.element("sheetData"):
            xf.write(Element(ROWS))
        self.xf.send(None)
        # Now, because what comes after the rows lists the links and comments in them.
        self._rows = [self._row(number, cells) for number, cells in self.rows()]

    def _row(self, number: int, cells: Sequence[Cell]) -> str:
        attributes = {"r": f"{number}", **dict(self.ws.row_dimensions.get(number, {}))}
        told = "".join(f' {name}="{_escaped(text)}"' for name, text in attributes.items())
        inside = "".join(map(self._cell, cells))
        return f"<row{told}>{inside}</row>"

    def _cell(self, cell: Cell) -> str:
        """A cell with a value, a style or a comment; nothing for another one."""
        if cell._comment is not None:
            self.ws._comments.append(CommentRecord.from_cell(cell))
        style, value, kind = self._style(cell), cell._value, cell.data_type
        if value is None and not style and not cell._comment:
            return ""
        if cell._hyperlink is not None or not _is_plain(value, kind):
            return self._by_the_library(cell)
        start = f'<c r="{get_column_letter(cell.column)}{cell.row}"{style}'
        if value is None:
            return (
                f"{start} />"  # without a type, as Excel writes it: some programs take t="n" for 0
            )
        if kind == "s":
            if value == "":
                return f'{start} t="inlineStr" />'
            stripped = value.strip()
            space = ' xml:space="preserve"' if stripped and stripped != value else ""
            return f'{start} t="inlineStr"><is><t{space}>{_escaped(value)}</t></is></c>'
        if kind == "f":
            return f"{start}><f>{_escaped(value[1:])}</f><v /></c>"
        if kind == "d":
            kind, value = "n", to_excel(value, self.ws.parent.epoch)
        shown = _escaped(value) if kind == "e" else "%.16g" % value  # noqa: UP031 - a Decimal as a float
        return f'{start} t="{kind}"><v>{shown}</v></c>'

    def _style(self, cell: Cell) -> str:
        """The attribute that names the style of a cell; its number is given when the first such cell comes."""
        key = cell._style.tobytes() if cell._style else b""
        if key not in self._styles:
            self._styles[key] = f' s="{cell.style_id}"' if cell.has_style else ""
        return self._styles[key]

    def _by_the_library(self, cell: Cell) -> str:
        xml = io.BytesIO()
        with xmlfile(xml) as xf:
            etree_write_cell(xf, self.ws, cell, cell.has_style)
        return xml.getvalue().decode()


def _is_plain(value: object, kind: str) -> bool:
    """Whether a cell has a value of the usual kind for its type."""
    match kind:
        case "s":
            return type(value) is str
        case "f":
            return type(value) is str and len(value) > 1
        case "n":
            if type(value) is float:
                return math.isfinite(value)
            return value is None or type(value) in (int, Decimal)
        case "d":
            return type(value) in (dt.date, dt.time) or (
                type(value) is dt.datetime and value.tzinfo is None
            )
        case "b":
            return type(value) is bool
        case "e":
            return type(value) is str and bool(value)
    return False


def _escaped(text: str) -> str:
    """As `xml.sax.saxutils` does it, which needs modules that no browser has."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
