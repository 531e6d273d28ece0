"""Holds the old list of contacts against Clio's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence

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
    """By name and e-mail, by name and type, by name alone; then by a name with an initial more, and by e-mail alone.

    The words of a name are in any order. What is less sure than the name counts only where one record of a list has it.
    """

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
    plain, short = _only_one(_plain_name, old, new), _only_one(_short_name, old, new)
    mail = _only_one(lambda row: key_of(row.text("email")), old, new)
    likely = ((plain, short), (short, plain), (mail, mail))
    return paired(
        old.rows,
        new.rows,
        [
            *(Stage(way, way) for way in ways),
            *(Stage(*keys, tells_doubles=False) for keys in likely),
        ],
    )


def _only_one(key: Callable[[ListingRow], str], *listings: Listing) -> Keys:
    """A key that no two records of one list have; blank ones are none."""
    several: set[str] = set()
    for listing in listings:
        counts = Counter(map(key, listing.rows))
        several |= {each for each, count in counts.items() if count > 1}

    def of(row: ListingRow) -> Sequence[Hashable]:
        own = key(row)
        return () if not own or own in several else (own,)

    return of


def _plain_name(row: ListingRow) -> str:
    """The words of a name without initials; nothing for one that has some."""
    name = client_key(row.text("name"))
    return "" if name != _without_initials(name) else name


def _short_name(row: ListingRow) -> str:
    """The words of a name without its initials; nothing for one that has none."""
    name = client_key(row.text("name"))
    short = _without_initials(name)
    return short if short != name else ""


def _without_initials(name: str) -> str:
    words = [word for word in name.split() if len(word) > 1]
    return " ".join(words) if len(words) > 1 else name


def _is_same_name(one: ListingRow, other: ListingRow) -> bool:
    """Whether two names have the same words, or one of them an initial more."""
    names = [client_key(row.text("name")) for row in (one, other)]
    short = [_without_initials(name) for name in names]
    return names[0] == names[1] or (short[0] == short[1] and short[0] in names)


def contact_differences(new: Listing, pairing: Pairing) -> Iterator[Difference]:
    """What differs between the pairs."""
    for before, after in pairing.pairs:
        name = before.text("name")
        places = places_of(before.place, after.place)
        if not _is_same_name(before, after):
            now = after.text("name")
            yield Difference(
                Wrong.DIFFERS, CONTACTS, name, now, f"name {now}", f"name {name}", places, "name"
            )
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
