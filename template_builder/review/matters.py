"""Holds the old list of matters against Clio's."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from functools import lru_cache

from ..common.days import day_label
from ..common.text import key_of
from ..crosswalk.crosswalk import Crosswalk
from ..crosswalk.matter_pairs import ClioMatter, OldMatter, numbers_in
from ..crosswalk.proposing import propose_matters
from ..judging.client_names import client_key as name_key
from ..listings.model import Listing, ListingRow
from .differences import MATTERS, NOTHING, Difference, Wrong, places_of
from .pairing import Pairing, Stage, paired
from .status import CLOSED, OPEN, PENDING, status_of

NO_CLIENT = re.compile(r"(?:unknown|missing|no|default|unassigned) (?:client|contact|name)|unknown")
NO_DESCRIPTION = re.compile(
    r"(?:no|missing|blank|unknown|default|placeholder|migrated)(?: matter)?(?: description)?"
    r"|placeholder .*|description|n/?a|none|-+|\.+"
)
FIELDS = {"responsible": "responsible person", "opened": "opening day", "closed": "closing day"}
"""What a field is called, where its id says it in short."""

client_key = lru_cache(maxsize=20_000)(name_key)
"""Each name is compared several times."""

MOST_LIKELY = 500
"""Where more is left over, something else is wrong: the lists are of two firms, or a column is another one."""

LEAST_OF_A_DAY = 3
"""From so many wrong dates on the same day on, that day is taken for the day of the import."""


def pair_matters(old: Listing, new: Listing, crosswalk: Crosswalk) -> Pairing:
    """By the crosswalk, by the number that Clio kept, then by client and description."""
    with_client = "client" in old.columns and "client" in new.columns

    def client(row: ListingRow) -> str:
        return client_key(row.text("client")) if with_client else ""

    def by_crosswalk(row: ListingRow) -> Iterator[Hashable]:
        known = crosswalk.matters.get(key_of(row.text("number")))
        if known and known.display_number:
            yield key_of(known.display_number)

    def display(row: ListingRow) -> Iterator[Hashable]:
        if key := key_of(display_number(row)):
            yield key

    def number(row: ListingRow) -> Iterator[Hashable]:
        if key := key_of(row.text("number")):
            yield key

    def custom(row: ListingRow) -> Iterator[Hashable]:
        if key := key_of(row.text("custom_number")):
            yield key

    def with_own_client(row: ListingRow) -> Iterator[Hashable]:
        for key in number(row):
            yield key, client(row)

    def displayed(row: ListingRow) -> Iterator[Hashable]:
        for key in display(row):
            yield key, client(row)

    def inside(row: ListingRow) -> Iterator[Hashable]:
        for text in (row.text("description"), display_number(row)):
            for key in numbers_in(text):
                yield key, client(row)

    def named(row: ListingRow) -> Iterator[Hashable]:
        name, text = client_key(row.text("client")), key_of(row.text("description"))
        if name and text:
            yield name, text

    def named_and_dated(row: ListingRow) -> Iterator[Hashable]:
        if day := row.day("opened"):
            for key in named(row):
                yield key, day

    stages = [
        Stage(by_crosswalk, display),
        Stage(number, custom),
        Stage(with_own_client, displayed),
        Stage(with_own_client, inside, tells_doubles=False),
        Stage(named_and_dated, named_and_dated),
        Stage(named, named),
    ]
    return paired(old.rows, new.rows, stages)


def display_number(row: ListingRow) -> str:
    """A matter's number in Clio; some lists print the description behind a colon."""
    return row.text("number").partition(":")[0].strip()


def likely_matters(pairing: Pairing) -> Mapping[OldMatter, str]:
    """For what is missing, which matter that is only in Clio may be it: for a person to look at, not to rely on."""
    old = [old_matter(row) for row in pairing.missing]
    clio = [
        ClioMatter(display_number(row), row.text("client"), row.text("description"))
        for row in pairing.extra
    ]
    if max(len(old), len(clio)) > MOST_LIKELY:
        return {}
    proposal = propose_matters(old, clio)
    found = zip(proposal.old, (each.first for each in proposal.proposed), strict=True)
    return {
        matter: f"perhaps {proposal.clio[first.at].display_number}: {first.reason}"
        for matter, first in found
        if first
    }


def old_matter(row: ListingRow) -> OldMatter:
    """A matter as the proposal of a crosswalk takes it."""
    return OldMatter(row.text("number"), row.text("client"), row.text("description"))


def matter_differences(
    old: Listing, new: Listing, pairing: Pairing, imported: dt.date | None, crosswalk: Crosswalk
) -> Iterator[Difference]:
    """What differs between the pairs, and what is wrong with Clio's matters by themselves."""
    day = imported or import_day(pairing)
    people = _People(pairing, crosswalk)
    for before, after in pairing.pairs:
        yield from _of_pair(before, after, old, new, day, people)
    for row in (*pairing.extra, *(doubled.row for doubled in pairing.doubled)):
        yield from _alone(row, None, old, new)


def import_day(pairing: Pairing) -> dt.date | None:
    """The day that most matters have as their opening day against the old list, if there are a few of them."""
    days = Counter(
        after.day("opened")
        for before, after in pairing.pairs
        if after.day("opened") and after.day("opened") != before.day("opened")
    )
    day, count = days.most_common(1)[0] if days else (None, 0)
    return day if count >= LEAST_OF_A_DAY else None


def matter_name(row: ListingRow, listing: Listing) -> str:
    """What finds a matter of the old list: its number, or where it has none, everything that it says."""
    return row.text("number") or matter_words(row, listing)


def matter_words(row: ListingRow, listing: Listing) -> str:
    """A matter in a line: client, description, status, when it was opened."""
    opened = row.day("opened")
    parts = (
        row.text("client"),
        row.text("description"),
        status_of(row, listing).lower(),
        f"opened {day_label(opened)}" if opened else "",
    )
    return ", ".join(filter(None, parts))


class _People:
    """Says whether a name of the old list and one of Clio can be the same person."""

    def __init__(self, pairing: Pairing, crosswalk: Crosswalk) -> None:
        self._crosswalk = crosswalk
        self._in_clio = {key_of(after.text("responsible")) for _, after in pairing.pairs} - {""}

    def differ(self, before: str, after: str) -> bool:
        """Whether they are certainly two people; initials that nobody explained can be anybody's."""
        key = key_of(before)
        if known := self._crosswalk.people.get(key):
            return bool(known.clio_user) and key_of(known.clio_user) != key_of(after)
        words, others = set(client_key(before).split()), set(client_key(after).split())
        if words == others:
            return False
        return key in self._in_clio or (min(len(words), len(others)) > 1 and not words & others)


def _of_pair(
    before: ListingRow,
    after: ListingRow,
    old: Listing,
    new: Listing,
    day: dt.date | None,
    people: _People,
) -> Iterator[Difference]:
    yield from _alone(after, before, old, new)
    values = [
        *(_texts_that_differ(before, after, new, people)),
        *(_status_that_differs(before, after, old, new)),
        *(_days_that_differ(before, after, old, new, day)),
    ]
    for field, shows, should, wrong in values:
        yield Difference(
            wrong,
            MATTERS,
            matter_name(before, old),
            display_number(after),
            f"{field} {shows or NOTHING}",
            f"{field} {should or NOTHING}",
            places_of(before.place, after.place),
            field,
        )


_Differing = Iterator[tuple[str, str, str, Wrong]]
"""Field, value in Clio, value in the old list, and what is wrong."""


def _texts_that_differ(
    before: ListingRow, after: ListingRow, new: Listing, people: _People
) -> _Differing:
    for id_ in ("client", "description", "responsible"):
        found, was = after.text(id_), before.text(id_)
        if id_ not in new.columns or not was:
            continue
        if id_ == "client":
            differ = not _is_no_client(found) and client_key(found) != client_key(was)
        elif id_ == "description":
            differ = not _is_no_description(found) and not _is_inside(key_of(found), key_of(was))
        else:
            differ = not found or people.differ(was, found)
        if differ:
            yield FIELDS.get(id_, id_), found, was, Wrong.DIFFERS


def _is_inside(one: str, other: str) -> bool:
    """Whether one text is a part of the other: Clio's has often the old number beside it."""
    return one in other or other in one


def _status_that_differs(
    before: ListingRow, after: ListingRow, old: Listing, new: Listing
) -> _Differing:
    was, found = status_of(before, old), status_of(after, new)
    if {was, found} <= {OPEN, PENDING, CLOSED} and was != found:
        yield "status", found, was, Wrong.DIFFERS


def _days_that_differ(
    before: ListingRow, after: ListingRow, old: Listing, new: Listing, day: dt.date | None
) -> _Differing:
    for id_ in ("opened", "closed"):
        found, was = after.day(id_), before.day(id_)
        known = id_ in old.columns and id_ in new.columns
        if not known or found == was or id_ in before.unread | after.unread:
            continue
        if found and found == day:
            yield FIELDS[id_], day_label(found), day_label(was) if was else "", Wrong.IMPORT_DAY
        elif was:
            yield FIELDS[id_], day_label(found) if found else "", day_label(was), Wrong.DIFFERS


def _alone(
    after: ListingRow, before: ListingRow | None, old: Listing, new: Listing
) -> Iterator[Difference]:
    """What is wrong with a matter of Clio, whatever the old list has."""
    number = display_number(after)
    record = matter_name(before, old) if before else number
    places = places_of(before.place if before else "", after.place)
    if "client" in new.columns and _is_no_client(after.text("client")):
        shows = f"client {after.text('client') or NOTHING}"
        should = f"client {(before.text('client') if before else '') or 'its own client'}"
        yield Difference(
            Wrong.UNKNOWN_CLIENT, MATTERS, record, number, shows, should, places, "client"
        )
    if "description" in new.columns and _is_no_description(after.text("description")):
        was = before.text("description") if before else ""
        shows = f"description {after.text('description') or NOTHING}"
        should = f"description {was or 'of its own'}"
        yield Difference(
            Wrong.NO_DESCRIPTION, MATTERS, record, number, shows, should, places, "description"
        )


def _is_no_client(text: str) -> bool:
    key = key_of(text)
    return not key or NO_CLIENT.fullmatch(key) is not None


def _is_no_description(text: str) -> bool:
    key = key_of(text)
    return not key or NO_DESCRIPTION.fullmatch(key) is not None
