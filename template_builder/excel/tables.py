"""What every table we write shares: header, filter, page set-up, row heights."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from . import styles
from .cells import put

LINE_HEIGHT = 15.0
FILLED = 1.2
"""Characters of ordinary text per unit of column width, allowing for space that wrapping leaves empty."""
WIDEST_PAGE = 260
"""Characters that fit legibly across one landscape page."""


def write_header(sheet: Worksheet, headers: Sequence[str], numeric: Collection[int] = ()) -> None:
    """The header row in the house style, frozen; `numeric` are the columns, from 1, whose values are right-aligned."""
    for number, header in enumerate(headers, start=1):
        cell = put(sheet, 1, number, header)
        cell.font = styles.HEADER
        cell.fill = styles.HEADER_FILL
        cell.alignment = styles.HEADER_RIGHT if number in numeric else styles.HEADER_ALIGNMENT
    sheet.row_dimensions[1].height = 32
    sheet.freeze_panes = "A2"


def finish_table(sheet: Worksheet, width: int, last: int) -> None:
    """Filter and print set-up: landscape, the header on every page, filled rows only."""
    final = get_column_letter(width)
    sheet.auto_filter.ref = f"A1:{final}{last}"
    sheet.print_title_rows = "1:1"
    set_up_page(sheet, landscape=True, pages_wide=pages_wide(sheet, width))
    if sheet.page_setup.fitToWidth > 1:
        sheet.print_title_cols = "A:B"


def pages_wide(sheet: Worksheet, width: int) -> int:
    """On how many pages beside each other so many columns can be read."""
    columns = (sheet.column_dimensions[get_column_letter(n)].width for n in range(1, width + 1))
    return 1 if sum(columns) <= WIDEST_PAGE else 2


def set_up_page(sheet: Worksheet, *, landscape: bool, pages_wide: int = 1) -> None:
    """Fits the width, narrow margins, name and page number at the foot."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth = pages_wide
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom = 0.6, 0.7
    sheet.oddFooter.left.text = "&F  /  &A"
    sheet.oddFooter.right.text = "Page &P of &N"
    sheet.oddFooter.left.size = sheet.oddFooter.right.size = 8


def row_height(sheet: Worksheet, values: Sequence[object]) -> float:
    """Room for the longest wrapped text of a row, in points: programs do not agree on fitting rows by themselves."""
    most = 1
    for number, value in enumerate(values, start=1):
        width = sheet.column_dimensions[get_column_letter(number)].width * FILLED
        lines = sum(math.ceil(max(len(line), 1) / width) for line in str(value or "").split("\n"))
        most = max(most, lines)
    return most * LINE_HEIGHT + 3
