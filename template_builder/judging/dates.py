"""Judges dates, against the days of the transition period as far as they are known."""

from __future__ import annotations

import datetime as dt
from calendar import day_name
from collections.abc import Collection
from decimal import Decimal
from typing import NamedTuple

from ..common.days import day_label, is_business_day
from ..common.numbers import ascii_digits
from ..common.text import is_blank, visible
from .typed_dates import (
    EARLIEST,
    LATEST,
    day_in_order,
    day_of_serial,
    is_in_utc,
    read_date,
    written_date,
)
from .verdict import Flaw, Params, Verdict, flawed

FAR = dt.timedelta(days=366)
ORDERS = {"MDY": "month first", "DMY": "day first"}
"""The orders of day and month in a text, in words."""
TOO_FAR = dt.timedelta(days=3653)
"""Ten years from the transition period or from today, no day was meant."""


class DateJudge(NamedTuple):
    """Judges a date cell against the days of the transition period, as far as they are known.

    Without a period, days more than a year from `today` are doubtful; without `today`, none is in the future.
    `text_order` says whether the month (MDY) or the day (DMY) is first in texts that can mean two days, if somebody
    has decided it.
    """

    today: dt.date | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    days_off: Collection[dt.date] = ()
    text_order: str = ""

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
        written = written_date(text)
        if not written.days:
            return flawed("date-not-a-date")
        if written.contradicts_itself:
            days = " or ".join(map(day_label, written.days))
            return flawed("date-wrong-weekday", weekday=day_name[written.weekday or 0], day=days)
        days_near = self._near(written.days) if written.short_year else written.days
        if len(days_near) > 1:
            return self._one_of(text, days_near, written.short_year)
        day = days_near[0]
        if written.short_year:
            return self._short(day)
        return self._in_utc(day) if is_in_utc(text) else self._taken("date-is-text", day)

    def _in_utc(self, day: dt.date) -> Verdict:
        """The verdict of a day in UTC, which is none to suggest: where people work it may be the one before or after."""
        on = self._on(day)
        return on._replace(flaws=(Flaw("date-in-utc"), *on.flaws)) if on.value else on

    def _one_of(self, text: str, days: list[dt.date], short_year: bool) -> Verdict:
        """The verdict of a text that can mean several days: the one in the order that was decided, if it was."""
        order = self.text_order
        day = day_in_order(text, order, short_years=True) if order else None
        if day not in days:
            first, second = map(day_label, days[:2])
            return flawed("date-ambiguous", first=first, second=second)
        if short_year:
            return self._short(day)
        if is_in_utc(text):
            return self._in_utc(day)
        return self._taken("date-read-as-decided", day, (("order", ORDERS[order]),))

    def _short(self, day: dt.date) -> Verdict:
        meant = None if self._cannot_be(day) else day
        return flawed("date-two-digit-year", suggestion=day_label(day), meant=meant)

    def _near(self, days: list[dt.date]) -> list[dt.date]:
        """The days that are not over a year away, if there are any: 27-01-18 means 2027 rather than 2018."""
        around = self.first or self.today
        return [day for day in days if around and abs(day - around) <= FAR] or days

    def _taken(self, kind: str, day: dt.date, words: Params = ()) -> Verdict:
        """The verdict of a day that is certain, although the cell holds no date."""
        on = self._on(day)
        return (
            Verdict(on.value, (Flaw(kind, words, day_label(day), day), *on.flaws))
            if on.value
            else on
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
            found.append(("date-on-weekend", ()))
        elif not is_business_day(day, self.days_off):
            found.append(("date-on-day-off", ()))
        return found
