"""Counts the rows that Clio refused and that go out again: a retry that nobody gave may have put them into Clio since."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from .uploaded import ImportRow

MOST_DIFFERENT = 2
"""How many of the nine values may have been corrected since the row was refused."""


class RefusedRow(NamedTuple):
    """A row that Clio refused, and the file of errors that says so."""

    file: str
    row: ImportRow


def going_out_again(
    refused: Sequence[RefusedRow], again: Iterable[ImportRow], out: Iterable[ImportRow]
) -> Counter[str]:
    """How many refused rows of each file of errors go out; a row of a retry that was given answers the earliest one."""
    open_ = _Pool(refused)
    for row in again:
        open_.take(row)
    return Counter(found.file for row in out if (found := open_.take(row)))


class _Pool:
    """Refused rows that nothing stands for yet, found by what they still say."""

    def __init__(self, refused: Sequence[RefusedRow]) -> None:
        self._refused = refused
        self._free = set(range(len(refused)))
        self._places: dict[Hashable, list[int]] = defaultdict(list)
        for place, each in enumerate(refused):
            for key in _keys(each.row):
                self._places[key].append(place)

    def take(self, row: ImportRow) -> RefusedRow | None:
        """The earliest row that is the same, or else a little different; it is taken."""
        near = sorted({place for key in _keys(row) for place in self._places.get(key, ())})
        places = [(_different(row, self._refused[at].row), at) for at in near if at in self._free]
        count, place = min(places, default=(MOST_DIFFERENT + 1, 0))
        if count > MOST_DIFFERENT:
            return None
        self._free.remove(place)
        return self._refused[place]


def _keys(row: ImportRow) -> Iterator[Hashable]:
    """Three thirds of what a row says: one of them is the same where two values differ."""
    for third in range(3):
        yield (third, *row.said[third::3])


def _different(one: ImportRow, other: ImportRow) -> int:
    return sum(a != b for a, b in zip(one.said, other.said, strict=True))
