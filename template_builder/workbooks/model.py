"""The parts of a workbook: sheets, columns, rules, the start page. It knows their meaning, not their cells."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from .import_files import NO_RECORD, NOWHERE
from .rules import Rule

Value = str | int | Decimal | dt.date


class Column(NamedTuple):
    """One column of a data sheet. `width` is in characters, as spreadsheet programs count it.

    The text of a `private` column may be privileged: it is never shown in full, and never copied to be shared.
    `goes_to` is a column of the import file of the sheet's records, or "nowhere".

    `usual` says where a blank cell takes its value from ("rate" or "person": the names on Start here),
    so that a required column may stay blank there.
    """

    id: str
    header: str
    width: int
    private: bool
    rule: Rule
    required: bool
    help: str
    prompt: str
    usual: str = ""
    goes_to: str = NOWHERE

    @property
    def is_exported(self) -> bool:
        """Whether the import holds the values of this column."""
        return self.goes_to != NOWHERE


class Sheet(NamedTuple):
    """A data sheet: headers in row 1, room for `rows` rows below, a `Check` column at the end if `check`.

    `record` is what a row becomes in the import: "time", "expense", "note", "new", or "none".
    Of the columns in `one_of`, at least one must be filled.
    """

    name: str
    purpose: str
    record: str
    rows: int
    columns: tuple[Column, ...]
    examples: tuple[dict[str, Value], ...]
    check: bool
    one_of: tuple[str, ...] = ()

    def column(self, id_: str) -> Column:
        """The column with an id.

        Raises KeyError when there is none.
        """
        for column in self.columns:
            if column.id == id_:
                return column
        raise KeyError(id_)

    @property
    def is_exported(self) -> bool:
        """Whether the import holds the rows of this sheet."""
        return self.record != NO_RECORD

    @property
    def headers(self) -> tuple[str, ...]:
        names = tuple(column.header for column in self.columns)
        return (*names, "Check") if self.check else names


class Start(NamedTuple):
    """The sheet `Start here`: what to do, until when, whom to send it to.

    Texts may hold the words of `PLACEHOLDERS` in braces; the writer fills in what the firm's plan knows.
    """

    title: str
    intro: str
    steps: tuple[str, ...]
    period: str
    hand_in: str
    people: bool


PLACEHOLDERS = ("cut_off", "review_end", "sign_off", "send_to")


class Workbook(NamedTuple):
    """One workbook. `id` and `version` are written into the file so that it can be recognized later."""

    id: str
    version: int
    title: str
    purpose: str
    start: Start
    sheets: tuple[Sheet, ...]
    summary: bool

    @property
    def file_name(self) -> str:
        return f"{self.id}.xlsx"

    def sheet(self, name: str) -> Sheet:
        """The data sheet with a name.

        Raises KeyError when there is none.
        """
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        raise KeyError(name)
