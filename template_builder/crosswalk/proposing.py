"""A crosswalk proposed from two lists of matters, and of people, as programs exported them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ..common.text import key_of
from .matter_pairs import ClioMatter, OldMatter, matter_pairs
from .person_pairs import ClioUser, OldPerson, person_pairs
from .proposal import Proposed, State, decide


class MatterProposal(NamedTuple):
    """Both lists of matters, what is proposed for each old one, and Clio's that nothing is proposed for."""

    old: Sequence[OldMatter]
    clio: Sequence[ClioMatter]
    proposed: Sequence[Proposed]

    @property
    def unused(self) -> list[ClioMatter]:
        """Clio's matters that are proposed for no old one."""
        return [self.clio[at] for at in _unused(len(self.clio), self.proposed)]


class PersonProposal(NamedTuple):
    """The same of people."""

    old: Sequence[OldPerson]
    clio: Sequence[ClioUser]
    proposed: Sequence[Proposed]

    @property
    def unused(self) -> list[ClioUser]:
        """Clio's users that are proposed for nobody."""
        return [self.clio[at] for at in _unused(len(self.clio), self.proposed)]


def propose_matters(old: Sequence[OldMatter], clio: Sequence[ClioMatter]) -> MatterProposal:
    """What each old matter is in Clio. Rows that are equal in everything count once."""
    old = list(dict.fromkeys(old))
    clio = list(dict.fromkeys(_up_to_colon(matter) for matter in clio))
    names = [matter.number or "(no number)" for matter in old]
    proposed = decide(matter_pairs(old, clio), names, [matter.display_number for matter in clio])
    counts = Counter(key_of(matter.number) for matter in old)
    judged = [
        _judged(matter.number, counts[key_of(matter.number)], each)
        for matter, each in zip(old, proposed, strict=True)
    ]
    return MatterProposal(old, clio, judged)


def propose_people(old: Sequence[OldPerson], clio: Sequence[ClioUser]) -> PersonProposal:
    """Which Clio user each old person is. Rows that are equal in everything count once."""
    old, clio = list(dict.fromkeys(old)), list(dict.fromkeys(clio))
    names = [person.name or person.initials for person in old]
    return PersonProposal(
        old, clio, decide(person_pairs(old, clio), names, [user.name for user in clio])
    )


def _judged(number: str, count: int, proposed: Proposed) -> Proposed:
    """Propose nothing for what no row of a crosswalk can say: no number, or one number for two matters."""
    if not key_of(number):
        return Proposed(State.OPEN, proposed.candidates, "It has no number in the old list.")
    if count > 1:
        remark = f"The old list has {number} {count} times, with other words each."
        return Proposed(State.OPEN, proposed.candidates, remark)
    return proposed


def _up_to_colon(matter: ClioMatter) -> ClioMatter:
    """A display number ends before the colon, which some lists print with the description behind it."""
    number, _, text = matter.display_number.partition(":")
    return matter._replace(
        display_number=number.strip(), description=matter.description or text.strip()
    )


def _unused(count: int, proposed: Sequence[Proposed]) -> list[int]:
    used = {each.first.at for each in proposed if each.first}
    return [at for at in range(count) if at not in used]
