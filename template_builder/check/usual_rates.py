"""The usual rates of people: which one a row without a rate takes, and which rates are far from it.

The rate of the start page goes before that of the crosswalk and the firm's file. One that is there but cannot be
used is never replaced by another: the rows that need it are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from ..common.numbers import shown
from ..common.text import key_of
from ..judging.verdict import Flaw
from ..workbooks.headers import FoundSheet
from ..workbooks.start_page import Listed
from .entries import Activity
from .findings import FindingLog
from .reference import Reference

FAR = 2
"""How many times another rate is far from the usual one. Firms raise rates by less; a digit too many is ten times."""

FEWEST = 3
"""How many rows at one rate, and more than half of all, show what is usual."""

Place = tuple[str, tuple[int, int]]


class UsualRates:
    """The usual rates in one file; notes what is wrong with those of its start page."""

    def __init__(self, reference: Reference, people: Iterable[Listed], log: FindingLog) -> None:
        self._reference = reference
        self._listed: dict[str, Listed] = {}
        self._unusable: dict[str, Listed] = {}
        self._rates: dict[str, Decimal | Flaw] = {}
        self._doubts: dict[tuple[str, Decimal], tuple[Flaw, ...]] = {}
        for person in people:
            self._take(person, log)

    def of(self, person: str) -> Decimal | Flaw:
        """The rate of a row without one, or why it has none."""
        if person not in self._rates:
            self._rates[person] = self._rate_of(person)
        return self._rates[person]

    def _rate_of(self, person: str) -> Decimal | Flaw:
        key = self._key(person)
        if key in self._unusable:
            words = (("person", person), ("other", self._unusable[key].place))
            return Flaw("rate-unusable", words)
        known = self._usual(key, person)
        if known:
            return known[0]
        kind = "usual-rate-missing" if key in self._listed else "rate-missing"
        return Flaw(kind, (("person", person),))

    def doubts(self, person: str, rate: Decimal) -> tuple[Flaw, ...]:
        """A flaw for a rate that is far from every usual rate of the person; free work is never far."""
        pair = (person, rate)
        if pair not in self._doubts:
            usual = self._usual(self._key(person), person)
            far = bool(usual) and all(_is_far(rate, each) for each in usual)
            self._doubts[pair] = (_far_off(person, usual[0]),) if far else ()
        return self._doubts[pair]

    def note_odd_ones(
        self, activities: Iterable[Activity], tables: Iterable[FoundSheet], log: FindingLog
    ) -> None:
        """Doubt rates that are far from those of most rows of the person, where no usual rate is known."""
        columns = {
            found.data.name: found.columns["rate"] for found in tables if "rate" in found.columns
        }
        paid: dict[str, list[Activity]] = {}
        for entry in activities:
            if not entry.expense and entry.price and isinstance(self.of(entry.person), Flaw):
                paid.setdefault(self._key(entry.person), []).append(entry)
        for entries in paid.values():
            usual, count = Counter(entry.price for entry in entries).most_common(1)[0]
            if count < FEWEST or count * 2 <= len(entries):
                continue
            for entry in entries:
                sheet, row = entry.origin.sheet, entry.origin.row
                if sheet in columns and _is_far(entry.price, usual):
                    flaw = _far_off(entry.person, usual)
                    log.add(flaw, sheet, (columns[sheet], row), entry.price)

    def place_of(self, flaw: Flaw) -> Place | None:
        """The cell of the start page that a flaw of a row is about, if it is about one."""
        if flaw.kind != "usual-rate-missing":
            return None
        person = self._listed[self._key(dict(flaw.params)["person"])]
        return person.sheet, person.cell

    def _take(self, person: Listed, log: FindingLog) -> None:
        if not person.name:
            flaw = Flaw("usual-rate-without-name")
            log.add(flaw, person.sheet, person.cell, person.value)
            return
        key, rate = self._key(person.name), person.rate.value
        earlier = self._listed.get(key)
        flaws = [*person.rate.flaws]
        if any(map(log.is_error, flaws)):
            self._unusable[key] = person
        elif rate is None:
            self._listed.setdefault(key, person)
            return
        elif earlier is not None and earlier.rate.value not in (None, rate):
            pair = (("first", shown(earlier.rate.value)), ("second", shown(rate)))
            flaws.append(Flaw("usual-rate-doubled", (("person", person.name), *pair)))
            self._unusable[key] = person
        else:
            flaws += self._against_the_lists(key, person.name, rate)
        self._listed[key] = person
        for flaw in flaws:
            log.add(flaw, person.sheet, person.cell, person.value)

    def _against_the_lists(self, key: str, person: str, rate: Decimal) -> Sequence[Flaw]:
        """What is said of a rate of the start page that the crosswalk or the firm's file has otherwise."""
        known = self._known(key, person)
        if known is None or rate == known:
            return ()
        # Free work is agreed for a matter; here it would be all that the person does.
        if rate == 0 or _is_far(rate, known):
            return (_far_off(person, known),)
        return (Flaw("usual-rate-differs", (("person", person), ("usual", shown(known)))),)

    def _usual(self, key: str, person: str) -> list[Decimal]:
        """The usual rates of a person, that of the start page first."""
        listed = self._listed.get(key)
        own = listed.rate.value if listed and key not in self._unusable else None
        return [rate for rate in (own, self._known(key, person)) if rate is not None]

    def _known(self, key: str, person: str) -> Decimal | None:
        rates = self._reference.rates
        return rates.get(key_of(person), rates.get(key))

    def _key(self, person: str) -> str:
        """The same for all names of one person."""
        return key_of(self._reference.same_person.get(key_of(person), person))


def _far_off(person: str, usual: Decimal) -> Flaw:
    return Flaw("rate-far-off", (("person", person), ("usual", shown(usual))))


def _is_far(rate: Decimal, usual: Decimal) -> bool:
    low, high = sorted((rate, usual))
    return low > 0 and high >= low * FAR
