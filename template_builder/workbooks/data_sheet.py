"""Writes one data sheet: header, column formats, drop-downs, prompts, the `Check` column, print set-up."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.cell import Cell
from openpyxl.formatting.rule import FormulaRule, Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ..excel import styles
from ..excel.cells import put, put_formula
from ..excel.tables import finish_table, row_height, write_header
from .formulas import Places, check_formulas, drop_down
from .model import Column, Sheet
from .rules import AnyText, Day, FromList, Number, OneOf

CHECK_WIDTH = 44
CHECK_HELP = (
    "Shows OK, or what is missing or wrong, as you type. Blank for a blank row.",
    "Updates itself. If you go past the last row, copy it down from a row above.",
)
LONG_TEXT = 40
"""Columns at least this wide wrap their text."""


def write_data_sheet(
    sheet: Worksheet,
    spec: Sheet,
    *,
    places: Places,
    lists: dict[str, str],
    date_format: str,
    rows: Sequence[Sequence[object]] = (),
) -> None:
    """Fill an empty worksheet.

    `lists` maps the name of a list to its range; a list without a range gets no drop-down.
    `rows` are values to begin with, from row 2.
    """
    last = spec.rows + 1
    width = len(spec.headers)
    numeric = [n for n, c in enumerate(spec.columns, start=1) if isinstance(c.rule, Day | Number)]
    write_header(sheet, spec.headers, numeric)
    for number, column in enumerate(spec.columns, start=1):
        _format_column(sheet, number, column, date_format)
        _add_validation(sheet, number, column, last, lists)
    for row, values in enumerate(rows, start=2):
        sheet.row_dimensions[row].height = row_height(sheet, values)
        for number, value in enumerate(values, start=1):
            if value is not None and value != "":
                cell = put(sheet, row, number, value)
                _style_cell(cell, spec.columns[number - 1], date_format)
    if spec.check:
        _add_check(sheet, spec, places, last)
    _add_conditions(sheet, spec, last, prefilled=max(map(len, rows), default=0))
    finish_table(sheet, width, last)


def number_format(column: Column, date_format: str) -> str:
    """How cells of a column show their values. Text stays text: no leading zero is lost."""
    match column.rule:
        case Day():
            return date_format
        case Number(decimals=0):
            return "0"
        case Number(decimals=2):
            return "#,##0.00"
        case Number():
            return "#,##0.00##"
        case _:
            return "@"


def _format_column(sheet: Worksheet, number: int, column: Column, date_format: str) -> None:
    dimension = sheet.column_dimensions[get_column_letter(number)]
    dimension.width = column.width
    _style_cell(dimension, column, date_format)


def _style_cell(target: Cell, column: Column, date_format: str) -> None:
    target.number_format = number_format(column, date_format)
    target.font = styles.TEXT
    target.alignment = styles.TOP_WRAP if column.width >= LONG_TEXT else styles.TOP


def _add_validation(
    sheet: Worksheet, number: int, column: Column, last: int, lists: dict[str, str]
) -> None:
    validation = _validation(column, lists)
    validation.allow_blank = True
    validation.errorStyle = "warning"
    validation.errorTitle = column.header
    validation.error = f"This should be {column.rule.words}. Keep it anyway?"
    validation.showErrorMessage = validation.type is not None
    validation.promptTitle = column.header
    validation.prompt = column.prompt
    validation.showInputMessage = True
    letter = get_column_letter(number)
    validation.add(f"{letter}2:{letter}{last}")
    sheet.add_data_validation(validation)


def _validation(column: Column, lists: dict[str, str]) -> DataValidation:
    match column.rule:
        case Day():
            return DataValidation(
                type="date", operator="between", formula1="36526", formula2="73415"
            )
        case Number() as rule:
            low = (rule.least if rule.above is None else rule.above) or 0
            if rule.most is not None:
                return DataValidation(
                    type="decimal", operator="between", formula1=str(low), formula2=str(rule.most)
                )
            operator = "greaterThan" if rule.above is not None else "greaterThanOrEqual"
            return DataValidation(type="decimal", operator=operator, formula1=str(low))
        case OneOf(choices=choices):
            return DataValidation(type="list", formula1='"' + ",".join(choices) + '"')
        case FromList(list=name) if name in lists:
            return DataValidation(type="list", formula1=drop_down(lists[name]))
        case AnyText() | FromList():
            return DataValidation(type=None)


def _add_check(sheet: Worksheet, spec: Sheet, places: Places, last: int) -> None:
    number = len(spec.headers)
    letter = get_column_letter(number)
    dimension = sheet.column_dimensions[letter]
    dimension.width = CHECK_WIDTH
    dimension.font = styles.TEXT
    dimension.alignment = (
        styles.TOP
    )  # a long message may run on to the right; a wrapped one would be cut
    for row, formula in check_formulas(spec, places):
        cell = put_formula(sheet, row, number, formula)
        # One shared style: setting font and alignment cell by cell takes as long as all the rest.
        cell._style = dimension._style
    validation = DataValidation(type=None, promptTitle="Check", prompt="\n".join(CHECK_HELP))
    validation.showInputMessage = True
    validation.add(f"{letter}2:{letter}{last}")
    sheet.add_data_validation(validation)


def _add_conditions(sheet: Worksheet, spec: Sheet, last: int, prefilled: int) -> None:
    """Amber where something is missing or wrong; the words in `Check` say what.

    A row counts as begun once a cell after the prefilled columns has a value.
    """
    first = get_column_letter(prefilled % len(spec.columns) + 1)
    final = get_column_letter(len(spec.columns))
    begun = f"COUNTA(${first}2:${final}2)>0"
    if spec.check:
        letter = get_column_letter(len(spec.headers))
        area = f"{letter}2:{letter}{last}"
        _when(sheet, area, f'${letter}2="OK"', styles.ALL_WELL)
        _when(sheet, area, f'AND(${letter}2<>"",${letter}2<>"OK")', styles.NEEDS_ATTENTION)
    for number, column in enumerate(spec.columns, start=1):
        if column.required and not column.usual:
            letter = get_column_letter(number)
            missing = f'AND({begun},TRIM(${letter}2)="")'
            _when(sheet, f"{letter}2:{letter}{last}", missing, styles.MISSING)
    whole = f"A2:{get_column_letter(len(spec.headers))}{last}"
    _when(sheet, whole, begun, styles.HELD_TO_THE_GRID)


def _when(sheet: Worksheet, area: str, formula: str, style: DifferentialStyle) -> None:
    rule: Rule = FormulaRule(formula=[formula])
    rule.dxf = style
    sheet.conditional_formatting.add(area, rule)
