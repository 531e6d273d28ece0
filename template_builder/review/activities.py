"""Holds the unbilled time and expenses of the old system against Clio's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from decimal import Decimal

from ..common.days import day_label
from ..common.numbers import shown
from ..common.text import key_of
from ..listings.model import Listing, ListingRow
from .differences import EXPENSES, NOTHING, TIME, Difference, Wrong, places_of
from .pairing import Keys, Pairing, Stage, paired
from .status import is_billed, is_expense

FIGURES = ("hours", "amount")


def unbilled(listing: Listing) -> Listing:
    """A list without the entries that are on a bill: they do not come over."""
    rows = tuple(row for row in listing.rows if not is_billed(row))
    return Listing(name=listing.name, kind=listing.kind, rows=rows, columns=listing.columns)


def pair_activities(old: Listing, new: Listing, numbers: Mapping[str, str]) -> Pairing:
    """By matter, day, text and figures; then with one of them different.

    `numbers` leads from the keys of old matters to their numbers in Clio.
    """
    figures = [id_ for id_ in FIGURES if id_ in old.columns and id_ in new.columns]
    by = _Parts(figures, numbers), _Parts(figures, {})
    stages = (
        (("matter", "date", "text", "values"), True),
        (("matter", "text", "values"), False),
        (("matter", "date", "text"), False),
        (("date", "text", "values"), False),
    )
    return paired(
        old.rows,
        new.rows,
        [Stage(by[0].keys(*ids), by[1].keys(*ids), doubles) for ids, doubles in stages],
    )


class _Parts:
    """What an entry can be known by."""

    def __init__(self, figures: Sequence[str], numbers: Mapping[str, str]) -> None:
        self.figures, self.numbers = figures, numbers

    def keys(self, *ids: str) -> Keys:
        """The key of some of its parts; an entry without a text has none."""
        parts = [getattr(self, id_) for id_ in ids]

        def of(row: ListingRow) -> Iterator[Hashable]:
            if self.text(row):
                yield (is_expense(row), *(part(row) for part in parts))

        return of

    def matter(self, row: ListingRow) -> str:
        return _in_clio(row, self.numbers)

    def date(self, row: ListingRow) -> dt.date | None:
        return row.day("date")

    def text(self, row: ListingRow) -> str:
        return key_of(row.text("description"))

    def values(self, row: ListingRow) -> tuple[Decimal | None, ...]:
        return tuple(row.number(id_) for id_ in self.figures)


def activity_differences(
    old: Listing,
    new: Listing,
    pairing: Pairing,
    numbers: Mapping[str, str],
    imported: dt.date | None,
) -> Iterator[Difference]:
    """What differs between the pairs."""
    both = old.columns.keys() & new.columns.keys()
    for before, after in pairing.pairs:
        for field, shows, should in _fields_that_differ(before, after, both, numbers):
            on_import = field == "date" and shows is not None and shows == imported
            yield Difference(
                Wrong.IMPORT_DAY if on_import else Wrong.DIFFERS,
                data_of(before),
                activity_name(before),
                after.text("matter"),
                f"{field} {_shown(shows)}",
                f"{field} {_shown(should)}",
                places_of(before.place, after.place),
                field,
            )


def _fields_that_differ(
    before: ListingRow, after: ListingRow, both: Collection[str], numbers: Mapping[str, str]
) -> Iterator[tuple[str, object, object]]:
    """Field, value in Clio, value in the old list."""
    known = [id_ for id_ in both if id_ not in before.unread | after.unread]
    if "date" in known and before.day("date") != after.day("date"):
        yield "date", after.day("date"), before.day("date")
    for id_ in FIGURES:
        if id_ in known and before.number(id_) != after.number(id_):
            yield id_, after.number(id_), before.number(id_)
    if "matter" in both and _in_clio(before, numbers) != _in_clio(after, {}):
        should = numbers.get(_matter_key(before), before.text("matter"))
        yield "matter", after.text("matter"), should


def data_of(row: ListingRow) -> str:
    """Time or expenses."""
    return EXPENSES if is_expense(row) else TIME


def activity_name(row: ListingRow) -> str:
    """What finds an entry: its matter, its day, its person and its text."""
    day = row.day("date")
    parts = (
        row.text("matter"),
        day_label(day) if day else "",
        row.text("user"),
        row.text("description"),
    )
    return ", ".join(filter(None, parts))


def activity_words(row: ListingRow) -> str:
    """An entry in a line, with its figures."""
    hours, amount = row.number("hours"), row.number("amount")
    figures = (
        f"{shown(hours)} hours" if hours is not None and not is_expense(row) else "",
        f"{amount:,.2f}" if amount is not None else "",
    )
    return ", ".join(filter(None, (activity_name(row), *figures)))


def _in_clio(row: ListingRow, numbers: Mapping[str, str]) -> str:
    """The key of an entry's matter in Clio, or of the number that the list has."""
    key = _matter_key(row)
    return key_of(numbers[key]) if key in numbers else key


def _matter_key(row: ListingRow) -> str:
    return key_of(row.text("matter").partition(":")[0])


def _shown(value: object) -> str:
    if isinstance(value, dt.date):
        return day_label(value)
    return shown(value) if isinstance(value, Decimal) else str(value or NOTHING)
