"""Turns the workbook specs into the model, holding them to the limits of spreadsheet programs."""

from __future__ import annotations

import datetime as dt
import string
from decimal import Decimal
from pathlib import Path

from ..common.errors import Problem, SpecProblems
from ..common.specs_folder import ID, ID_EXPECTED, SPECS
from ..common.toml_table import Table, near, shown
from .import_files import COLUMNS_OF_RECORD, NO_RECORD, NOWHERE
from .model import PLACEHOLDERS, Column, Sheet, Start, Value, Workbook
from .rules import LISTS, AnyText, Day, FromList, Number, OneOf, Rule

WORKBOOKS = ("time-tracking", "matter-crosswalk", "historical-data-index")
LONGEST_PROMPT_TITLE = 32
LONGEST_PROMPT = 255
LONGEST_SHEET_NAME = 31
KINDS = ("text", "date", "number", "choice", "list")


def load_workbooks(folder: Path = SPECS / "workbooks") -> dict[str, Workbook]:
    """Every workbook spec by its id.

    Raises SpecProblems with every mistake of every file.
    """
    problems: list[Problem] = []
    found = {id_: _read(folder, id_, problems) for id_ in WORKBOOKS}
    if problems:
        raise SpecProblems(problems)
    return found


def load_workbook(id_: str) -> Workbook:
    """One of the package's own workbook specs.

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
    workbook = Workbook(
        id=table.text("id", choices=(id_,)),
        version=table.integer("version", least=1),
        title=table.text("title"),
        purpose=table.text("purpose"),
        start=_start(table.table("start")),
        sheets=tuple(_sheet(sheet) for sheet in table.tables("sheets")),
        summary=table.flag("summary", False),
    )
    table.finish()
    return workbook


def _start(table: Table) -> Start:
    start = Start(
        title=table.text("title"),
        intro=table.text("intro"),
        steps=table.texts("steps"),
        period=table.text("period", ""),
        hand_in=table.text("hand_in", ""),
        people=table.flag("people", False),
    )
    for key, text in (("period", start.period), ("hand_in", start.hand_in)):
        _check_placeholders(table, key, text)
    table.finish()
    return start


def _check_placeholders(table: Table, key: str, text: str) -> None:
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    except ValueError as error:
        table.complain(key, f"has a brace that is not closed: {error}")
        return
    for name in names:
        if name not in PLACEHOLDERS:
            table.complain(key, f"{{{name}}} is no placeholder{near(name, PLACEHOLDERS)}")


def _sheet(table: Table) -> Sheet:
    columns: list[Column] = []
    ids: dict[str, str] = {}
    filled: dict[str, str] = {}
    record = table.text("record", choices=tuple(COLUMNS_OF_RECORD))
    targets = COLUMNS_OF_RECORD.get(record, ())
    for row in table.tables("columns"):
        column = _column(row, targets)
        if column.id in ids:
            row.complain("id", f"{column.id!r} is already used by {ids[column.id]}")
        ids.setdefault(column.id, row.path)
        if column.goes_to in filled:
            row.complain("goes_to", f"{column.goes_to!r} is filled by {filled[column.goes_to]}")
        elif column.is_exported:
            filled[column.goes_to] = row.path
        columns.append(column)
    for target in targets:
        if target not in filled:
            table.complain("columns", f"none of them goes to {target!r}, which the import needs")
    sheet = Sheet(
        name=table.text("name", longest=LONGEST_SHEET_NAME),
        purpose=table.text("purpose"),
        record=record or NO_RECORD,
        rows=table.integer("rows", least=1),
        columns=tuple(columns),
        examples=tuple(_example(row, tuple(ids)) for row in table.tables("examples", [])),
        check=table.flag("check", False),
        one_of=_one_of(table, tuple(ids)),
    )
    table.finish()
    return sheet


def _one_of(table: Table, columns: tuple[str, ...]) -> tuple[str, ...]:
    group = table.texts("one_of", ())
    for id_ in group:
        if id_ not in columns:
            table.complain("one_of", f"{id_!r} is not a column of this sheet{near(id_, columns)}")
    return group


def _example(table: Table, columns: tuple[str, ...]) -> dict[str, Value]:
    example: dict[str, Value] = {}
    for key, value in table.data.items():
        if key not in columns:
            table.complain(key, f"is not a column of this sheet{near(key, columns)}")
        elif not isinstance(value, str | int | Decimal | dt.date):
            table.complain(key, f"expected text, a number or a date, found {shown(value)}")
        else:
            example[key] = value
    return example


def _column(table: Table, targets: tuple[str, ...]) -> Column:
    """A column of a sheet; `targets` are the columns of its import file, none where nothing is exported."""
    column = Column(
        id=table.text("id", pattern=ID, expected=ID_EXPECTED),
        header=table.text("header", longest=LONGEST_PROMPT_TITLE),
        width=table.integer("width", least=4),
        private=table.flag("private"),
        rule=_rule(table),
        required=table.flag("required", False),
        help=table.text("help"),
        prompt=table.text("prompt", longest=LONGEST_PROMPT),
        usual=table.text("usual", "", choices=("", "rate", "person")),
        goes_to=table.text("goes_to", choices=(*targets, NOWHERE)) if targets else NOWHERE,
    )
    table.finish()
    return column


def _rule(table: Table) -> Rule:
    match table.text("kind", choices=KINDS):
        case "date":
            return Day()
        case "number":
            return Number(
                decimals=table.integer("decimals", 2, least=0),
                above=table.amount("above", None),
                least=table.amount("least", None),
                most=table.amount("most", None),
            )
        case "choice":
            return OneOf(choices=table.texts("choices"))
        case "list":
            return FromList(list=table.text("list", choices=tuple(LISTS)))
        case _:
            return AnyText(longest=table.integer("longest", 255, least=1))
