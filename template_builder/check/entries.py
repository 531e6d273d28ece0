"""What people recorded, with its place: activities, notes, what is new in Clio."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import NamedTuple


class Origin(NamedTuple):
    """The place of a row, as the reader sees it; rows count from 1."""

    file: str
    sheet: str
    row: int

    def __str__(self) -> str:
        return f"{self.file} {self.sheet}!{self.row}" if self.sheet else f"{self.file}:{self.row}"


class Activity(NamedTuple):
    """A time entry or an expense entry. `quantity` is decimal hours or units; `price` is for one of them.

    `matter` and `person` are as recorded, without blanks around them; the crosswalk turns them into Clio's.
    """

    origin: Origin
    expense: bool
    day: dt.date
    matter: str
    category: str
    description: str
    quantity: Decimal
    price: Decimal
    person: str
    non_billable: bool

    @property
    def amount(self) -> Decimal:
        """Price times quantity, exact."""
        return self.price * self.quantity


class Note(NamedTuple):
    """A note on a matter or a contact."""

    origin: Origin
    day: dt.date
    matter: str
    contact: str
    subject: str
    text: str
    author: str


class NewRecord(NamedTuple):
    """Something created in Clio during the transition period."""

    origin: Origin
    day: dt.date | None
    kind: str
    name: str
    clio_number: str
    entered_by: str
    remarks: str


class Totals(NamedTuple):
    """Counts and exact sums over rows.

    A number that is missing or cannot be read is in no sum. `hours_unread` counts the rows of time without hours for
    that reason, `amounts_unread` the rows of time and of expenses without an amount.
    """

    time_rows: int = 0
    hours: Decimal = Decimal(0)
    time_amount: Decimal = Decimal(0)
    expense_rows: int = 0
    expense_amount: Decimal = Decimal(0)
    note_rows: int = 0
    hours_unread: int = 0
    amounts_unread: int = 0

    def plus(self, other: Totals) -> Totals:
        """The sums of both, field by field."""
        return Totals(*(a + b for a, b in zip(self, other, strict=True)))  # type: ignore[operator]


def totals_of(activities: list[Activity], notes: int = 0) -> Totals:
    """The totals of activities, and a number of notes."""
    time = [entry for entry in activities if not entry.expense]
    expenses = [entry for entry in activities if entry.expense]
    zero = Decimal(0)
    return Totals(
        time_rows=len(time),
        hours=sum((entry.quantity for entry in time), zero),
        time_amount=sum((entry.amount for entry in time), zero),
        expense_rows=len(expenses),
        expense_amount=sum((entry.amount for entry in expenses), zero),
        note_rows=notes,
    )


def money(amount: Decimal) -> str:
    """An amount or number of hours with two to six decimals, without a thousands separator.

    Hours of two decimals at a rate of four are exact with six.
    """
    text = f"{amount:.6f}"
    return text[:-4] + text[-4:].rstrip("0")


def totals_json(totals: Totals) -> dict[str, object]:
    """Totals as the agreed JSON has them: counts as numbers, decimals as text."""
    return {
        name: money(value) if isinstance(value, Decimal) else value
        for name, value in totals._asdict().items()
    }
