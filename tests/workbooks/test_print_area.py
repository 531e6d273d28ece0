"""What the sheets print, worked out by a calculation engine as Excel does when it prints."""

from __future__ import annotations

import pytest

from template_builder.excel.package import Book
from template_builder.excel.print_area import SuggestedHeight, blank_rows
from template_builder.workbooks.print_area import printed_area
from tests.support.calculation import with_libreoffice
from tests.support.checking import DAY, small_kit
from tests.support.describe import print_areas
from tests.support.fill import row
from tests.support.kit import real_kit, workbooks

NAME = "time-tracking-billie-sample.xlsx"
BILLIE = small_kit()[NAME]
"""With formulas in rows 2 to 26."""
SPEC = workbooks()["time-tracking"]
CASES = {
    "blank": ({}, 25, 9),
    "one row": (row("Time", 2, DAY, "0101", None, "Draft", 1.5), 2, 10),
    "a gap": (row("Time", 2, DAY) | row("Time", 18, None, None, None, "Draft"), 18, 10),
    "below the formulas": ({"Time!F700": 1}, 700, 10),
    "an error": ({"Time!F4": "=1/0"}, 26, 10),
}
"""What is typed, and the last row and the number of columns printed."""


def test_the_formula_is_the_print_area_of_the_sheet():
    areas = print_areas(real_kit()[NAME])
    assert areas["Time"] == printed_area(SPEC.sheet("Time"), 25)
    assert {sheet.name for sheet in SPEC.sheets} <= areas.keys()


@pytest.mark.office
def test_the_filled_rows_are_printed_or_one_blank_page():
    """LibreOffice alone: IronCalc makes no area of a cell and INDEX."""
    area = print_areas(BILLIE)["Time"]
    asked = {"New in Clio!J1": f"=ROWS({area})", "New in Clio!K1": f"=COLUMNS({area})"}
    asked |= {"New in Clio!L1": f"=ROWS({print_areas(BILLIE)['Summary']})"}
    books = with_libreoffice(
        {name: (BILLIE, cells | asked) for name, (cells, _, _) in CASES.items()}
    )
    found = {name: books[name]["New in Clio"][0][9:11] for name in CASES}
    assert found == {name: [rows, columns] for name, (_, rows, columns) in CASES.items()}
    # To the second of two matters; the list has room for more.
    (last,) = [n for n, line in enumerate(books["blank"]["Summary"], start=1) if line[0] == "1001"]
    assert books["blank"]["New in Clio"][0][11] == last


def test_as_many_blank_rows_as_fit_on_the_smaller_page():
    book = Book()
    sheet = book.active
    sheet.column_dimensions["A"].width = sheet.column_dimensions["B"].width = 50
    # 2 x 266.25 points are less than the page is wide: (501 - 32) / 26 rows.
    assert blank_rows(sheet, 2) == 18
    sheet.column_dimensions["B"].width = 100
    # 795 points on 770: everything shrinks to 0.9686.
    assert blank_rows(sheet, 2) == 18
    sheet.column_dimensions["B"].width = 200
    # 1,320 points on 770: a page holds 858 points of rows.
    assert blank_rows(sheet, 2) == 31
    sheet.column_dimensions["B"].width = 240
    # 1,530 points on two pages of 770.
    assert blank_rows(sheet, 2) == 18


def test_a_program_may_fit_a_blank_row_to_its_text():
    height = SuggestedHeight(Book().active, index=2, ht=26.0)
    assert dict(height)["ht"] == "26"
    assert "customHeight" not in dict(height)
