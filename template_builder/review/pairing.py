"""Pairs the records of two lists, the surest way first, and finds what is left over and what is there twice."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

from ..listings.model import ListingRow

Keys = Callable[[ListingRow], Iterable[Hashable]]
"""What a record can be known by. Nothing, where what it takes is blank."""


class Stage(NamedTuple):
    """One way of knowing a record of the old list in Clio's: both have a key in common.

    Two records of Clio with the same key are the same thing twice, if `tells_doubles`.
    """

    old: Keys
    new: Keys
    tells_doubles: bool = True


class Doubled(NamedTuple):
    """A record of Clio that repeats another one."""

    row: ListingRow
    other: ListingRow


class Pairing(NamedTuple):
    """Two lists held against each other, everything in the order of its list. Each record is in one place only."""

    pairs: tuple[tuple[ListingRow, ListingRow], ...]
    missing: tuple[ListingRow, ...]
    extra: tuple[ListingRow, ...]
    doubled: tuple[Doubled, ...]


def paired(
    old: Sequence[ListingRow], new: Sequence[ListingRow], stages: Sequence[Stage]
) -> Pairing:
    """Each record of the old list with at most one of Clio's; the stages in turn, the surest first.

    What repeats a record by a sure key is no candidate for a less sure one.
    """
    found: dict[int, int] = {}
    left = dict(enumerate(new))
    doubled: list[tuple[int, Doubled]] = []
    for stage in stages:
        _pair_by(stage, old, found, left)
        if stage.tells_doubles:
            taken = [new[at] for at in sorted(found.values())]
            doubled += _take_doubles(stage, taken, left)
    for stage in stages:
        if stage.tells_doubles:
            doubled += _take_doubles(stage, (), left, among_themselves=True)
    return Pairing(
        pairs=tuple((old[at], new[found[at]]) for at in sorted(found)),
        missing=tuple(row for at, row in enumerate(old) if at not in found),
        extra=tuple(left.values()),
        doubled=tuple(double for _, double in sorted(doubled, key=lambda each: each[0])),
    )


def _pair_by(
    stage: Stage, old: Sequence[ListingRow], found: dict[int, int], left: dict[int, ListingRow]
) -> None:
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for at, row in left.items():
        for key in stage.new(row):
            waiting[key].append(at)
    for at, row in enumerate(old):
        if at in found:
            continue
        for key in stage.old(row):
            queue = waiting.get(key, ())
            while queue and queue[0] not in left:
                queue.popleft()
            if queue:
                found[at] = queue.popleft()
                del left[found[at]]
                break


def _take_doubles(
    stage: Stage,
    taken: Sequence[ListingRow],
    left: dict[int, ListingRow],
    *,
    among_themselves: bool = False,
) -> list[tuple[int, Doubled]]:
    """Take those out of what is left that have a key of a record taken, or `among_themselves` of one before them."""
    known = {key: row for row in reversed(taken) for key in stage.new(row)}
    doubled = []
    for at, row in [*left.items()]:
        keys = [*stage.new(row)]
        if other := next((known[key] for key in keys if key in known), None):
            doubled.append((at, Doubled(row, other)))
            del left[at]
        elif among_themselves:
            known.update(dict.fromkeys(keys, row))
    return doubled
