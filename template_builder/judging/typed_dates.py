"""The many ways in which people write a date as text, and every day each can mean."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

FIRST_DAY = dt.date(1899, 12, 30)
"""The day before day 1 of a spreadsheet, moved by the leap day of 1900 that spreadsheets count and no calendar has."""
EARLIEST, LATEST = dt.date(2000, 1, 1), dt.date(2100, 12, 31)
"""The years that the formula of the column `Check` takes too."""

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "jan january janvier janv januar janner enero ene gennaio gen janeiro januari",
            "feb february fevrier fevr fev februar febrero febbraio fevereiro februari",
            "mar march mars marz mrz marzo marco maart",
            "apr april avril avr abril abr aprile",
            "may mai mayo maggio mag maio mei",
            "jun june juin juni junio giugno giu junho",
            "jul july juillet juil juli julio luglio lug julho",
            "aug august aout agosto ago augustus",
            "sep sept september septembre septiembre setiembre settembre set setembro",
            "oct october octobre octubre oktober okt ottobre ott outubro out",
            "nov november novembre noviembre novembro",
            "dec december decembre dezember dez diciembre dic dicembre dezembro",
        ],
        start=1,
    )
    for name in names.split()
}
"""Months of English, French, Spanish, German, Italian, Portuguese and Dutch, without accents."""
WEEKDAYS = (
    "mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs?)?(?:day)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
    "|lun(?:di|es)?|mar(?:di|tes)|mer(?:credi)?|mie(?:rcoles)?|jeu(?:di)?|jue(?:ves)?|ven(?:dredi)?"
    "|vie(?:rnes)?|sam(?:edi)?|sab(?:ado)?|dim(?:anche)?|dom(?:ingo)?"
    "|mo(?:ntag)?|di(?:enstag)?|mi(?:ttwoch)?|do(?:nnerstag)?|fr(?:eitag)?|samstag|sa|so(?:nntag)?"
)
BEFORE = rf"(?:(?:{WEEKDAYS})\.?,?\s+)?(?:(?:le|el|den|am)\s+)?"
TIME = re.compile(
    r"(?:\s*t\s*|\s*,?\s+(?:at\s+|a\s+|um\s+)?)\d{1,2}[:h]\d\d(?::\d\d(?:[.,]\d+)?)?"
    r"\s*(?:[ap]\.?m\.?)?\s*(?:z|utc|gmt|[+-]\d\d:?\d\d)?",
)
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
NUMBERS = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})")
EIGHT_DIGITS = re.compile(r"\d{8}")
SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
DAY_FIRST = re.compile(
    BEFORE
    + r"(\d{1,2})(?:st|nd|rd|th|er|re|o|º)?[-\s./]+(?:de\s+|of\s+)?([a-z]+)[-\s.,/]+(?:de[l]?\s+)?(\d{4}|\d{2})"
)
MONTH_FIRST = re.compile(BEFORE + r"([a-z]+)[-\s.]+(\d{1,2})(?:st|nd|rd|th)?[-\s,]+(\d{4}|\d{2})")


def read_date(text: str) -> tuple[list[dt.date], bool]:
    """Every day a text can mean, and whether its year has only two digits (taken for this century).

    A time of day behind the date is left away.
    """
    text = _folded(text)
    days, short = _day(text)
    if days or not (found := re.search(rf"{TIME.pattern}$", text)):
        return days, short
    return _day(text[: found.start()].strip())


def day_of_serial(serial: float) -> dt.date | None:
    """The day of the number as which spreadsheets store it; None where no entry can be so old or so late."""
    if not (EARLIEST - FIRST_DAY).days <= serial < (LATEST - FIRST_DAY).days + 1:
        return None
    return FIRST_DAY + dt.timedelta(days=int(serial))


def _folded(text: str) -> str:
    """Small letters without accents."""
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFD", text.lower())
    return "".join(char for char in letters if not unicodedata.combining(char))


def _day(text: str) -> tuple[list[dt.date], bool]:
    if found := YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, found.groups())
        return _days((year, month, day)), False
    if found := NUMBERS.fullmatch(text):
        one, two, year = map(int, found.groups())
        year, short = _full(year, found[3])
        return _days((year, one, two), (year, two, one)), short
    if EIGHT_DIGITS.fullmatch(text):
        return _of_eight_digits(text), False
    if found := SERIAL.fullmatch(text):
        day_found = day_of_serial(int(found[1]))
        return [day_found] if day_found else [], False
    for pattern, month_first in ((DAY_FIRST, False), (MONTH_FIRST, True)):
        if found := pattern.fullmatch(text):
            name, day_text = (found[1], found[2]) if month_first else (found[2], found[1])
            month = MONTHS.get(name, 0)
            year, short = _full(int(found[3]), found[3])
            return _days((year, month, int(day_text))), short
    return [], False


def _of_eight_digits(text: str) -> list[dt.date]:
    """20270118, 01182027 or 18012027: the days in years that can be."""
    year_first = (int(text[:4]), int(text[4:6]), int(text[6:]))
    one, two, year = int(text[:2]), int(text[2:4]), int(text[4:])
    days = _days(year_first, (year, one, two), (year, two, one))
    return [day for day in days if EARLIEST <= day <= LATEST]


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
