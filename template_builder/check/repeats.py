"""Says what a row says, so that two can be compared, and finds rows that a file has twice."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from ..common.text import key_of
from ..judging.verdict import Flaw
from .collecting import Collected, Rejected
from .entries import Activity, Note, Origin
from .findings import FindingLog
from .reference import Reference

Said = tuple[Hashable, ...]
"""What a row says, wherever it stands and however its words are spelled."""


def said_by(row: Activity | Note | Rejected, reference: Reference) -> Said:
    """What a row says: with a matter and a user by their names in Clio, so that a number before and after counts as one."""
    if isinstance(row, Rejected):
        return (row.what, key_of(row.person), *map(key_of, row.values))
    day, matter = row.day, key_of(row.matter)
    matter = key_of(reference.destinations.get(matter, matter))
    if isinstance(row, Note):
        user = _user(row.author, reference)
        return (day, matter, *map(key_of, (row.contact, row.subject, row.text, user)))
    words = (row.category, row.description, _user(row.person, reference))
    return (
        row.expense,
        day,
        matter,
        *map(key_of, words),
        row.quantity,
        row.price,
        row.non_billable,
    )


def _user(person: str, reference: Reference) -> str:
    return reference.users.get(key_of(person), person)


def rows_of(collected: Collected) -> Iterator[Activity | Note | Rejected]:
    """The rows of a file that an export takes or leaves out."""
    yield from collected.activities
    yield from collected.notes
    yield from collected.rejected


def repeated_rows(collected: Collected, reference: Reference, log: FindingLog) -> None:
    """Note each row of a file that says the same as an earlier one of that file."""
    seen: dict[Said, Origin] = {}
    rows: list[Activity | Note] = [*collected.activities, *collected.notes]
    for row in rows:
        first = seen.setdefault(said_by(row, reference), row.origin)
        if first is not row.origin:
            where = f"{first.sheet}!{first.row}" if first.sheet else str(first)
            log.add(
                Flaw("row-duplicate", (("other", where),)), row.origin.sheet, (0, row.origin.row)
            )
