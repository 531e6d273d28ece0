"""Writes the hidden sheet behind the drop-downs of categories: a list inside a rule is cut at 255 characters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.worksheet.worksheet import Worksheet

from ..excel.cells import put


def write_lists_sheet(sheet: Worksheet, lists: Mapping[str, Sequence[str]]) -> None:
    """A column for each list, its name first."""
    sheet.sheet_state = "hidden"
    for number, (name, words) in enumerate(lists.items(), start=1):
        for row, word in enumerate((name, *words), start=1):
            put(sheet, row, number, word)
