"""Judges hours, rates, prices and quantities, and makes exact decimals of them."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from ..common.numbers import HUNDREDTH, PLAIN, exact, hours_of, shown
from ..common.text import is_blank
from .typed_numbers import amount_in, hours_in
from .verdict import Flaw, Verdict, flawed

MOST_HOURS = 24
PRICE_DECIMALS = 4


class HoursJudge(NamedTuple):
    """Judges a duration; `rounding_minutes` is the increment of Clio's account, 0 when it is not known."""

    rounding_minutes: int = 0

    def __call__(self, value: object) -> Verdict:
        if is_blank(value):
            return flawed("hours-missing")
        if isinstance(value, str):
            return self._text(value.strip())
        if isinstance(value, dt.time):
            return _as_time(value.hour * 60 + value.minute)
        if isinstance(value, dt.timedelta):
            return _as_time(round(value.total_seconds() / 60))
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            return flawed("hours-not-a-number")
        return self._number(exact(value))

    def _number(self, hours: Decimal, *flaws: Flaw) -> Verdict:
        if hours == 0:
            return flawed("hours-zero")
        if hours < 0:
            return flawed("hours-negative")
        if hours > MOST_HOURS:
            return flawed("hours-over-a-day")
        minutes_of_day = hours * 24 * 60
        if hours < 1 and hours % HUNDREDTH and minutes_of_day == minutes_of_day.to_integral_value():
            # 1:30 typed into a number cell is kept as 0.0625 of a day.
            return _as_time(int(minutes_of_day))
        if self.rounding_minutes:
            flaws = (*flaws, *self._rounding(hours))
        return Verdict(hours, flaws)

    def _rounding(self, hours: Decimal) -> tuple[Flaw, ...]:
        step = self.rounding_minutes
        # A hundredth of an hour is the finest the workbook takes, so 0.08 stands for five minutes.
        minutes = hours * 60
        steps = ((minutes - Decimal("0.3")) / step).to_integral_value(ROUND_CEILING)
        if abs(minutes - steps * step) <= Decimal("0.3"):
            return ()
        rounded = (steps * step / 60).quantize(HUNDREDTH)
        params = (
            ("increment", f"{step} minutes"),
            ("rounded", shown(rounded)),
            ("difference", shown(rounded - hours)),
        )
        return (Flaw("hours-not-in-increment", params),)

    def _text(self, text: str) -> Verdict:
        if PLAIN.fullmatch(text):
            number = Decimal(text)
            return self._number(number, Flaw("number-as-text", (), shown(number)))
        kind, suggestion = hours_in(text)
        return flawed(kind, suggestion=suggestion)


def _as_time(minutes: int) -> Verdict:
    if minutes == 0:
        return flawed("hours-zero")
    return flawed("hours-as-time", suggestion=hours_of(minutes))


class AmountJudge(NamedTuple):
    """Judges a rate, a price or a quantity. `name` is the first word of its kinds: rate, price, quantity.

    A blank rate is no flaw here: the row knows whose usual rate stands for it.
    """

    name: str

    def __call__(self, value: object) -> Verdict:
        if is_blank(value):
            return Verdict(None) if self.name == "rate" else flawed(f"{self.name}-missing")
        if isinstance(value, str):
            return self._text(value.strip())
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            return flawed("amount-not-a-number")
        return self._number(exact(value))

    def _number(self, number: Decimal, *flaws: Flaw) -> Verdict:
        quantity = self.name == "quantity"
        if number < 0:
            return flawed("quantity-negative" if quantity else "amount-negative")
        if quantity and number == 0:
            return flawed("quantity-zero")
        if number != round(number, PRICE_DECIMALS):
            flaws = (*flaws, Flaw("amount-decimals"))
        return Verdict(number, flaws)

    def _text(self, text: str) -> Verdict:
        if PLAIN.fullmatch(text):
            number = Decimal(text)
            return self._number(number, Flaw("number-as-text", (), shown(number)))
        kind, suggestion = amount_in(text)
        return flawed(kind, suggestion=suggestion)
