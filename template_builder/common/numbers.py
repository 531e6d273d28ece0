"""Exact decimals: as a spreadsheet shows a number, as one types it, minutes as hours."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)", re.ASCII)
"""A number as text without units, currency signs or thousands separators."""

HUNDREDTH = Decimal("0.01")
NOISE = Decimal("1e-6")
"""How far from a round number a binary number may be to be taken for it, in units of its last decimal."""

MOST_DIGITS = 18
"""Numbers beyond it are not rounded: the arithmetic has 28 digits, and no amount has so many."""


def exact(number: float | int | Decimal) -> Decimal:
    """The decimal a spreadsheet shows for a binary number: 0.1 is 0.1, and nothing beyond 15 digits."""
    if isinstance(number, float):
        return Decimal(format(number, ".15g"))
    return Decimal(number)


def rounded(number: Decimal, decimals: int) -> Decimal | None:
    """The number with so many decimals, free of float noise: 1.4999999999999 is 1.5; None when it has more."""
    if number.adjusted() > MOST_DIGITS:
        return number
    near = round(number, decimals)
    if near == number:
        return number
    return near if abs(number - near).scaleb(decimals) <= NOISE else None


def shown(number: Decimal) -> str:
    """A number as one types it: no exponent, no zeros at the end."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def hours_of(minutes: Decimal | int) -> str:
    """Minutes as decimal hours, as one types them: rounded to the hundredth, and none that are 0 for some work."""
    hours = (Decimal(minutes) / 60).quantize(HUNDREDTH, ROUND_HALF_UP)
    return shown(max(hours, HUNDREDTH) if minutes > 0 else hours)


def hours_up(hours: Decimal) -> str:
    """Hours as Clio shows them: with two decimals, rounded up."""
    return shown(hours.quantize(HUNDREDTH, ROUND_CEILING))


def clock(minutes: Decimal) -> str:
    """Minutes as a spreadsheet shows a time: 0:30, 25:30, 0:07:30."""
    seconds = int((minutes * 60).to_integral_value(ROUND_HALF_UP))
    text = f"{seconds // 3600}:{seconds // 60 % 60:02}"
    return f"{text}:{seconds % 60:02}" if seconds % 60 else text


def ascii_digits(text: str) -> str:
    """Text with full-width and other scripts' digits, full-width signs and the minus sign as one types them."""
    if text.isascii():
        return text
    return "".join(map(_ascii, text))


def _ascii(char: str) -> str:
    if (digit := unicodedata.decimal(char, None)) is not None:
        return str(digit)
    if "\uff01" <= char <= "\uff5e":
        return chr(ord(char) - 0xFEE0)
    return "-" if char in "\u2212\u2010\u2011\u2012\u2013" else char
