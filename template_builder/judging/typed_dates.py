"""The many ways in which people write a date as text, and every day each can mean."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import NamedTuple

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
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        [
            "mon monday lun lundi lunes lunedi mo montag maandag segunda segunda-feira",
            "tue tues tuesday mar mardi martes martedi di dienstag dinsdag terca terca-feira",
            "wed weds wednesday mer mercredi mie miercoles mercoledi mi mittwoch wo woensdag quarta quarta-feira",
            "thu thur thurs thursday jeu jeudi jue jueves gio giovedi do donnerstag donderdag quinta quinta-feira",
            "fri friday ven vendredi vie viernes venerdi fr freitag vr vrijdag sexta sexta-feira",
            "sat saturday sam samedi sab sabado sabato sa samstag sonnabend za zaterdag",
            "sun sunday dim dimanche dom domingo domenica so sonntag zo zondag",
        ]
    )
    for name in names.split()
}
"""Days of the week in the same languages, Monday as 0."""
WEEKDAY = re.compile(r"([a-z]{2,9}(?:-feira)?)\b\.?,?\s*")
BEFORE = r"(?:(?:the|on|le|el|den|am|il)\s+)?"
AROUND = " '.,;()"
TIME = re.compile(
    r"(?:\s*t\s*|\s*,?\s+(?:at\s+|a\s+|um\s+)?)(?:\d{1,2}[:h]\d\d(?::\d\d(?:[.,]\d+)?)?"
    r"\s*(?:[ap]\.?m\.?)?\s*(?:z|utc|gmt|[+-]\d\d:?\d\d)?|\d{1,2}\s*(?:[ap]\.?m\.?|h|uhr))$",
)
IN_UTC = re.compile(
    r"(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:z|utc|gmt|[+-]00:?00)$"
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


class Written(NamedTuple):
    """Every day a text can mean, whether its year has only two digits, and the weekday it names (Monday is 0)."""

    days: list[dt.date]
    short_year: bool = False
    weekday: int | None = None

    @property
    def contradicts_itself(self) -> bool:
        """Whether the text names another weekday than that of its day."""
        return self.weekday is not None and all(day.weekday() != self.weekday for day in self.days)


def read_date(text: str) -> tuple[list[dt.date], bool]:
    """Every day a text can mean, and whether its year has only two digits (taken for this century).

    A time of day behind the date is left away.
    """
    written = written_date(text)
    return written.days, written.short_year


def written_date(text: str) -> Written:
    """What a text says of a date. A weekday that fits one of its days settles which one is meant."""
    text = _folded(text).strip(AROUND)
    without_time = text[: found.start()] if (found := TIME.search(text)) else text
    for part in dict.fromkeys((text, without_time)):
        if (written := _day(part)).days:
            return written
        named = WEEKDAY.match(part)
        weekday = WEEKDAYS.get(named[1]) if named else None
        if named and weekday is not None:
            days, short, _ = _day(part[named.end() :])
            if days:
                fitting = [day for day in days if day.weekday() == weekday]
                return Written(fitting or days, short, weekday)
    return Written([])


def is_in_utc(text: str) -> bool:
    """Whether a text says a time of day in UTC, when it may be another day elsewhere. Midnight stands for no time."""
    found = IN_UTC.search(_folded(text).strip(AROUND))
    return found is not None and any(int(part or 0) for part in found.groups())


def day_in_order(text: str, order: str, *, short_years: bool = False) -> dt.date | None:
    """The day of 02/03/2027 when the month (MDY) or the day (DMY) is first; None where that gives none.

    A year of two digits gives none either, unless `short_years` are wanted.
    """
    text = _folded(text).strip(AROUND)
    if time := TIME.search(text):
        text = text[: time.start()]
    found = NUMBERS.fullmatch(text)
    if not found or (len(found[3]) == 2 and not short_years):
        return None
    one, two, last = map(int, found.groups())
    year, _ = _full(last, found[3])
    days = _days((year, one, two) if order == "MDY" else (year, two, one))
    return days[0] if days else None


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


def _day(text: str) -> Written:
    if found := YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, found.groups())
        return Written(_days((year, month, day)))
    if found := NUMBERS.fullmatch(text):
        one, two, last = map(int, found.groups())
        year, short = _full(last, found[3])
        days = [(year, one, two), (year, two, one)]
        if short and "." not in text:
            days.append((2000 + one, two, last))
        return Written(_days(*days), short)
    if EIGHT_DIGITS.fullmatch(text):
        return Written(_of_eight_digits(text))
    if found := SERIAL.fullmatch(text):
        day_found = day_of_serial(int(found[1]))
        return Written([day_found] if day_found else [])
    for pattern, month_first in ((DAY_FIRST, False), (MONTH_FIRST, True)):
        if found := pattern.fullmatch(text):
            name, day_text = (found[1], found[2]) if month_first else (found[2], found[1])
            month = MONTHS.get(name, 0)
            year, short = _full(int(found[3]), found[3])
            return Written(_days((year, month, int(day_text))), short)
    return Written([])


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
