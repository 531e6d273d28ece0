"""The day a listing is of, from a title line above it or from the name of its file."""

from __future__ import annotations

import datetime as dt
import re

from ..common.text import is_blank
from .dates import FIRST_YEAR, LAST_YEAR, possible_days
from .tables import Table, texts_of

_DAY = (
    r"\d{4}[-/._]\d{1,2}[-/._]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|[A-Za-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|\d{1,2}(?:st|nd|rd|th)?[- ][A-Za-z]{3,9}\.?[- ,]{1,2}\d{2,4}"
)
_NAMED = re.compile(
    rf"\b(?:as (?:of|at|on)|at|per|to|until|ending|end date|through|thru|stand|au|al|date)\b\s*:?\s*(?:\w+day,? )?({_DAY})",
    re.I,
)
_IN_NAME = re.compile(r"(?<!\d)(\d{4})[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)")


def as_of(table: Table, name: str, order: str) -> dt.date | None:
    """The day of a listing; None where nothing says it, or it can be two days."""
    for row in table.above:
        text = " ".join(texts_of(value for value in row if not is_blank(value)))
        found = _NAMED.findall(text) or (
            [text] if re.fullmatch(_DAY, text.replace(", ", " ")) else []
        )
        if found:
            day = _day(found[-1], order)
            if day is not None:
                return day
    return _in_name(name)


def _day(text: str, order: str) -> dt.date | None:
    days = possible_days(
        text.replace("_", "-")
    )  # none of 12/31/2199, which means all dates in PCLaw
    certain = set(days.values())
    if order:
        return days.get(order)
    return certain.pop() if len(certain) == 1 else None


def _in_name(name: str) -> dt.date | None:
    """The last day in a file's name, the year first."""
    for parts in reversed(_IN_NAME.findall(name)):
        try:
            day = dt.date(*map(int, parts))
        except ValueError:
            continue
        if FIRST_YEAR <= day.year < LAST_YEAR:
            return day
    return None
