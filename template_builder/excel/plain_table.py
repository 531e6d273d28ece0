"""Writes a table to be read: a header, wrapped text in boxes, filter and print set-up."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from . import styles
from .cells import put
from .tables import finish_table, row_height, write_header


def write_plain_table(
    sheet: Worksheet, columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[object]]
) -> None:
    """Fill an empty worksheet. `columns` are headers with their widths."""
    write_header(sheet, [header for header, _ in columns])
    for number, (_, width) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    cache = styles.StyleCache()
    for number, values in enumerate(rows, start=2):
        sheet.row_dimensions[number].height = row_height(sheet, values)
        for place, value in enumerate(values, start=1):
            cache.apply(put(sheet, number, place, value), styles.TEXT, styles.TOP_WRAP, styles.BOX)
    finish_table(sheet, len(columns), len(rows) + 1)
