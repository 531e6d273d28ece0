"""Cells as text: what a value says, how two are compared, which characters no text should have."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .numbers import exact, shown

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0085\u2028\u2029\ufffe\uffff]")
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Characters without a width: joiners, marks of direction, soft hyphens, variation selectors, tags, fillers."""
NO_BREAK = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f", " "))
ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u2018\u2019\u201b\u02bc", "'"),
    }
)
"""Dashes and apostrophes that a program types in place of the plain ones."""
LINE_BREAK = re.compile(r"[\r\n]")
FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a formula can begin with; the last four are the full-width forms, which some versions of Excel take too."""


def is_blank(value: object) -> bool:
    """Nothing, or only blanks and invisible characters."""
    return value is None or (isinstance(value, str) and not visible(value).strip())


def text_of(value: object) -> str:
    """A cell as text: 1001.0 is `1001`, True is `TRUE`; blanks stay."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return shown(exact(value))
    return "" if value is None else str(value)


def counted(number: int, word: str) -> str:
    """A number with its noun: 1 row, 2 rows."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def visible(text: str) -> str:
    """Text in NFC without what nobody sees: characters without a width are gone, no-break blanks are blanks."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text).translate(NO_BREAK))


def text_key(text: str) -> str:
    """How texts are compared: as one sees them, without blanks around or doubled inside, without case."""
    if text.isascii():
        return " ".join(text.split()).casefold()
    folded = " ".join(visible(text).translate(ALIKE).split()).casefold()
    return unicodedata.normalize("NFC", folded)


@lru_cache(maxsize=4096)
def key_of(text: str) -> str:
    """The same of names and numbers, which come again and again."""
    return text_key(text)
