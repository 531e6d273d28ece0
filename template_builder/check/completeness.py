"""Notes on days: none recorded, unusually few or many hours, more than a day has."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from ..common.days import day_label, is_business_day
from ..common.numbers import shown
from ..judging.verdict import Flaw
from .entries import Activity
from .findings import FindingLog
from .reference import Reference

FEW_HOURS = Decimal(2)
MANY_HOURS = Decimal(12)
DAY_HOURS = Decimal(24)
MOST_DAYS_NAMED = 5


def days_worth_a_look(
    activities: Sequence[Activity], reference: Reference, log: FindingLog
) -> None:
    """Note them for each person. The working days looked at begin after the cut-off, or with the person's first
    entry where the plan is not known, to the person's last entry."""
    recorded: dict[str, dict[dt.date, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for entry in activities:
        if not entry.expense:
            recorded[entry.person][entry.day] += entry.quantity
    for person, hours in recorded.items():
        odd: dict[str, list[str]] = defaultdict(list)
        for day in sorted(hours):
            if kind := _kind(hours[day], day, reference):
                odd[kind].append(f"{shown(hours[day])} on {day_label(day)}")
        for kind, days in odd.items():
            log.add(Flaw(kind, (("person", person), ("days", _listed(days)))))
        missing = list(_runs_without(hours, list(_working_days(hours, reference))))
        if missing:
            words = (("person", person), ("days", _listed(missing)))
            log.add(Flaw("day-without-entry", words))


def _kind(hours: Decimal, day: dt.date, reference: Reference) -> str:
    if hours > DAY_HOURS:
        return "hours-day-total"
    if hours > MANY_HOURS:
        return "day-with-many-hours"
    if hours < FEW_HOURS and is_business_day(day, reference.days_off):
        return "day-with-few-hours"
    return ""


def _working_days(hours: Iterable[dt.date], reference: Reference) -> Iterator[dt.date]:
    """Business days after the cut-off, or from the first entry, to the last entry; a hundred days at most."""
    days = sorted(hours)
    first = reference.first + dt.timedelta(days=1) if reference.first else days[0]
    last = min(days[-1], first + dt.timedelta(days=100))
    day = first
    while day <= last:
        if is_business_day(day, reference.days_off):
            yield day
        day += dt.timedelta(days=1)


def _runs_without(hours: Container[dt.date], working: Sequence[dt.date]) -> Iterator[str]:
    """The working days without hours; three or more in a row by the first and the last of them."""
    for recorded, run in groupby(working, hours.__contains__):
        days = list(map(day_label, run))
        if not recorded:
            yield from days if len(days) < 3 else [f"{days[0]} to {days[-1]}"]


def _listed(days: Sequence[str]) -> str:
    named = ", ".join(days[:MOST_DAYS_NAMED])
    more = len(days) - MOST_DAYS_NAMED
    return f"{named} and {more} more" if more > 0 else named
