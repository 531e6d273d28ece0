"""Makes the worklist that moves entries off the placeholder matter: one round per destination, and the rest.

A listing of the entries is whatever a firm can save or copy from Clio; the room `listings` reads it.
"""

from __future__ import annotations

import re

from ..common.text import key_of
from ..crosswalk.crosswalk import Crosswalk
from ..judging.words import Near
from ..listings.model import Listing
from .listing import PREFIX, ReadRow, entries_of, missing_of
from .worklist import Entry, Moved, NotMatched, Round, Sums, Worklist

OTHER_BRACKETS = re.compile(r"[({<]\s*([^(){}<>\[\]]{1,60}?)\s*[)}>\]]")
INSIDE = re.compile(r"\[\s*([^\[\]]+?)\s*\]")
LONGEST = 18
"""Digits that are still compared as one number."""


def reassign(listing: Listing, crosswalk: Crosswalk) -> Worklist:
    """Sort the entries of a placeholder matter into rounds by the old number at the start of each description.

    Raises NotAListing when the listing has no entry.
    """
    sorting = _Sorting(crosswalk)
    listed = Sums()
    for read in entries_of(listing):
        listed = listed.plus(read.entry.sums)
        sorting.add(read)
    return Worklist(
        rounds=sorting.rounds(),
        expenses=tuple(sorted(sorting.expenses, key=lambda moved: _natural(moved.destination))),
        not_matched=tuple(sorting.not_matched),
        listed=listed,
        missing=missing_of(listing),
        remarks=tuple(map(str, listing.remarks)),
    )


class _Sorting:
    """Puts each entry into a round, among the expenses, or among those not matched."""

    def __init__(self, crosswalk: Crosswalk) -> None:
        self.destinations = {
            **crosswalk.display_numbers,
            **{key: matter.display_number for key, matter in crosswalk.matters.items()},
        }
        self.near = Near([matter.old_number for matter in crosswalk.matters.values()])
        self.by_destination: dict[str, tuple[str, dict[str, str], list[Entry]]] = {}
        self.expenses: list[Moved] = []
        self.not_matched: list[NotMatched] = []
        self.seen: dict[Entry, Entry] = {}

    def add(self, read: ReadRow) -> None:
        """Take one entry; the first reason against moving it is reported."""
        entry = read.entry
        old, destination, reason = self._destination(entry.description)
        if read.no_entry:
            reason = read.no_entry
        elif (
            entry.number
            and (before := self.seen.setdefault(entry._replace(sheet="", row=0), entry))
            is not entry
        ):
            where = f"{before.sheet}!{before.row}" if before.sheet else str(before.row)
            reason = f"The same entry as row {where}, with the same number {entry.number}. It is listed twice."
        elif read.billed:
            reason = "Already billed: an entry on a bill cannot be edited. Release it from the bill first."
        elif not reason and key_of(read.matter.split(":")[0]) == key_of(destination):
            reason = f"Already on {destination}. Nothing to do."
        elif not reason and read.unreadable:
            what = " and ".join(read.unreadable)
            reason = f"The {what} cannot be read, so the round would not tie. Correct the listing, or move the entry to {destination} by hand."
        if reason:
            self.not_matched.append(NotMatched(entry, reason))
        elif read.expense:
            self.expenses.append(Moved(destination, old, entry))
        else:
            _, olds, entries = self.by_destination.setdefault(
                key_of(destination), (destination, {}, [])
            )
            olds.setdefault(key_of(old), old)
            entries.append(entry)

    def rounds(self) -> tuple[Round, ...]:
        """The rounds in the order of their display numbers, so that a worklist made later keeps the order."""
        ordered = sorted(self.by_destination.values(), key=lambda own: _natural(own[0]))
        return tuple(
            Round(number, destination, tuple(sorted(olds.values(), key=_natural)), tuple(entries))
            for number, (destination, olds, entries) in enumerate(ordered, start=1)
        )

    def _destination(self, description: str) -> tuple[str, str, str]:
        """Old number and display number of an entry, or the reason why it has none."""
        found = PREFIX.match(description)
        if not found or not found[1]:
            return "", "", self._without_prefix(description)
        old = found[1]
        if key_of(old) not in self.destinations:
            reason = (
                f"[{old}] is not in the crosswalk.{self.near(old)} Correct the entry in Clio, or add the"
                " matter to the crosswalk."
            )
            return old, "", reason
        destination = self.destinations[key_of(old)]
        reason = ""
        if not destination:
            reason = f"The crosswalk has no display number for [{old}] yet. Fill it in."
        elif (second := PREFIX.match(found[2])) and self.destinations.get(
            key_of(second[1]), destination
        ) != destination:
            reason = f"[{old}] and [{second[1]}] are two matters. Split the entry in Clio and make the listing again."
        return old, destination, reason

    def _without_prefix(self, description: str) -> str:
        """The reason for an entry without `[old number]` at the start, with a hint where there is one."""
        if not description:
            return "No description. Ask the person named on the entry for the matter."
        hint = ""
        if found := OTHER_BRACKETS.match(description):
            hint = self._hint(found[1], "in other brackets")
        elif found := INSIDE.search(description):
            hint = self._hint(found[1], "but not at the very start")
        elif old := self._bare(description.lstrip("[({< ")):
            hint = self._hint(old, "without brackets around it")
        return (
            f"The description does not start with an old number in square brackets.{hint}"
            " Correct the entry in Clio and make the listing again."
        )

    def _hint(self, old: str, how: str) -> str:
        if key_of(old) in self.destinations:
            return f" It has {old} {how}; if you mean that matter, make it [{old}]."
        return ""

    def _bare(self, description: str) -> str:
        """A known number that the description starts with, the longest there is."""
        words = description.split()
        for count in range(min(len(words), 6), 0, -1):
            start = " ".join(words[:count]).rstrip(",;:-–—.|]")
            if key_of(start) in self.destinations:
                return start
        return ""


def _natural(number: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts 9 before 10, and words after numbers."""
    parts = re.findall(r"\d+|\D+", key_of(number))
    return tuple(
        (0, int(p), p) if p.isdecimal() and len(p) <= LONGEST else (1, 0, p) for p in parts
    )
