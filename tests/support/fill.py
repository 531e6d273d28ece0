"""Fills a blank workbook the way a person would: values into cells, nothing else."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping
from functools import cache
from string import ascii_uppercase

import openpyxl
from openpyxl.styles import Font
from openpyxl.utils.cell import coordinate_to_tuple

from tests.support.kit import workbooks


def fill(workbook: bytes, cells: Mapping[str, object]) -> bytes:
    """The workbook with values put into cells named as a reader sees them, such as `Time!C7`.

    A cell that the file does not hold yet takes the style of its column, as it does in a spreadsheet program; TRUE and
    FALSE have one of their own, as where boxes are ticked.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Print area cannot be set")  # it is a formula
        book = openpyxl.load_workbook(io.BytesIO(workbook))
    for place, value in cells.items():
        name, number, place_in_row = parts_of(place)
        sheet = book[name]
        cell = sheet.cell(number, place_in_row, value)
        column = sheet.column_dimensions[cell.column_letter]
        if isinstance(value, bool):
            cell.font = Font(name="Arial")
        elif cell.row > 1 and not isinstance(value, str):
            cell.number_format = column.number_format
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def parts_of(place: str) -> tuple[str, int, int]:
    """Sheet, row and column of a cell named as a reader sees it, both from 1."""
    sheet, _, address = place.rpartition("!")
    number, column = coordinate_to_tuple(address)
    return sheet.strip("'"), number, column


def row(sheet: str, number: int, *values: object) -> dict[str, object]:
    """Cells of one row, for the columns that people type into from the first one on; None leaves a cell alone."""
    letters = _entered_letters(sheet)
    return {
        f"{sheet}!{letters[place]}{number}": value
        for place, value in enumerate(values)
        if value is not None
    }


@cache
def _entered_letters(sheet: str) -> str:
    """The letters of the columns that hold no formula."""
    known = {each.name: each.columns for spec in workbooks().values() for each in spec.sheets}
    formulas = {n for n, column in enumerate(known.get(sheet, ())) if not column.is_entered}
    return "".join(letter for n, letter in enumerate(ascii_uppercase) if n not in formulas)
