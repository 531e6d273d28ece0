"""Tells what is new beside what was uploaded: known rows, rows that read differently now, rows that are gone."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ..check.collecting import Rejected
from ..common.text import key_of
from .clio_text import plain
from .uploaded import ImportRow

ALIKE = 6
"""How many points two rows need to count as one that was changed: of one person, say, on one day for one matter."""


class Change(NamedTuple):
    """A row that was uploaded and reads differently now."""

    was: ImportRow
    now: ImportRow


class Compared(NamedTuple):
    """The rows of an export beside what was uploaded: `new` and `known` are their places; `changed`, `gone` and `twice`
    need a hand. `twice` was uploaded as often as it is recorded, and once more."""

    new: tuple[int, ...]
    known: tuple[int, ...]
    changed: Mapping[int, Change]
    gone: tuple[ImportRow, ...]
    twice: tuple[ImportRow, ...] = ()


def compared(rows: Sequence[ImportRow], uploaded: Sequence[ImportRow]) -> Compared:
    """Find out which rows were uploaded as they are, which read differently now, and what is no longer recorded.

    A row that was uploaded once and is recorded twice is known once and new once.
    """
    before = Counter(row.said for row in uploaded)
    known: list[int] = []
    rest: list[int] = []
    for place, row in enumerate(rows):
        if before[row.said] > 0:
            before[row.said] -= 1
            known.append(place)
        else:
            rest.append(place)
    left: list[ImportRow] = []
    for row in reversed(uploaded):
        if before[row.said] > 0:
            before[row.said] -= 1
            left.append(row)
    left.reverse()
    pairs = _pairs(rows, rest, left)
    recorded = {rows[place].said for place in known}
    paired = set(pairs.values())
    alone = [row for old, row in enumerate(left) if old not in paired]
    return Compared(
        new=tuple(place for place in rest if place not in pairs),
        known=tuple(known),
        changed={place: Change(left[old], rows[place]) for place, old in sorted(pairs.items())},
        gone=tuple(row for row in alone if row.said not in recorded),
        twice=tuple(row for row in alone if row.said in recorded),
    )


def _pairs(
    rows: Sequence[ImportRow], rest: Sequence[int], left: Sequence[ImportRow]
) -> dict[int, int]:
    """Which row of now is which row of then, the most alike first."""
    then = [_Traits.of(row) for row in left]
    where: dict[object, list[int]] = defaultdict(list)
    for old, traits in enumerate(then):
        for key in traits.keys:
            where[key].append(old)
    ranked = []
    for place in rest:
        now = _Traits.of(rows[place])
        near = {old for key in now.keys for old in where.get(key, ())}
        ranked += [
            (-points, place, old) for old in near if (points := now.points(then[old])) >= ALIKE
        ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, place, old in sorted(ranked):
        if place not in pairs and old not in taken:
            pairs[place] = old
            taken.add(old)
    return pairs


def left_out_now(
    gone: Sequence[ImportRow], rejected: Iterable[Rejected], user_of: Callable[[str], str]
) -> list[int]:
    """The places of rows that were uploaded and are recorded still, in a row that has an error now.

    Of the same person, and alike in two of three: the words, the day, the place. `user_of` gives the Clio user of a name.
    """
    where: dict[object, list[int]] = defaultdict(list)
    for at, row in enumerate(rejected):
        if row.what != "note":
            for trait in _traits_of_rejected(row, key_of(user_of(row.person))):
                where[trait].append(at)
    taken: set[int] = set()
    found = []
    for place, was in enumerate(gone):
        place_of = was.origin and was.origin[1:]
        traits = (key_of(was.values[3]), was.day.isoformat(), place_of)
        near = (at for trait in traits for at in where.get((was.user, trait), ()))
        alike = Counter(at for at in near if at not in taken)
        for at, points in alike.most_common(1):
            if points >= 2:
                taken.add(at)
                found.append(place)
    return found


def _traits_of_rejected(row: Rejected, user: str) -> Iterator[tuple[str, object]]:
    """The words, the day and the place of a row that is left out, each with its user."""
    day, words = (row.values[at] if at < len(row.values) else "" for at in (0, 3))
    yield user, key_of(plain(words))
    yield user, day
    yield user, row.origin[1:]


class _Traits(NamedTuple):
    """What tells whether two rows are one that was changed."""

    kind: str
    user: str
    day: dt.date
    matter: str
    words: frozenset[str]
    quantity: Decimal
    place: tuple[str, int] | None

    @classmethod
    def of(cls, row: ImportRow) -> _Traits:
        matter, _, _, note, _, _, kind, user, _ = row.values
        words = frozenset(key_of(note).split())
        place = row.origin and (row.origin.sheet, row.origin.row)
        return cls(kind, key_of(user), row.day, key_of(matter), words, row.quantity, place)

    @property
    def keys(self) -> tuple[object, ...]:
        """Two rows that are alike share one of these, so that not every row is compared with every other."""
        return (
            (self.kind, self.user, self.day),
            (self.kind, self.day, self.words),
            (self.kind, self.matter, self.words),
        )

    def points(self, other: _Traits) -> int:
        """How much two rows are alike: by whom, when, for whom and what was done, and where it was recorded."""
        common = len(self.words & other.words)
        alike = common * 2 > len(self.words | other.words)
        return (
            (3 if self.words == other.words else int(alike))
            + 2 * (self.user == other.user)
            + 2 * (self.day == other.day)
            + 2 * (self.matter == other.matter)
            + (self.quantity == other.quantity)
            + 2 * (self.place is not None and self.place == other.place)
        )
