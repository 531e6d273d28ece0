"""Reads a TOML table key by key, noting every problem with its place instead of stopping at the first.

A `Table` hands out typed values. A missing or wrong value yields a harmless substitute and a `Problem`;
the caller collects the problems of a whole file and raises them together.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from .errors import Problem

REQUIRED: Any = object()
FIRST_DAY, LAST_DAY = dt.date(2020, 1, 1), dt.date(2100, 12, 31)
LARGEST_NUMBER = 1_000_000
LARGEST_AMOUNT = 100_000


def unseen(text: str) -> str:
    """The first character of a text that nobody sees and that acts on what shows it, as a code point; or nothing."""
    if text.isprintable():  # nearly always, and known without a look at each character
        return ""
    for each in text:
        if each != "\n" and unicodedata.category(each) in ("Cc", "Cf", "Cs"):
            return f"U+{ord(each):04X}"
    return ""


def shown(value: object) -> str:
    """A value as its author typed it, shortened."""
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def near(word: str, known: Iterable[str]) -> str:
    """A hint such as `; did you mean 'cut-off'?`, or nothing."""
    close = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean {str(close[0])!r}?" if close else ""


class Table:
    """One TOML table of one file, with the path that leads to it."""

    def __init__(self, data: dict[str, Any], file: str, path: str, problems: list[Problem]) -> None:
        self.data = data
        self.file = file
        self.path = path
        self.problems = problems
        self._asked: set[str] = set()

    @classmethod
    def parse(cls, text: str, file: str, problems: list[Problem]) -> Table:
        """The top table of a TOML text; a syntax error is a problem and leaves an empty table."""
        try:
            data = tomllib.loads(text, parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            problems.append(Problem(file, "", f"is not valid TOML: {error}"))
            data = {}
        except RecursionError:
            problems.append(Problem(file, "", "has lists or tables nested too deeply"))
            data = {}
        return cls(data, file, "", problems)

    def place(self, key: str) -> str:
        """The path of a key, such as `sections[1].items[2].role`."""
        return f"{self.path}.{key}" if self.path else key

    def complain(self, key: str, message: str) -> None:
        """Note a problem at one of this table's keys."""
        self.problems.append(Problem(self.file, self.place(key), message))

    def has(self, key: str) -> bool:
        """Whether the file has the key."""
        return key in self.data

    def _get(self, key: str, default: Any, expected: str, kinds: type | tuple[type, ...]) -> Any:
        self._asked.add(key)
        if key not in self.data:
            if default is REQUIRED:
                self.complain(key, f"is missing; expected {expected}")
                return None
            return default
        value = self.data[key]
        if not isinstance(value, kinds) or (isinstance(value, bool) and kinds is not bool):
            self.complain(key, f"expected {expected}, found {shown(value)}")
            return None if default is REQUIRED else default
        return value

    def text(
        self,
        key: str,
        default: Any = REQUIRED,
        *,
        choices: Sequence[str] | None = None,
        pattern: str | None = None,
        expected: str = "text",
        longest: int = 2000,
    ) -> str:
        """A text without surrounding blanks; `choices` or `pattern` say what it may be."""
        if choices is not None:
            expected = "one of " + ", ".join(choices)
        value = self._get(key, default, expected, str)
        if value is None:
            return ""
        if not isinstance(value, str) or not self.has(key):
            return str(value)
        text: str = value.strip()
        if code := unseen(text):
            self.complain(key, f"has an invisible character ({code}); type the text again")
        elif choices is not None and text not in choices:
            self.complain(key, f"expected {expected}, found {shown(text)}{near(text, choices)}")
        elif pattern is not None and not re.fullmatch(pattern, text):
            self.complain(key, f"expected {expected}, found {shown(text)}")
        elif pattern is None and default is REQUIRED and not text:
            self.complain(key, f"expected {expected}, found nothing between the quotes")
        elif len(text) > longest:
            self.complain(key, f"is {len(text)} characters long; at most {longest} fit")
        return text

    def texts(self, key: str, default: Any = REQUIRED) -> tuple[str, ...]:
        """A list of texts, none of them empty, none twice."""
        value = self._get(key, default, "a list of texts", list)
        if value is None:
            return ()
        for number, entry in enumerate(value, start=1):
            if not isinstance(entry, str) or not entry.strip():
                self.complain(f"{key}[{number}]", f"expected text, found {shown(entry)}")
            elif code := unseen(entry):
                message = f"has an invisible character ({code}); type the text again"
                self.complain(f"{key}[{number}]", message)
            elif entry in value[: number - 1]:
                self.complain(f"{key}[{number}]", f"{shown(entry)} is listed twice")
        return tuple(entry.strip() for entry in value if isinstance(entry, str))

    def integer(self, key: str, default: Any = REQUIRED, *, least: int | None = None) -> int:
        """A whole number."""
        value = self._get(key, default, "a whole number", int)
        if value is None:
            return 0
        if least is not None and value < least:
            self.complain(key, f"expected at least {least}, found {value}")
        if abs(value) > LARGEST_NUMBER:
            self.complain(key, f"expected at most {LARGEST_NUMBER:,}, found {shown(value)}")
            return least or 0
        return int(value)

    def amount(self, key: str, default: Any = REQUIRED) -> Decimal | None:
        """A number that is not negative, as an exact decimal; the default may be None."""
        expected = "a number without quotes, such as 250 or 250.00"
        value = self._get(key, default, expected, (int, Decimal))
        if value is None:
            return None if default is None else Decimal(0)
        if not Decimal(value).is_finite() or value < 0:
            self.complain(key, f"expected a number that is not negative, found {shown(value)}")
            return Decimal(0)
        if value > LARGEST_AMOUNT:
            self.complain(key, f"expected at most {LARGEST_AMOUNT:,}, found {shown(value)}")
            return Decimal(0)
        return Decimal(value)

    def flag(self, key: str, default: Any = REQUIRED) -> bool:
        """true or false."""
        return bool(self._get(key, default, "true or false", bool))

    def date(self, key: str, default: Any = REQUIRED) -> dt.date | None:
        """A date written as 2027-01-31, without quotes."""
        expected = "a date without quotes, such as 2027-01-31"
        value = self._get(key, default, expected, dt.date)
        if isinstance(value, dt.datetime):
            self.complain(key, f"{expected} was expected, found a date with a time")
            return value.date()
        if isinstance(value, dt.date) and not FIRST_DAY <= value <= LAST_DAY:
            self.complain(key, f"expected a day from 2020 to 2100, found {value}")
            return None
        return value if isinstance(value, dt.date) else None

    def dates(self, key: str) -> tuple[dt.date, ...]:
        """A list of dates; empty when the key is missing."""
        value = self._get(key, [], "a list of dates without quotes", list)
        for number, entry in enumerate(value, start=1):
            if not isinstance(entry, dt.date) or isinstance(entry, dt.datetime):
                message = f"expected a date such as 2027-01-31, found {shown(entry)}"
                self.complain(f"{key}[{number}]", message)
            elif not FIRST_DAY <= entry <= LAST_DAY:
                message = f"expected a day from 2020 to 2100, found {entry}"
                self.complain(f"{key}[{number}]", message)
        return tuple(
            d
            for d in value
            if isinstance(d, dt.date)
            and not isinstance(d, dt.datetime)
            and FIRST_DAY <= d <= LAST_DAY
        )

    def time(self, key: str, default: Any = REQUIRED) -> dt.time | None:
        """A time of day written as 13:00:00, without quotes."""
        value = self._get(key, default, "a time of day such as 13:00:00", dt.time)
        return value if isinstance(value, dt.time) else None

    def table(self, key: str, default: Any = REQUIRED) -> Table:
        """A table inside this one; an empty one when it is missing."""
        value = self._get(key, default, f"a table, [{self.place(key)}]", dict)
        return Table(value or {}, self.file, self.place(key), self.problems)

    def tables(self, key: str, default: Any = REQUIRED) -> list[Table]:
        """The tables of a list, numbered from 1 in messages."""
        value = self._get(key, default, f"a list of tables, [[{self.place(key)}]]", list)
        found = []
        for number, entry in enumerate(value or [], start=1):
            place = f"{self.place(key)}[{number}]"
            if isinstance(entry, dict):
                found.append(Table(entry, self.file, place, self.problems))
            else:
                message = f"expected a table, found {shown(entry)}"
                self.problems.append(Problem(self.file, place, message))
        return found

    def named_tables(self) -> list[tuple[str, Table]]:
        """Every key of this table as a name with the table behind it."""
        return [(name, self.table(name)) for name in self.data]

    def finish(self) -> None:
        """Complain about keys nobody asked for: a misspelled key must not be dropped in silence."""
        for key in self.data:
            if key not in self._asked:
                self.complain(key, f"is not a known key{near(key, self._asked)}")
