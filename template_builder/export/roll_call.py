"""The roll call: who is expected, who has handed in, from which day to which, and hours against the working days."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ..check.checker import CheckedFile
from ..check.entries import Activity
from ..check.reference import Reference
from ..common.days import business_days_between, is_business_day
from ..common.text import key_of

if TYPE_CHECKING:
    from ..firm.firm import Firm


NOBODY_EXPECTED = (
    "Who is missing cannot be said: nobody is known to be expected, as no firm's file names people."
)


class RollLine(NamedTuple):
    """One person of the roll call.

    `files` are those with the person on their start page or in their rows. `hours` are exported, uploaded before or
    left out; `days` have some, `worked` of them are working days. `working_days` lie from the first day of the period,
    or from the person's first entry, to the person's last; None where the person has no entry.
    """

    name: str
    expected: bool
    files: tuple[str, ...]
    first: dt.date | None
    last: dt.date | None
    hours: Decimal
    days: int
    worked: int
    working_days: int | None

    @property
    def missing(self) -> bool:
        """Whether the person should have handed in and has not."""
        return self.expected and not self.files


def roll_call(
    files: Sequence[CheckedFile],
    entries: Sequence[Activity],
    reference: Reference,
    firm: Firm | None,
) -> tuple[RollLine, ...]:
    """A line for each person that the firm expects, in its order, then for everybody else in the files.

    Everybody is expected whom the firm's file names: each of them got a workbook. Without it, nobody is.
    """
    spelled = _Names(reference, firm)
    where: dict[str, dict[str, None]] = defaultdict(dict)
    for file in files:
        for name in people_of(file):
            where[spelled(name)][file.name] = None
    by_person: dict[str, list[Activity]] = defaultdict(list)
    for entry in entries:
        by_person[spelled(entry.person)].append(entry)
    expected = [spelled(person.name) for person in (firm.people if firm else ())]
    others = sorted(where.keys() - set(expected))
    return tuple(
        _line(
            name, name in expected, tuple(where.get(name, ())), by_person.get(name, ()), reference
        )
        for name in (*dict.fromkeys(expected), *others)
    )


def is_anybody_expected(lines: Sequence[RollLine]) -> bool:
    """Whether the roll call can say that somebody is missing."""
    return any(line.expected for line in lines)


def people_of(file: CheckedFile) -> list[str]:
    """The people of a file: those of its start page, then those of its rows."""
    own = file.collected
    names = [*file.people, *(entry.person for entry in own.activities)]
    names += [*(row.person for row in own.rejected), *(note.author for note in own.notes)]
    return list(dict.fromkeys(filter(None, names)))


class _Names:
    """The one spelling of a person: that of the Clio user, else of the firm's file, else the first in the files."""

    def __init__(self, reference: Reference, firm: Firm | None) -> None:
        self._names: dict[str, str] = dict(reference.users)
        for person in firm.people if firm else ():
            user = self._names.get(key_of(person.name), person.clio_user or person.name)
            for name in filter(None, (person.name, person.old_name, person.clio_user)):
                self._names.setdefault(key_of(name), user)

    def __call__(self, name: str) -> str:
        return self._names.setdefault(key_of(name), name)


def _line(
    name: str,
    expected: bool,
    files: tuple[str, ...],
    entries: Sequence[Activity],
    reference: Reference,
) -> RollLine:
    hours: Mapping[dt.date, Decimal] = defaultdict(Decimal)
    for entry in entries:
        if not entry.expense:
            hours[entry.day] += entry.quantity  # type: ignore[index]
    days = sorted({entry.day for entry in entries})
    first, last = (days[0], days[-1]) if days else (None, None)
    working = None
    if first and last:
        start = min(reference.first + dt.timedelta(days=1), last) if reference.first else first
        working = len(business_days_between(start, last, reference.days_off))
        working += is_business_day(start, reference.days_off)
    return RollLine(
        name=name,
        expected=expected,
        files=files,
        first=first,
        last=last,
        hours=sum(hours.values(), Decimal(0)),
        days=len(hours),
        worked=sum(is_business_day(day, reference.days_off) for day in hours),
        working_days=working,
    )
