"""Writes a proposed crosswalk: the workbook with what is certain or decided, and two sheets of what is left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ..excel.package import saved
from ..excel.plain_table import write_plain_table
from ..firm.firm import NOBODY
from ..guide.loading import shipped_guide
from ..workbooks.loading import load_workbook
from ..workbooks.writer import new_workbook
from .proposal import Candidate, Proposed, State
from .proposing import MatterProposal, PersonProposal
from .reading import ONLY_IN_CLIO, TO_DECIDE

COLUMNS = (
    ("What", 9), ("In the old list", 20), ("Old client", 28), ("Old description", 36), ("State", 10),
    ("Likely in Clio", 26), ("Why", 44), ("Also possible", 44), ("Remark", 40),
)  # fmt: skip
UNUSED_COLUMNS = (
    ("What", 10),
    ("In Clio", 30),
    ("Client in Clio", 36),
    ("Description in Clio", 60),
)

STEP = (
    "The sheets Matters and People are filled in where two lists leave no doubt. Decide the rows of the sheet To decide, "
    "and copy each number into Clio display number, each name into Clio user. Those of Clio that are left are on Only in Clio."
)

Decided = Mapping[int, int | None]
"""What somebody decided: places in Clio's list by places in the old one; None where it has no match in Clio."""


def write_proposal(
    matters: MatterProposal,
    people: PersonProposal | None,
    stamp: dt.datetime,
    *,
    decided_matters: Decided | None = None,
    decided_people: Decided | None = None,
) -> bytes:
    """The crosswalk as .xlsx, dated `stamp` (UTC).

    Without a decision only what is certain stands in it; what is likely or open is on the sheet `To decide`, for
    somebody to copy: a guess that nobody looked at would bill one client for another's work.
    """
    sure = settled(matters.proposed, decided_matters)
    users = settled(people.proposed, decided_people) if people else {}
    numbers = {number: matters.clio[at].display_number for number, at in sure.items()}
    names = {number: people.clio[at].name for number, at in users.items()} if people else {}
    spec = load_workbook("matter-crosswalk")
    book = new_workbook(
        spec._replace(start=spec.start._replace(steps=(STEP, *spec.start.steps[2:]))),
        shipped_guide(),
        NOBODY,
        rows={
            "Matters": [
                [matter.number, matter.client, matter.description, numbers.get(number)]
                for number, matter in enumerate(matters.old)
            ],
            "People": [
                [name, names.get(number), _cell(person.rate)]
                for number, person in enumerate(people.old if people else ())
                for name in dict.fromkeys(filter(None, (person.name, person.initials)))
            ],
        },
    )
    left = [*_matters_left(matters, sure, decided_matters or {})]
    unused = [
        ("Matter", matter.display_number, matter.client, matter.description)
        for at, matter in enumerate(matters.clio)
        if at not in set(sure.values())
    ]
    if people:
        left += _people_left(people, users, decided_people or {})
        taken = set(users.values())
        unused += [
            ("User", user.name, "", "") for at, user in enumerate(people.clio) if at not in taken
        ]
    write_plain_table(book.create_sheet(TO_DECIDE), COLUMNS, left)
    write_plain_table(book.create_sheet(ONLY_IN_CLIO), UNUSED_COLUMNS, unused)
    return saved(book, stamp)


def settled(proposed: Sequence[Proposed], decided: Decided | None = None) -> dict[int, int]:
    """What is certain or was decided: places in Clio's list by places in the old one."""
    certain = {n: p.candidates[0].at for n, p in enumerate(proposed) if p.state is State.CERTAIN}
    merged = {**certain, **(decided or {})}
    return {number: at for number, at in merged.items() if at is not None}


def _matters_left(
    matters: MatterProposal, sure: Mapping[int, int], decided: Decided
) -> Iterator[tuple[object, ...]]:
    names = [matter.display_number for matter in matters.clio]
    for number, (matter, proposed) in enumerate(zip(matters.old, matters.proposed, strict=True)):
        if number not in sure:
            about = ("Matter", matter.number, matter.client, matter.description)
            yield (*about, *_what_is_left(proposed, names, none=number in decided))


def _people_left(
    people: PersonProposal, sure: Mapping[int, int], decided: Decided
) -> Iterator[tuple[object, ...]]:
    names = [user.name for user in people.clio]
    for number, (person, proposed) in enumerate(zip(people.old, people.proposed, strict=True)):
        if number not in sure:
            about = ("Person", person.name or person.initials, "", "")
            yield (*about, *_what_is_left(proposed, names, none=number in decided))


def _what_is_left(proposed: Proposed, names: Sequence[str], *, none: bool) -> tuple[str, ...]:
    if none:
        return ("not in Clio", "", "", "", "Somebody decided so.")
    first = proposed.first
    others = [c for c in proposed.candidates if c is not first]
    return (
        proposed.state.value,
        names[first.at] if first else "",
        first.reason if first else "",
        "\n".join(_named(candidate, names) for candidate in others),
        proposed.remark,
    )


def _named(candidate: Candidate, names: Sequence[str]) -> str:
    return f"{names[candidate.at]}: {candidate.reason}"


def _cell(rate: Decimal | None) -> float | None:
    return None if rate is None else float(rate)
