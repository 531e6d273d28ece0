"""Judges dates, against the days of the transition period as far as they are known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from decimal import Decimal
from typing import NamedTuple

from ..common.days import day_label, is_business_day
from ..common.numbers import ascii_digits
from ..common.text import is_blank, visible
from .typed_dates import EARLIEST, LATEST, day_of_serial, read_date
from .verdict import Flaw, Verdict, flawed

FAR = dt.timedelta(days=366)
TOO_FAR = dt.timedelta(days=3653)
"""Ten years from the transition period or from today, no day was meant."""


class DateJudge(NamedTuple):
    """Judges a date cell against the days of the transition period, as far as they are known.

    Without a period, days more than a year from `today` are doubtful; without `today`, none is in the future.
    """

    today: dt.date | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    days_off: Collection[dt.date] = ()

    def __call__(self, value: object) -> Verdict:
        if isinstance(value, dt.datetime):
            return self._on(value.date())
        if isinstance(value, dt.date):
            return self._on(value)
        if is_blank(value):
            return flawed("date-missing")
        if isinstance(value, str):
            return self._text(ascii_digits(visible(value)).strip())
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            return self._number(value)
        return flawed("date-not-a-date")

    def _number(self, number: float | Decimal) -> Verdict:
        """A number without the format of a date: the serial number of a day, or 20270118."""
        day = day_of_serial(float(number))
        if day is None and number == int(number):
            days, _ = read_date(str(int(number))) if number > 0 else ([], False)
            day = days[0] if len(days) == 1 else None
        return self._taken("date-is-number", day) if day else flawed("date-not-a-date")

    def _text(self, text: str) -> Verdict:
        readings, short_year = read_date(text)
        if not readings:
            return flawed("date-not-a-date")
        if len(readings) > 1:
            first, second = (day_label(day) for day in readings[:2])
            return flawed("date-ambiguous", first=first, second=second)
        label = day_label(readings[0])
        if short_year:
            meant = None if self._cannot_be(readings[0]) else readings[0]
            return flawed("date-two-digit-year", suggestion=label, meant=meant)
        return self._taken("date-is-text", readings[0])

    def _taken(self, kind: str, day: dt.date) -> Verdict:
        """The verdict of a day that is certain, although the cell holds no date."""
        on = self._on(day)
        return (
            Verdict(on.value, (Flaw(kind, (), day_label(day), day), *on.flaws)) if on.value else on
        )

    def _on(self, day: dt.date) -> Verdict:
        if self._cannot_be(day):
            return flawed("date-wrong-year", day=day_label(day))
        return Verdict(day, tuple(Flaw(kind, params) for kind, params in self._doubts(day)))

    def _cannot_be(self, day: dt.date) -> bool:
        near = self.first or self.today
        return not EARLIEST <= day <= LATEST or (near is not None and abs(day - near) > TOO_FAR)

    def _doubts(self, day: dt.date) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
        found: list[tuple[str, tuple[tuple[str, str], ...]]] = []
        if self.first and day < self.first:
            found.append(("date-before-cut-off", (("cut_off", day_label(self.first)),)))
        elif self.last and day > self.last:
            found.append(("date-after-period", (("end", day_label(self.last)),)))
        elif self.today and day > self.today:
            found.append(("date-in-future", ()))
        elif self.today and not self.first and abs(day - self.today) > FAR:
            found.append(("date-far-off", ()))
        if day.weekday() > 4:
            weekday = "Saturday" if day.weekday() == 5 else "Sunday"
            found.append(("date-on-weekend", (("weekday", weekday),)))
        elif not is_business_day(day, self.days_off):
            found.append(("date-on-day-off", ()))
        return found
