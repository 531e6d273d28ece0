"""What reading a listing gives: rows with named fields, and everything that is not a row, by its class."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from ..common.errors import KitError
from ..common.numbers import shown

GROUP = "group"
"""Stands for a column's letter where the value is on a line of its own above the rows; `group2` for the inner one of two."""


class Column(NamedTuple):
    """A column as the reader sees it. Several columns of one field have their letters joined by commas."""

    letter: str
    header: str


class Candidate(NamedTuple):
    """A column that may be the one asked for, with up to three of its values."""

    letter: str
    header: str
    values: tuple[str, ...]


class Question(NamedTuple):
    """What the listing does not say by itself: a field, why it is asked, and the columns that it can be, the likeliest first.

    Where the column is known, `why` says what of its values is not certain, and there are no candidates.
    """

    field: str
    title: str
    why: str
    candidates: tuple[Candidate, ...] = ()
    option: str = "column"
    """What answers it: a `column`, the order of `dates`, or the mark of `decimals`."""


class Remark(NamedTuple):
    """Something to look at that does not stop the reading."""

    place: str
    message: str
    fix: str = ""

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        return f"{place}{self.message} {self.fix}".rstrip()


class ControlTotal(NamedTuple):
    """A total that the listing prints, and what the rows above it add up to as they were read."""

    place: str
    label: str
    field: str
    printed: Decimal
    read: Decimal
    is_grand: bool = False
    """Whether it is meant to be the total of all rows."""

    @property
    def ties(self) -> bool:
        return self.printed == self.read


@dataclass(frozen=True)
class LeftOut:
    """Rows of one class that are no data."""

    row_class: str
    places: tuple[str, ...]
    texts: tuple[str, ...] = ()
    """What each of the rows says, on one line."""

    @property
    def count(self) -> int:
        return len(self.places)


@dataclass(slots=True)
class ListingRow:
    """A row of data. What is blank, or not in the file, is an empty text or None."""

    place: str
    texts: Mapping[str, str]
    numbers: Mapping[str, Decimal]
    days: Mapping[str, dt.date]
    unread: frozenset[str] = frozenset()
    """Fields whose value could not be read; a remark says so. They are not 0."""

    def text(self, id_: str) -> str:
        """The text of a field on one line; of a number or a date, as it is in the cell."""
        return self.texts.get(id_, "")

    def number(self, id_: str) -> Decimal | None:
        """Money, or decimal hours."""
        return self.numbers.get(id_)

    def day(self, id_: str) -> dt.date | None:
        """A date."""
        return self.days.get(id_)


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A listing as read. Its rows are only to be used when it has no questions: see `certain`."""

    name: str
    kind: str
    rows: tuple[ListingRow, ...] = ()
    columns: Mapping[str, Column] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    unused: tuple[Column, ...] = ()
    totals: tuple[ControlTotal, ...] = ()
    remarks: tuple[Remark, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    other_sheets: tuple[str, ...] = ()
    as_of: dt.date | None = None
    shape: str = ""
    headers: tuple[Column, ...] = ()
    """Every column of the table."""
    sample: tuple[tuple[str, ...], ...] = ()
    """The first rows below the headers that are not blank, as one chooses among their columns."""

    def certain(self, prefix: str = "") -> Listing:
        """The listing itself. `prefix` is that of the options which answer, such as `old-` of `--old-column`.

        Raises UnclearListing when something has to be asked first.
        """
        if self.questions:
            raise UnclearListing(self, prefix)
        return self


class UnclearListing(KitError):
    """A listing that has to be asked about; `questions` says what."""

    def __init__(self, listing: Listing, prefix: str = "") -> None:
        self.prefix = prefix
        self.name = listing.name
        self.questions = listing.questions
        super().__init__(listing.name)

    def __str__(self) -> str:
        return "\n".join(
            f"{self.name}: {question_text(each, self.prefix)}" for each in self.questions
        )


def question_text(question: Question, prefix: str = "") -> str:
    """A question in a line for the command line, with the option that answers it."""
    if question.option == "dates":
        return f"{question.why} Say which: --{prefix}dates MDY or DMY."
    if question.option == "decimals":
        return f"{question.why} Say which: --{prefix}decimals point or comma."
    choices = "; ".join(_choice(each) for each in question.candidates[:6])
    example = question.candidates[0].letter if question.candidates else "A"
    said = f" It can be {choices}." if choices else ""
    return f"{question.why}{said} Say which: --{prefix}column {question.field}={example}"


def _choice(candidate: Candidate) -> str:
    letters = candidate.letter
    name = f"column{'s' if ',' in letters else ''} {letters}" if letters.isupper() else letters
    header = f" ({candidate.header})" if candidate.header else ""
    values = f", such as {' / '.join(candidate.values[:2])}" if candidate.values else ""
    return f"{name}{header}{values}"


def money_text(number: Decimal) -> str:
    """An amount with two decimals, or as many as it has."""
    return f"{number:,.2f}" if number == round(number, 2) else shown(number)
