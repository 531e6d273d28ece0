"""The one way a value gets into a cell of a workbook we write. Text stays text, whatever it begins with.

openpyxl takes text that begins with `=` for a formula and `#N/A` for an error; a person's name or a description must
be neither. Only `put_formula` writes formulas, and only our own.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from copy import copy
from typing import TypeAlias

from openpyxl.cell import Cell
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.worksheet.worksheet import Worksheet

from ..common.cells import CellError
from ..common.text import FORMULA_STARTS

LONGEST = 32_767
"""Characters that a cell or a comment can hold."""

FIRST_YEAR = 1901
"""Excel counts days from 1900, and the days before March of that year wrongly."""

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold: one such character and no spreadsheet program opens the file."""

Value: TypeAlias = object
"""Text, a number, a date, a truth, an error of a cell, or None for a cell that stays blank."""


def put(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
    """The cell at a place, counted from 1, with a value in it."""
    cell = sheet.cell(row, column)
    set_value(cell, value)
    return cell


def put_formula(sheet: Worksheet, row: int, column: int, formula: str) -> Cell:
    """The cell at a place, counted from 1, with a formula of ours in it."""
    cell = sheet.cell(row, column)
    # Not by `value`, which would look for a formula in every one of thousands.
    cell._value, cell.data_type = formula, "f"
    return cell


def set_value(cell: Cell, value: Value) -> None:
    """Put a value into a cell; nothing for None and for an empty text."""
    if value is None or value == "":
        return
    if isinstance(value, dt.datetime) and not value.time():
        value = value.date()
    odd = isinstance(value, float) and not math.isfinite(value)
    if odd or (isinstance(value, dt.date) and value.year < FIRST_YEAR):
        value = str(value)
    if isinstance(value, str):
        _set_text(cell, value)
        if isinstance(value, CellError) and value in ERROR_CODES:
            cell.data_type = "e"
    else:
        cell.value = value


def clear(cell: Cell) -> None:
    """Take out what a cell holds."""
    cell.value = None


def _set_text(cell: Cell, text: str) -> None:
    """Text that stays text, also after somebody has edited the cell."""
    cell.value = clean(text)[:LONGEST]
    cell.data_type = "s"
    if text.startswith(FORMULA_STARTS):
        cell._style = copy(cell._style)
        cell.quotePrefix = True


def clean(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return UNPRINTABLE.sub("\ufffd", text)
