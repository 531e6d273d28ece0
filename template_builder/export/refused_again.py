"""Counts the rows that Clio refused and that go out again: a retry that nobody gave may have put them into Clio since."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from operator import itemgetter
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
        self._said = [each.row.said for each in refused]
        self._free = set(range(len(refused)))
        self._places: dict[Hashable, list[int]] = defaultdict(list)
        for place, said in enumerate(self._said):
            for key in _keys(said):
                self._places[key].append(place)

    def take(self, row: ImportRow) -> RefusedRow | None:
        """The earliest row that is the same, or else a little different; it is taken."""
        said = row.said
        near = {place for key in _keys(said) for place in self._places.get(key, ())} & self._free
        if not near:
            return None
        place = min(near, key=lambda at: (_different(said, self._said[at]), at))
        self._free.remove(place)
        return self._refused[place]


_KEPT = [itemgetter(*kept) for kept in combinations(range(9), 9 - MOST_DIFFERENT)]
"""Each choice of the values that stay as they were; what two rows have in common is short to look through."""


def _keys(said: Sequence[object]) -> Iterator[Hashable]:
    """What a row says without the values that may differ, for each choice of these."""
    for number, kept in enumerate(_KEPT):
        yield number, kept(said)


def _different(one: Sequence[object], other: Sequence[object]) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
