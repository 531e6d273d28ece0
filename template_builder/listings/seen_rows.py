"""The cells of a sheet as one sees them: merged ones filled down, formulas without a saved value marked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..common.cells import UNSAVED
from ..common.text import is_blank
from ..reading.marks import column_number
from ..reading.reader import SheetData, Value

_AREA = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")


_CELL = re.compile(r"([A-Z]+)(\d+)")


def seen_rows(sheet: SheetData) -> Sequence[Sequence[Value]]:
    """The rows of a sheet, all of one width, with the value of a merged area in each of its rows.

    An area across columns keeps its value in the first of them: it is a title, or the header of several columns.
    """
    width = max(map(len, sheet.rows), default=0)
    areas = [
        found for area in sheet.merged if (found := _AREA.fullmatch(area)) and found[2] != found[4]
    ]
    is_even = all(len(row) == width for row in sheet.rows)
    if not areas and not sheet.unsaved_formulas and is_even:
        return sheet.rows
    rows = [[*row, *[""] * (width - len(row))] for row in sheet.rows]
    for cell in filter(None, map(_CELL.fullmatch, sheet.unsaved_formulas)):
        column, row_at = column_number(cell[1]), int(cell[2]) - sheet.first_row
        if 0 <= row_at < len(rows) and column < width:
            rows[row_at][column] = UNSAVED
    for area in areas:
        column = column_number(area[1])
        top, end = (int(area[n]) - sheet.first_row for n in (2, 4))
        if 0 <= top < len(rows) and column < width and not is_blank(rows[top][column]):
            for row in rows[top + 1 : end + 1]:
                row[column] = rows[top][column]
    return rows
