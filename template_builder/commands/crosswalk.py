"""`crosswalk`: proposes a crosswalk from two lists of matters, and of people."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..common.files import write_file
from ..crosswalk.proposal import Proposed, State
from ..crosswalk.service import (
    FILE,
    LISTS,
    crosswalk_of_lists,
    exchanged,
    read_list,
    remarks_of,
    require_two_lists,
)
from .shared import (
    CLEAN,
    FINDINGS,
    Subparsers,
    add_command,
    columns_of,
    columns_option,
    read_files,
    say,
    stamp,
    tell,
)

PREFIXES = {
    "old": "old-",
    "clio": "new-",
    "old_people": "old-people-",
    "clio_people": "new-people-",
}


def declare(commands: Subparsers) -> None:
    """Add the command and its options."""
    command = add_command(
        commands,
        "crosswalk",
        "propose a crosswalk from the old system's list of matters and Clio's",
        "crosswalk old-matters.csv clio-matters.csv --people old-people.csv clio-users.csv --out matter-crosswalk.xlsx",
        run,
    )
    command.add_argument("old", type=Path, metavar="OLD", help="the old system's list of matters")
    command.add_argument("new", type=Path, metavar="NEW", help="Clio's list of matters")
    command.add_argument(
        "--people",
        type=Path,
        nargs=2,
        default=[],
        metavar=("OLD", "NEW"),
        help="the old system's list of people, and Clio's list of users",
    )
    for prefix in PREFIXES.values():
        columns_option(command, prefix, formats=False)
    command.add_argument(
        "--out",
        type=Path,
        metavar="FILE.xlsx",
        help="the crosswalk to write; without it nothing is",
    )


def run(options: argparse.Namespace) -> int:
    """Propose a crosswalk, say what is not certain, and write it."""
    files = read_files([options.old, options.new, *options.people])
    lists = {
        name: read_list(name, file, columns_of(options, PREFIXES[name])).certain(PREFIXES[name])
        for name, file in zip(LISTS, files, strict=False)
    }
    require_two_lists(files[0], files[1])
    found = crosswalk_of_lists(lists)
    if question := exchanged(lists["old"], lists["clio"]):
        tell(question)
    for remark in remarks_of(list(lists.values())):
        tell(remark)
    matters, people = found.matters, found.people
    numbers = [matter.display_number for matter in matters.clio]
    old = [
        (matter.number, ", ".join(filter(None, (matter.client, matter.description))))
        for matter in matters.old
    ]
    for line in _lines("matter", old, matters.proposed, numbers):
        say(line)
    say(_summary("matter", matters.proposed))
    everything = [*matters.proposed]
    if people:
        old = [(person.name or person.initials, "") for person in people.old]
        names = [user.name for user in people.clio]
        for line in _lines("person", old, people.proposed, names):
            say(line)
        say(_summary("person", people.proposed))
        everything += people.proposed
    if left := len(matters.unused):
        say(f"{left:,} of Clio's matters {'is' if left == 1 else 'are'} in no row.")
    if options.out:
        write_file(options.out, found.workbook(stamp()))
        say(f"{options.out} holds what is certain; its sheet To decide has the rest.")
    else:
        say(f"Nothing is written. Add --out {FILE}.")
    return CLEAN if all(each.state is State.CERTAIN for each in everything) else FINDINGS


def _lines(
    what: str,
    old: Sequence[tuple[str, str]],
    proposed: Sequence[Proposed],
    clio: Sequence[str],
) -> Iterator[str]:
    """A line for each row that somebody has to decide."""
    for (number, about), each in zip(old, proposed, strict=True):
        if each.state is State.CERTAIN:
            continue
        name = " ".join(filter(None, (number or "(no number)", f"({about})" if about else "")))
        likely = f" is likely {clio[each.first.at]}: {each.first.reason}." if each.first else ":"
        others = [c for c in each.candidates if c is not each.first]
        also = f"Also possible: {', '.join(clio[c.at] for c in others)}." if others else ""
        words = " ".join(filter(None, (each.remark, also)))
        yield f"{what} {name}{likely}{' ' if words else ''}{words}"


def _summary(what: str, proposed: Sequence[Proposed]) -> str:
    counts = {state: sum(1 for p in proposed if p.state is state) for state in State}
    plural = {"matter": "matters", "person": "people"}[what]
    all_ = len(proposed)
    named = ", ".join(f"{count:,} {state.value}" for state, count in counts.items())
    return f"{all_:,} {what if all_ == 1 else plural}: {named}"
