"""The values of a table's columns: how its numbers and dates are written, decided by whole columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ..common.cells import CellError
from ..common.text import is_blank, text_of
from .amounts import NumberColumn, is_nothing, marks_of, number_column, written
from .choices import Places
from .dates import DateColumn, date_column
from .kinds import Field, Kind
from .model import Question, Remark
from .row_classes import Line, RowClass
from .tables import Table

MARKS = {"": "", "point": ".", "comma": ","}


@dataclass
class Values:
    """How each column is read, what has to be asked about it, and what was noticed."""

    numbers: dict[int, NumberColumn] = field(default_factory=dict)
    dates: dict[int, DateColumn] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def number(self, at: int, value: object) -> Decimal | None:
        """The number of a cell of a column."""
        return self.numbers[at].read(value)

    def day(self, at: int, value: object) -> dt.date | None:
        """The day of a cell of a column."""
        return self.dates[at].read(value)


def values_of(
    table: Table,
    kind: Kind,
    columns: Mapping[str, Places],
    lines: Sequence[Line],
    *,
    dates: str,
    decimals: str,
) -> Values:
    """How the columns of a table are read; `dates` and `decimals` are what a person says where they do not say it."""
    found = Values()
    figures = (RowClass.DATA, RowClass.SUBTOTAL, RowClass.TOTAL)
    rows = [table.rows[line.at] for line in lines if line.row_class in figures]
    data = [table.rows[line.at] for line in lines if line.row_class == RowClass.DATA]
    fields = [(kind.field(id_), at) for id_, places in columns.items() for at in places if at >= 0]
    mark = MARKS[decimals] or _common_mark(rows, [at for each, at in fields if each.is_figure])
    order = dates or _common_order(data, [at for each, at in fields if each.holds == "date"])
    for each, at in fields:
        if each.holds == "date":
            found.dates[at] = column = date_column([row[at] for row in data], order)
            if column.unclear:
                _ask(
                    found,
                    each,
                    "dates",
                    f"{column.unclear} in {each.title} can be two days: the month or the day may be first.",
                )
            if column.mixed:
                how = "some have the month first, others the day"
                _remark_mixed(found, table, at, each, "dates", how)
        elif each.holds == "money" or each.holds == "hours":
            numbers = number_column([row[at] for row in rows], each.holds, kind.credit, mark)
            found.numbers[at] = numbers
            if numbers.mixed:
                how = "some have a decimal point, others a decimal comma"
                _remark_mixed(found, table, at, each, "numbers", how)
            if numbers.unclear:
                _ask(
                    found,
                    each,
                    "decimals",
                    f"{numbers.unclear} in {each.title} can be two numbers: the mark may separate decimals or thousands.",
                )
    return found


def _ask(found: Values, field_: Field, option: str, why: str) -> None:
    if not field_.asks:
        found.remarks.append(Remark("", f"{why} It is not read.", f"Say which with --{option}."))
    elif all(each.option != option for each in found.questions):
        found.questions.append(Question(field_.id, field_.title, why, option=option))


def _remark_mixed(found: Values, table: Table, at: int, field_: Field, what: str, how: str) -> None:
    message = (
        f"The {what} of {field_.title} ({table.headers[at]}) contradict each other: {how}. Only those that can be one "
        "thing are read."
    )
    fix = f"Make the list again with one format of {what}."
    found.remarks.append(Remark("", message, fix))


def _common_mark(rows: Sequence[Sequence[object]], places: Sequence[int]) -> str:
    """The decimal mark that all columns together can only have; blank where they do not say, or contradict each other."""
    texts = [row[at] for row in rows for at in places if isinstance(row[at], str) and row[at]]
    marks = marks_of(own for text in texts if (own := written(str(text))) is not None)
    return next(iter(marks)) if len(marks) == 1 else ""


def _common_order(rows: Sequence[Sequence[object]], places: Sequence[int]) -> str:
    """The order of day and month of the columns that say it, if it is one."""
    orders = {date_column([row[at] for row in rows]).order for at in places} - {""}
    return next(iter(orders)) if len(orders) == 1 else ""


def text_in(row: Sequence[object], places: Places) -> str:
    """The texts of a field's columns on one line."""
    texts = (" ".join(text_of(row[at]).split()) for at in places if at >= 0)
    return " ".join(filter(None, texts))


def is_unreadable(value: object) -> bool:
    """Whether a cell has something in it that should have been read."""
    return isinstance(value, CellError) or not (is_blank(value) or is_nothing(value))
