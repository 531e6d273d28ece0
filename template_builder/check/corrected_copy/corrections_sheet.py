"""The sheet of a corrected copy that lists what was changed, and its place in the workbook."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from html import escape

from ...common.cells import column_letter
from ...workbooks.names import CORRECTIONS_HEADERS, CORRECTIONS_SHEET
from .corrections import Correction, row_of
from .sheet_cells import text_cell

WIDTHS = (16, 10, 36, 30, 70)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
STRICT = b"purl.oclc.org/ooxml"
LONGEST = 32_767
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class UnusualWorkbook(ValueError):
    """A workbook in a form to which this module adds no sheet."""


def sheet_xml(corrections: Iterable[Correction], header_style: int, text_style: int) -> bytes:
    """The list as a sheet: its header frozen, a filter, one row for each correction."""
    rows = [CORRECTIONS_HEADERS, *map(row_of, corrections)]
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(WIDTHS, start=1)
    )
    lines = []
    for number, texts in enumerate(rows, start=1):
        style = header_style if number == 1 else text_style
        cells = (
            text_cell(f'<c r="{column_letter(at)}{number}" s="{style}"', _fit_for_xml(text))
            for at, text in enumerate(texts)
        )
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    last = f"{column_letter(len(WIDTHS) - 1)}{len(rows)}"
    xml = (
        f'<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:{last}"/>'
        '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" '
        f'state="frozen"/></sheetView></sheetViews><cols>{widths}</cols><sheetData>{"".join(lines)}</sheetData>'
        f'<autoFilter ref="A1:{last}"/><pageSetup orientation="landscape" fitToHeight="0"/></worksheet>'
    )
    return xml.encode("ascii", "xmlcharrefreplace")


def _fit_for_xml(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", text)[:LONGEST]


def part_beside(workbook: str, taken: Collection[str]) -> str:
    """A path for the sheet that no part of the archive has."""
    folder = workbook.rpartition("/")[0]
    names = (f"{folder}/worksheets/corrections{n}.xml" for n in range(1, len(taken) + 2))
    return next(name.lstrip("/") for name in names if name.lstrip("/").lower() not in taken)


def free_title(titles: Collection[str]) -> str:
    """A name for the sheet that no sheet of the reader has."""
    taken = {title.casefold() for title in titles}
    names = (CORRECTIONS_SHEET, *(f"{CORRECTIONS_SHEET} {n}" for n in range(2, len(taken) + 3)))
    return next(name for name in names if name.casefold() not in taken)


def with_sheet(workbook: bytes, title: str, id_: str) -> bytes:
    """The workbook's part with one more sheet at its end; formulas are calculated when it is opened.

    Raises UnusualWorkbook for a part in a form of its own.
    """
    numbers = [int(number) for number in re.findall(rb'\bsheetId="([0-9]{1,9})"', workbook)]
    entry = (
        f'<sheet name="{escape(title)}" sheetId="{max(numbers, default=0) + 1}" '
        f'xmlns:tk="{RELATIONS}" tk:id="{id_}"/>'
    )
    if STRICT in workbook:
        raise UnusualWorkbook("strict")
    workbook = before(workbook, b"</sheets>", entry.encode())
    calculation = re.search(rb"<calcPr\b[^>]*>", workbook)
    if calculation:
        tag = re.sub(rb' fullCalcOnLoad="[^"]*"', b"", calculation[0])
        tag = tag.replace(b"<calcPr", b'<calcPr fullCalcOnLoad="1"', 1)
        workbook = workbook.replace(calculation[0], tag, 1)
    return workbook


def relation(id_: str, part: str) -> bytes:
    """What leads from the workbook to the sheet."""
    return f'<Relationship Id="{id_}" Type="{RELATIONS}/worksheet" Target="/{part}"/>'.encode()


def content_type(part: str) -> bytes:
    """What says that the part is a sheet."""
    return f'<Override PartName="/{part}" ContentType="{TYPE}"/>'.encode()


def before(xml: bytes, tag: bytes, entry: bytes) -> bytes:
    """The XML with an entry before an end tag.

    Raises UnusualWorkbook unless the tag is there exactly once.
    """
    if xml.count(tag) != 1:
        raise UnusualWorkbook(tag.decode())
    return xml.replace(tag, entry + tag)
