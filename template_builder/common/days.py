"""Days: how they are written, and which of them are business days. Knows of no plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_label(day: dt.date) -> str:
    """A date nobody can misread, such as `Thu 14 Jan 2027`; the same on every machine."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def add_business_days(day: dt.date, count: int, days_off: Collection[dt.date] = ()) -> dt.date:
    """The business day `count` steps from `day`; 0 keeps the day even when it is no business day."""
    step = dt.timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        if is_business_day(day, days_off):
            left -= 1
    return day


def is_business_day(day: dt.date, days_off: Collection[dt.date] = ()) -> bool:
    """Monday to Friday and none of the firm's own days off."""
    return day.weekday() < 5 and day not in days_off


def business_days_between(
    first: dt.date, last: dt.date, days_off: Collection[dt.date] = ()
) -> list[dt.date]:
    """The business days after `first` up to and including `last`."""
    days = (first + dt.timedelta(days=n) for n in range(1, (last - first).days + 1))
    return [day for day in days if is_business_day(day, days_off)]


def day_of_month(year: int, month: int, day: int) -> dt.date:
    """The day of a month, or its last one when the month is shorter."""
    in_next = dt.date(year, month, 28) + dt.timedelta(days=4)
    last = in_next - dt.timedelta(days=in_next.day)
    return dt.date(year, month, min(day, last.day))
