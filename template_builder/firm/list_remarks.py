"""What to say of a list of people or matters: rows that are there twice, titles that are no role, names, missing clients."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ..guide.loading import shipped_guide
from ..listings.header_words import header_key
from ..listings.model import Listing, Remark
from .lists import LAST_FIRST, role_ids, row_of
from .missing import some_of
from .past import CALLED, named

OF_CLIO = "Display Number"
"""The header of the number in Clio's own lists."""


def with_remarks(listing: Listing) -> Listing:
    """The list with what to look at before it is used; one that has to be asked about as it is."""
    if listing.questions:
        return listing
    own = _of_people(listing) if listing.kind == "people" else _of_matters(listing)
    return replace(listing, remarks=(*listing.remarks, *_of_doubled(listing), *own))


def _of_doubled(listing: Listing) -> Iterator[Remark]:
    counted = Counter(tuple(row_of(row, listing).items()) for row in listing.rows)
    doubled = [dict(row) for row, count in counted.items() if count > 1]
    if doubled:
        key = {"people": "name", "matters": "old_number"}[listing.kind]
        names = some_of([row.get(key, "") for row in doubled])
        yield Remark("", f"In several rows that say the same, and taken once: {names}.")


def _of_people(listing: Listing) -> Iterator[Remark]:
    column = listing.columns.get("role")
    known = shipped_guide().roles
    titles = {text: None for row in listing.rows if (text := row.text("role"))}
    others = [text for text in titles if not role_ids(text, known)]
    if column and others:
        yield Remark(
            "",
            f"{named(column)} has titles that are no role of the move: {some_of(others)}. Who has one is a timekeeper.",
            f"The roles are {', '.join(known)}.",
        )
    if "rate" in listing.columns:
        without = [row.text("name") for row in listing.rows if not row.text("rate")]
        if without:
            yield Remark("", f"No rate: {some_of(without)}.")
    names = [row.text("name") for row in listing.rows if row.text("name")]
    sorted_ = [name for name in names if LAST_FIRST.fullmatch(name)]
    if sorted_ and len(sorted_) < len(names):
        other = next(name for name in names if name not in sorted_)
        yield Remark(
            "",
            f"{len(sorted_)} of {len(names)} names have the last name first, such as {sorted_[0]!r}, and others not, "
            f"such as {other!r}. All are taken as they are.",
            "Write them as they are in Clio, first name first.",
        )


def _of_matters(listing: Listing) -> Iterator[Remark]:
    number = listing.columns.get("number")
    if number and header_key(number.header) == header_key(OF_CLIO):
        yield Remark(
            "",
            f"{named(number)} is what Clio calls its own number, and is taken for the old one.",
            "If this is Clio's list, choose the column of the old number, or take the old system's list.",
        )
    without = [row for row in listing.rows if not row.text("client")]
    if without:
        names = some_of([row.text(CALLED[listing.kind]) for row in without])
        yield Remark(
            without[0].place,
            f"No client: {names}.",
            "Each matter needs one; for the firm's own matters, the firm.",
        )
