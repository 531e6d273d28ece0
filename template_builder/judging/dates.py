"""Judges dates, against the days of the transition period as far as they are known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

from ..common.days import day_label, is_business_day
from ..common.text import is_blank
from .typed_dates import read_date
from .verdict import Flaw, Verdict, flawed

EARLIEST, LATEST = dt.date(1950, 1, 1), dt.date(2100, 12, 31)
FAR = dt.timedelta(days=366)


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
            return self._text(value.strip())
        return flawed("date-not-a-date")

    def _text(self, text: str) -> Verdict:
        readings, short_year = read_date(text)
        if not readings:
            return flawed("date-not-a-date")
        if len(readings) > 1:
            first, second = (day_label(day) for day in readings[:2])
            return flawed("date-ambiguous", first=first, second=second)
        label = day_label(readings[0])
        if short_year:
            return flawed("date-two-digit-year", suggestion=label)
        on = self._on(readings[0])
        return Verdict(on.value, (Flaw("date-is-text", (), label), *on.flaws))

    def _on(self, day: dt.date) -> Verdict:
        return Verdict(day, tuple(Flaw(kind, params) for kind, params in self._doubts(day)))

    def _doubts(self, day: dt.date) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
        found: list[tuple[str, tuple[tuple[str, str], ...]]] = []
        if not EARLIEST <= day <= LATEST:
            return [("date-far-off", ())]
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
