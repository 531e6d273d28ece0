"""The worklist for moving entries off the placeholder matter: one round a destination, and what is in no round.

A listing of the entries is whatever a firm could save or copy out of Clio; its headers are not known from any
source, so columns are found by the names that people would see there.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ..checking.crosswalk import Crosswalk
from ..checking.recognition import HEADER_ROWS
from ..errors import KitError
from ..judging.numbers import HUNDREDTH, PLAIN, exact, shown
from ..judging.typed_numbers import CLOCK, CURRENCY, GROUPED, UNITS
from ..judging.verdict import is_blank
from ..judging.words import CONTROL, Near, key_of, text_of
from ..reader import Book, SheetData
from .clio_text import inert
from .csv_files import to_csv

NAMES: Mapping[str, tuple[str, ...]] = {
    "description": (
        "description", "entry description", "note", "notes", "details", "detail", "narrative", "text",
        "activity description",
    ),
    "date": ("date", "entry date", "activity date", "date of entry", "service date", "date of service"),
    "user": (
        "user", "firm user", "timekeeper", "time keeper", "activity user", "user name", "person", "employee",
        "staff", "attorney",
    ),
    "hours": (
        "hours", "hour", "hrs", "duration", "quantity", "qty", "quantity in hours", "hours/qty", "qty/hours",
        "units",
    ),
    "rate": ("rate", "hourly rate", "price", "rate/price", "price/rate", "unit price"),
    "amount": (
        "amount", "total", "value", "total amount", "billable amount", "line total", "total value",
    ),
    "type": ("type", "entry type", "activity type", "kind"),
    "status": ("status", "billed", "billing status", "bill status", "billed status"),
    "bill": ("bill", "invoice", "bill number", "invoice number", "bill no.", "invoice no."),
    "matter": ("matter", "matter number", "display number", "matter display number"),
    "number": ("id", "number", "no.", "no", "#", "entry id", "activity id", "entry number", "nr."),
}  # fmt: skip
"""The headers each column may have, the likeliest first; compared without case, units and underscores."""

IN_BRACKETS = re.compile(r"\s*\(.*\)|\s*\[.*\]|\s*[$£€]")
PREFIX = re.compile(r"\[\s*([^\[\]]*?)\s*\]\s*(.*)", re.S)
OTHER_BRACKETS = re.compile(r"[({<]\s*([^(){}<>\[\]]{1,60}?)\s*[)}>\]]")
INSIDE = re.compile(r"\[\s*([^\[\]]+?)\s*\]")
EXPENSE_WORDS = re.compile(r"expense|cost|disbursement", re.I)
BILLED_WORDS = re.compile(r"\b(?:billed|invoiced|paid|unpaid|draft)\b", re.I)
NOT_BILLED = re.compile(
    r"\b(?:not|non|never|un|to be)(?:[\s-]+(?:yet|been|be))*[\s-]+(?:billed|invoiced)\b", re.I
)
YES = {"yes", "y", "true", "1", "x", "✓", "✔"}
NOTHING = {"", "-", "–", "—", "n/a"}
NO_BILL = {*NOTHING, "none", "no", "false", "0", "unbilled"}
LONGEST = 18
"""Digits that are still compared as one number."""
MOST = Decimal(10) ** 9
DECIMALS = 9
"""Figures within these bounds add up exactly, however many there are."""
TOTAL_WORDS = re.compile(r"(?:grand |sub)?totals?:?|sum:?", re.I)


class NotAListing(KitError):
    """No sheet of the file has a column with the descriptions of entries, or none has an entry below it."""


class Sums(NamedTuple):
    """Entries with the hours of time and the amounts of all; a figure that cannot be read counts with nothing."""

    entries: int = 0
    hours: Decimal = Decimal(0)
    amount: Decimal = Decimal(0)

    def plus(self, other: Sums) -> Sums:
        """The sums of both, field by field."""
        return Sums(
            self.entries + other.entries, self.hours + other.hours, self.amount + other.amount
        )


class Entry(NamedTuple):
    """A row of the listing. Texts are on one line; `hours` is None for an expense and where nothing was found."""

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

    @property
    def sums(self) -> Sums:
        return Sums(1, self.hours or Decimal(0), self.amount or Decimal(0))


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

    `listed` was summed while reading, before anything was sorted out. `missing` are the columns the listing
    does not have, `other_sheets` the sheets with rows that were not read.
    """

    rounds: tuple[Round, ...]
    expenses: tuple[Moved, ...]
    not_matched: tuple[NotMatched, ...]
    listed: Sums
    missing: tuple[str, ...] = ()
    other_sheets: tuple[str, ...] = ()

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
    Limit("Only entries displayed on the page you are viewing can be ticked. How many a page shows was not found: if a round is on two pages, do it twice and add up.", ("clio-bulk-edit-steps",)),
    Limit("What you enter applies to every ticked entry. One destination a round.", ("clio-bulk-edit",)),
    Limit("A bulk edit is irreversible. The previous date, matter, user and rate are not kept.", ("clio-bulk-edit", "clio-bulk-edit-steps")),
    Limit("Expenses have no bulk edit. Move them one by one.", ("clio-managing-expenses",)),
    Limit("The Rate field is blocked while hourly and flat-rate entries are ticked together. Leave Rate alone.", ("clio-bulk-edit",)),
)  # fmt: skip
"""What the worklist prints. The steps themselves are on the page `Reassign time entries`."""

ORDER = (
    "Rounds are in the order of the display numbers: easy to find in Clio, and the same again in a worklist that you"
    " make later from what is left. Start with a round of one or two entries, to see whether rates stay."
)


def sums_of(entries: Iterable[Entry]) -> Sums:
    """The sums over entries."""
    total = Sums()
    for entry in entries:
        total = total.plus(entry.sums)
    return total


def reassign(listing: Book, crosswalk: Crosswalk) -> Worklist:
    """Sort the entries of a placeholder matter into rounds by the old number at the start of each description.

    Raises NotAListing when the file has no column with descriptions, or no rows below it.
    """
    tables = [table for sheet in listing.sheets if (table := _Table.of(sheet))]
    if not tables:
        names = ", ".join(NAMES["description"])
        raise NotAListing(
            f"{listing.name}: no column with the descriptions of the entries was found. Give it one of these"
            f" headers: {names}. Useful besides: date, user, hours, rate, amount, type, status, number."
        )
    sorting = _Sorting(crosswalk)
    listed = Sums()
    named = listing.kind != "csv"
    for table in tables:
        for read in table.entries(named=named):
            listed = listed.plus(read.entry.sums)
            sorting.add(read)
    if not listed.entries:
        raise NotAListing(f"{listing.name}: there is no entry below the headers.")
    read_sheets = {table.sheet.name for table in tables}
    columns = {id_ for table in tables for id_ in table.columns}
    if "bill" in columns:
        columns.add("status")  # either tells what is billed
    return Worklist(
        rounds=sorting.rounds(),
        expenses=tuple(sorted(sorting.expenses, key=lambda moved: _natural(moved.destination))),
        not_matched=tuple(sorting.not_matched),
        listed=listed,
        missing=tuple(id_ for id_ in NAMES if id_ not in columns and id_ not in ("bill", "matter")),
        other_sheets=tuple(
            sheet.name
            for sheet in listing.sheets
            if sheet.name not in read_sheets
            and any(not is_blank(value) for row in sheet.rows for value in row)
        ),
    )


# --- Reading the listing ---


class _Read(NamedTuple):
    """An entry as read: its matter in Clio, and what of it cannot be read."""

    entry: Entry
    matter: str
    expense: bool
    billed: bool
    no_entry: str
    unreadable: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Table:
    """A sheet with entries, and where its columns stand."""

    sheet: SheetData
    header: int
    columns: Mapping[str, int]

    @classmethod
    def of(cls, sheet: SheetData) -> _Table | None:
        """The table under the row with the most known headers, or None without descriptions."""
        best, most = -1, 0
        for at, row in enumerate(sheet.rows[:HEADER_ROWS]):
            found = _candidates(row)
            if "description" in found and len(found) > most:
                best, most = at, len(found)
        if best < 0:
            return None
        below = sheet.rows[best + 1 :]
        columns = {id_: places[0] for id_, places in _candidates(sheet.rows[best]).items()}
        columns["description"] = max(
            _candidates(sheet.rows[best])["description"], key=lambda at: _prefixes(below, at)
        )
        return cls(sheet=sheet, header=best, columns=columns)

    def entries(self, *, named: bool) -> Iterable[_Read]:
        """The filled rows; with the sheet's name if the file has `named` sheets."""
        start = self.header + 1
        name = self.sheet.name if named else ""
        for number, row in enumerate(self.sheet.rows[start:], start=self.sheet.first_row + start):
            if any(not is_blank(value) for value in row):
                yield self._read(name, number, row)

    def _read(self, sheet: str, number: int, row: Sequence[object]) -> _Read:
        values = {id_: row[at] if at < len(row) else "" for id_, at in self.columns.items()}
        texts = {id_: one_line(text_of(value)) for id_, value in values.items()}
        no_entry = self._no_entry(texts["description"], row)
        kind = texts.get("type", "")
        expense = EXPENSE_WORDS.search(kind) is not None
        unreadable = []
        figures: dict[str, Decimal | None] = {"hours": None, "amount": None}
        for id_, reading in (("hours", _hours), ("amount", _amount)):
            if no_entry or (id_ == "hours" and expense) or texts.get(id_, "").casefold() in NOTHING:
                continue
            figures[id_] = reading(values[id_])
            if figures[id_] is None:
                unreadable.append(id_)
        rate = _amount(values.get("rate", ""))
        status, bill = texts.get("status", ""), texts.get("bill", "")
        billed = _is_billed(status) or (
            bill.casefold() not in NO_BILL and not NOT_BILLED.search(bill)
        )
        entry = Entry(
            sheet=sheet,
            row=number,
            number=texts.get("number", ""),
            day=_day(values.get("date", "")),
            user=texts.get("user", ""),
            description=texts["description"],
            hours=figures["hours"],
            rate=texts.get("rate", "") if rate is None else rate,
            amount=figures["amount"],
            kind=kind,
            status=" ".join(filter(None, (status, bill))),
        )
        return _Read(entry, texts.get("matter", ""), expense, billed, no_entry, tuple(unreadable))

    def _no_entry(self, description: str, row: Sequence[object]) -> str:
        """What a row is that is no entry: a line of totals, or the headers once more."""
        words = [one_line(text_of(value)) for value in row]
        if TOTAL_WORDS.fullmatch(description) or (
            not description and any(map(TOTAL_WORDS.fullmatch, words))
        ):
            return "A line of totals, not an entry: its figures are not counted. Compare them with the totals here."
        header = [one_line(text_of(value)) for value in self.sheet.rows[self.header]]
        if words == header[: len(words)]:
            return "The headers once more, not an entry."
        return ""


def _candidates(row: Sequence[object]) -> dict[str, list[int]]:
    """Where the columns of a header row stand, by id, the likeliest place first."""
    headers: dict[str, list[int]] = {}
    for at, value in enumerate(row):
        name = key_of(IN_BRACKETS.sub("", one_line(text_of(value))).replace("_", " "))
        headers.setdefault(re.sub(r"\s*/\s*", "/", name), []).append(at)
    found = {
        id_: [at for name in names for at in headers.get(name, ())] for id_, names in NAMES.items()
    }
    return {id_: places for id_, places in found.items() if places}


def _prefixes(rows: Sequence[Sequence[object]], at: int) -> int:
    return sum(1 for row in rows if at < len(row) and PREFIX.match(text_of(row[at]).strip()))


def one_line(text: str) -> str:
    """Text without line breaks, doubled blanks and characters that no workbook can hold."""
    return " ".join(CONTROL.sub(" ", text).split())


def _day(value: object) -> dt.date | str:
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else one_line(text_of(value))


def _hours(value: object) -> Decimal | None:
    """Decimal hours out of a number, `1.5h`, `1h 30m`, `90 min`, `1:30` or a time; None for anything else."""
    if isinstance(value, dt.time):
        return _of_minutes(Decimal(value.hour * 60 + value.minute))
    if isinstance(value, dt.timedelta):
        return _of_minutes(Decimal(round(value.total_seconds() / 60)))
    text = one_line(text_of(value))
    if found := CLOCK.fullmatch(text):
        return _of_minutes(Decimal(found[1]) * 60 + Decimal(found[2]))
    if (found := UNITS.fullmatch(text)) and (found[1] or found[2]):
        return _of_minutes(Decimal(found[1] or 0) * 60 + Decimal(found[2] or 0))
    return _amount(value)


def _of_minutes(minutes: Decimal) -> Decimal | None:
    return (minutes / 60).quantize(HUNDREDTH) if abs(minutes) < MOST else None


def _amount(value: object) -> Decimal | None:
    """An exact number, with or without currency and thousands; None for anything else."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return _within(exact(value))
    text = one_line(value) if isinstance(value, str) else ""
    if not PLAIN.fullmatch(text):
        text = CURRENCY.sub("", text).strip()
        if text.startswith("(") and text.endswith(")"):
            text = f"-{text[1:-1].strip()}"
        if GROUPED.fullmatch(text):
            text = text.replace(",", "")
    return _within(Decimal(text)) if PLAIN.fullmatch(text) else None


def _within(number: Decimal) -> Decimal | None:
    if not number.is_finite() or abs(number) >= MOST:
        return None
    rounded = round(number, DECIMALS)
    return number if number == rounded else rounded


def _is_billed(status: str) -> bool:
    if status.casefold() in YES:
        return True
    return BILLED_WORDS.search(NOT_BILLED.sub("", status)) is not None


# --- Sorting it out ---


class _Sorting:
    """Puts each entry into a round, among the expenses, or among those not matched."""

    def __init__(self, crosswalk: Crosswalk) -> None:
        self.destinations = {
            **crosswalk.display_numbers,
            **{key: matter.display_number for key, matter in crosswalk.matters.items()},
        }
        self.near = Near([matter.old_number for matter in crosswalk.matters.values()])
        self.by_destination: dict[str, tuple[str, dict[str, str], list[Entry]]] = {}
        self.expenses: list[Moved] = []
        self.not_matched: list[NotMatched] = []
        self.seen: dict[Entry, Entry] = {}

    def add(self, read: _Read) -> None:
        """Take one entry; the first reason that stands in its way is told."""
        entry = read.entry
        old, destination, reason = self._destination(entry.description)
        if read.no_entry:
            reason = read.no_entry
        elif (
            entry.number
            and (before := self.seen.setdefault(entry._replace(sheet="", row=0), entry))
            is not entry
        ):
            where = f"{before.sheet}!{before.row}" if before.sheet else str(before.row)
            reason = f"The same entry as row {where}, number {entry.number} included: listed twice."
        elif read.billed:
            reason = "Billed already: an entry on a bill cannot be edited. Release it from the bill first."
        elif not reason and key_of(read.matter.split(":")[0]) == key_of(destination):
            reason = f"Stands on {destination} already. Nothing to do."
        elif not reason and read.unreadable:
            what = " and ".join(read.unreadable)
            reason = f"The {what} cannot be read, so the round would not tie. Correct the listing, or move it to {destination} by hand."
        if reason:
            self.not_matched.append(NotMatched(entry, reason))
        elif read.expense:
            self.expenses.append(Moved(destination, old, entry))
        else:
            _, olds, entries = self.by_destination.setdefault(
                key_of(destination), (destination, {}, [])
            )
            olds.setdefault(key_of(old), old)
            entries.append(entry)

    def rounds(self) -> tuple[Round, ...]:
        """The rounds in the order of their display numbers, so that a worklist made later keeps the order."""
        ordered = sorted(self.by_destination.values(), key=lambda own: _natural(own[0]))
        return tuple(
            Round(number, destination, tuple(sorted(olds.values(), key=_natural)), tuple(entries))
            for number, (destination, olds, entries) in enumerate(ordered, start=1)
        )

    def _destination(self, description: str) -> tuple[str, str, str]:
        """Old number and display number of an entry, or the reason why it has none."""
        found = PREFIX.match(description)
        if not found or not found[1]:
            return "", "", self._without_prefix(description)
        old = found[1]
        if key_of(old) not in self.destinations:
            reason = (
                f"[{old}] is not in the crosswalk.{self.near(old)} Correct the entry in Clio, or add the"
                " matter to the crosswalk."
            )
            return old, "", reason
        destination = self.destinations[key_of(old)]
        reason = ""
        if not destination:
            reason = f"The crosswalk has no display number for [{old}] yet. Fill it in."
        elif (second := PREFIX.match(found[2])) and self.destinations.get(
            key_of(second[1]), destination
        ) != destination:
            reason = f"[{old}] and [{second[1]}] are two matters. Split the entry in Clio and list again."
        return old, destination, reason

    def _without_prefix(self, description: str) -> str:
        """The reason for an entry without `[old number]` at the start, with a hint where there is one."""
        if not description:
            return "No description. Ask the person named on the entry for the matter."
        hint = ""
        if found := OTHER_BRACKETS.match(description):
            hint = self._hint(found[1], "in other brackets")
        elif found := INSIDE.search(description):
            hint = self._hint(found[1], "but not at the very start")
        elif old := self._bare(description.lstrip("[({< ")):
            hint = self._hint(old, "without brackets around it")
        return (
            f"The description does not start with an old number in square brackets.{hint}"
            " Correct the entry in Clio and list again."
        )

    def _hint(self, old: str, how: str) -> str:
        if key_of(old) in self.destinations:
            return f" {old} stands there {how}; if it is meant, make it [{old}]."
        return ""

    def _bare(self, description: str) -> str:
        """A known number that the description starts with, the longest there is."""
        words = description.split()
        for count in range(min(len(words), 6), 0, -1):
            start = " ".join(words[:count]).rstrip(",;:-–—.|]")
            if key_of(start) in self.destinations:
                return start
        return ""


def _natural(number: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts 9 before 10, and words after numbers."""
    parts = re.findall(r"\d+|\D+", key_of(number))
    return tuple(
        (0, int(p), p) if p.isdecimal() and len(p) <= LONGEST else (1, 0, p) for p in parts
    )


# --- The worklist as CSV ---

ROUNDS_HEADER = ("round", "destination", "old_numbers", "entries", "hours", "amount")
ENTRIES_HEADER = (
    "round", "destination", "number", "date", "user", "description", "hours", "rate", "amount", "sheet", "row",
)  # fmt: skip
NOT_MATCHED_HEADER = (
    "reason", "number", "date", "user", "description", "hours", "rate", "amount", "type", "status", "sheet", "row",
)  # fmt: skip
ONE_BY_ONE = "one by one"
"""Stands in place of a round's number for an expense."""


def worklist_csv(worklist: Worklist) -> dict[str, bytes]:
    """The tables of the worklist by file name."""
    told = _told(worklist)
    return {
        "rounds.csv": to_csv(
            ROUNDS_HEADER,
            (
                (
                    str(own.number),
                    inert(own.destination),
                    inert("; ".join(own.old_numbers)),
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
                (place, inert(destination), *_entry_cells(entry)[:-2], *_entry_place(entry))
                for place, destination, entry in moves(worklist)
            ),
        ),
        "not-matched.csv": to_csv(
            NOT_MATCHED_HEADER,
            (
                (inert(left.reason), *_entry_cells(left.entry), *_entry_place(left.entry))
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
        shown(value) if isinstance(value, Decimal) else inert("" if value is None else str(value))
        for value in values
    )


def _entry_place(entry: Entry) -> tuple[str, str]:
    return inert(entry.sheet), str(entry.row)
