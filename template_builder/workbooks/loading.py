"""Turns the workbook specs into the model, holding them to the limits of spreadsheet programs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

from ..common.declared import once, read, read_part
from ..common.errors import Problem, SpecProblems
from ..common.specs_folder import SPECS
from ..common.toml_table import Table, near, shown
from .import_files import COLUMNS_OF_RECORD, NO_RECORD, NOWHERE
from .model import Column, Sheet, Value, Workbook
from .rules import AnyText, Day, Formula, FromList, Lookup, Number, OneOf, Rule

WORKBOOKS = ("time-tracking", "matter-crosswalk", "historical-data-index", "review", "balances")
KINDS: Mapping[str, type[Rule]] = {
    "text": AnyText,
    "date": Day,
    "number": Number,
    "choice": OneOf,
    "list": FromList,
    "lookup": Lookup,
    "formula": Formula,
}


def load_workbooks(folder: Path = SPECS / "workbooks") -> dict[str, Workbook]:
    """Every workbook spec by its id.

    Raises SpecProblems with every mistake of every file.
    """
    problems: list[Problem] = []
    found = {id_: _read(folder, id_, problems) for id_ in WORKBOOKS}
    if problems:
        raise SpecProblems(problems)
    return found


@cache
def load_workbook(id_: str) -> Workbook:
    """One of the package's own workbook specs, read once in a process.

    Raises SpecProblems with every mistake in it.
    """
    problems: list[Problem] = []
    workbook = _read(SPECS / "workbooks", id_, problems)
    if problems:
        raise SpecProblems(problems)
    return workbook


def _read(folder: Path, id_: str, problems: list[Problem]) -> Workbook:
    text = folder.joinpath(f"{id_}.toml").read_text(encoding="utf-8")
    return _workbook(Table.parse(text, f"specs/workbooks/{id_}.toml", problems), id_)


def _workbook(table: Table, id_: str) -> Workbook:
    return read(
        Workbook,
        table,
        id=table.text("id", choices=(id_,)),
        sheets=tuple(_sheet(sheet) for sheet in table.tables("sheets")),
    )


def _sheet(table: Table) -> Sheet:
    record = table.text("record", choices=tuple(COLUMNS_OF_RECORD))
    columns = _columns(table, COLUMNS_OF_RECORD.get(record, ()))
    ids = tuple(column.id for column in columns)
    return read(
        Sheet,
        table,
        record=record or NO_RECORD,
        columns=columns,
        examples=tuple(_values(row, ids) for row in table.tables("examples", [])),
        first_rows=tuple(_values(row, ids) for row in table.tables("first_rows", [])),
    )


def _columns(table: Table, targets: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns of a sheet, which fill each of the `targets`, the columns of its import file, once."""
    columns: list[Column] = []
    ids: dict[str, str] = {}
    filled: dict[str, str] = {}
    for row in table.tables("columns"):
        goes_to = row.text("goes_to", choices=(*targets, NOWHERE)) if targets else NOWHERE
        column = read(Column, row, rule=_rule(row), goes_to=goes_to)
        once(row, "id", column.id, ids)
        if goes_to in filled:
            row.complain("goes_to", f"{goes_to!r} is filled by {filled[goes_to]}")
        elif column.is_exported:
            filled[goes_to] = row.path
        columns.append(column)
    for target in targets:
        if target not in filled:
            table.complain("columns", f"none of them goes to {target!r}, which the import needs")
    return tuple(columns)


def _rule(table: Table) -> Rule:
    kind = table.text("kind", choices=tuple(KINDS))
    return read_part(KINDS.get(kind, AnyText), table)


def _values(table: Table, columns: tuple[str, ...]) -> dict[str, Value]:
    """A row of a sheet."""
    values: dict[str, Value] = {}
    for key, value in table.data.items():
        if key not in columns:
            table.complain(key, f"is not a column of this sheet{near(key, columns)}")
        elif not isinstance(value, str | int | Decimal | dt.date):
            table.complain(key, f"expected text, a number or a date, found {shown(value)}")
        else:
            values[key] = value
    return values
