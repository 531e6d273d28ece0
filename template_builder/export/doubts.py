"""What a choice between files leaves in doubt: rows that stand in no file taken, rows that may correct each other."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..check.checker import CheckedFile
from ..check.collecting import Rejected
from ..check.entries import Activity, Note
from ..check.moved_copies import Moved, undated
from ..check.overlaps import Overlap
from ..check.reference import Reference
from ..check.repeats import Said, rows_of, said_by
from ..common.days import day_label
from ..common.text import key_of
from .both_right import BothRight

MOST_NAMED = 5
PersonDay = tuple[str, dt.date | None]
"""The key of a user, and a day; None where a row has none that can be read."""


class Doubt(NamedTuple):
    """One thing to look at: its kind, what it is, what to do, of how many rows, where they are, and what closes it if
    somebody can say it."""

    kind: str
    message: str
    fix: str
    rows: int
    places: tuple[str, ...] = ()
    both_right: tuple[BothRight, ...] = ()


class Rows:
    """What the rows of some files say, and whose they are; without `dated` the same on another day is the same."""

    def __init__(
        self, files: Iterable[CheckedFile], reference: Reference, *, dated: bool = True
    ) -> None:
        self.said: Counter[Said] = Counter()
        self._where: dict[Said, PersonDay] = {}
        for file in files:
            for row in rows_of(file.collected):
                said = said_by(row, reference)
                said = said if dated else undated(row, said)
                self.said[said] += 1
                self._where.setdefault(said, _person_day(row, reference))

    def beyond(self, other: Rows) -> Counter[PersonDay]:
        """The rows that the other has not, or not as often, counted by person and day."""
        found: Counter[PersonDay] = Counter()
        for said, count in (self.said - other.said).items():
            found[self._where[said]] += count
        return found


def _person_day(row: Activity | Note | Rejected, reference: Reference) -> PersonDay:
    if isinstance(row, Rejected):
        person, day = row.person, _day(row.values[0] if row.values else "")
    else:
        person, day = (row.author if isinstance(row, Note) else row.person), row.day
    return key_of(reference.users.get(key_of(person), person)), day


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def doubts(
    files: Sequence[CheckedFile],
    aside: Mapping[int, str],
    once: Sequence[Overlap],
    reference: Reference,
    moved: Collection[int],
) -> Iterator[Doubt]:
    """What to look at once files were set aside, or rows in common were taken once; `moved` are the files of which another
    one has rows on other days."""
    kept = [file for place, file in enumerate(files) if place not in aside]
    taken = {
        dated: Rows(kept, reference, dated=dated)
        for dated in {place not in moved for place in aside}
    }
    hashes = {file.sha256 for file in kept}
    for place in aside:
        if files[place].sha256 not in hashes:
            dated = place not in moved
            own = Rows([files[place]], reference, dated=dated)
            yield from _only_aside(files[place].name, own, taken[dated])
    for pair in once:
        if pair.first not in aside and pair.second not in aside:
            if pair.moved:
                names = (files[pair.first].name, files[pair.second].name)
                yield dates_moved(*names, pair.moved)
            yield from _both_differ(files[pair.first], files[pair.second], reference)


def dates_moved(first: str, second: str, moved: Moved) -> Doubt:
    """Of two files that record the same on other days."""
    return Doubt(
        "file-dates-moved",
        f"{second} has {moved.rows} rows of {', '.join(moved.people)} that are in {first} too, {moved.how}.",
        "Give only the file with the right dates. If it is other work that reads alike, choose to take both.",
        moved.rows,
    )


def _only_aside(name: str, own: Rows, taken: Rows) -> Iterator[Doubt]:
    """Rows of a file set aside that no file taken has, nor a row of that person and day that may correct them."""
    lost = own.beyond(taken) - taken.beyond(own)
    if lost:
        count = lost.total()
        rows = "1 row" if count == 1 else f"{count} rows"
        days = sorted({day for _, day in lost if day})
        named = ", ".join(map(day_label, days[:MOST_NAMED])) + (
            " and more" if len(days) > MOST_NAMED else ""
        )
        yield Doubt(
            "row-only-aside",
            f"{name} is set aside, but {rows} of it {'is' if count == 1 else 'are'} in no file that is taken"
            f"{f' ({named})' if named else ''}.",
            "Take the rows in common once instead, or copy what is missing into the file that is taken.",
            count,
        )  # fmt: skip


def _both_differ(first: CheckedFile, second: CheckedFile, reference: Reference) -> Iterator[Doubt]:
    """Days on which both files have rows of one person that the other has not: one may correct the other."""
    one, other = Rows([first], reference), Rows([second], reference)
    only_one, only_other = one.beyond(other), other.beyond(one)
    both = [each for each in only_one if each in only_other]
    if both:
        count = sum(only_other[each] for each in both)
        days = "1 day" if len(both) == 1 else f"{len(both)} days"
        yield Doubt(
            "file-differs",
            f"{first.name} and {second.name} both have other rows of one person on {days}: one may correct the other.",
            "Compare these days. If one file corrects the other, give only the newer one.",
            count,
        )
