"""What LibreOffice saves of hidden columns, struck cells, comments and percentages is read alike from each format."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from template_builder.reading.reader import read_file
from tests.support.office import convert

pytestmark = pytest.mark.office


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_hidden_columns_struck_cells_comments_and_percentages(tmp_path, kind):
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
    sheet["D1"], sheet["E1"] = 12, 13
    for place in ("C2", "D4"):
        sheet[place].comment = Comment("Half of it\nis not billable", "Billie Sample")
    for place, form in {
        "B1": "0%",
        "C1": "0.00 %",
        "B2": "0.0",
        "C2": '0.0"%"',
        "D5": "0%",
        "D1": "[$\u20ac-407] 0.00",
        "E1": "[$$-409]0.00",
    }.items():
        sheet[place].number_format = form
    buffer = io.BytesIO()
    book.save(buffer)
    (data,) = convert({"book.xlsx": buffer.getvalue()}, kind, tmp_path).values()
    (read,) = read_file("book", data).sheets
    assert read.hidden_columns == {1}
    assert read.struck == {(1, 1), (2, 0), (2, 1), (2, 2), (14, 0)}
    assert read.comments == {(2, 2), (4, 3)}
    assert {(1, 1), (1, 2)} <= read.percents <= {(1, 1), (1, 2), (5, 3)}
    assert dict(read.currencies) == {(1, 3): "EUR" if kind == "ods" else "\u20ac"}
    assert (read.rows[0][:3], read.rows[1][:3]) == (["Date", 1, 2.5], ["gone", 3, 4.25])
