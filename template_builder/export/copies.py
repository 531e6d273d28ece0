"""Settles what to take of files that record the same: never a guess, always somebody's choice."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from ..check.checker import CheckedFile
from ..check.entries import Origin
from ..check.moved_copies import Moved
from ..check.overlaps import Overlap
from ..check.reference import Reference
from ..check.repeats import Said, rows_of, said_by
from ..common.errors import KitError
from .doubts import Doubt, doubts


class Take(StrEnum):
    """What an export takes of two files that record the same."""

    NEWER = "newer"
    FIRST = "first"
    SECOND = "second"
    ONCE = "once"
    BOTH = "both"


class Choice(NamedTuple):
    """What to take of two files, by their names; without names, of any two."""

    take: Take
    first: str = ""
    second: str = ""


class Settled(NamedTuple):
    """What is left of the files. `files` and `rows` are set aside, by the place of the file and by the place of the row,
    each with a sentence that says why; `decided` are the choices in words; `open` the pairs that nobody settled;
    `doubts` what the choices leave to look at."""

    files: Mapping[int, str]
    rows: Mapping[Origin, str]
    decided: tuple[str, ...]
    open: tuple[Overlap, ...]
    doubts: tuple[Doubt, ...] = ()


def settle(
    files: Sequence[CheckedFile],
    found: Sequence[Overlap],
    choices: Iterable[Choice],
    reference: Reference,
    both_right: Collection[str] = (),
) -> Settled:
    """Apply choices to the overlaps of files. A file given twice is counted once, unless it is in `both_right` by its name.

    A choice for any two files drops none of which no row stands in the other: both may be right then.
    Raises KitError for rows in common that no choice settles, and where it cannot be told which file is newer.
    """
    by_names = {frozenset((each.first, each.second)): each for each in choices}
    for_all = next((each.take for each in by_names.values() if not each.first), None)
    aside: dict[int, str] = {}
    once: list[Overlap] = []
    decided: list[str] = []
    unsettled: list[Overlap] = []
    for pair in found:
        first, second = files[pair.first], files[pair.second]
        if first.sha256 == second.sha256:
            if second.name not in both_right:
                aside.setdefault(pair.second, f"It is the same file as {first.name}.")
            continue
        if pair.first in aside or pair.second in aside:
            continue
        choice = by_names.get(frozenset((first.name, second.name)))
        take = choice.take if choice else for_all if pair.rows or for_all is Take.BOTH else None
        match take:
            case None:
                unsettled.append(pair)
            case Take.BOTH:
                decided.append(f"{first.name} and {second.name}: both are taken as they are.")
            case Take.ONCE:
                once.append(pair)
                decided.append(f"{first.name} and {second.name}: rows in common are taken once.")
            case _:
                kept = _kept(pair, files, take, choice, reference)
                gone = pair.second if kept == pair.first else pair.first
                aside[gone] = f"{files[kept].name} is taken instead."
                decided.append(f"{files[kept].name} is taken instead of {files[gone].name}.")
    doubled = [pair for pair in unsettled if pair.rows]
    if doubled:
        raise KitError("\n".join((*(_question(pair, files) for pair in doubled), NOTHING)))
    rows = {} if not once else dict(_repeated(files, once, aside, reference))
    moved = {place for pair in found if pair.moved for place in (pair.first, pair.second)}
    found_doubts = tuple(doubts(files, aside, once, reference, moved)) if aside or once else ()
    return Settled(aside, rows, tuple(decided), tuple(unsettled), found_doubts)


NOTHING = (
    "Nothing is exported until somebody chooses: each of these rows would be in Clio twice."
    " On the command line: --repeats newer, once or both."
)


def rows_moved(moved: Moved) -> str:
    """The rows of two files that differ in their dates alone, in words."""
    count = "1 row" if moved.rows == 1 else f"{moved.rows} rows"
    return f"{count} of {', '.join(moved.people)} in both, on other days: {moved.how}"


def _question(pair: Overlap, files: Sequence[CheckedFile]) -> str:
    first, second = (files[place] for place in (pair.first, pair.second))
    count = "1 row" if pair.rows == 1 else f"{pair.rows} rows"
    return (
        f"{first.name} and {second.name} have {count} in common. Give only the newer file, or choose: "
        "the newer of the two, both with the rows in common once, or both as they are."
    )


def _kept(
    pair: Overlap,
    files: Sequence[CheckedFile],
    take: Take,
    choice: Choice | None,
    reference: Reference,
) -> int:
    """The place of the file to take.

    Raises KitError where the newer one is asked for and cannot be told.
    """
    first, second = files[pair.first], files[pair.second]
    if take is Take.NEWER:
        newer = newer_of(first, second, reference)
        if newer is None:
            raise KitError(
                f"{first.name} and {second.name}: we cannot say which of them is newer. Give only that one."
            )
        return pair.first if newer is first else pair.second
    named_first = choice is not None and choice.first == first.name
    return pair.first if (take is Take.FIRST) == named_first else pair.second


def newer_of(first: CheckedFile, second: CheckedFile, reference: Reference) -> CheckedFile | None:
    """The newer of two files: with all rows of the other; else saved later; else recorded on later days.

    An old copy that somebody opened and saved again is no newer for that. None where nothing tells.
    """
    rows = [
        Counter(said_by(row, reference) for row in rows_of(f.collected)) for f in (first, second)
    ]
    if rows[0] <= rows[1] or rows[1] <= rows[0]:
        return second if rows[0] <= rows[1] else first
    if first.saved and second.saved and first.saved != second.saved:
        return max(first, second, key=lambda file: file.saved or dt.datetime.min)
    last = [max((e.day for e in f.collected.activities), default=None) for f in (first, second)]
    if last[0] and last[1] and last[0] != last[1]:
        return second if last[0] < last[1] else first
    return None


def _repeated(
    files: Sequence[CheckedFile],
    once: Sequence[Overlap],
    aside: Mapping[int, str],
    reference: Reference,
) -> Iterator[tuple[Origin, str]]:
    """The rows that an earlier file has as well. What a file itself has several times stays as often as that."""
    groups: dict[int, set[int]] = {}
    for pair in once:
        group = groups.get(pair.first, {pair.first}) | groups.get(pair.second, {pair.second})
        groups |= dict.fromkeys(group, group)
    for group in {min(group): group for group in groups.values()}.values():
        most: Counter[Said] = Counter()
        where: dict[Said, str] = {}
        for place in sorted(group - aside.keys()):
            own: defaultdict[Said, int] = defaultdict(int)
            for row in rows_of(files[place].collected):
                said = said_by(row, reference)
                own[said] += 1
                if own[said] <= most[said]:
                    yield row.origin, f"It is in {where[said]} too."
            for said, count in own.items():
                where.setdefault(said, files[place].name)
                most[said] = max(most[said], count)
