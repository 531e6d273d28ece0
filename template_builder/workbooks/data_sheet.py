"""Writes one data sheet: header, column formats, drop-downs, prompts, the `Check` column, print set-up."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.formatting.rule import FormulaRule, Rule
from openpyxl.styles import Alignment, Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ..excel import styles
from ..excel.cells import put, put_formula
from ..excel.print_area import blank_rows, print_by, suggest_height
from ..excel.tables import finish_table, row_height, write_header
from .formulas import (
    ROW,
    Places,
    check_formula,
    drop_down,
    entries,
    in_each_row,
    lookup_formula,
    own_formula,
)
from .model import Column, Sheet
from .print_area import printed_area
from .rules import AnyText, Day, Formula, FromList, Lookup, Number, OneOf

CHECK_WIDTH = 44
CHECK_HELP = (
    "Shows OK, or what is missing or wrong, as you type. Blank for a blank row.",
    "Updates itself. For more rows, insert them above the last one and copy the formulas down.",
)
LARGEST = "999999999999"
"""A number without limits may be below zero: drop-downs know no rule for any number."""
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
    numeric = [n for n, c in enumerate(spec.columns, start=1) if _is_numeric(c)]
    write_header(sheet, spec.headers, numeric)
    for number, column in enumerate(spec.columns, start=1):
        _format_column(sheet, number, column, date_format)
        _add_prompt(sheet, number, column.header, column.prompt)
        _add_validation(sheet, number, column, last, lists)
        if isinstance(column.rule, Lookup):
            _add_formula(sheet, number, spec, lookup_formula(column.rule, spec, places))
        elif isinstance(column.rule, Formula):
            _add_own_formulas(sheet, number, spec, column.rule.formula, places)
    cache = styles.StyleCache()
    for row, values in enumerate(rows, start=2):
        sheet.row_dimensions[row].height = row_height(sheet, values)
        for number, value in enumerate(values, start=1):
            if value is not None and value != "":
                cell = put(sheet, row, number, value)
                cache.apply(cell, *_style_of(spec.columns[number - 1], date_format))
    if spec.check:
        _add_check(sheet, spec, places)
    last_blank = 1 + blank_rows(sheet, len(spec.columns))
    print_by(sheet, printed_area(spec, last_blank))
    if not rows:
        suggest_height(sheet, range(2, last_blank + 1))
    prefilled = max(map(len, rows), default=0)
    _add_conditions(sheet, spec, last, prefilled, last_blank=last_blank)
    finish_table(sheet, width, last)


def _is_numeric(column: Column) -> bool:
    return isinstance(column.rule, Day | Number) or (
        isinstance(column.rule, Formula) and column.rule.is_number
    )


def number_format(column: Column, date_format: str) -> str:
    """How cells of a column show their values. Text stays text: no leading zero is lost."""
    match column.rule:
        case Day():
            return date_format
        case Number(plain=True) | Formula(decimals=None):
            return "General"
        case Number(decimals=0) | Formula(decimals=0):
            return "0"
        case Number(decimals=2) | Formula(decimals=2):
            return "#,##0.00"
        case Number() | Formula():
            return "#,##0.00##"
        case Lookup():
            return "General"
        case _:
            return "@"


def _format_column(sheet: Worksheet, number: int, column: Column, date_format: str) -> None:
    dimension = sheet.column_dimensions[get_column_letter(number)]
    dimension.width = column.width
    dimension.font, dimension.alignment, _, dimension.number_format = _style_of(column, date_format)


def _style_of(column: Column, date_format: str) -> tuple[Font, Alignment, None, str]:
    """What `StyleCache.apply` takes: font, alignment, no border, the format of values."""
    return (
        styles.TEXT if column.is_entered else styles.CALCULATED,
        styles.TOP_WRAP if column.width >= LONG_TEXT else styles.TOP,
        None,
        number_format(column, date_format),
    )


def _add_prompt(sheet: Worksheet, number: int, title: str, text: str) -> None:
    """A prompt on the header cell; one on every row would hide the rows that somebody works in."""
    validation = DataValidation(type=None, promptTitle=title, prompt=text, showInputMessage=True)
    validation.add(f"{get_column_letter(number)}1")
    sheet.add_data_validation(validation)


def _add_validation(
    sheet: Worksheet, number: int, column: Column, last: int, lists: dict[str, str]
) -> None:
    """A drop-down or a limit for the rows, which warns and does not block."""
    validation = _validation(column, lists)
    if validation is None:
        return
    validation.allow_blank = True
    validation.errorStyle = "warning"
    validation.errorTitle = column.header
    validation.error = f"This should be {column.rule.words}. Keep it anyway?"
    validation.showErrorMessage = True
    letter = get_column_letter(number)
    validation.add(f"{letter}2:{letter}{last}")
    sheet.add_data_validation(validation)


def _validation(column: Column, lists: dict[str, str]) -> DataValidation | None:
    match column.rule:
        case Day():
            return DataValidation(
                type="date", operator="between", formula1="36526", formula2="73415"
            )
        case Number(above=None, least=None, most=None):
            return DataValidation(
                type="decimal", operator="between", formula1=f"-{LARGEST}", formula2=LARGEST
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
        case AnyText() | FromList() | Lookup() | Formula():
            return None


def _add_check(sheet: Worksheet, spec: Sheet, places: Places) -> None:
    number = len(spec.headers)
    dimension = sheet.column_dimensions[get_column_letter(number)]
    dimension.width = CHECK_WIDTH
    dimension.font = styles.TEXT
    # A long message may run on to the right; a wrapped one would be cut.
    dimension.alignment = styles.TOP
    _add_prompt(sheet, number, "Check", "\n".join(CHECK_HELP))
    _add_formula(sheet, number, spec, check_formula(spec, places))


def _add_formula(sheet: Worksheet, number: int, spec: Sheet, formula: str) -> None:
    """A formula in every row of a column, in the column's style."""
    style = sheet.column_dimensions[get_column_letter(number)]._style
    for row, text in in_each_row(formula, spec):
        # One shared style: setting font and alignment cell by cell takes as long as all the rest.
        put_formula(sheet, row, number, text)._style = style


def _add_own_formulas(
    sheet: Worksheet, number: int, spec: Sheet, formula: str, places: Places
) -> None:
    """The formula of a column in every row that has none of its own; green where it says OK."""
    if formula:
        _add_formula(sheet, number, spec, own_formula(formula, spec, places))
    letter = get_column_letter(number)
    style = sheet.column_dimensions[letter]._style
    id_ = spec.columns[number - 1].id
    for row, values in enumerate(spec.first_rows, start=2):
        if id_ in values:
            own = own_formula(str(values[id_]), spec, places).replace(ROW, str(row))
            put_formula(sheet, row, number, own)._style = style
    _when(sheet, f"{letter}2:{letter}{spec.rows + 1}", f'${letter}2="OK"', styles.ALL_WELL)


def _add_conditions(
    sheet: Worksheet, spec: Sheet, last: int, prefilled: int, *, last_blank: int
) -> None:
    """Amber where something is missing or wrong; the words in `Check` say what. Lines around rows that print.

    A row counts as begun once a cell after the prefilled columns has a value.
    """
    first = prefilled % len(spec.columns)
    begun = entries(spec.columns[first:], "2", first=first + 1, fixed="$") + ">0"
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
    _when(sheet, whole, f"OR({begun},ROW()<={last_blank})", styles.HELD_TO_THE_GRID)


def _when(sheet: Worksheet, area: str, formula: str, style: DifferentialStyle) -> None:
    rule: Rule = FormulaRule(formula=[formula])
    rule.dxf = style
    sheet.conditional_formatting.add(area, rule)
