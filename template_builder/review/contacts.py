"""Holds the old list of contacts against Clio's."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator

from ..common.text import key_of
from ..judging.client_names import client_key
from ..listings.model import Listing, ListingRow
from .differences import CONTACTS, NOTHING, Difference, Wrong, places_of
from .pairing import Keys, Pairing, Stage, paired

PEOPLE, COMPANIES = "People", "Companies"
_KINDS = {
    **dict.fromkeys(("person", "people", "individual", "p"), PEOPLE),
    **dict.fromkeys(("company", "organization", "organisation", "business", "firm", "c"), COMPANIES),
}  # fmt: skip


def pair_contacts(old: Listing, new: Listing) -> Pairing:
    """By name and e-mail, by name and type, then by name alone; the words of a name in any order."""

    def key(name: Callable[[str], str], *fields: str) -> Keys:
        def of(row: ListingRow) -> Iterator[Hashable]:
            if own := name(row.text("name")):
                yield (own, *(key_of(row.text(field)) for field in fields))

        return of

    ways = [
        key(name, *fields)
        for fields in (("email", "kind"), ("email",), ("kind",), ())
        for name in (key_of, client_key)
    ]
    return paired(old.rows, new.rows, [Stage(way, way) for way in ways])


def contact_differences(new: Listing, pairing: Pairing) -> Iterator[Difference]:
    """What differs between the pairs."""
    for before, after in pairing.pairs:
        name = before.text("name")
        places = places_of(before.place, after.place)
        for id_, field, compared in (
            ("email", "e-mail", key_of),
            ("kind", "type", lambda text: _KINDS.get(key_of(text), "")),
        ):
            found, was = after.text(id_), before.text(id_)
            if id_ in new.columns and compared(was) and compared(found) != compared(was):
                yield Difference(
                    Wrong.DIFFERS,
                    CONTACTS,
                    name,
                    after.text("name"),
                    f"{field} {found or NOTHING}",
                    f"{field} {was}",
                    places,
                    field,
                )


def kind_of(row: ListingRow) -> str:
    """People or Companies; nothing where the list does not say it."""
    return _KINDS.get(key_of(row.text("kind")), "")


def contact_words(row: ListingRow) -> str:
    """A contact in a line."""
    parts = (row.text("name"), kind_of(row), row.text("company"), row.text("email"))
    return ", ".join(filter(None, parts))
