"""Counts both lists by type and status, as the sheet Counts has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ..listings.model import Listing, ListingRow
from .activities import data_of
from .contacts import COMPANIES, PEOPLE, kind_of
from .differences import CONTACTS, EXPENSES, MATTERS, TIME
from .status import CLOSED, OPEN, PENDING, status_of

ALL = "All"


class Count(NamedTuple):
    """A line of the sheet Counts; None where a list was not given, or does not say it."""

    data: str
    what: str
    old: Decimal | None
    made: Decimal | None
    new: Decimal | None


def contact_counts(
    old: Listing | None, new: Listing | None, made: Sequence[ListingRow]
) -> Iterator[Count]:
    """Contacts by type, and all."""
    yield from _by_word(
        CONTACTS, (PEOPLE, COMPANIES), (old, new), made, lambda row, _: kind_of(row)
    )


def matter_counts(
    old: Listing | None, new: Listing | None, made: Sequence[ListingRow]
) -> Iterator[Count]:
    """Matters by status, and all."""
    yield from _by_word(MATTERS, (OPEN, PENDING, CLOSED), (old, new), made, status_of)


def _by_word(
    data: str,
    words: Sequence[str],
    listings: tuple[Listing | None, Listing | None],
    made: Sequence[ListingRow],
    word_of: Callable[[ListingRow, Listing], str],
) -> Iterator[Count]:
    new = listings[1]
    counted = [
        Counter(word_of(row, each) for row in each.rows) if each else None for each in listings
    ]
    of_made = Counter(word_of(row, new) for row in made) if new else Counter()
    says = [bool(each and set(each) - {""}) for each in counted]
    others = sorted({word for each in counted if each for word in each} - {*words, ""})
    for word in (*words, *others):
        old_count, new_count = (
            Decimal(each[word]) if each is not None and known else None
            for each, known in zip(counted, says, strict=True)
        )
        yield Count(data, word, old_count, _number(of_made[word]), new_count)
    totals = [None if each is None else Decimal(each.total()) for each in counted]
    yield Count(data, ALL, totals[0], _number(of_made.total()), totals[1])


def activity_counts(old: Listing | None, new: Listing | None) -> Iterator[Count]:
    """Entries, hours and amounts of time, entries and amounts of expenses."""
    sums = [_sums(each) if each else None for each in (old, new)]
    for data, whats in (
        (TIME, ("Entries", "Hours", "Amount")),
        (EXPENSES, ("Entries", "Amount")),
    ):
        for what in whats:
            before, after = (None if each is None else each.get((data, what)) for each in sums)
            yield Count(data, what, before, None, after)


def _sums(listing: Listing) -> Mapping[tuple[str, str], Decimal | None]:
    """What a list adds up to. A value that could not be read leaves its sum open."""
    sums: dict[tuple[str, str], Decimal | None] = {}
    for data in (TIME, EXPENSES):
        rows = [row for row in listing.rows if data_of(row) == data]
        sums[data, "Entries"] = Decimal(len(rows))
        for what, id_ in (("Hours", "hours"), ("Amount", "amount")):
            if id_ in listing.columns and not any(id_ in row.unread for row in rows):
                sums[data, what] = _total(row.number(id_) for row in rows)
    return sums


def _total(numbers: Iterable[Decimal | None]) -> Decimal:
    return sum((number for number in numbers if number is not None), Decimal(0))


def _number(count: int) -> Decimal | None:
    return Decimal(count) if count else None
