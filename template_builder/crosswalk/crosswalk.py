"""The crosswalk: old matter numbers to display numbers, people of the old system to Clio users."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ..common.text import key_of

if TYPE_CHECKING:
    from ..firm.firm import Firm


class KnownMatter(NamedTuple):
    """A matter as the crosswalk has it; `display_number` is empty until Clio has given one."""

    old_number: str
    client: str
    display_number: str
    description: str = ""


class KnownPerson(NamedTuple):
    """A name or initials of the old system, the Clio user they belong to, and the usual rate."""

    old_name: str
    clio_user: str
    rate: Decimal | None


class TwoMeanings(NamedTuple):
    """What an old number or name that is also one of Clio's can mean.

    `becomes` is what it becomes in Clio as an old one, blank where that is not known yet. `other` is the old number or
    name of what has it in Clio; blank where that is new in Clio and has none.
    """

    becomes: str
    other: str


class Crosswalk(NamedTuple):
    """Matters by the key of their old number, people by the key of their old name."""

    matters: Mapping[str, KnownMatter] = {}
    people: Mapping[str, KnownPerson] = {}

    @property
    def display_numbers(self) -> dict[str, str]:
        """Display numbers by their own key."""
        shown = (matter.display_number for matter in self.matters.values())
        return {key_of(number): number for number in shown if number}

    @property
    def users(self) -> dict[str, str]:
        """Clio users by their own key."""
        return {key_of(p.clio_user): p.clio_user for p in self.people.values() if p.clio_user}

    @property
    def two_meanings_of_names(self) -> dict[str, TwoMeanings]:
        """Old names that are also the Clio user of somebody else, by key.

        One without a user of its own is that user: the same name in both systems.
        """
        found = _two_meanings({key: (p.old_name, p.clio_user) for key, p in self.people.items()})
        return {key: each for key, each in found.items() if each.becomes}

    def two_meanings_of_numbers(self, new: Collection[str] = ()) -> dict[str, TwoMeanings]:
        """Old numbers that are also the display number of another matter, by key; `new` are keys of those new in Clio."""
        matters = {key: (m.old_number, m.display_number) for key, m in self.matters.items()}
        return _two_meanings(matters, new)


def _two_meanings(
    pairs: Mapping[str, tuple[str, str]], new: Collection[str] = ()
) -> dict[str, TwoMeanings]:
    owners = dict.fromkeys(new, "")
    owners |= {key_of(clio): old for old, clio in reversed([*pairs.values()]) if clio}
    return {
        key: TwoMeanings(clio, owners[key])
        for key, (_, clio) in pairs.items()
        if key in owners and key_of(clio) != key
    }


def crosswalk_of(firm: Firm) -> Crosswalk:
    """What a firm's own file says of its matters and people."""
    people = [
        KnownPerson(name, person.clio_user, person.rate)
        for person in firm.people
        for name in dict.fromkeys((person.old_name, person.name))
    ]
    return Crosswalk(
        matters={
            key_of(m.old_number): KnownMatter(m.old_number, m.client, m.display_number)
            for m in firm.matters
        },
        people={key_of(person.old_name): person for person in people},
    )
