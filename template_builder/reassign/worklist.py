"""The worklist of the placeholder matter: rounds, entries, what is not matched; and its CSV files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ..common.csv_files import to_csv
from ..common.numbers import shown


class Sums(NamedTuple):
    """Entries with the hours of time and the amounts of all; an unreadable figure counts as zero."""

    entries: int = 0
    hours: Decimal = Decimal(0)
    amount: Decimal = Decimal(0)

    def plus(self, other: Sums) -> Sums:
        """The sums of both, field by field."""
        return Sums(
            self.entries + other.entries, self.hours + other.hours, self.amount + other.amount
        )


class Entry(NamedTuple):
    """A row of the listing. Texts are on one line; `hours` is None for an expense and where nothing was found.

    One that is no entry, such as a total, stands in the worklist and counts nowhere.
    """

    sheet: str
    row: int
    number: str
    day: dt.date | str
    user: str
    description: str
    hours: Decimal | None
    rate: Decimal | str | None
    amount: Decimal | None
    kind: str
    status: str
    is_entry: bool = True

    @property
    def sums(self) -> Sums:
        return Sums(int(self.is_entry), self.hours or Decimal(0), self.amount or Decimal(0))


class Round(NamedTuple):
    """One bulk edit: the entries that go to one matter, and what their totals must be before `Save`."""

    number: int
    destination: str
    old_numbers: tuple[str, ...]
    entries: tuple[Entry, ...]

    @property
    def sums(self) -> Sums:
        return sums_of(self.entries)


class Moved(NamedTuple):
    """An expense to be moved by hand, and the matter it goes to."""

    destination: str
    old_number: str
    entry: Entry


class NotMatched(NamedTuple):
    """An entry that no round moves, why, and what to do."""

    entry: Entry
    reason: str


@dataclass(frozen=True, kw_only=True)
class Worklist:
    """Every row of a listing, in exactly one of three places.

    `listed` is summed while reading, before any sorting. `missing` names the columns that the listing lacks,
    `remarks` what was noticed while reading it.
    """

    rounds: tuple[Round, ...]
    expenses: tuple[Moved, ...]
    not_matched: tuple[NotMatched, ...]
    listed: Sums
    missing: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def in_rounds(self) -> Sums:
        return sums_of(entry for own in self.rounds for entry in own.entries)

    @property
    def in_expenses(self) -> Sums:
        return sums_of(moved.entry for moved in self.expenses)

    @property
    def in_not_matched(self) -> Sums:
        return sums_of(left.entry for left in self.not_matched)

    @property
    def ties(self) -> bool:
        """Whether rounds, expenses and what is not matched make up the listing, to the last decimal."""
        return self.listed == self.in_rounds.plus(self.in_expenses).plus(self.in_not_matched)


class Limit(NamedTuple):
    """What Clio allows in a bulk edit, and the ids of the sources that say so."""

    text: str
    sources: tuple[str, ...]


LIMITS = (
    Limit("Only an administrator can edit entries in bulk.", ("clio-bulk-edit", "clio-bulk-edit-steps", "clio-permissions")),
    Limit("Only unbilled entries can be edited.", ("clio-bulk-edit", "clio-bulk-edit-steps")),
    Limit("Only entries displayed on the page you are viewing can be ticked. How many a page shows was not found. If a round is on two pages, do it in two parts and add them up.", ("clio-bulk-edit-steps",)),
    Limit("What you enter applies to every ticked entry. Use one destination per round.", ("clio-bulk-edit",)),
    Limit("A bulk edit is irreversible. The previous date, matter, user and rate are not kept.", ("clio-bulk-edit", "clio-bulk-edit-steps")),
    Limit("Expenses have no bulk edit. Move them one by one.", ("clio-managing-expenses",)),
    Limit("The Rate field is blocked while hourly and flat-rate entries are ticked together. Leave Rate alone.", ("clio-bulk-edit",)),
)  # fmt: skip
"""What the worklist prints. The steps themselves are on the page `Reassign time entries`."""

ORDER = (
    "Rounds are in the order of the display numbers, so they are easy to find in Clio and keep their order in a worklist"
    " that you make later from what is left. Start with a round of one or two entries, to see whether rates stay."
)


def sums_of(entries: Iterable[Entry]) -> Sums:
    """The sums over entries."""
    total = Sums()
    for entry in entries:
        total = total.plus(entry.sums)
    return total


ROUNDS_HEADER = ("round", "destination", "old_numbers", "entries", "hours", "amount")
ENTRIES_HEADER = (
    "round", "destination", "number", "date", "user", "description", "hours", "rate", "amount", "sheet", "row",
)  # fmt: skip
NOT_MATCHED_HEADER = (
    "reason", "number", "date", "user", "description", "hours", "rate", "amount", "type", "status", "sheet", "row",
)  # fmt: skip
ONE_BY_ONE = "one by one"
"""An expense has this text instead of a round's number."""


def worklist_csv(worklist: Worklist) -> dict[str, bytes]:
    """The tables of the worklist by file name."""
    told = _told(worklist)
    return {
        "rounds.csv": to_csv(
            ROUNDS_HEADER,
            (
                (
                    str(own.number),
                    own.destination,
                    "; ".join(own.old_numbers),
                    str(own.sums.entries),
                    told("hours", own.sums.hours),
                    told("amount", own.sums.amount),
                )
                for own in worklist.rounds
            ),
        ),
        "entries.csv": to_csv(
            ENTRIES_HEADER,
            (
                (place, destination, *_entry_cells(entry)[:-2], *_entry_place(entry))
                for place, destination, entry in moves(worklist)
            ),
        ),
        "not-matched.csv": to_csv(
            NOT_MATCHED_HEADER,
            (
                (left.reason, *_entry_cells(left.entry), *_entry_place(left.entry))
                for left in worklist.not_matched
            ),
        ),
    }


def moves(worklist: Worklist) -> Iterable[tuple[str, str, Entry]]:
    """Every entry that moves, with its round and its destination; expenses last."""
    for own in worklist.rounds:
        for entry in own.entries:
            yield str(own.number), own.destination, entry
    for moved in worklist.expenses:
        yield ONE_BY_ONE, moved.destination, moved.entry


def _told(worklist: Worklist) -> Callable[[str, Decimal], str]:
    """A sum in words; nothing where the listing has no such column."""
    return lambda id_, value: "" if id_ in worklist.missing else shown(value)


def _entry_cells(entry: Entry) -> tuple[str, ...]:
    """An entry's values from its number to its status."""
    values = (
        entry.number, entry.day, entry.user, entry.description, entry.hours, entry.rate, entry.amount,
        entry.kind, entry.status,
    )  # fmt: skip
    return tuple(
        shown(value) if isinstance(value, Decimal) else "" if value is None else str(value)
        for value in values
    )


def _entry_place(entry: Entry) -> tuple[str, str]:
    return entry.sheet, str(entry.row)
