"""Names as parts of file names: ASCII, small letters, hyphens, and no two alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

LONGEST = 100
"""Letters of a name in that of a file: systems take 255 bytes, and programs that unpack zips less of a whole path."""

RESERVED = re.compile(r"con|prn|aux|nul|clock|(com|lpt)[0-9]?")
"""Names that Windows keeps for devices, whatever the ending; ours have only small letters, digits and hyphens."""


def file_id(name: str) -> str:
    """A name in the form of a file name; nothing where it has no letter or digit of ASCII."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    id_ = re.sub(r"[^a-z0-9]+", "-", ascii_name.lower()).strip("-")
    return id_[:LONGEST].strip("-")


def unused(name: str, otherwise: str, taken: Collection[str]) -> str:
    """An id for a name that is not `taken`; of a name in another script it is `otherwise`."""
    own = file_id(name) or otherwise
    if RESERVED.fullmatch(own):
        own = f"{otherwise}-{own}"
    ids = (own, *(f"{own}-{number}" for number in range(2, len(taken) + 3)))
    return next(id_ for id_ in ids if id_ not in taken)


def person_ids(names: Sequence[str], given: Sequence[str]) -> list[str]:
    """The ids of a firm's people, in their order: the one given, else one made of the name, or of the place in the list."""
    taken = set(given)
    ids = []
    for place, (name, own) in enumerate(zip(names, given, strict=True), start=1):
        ids.append(own or unused(name, f"person-{place}", taken))
        taken.add(ids[-1])
    return ids
