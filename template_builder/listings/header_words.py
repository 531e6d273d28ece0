"""How headers are compared, and what a header says of the currency of its column."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ..common.text import visible

LONGEST = 200
"""Characters of a header that are compared."""
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
_JOINED = re.compile(r"[^\w#<>%?]+|_")
_NUMBERS = re.compile(r"(?<=\d)\s*[-\u2013\u2014]\s*(?=\d)")
_SAME = (
    (re.compile(r"solicitor|lawyer|advocate"), "attorney"),
    (re.compile(r"organisation"), "organization"),
)
CURRENCIES = (
    "USD", "CAD", "GBP", "EUR", "AUD", "NZD", "ZAR", "CHF", "JPY",
    "INR", "HKD", "SGD", "SEK", "NOK", "DKK", "PLN", "MXN", "BRL",
)  # fmt: skip
SIGNS = {"US$": "USD", "CA$": "CAD", "C$": "CAD", "A$": "AUD", "AU$": "AUD", "NZ$": "NZD", "HK$": "HKD",
         "S$": "SGD", "\u20ac": "EUR", "\u00a3": "GBP", "\u00a5": "JPY", "\u20b9": "INR", "$": "$"}  # fmt: skip
_CURRENCY = re.compile(
    rf"(?<![A-Za-z])({'|'.join(CURRENCIES)})(?![A-Za-z])|((?:US|CA|C|AU|A|NZ|HK|S)?[$\u20ac\u00a3\u00a5\u20b9])"
)


@lru_cache(4096)
def header_key(text: str) -> str:
    """A header without brackets, case, accents, blanks and punctuation: `Matter_No. (old)` is `matterno`.

    A hyphen between numbers stays, as in `31-60`, and so do `<`, `>`, `#`, `%` and `?`: `Employee?` is no employee.
    """
    text = " ".join(visible(text[:LONGEST]).split())
    return full_key(_BRACKETS.sub("", text).strip() or text)


@lru_cache(4096)
def full_key(bare: str) -> str:
    """A header as `header_key` has it, but with what is in brackets: `Duration (h)` is `durationh`."""
    letters = bare.casefold()
    if not letters.isascii():
        folded = unicodedata.normalize("NFKD", visible(letters))
        letters = "".join(char for char in folded if not unicodedata.combining(char))
    dashed = _NUMBERS.sub("\u2013", letters)
    key = "".join(_JOINED.sub("", part) + "-" for part in dashed.split("\u2013"))[:-1]
    for pattern, word in _SAME:
        key = pattern.sub(word, key)
    return key


@lru_cache(4096)
def currency_in(text: str) -> str:
    """The code of the currency that a header or a cell names, or `$` where the sign says no more; or nothing."""
    found = _CURRENCY.search(text[:LONGEST])
    if not found:
        return ""
    return found[1] or SIGNS.get(found[2], "")
