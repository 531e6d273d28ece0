"""What the name of a file says by the pattern that the guide teaches: number, report, accounts, day."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import PurePosixPath
from typing import NamedTuple

from ..common.text import visible

_NUMBER = re.compile(r"\s*0*([1-9]\d{0,2})(?:[ ._-]++(?!\d)|$)")
_DAY = re.compile(r"(?<!\d)(\d{4})([-_. ]?)(\d{2})\2(\d{2})(?!\d)")
_OTHER_DAY = re.compile(r"(?<!\d)\d{1,2}[-_. ]\d{1,2}[-_. ](?:\d{4}|\d{2})(?!\d)")
FIRST_YEAR, LAST_YEAR = 1970, 2099
MOST_DAYS = 2


class NameGuess(NamedTuple):
    """What a name says; None and empty where it says nothing. `words` are the rest of it, without number and days.

    One day is the as-of date, two are a period. `unread_day` is set for a day that does not begin with the year.
    """

    words: str
    number: int | None = None
    as_of: dt.date | None = None
    period: tuple[dt.date, dt.date] | None = None
    unread_day: bool = False


def guess_from(name: str) -> NameGuess:
    """Read the name of a file, without its folder and ending."""
    stem = visible(PurePosixPath(name).stem)
    days = [day for match in _DAY.finditer(stem) if (day := _day(match))]
    rest = _DAY.sub(" ", stem)
    found = _NUMBER.match(rest) if _NUMBER.match(stem) else None
    number = int(found[1]) if found else None
    words = rest[found.end() :] if found else rest
    unread = bool(_OTHER_DAY.search(rest)) or len(days) > MOST_DAYS
    match days:
        case [day]:
            return NameGuess(words, number, day, None, unread)
        case [first, last] if first <= last:
            return NameGuess(words, number, None, (first, last), unread)
        case []:
            return NameGuess(words, number, unread_day=unread)
        case _:
            return NameGuess(words, number, unread_day=True)


def _day(match: re.Match[str]) -> dt.date | None:
    year, month, day = int(match[1]), int(match[3]), int(match[4])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
