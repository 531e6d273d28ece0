"""The many ways in which people write a date as text, and every day each can mean."""

from __future__ import annotations

import datetime as dt
import re

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ],
        start=1,
    )
    for name in names.split()
}
WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
YEAR_FIRST = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)?"
)
NUMBERS = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})")
DAY_FIRST = re.compile(
    WEEKDAY + r"(\d{1,2})(?:st|nd|rd|th)?[-\s.]+([a-z]+)[-\s.,]+(\d{4}|\d{2})", re.I
)
MONTH_FIRST = re.compile(
    WEEKDAY + r"([a-z]+)[-\s.]+(\d{1,2})(?:st|nd|rd|th)?[-\s,]+(\d{4}|\d{2})", re.I
)


def read_date(text: str) -> tuple[list[dt.date], bool]:
    """Every day a text can mean, and whether its year has only two digits (taken for this century)."""
    if found := YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, found.groups())
        return _days((year, month, day)), False
    if found := NUMBERS.fullmatch(text):
        one, two, year = map(int, found.groups())
        year, short = _full(year, found[3])
        return _days((year, one, two), (year, two, one)), short
    for pattern, month_first in ((DAY_FIRST, False), (MONTH_FIRST, True)):
        if found := pattern.fullmatch(text):
            name, day_text = (found[1], found[2]) if month_first else (found[2], found[1])
            month = MONTHS.get(name.lower(), 0)
            year, short = _full(int(found[3]), found[3])
            return _days((year, month, int(day_text))), short
    return [], False


def _full(year: int, text: str) -> tuple[int, bool]:
    return (2000 + year, True) if len(text) == 2 else (year, False)


def _days(*candidates: tuple[int, int, int]) -> list[dt.date]:
    """The candidates (year, month, day) that exist, each day once."""
    days: list[dt.date] = []
    for year, month, day in candidates:
        try:
            found = dt.date(year, month, day)
        except ValueError:
            continue
        if found not in days:
            days.append(found)
    return days
