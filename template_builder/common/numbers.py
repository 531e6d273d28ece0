"""Exact decimals: as a spreadsheet shows a number, as one types it, minutes as hours."""

from __future__ import annotations

import re
from decimal import Decimal

PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")
"""A number as text without units, currency signs or thousands separators."""

HUNDREDTH = Decimal("0.01")


def exact(number: float | int | Decimal) -> Decimal:
    """The decimal a spreadsheet shows for a binary number: 0.1 is 0.1, and nothing beyond 15 digits."""
    if isinstance(number, float):
        return Decimal(format(number, ".15g"))
    return Decimal(number)


def shown(number: Decimal) -> str:
    """A number as one types it: no exponent, no zeros at the end."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def hours_of(minutes: Decimal | int) -> str:
    """Minutes as decimal hours, as one types them."""
    return shown((Decimal(minutes) / 60).quantize(HUNDREDTH))
