"""Turns a listing that was read into the entries of a tie-out, with everything to know about how it was read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from ..common.text import key_of
from ..listings.kinds import load_kind
from ..listings.model import Listing, ListingRow, money_text
from ..listings.service import listing_of
from ..reading.reader import Book
from .entries import Entry, Remark

RECEIVABLES = "Receivables"
"""Stands for the account of all receivables: they have none."""
ZERO = Decimal(0)
LEDGER = "trust-ledger"
MOVEMENTS = {"funds_in", "funds_out"}
"""The fields that tell a ledger, and its headers in Clio."""
HEADER_ROWS = 50
LONGEST_HEADER = 40


class Kind(StrEnum):
    """What is tied out; the values are the kinds of listings."""

    TRUST = "trust"
    RECEIVABLES = "receivables"

    @property
    def amount(self) -> str:
        """The field of a listing with the amounts."""
        return "balance" if self is Kind.TRUST else "total"


UNUSED: Mapping[Kind, Mapping[str, str]] = {Kind.TRUST: {"last_activity": ""}, Kind.RECEIVABLES: {}}
"""Fields that play no part here, so that nobody is asked about them."""


class ListingChoices(NamedTuple):
    """What a person says of one listing: its columns by field, the order of its dates, its decimal mark."""

    columns: Mapping[str, str] = {}
    dates: str = ""
    decimals: str = ""


AS_READ = ListingChoices()
"""Nothing that a person had to say."""


class Source(NamedTuple):
    """A listing as entries. `total` is the one total that it prints of all rows, if it prints one."""

    name: str
    entries: tuple[Entry, ...]
    remarks: tuple[Remark, ...]
    total: Decimal | None = None


def read_balances(book: Book, kind: Kind, choices: ListingChoices = AS_READ) -> Listing:
    """A listing of balances, or a ledger of movements, which Clio has per matter.

    Raises UnreadableFile for a file that is no table, and KitError for a column that is not there.
    """
    how = {"dates": choices.dates, "decimals": choices.decimals}
    if kind is Kind.TRUST and _is_ledger(book):
        known = {field.id for field in load_kind(LEDGER).fields}
        own = {id_: text for id_, text in choices.columns.items() if id_ in known - {"balance"}}
        return listing_of(book, LEDGER, own, **how)
    return listing_of(book, kind.value, {**UNUSED[kind], **choices.columns}, **how)


def _is_ledger(book: Book) -> bool:
    """Whether a row near the top has the headers of Clio's movements."""
    return any(
        {key_of(value).replace(" ", "_") for value in row if isinstance(value, str)} >= MOVEMENTS
        for sheet in book.sheets
        for row in sheet.rows[:HEADER_ROWS]
    )


def _field_id(value: object) -> str:
    """A header as a field is called; nothing for what is too long to be one."""
    is_short = isinstance(value, str) and len(value) <= LONGEST_HEADER
    return key_of(str(value)).replace(" ", "_") if is_short else ""


def source_of(listing: Listing, kind: Kind) -> Source:
    """The entries of a listing without open questions."""
    movements = listing.kind == LEDGER
    if movements:
        entries, remarks = _balances(listing)
    else:
        entries, remarks = [_entry(row, kind) for row in listing.rows], []
    return Source(
        listing.name,
        tuple(entries),
        (*_remarks(listing, movements), *remarks),
        _total(listing, kind),
    )


def _entry(row: ListingRow, kind: Kind, amount: Decimal | None = None) -> Entry:
    return Entry(
        row.place,
        row.text("number"),
        row.text("client"),
        row.number(kind.amount) if amount is None else amount,
        row.text("account") if kind is Kind.TRUST else RECEIVABLES,
        row.text("currency"),
        row.text("bill"),
    )


def _balances(ledger: Listing) -> tuple[list[Entry], list[Remark]]:
    """The balance of each matter out of all its movements, and whether the ledger's own balances agree.

    Its own are those of a client, and each of its rows has the balance so far.
    """
    entries: dict[tuple[str, ...], Entry] = {}
    own: dict[tuple[str, ...], tuple[str, Decimal | None]] = {}
    sums: dict[tuple[str, ...], Decimal | None] = defaultdict(lambda: ZERO)
    for row in ledger.rows:
        entry = _entry(row, Kind.TRUST)
        client = tuple(map(key_of, (entry.client, entry.account, entry.currency)))
        entry = entry._replace(amount=_moved(row, is_first=client not in sums))
        matter = (*client, key_of(entry.number))
        first = entries.get(matter)
        entries[matter] = (
            first._replace(amount=_plus(first.amount, entry.amount)) if first else entry
        )
        sums[client] = _plus(sums[client], entry.amount)
        if row.number("balance") is not None:
            own[client] = row.place, row.number("balance")
    remarks = []
    for client, (place, balance) in own.items():
        moved = sums[client]
        if balance is not None and moved is not None and balance != moved:
            text = (
                f"The ledger's balance is {money_text(balance)}, its movements add up to {money_text(moved)}. "
                "Make it for all dates, so that it begins at 0."
            )
            remarks.append(Remark(f"{ledger.name}, {place}", text, attention=True))
    return list(entries.values()), remarks


def _moved(row: ListingRow, *, is_first: bool) -> Decimal | None:
    """What a row adds; the first one of a client may have only the balance with which the ledger begins."""
    if row.unread & MOVEMENTS:
        return None
    came, went = row.number("funds_in"), row.number("funds_out")
    if came is None and went is None:
        return row.number("balance") if is_first else None
    return (came or ZERO) - (went or ZERO)


def _plus(one: Decimal | None, two: Decimal | None) -> Decimal | None:
    return None if one is None or two is None else one + two


def _total(listing: Listing, kind: Kind) -> Decimal | None:
    grand = [t.printed for t in listing.totals if t.is_grand and t.field == kind.amount]
    return grand[0] if len(grand) == 1 else None


def _remarks(listing: Listing, movements: bool) -> Iterator[Remark]:
    name = listing.name
    for remark in listing.remarks:
        place = f"{name}, {remark.place}" if remark.place else name
        yield Remark(place, f"{remark.message} {remark.fix}".strip(), attention=True)
    if movements:
        text = "It lists movements: the balance of each matter is the sum of what came in less what went out."
        yield Remark(name, text)
    for total in listing.totals:
        if total.ties:
            label = total.label or "A total"
            yield Remark(
                f"{name}, {total.place}",
                f"{label}: {money_text(total.printed)}, as the rows add up.",
            )
    for left in listing.left_out:
        text = f"{left.count} {'line' if left.count == 1 else 'lines'} of the class {left.row_class}: {_few(left.places)}."
        yield Remark(name, f"Not a row of data: {text}")
    if listing.unused:
        yield Remark(
            name, f"Columns not used: {', '.join(c.header or c.letter for c in listing.unused)}."
        )
    if listing.as_of:
        yield Remark(name, f"As of {listing.as_of.isoformat()}.")
    if not listing.totals:
        yield Remark(name, "It prints no total, so its rows could not be held against one.")


def _few(places: Sequence[str]) -> str:
    more = f" and {len(places) - 5} more" if len(places) > 5 else ""
    return ", ".join(places[:5]) + more
