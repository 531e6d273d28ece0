"""What the reader of a format adds to the values from calamine: errors, hidden rows, merged areas, names."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from ..common.cells import CellError, column_letter
from .limits import MAX_COLUMNS, MAX_MARKS, MAX_NOTED
from .refusal import UnreadableFile

COMMENTS_BY_US = "Firm Transition Guide"
"""The author of the comments in a marked copy, which are no remarks of a person."""


PERCENT_FORMATS = (9, 10)
"""The numbers of the formats of percentages that every Excel file has."""
_NOT_A_SIGN = re.compile(r'"[^"]*"|\\.|_.|\[[^][]*\]')
"""What a format of numbers shows as it is, or does not show."""


def is_percent(form: str) -> bool:
    """Whether a format of Excel's shows a number as a percentage."""
    return "%" in _NOT_A_SIGN.sub("", form)


CURRENCY_CODES = (
    *("EUR", "GBP", "CHF", "JPY", "CNY", "INR", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "ILS", "MXN", "BRL"),
    "ZAR",
)  # fmt: skip
"""Codes that stand for a currency between quotes, where other words can be as well: `0.00 "PER HOUR"`."""
_CURRENCY = re.compile(
    r"\[\$([^\]-]{1,5})[\]-]"
    rf'|"[^"]*?(\b(?:{"|".join(CURRENCY_CODES)})\b|[\u00a3\u00a5\u20ac])[^"]*"|([\u00a3\u00a5\u20ac])'
)
"""A sign in brackets is short: what is longer is somebody's words, and would be in reports made to share."""
_DOLLARS = {"USD", "CAD", "AUD", "NZD", "HKD", "SGD"}


def currency_of(form: str) -> str:
    """The currency that a format of Excel's shows beside a number; none for dollars, which need no sign of their own."""
    found = _CURRENCY.search(form.partition(";")[0])
    sign = next(filter(None, found.groups())).strip() if found else ""
    return "" if "$" in sign or sign in _DOLLARS else sign


class Marks:
    """Notes on one sheet. In `values`, and wherever a column is a number, rows and columns count from 0; elsewhere they
    are written as a person sees them."""

    def __init__(self) -> None:
        self.values: dict[tuple[int, int], CellError | dt.timedelta] = {}
        self.hidden_rows: list[int] = []
        self.hidden_columns: set[int] = set()
        self.struck: set[tuple[int, int]] = set()
        self.comments: set[tuple[int, int]] = set()
        self.percents: set[tuple[int, int]] = set()
        self.currencies: dict[tuple[int, int], str] = {}
        self.unsaved: list[str] = []
        self.merged: list[str] = []

    def note(self, row: int, column: int, value: CellError | dt.timedelta) -> None:
        """Note the real value of a cell; row and column count from 0.

        Raises UnreadableFile when there is too much to note.
        """
        if len(self.values) == MAX_NOTED:
            message = f"A sheet has more than {MAX_NOTED:,} error values."
            raise UnreadableFile("too-large", message)
        self.values[row, column] = value

    def hide(self, first: int, last: int) -> None:
        """Note rows as hidden, numbered from 1, both ends included."""
        room = MAX_MARKS - len(self.hidden_rows)
        self.hidden_rows.extend(range(first, min(last, first + room - 1) + 1))

    def hide_columns(self, first: int, last: int) -> None:
        """Note columns as hidden, counted from 0, both ends included; those beyond our limit hold nothing."""
        self.hidden_columns.update(range(first, min(last, MAX_COLUMNS) + 1))

    def strike(self, row: int, column: int) -> None:
        """Note a cell as struck through."""
        if len(self.struck) < MAX_MARKS:
            self.struck.add((row, column))

    def comment(self, row: int, column: int) -> None:
        """Note a cell with a comment."""
        if len(self.comments) < MAX_MARKS:
            self.comments.add((row, column))

    def percent(self, row: int, column: int) -> None:
        """Note a cell that shows a number as a percentage."""
        if len(self.percents) < MAX_MARKS:
            self.percents.add((row, column))

    def currency(self, row: int, column: int, sign: str) -> None:
        """Note the currency that a cell shows."""
        if sign and len(self.currencies) < MAX_MARKS:
            self.currencies[row, column] = sign


class Prepared(NamedTuple):
    """A file made safe for calamine, with the marks of its sheets in their order."""

    data: bytes
    marks: list[Marks]


def address(row: int, column: int) -> str:
    """A cell as the reader sees it, such as `C7`; row and column count from 0."""
    return f"{column_letter(column)}{row + 1}"


def column_number(text: str) -> int:
    """The column of its letters, counted from 0."""
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - 64
    return number - 1


def area(row: int, column: int, last_row: int, last_column: int) -> str:
    """An area such as `A1:B2`; everything counts from 0, ends included."""
    return f"{address(row, column)}:{address(last_row, last_column)}"
