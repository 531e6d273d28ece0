"""Finds files that record the same: a weekly copy beside the final file, a draft beside its correction, a file twice."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple, TypeVar

from ..common.text import key_of
from .collecting import Collected
from .completeness import DAY_HOURS
from .entries import Activity
from .moved_copies import Moved, moved_copies
from .reference import Reference
from .repeats import Keys, rows_of, said_by, user_key


class Overlap(NamedTuple):
    """Two files, by their places, that record the same.

    `rows` counts the rows in common. `days` counts the days on which both have time of one person, or expenses, or notes,
    and `people` are these persons; both files may be right then, or one is an older version of the other. `moved` says of
    rows that differ in their dates alone.
    """

    first: int
    second: int
    rows: int
    days: int
    people: tuple[str, ...]
    moved: Moved | None = None


def overlaps(files: Sequence[Collected], reference: Reference) -> tuple[Overlap, ...]:
    """All pairs of files that have rows in common, on the same or on other days, or entries of a kind of one person on the
    same days."""
    if len(files) < 2:
        return ()
    keys = Keys()
    said = [[(row, said_by(row, reference, keys)) for row in rows_of(one)] for one in files]
    rows = _in_common([Counter(each for _, each in own) for own in said])
    days = _in_common([dict.fromkeys(_days_of_kinds(one, reference), 1) for one in files])
    moved = moved_copies(said)
    names = {
        key_of(name): name
        for one in files
        for name in dict.fromkeys(
            (*(e.person for e in one.activities), *(note.author for note in one.notes))
        )
    }
    return tuple(
        Overlap(
            first=first,
            second=second,
            rows=sum(rows[first, second].values()),
            days=len({day for _, _, day in days[first, second]}),
            people=tuple(sorted({names.get(who, who) for _, who, _ in days[first, second]})),
            moved=moved.get((first, second)),
        )
        for first, second in sorted(rows.keys() | days.keys() | moved.keys())
    )


class LongDay(NamedTuple):
    """A day on which files together have more hours of one person than a day has. `last` is the place of the last one."""

    last: int
    person: str
    day: dt.date
    hours: Decimal


def long_days(
    files: Sequence[Collected], reference: Reference, found: Sequence[Overlap]
) -> Iterator[LongDay]:
    """Days over 24 hours that no file shows alone; not where files have rows in common, which is said of the files."""
    with_copies = {place for each in found if each.rows for place in (each.first, each.second)}
    by_day: dict[PersonDay, list[tuple[int, Decimal]]] = defaultdict(list)
    names: dict[str, str] = {}
    for place, one in enumerate(files):
        if place not in with_copies:
            for (who, day), hours in _person_days(one.activities, reference).items():
                by_day[who, day].append((place, hours))
            names |= {key_of(entry.person): entry.person for entry in one.activities}
    for (who, day), parts in sorted(by_day.items()):
        total = sum((hours for _, hours in parts), Decimal(0))
        if len(parts) > 1 and total > DAY_HOURS >= max(hours for _, hours in parts):
            yield LongDay(parts[-1][0], names.get(who, who), day, total)


T = TypeVar("T", bound=Hashable)
PersonDay = tuple[str, dt.date]
"""The key of a Clio user, or of the name as recorded, and a day."""


def _days_of_kinds(own: Collected, reference: Reference) -> Iterator[tuple[str, str, dt.date]]:
    """What a file has of whom on which day: time, expenses or notes."""
    keys = Keys()
    rows = [("expense" if e.expense else "time", e.person, e.day) for e in own.activities]
    rows += (("note", note.author, note.day) for note in own.notes)
    for kind, person, day in rows:
        yield kind, user_key(person, reference, keys), day


def _person_days(entries: Iterable[Activity], reference: Reference) -> dict[PersonDay, Decimal]:
    """The hours of each person on each day."""
    keys = Keys()
    found: dict[PersonDay, Decimal] = defaultdict(Decimal)
    for entry in entries:
        if not entry.expense:
            found[user_key(entry.person, reference, keys), entry.day] += entry.quantity
    return found


def _in_common(counts: Sequence[Mapping[T, int]]) -> Mapping[tuple[int, int], Mapping[T, int]]:
    """For each pair of files with something in common, how often both have it; only what is shared is compared."""
    where: dict[T, list[int]] = defaultdict(list)
    for place, own in enumerate(counts):
        for one in own:
            where[one].append(place)
    shared: dict[tuple[int, int], dict[T, int]] = defaultdict(dict)
    for one, places in where.items():
        for first, second in combinations(places, 2):
            shared[first, second][one] = min(counts[first][one], counts[second][one])
    return shared
