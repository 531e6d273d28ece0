"""Finds what a row of a listing is compared under: a matter's number in Clio, or a client."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..common.text import key_of
from ..crosswalk.crosswalk import Crosswalk
from ..judging.client_names import client_key
from .entries import Entry, Movement

Key = tuple[str, str]
"""What is compared: "matter" and the key of its number in Clio, "client" and the client's; "old" and the key of an old
number without one in Clio, or "row" and the place of a row that names nobody."""


class Finder:
    """Finds what a row is compared under."""

    def __init__(self, crosswalk: Crosswalk, old: Sequence[Entry], new: Sequence[Entry]) -> None:
        self.crosswalk = crosswalk
        self.by_matter = any(e.number for e in old) and any(e.number for e in new)
        self.displays = crosswalk.display_numbers
        self.clients = {
            key_of(matter.display_number): matter.client
            for matter in crosswalk.matters.values()
            if matter.display_number
        }
        sides = (
            map(self.client_of, self._per_client(old)),
            map(self._clio_client, self._per_client(new)),
        )
        self.alike = {key for names in sides for key in _shared_keys(names)}

    def of_old(self, entry: Entry) -> Key:
        if self.by_matter and entry.number:
            display = self.display_of(entry.number)
            return ("matter", key_of(display)) if display else ("old", key_of(entry.number))
        return self._client(self.client_of(entry), entry.place)

    def of_new(self, entry: Entry) -> Key:
        if self.by_matter and entry.number:
            return "matter", self.clio_key(entry.number)
        return self._client(self._clio_client(entry), entry.place)

    def display_of(self, number: str) -> str:
        """Clio's number of an old one; blank where the crosswalk has none."""
        matter = self.crosswalk.matters.get(key_of(number))
        return matter.display_number if matter else ""

    def client_of(self, entry: Entry) -> str:
        """The client of a row of the old listing, from the crosswalk where the row names none."""
        return self.client_named(entry.number, entry.client)

    def client_named(self, number: str, client: str) -> str:
        """A client, or where it is blank that of an old number."""
        matter = self.crosswalk.matters.get(key_of(number))
        return client or (matter.client if matter else "")

    def clio_key(self, number: str) -> str:
        """The key of a matter as a report of Clio names it: with or without colon and description."""
        key = key_of(number)
        return key if key in self.displays else key_of(number.partition(":")[0])

    def _client(self, client: str, place: str) -> Key:
        """A client however the name is written; exactly as written where one listing has two that are alike."""
        if not client:
            return "row", place
        key = client_key(client)
        return "client", key_of(client) if key in self.alike else key

    def _clio_client(self, entry: Entry) -> str:
        return entry.client or self.clients.get(self.clio_key(entry.number), "")

    def _per_client(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        return [entry for entry in entries if not (self.by_matter and entry.number)]

    def of_movement(self, movement: Movement) -> Key:
        """A row of the money log names a matter by its old number or by Clio's."""
        number = movement.number
        if self.clio_key(number) in self.displays and not self.display_of(number):
            entry = Entry(movement.place, number, movement.client, None)
            return self.of_new(entry)
        return self.of_old(Entry(movement.place, number, movement.client, None))


def _shared_keys(names: Iterable[str]) -> Iterator[str]:
    """The keys that two names share, such as those of Sample Bakery Inc and Sample Bakery LLC."""
    seen: dict[str, str] = {}
    for name in names:
        key = client_key(name)
        if seen.setdefault(key, key_of(name)) != key_of(name):
            yield key
