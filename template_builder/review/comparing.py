"""Holds all lists of the old system against Clio's: counts, differences, samples."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..common.text import key_of
from ..crosswalk.crosswalk import Crosswalk
from ..listings.model import Listing, ListingRow
from .activities import (
    activity_differences,
    activity_name,
    activity_words,
    data_of,
    pair_activities,
    unbilled,
)
from .contacts import contact_differences, contact_words, pair_contacts
from .counts import Count, activity_counts, contact_counts, matter_counts
from .differences import CONTACTS, MATTERS, NOTHING, Difference, Wrong, places_of
from .lists import ACTIVITIES_LIST, CONTACTS_LIST, MATTERS_LIST
from .matters import (
    display_number,
    import_day,
    likely_matters,
    matter_differences,
    matter_name,
    matter_words,
    old_matter,
    pair_matters,
)
from .new_in_clio import Made, MadeIndex, made_twice
from .pairing import Pairing


@dataclass(frozen=True, kw_only=True)
class Compared:
    """What the lists say. `in_clio` leads from the keys of old matter numbers to numbers in Clio.

    `both` are the kinds of which both sides have a list, so that they were compared.
    """

    differences: tuple[Difference, ...]
    counts: tuple[Count, ...]
    in_clio: Mapping[str, str]
    made: int
    billed: int
    imported: dt.date | None
    both: tuple[str, ...] = ()

    def count(self, wrong: Wrong, data: str = "") -> int:
        """How many differences there are of one kind."""
        return sum(each.wrong is wrong and data in ("", each.data) for each in self.differences)


class _Words(NamedTuple):
    """How records of one kind are named, described and looked up among what people made."""

    data: Callable[[ListingRow], str]
    name: Callable[[ListingRow], str]
    in_clio: Callable[[ListingRow], str]
    old: Callable[[ListingRow], str]
    new: Callable[[ListingRow], str]
    made: Callable[[ListingRow], Sequence[Made]]


def compare(
    old: Mapping[str, Listing],
    new: Mapping[str, Listing],
    made: Sequence[Made] = (),
    crosswalk: Crosswalk | None = None,
    imported: dt.date | None = None,
) -> Compared:
    """Compare whatever lists are given on both sides.

    `made` are the records that people made in Clio in the transition period, `imported` is the day of the import.
    """
    work = _Comparison(old, new, MadeIndex(made), crosswalk or Crosswalk(), imported)
    work.contacts()
    work.matters()
    work.activities()
    work.differences += made_twice(each for each in made if LISTS.get(each.data) not in new)
    order = list(Wrong)
    return Compared(
        differences=tuple(sorted(work.differences, key=lambda each: order.index(each.wrong))),
        counts=tuple(work.counts),
        in_clio=work.in_clio,
        made=work.own,
        billed=work.billed,
        imported=work.imported,
        both=tuple(kind for kind in old if kind in new),
    )


LISTS = {CONTACTS: CONTACTS_LIST, MATTERS: MATTERS_LIST}


class _Comparison:
    """A comparison on its way; the matters settle which numbers the activities have in Clio."""

    def __init__(
        self,
        old: Mapping[str, Listing],
        new: Mapping[str, Listing],
        made: MadeIndex,
        crosswalk: Crosswalk,
        imported: dt.date | None,
    ) -> None:
        self.old, self.new, self.made = old, new, made
        self.crosswalk, self.imported = crosswalk, imported
        self.differences: list[Difference] = []
        self.counts: list[Count] = []
        self.in_clio = {
            key: matter.display_number
            for key, matter in crosswalk.matters.items()
            if matter.display_number
        }
        self.own = self.billed = 0

    def contacts(self) -> None:
        before, after = self.old.get(CONTACTS_LIST), self.new.get(CONTACTS_LIST)
        own: list[ListingRow] = []
        if before and after:
            pairing = pair_contacts(before, after)
            words = _Words(
                lambda _: CONTACTS,
                _contact_name,
                _contact_name,
                contact_words,
                contact_words,
                self.made.contact,
            )
            own = self._left(pairing, words)
            self.differences += contact_differences(after, pairing)
        if before or after:
            self.counts += contact_counts(before, after, own)

    def matters(self) -> None:
        before, after = self.old.get(MATTERS_LIST), self.new.get(MATTERS_LIST)
        own: list[ListingRow] = []
        if before and after:
            pairing = pair_matters(before, after, self.crosswalk)
            self.imported = self.imported or import_day(pairing)
            words = _Words(
                lambda _: MATTERS,
                lambda row: matter_name(row, before),
                display_number,
                lambda row: matter_words(row, before),
                lambda row: matter_words(row, after),
                self.made.matter,
            )
            likely = likely_matters(pairing)
            own = self._left(pairing, words, lambda row: likely.get(old_matter(row), ""))
            self.differences += matter_differences(
                before, after, pairing, self.imported, self.crosswalk
            )
            for one, other in pairing.pairs:
                if number := key_of(one.text("number")):
                    self.in_clio.setdefault(number, display_number(other))
        if before or after:
            self.counts += matter_counts(before, after, own)

    def activities(self) -> None:
        given = self.old.get(ACTIVITIES_LIST), self.new.get(ACTIVITIES_LIST)
        before, after = (unbilled(each) if each else None for each in given)
        if before and after:
            pairing = pair_activities(before, after, self.in_clio)
            words = _Words(
                data_of,
                activity_name,
                activity_name,
                activity_words,
                activity_words,
                lambda _: (),
            )
            self._left(pairing, words)
            self.differences += activity_differences(
                before, after, pairing, self.in_clio, self.imported
            )
        if before or after:
            self.counts += activity_counts(before, after)
        for whole, part in zip(given, (before, after), strict=True):
            self.billed += len(whole.rows) - len(part.rows) if whole and part else 0

    def _left(
        self,
        pairing: Pairing,
        words: _Words,
        likely: Callable[[ListingRow], str] = lambda _: "",
    ) -> list[ListingRow]:
        """Note what has no partner; of Clio's records return those that people made.

        `likely` says what in Clio a missing record may be.
        """
        for row in pairing.missing:
            name, perhaps = words.name(row), likely(row)
            self._note(Wrong.MISSING, words, name, perhaps, NOTHING, words.old(row), row)
        own = []
        for row, other in pairing.doubled:
            makers = [*words.made(row), *words.made(other)]
            own += [row] if makers else []
            shows = _both(other, row, words)
            name = words.in_clio(row)
            self._note(
                Wrong.DOUBLED, words, name, name, shows, "one of them", other, row, makers=makers
            )
        for row in pairing.extra:
            if words.made(row):
                own.append(row)
                continue
            name = words.in_clio(row)
            self._note(Wrong.EXTRA, words, name, name, words.new(row), NOTHING, row)
        self.own += len(own)
        return own

    def _note(
        self,
        wrong: Wrong,
        words: _Words,
        record: str,
        in_clio: str,
        shows: str,
        should: str,
        *rows: ListingRow,
        makers: Sequence[Made] = (),
    ) -> None:
        places = places_of(*(row.place for row in rows), *(each.place for each in makers))
        data = words.data(rows[-1])
        self.differences.append(Difference(wrong, data, record, in_clio, shows, should, places))


def _contact_name(row: ListingRow) -> str:
    return row.text("name")


def _both(other: ListingRow, row: ListingRow, words: _Words) -> str:
    """Two records by their names in Clio, with what else there is to say."""
    first, second = words.in_clio(other), words.in_clio(row)
    texts = list(dict.fromkeys((words.new(other), words.new(row))))
    if texts[0].startswith(first):
        return f"both {' and '.join(texts)}"
    return f"both {first} and {second} ({'; '.join(texts)})"
