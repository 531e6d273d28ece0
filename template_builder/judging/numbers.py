"""Judges hours, rates, prices and quantities, and makes exact decimals of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from ..common.numbers import (
    HUNDREDTH,
    PLAIN,
    ascii_digits,
    clock,
    exact,
    hours_of,
    hours_up,
    rounded,
    shown,
)
from ..common.text import is_blank, visible
from .typed_numbers import Reading, amount_in, can_be_two_amounts, hours_in
from .verdict import Flaw, Verdict, flawed

MOST_HOURS = 24
HOUR_DECIMALS = 2
PRICE_DECIMALS = 4
MOST_TYPED_DECIMALS = 3
LEAST_TYPED = Decimal("0.1")
"""How many decimals of an hour people type, and from how many hours on; clock times stored as a fraction of a day mostly
have more decimals."""
MINUTES_A_DAY = 24 * 60
NEAR_A_MINUTE = Decimal("0.001")
"""How far from a whole minute a fraction of a day may be: more than the noise of a float and of six decimals."""

SPREADSHEET_DAY_0 = dt.datetime(1899, 12, 31)
DURATION_YEARS = (1899, 1900)
"""A duration of a day and more in a cell that shows a time of day is read as a date in these years."""


class HoursJudge(NamedTuple):
    """Judges a duration; `rounding_minutes` is the increment of Clio's account, 0 when it is not known."""

    rounding_minutes: int = 0

    def __call__(self, value: object) -> Verdict:
        if is_blank(value):
            return flawed("hours-missing")
        if isinstance(value, str):
            return self._text(ascii_digits(visible(value)).strip())
        if (minutes := minutes_of_time(value)) is not None:
            return self._stored_as_time(minutes)
        if (days := _days_of_1900(value)) is not None:
            return _ambiguous(shown(Decimal(24 * days)), shown(Decimal(days)))
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            return flawed("hours-not-a-number")
        return self._number(exact(value))

    def _number(self, hours: Decimal, *flaws: Flaw) -> Verdict:
        if hours == 0:
            return flawed("hours-zero")
        if hours < 0:
            return flawed("hours-negative", hours)
        if hours > MOST_HOURS:
            return flawed("hours-over-a-day")
        fine = rounded(hours, HOUR_DECIMALS)
        if fine is None or not fine:
            return self._too_fine(hours)
        if self.rounding_minutes:
            flaws = (*flaws, *self._rounding(fine))
        return Verdict(fine, flaws)

    def _rounding(self, hours: Decimal) -> tuple[Flaw, ...]:
        step = self.rounding_minutes
        # A hundredth of an hour is the finest the workbook takes, so 0.08 stands for five minutes.
        minutes = hours * 60
        steps = ((minutes - Decimal("0.3")) / step).to_integral_value(ROUND_CEILING)
        if abs(minutes - steps * step) <= Decimal("0.3"):
            return ()
        in_steps = (steps * step / 60).quantize(HUNDREDTH)
        params = (
            ("increment", f"{step} minutes"),
            ("rounded", shown(in_steps)),
            ("difference", shown(in_steps - hours)),
        )
        return (Flaw("hours-not-in-increment", params),)

    def _text(self, text: str) -> Verdict:
        if PLAIN.fullmatch(text):
            number = Decimal(text)
            return self._number(number, Flaw("number-as-text", (), shown(number), number))
        reading = hours_in(text)
        if reading.kind == "hours-decimal-comma":
            hours = Decimal(reading.suggestion)
            if hours <= MOST_HOURS and rounded(hours, HOUR_DECIMALS) is None:
                return self._too_fine(hours)
        return _verdict(reading, self._number)

    def _stored_as_time(self, minutes: Decimal) -> Verdict:
        """The verdict of a cell formatted as a time: its minutes, unless somebody may have typed hours into it."""
        if minutes == 0:
            return flawed("hours-zero")
        typed = rounded(minutes / MINUTES_A_DAY, HOUR_DECIMALS)
        if minutes < 0:
            return flawed("hours-negative", rounded(minutes / 60, HOUR_DECIMALS))
        if typed:
            return _ambiguous(hours_of(minutes), shown(typed))
        return self._as_time(minutes)

    def _too_fine(self, hours: Decimal) -> Verdict:
        """The verdict of hours with more than two decimals: mostly a clock time, stored as a fraction of a day."""
        minutes = _whole(hours * MINUTES_A_DAY)
        if hours < 1 and minutes:
            # =20/60 is a third of an hour, and 8:00 is a third of a day.
            if of_hour := _whole(hours * 60):
                return _ambiguous(hours_of(minutes), hours_of(of_hour))
            # 3:00 is stored as 0.125, which is also what somebody types for an eighth of an hour.
            if hours > LEAST_TYPED and rounded(hours, MOST_TYPED_DECIMALS) is not None:
                return _ambiguous(hours_of(minutes), hours_up(hours))
            return self._as_time(minutes)
        return flawed("hours-too-fine", rounded=hours_up(hours))

    def _as_time(self, minutes: Decimal) -> Verdict:
        reading = Reading("hours-as-time", hours_of(minutes))
        return _verdict(reading, self._number, clock=clock(minutes))


def minutes_of_time(value: object) -> Decimal | None:
    """The minutes of a cell that a spreadsheet shows as a time or a duration; None for any other cell."""
    if isinstance(value, dt.time):
        value = dt.timedelta(
            hours=value.hour,
            minutes=value.minute,
            seconds=value.second,
            microseconds=value.microsecond,
        )
    elif isinstance(value, dt.datetime) and value.year in DURATION_YEARS and value.time():
        value -= SPREADSHEET_DAY_0
    if not isinstance(value, dt.timedelta):
        return None
    return exact(value.total_seconds()) / 60


def _days_of_1900(value: object) -> int | None:
    """The number behind 1 Jan 1900 and the days after it: whole days, or hours typed into a cell for dates."""
    if isinstance(value, dt.datetime) or not isinstance(value, dt.date):
        return None
    days = (value - SPREADSHEET_DAY_0.date()).days
    return days if 0 < days <= MOST_HOURS else None


def _whole(number: Decimal) -> Decimal | None:
    near = number.to_integral_value()
    return near if abs(number - near) <= NEAR_A_MINUTE else None


def _ambiguous(first: str, second: str) -> Verdict:
    return flawed("hours-ambiguous", first=first, second=second)


def _verdict(reading: Reading, judge: Callable[[Decimal], Verdict], **words: str) -> Verdict:
    """The verdict of a reading. The number suggested is certain only if it is one that `judge` can use."""
    choices = dict(zip(("first", "second"), reading.choices, strict=False))
    meant = Decimal(reading.suggestion) if reading.suggestion else None
    if meant is not None and judge(meant).value is None:
        meant = None
    return flawed(reading.kind, reading.number, reading.suggestion, meant, **choices, **words)


class AmountJudge(NamedTuple):
    """Judges a rate, a price or a quantity. `name` is the first word of its kinds: rate, price, quantity.

    A blank rate is no flaw here: the row knows whose usual rate stands for it.
    """

    name: str

    def __call__(self, value: object) -> Verdict:
        if is_blank(value):
            return Verdict(None) if self.name == "rate" else flawed(f"{self.name}-missing")
        if isinstance(value, str):
            return self._text(ascii_digits(visible(value)).strip())
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            return flawed("amount-not-a-number")
        return self._number(exact(value))

    def _number(self, number: Decimal, *flaws: Flaw) -> Verdict:
        quantity = self.name == "quantity"
        if number < 0:
            return flawed("quantity-negative" if quantity else "amount-negative", number)
        if quantity and number == 0:
            return flawed("quantity-zero")
        fine = rounded(number, PRICE_DECIMALS)
        if fine is None:
            flaws = (*flaws, Flaw("amount-decimals"))
        return Verdict(number if fine is None else fine, flaws)

    def _text(self, text: str) -> Verdict:
        if PLAIN.fullmatch(text) and not can_be_two_amounts(text):
            number = Decimal(text)
            return self._number(number, Flaw("number-as-text", (), shown(number), number))
        reading = amount_in(text, units=self.name == "quantity")
        if self.name == "quantity" and reading.kind == "amount-negative":
            reading = reading._replace(kind="quantity-negative")
        return _verdict(reading, self._number)
