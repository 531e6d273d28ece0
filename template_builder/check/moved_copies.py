"""Finds files that record the same on other days: somebody typed the dates again, or a program moved or exchanged them."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from .collecting import Rejected
from .entries import Activity, Note
from .repeats import Said

FEWEST, FEWEST_BY_WEEKS = 3, 5
"""How many different rows make a copy; more where whole weeks are between them, as work of each week may read alike."""
MOST_OF_A_FILE = 0.8
"""How much of what the smaller file has of its own."""
MOST_ALIKE = 20
"""Rows that read alike on more days than this tell no shift."""

Rows = Sequence[tuple[Activity | Note | Rejected, Said]]
"""The rows of a file, each with what it says."""
Dated = tuple[Said, dt.date]
"""What a row says but for its day, and the day."""


class Moved(NamedTuple):
    """How many rows of two files differ in their dates alone, whose they are, and how the dates differ, in words."""

    rows: int
    people: tuple[str, ...]
    how: str


def moved_copies(files: Sequence[Rows]) -> Mapping[tuple[int, int], Moved]:
    """The pairs of files, by their places, of which one has the rows of the other on other days."""
    rows: list[Counter[Dated]] = []
    names: dict[Said, str] = {}
    places: dict[Said, list[int]] = defaultdict(list)
    for place, one in enumerate(files):
        own: Counter[Dated] = Counter()
        for row, said in one:
            if isinstance(row, Rejected):
                continue
            words = undated(row, said)
            own[words, row.day] += 1
            names[words] = row.author if isinstance(row, Note) else row.person
        for words in dict.fromkeys(words for words, _ in own):
            places[words].append(place)
        rows.append(own)
    shared = Counter(
        (first, second)
        for found in places.values()
        for at, first in enumerate(found)
        for second in found[at + 1 :]
    )
    moved = {
        pair: _moved(rows[pair[0]], rows[pair[1]], names)
        for pair, count in shared.items()
        if count >= FEWEST
    }
    return {pair: found for pair, found in moved.items() if found}


def undated(row: Activity | Note | Rejected, said: Said) -> Said:
    """What a row says but for its day; a row that was left out may have none that can be read."""
    if isinstance(row, Rejected):
        return said
    return tuple(each for each in said if each is not row.day)


def _moved(one: Counter[Dated], other: Counter[Dated], names: Mapping[Said, str]) -> Moved | None:
    """How the rows that only one of two files has differ from those of the other, if it is in their dates alone."""
    first, second = one - other, other - one
    needed = MOST_OF_A_FILE * min(first.total(), second.total())
    for how, move, fewest in _moves(first, second):
        there = Counter({(said, move(day)): count for (said, day), count in first.items()}) & second
        different = {said for said, _ in there}
        if len(different) >= fewest and there.total() >= needed:
            people = sorted({names[said] for said in different})
            return Moved(there.total(), tuple(people), how)
    return None


def _moves(
    first: Counter[Dated], second: Counter[Dated]
) -> Iterator[tuple[str, Callable[[dt.date], dt.date], int]]:
    """How the dates of the first can have become those of the second: exchanged, or moved by the commonest shift."""
    yield "day and month exchanged", _exchanged, FEWEST
    days: dict[Said, list[dt.date]] = defaultdict(list)
    for said, day in first:
        days[said].append(day)
    shifts = Counter(
        (day - before).days
        for said, day in second
        for before in (days[said] if len(days[said]) <= MOST_ALIKE else ())
    )
    if shifts:
        ((shift, _),) = shifts.most_common(1)
        count = "1 day" if abs(shift) == 1 else f"{abs(shift):,} days"
        how = f"{count} {'later' if shift > 0 else 'earlier'}"
        yield how, _by(shift), FEWEST if shift % 7 else FEWEST_BY_WEEKS


def _by(shift: int) -> Callable[[dt.date], dt.date]:
    return lambda day: day + dt.timedelta(shift)


def _exchanged(day: dt.date) -> dt.date:
    return day.replace(day=day.month, month=day.day) if day.day <= 12 else day
