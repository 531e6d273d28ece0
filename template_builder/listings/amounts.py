"""Numbers as other systems write them: one decimal mark for a column, every sign of a negative amount."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from ..common.cells import CellError
from ..common.numbers import HUNDREDTH, ascii_digits, exact
from ..common.text import is_blank, visible
from ..judging.numbers import minutes_of_time
from ..judging.typed_numbers import CURRENCY, NO_CENTS, PER_HOUR, minutes_in
from .header_words import currency_in

MOST = Decimal(10) ** 12
DECIMALS = 9
LONGEST = 60
"""Characters of a number with its currency; longer texts are not looked at, whatever is in them."""
MOST_KNOWN = 65_536
"""Texts whose reading is remembered: amounts are looked at several times."""
"""Figures within these bounds add up exactly, however many there are."""
NOTHING = {"", "-", "\u2013", "\u2014", "--", "n/a", "null", "none", "nil"}
"""What stands for no amount."""
_GROUPS = r"[ '\u2019\u2009]"
_FORMS = {
    ".": re.compile(
        rf"(?:[1-9]\d{{0,2}}(?:(?:,\d{{3}})+|(?:{_GROUPS}\d{{3}})+)|[1-9]\d?(?:,\d\d)+,\d{{3}}|\d+)?(?:\.\d*)?",
        re.ASCII,
    ),
    ",": re.compile(
        rf"(?:[1-9]\d{{0,2}}(?:(?:\.\d{{3}})+|(?:{_GROUPS}\d{{3}})+)|\d+)?(?:,\d*)?", re.ASCII
    ),
}
"""How a number without its sign is written with a point, and with a comma, before its decimals."""
_SIDE = re.compile(r"(?:(CR|DR|C|D|H|S)\.?\s+)?(.*?)(?:\s*(CR|DR)\.?|\s+(C|D|H|S))?", re.I | re.S)
_CREDIT = {"CR", "C", "H", "CREDIT", "HABEN"}
_DEBIT = {"DR", "D", "S", "DEBIT", "SOLL"}


class Written(NamedTuple):
    """An amount as written: digits with their separators, whether it is negative, `credit` or `debit` where it says so."""

    digits: str
    negative: bool
    side: str = ""
    currency: str = ""


@lru_cache(MOST_KNOWN)
def written(text: str) -> Written | None:
    """The parts of an amount; None of a text that is none. A blank or a dash has no digits."""
    if len(text) > LONGEST:
        return None
    bare = ascii_digits(visible(text)).strip().lstrip("'\u2019").strip()
    if bare.casefold() in NOTHING:
        return Written("", False)
    currency = currency_in(bare)
    bare = _bare(bare)
    found = _SIDE.fullmatch(bare)
    word = next(filter(None, (found[1], found[3], found[4])), "").upper() if found else ""
    side = "" if not word else "credit" if word in _CREDIT else "debit"
    bare = _bare(found[2]) if found and word else bare
    negative = False
    for _ in range(2):  # brackets around a minus are one sign, not two
        if bare.startswith("(") and bare.endswith(")"):
            bare, negative = _bare(bare[1:-1]), True
        elif bare.startswith("-") or (bare.endswith("-") and len(bare) > 1):
            bare, negative = _bare(bare.strip("-")), True
        elif bare.startswith("+"):
            bare = _bare(bare[1:])
    if not any(map(str.isdigit, bare)) or not any(form.fullmatch(bare) for form in _FORMS.values()):
        return None
    return Written(bare, negative, side, currency)


def _bare(text: str) -> str:
    """An amount without its currency."""
    return NO_CENTS.sub("", CURRENCY.sub("", PER_HOUR.sub("", text)).strip()).strip()


def marks_of(texts: Iterable[Written]) -> set[str]:
    """The decimal marks that the texts can only have: both where they contradict each other, none where none says."""
    found = set()
    for text in texts:
        fitting = [mark for mark, form in _FORMS.items() if form.fullmatch(text.digits)]
        if len(fitting) == 1:
            found.update(fitting)
    return found


def is_ambiguous(text: Written) -> bool:
    """Whether a number is one with a decimal point and another with a decimal comma: 1.234 and 1,234."""
    readings = {_number(text.digits, mark) for mark in _FORMS}
    return len(readings) > 1 and None not in readings


def _number(digits: str, mark: str) -> Decimal | None:
    if not digits or not _FORMS[mark].fullmatch(digits):
        return None
    whole, _, decimals = digits.partition(mark)
    whole = re.sub(r"[^0-9]", "", whole) or "0"
    return Decimal(f"{whole}.{decimals}" if decimals else whole)


@dataclass(frozen=True)
class NumberColumn:
    """How the numbers of one column are read: by its decimal mark, and by the sign of its credits."""

    mark: str
    """A point or a comma; blank where the column does not say."""
    holds: Literal["money", "hours"]
    credit: Literal["positive", "negative"]
    unclear: str = ""
    """The first text that is two numbers, if the mark is not known."""
    mixed: bool = False
    """Whether its numbers contradict each other."""

    def read(self, value: object) -> Decimal | None:
        """The number of a cell; None where it has none or it cannot be told."""
        if self.holds == "hours" and (hours := _clock_hours(value)) is not None:
            return _within(hours)
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            return _within(exact(value))
        if not isinstance(value, str) or isinstance(value, CellError):
            return None
        text = written(value)
        return None if text is None or not text.digits else self._of(text)

    def _of(self, text: Written) -> Decimal | None:
        marks = [self.mark] if self.mark else list(_FORMS)
        readings = {number for mark in marks if (number := _number(text.digits, mark)) is not None}
        if len(readings) != 1:
            return None
        number = readings.pop()
        if text.side and (text.side == "credit") == (self.credit == "negative"):
            number = -number
        return _within(-number if text.negative else number)


def number_column(
    values: Sequence[object],
    holds: Literal["money", "hours"],
    credit: Literal["positive", "negative"],
    otherwise: str = "",
) -> NumberColumn:
    """How a column's numbers are read, by all of its values; `otherwise` is the mark where they do not say it."""
    texts = [text for value in _texts(values) if (text := written(value)) is not None]
    marks = marks_of(texts)
    # Where they contradict each other, each value that can only be one number is read, and no other.
    mark = next(iter(marks), otherwise) if len(marks) < 2 else ""
    unclear = next((text.digits for text in texts if is_ambiguous(text)), "") if not mark else ""
    return NumberColumn(mark, holds, credit, unclear if len(marks) < 2 else "", len(marks) > 1)


def _texts(values: Iterable[object]) -> list[str]:
    return [v for v in values if isinstance(v, str) and v and not isinstance(v, CellError)]


def is_minus(side: str, credit: Literal["positive", "negative"]) -> bool:
    """Whether the word for debit or credit beside an amount makes it negative."""
    word = side.strip().rstrip(".").upper()
    return word in (_DEBIT if credit == "positive" else _CREDIT)


def is_number(value: object) -> bool:
    """Whether a cell has a number, or a text that is one."""
    if isinstance(value, str):
        return written(value) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_nothing(value: object) -> bool:
    """Whether a cell says that there is no amount: a blank, a dash, n/a."""
    if not isinstance(value, str):
        return is_blank(value)
    return not isinstance(value, CellError) and visible(value).strip().casefold() in NOTHING


def _clock_hours(value: object) -> Decimal | None:
    """Decimal hours of `1:30`, `1h 30m`, `90 min`, or of a time in a cell; None for anything else."""
    minutes = minutes_of_time(value)
    if minutes is None and isinstance(value, str) and len(value) <= LONGEST:
        minutes = minutes_in(" ".join(value.split()))
    if minutes is None or abs(minutes) >= MOST:
        return None
    return (minutes / 60).quantize(HUNDREDTH, ROUND_HALF_UP)


def _within(number: Decimal) -> Decimal | None:
    if not number.is_finite() or abs(number) >= MOST:
        return None
    rounded = round(number, DECIMALS)
    return number if number == rounded else rounded
