"""Makes dates and numbers of the texts of a CSV file, as far as the file itself says how to read them.

In a CSV everything is text, so text alone is nothing to complain of. What cannot be told stays text, for the judges.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from ..common.numbers import PLAIN, ascii_digits
from ..common.text import visible
from ..judging.typed_dates import day_in_order, is_in_utc, written_date
from ..judging.typed_numbers import CURRENCY
from ..judging.verdict import Flaw
from ..reading.reader import Value
from ..workbooks.headers import FoundSheet
from ..workbooks.recognition import Recognized
from ..workbooks.rules import Day, Number

MOST_DIGITS = 15
"""What a spreadsheet keeps of a number; longer ones stay text."""

NUMBERS = {
    ".": re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d*)(?:\.\d*)?", re.ASCII),
    ",": re.compile(r"[+-]?(?:\d{1,3}(?:[. \u2009'\u2019]\d{3})+|\d*)(?:,\d*)?", re.ASCII),
}
"""How numbers read that have a point or a comma before their decimals."""

ORDERS = {"DMY": "day", "MDY": "month"}

Cell = tuple[int, int]
"""The place of a row in the sheet's rows, and of a column."""


def with_values(recognized: Recognized, separator: str) -> Recognized:
    """The tables of a CSV file with dates and numbers in place of texts.

    Where dates of the file contradict each other in the order of day and month, its first table has a flaw that says so.
    """
    if not recognized.sheets:
        return recognized
    first, *more = recognized.sheets
    rows: list[list[Value]] = [list(row) for row in first.data.rows]
    dates = _texts(recognized.sheets, rows, Day)
    orders = _orders(dates)
    order = next(iter(orders)) if len(orders) == 1 else ""
    for (row, column), text in dates.items():
        rows[row][column] = _date(text, order) or rows[row][column]
    numbers = _without_currency(_texts(recognized.sheets, rows, Number))
    marks = _Marks(numbers, separator)
    for (row, column), text in numbers.items():
        number = _number(text, marks.of(column))
        rows[row][column] = rows[row][column] if number is None else number
    flaws = [_mixed(orders, first)] if len(orders) > 1 else []
    data = first.data._replace(rows=rows)
    tables = (
        first._replace(data=data, flaws=(*first.flaws, *flaws)),
        *(each._replace(data=data) for each in more),
    )
    return recognized._replace(sheets=tables)


def _texts(
    tables: Iterable[FoundSheet], rows: list[list[Value]], rule: type[Day] | type[Number]
) -> dict[Cell, str]:
    """The texts in the columns of a rule, as one sees them."""
    found: dict[Cell, str] = {}
    for table in tables:
        for column in table.spec.entered:
            place = table.columns.get(column.id, -1)
            if place >= 0 and isinstance(column.rule, rule):
                for row in range(table.header + 1, min(table.end, len(rows))):
                    value = rows[row][place]
                    if isinstance(value, str) and (text := ascii_digits(visible(value)).strip()):
                        found[row, place] = text
    return found


def _without_currency(numbers: Mapping[Cell, str]) -> dict[Cell, str]:
    """Numbers without the currency sign that the format of their column adds: all have the same, or some that of dollars."""
    signs: dict[int, set[str]] = defaultdict(set)
    for (_, column), text in numbers.items():
        signs[column].update(sign.strip() for sign in CURRENCY.findall(text) or [""])
    added = {
        column
        for column, own in signs.items()
        if len(own - {""}) == 1 and ("" not in own or "$" in "".join(own))
    }
    return {
        (row, column): CURRENCY.sub("", text).strip() if column in added else text
        for (row, column), text in numbers.items()
    }


def _orders(dates: Mapping[Cell, str]) -> dict[str, Cell]:
    """The orders of day and month that dates can only have, each with the first of its cells."""
    found: dict[str, Cell] = {}
    for cell, text in dates.items():
        days = {order: day_in_order(text, order) for order in ORDERS}
        possible = [order for order, day in days.items() if day]
        if len(possible) == 1:
            found.setdefault(possible[0], cell)
    return found


def _mixed(orders: Mapping[str, Cell], table: FoundSheet) -> tuple[int, int, object, Flaw]:
    (first, column), (second, _) = (orders[order] for order in ("DMY", "MDY"))
    top = table.data.first_row
    words = (("day_first", f"row {top + first}"), ("month_first", f"row {top + second}"))
    return column, table.header_row, "", Flaw("date-orders-mixed", words)


def _date(text: str, order: str) -> dt.date | int | None:
    """The day of a text, in the order of the others where it can be two; None where it has to be asked for."""
    if is_in_utc(text):
        return None
    if text.isdigit():
        return int(text) if len(text) <= MOST_DIGITS else None
    if order and (day := day_in_order(text, order)):
        return day
    written = written_date(text)
    certain = len(written.days) == 1 and not written.short_year and not written.contradicts_itself
    return written.days[0] if certain and not PLAIN.fullmatch(text) else None


class _Marks:
    """What separates the decimals in each column: what its own numbers have, else what those of all columns have."""

    def __init__(self, numbers: Mapping[Cell, str], separator: str) -> None:
        self._separator = separator
        self._by_column: dict[int, set[str]] = defaultdict(set)
        for (_, column), text in numbers.items():
            if len(fitting := _fitting(text)) == 1:
                self._by_column[column].update(fitting)
        self._everywhere = set().union(*self._by_column.values())

    def of(self, column: int) -> str:
        """A point or a comma; nothing where numbers contradict each other, or none says so."""
        marks = self._by_column.get(column) or self._everywhere
        if len(marks) > 1:
            return ""
        # Programs that write a comma before decimals separate values by something else.
        if self._separator == ",":
            return "" if "," in marks else "."
        return next(iter(marks), "")


def _fitting(text: str) -> list[str]:
    """The decimal marks by which a text is a number; both where it has none, or thousands only."""
    return [mark for mark, form in NUMBERS.items() if form.fullmatch(text)]


def _number(text: str, mark: str) -> float | int | None:
    """The number of a text by its decimal mark; without one, only of a text that cannot be two numbers."""
    fitting = _fitting(text)
    if sum(map(str.isdigit, text)) not in range(1, MOST_DIGITS + 1) or (
        mark and mark not in fitting
    ):
        return None
    if not mark and not (PLAIN.fullmatch(text) and (fitting == ["."] or "." not in text)):
        return None
    whole, _, decimals = text.partition(mark or ".")
    number = float(f"{re.sub(r'[^0-9+-]', '', whole)}.{decimals}")
    return int(number) if number.is_integer() else number
