"""The many ways in which people write hours and money as text: which mistake it is, and what was meant."""

from __future__ import annotations

import re
from decimal import Decimal

from ..common.numbers import PLAIN, hours_of, shown

GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?")
DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
CURRENCY = re.compile(
    r"(?:US|CA|C|AU|A|NZ)?[$£€]\s*|\s*[$£€]|\b(?:usd|cad|aud|nzd|gbp|eur)\b\s*", re.I
)
CLOCK = re.compile(r"(\d{1,3}):([0-5]?\d)(?::[0-5]?\d)?(?:\s*(?:h|hrs?|hours?))?", re.I)
UNITS = re.compile(
    r"(?:(\d+(?:\.\d+)?)\s*(?:h|hrs?|hours?)\.?)?[\s,]*(?:(?:and\s+)?(\d+(?:\.\d+)?)\s*(?:m|min|mins|minutes?)\.?)?",
    re.I,
)
HOURS_THEN_MINUTES = re.compile(r"(\d{1,3})\s*h\s*([0-5]?\d)", re.I)
WORDS = re.compile(
    r"\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|"
    r"fifty|sixty|ninety|half|quarter|hour|hours|minute|minutes)\b",
    re.I,
)


def hours_in(text: str) -> tuple[str, str]:
    """The kind of finding for hours that are no plain number, and the hours meant where they are certain."""
    if found := CLOCK.fullmatch(text):
        return "hours-as-clock", hours_of(int(found[1]) * 60 + int(found[2]))
    if DECIMAL_COMMA.fullmatch(text):
        return "hours-decimal-comma", shown(Decimal(text.replace(",", ".")))
    found = HOURS_THEN_MINUTES.fullmatch(text) or UNITS.fullmatch(text)
    if found and (found[1] or found[2]):
        return "hours-with-unit", hours_of(Decimal(found[1] or 0) * 60 + Decimal(found[2] or 0))
    return ("hours-in-words" if WORDS.search(text) else "hours-not-a-number"), ""


def amount_in(text: str) -> tuple[str, str]:
    """The kind of finding for money that is no plain number, and the amount meant where it is certain."""
    bare = CURRENCY.sub("", text).strip()
    kind = "amount-with-currency" if bare != text else "amount-with-comma"
    if PLAIN.fullmatch(bare) and bare != text:
        return kind, shown(Decimal(bare))
    if GROUPED.fullmatch(bare):
        return kind, shown(Decimal(bare.replace(",", "")))
    return "amount-not-a-number", ""
