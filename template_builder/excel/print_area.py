"""What a sheet prints, by a formula, and blank rows that are high enough to write on by hand.

Excel works the formula out when it prints. LibreOffice takes no formula for a print area and prints every row.
"""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from .tables import pages_wide

NAME = "_xlnm.Print_Area"
BLANK_ROW = 26.0
"""The height of a blank row in points: room to write by hand, also where a page shrinks it to two thirds."""
HEADER_ROW = 32.0
A4_WIDTH, A4_HEIGHT = 842 - 72, 595 - 94
"""The printable part of a page in landscape, in points. Letter is narrower, so that it shrinks more, and longer."""
CHARACTER, EDGE = 5.25, 3.75
"""Points of a column for each unit of its width, and beside it."""


class SuggestedHeight(RowDimension):  # type: ignore[misc]  # openpyxl has no types
    """The height of a row until somebody types into it; then the program fits the row to its text."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - the name of openpyxl
        return False


def print_by(sheet: Worksheet, formula: str) -> None:
    """Print the cells that a formula names when it is printed."""
    sheet.defined_names[NAME] = DefinedName(NAME, attr_text=formula)


def blank_rows(sheet: Worksheet, width: int) -> int:
    """How many blank rows fit on a page in landscape below the header, with so many columns on it."""
    columns = [sheet.column_dimensions[get_column_letter(n)].width for n in range(1, width + 1)]
    wide = A4_WIDTH * pages_wide(sheet, width)
    scale = min(1.0, wide / sum(column * CHARACTER + EDGE for column in columns))
    return int((A4_HEIGHT / scale - HEADER_ROW) // BLANK_ROW)


def suggest_height(sheet: Worksheet, rows: range) -> None:
    """Make blank rows high enough to write on."""
    for row in rows:
        sheet.row_dimensions[row] = SuggestedHeight(sheet, index=row, ht=BLANK_ROW)
