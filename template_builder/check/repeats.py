"""Finds repeated rows, within a file and across files."""

from __future__ import annotations

from ..judging.verdict import Flaw
from .collecting import Collected
from .entries import Origin
from .findings import FindingLog

Seen = dict[tuple[object, ...], Origin]
"""What a row says, without its place, and the place where it was first."""


def repeated_rows(file: str, collected: Collected, seen: Seen, log: FindingLog) -> None:
    """Note each row that says the same as an earlier one; `seen` goes from file to file."""
    for entry in collected.activities:
        said: tuple[object, ...] = (*entry[1:5], entry.description.casefold(), *entry[6:])
        _compare(file, entry.origin, seen.setdefault(said, entry.origin), log)
    for note in collected.notes:
        said = (*note[1:5], note.text.casefold(), note.author)
        _compare(file, note.origin, seen.setdefault(said, note.origin), log)


def _compare(file: str, origin: Origin, first: Origin, log: FindingLog) -> None:
    """Note a row that says what an earlier row says."""
    if first is not origin:
        where = str(first).removeprefix(f"{file} ")
        log.add(Flaw("row-duplicate", (("other", where),)), origin.sheet, (0, origin.row))
