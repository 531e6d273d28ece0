"""What LibreOffice saves of hidden columns and struck cells is read alike from each format."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.styles import Font

from template_builder.reading.reader import read_file
from tests.support.office import convert

pytestmark = pytest.mark.office


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_hidden_columns_and_struck_cells(tmp_path, kind):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Date", 1, 2.5])
    sheet.append(["gone", 3, 4.25])
    for place in ("B1", "A2", "B2", "C2"):
        sheet[place].font = Font(strike=True)
    # An old Excel file skips number 4 when it counts its fonts.
    for row in range(5, 13):
        sheet.cell(row, 1, "large").font = Font(size=row + 10)
    sheet.cell(14, 1, "late").font = Font(size=33, strike=True)
    sheet.column_dimensions["B"].hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    (data,) = convert({"book.xlsx": buffer.getvalue()}, kind, tmp_path).values()
    (read,) = read_file("book", data).sheets
    assert read.hidden_columns == {1}
    assert read.struck == {(1, 1), (2, 0), (2, 1), (2, 2), (14, 0)}
