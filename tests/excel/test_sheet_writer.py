"""Our own rendering of rows gives the bytes of openpyxl's writer, whatever is in the cells."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from template_builder.excel.sheet_writer import SheetWriter

NOON = dt.datetime(2027, 1, 15, 12, 30)


def by_the_library(sheet: Worksheet) -> bytes:
    xml = io.BytesIO()
    WorksheetWriter(sheet, xml).write()
    # A blank cell has no type, as Excel writes it.
    return xml.getvalue().replace(b' t="n" />', b" />")


def by_us(sheet: Worksheet) -> bytes:
    writer = SheetWriter(sheet)
    writer.write()
    return writer.xml


def with_values(sheet: Worksheet) -> None:
    values = (
        *("text", "", " a < b & c > d ", 'quotes " and \'', "two\nlines", "\t", "r\u00f6ll \U0001f600", "=1+1"),
        *(0, 7, -3, 0.1, 1e-9, 123456789.123456789, 1e300, Decimal("1.50"), Decimal("1234567.891"), True, False),
        *(NOON, NOON.date(), dt.time(1, 30), dt.timedelta(hours=30), "#N/A", None),
    )  # fmt: skip
    for row, value in enumerate(values, start=1):
        sheet.cell(row, 1).value = value
        sheet.cell(row, 28).value = value
        sheet.cell(row, 2).font = Font(bold=True)
    sheet["C1"].value = "= stays text"
    sheet["C1"].data_type = "s"
    sheet["C1"].quotePrefix = True


def with_rare_cells(sheet: Worksheet) -> None:
    sheet["A1"] = ArrayFormula("A1:A2", "=B1:B2")
    sheet["A3"] = DataTableFormula(ref="A3:A4", dt2D=True, r1="B1", r2="B2")
    sheet["B1"] = CellRichText("plain ", TextBlock(InlineFont(b=True), "bold & more"))
    sheet["B2"] = "link"
    sheet["B2"].hyperlink = "https://example.com/?a=1&b=2"
    sheet["C1"].comment = Comment("a remark", "somebody")
    sheet["C2"] = "also"
    sheet["C2"].comment = Comment("another", "somebody")
    sheet["D1"] = float("inf")
    sheet["D2"] = float("nan")


def with_rows(sheet: Worksheet) -> None:
    sheet["A2"] = "x"
    sheet.row_dimensions[2].height = 32
    sheet.row_dimensions[4].height = 15.5
    sheet.row_dimensions[5].hidden = True
    sheet.row_dimensions[6].fill = PatternFill("solid", fgColor="FFE9C7")
    sheet.merge_cells("A2:C2")
    sheet.auto_filter.ref = "A1:C4"


@pytest.mark.parametrize("fill", [with_values, with_rare_cells, with_rows, lambda _: None])
def test_a_sheet_has_the_bytes_of_the_library(fill):
    sheets = []
    for _ in range(2):
        sheet = Workbook().active
        fill(sheet)
        sheets.append(sheet)
    assert by_us(sheets[0]) == by_the_library(sheets[1])
    assert len(sheets[0]._comments) == len(sheets[1]._comments)
    assert len(sheets[0]._hyperlinks) == len(sheets[1]._hyperlinks)
    assert list(sheets[0].parent._cell_styles) == list(sheets[1].parent._cell_styles)
