"""Draws at random what anybody can draw again: a stated seed, a stated size, and SHA-256."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

METHOD = (
    'The random part is the {size} records of each list with the smallest SHA-256 of "{seed}:" and the record (UTF-8, in '
    "hexadecimal). With the same lists, anybody can draw them again."
)


def rank(seed: str, record: str) -> str:
    """The place of a record in the order of a draw."""
    return hashlib.sha256(f"{seed}:{record}".encode()).hexdigest()


def drawn(records: Sequence[str], seed: str, size: int) -> list[int]:
    """The places of the records drawn, in the order of the list; of equal ones the first."""
    places = {record: at for at, record in reversed(list(enumerate(records)))}
    first = sorted(places, key=lambda record: rank(seed, record))[:size]
    return sorted(places[record] for record in first)


def seed_of(files: Sequence[bytes]) -> str:
    """A seed that nobody chose: the start of the SHA-256 of the old system's lists."""
    whole = hashlib.sha256()
    for digest in sorted(hashlib.sha256(data).digest() for data in files):
        whole.update(digest)
    return whole.hexdigest()[:12]
