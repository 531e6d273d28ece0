"""Matches the rows of a returned file with the lines of the file that was sent, or says why it cannot."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from ...check.activities_csv import HEADER
from ...common.text import text_of
from ...judging.typed_dates import read_date
from ...judging.typed_numbers import CURRENCY, DECIMAL_COMMA, GROUPED

DATE, NUMBERS = HEADER.index("date"), (HEADER.index("price"), HEADER.index("quantity"))
NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
FIRST_DAY = dt.date(1899, 12, 30)
SERIAL = re.compile(r"[1-7]\d{4}")
SERIALS = range(18264, 73416)
"""The numbers of the days from 1950 to 2100, as a spreadsheet counts them."""

MOST_NEAR = 50
"""How many rows without a match are compared with every line to find the nearest one."""


class Form(NamedTuple):
    """A row for comparison.

    `texts` are its values with runs of blanks as one; `loose` is what a spreadsheet leaves of them, without the
    date; `days` are the days the date can mean. `bare` says for each value whether a spreadsheet may have written
    it: `12` can come from `0012`, but `0012` only from itself.
    """

    texts: tuple[str, ...]
    loose: tuple[str, ...]
    bare: tuple[bool, ...]
    days: tuple[object, ...]

    @classmethod
    def of(cls, values: Sequence[object]) -> Form:
        texts, loose, bare = [], [], []
        for at, value in enumerate(values):
            text = " ".join(unicodedata.normalize("NFC", text_of(value)).split())
            if at in NUMBERS:
                text = _amount(text)
            left = "" if at == DATE else _left_of(text)
            texts.append(text)
            loose.append(left)
            typed = isinstance(value, str) and NUMBER.fullmatch(text) is not None
            bare.append(not typed or text.upper() == left.upper())
        return cls(tuple(texts), tuple(loose), tuple(bare), _days(values[DATE]))

    def fits(self, line: Form) -> bool:
        """Whether this row of Clio's file can be that line of the import file, when both are loosely equal."""
        return all(
            at == DATE or own == other or may
            for at, (own, other, may) in enumerate(
                zip(self.texts, line.texts, self.bare, strict=True)
            )
        )


def _amount(text: str) -> str:
    """A number without what a currency format puts around it."""
    bare = CURRENCY.sub("", text).strip()
    if GROUPED.fullmatch(bare):
        bare = bare.replace(",", "")
    elif DECIMAL_COMMA.fullmatch(bare):
        bare = bare.replace(",", ".")
    return _left_of(bare) if NUMBER.fullmatch(bare) else text


def _left_of(text: str) -> str:
    """What a spreadsheet leaves of a text: numbers lose zeros, UTF-8 may have been read as something older."""
    if NUMBER.fullmatch(text):
        return format(float(text) + 0.0, ".15g")
    if text.endswith("%") and NUMBER.fullmatch(text[:-1]):
        return format(float(text[:-1]) / 100, ".15g")
    if text.casefold() in ("true", "false"):
        return text.upper()
    if not text.isascii():
        try:
            return unicodedata.normalize("NFC", text.encode("cp1252").decode())
        except UnicodeError:
            return text
    return text


def _days(value: object) -> tuple[object, ...]:
    """Every day that a value of the date column can mean; a value that is no date only means itself."""
    if isinstance(value, dt.datetime):
        return (value.date(),)
    if isinstance(value, dt.date):
        return (value,)
    text = text_of(value).strip()
    if SERIAL.fullmatch(text) and int(text) in SERIALS:
        return (FIRST_DAY + dt.timedelta(days=int(text)),)
    days, _ = read_date(text)
    return tuple(days) or (text,)


class _Pairing:
    """Pairs rows of Clio's file with lines of the import file, each at most once; equal rows form one group."""

    def __init__(self, lines: Sequence[Form]) -> None:
        self.lines = lines
        self.stock: dict[Form, list[int]] = {}
        self.by_day: dict[tuple[object, object], list[Form]] = {}
        for at, line in enumerate(lines):
            if line not in self.stock:
                for day in line.days:
                    self.by_day.setdefault((line.loose, day), []).append(line)
            self.stock.setdefault(line, []).append(at)
        self.pairs: dict[int, int] = {}

    def options(self, row: Form) -> list[Form]:
        """The lines a row can be; a date exactly as it was written counts before any other reading."""
        found = dict.fromkeys(
            line for day in row.days for line in self.by_day.get((row.loose, day), ())
        )
        fitting = [line for line in found if row.fits(line)]
        exact = [line for line in fitting if line.texts[DATE] == row.texts[DATE]]
        return exact or fitting

    def left(self, options: Iterable[Form]) -> list[Form]:
        """Those of them that still have a line without a row."""
        return [line for line in options if self.stock[line]]

    def take(self, rows: list[int], line: Form) -> None:
        """Pair as many of the rows as the line has places, and take both away."""
        count = min(len(rows), len(self.stock[line]))
        self.pairs.update(zip(rows[:count], self.stock[line][:count], strict=True))
        del rows[:count], self.stock[line][:count]


def paired(rows: Sequence[Form], lines: Sequence[Form]) -> tuple[dict[int, int], dict[int, str]]:
    """Pairs of row and line by their places, and for each row without a line the reason."""
    pairing = _Pairing(lines)
    wanted: dict[Form, list[int]] = {}
    for number, row in enumerate(rows):
        wanted.setdefault(row, []).append(number)
    options = {row: pairing.options(row) for row in wanted}
    waiting = [row for row in wanted if options[row]]
    settled = True
    while settled:
        settled = False
        for row in waiting:
            possible = pairing.left(options[row])
            if len(possible) == 1:
                pairing.take(wanted[row], possible[0])
                settled = True
        waiting = [row for row in waiting if wanted[row] and pairing.left(options[row])]
    for together in _connected(waiting, {row: pairing.left(options[row]) for row in waiting}):
        _take_all(together, wanted, options, pairing)
    near = _Nearest(lines, set(pairing.pairs.values()))
    return pairing.pairs, {
        number: _why(row, pairing.left(options[row]), pairing, near, found=bool(options[row]))
        for row, numbers in wanted.items()
        for number in numbers
    }


def _connected(
    rows: Sequence[Form], options: Mapping[Form, Sequence[Form]]
) -> Iterable[list[Form]]:
    """The rows in groups that share no line with each other."""
    by_line: dict[Form, list[Form]] = {}
    for row in rows:
        for line in options[row]:
            by_line.setdefault(line, []).append(row)
    seen: set[Form] = set()
    for start in rows:
        if start in seen:
            continue
        seen.add(start)
        group = [start]
        for row in group:
            fresh = [n for line in options[row] for n in by_line.pop(line, ()) if n not in seen]
            seen.update(fresh)
            group += dict.fromkeys(fresh)
        yield group


def _take_all(
    group: Sequence[Form],
    wanted: Mapping[Form, list[int]],
    options: Mapping[Form, Sequence[Form]],
    pairing: _Pairing,
) -> None:
    """Pair a group whose rows could each be one of several lines, if the rows are as many as the lines.

    Then every line failed, whichever row is which. With fewer rows than lines it would be a guess which line
    went in, so none is taken.
    """
    lines = dict.fromkeys(line for row in group for line in pairing.left(options[row]))
    numbers = {row: list(wanted[row]) for row in group}
    places = {line: list(pairing.stock[line]) for line in lines}
    if sum(map(len, numbers.values())) != sum(map(len, places.values())):
        return
    for row in sorted(group, key=lambda row: len(options[row])):
        for line in options[row]:
            pairing.take(wanted[row], line)
    if any(wanted[row] for row in group):
        for row in group:
            for number in numbers[row]:
                pairing.pairs.pop(number, None)
            wanted[row][:] = numbers[row]
        pairing.stock.update(places)


def _why(
    row: Form, options: Sequence[Form], pairing: _Pairing, near: _Nearest, *, found: bool
) -> str:
    """Why a row has no line, and what to do about it."""
    if not any(row.texts):
        return "The row has an error, but all nine values are blank."
    if options:
        places = sorted(at + 2 for line in options for at in pairing.stock[line])
        some = ", ".join(map(str, places[:5])) + (" and more" if len(places) > 5 else "")
        return (
            f"It can be any of the lines {some}, and not all of them failed. Look in Clio to see which of them it has,"
            " and upload the others by hand."
        )
    if found:
        return "The row is more often among the errors than in the import file."
    return f"No line of the import file has these values.{near(row)}"


class _Nearest:
    """Finds the line most like a row among those without one, for a limited number of rows."""

    def __init__(self, lines: Sequence[Form], taken: Collection[int]) -> None:
        self.lines = [(at, line) for at, line in enumerate(lines) if at not in taken]
        self.asked = 0

    def __call__(self, row: Form) -> str:
        """A sentence with a blank before it, or nothing."""
        self.asked += 1
        if self.asked > MOST_NEAR or not self.lines:
            return ""
        differences = [(self._others(row, line), at) for at, line in self.lines]
        others, at = min(differences, key=lambda each: len(each[0]))
        if len(others) > len(HEADER) // 2:
            return ""
        return f" The nearest is line {at + 2}, which differs in {', '.join(others)}."

    @staticmethod
    def _others(row: Form, line: Form) -> list[str]:
        differs = (
            not set(row.days) & set(line.days) if at == DATE else row.loose[at] != line.loose[at]
            for at in range(len(HEADER))
        )
        others = [name for name, other in zip(HEADER, differs, strict=True) if other]
        exactly = zip(HEADER, row.texts, line.texts, strict=True)
        return others or [name for name, one, other in exactly if one != other]
