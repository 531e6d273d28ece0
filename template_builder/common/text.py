"""Cells as text: what a value says, how two are compared, which characters no text should have."""

from __future__ import annotations

import re

from .numbers import exact, shown

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0085\u2028\u2029\ufffe\uffff]")
LINE_BREAK = re.compile(r"[\r\n]")
FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a formula can begin with; the last four are the full-width forms, which some versions of Excel take too."""


def is_blank(value: object) -> bool:
    """Nothing, or only blanks."""
    return value is None or (isinstance(value, str) and not value.strip())


def text_of(value: object) -> str:
    """A cell as text: 1001.0 is `1001`, True is `TRUE`; blanks stay."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return shown(exact(value))
    return "" if value is None else str(value)


def key_of(text: str) -> str:
    """How names and numbers are compared: without blanks around or doubled inside, without case."""
    return " ".join(text.split()).casefold()
