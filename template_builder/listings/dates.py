"""Dates as other systems write them: one order of day and month for a column."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..common.cells import CellError
from ..common.text import visible
from ..judging.typed_dates import FIRST_DAY, day_in_order, written_date

ORDERS = ("MDY", "DMY")
FIRST_YEAR, LAST_YEAR = 1950, 2100
LONGEST = 60
"""Characters of a date; longer texts are not looked at."""
OLDEST_SHORT = 2070
"""Years of two digits from here on are those of the century before."""
_NO_DAY = re.compile(
    r"[\W0_]*|(?:(?:12/30|30/12|0?1/0?[01])/(?:1899|1900)|1899-12-30|1900-01-0[01]"
    r"|0?1/0?1/0001|0001-01-01|(?:12/31|31/12)/9999|9999-12-31)(?:[T ].*)?"
)
"""How programs write a date that is not there: 00/00/0000, / /, the first one that they know or the day before, the last."""
_EIGHT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_SHORT_YEAR = re.compile(r"(?!\d{4}).*[-/. ']\d\d", re.S)
_DAY_SLASH_YEAR = re.compile(r"([A-Za-z]{3,9}\.? \d{1,2})/(\d\d(?:\d\d)?)")
"""Jan 4/21, as PCLaw writes it."""


def possible_days(text: str) -> dict[str, dt.date]:
    """The days of a text by the order of day and month; one for both orders where the order does not matter."""
    if len(text) > LONGEST:
        return {}
    text = _DAY_SLASH_YEAR.sub(r"\1, \2", text.strip())
    found = {order: day for order in ORDERS if (day := day_in_order(text, order, short_years=True))}
    if not found:
        if eight := _EIGHT.fullmatch(text):
            text = "-".join(eight.groups())
        written = written_date(text)
        if len(written.days) == 1 and not written.contradicts_itself:
            found = dict.fromkeys(ORDERS, written.days[0])
    if _SHORT_YEAR.fullmatch(text):
        found = {order: _in_century(day) for order, day in found.items()}
    return {order: day for order, day in found.items() if FIRST_YEAR <= day.year <= LAST_YEAR}


def is_no_day(value: object) -> bool:
    """Whether a cell says that there is no date, as databases and spreadsheets write it."""
    if isinstance(value, str):
        return len(value) <= LONGEST and _NO_DAY.fullmatch(value.strip()) is not None
    if isinstance(value, dt.date):
        return value.year <= 1900 or value.year == dt.MAXYEAR
    return value == 0 or value == dt.time()


def _in_century(day: dt.date) -> dt.date:
    """The day of a year of two digits: none is far ahead. Centuries here have the same leap years."""
    return day.replace(year=day.year - 100) if day.year >= OLDEST_SHORT else day


@dataclass
class DateColumn:
    """How the dates of one column are read: with the month first (MDY), the day first (DMY), or not known."""

    order: str = ""
    unclear: str = ""
    """The first text that is two days, if the order is not known."""
    mixed: bool = False
    """Whether its dates contradict each other."""
    _known: dict[str, dt.date | None] = field(default_factory=dict)

    def read(self, value: object) -> dt.date | None:
        """The day of a cell; None where it has none or it cannot be told."""
        if is_no_day(value):
            return None
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _of_serial(value)
        if not isinstance(value, str) or isinstance(value, CellError):
            return None
        if value not in self._known:
            self._known[value] = self._of(value)
        return self._known[value]

    def _of(self, text: str) -> dt.date | None:
        days = possible_days(visible(text))
        if self.order:
            return days.get(self.order)
        return next(iter(days.values())) if len(set(days.values())) == 1 else None


def date_column(values: Iterable[object], otherwise: str = "") -> DateColumn:
    """How a column's dates are read, by all of its values; `otherwise` is the order where they do not say it."""
    texts = {v for v in values if isinstance(v, str) and v and not isinstance(v, CellError)}
    days = {text: possible_days(visible(text)) for text in texts}
    orders = {next(iter(own)) for own in days.values() if len(own) == 1}
    if len(orders) > 1:
        return DateColumn(mixed=True)
    order = next(iter(orders), otherwise)
    unclear = sorted(text for text, own in days.items() if len(set(own.values())) > 1)
    return DateColumn(order, "" if order or not unclear else unclear[0])


def _of_serial(serial: float) -> dt.date | None:
    """The day of a number as which spreadsheets store it."""
    first, last = dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31)
    if not (first - FIRST_DAY).days <= serial < (last - FIRST_DAY).days + 1:
        return None
    return FIRST_DAY + dt.timedelta(days=int(serial))
