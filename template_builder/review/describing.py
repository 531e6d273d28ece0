"""Describes one list to the page, also one whose columns do not say which kind it is: somebody chooses it there."""

from __future__ import annotations

from ..common.files import NamedBytes
from ..listings.kinds import load_kind
from ..listings.service import listing_json, listing_of, open_list
from .lists import KINDS, MATTERS_LIST, Answers, UnknownKind, read_lists

UNKNOWN = "Its columns do not say what kind of list it is. Choose the kind."


def described(file: NamedBytes, answers: Answers) -> dict[str, object]:
    """What was read of a list, and the kinds that it can be."""
    kinds = [{"id": each, "title": load_kind(each).title} for each in KINDS]
    try:
        (listing,) = read_lists([file], answers)
    except UnknownKind:
        return _unknown(file) | {"kinds": kinds}
    return listing_json(listing) | {"kinds": kinds}


def _unknown(file: NamedBytes) -> dict[str, object]:
    """The columns and first rows of a list, of which nothing is used, and the one question."""
    asked = {"field": "kind", "why": UNKNOWN, "option": "kind", "candidates": []}
    nothing = {"kind": "", "rows": 0, "fields": [], "columns": {}, "remarks": []}
    return (
        listing_json(listing_of(open_list(*file), MATTERS_LIST)) | nothing | {"questions": [asked]}
    )
