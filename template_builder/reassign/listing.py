"""Makes entries of the rows of a listing of the placeholder matter, with what speaks against moving each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..common.errors import KitError
from ..common.text import CONTROL
from ..listings.model import Listing, ListingRow
from ..listings.row_classes import RowClass
from .worklist import Entry

PREFIX = re.compile(r"\[\s*([^\[\]]*?)\s*\]\s*(.*)", re.S)
EXPENSE_WORDS = re.compile(r"expense|cost|disbursement", re.I)
BILLED_WORDS = re.compile(r"\b(?:billed|invoiced|paid|unpaid|draft)\b", re.I)
NOT_BILLED = re.compile(
    r"\b(?:not|non|never|un|to be)(?:[\s-]+(?:yet|been|be))*[\s-]+(?:billed|invoiced)\b", re.I
)
YES = {"yes", "y", "true", "1", "x", "✓", "✔"}
NO_BILL = {"", "-", "–", "—", "n/a", "none", "no", "false", "0", "unbilled"}
FIELDS = ("description", "date", "user", "hours", "rate", "amount", "type", "status", "number")
"""The columns that a worklist names when the listing lacks them."""

_TOTAL = "This is a line of totals, not an entry, so its figures are not counted. Compare them with the totals here."
NO_ENTRY = {
    RowClass.TOTAL: _TOTAL,
    RowClass.SUBTOTAL: _TOTAL,
    RowClass.HEADER: "This row repeats the headers. It is not an entry.",
    RowClass.GROUP: "This is a line above other rows. It is not an entry.",
    RowClass.FOOTER: "This is at the foot of the list, or below its total. It is not an entry.",
    RowClass.OTHER: "This belongs to another table of the sheet, which is not read.",
}
"""Why a row is no entry, by its class; a title above the headers needs no reason."""


class NotAListing(KitError):
    """The file has no entry below its headers."""


class ReadRow(NamedTuple):
    """An entry as read, with its matter in Clio and the names of figures that cannot be read."""

    entry: Entry
    matter: str = ""
    expense: bool = False
    billed: bool = False
    no_entry: str = ""
    unreadable: tuple[str, ...] = ()


def entries_of(listing: Listing) -> list[ReadRow]:
    """Every row below the headers, as an entry or with the reason why it is none, in the order of the file.

    Raises NotAListing when there is no row.
    """
    rows = [*map(_entry, listing.rows), *_no_entries(listing)]
    if not rows:
        raise NotAListing(f"{listing.name}: there are no entries below the headers.")
    sheets = list(dict.fromkeys(read.entry.sheet for read in rows))
    return sorted(rows, key=lambda read: (sheets.index(read.entry.sheet), read.entry.row))


def missing_of(listing: Listing) -> tuple[str, ...]:
    """The columns that the listing lacks. Either a bill or a status shows what is billed."""
    found = {*listing.columns, *(["status"] if "bill" in listing.columns else [])}
    return tuple(id_ for id_ in FIELDS if id_ not in found)


def _entry(row: ListingRow) -> ReadRow:
    kind, status, bill = row.text("type"), row.text("status"), row.text("bill")
    expense = EXPENSE_WORDS.search(kind) is not None
    figures = ("amount",) if expense else ("hours", "amount")
    rate = row.number("rate")
    sheet, number = _place(row.place)
    entry = Entry(
        sheet=sheet,
        row=number,
        number=_printable(row.text("number")),
        day=row.day("date") or _printable(row.text("date")),
        user=_printable(row.text("user")),
        description=_printable(row.text("description")),
        hours=None if expense else row.number("hours"),
        rate=_printable(row.text("rate")) if rate is None else rate,
        amount=row.number("amount"),
        kind=_printable(kind),
        status=_printable(" ".join(filter(None, (status, bill)))),
    )
    unreadable = tuple(id_ for id_ in figures if id_ in row.unread)
    has_bill = bill.casefold() not in NO_BILL and not NOT_BILLED.search(bill)
    return ReadRow(
        entry, row.text("matter"), expense, _is_billed(status) or has_bill, unreadable=unreadable
    )


def _no_entries(listing: Listing) -> Iterator[ReadRow]:
    for left in listing.left_out:
        for place, text in zip(left.places, left.texts, strict=True):
            if reason := NO_ENTRY.get(RowClass(left.row_class)):
                sheet, row = _place(place)
                entry = Entry(
                    sheet, row, "", "", "", _printable(text), None, "", None, "", "", False
                )
                yield ReadRow(entry, no_entry=reason)


def _place(place: str) -> tuple[str, int]:
    """The sheet and the row of a place such as `Page 1!A4`, or `A4` in a CSV file."""
    sheet, _, cell = place.rpartition("!")
    return sheet, int(cell.lstrip("A"))


def _printable(text: str) -> str:
    """Text on one line without characters that no workbook can hold."""
    return " ".join(CONTROL.sub(" ", text).split())


def _is_billed(status: str) -> bool:
    if status.casefold() in YES:
        return True
    return BILLED_WORDS.search(NOT_BILLED.sub("", status)) is not None
