"""Reads the lists of one side: which kind each file is, and one listing of each kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..common.errors import KitError
from ..common.files import NamedBytes
from ..listings.kinds import load_kind
from ..listings.model import Column, Listing, ListingRow
from ..listings.service import listing_of, open_list
from ..reading.reader import Book
from .differences import NOTHING

MATTERS_LIST, CONTACTS_LIST, ACTIVITIES_LIST, TRUST_LIST = KINDS = (
    "matters",
    "contacts",
    "activities",
    "trust",
)
"""The kinds of listing that a review looks at."""

TELLING: Mapping[str, tuple[tuple[str, ...], ...]] = {
    TRUST_LIST: (("balance",),),
    ACTIVITIES_LIST: (("description",), ("date",), ("hours", "amount")),
    MATTERS_LIST: (("number",), ("client", "description")),
    CONTACTS_LIST: (("name",), ("email", "kind", "company")),
}
"""What a list of each kind has, one of each group, the most telling kind first."""

LOOKED_AT = 60
"""Rows of a file that say which kind it is."""


class Answers(NamedTuple):
    """What somebody said about a file: its kind, its columns, the order of its dates, its decimal mark."""

    kind: str = ""
    columns: Mapping[str, str] = {}
    dates: str = ""
    decimals: str = ""


class UnknownKind(KitError):
    """A list whose columns do not say which kind it is."""


def read_lists(
    files: Sequence[NamedBytes], answers: Mapping[str, Answers] | Answers
) -> list[Listing]:
    """Each file as a listing, in their order; `answers` by the name of a file, or for all of them.

    Raises UnreadableFile, and UnknownKind for a file that is none of the kinds.
    """
    return [
        _read(name, data, answers if isinstance(answers, Answers) else answers.get(name, Answers()))
        for name, data in files
    ]


def _read(name: str, data: bytes, answers: Answers) -> Listing:
    book = open_list(name, data)
    kind = answers.kind or kind_of(book)
    known = {field.id for field in load_kind(kind).fields}
    columns = {id_: header for id_, header in answers.columns.items() if id_ in known}
    return listing_of(book, kind, columns, dates=answers.dates, decimals=answers.decimals)


def kind_of(book: Book) -> str:
    """The kind of a list, by the columns that it has.

    Raises UnknownKind where none fits.
    """
    start = book._replace(
        sheets=tuple(sheet._replace(rows=sheet.rows[:LOOKED_AT]) for sheet in book.sheets)
    )
    fitting = {}
    for kind, groups in TELLING.items():
        columns = listing_of(start, kind).columns
        if all(any(id_ in columns for id_ in group) for group in groups):
            fitting[kind] = len(columns)
    if not fitting:
        raise UnknownKind(
            f"{book.name}: it has the columns of no list that a review looks at. Give lists of matters (number, client or "
            "description), contacts (name, e-mail or type), activities (date, description, hours or amount), or trust balances."
        )
    return max(fitting, key=lambda kind: fitting[kind])


def by_kind(listings: Sequence[Listing], prefix: str = "") -> dict[str, Listing]:
    """One listing of each kind, with all rows of its files; each row's place begins with the name of its file.

    `prefix` is that of the options which answer, such as `old-` of `--old-column`.

    Raises KitError where one of them has to be asked about.
    """
    found: dict[str, list[Listing]] = {}
    for listing in listings:
        found.setdefault(listing.kind, []).append(listing.certain(prefix))
    return {kind: _together(several) for kind, several in found.items()}


def _together(several: Sequence[Listing]) -> Listing:
    columns: dict[str, Column] = {}
    for listing in several:
        columns |= dict(listing.columns)
    rows = tuple(_placed(row, listing.name) for listing in several for row in listing.rows)
    return replace(several[0], rows=rows, columns=columns)


def _placed(row: ListingRow, name: str) -> ListingRow:
    return ListingRow(f"{name} {row.place}", row.texts, row.numbers, row.days, row.unread)


def trust_words(row: ListingRow) -> str:
    """A balance in a line."""
    balance = row.number("balance")
    amount = f"{balance:,.2f}" if balance is not None else "a balance that cannot be read"
    parts = (amount, row.text("currency"), row.text("account"), row.text("client"))
    return ", ".join(filter(None, parts)) or NOTHING
