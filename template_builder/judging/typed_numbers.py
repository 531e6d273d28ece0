"""The many ways in which people write hours and money as text: which mistake it is, and what was meant."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from ..common.numbers import PLAIN, hours_of, shown

GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?", re.ASCII)
DECIMAL_COMMA = re.compile(r"\d*,\d+", re.ASCII)
BLANK_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[ \u2009'\u2019]\d{3})+(?:\.\d*)?", re.ASCII)
DOT_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,}", re.ASCII)
COMMA_POINT = re.compile(r"(?:[1-9]\d{0,2}(?:[. \u2009'\u2019]\d{3})+|\d+),\d+", re.ASCII)
"""1.234,56, 1 234,56, 1234,567: the comma is the decimal point."""
COMMA_OR_GROUP = re.compile(r"0+,\d{3}", re.ASCII)
"""0,675 is 0.675, or 675 with digits lost before the comma."""
POINT_OR_GROUP = re.compile(r"[1-9]\d{0,2}\.\d{3}", re.ASCII)
"""1.250 is 1.25, or 1250 where a point separates thousands."""
ONE_GROUP = re.compile(r"[1-9]\d{0,2},\d{3}", re.ASCII)
"""1,250 is 1250 dollars. Of units it can be 1.25, where a comma separates decimals."""
CURRENCY = re.compile(
    r"(?:US|CA|C|AU|A|NZ|HK|S|R)?[$£€¥₹₩₱₪]\s*|\s*[$£€¥₹₩₱₪]"
    r"|(?<![a-z])(?:usd|cad|aud|nzd|gbp|eur|chf|jpy|zar|inr|dollars?|euros?|pounds?)(?![a-z])\s*",
    re.I,
)
PER_HOUR = re.compile(r"\s*(?:p?/|per|an|p\.)\s*(?:h|hr|hour)\.?$", re.I)
NO_CENTS = re.compile(r"[.,]\s?(?:--?|\u2014)$")
"""320.- and 320,-- are even amounts, not negative ones."""
NEGATIVE = re.compile(r"\((.+)\)|-\s*(.+)|(.+?)\s*-|(.+?)\s*CR", re.I)
CLOCK = re.compile(
    r"(\d{1,3}):([0-5]\d)(?::([0-5]\d(?:[.,]\d+)?))?(?:\s*(?:h|hrs?|hours?)\.?)?", re.I | re.ASCII
)
CLOCK_WITH_MINUTES = re.compile(r"(\d{1,3}):([0-5]\d)\s*(?:m|mins?|minutes?)\.?", re.I | re.ASCII)
SHORT_CLOCK = re.compile(r"(\d{1,2}):(\d)", re.ASCII)
UNITS = re.compile(
    r"(?:(\d+(?:[.,]\d+)?|\.\d+)\s*(?:h|hrs?|hours?)\.?)?[\s,]*"
    r"(?:(?:and\s+)?(\d+(?:[.,]\d+)?)\s*(?:m|mins?|minutes?)\.?)?",
    re.I | re.ASCII,
)
HOURS_THEN_MINUTES = re.compile(r"(\d{1,3})\s*h(?:rs?|ours?)?\s*([0-5]?\d)", re.I | re.ASCII)
FRACTION = re.compile(
    r"(?:(\d{1,4})[\s-]*)?([\u00bc-\u00be\u2150-\u215e])|(?:(\d{1,4})[\s-]+)?(\d{1,2})[/\u2044](\d{1,2})",
    re.ASCII,
)
HOUR_UNIT = re.compile(r"\s*(?:h|hrs?|hours?)\.?$", re.I)
WORDS = re.compile(
    r"\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|"
    r"fifty|sixty|ninety|half|quarter|hour|hours|minute|minutes)\b",
    re.I,
)


class Reading(NamedTuple):
    """What a text is instead of a plain number: the kind of finding, and the number meant where it is certain.

    Of a text that can mean several numbers, `choices` has two. `number` is that of a negative amount.
    """

    kind: str
    suggestion: str = ""
    choices: tuple[str, ...] = ()
    number: Decimal | None = None


def hours_in(text: str) -> Reading:
    """What hours are that are no plain number."""
    if inside := _negative(text):
        number = Decimal(inside) if PLAIN.fullmatch(inside) else None
        meant = number or Decimal(hours_in(inside).suggestion or 0)
        if meant > 0:
            return Reading("hours-negative", number=-meant)
    if (minutes := minutes_in(text)) is not None:
        kind = "hours-as-clock" if ":" in text else "hours-with-unit"
        return Reading(kind, hours_of(minutes)) if minutes else Reading("hours-zero")
    if found := SHORT_CLOCK.fullmatch(text):
        return Reading("hours-ambiguous", choices=_short_clock(int(found[1]), int(found[2])))
    if found := CLOCK_WITH_MINUTES.fullmatch(text):
        return _clock_with_minutes(int(found[1]), int(found[2]))
    if DECIMAL_COMMA.fullmatch(text):
        return Reading("hours-decimal-comma", shown(Decimal(text.replace(",", ".")) + 0))
    if (number := _fraction(HOUR_UNIT.sub("", text))) is not None:
        return Reading("number-as-fraction", hours_of(number * 60))
    return Reading("hours-in-words" if WORDS.search(text) else "hours-not-a-number")


def minutes_in(text: str) -> Decimal | None:
    """The minutes of `1:30`, `1:30:00`, `1.5h`, `1h 30m` or `90 min`; None for anything else."""
    if found := CLOCK.fullmatch(text):
        seconds = Decimal((found[3] or "0").replace(",", "."))
        return Decimal(found[1]) * 60 + Decimal(found[2]) + seconds / 60
    found = HOURS_THEN_MINUTES.fullmatch(text) or UNITS.fullmatch(text)
    if found and (found[1] or found[2]):
        hours, minutes = (Decimal((part or "0").replace(",", ".")) for part in found.groups())
        return hours * 60 + minutes
    return None


def _short_clock(hours: int, digit: int) -> tuple[str, str]:
    """1:5 can be 1:05 or 1:50; 1:7 can be 1:07 or 1.7."""
    other = hours_of(hours * 60 + digit * 10) if digit < 6 else f"{hours}.{digit}"
    return hours_of(hours * 60 + digit), other


def _clock_with_minutes(first: int, second: int) -> Reading:
    """18:25 min can be 18 hours and 25 minutes, or 18 minutes and 25 seconds."""
    minutes = first + Decimal(second) / 60
    if not minutes:
        return Reading("hours-zero")
    if first >= 24:
        return Reading("hours-with-unit", hours_of(minutes))
    return Reading("hours-ambiguous", choices=(hours_of(first * 60 + second), hours_of(minutes)))


def _negative(text: str) -> str:
    """What a minus sign, brackets or CR make negative; nothing where none does, or two do."""
    found = NEGATIVE.fullmatch(text)
    inside = next(filter(None, found.groups())).strip() if found else ""
    return "" if inside.startswith(("-", "+")) else inside


def _fraction(text: str) -> Decimal | None:
    """The number of ½, 1½ or 1 1/2."""
    found = FRACTION.fullmatch(text)
    if not found:
        return None
    whole, sign, whole_before, above, under = found.groups()
    if sign:
        above, under = unicodedata.normalize("NFKD", sign).split("\u2044")
    if not 0 < int(above) < int(under):
        return None
    return Decimal(whole or whole_before or 0) + Decimal(above) / Decimal(under)


def amount_in(text: str, *, units: bool = False) -> Reading:
    """What money, or a number of `units`, is that is no plain number."""
    bare = CURRENCY.sub("", PER_HOUR.sub("", text)).strip()
    bare = CURRENCY.sub("", NO_CENTS.sub("", bare)).strip()
    if inside := CURRENCY.sub("", _negative(bare)).strip():
        if _choices(inside, units=units):
            return Reading("amount-negative")
        _, number = _amount(inside)
        return Reading("amount-negative", number=-number) if number else NO_AMOUNT
    if choices := _choices(bare, units=units):
        return Reading("amount-ambiguous", choices=choices)
    kind, number = _amount(bare)
    if number is not None:
        return Reading(kind if bare == text else "amount-with-currency", shown(number))
    part = _fraction(bare)
    if part is not None and part == round(part, 4):
        return Reading("number-as-fraction", shown(part))
    return NO_AMOUNT


NO_AMOUNT = Reading("amount-not-a-number")


def can_be_two_amounts(text: str) -> bool:
    """Whether a plain number as text is one where a point separates decimals, and another where it separates thousands."""
    return POINT_OR_GROUP.fullmatch(text.lstrip("+-")) is not None


def _choices(bare: str, *, units: bool) -> tuple[str, ...]:
    """The two numbers that a text can be; nothing where it can be one at most."""
    whole, _, decimals = bare.replace(",", ".").partition(".")
    if COMMA_OR_GROUP.fullmatch(bare):
        return f"0.{decimals}", shown(Decimal(decimals))
    if POINT_OR_GROUP.fullmatch(bare) or (units and ONE_GROUP.fullmatch(bare)):
        return shown(Decimal(f"{whole}.{decimals}")), f"{whole}{decimals}"
    return ()


def _amount(bare: str) -> tuple[str, Decimal | None]:
    """The amount of a text without sign and currency, and the kind of its separators."""
    if PLAIN.fullmatch(bare):
        return "", Decimal(bare)
    if GROUPED.fullmatch(bare) or BLANK_GROUPED.fullmatch(bare):
        return "amount-with-comma", Decimal(re.sub(r"[^\d.+-]", "", bare))
    if DOT_GROUPED.fullmatch(bare):
        return "amount-with-comma", Decimal(bare.replace(".", ""))
    if COMMA_POINT.fullmatch(bare):
        return "amount-decimal-comma", Decimal(re.sub(r"[^\d,]", "", bare).replace(",", "."))
    return "", None
