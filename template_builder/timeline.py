"""The dates of a move: anchors, business days and what falls on them. Reads no clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from .model import Anchor, Due

PROCESSING_DAYS = 7
"""Business days to plan for processing; sources say five to seven (see specs/disagreements.toml)."""

REVIEW_DAYS = 3
"""Business days of review after the import confirmation."""

CATCH_UP_DAYS = 5
"""Business days this guide plans for the catch-up; no source states a figure."""

EXPERT_QA_DAYS = 2
"""Days from the expected completion to the Expert Q&A."""


_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_label(day: dt.date) -> str:
    """A date nobody can misread, such as `Thu 14 Jan 2027`; the same on every machine."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def add_business_days(day: dt.date, count: int, days_off: Collection[dt.date] = ()) -> dt.date:
    """The business day `count` steps from `day`; 0 keeps the day even when it is no business day."""
    step = dt.timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        if is_business_day(day, days_off):
            left -= 1
    return day


def is_business_day(day: dt.date, days_off: Collection[dt.date] = ()) -> bool:
    """Monday to Friday and none of the firm's own days off."""
    return day.weekday() < 5 and day not in days_off


@dataclass(frozen=True, kw_only=True)
class Plan:
    """When the firm moves. Dates not known yet are planned from the export session.

    Times are the firm's local times; the cut-off lies before the export session on the same day.
    """

    export_day: dt.date
    export_time: dt.time
    cut_off: dt.time
    import_confirmed: dt.date | None = None
    sign_off: dt.date | None = None
    days_off: frozenset[dt.date] = frozenset()

    def date_of(self, anchor: Anchor) -> dt.date:
        """The day of an anchor, known or planned."""
        match anchor:
            case Anchor.CUT_OFF | Anchor.EXPORT:
                return self.export_day
            case Anchor.EXPECTED_COMPLETION:
                return self._after(self.export_day, PROCESSING_DAYS)
            case Anchor.IMPORT_CONFIRMED:
                return self.import_confirmed or self.date_of(Anchor.EXPECTED_COMPLETION)
            case Anchor.REVIEW_END:
                return self._after(self.date_of(Anchor.IMPORT_CONFIRMED), REVIEW_DAYS)
            case Anchor.SIGN_OFF:
                return self.sign_off or self._after(self.date_of(Anchor.REVIEW_END), CATCH_UP_DAYS)

    def due(self, due: Due) -> dt.date:
        """The day a due date falls on."""
        anchor = self.date_of(due.anchor)
        if due.business:
            return self._after(anchor, due.offset)
        return anchor + dt.timedelta(days=due.offset)

    @property
    def expert_qa(self) -> dt.date:
        """Two calendar days after the expected completion, moved on to a business day."""
        day = self.date_of(Anchor.EXPECTED_COMPLETION) + dt.timedelta(days=EXPERT_QA_DAYS)
        return day if is_business_day(day, self.days_off) else self._after(day, 1)

    def _after(self, day: dt.date, count: int) -> dt.date:
        return add_business_days(day, count, self.days_off)
