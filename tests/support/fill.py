"""Fills a blank workbook the way a person would: values into cells, nothing else.

The cells go straight into the XML of their sheets. To load and save a workbook with a library takes twenty times as long,
and hundreds of tests fill one.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from string import ascii_uppercase
from typing import NamedTuple
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils.cell import column_index_from_string, coordinate_to_tuple, get_column_letter
from openpyxl.utils.datetime import to_excel

from tests.support.kit import workbooks

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(r'<c r="([A-Z]+)\d+"([^>]*?)(?:/>|>.*?</c>)', re.DOTALL)
_STYLE = re.compile(r' s="\d+"')


def fill(workbook: bytes, cells: Mapping[str, object]) -> bytes:
    """The workbook with values put into cells named as a reader sees them, such as `Time!C7`; None leaves a cell alone.

    A cell that the file does not hold yet takes the style of its column, as it does in a spreadsheet program; TRUE and
    FALSE take none, as where boxes are ticked.
    """
    book = _opened(workbook)
    changed: dict[str, dict[int, dict[int, object]]] = defaultdict(lambda: defaultdict(dict))
    for place, value in cells.items():
        name, number, column = parts_of(place)
        if value is not None:
            changed[book.part_of[name]][number][column] = value
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part, (date, data) in book.parts.items():
            rows = changed.get(part)
            now = _sheet(workbook, part).filled(rows) if rows else data
            archive.writestr(zipfile.ZipInfo(part, date), now, zipfile.ZIP_DEFLATED, 1)
    return buffer.getvalue()


class _Book(NamedTuple):
    parts: dict[str, tuple[tuple[int, int, int, int, int, int], bytes]]
    """The date and the content of each entry of the zip by its name."""
    part_of: dict[str, str]
    """The entry of each sheet."""


@lru_cache(maxsize=64)
def _opened(workbook: bytes) -> _Book:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        parts = {each.filename: (each.date_time, archive.read(each)) for each in archive.filelist}
    listed = ElementTree.fromstring(parts["xl/workbook.xml"][1]).iter(f"{_MAIN}sheet")
    relations = ElementTree.fromstring(parts["xl/_rels/workbook.xml.rels"][1])
    targets = {each.attrib["Id"]: each.attrib["Target"] for each in relations}
    return _Book(
        parts, {s.attrib["name"]: targets[s.attrib[_RELATION]].lstrip("/") for s in listed}
    )


class _Sheet(NamedTuple):
    head: str
    rows: dict[int, str]
    tail: str
    styles: dict[int, str]
    """The attribute of a column's style by its number."""

    def filled(self, changed: Mapping[int, Mapping[int, object]]) -> str:
        rows = {number: self._row(number, values) for number, values in changed.items()}
        rows = dict(sorted((self.rows | rows).items()))
        return "".join((self._head(changed), *rows.values(), self.tail))

    def _row(self, number: int, values: Mapping[int, object]) -> str:
        row = self.rows.get(number, f'<row r="{number}"></row>')
        start = row[: row.index(">") + 1]
        cells = {
            column_index_from_string(found[1]): (found[0], _STYLE.search(found[2]))
            for found in _CELL.finditer(row)
        }
        texts = {column: text for column, (text, _) in cells.items()}
        for column, value in values.items():
            kept = cells[column][1] if column in cells else None
            style = ' s="0"' if isinstance(value, bool) else self.styles.get(column, "")
            place = f"{get_column_letter(column)}{number}"
            texts[column] = _cell(place, kept[0] if kept else style, value)
        if start.endswith("/>"):
            start = f"{start[:-2]}>"
        return "".join((start, *(texts[column] for column in sorted(texts)), "</row>"))

    def _head(self, changed: Mapping[int, Mapping[int, object]]) -> str:
        """What is above the rows, with the size of the sheet as it is now."""
        size = re.search(r'<dimension ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"', self.head)
        if not size:
            return self.head
        columns = {column_index_from_string(size[1]), column_index_from_string(size[3])}
        columns |= {column for values in changed.values() for column in values}
        rows = {int(size[2]), int(size[4]), *changed}
        first, last = (f"{get_column_letter(c(columns))}{c(rows)}" for c in (min, max))
        return self.head.replace(size[0], f'<dimension ref="{first}:{last}"')


@lru_cache(maxsize=64)
def _sheet(workbook: bytes, part: str) -> _Sheet:
    xml = _opened(workbook).parts[part][1].decode()
    xml = xml.replace("<sheetData />", "<sheetData></sheetData>")
    head, start, rest = xml.partition("<sheetData>")
    body, end, tail = rest.partition("</sheetData>")
    rows = re.split(r'(?=<row r=")', body)
    styles = {}
    for column in re.findall(r"<col [^>]*>", head):
        said = dict(re.findall(r'(\w+)="([^"]*)"', column))
        if "style" in said:
            for number in range(int(said["min"]), int(said["max"]) + 1):
                styles[number] = f' s="{said["style"]}"'
    return _Sheet(
        f"{head}{start}",
        {int(row.split('"', 2)[1]): row for row in rows if row},
        f"{end}{tail}",
        styles,
    )


def _cell(place: str, style: str, value: object) -> str:
    start = f'<c r="{place}"{style}'
    match value:
        case bool():
            return f'{start} t="b"><v>{int(value)}</v></c>'
        case dt.date() | dt.time() | dt.timedelta():
            return f"{start}><v>{to_excel(value)}</v></c>"
        case str() if value.startswith("=") and len(value) > 1:
            return f"{start}><f>{escape(value[1:])}</f><v></v></c>"
        case str() if value in ERROR_CODES:
            return f'{start} t="e"><v>{value}</v></c>'
        case "":
            return f"{start}/>"
        case str():
            return f'{start} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f"{start}><v>{value}</v></c>"


def parts_of(place: str) -> tuple[str, int, int]:
    """Sheet, row and column of a cell named as a reader sees it, both from 1."""
    sheet, _, address = place.rpartition("!")
    number, column = coordinate_to_tuple(address)
    return sheet.strip("'"), number, column


def row(sheet: str, number: int, *values: object) -> dict[str, object]:
    """Cells of one row, for the columns that people type into from the first one on; None leaves a cell alone."""
    letters = _entered_letters(sheet)
    return {
        f"{sheet}!{letters[place]}{number}": value
        for place, value in enumerate(values)
        if value is not None
    }


@cache
def _entered_letters(sheet: str) -> str:
    """The letters of the columns that hold no formula."""
    known = {each.name: each.columns for spec in workbooks().values() for each in spec.sheets}
    formulas = {n for n, column in enumerate(known.get(sheet, ())) if not column.is_entered}
    return "".join(letter for n, letter in enumerate(ascii_uppercase) if n not in formulas)
