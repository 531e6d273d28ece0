"""What rows are compared with: matters and people with their Clio names, rates, the period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ..common.text import key_of
from ..crosswalk.crosswalk import Crosswalk, KnownMatter, TwoMeanings, crosswalk_of
from ..judging.client_names import client_key
from ..judging.verdict import Params

if TYPE_CHECKING:
    from ..firm.firm import Firm


class Reference(NamedTuple):
    """Everything a row is compared with. `date_order` is that of Clio, `text_dates` the one decided for dates typed as text.
    Mappings go from the key of a word to the word as written.

    `matters` and `people` empty: nothing is known, and every number and name passes. `destinations` and
    `users` say what becomes of them in Clio; empty without a crosswalk. `same_person` leads from each name of a
    person to the Clio user, with or without one. `listed` is all that lists say of matters and people, `new` are
    matters created in Clio; `two_meanings` and `two_people` have the words about numbers and names that mean two.
    """

    matters: Mapping[str, str] = {}
    destinations: Mapping[str, str] = {}
    without_display: frozenset[str] = frozenset()
    people: Mapping[str, str] = {}
    users: Mapping[str, str] = {}
    without_user: frozenset[str] = frozenset()
    same_person: Mapping[str, str] = {}
    listed: Crosswalk = Crosswalk()
    new: Mapping[str, str] = {}
    two_meanings: Mapping[str, Params] = {}
    two_people: Mapping[str, Params] = {}
    clients: Mapping[str, tuple[str, ...]] = {}
    rates: Mapping[str, Decimal] = {}
    time_categories: Mapping[str, str] = {}
    expense_categories: Mapping[str, str] = {}
    date_order: str = "MDY"
    text_dates: str = ""
    rounding_minutes: int = 0
    today: dt.date | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    days_off: frozenset[dt.date] = frozenset()

    def with_new(self, numbers: Mapping[str, str]) -> Reference:
        """With matters that were created in Clio and have a display number already."""
        return self._replace(new=numbers)._with_listed(self.listed)

    def with_own_matters(self, matters: Iterable[KnownMatter]) -> Reference:
        """With the sheet Matters of a workbook, unless a crosswalk says which matters there are."""
        own = {key_of(matter.old_number or matter.display_number): matter for matter in matters}
        if self.destinations or self.without_display or not own:
            return self
        return self._with_listed(self.listed._replace(matters={**own, **self.listed.matters}))

    def _with_listed(self, listed: Crosswalk) -> Reference:
        matters = {
            **self.new,
            **{key: m.old_number for key, m in listed.matters.items() if m.old_number},
            **listed.display_numbers,
        }
        return self._replace(
            listed=listed,
            matters=matters,
            destinations={**self.new, **self.destinations} if self.destinations else {},
            two_meanings=_words(listed.two_meanings_of_numbers(self.new), "the old matter "),
            two_people=_words(listed.two_meanings_of_names, ""),
            clients=_clients(listed),
        )

    def with_people(self, names: Iterable[str]) -> Reference:
        """With the names of a start page, unless the crosswalk says whom Clio knows."""
        if self.users:
            return self
        return self._replace(people={**{key_of(name): name for name in names}, **self.people})


def reference_from(
    firm: Firm | None, crosswalk: Crosswalk | None, today: dt.date | None = None
) -> Reference:
    """What a firm's file and a crosswalk say together; the crosswalk goes before the firm's file."""
    of_firm = crosswalk_of(firm) if firm else Crosswalk()
    given = crosswalk or Crosswalk()
    matters = {**of_firm.matters, **given.matters}
    people = {**of_firm.people, **given.people}
    together = Crosswalk(matters=matters, people=people)
    displays = together.display_numbers
    reference = Reference(
        people={**{key: p.old_name for key, p in people.items()}, **together.users},
        same_person={
            **together.users,
            **{key: p.clio_user for key, p in people.items() if p.clio_user},
        },
        rates={**_rates(of_firm), **_rates(given)},
        today=today,
    )._with_listed(together)
    if crosswalk is not None:
        reference = reference._replace(
            destinations={
                **displays,
                **{key: m.display_number for key, m in matters.items() if m.display_number},
            },
            without_display=frozenset(
                key for key, m in matters.items() if not m.display_number and key not in displays
            ),
            users=reference.same_person,
            without_user=frozenset(
                key for key, p in people.items() if not p.clio_user and key not in given.users
            ),
        )
    return _with_firm(reference, firm) if firm else reference


NEW_MATTER = "a matter new in Clio"


def _words(meanings: Mapping[str, TwoMeanings], what: str) -> dict[str, Params]:
    """What is said of each number or name that means two: what they are, and how to write them apart."""
    said: dict[str, Params] = {}
    for key, (becomes, other) in meanings.items():
        ways = [way for way in (becomes, other) if way and key_of(way) not in meanings]
        ways = ways or ["what the coordinator tells you"]
        if not other:
            ways.append("have the new matter renumbered")
        said[key] = (
            ("one", f"now {becomes}" if becomes else "without a display number yet"),
            ("two", f"{what}{other}" if other else NEW_MATTER),
            ("instead", " or ".join(ways)),
        )
    return said


def _clients(crosswalk: Crosswalk) -> dict[str, tuple[str, ...]]:
    """The numbers of each client's matters, by `client_key`."""
    numbers: dict[str, tuple[str, ...]] = {}
    for matter in crosswalk.matters.values():
        if key := client_key(matter.client):
            number = matter.old_number or matter.display_number
            numbers[key] = (*numbers.get(key, ()), number)
    return numbers


def _rates(crosswalk: Crosswalk) -> dict[str, Decimal]:
    """Usual rates by old name and by Clio user."""
    rates = {}
    for key, person in crosswalk.people.items():
        if person.rate is not None:
            rates[key] = person.rate
            rates[key_of(person.clio_user)] = person.rate
    return rates


def _with_firm(reference: Reference, firm: Firm) -> Reference:
    reference = reference._replace(
        time_categories={key_of(name): name for name in firm.time_categories},
        expense_categories={key_of(name): name for name in firm.expense_categories},
        date_order=firm.date_order,
        rounding_minutes=firm.rounding_minutes,
    )
    if firm.plan is None:
        return reference
    from ..guide.checklists import Anchor

    return reference._replace(
        first=firm.plan.date_of(Anchor.CUT_OFF),
        last=firm.plan.date_of(Anchor.SIGN_OFF),
        days_off=firm.plan.closed,
    )
