"""Finds what a row of a listing is compared under: a matter's number in Clio, or a client."""

from __future__ import annotations

from ..common.text import key_of
from ..crosswalk.crosswalk import Crosswalk
from ..judging.client_names import client_key
from .entries import Entry, Movement

Key = tuple[str, str]
"""What is compared: "matter" and the key of its number in Clio, "client" and the client's; "old" and the key of an old
number without one in Clio, or "row" and the place of a row that names nobody."""


class Finder:
    """Finds what a row is compared under."""

    def __init__(self, crosswalk: Crosswalk, *, by_matter: bool) -> None:
        self.crosswalk = crosswalk
        self.by_matter = by_matter
        self.displays = crosswalk.display_numbers
        self.clients = {
            key_of(matter.display_number): matter.client
            for matter in crosswalk.matters.values()
            if matter.display_number
        }

    def of_old(self, entry: Entry) -> Key:
        if self.by_matter and entry.number:
            display = self.display_of(entry.number)
            return ("matter", key_of(display)) if display else ("old", key_of(entry.number))
        return self._client(self.client_of(entry), entry)

    def of_new(self, entry: Entry) -> Key:
        if self.by_matter and entry.number:
            return "matter", self.clio_key(entry.number)
        return self._client(
            entry.client or self.clients.get(self.clio_key(entry.number), ""), entry
        )

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

    @staticmethod
    def _client(client: str, entry: Entry) -> Key:
        return ("client", client_key(client)) if client else ("row", entry.place)

    def of_movement(self, movement: Movement) -> Key:
        """A row of the money log names a matter by its old number or by Clio's."""
        number = movement.number
        if self.clio_key(number) in self.displays and not self.display_of(number):
            entry = Entry(movement.place, number, movement.client, None)
            return self.of_new(entry)
        return self.of_old(Entry(movement.place, number, movement.client, None))
