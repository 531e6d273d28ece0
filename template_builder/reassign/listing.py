"""Reads a listing of the placeholder matter's entries. No source gives its headers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from ..common.errors import KitError
from ..common.numbers import HUNDREDTH, PLAIN, exact
from ..common.text import CONTROL, is_blank, key_of, text_of
from ..judging.numbers import minutes_of_time
from ..judging.totals import is_total
from ..judging.typed_numbers import CURRENCY, GROUPED, minutes_in
from ..reading.reader import SheetData
from ..workbooks.headers import HEADER_ROWS
from .worklist import Entry

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
EXPENSE_WORDS = re.compile(r"expense|cost|disbursement", re.I)
BILLED_WORDS = re.compile(r"\b(?:billed|invoiced|paid|unpaid|draft)\b", re.I)
NOT_BILLED = re.compile(
    r"\b(?:not|non|never|un|to be)(?:[\s-]+(?:yet|been|be))*[\s-]+(?:billed|invoiced)\b", re.I
)
YES = {"yes", "y", "true", "1", "x", "✓", "✔"}
NOTHING = {"", "-", "–", "—", "n/a"}
NO_BILL = {*NOTHING, "none", "no", "false", "0", "unbilled"}
MOST = Decimal(10) ** 9
DECIMALS = 9
"""Figures within these bounds add up exactly, however many there are."""


class NotAListing(KitError):
    """No sheet of the file has a column with the descriptions of entries, or none has an entry below it."""


class ReadRow(NamedTuple):
    """An entry as read, with its matter in Clio and the names of figures that cannot be read."""

    entry: Entry
    matter: str
    expense: bool
    billed: bool
    no_entry: str
    unreadable: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ListingTable:
    """A sheet with entries and the places of its columns."""

    sheet: SheetData
    header: int
    columns: Mapping[str, int]

    @classmethod
    def of(cls, sheet: SheetData) -> ListingTable | None:
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

    def entries(self, *, named: bool) -> Iterable[ReadRow]:
        """The filled rows; with the sheet's name if the file has `named` sheets."""
        start = self.header + 1
        name = self.sheet.name if named else ""
        for number, row in enumerate(self.sheet.rows[start:], start=self.sheet.first_row + start):
            if any(not is_blank(value) for value in row):
                yield self._read(name, number, row)

    def _read(self, sheet: str, number: int, row: Sequence[object]) -> ReadRow:
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
        return ReadRow(entry, texts.get("matter", ""), expense, billed, no_entry, tuple(unreadable))

    def _no_entry(self, description: str, row: Sequence[object]) -> str:
        """What a row is if it is not an entry: a line of totals, or the headers again."""
        words = [one_line(text_of(value)) for value in row]
        if is_total(description) or (not description and any(map(is_total, words))):
            return "This is a line of totals, not an entry, so its figures are not counted. Compare them with the totals here."
        header = [one_line(text_of(value)) for value in self.sheet.rows[self.header]]
        if words == header[: len(words)]:
            return "This row repeats the headers. It is not an entry."
        return ""


def _candidates(row: Sequence[object]) -> dict[str, list[int]]:
    """The places of the columns of a header row by id, the likeliest place first."""
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
    minutes = minutes_of_time(value)
    if minutes is None:
        minutes = minutes_in(one_line(text_of(value)))
    return _amount(value) if minutes is None else _of_minutes(minutes)


def _of_minutes(minutes: Decimal) -> Decimal | None:
    return (minutes / 60).quantize(HUNDREDTH, ROUND_HALF_UP) if abs(minutes) < MOST else None


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
