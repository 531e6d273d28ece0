"""Says what a row says, so that two can be compared, and finds rows that a file has twice."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from ..common.text import key_of, text_key
from ..judging.verdict import Flaw
from .collecting import Collected, Rejected
from .entries import Activity, Note, Origin
from .findings import FindingLog
from .reference import Reference

Said = tuple[Hashable, ...]
"""What a row says, wherever it stands and however its words are spelled."""


class Keys(dict[str, str]):
    """The keys of words that many rows have: each is worked out once, as long as rows are compared."""

    def __missing__(self, word: str) -> str:
        key = self[word] = key_of(word)
        return key


def user_key(person: str, reference: Reference, keys: Keys) -> str:
    """The key of the Clio user whom a name means, or of the name where nobody knows it."""
    return keys[reference.users.get(keys[person], person)]


def said_by(
    row: Activity | Note | Rejected, reference: Reference, keys: Keys | None = None
) -> Said:
    """What a row says: with a matter and a user by their names in Clio, so that a number before and after counts as one.

    Whoever compares many rows hands over the same `keys` for all of them.
    """
    keys = Keys() if keys is None else keys
    if isinstance(row, Rejected):
        return (row.what, keys[row.person], *map(key_of, row.values))
    matter = keys[row.matter]
    matter = keys[reference.destinations.get(matter, matter)]
    person = row.author if isinstance(row, Note) else row.person
    user = user_key(person, reference, keys)
    if isinstance(row, Note):
        return (row.day, matter, *map(key_of, (row.contact, row.subject, row.text)), user)
    return (
        row.expense,
        row.day,
        matter,
        keys[row.category],
        text_key(row.description),
        user,
        row.quantity,
        row.price,
        row.non_billable,
    )


def rows_of(collected: Collected) -> Iterator[Activity | Note | Rejected]:
    """The rows of a file that an export takes or leaves out."""
    yield from collected.activities
    yield from collected.notes
    yield from collected.rejected


def repeated_rows(collected: Collected, reference: Reference, log: FindingLog) -> None:
    """Note each row of a file that says the same as an earlier one of that file."""
    seen: dict[Said, Origin] = {}
    keys = Keys()
    rows: list[Activity | Note] = [*collected.activities, *collected.notes]
    for row in rows:
        first = seen.setdefault(said_by(row, reference, keys), row.origin)
        if first is not row.origin:
            where = f"{first.sheet}!{first.row}" if first.sheet else str(first)
            log.add(
                Flaw("row-duplicate", (("other", where),)), row.origin.sheet, (0, row.origin.row)
            )
