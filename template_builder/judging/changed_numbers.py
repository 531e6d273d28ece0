"""Matter numbers that a spreadsheet turned into dates and other numbers.

`MAR-01` becomes a day in March, `1E5` becomes 100000 and `00123` becomes 123, unless their cells are text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple, TypeVar

from ..common.numbers import exact
from .typed_dates import FIRST_DAY, MONTHS, read_date

LONGEST = 40
"""No longer text is a number or a date to a spreadsheet."""
PARTS = re.compile(r"\s*[-/. ]\s*")
NUMBER = re.compile(r"(\d{1,3}(,\d{3})+|\d+)(\.\d*)?(e[+-]?\d{1,2})?", re.ASCII | re.IGNORECASE)


Key = TypeVar("Key")


class Day(NamedTuple):
    """A day that a spreadsheet reads in a text; where the text has no year, it takes the current one."""

    month: int
    day: int
    year: int | None = None


class ChangedNumbers:
    """Finds which of the known numbers a cell may have held before a spreadsheet changed it."""

    def __init__(self, known: Collection[str]) -> None:
        self._known = known

    def behind_date(self, day: dt.date) -> list[str]:
        """The numbers that can have become this day."""
        readings = (Day(day.month, day.day), Day(day.month, day.day, day.year))
        serial = str((day - FIRST_DAY).days)
        found = [number for reading in readings for number in self._by_day.get(reading, ())]
        return [*found, *(number for number in self._known if number == serial)]

    def behind_date_text(self, text: str) -> list[str]:
        """The numbers that can have become a day which is now written as this text, as in a CSV file."""
        return [number for day in read_date(text)[0] for number in self.behind_date(day)]

    def behind_number(self, text: str) -> list[str]:
        """The other numbers that a spreadsheet takes for the number in this text."""
        value = _value(text)
        if value is None:
            return []
        return [number for number in self._by_value.get(value, ()) if number != text]

    @cached_property
    def _by_day(self) -> dict[Day, list[str]]:
        return _index(self._known, lambda number: dict.fromkeys(_days(number.casefold())))

    @cached_property
    def _by_value(self) -> dict[Decimal, list[str]]:
        return _index(
            self._known, lambda number: [value] if (value := _value(number)) is not None else []
        )


def _index(numbers: Iterable[str], keys: Callable[[str], Iterable[Key]]) -> dict[Key, list[str]]:
    found: dict[Key, list[str]] = {}
    for number in numbers:
        for key in keys(number):
            found.setdefault(key, []).append(number)
    return found


def _value(text: str) -> Decimal | None:
    """The number that a spreadsheet makes of a text, if it makes one."""
    if len(text) > LONGEST or not NUMBER.fullmatch(text):
        return None
    return exact(float(text.replace(",", "")))


def _days(number: str) -> Iterator[Day]:
    """Every day that a spreadsheet, in any of its languages, can read in a text of two or three parts."""
    parts = PARTS.split(number) if len(number) <= LONGEST else []
    if len(parts) == 2:
        for one, two in (parts, parts[::-1]):
            yield from _day(month=one, day=two)
            yield from _day(month=one, day="1", year=two)
    elif len(parts) == 3:
        one, two, three = parts
        for year, month, day in ((one, two, three), (three, one, two), (three, two, one)):
            yield from _day(month=month, day=day, year=year)


def _day(month: str, day: str, year: str | None = None) -> Iterator[Day]:
    number = int(month) if month.isdecimal() else MONTHS.get(month, 0)
    if 1 <= number <= 12 and day.isdecimal() and 1 <= int(day) <= 31:
        for each in [None] if year is None else _years(year):
            yield Day(number, int(day), each)


def _years(text: str) -> list[int]:
    if not text.isdecimal() or len(text) not in (1, 2, 4):
        return []
    return [int(text)] if len(text) == 4 else [1900 + int(text), 2000 + int(text)]
