"""Draws the records to compare one by one: first and last, all with trust money or a deadline soon, some at random."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..common.text import key_of
from ..listings.model import Listing, ListingRow
from .activities import activity_name, activity_words, data_of
from .contacts import contact_words
from .differences import BALANCES, CALENDAR, CONTACTS, EXPENSES, MATTERS, TIME
from .draw import drawn
from .lists import ACTIVITIES_LIST, CONTACTS_LIST, MATTERS_LIST, TRUST_LIST, trust_words
from .matters import matter_name, matter_words

FIRST, LAST, TRUST, SOON, RANDOM = (
    "first of the list",
    "last of the list",
    "trust money",
    "deadline soon",
    "at random",
)
DAYS_AHEAD = 60


class Sample(NamedTuple):
    """A record to compare. `because` says why it was drawn, `in_clio` where to find it; blank where that is not known."""

    data: str
    record: str
    in_clio: str
    because: str
    old_shows: str


class Deadline(NamedTuple):
    """A line of the firm's shared list of deadlines."""

    day: dt.date
    number: str
    words: str


def samples_of(
    old: Mapping[str, Listing],
    in_clio: Mapping[str, str],
    deadlines: Sequence[Deadline],
    today: dt.date | None,
    seed: str,
    size: int,
) -> tuple[Sample, ...]:
    """The samples of every list, each record once with all its reasons.

    `in_clio` leads from the keys of old numbers to numbers in Clio.
    """
    found: dict[tuple[str, str], Sample] = {}
    for sample in _all(old, in_clio, deadlines, today, seed, size):
        known = found.setdefault((sample.data, sample.record), sample)
        if sample.because not in known.because.split("; "):
            because = f"{known.because}; {sample.because}"
            found[sample.data, sample.record] = known._replace(because=because)
    return tuple(found.values())


def _all(
    old: Mapping[str, Listing],
    in_clio: Mapping[str, str],
    deadlines: Sequence[Deadline],
    today: dt.date | None,
    seed: str,
    size: int,
) -> Iterator[Sample]:
    if listing := old.get(CONTACTS_LIST):
        rows = [row for row in listing.rows if row.text("name")]
        names = [row.text("name") for row in rows]
        yield from _of_list(CONTACTS, rows, names, names, contact_words, seed, size)
    if matters := old.get(MATTERS_LIST):
        rows = [row for row in matters.rows if matter_name(row, matters)]
        numbers = [matter_name(row, matters) for row in rows]
        clio = [in_clio.get(key_of(number), "") for number in numbers]
        yield from _of_list(
            MATTERS, rows, numbers, clio, lambda row: matter_words(row, matters), seed, size
        )
    if listing := old.get(ACTIVITIES_LIST):
        for data in (TIME, EXPENSES):
            rows = [row for row in listing.rows if data_of(row) == data and activity_name(row)]
            names = [activity_name(row) for row in rows]
            clio = [in_clio.get(key_of(row.text("matter")), "") for row in rows]
            yield from _of_list(data, rows, names, clio, activity_words, seed, size)
    if listing := old.get(TRUST_LIST):
        for row in listing.rows:
            if row.number("balance") or "balance" in row.unread:
                record = row.text("number") or row.text("client")
                number = in_clio.get(key_of(record), "")
                yield Sample(BALANCES, record, number, TRUST, trust_words(row))
    if today:
        last = today + dt.timedelta(days=DAYS_AHEAD)
        for line in sorted(deadlines):
            if today <= line.day <= last:
                number = in_clio.get(key_of(line.number), "")
                yield Sample(CALENDAR, line.number, number, SOON, line.words)


def _of_list(
    data: str,
    rows: Sequence[ListingRow],
    records: Sequence[str],
    in_clio: Sequence[str],
    words: Callable[[ListingRow], str],
    seed: str,
    size: int,
) -> Iterator[Sample]:
    if not rows:
        return
    places = [(0, FIRST), (len(rows) - 1, LAST)]
    places += [(at, RANDOM) for at in drawn(records, seed, size)]
    for at, because in places:
        yield Sample(data, records[at], in_clio[at], because, words(rows[at]))
