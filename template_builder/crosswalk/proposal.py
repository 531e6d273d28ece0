"""What is proposed for each entry of an old list: certain, likely or open, and never one of Clio's for two of the old.

What speaks for a pair is found elsewhere (`matter_pairs`, `person_pairs`); here it is decided between pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

MOST_CANDIDATES = 3
AS_GOOD = 0.05
"""Two that are no further apart are as good as each other."""


class State(StrEnum):
    """How much a proposal may be relied on."""

    CERTAIN = "certain"
    LIKELY = "likely"
    OPEN = "open"


class Candidate(NamedTuple):
    """One of Clio's that may be the same: its place in Clio's list, how alike from 0 to 1, and why."""

    at: int
    likeness: float
    reason: str
    certain: bool = False


class Proposed(NamedTuple):
    """What is proposed for one entry of the old list: the candidates, the best first.

    Only the first one of `certain` and `likely` is proposed; `open` proposes none, and `remark` says why.
    """

    state: State
    candidates: tuple[Candidate, ...] = ()
    remark: str = ""

    @property
    def first(self) -> Candidate | None:
        """The one that is proposed."""
        return None if self.state is State.OPEN else self.candidates[0]


def decide(
    pairs: Sequence[Sequence[Candidate]], old: Sequence[str], clio: Sequence[str]
) -> tuple[Proposed, ...]:
    """Decide between the candidates of each old entry. `old` and `clio` are what to call the entries of both lists."""
    ranked = [sorted(found, key=lambda c: (not c.certain, -c.likeness, c.at)) for found in pairs]
    certain = _undisputed(ranked)
    owners = {ranked[number][0].at: number for number in certain}
    best = {
        number: found[0].at
        for number, found in enumerate(ranked)
        if found and number not in certain and found[0].at not in owners
    }
    rivals: Mapping[int, list[int]] = defaultdict(list)
    for number, at in best.items():
        rivals[at].append(number)
    return tuple(
        _decided(number, ranked, certain, owners, rivals, (old, clio))
        for number in range(len(ranked))
    )


def _undisputed(ranked: Sequence[Sequence[Candidate]]) -> set[int]:
    """The old entries with one certain candidate that is certain for no other."""
    sure = {number: [c.at for c in found if c.certain] for number, found in enumerate(ranked)}
    claimed: dict[int, int] = defaultdict(int)
    for places in sure.values():
        for at in places:
            claimed[at] += 1
    return {n for n, places in sure.items() if len(places) == 1 and claimed[places[0]] == 1}


def _decided(
    number: int,
    ranked: Sequence[Sequence[Candidate]],
    certain: set[int],
    owners: Mapping[int, int],
    rivals: Mapping[int, Sequence[int]],
    names: tuple[Sequence[str], Sequence[str]],
) -> Proposed:
    old, clio = names
    found = tuple(ranked[number][:MOST_CANDIDATES])
    if not found:
        return Proposed(State.OPEN, (), "Nothing in Clio's list is like it.")
    if number in certain:
        return Proposed(State.CERTAIN, found)
    first = found[0]
    if first.at in owners:
        owner = old[owners[first.at]]
        left = tuple(c for c in ranked[number] if c.at not in owners)[:MOST_CANDIDATES]
        return Proposed(State.OPEN, left, f"{clio[first.at]} fits best, and it is {owner}.")
    equal = [c for c in found[1:] if _as_good(c, first)]
    if equal:
        both = " and ".join(clio[c.at] for c in (first, *equal))
        return Proposed(State.OPEN, found, f"{both} fit equally well.")
    others = [n for n in rivals[first.at] if n != number]
    better = [n for n in others if not _is_below(ranked[n][0], first)]
    if better:
        name = ", ".join(old[n] for n in better)
        return Proposed(State.OPEN, found, f"{clio[first.at]} fits {name} as well or better.")
    remark = f"It fits {', '.join(old[n] for n in others)} less well." if others else ""
    return Proposed(State.LIKELY, found, remark)


def _as_good(one: Candidate, other: Candidate) -> bool:
    return one.certain == other.certain and abs(one.likeness - other.likeness) <= AS_GOOD


def _is_below(one: Candidate, other: Candidate) -> bool:
    """Whether the first is clearly less likely."""
    if one.certain != other.certain:
        return other.certain
    return one.likeness < other.likeness - AS_GOOD
