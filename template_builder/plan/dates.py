"""The dates of a move: anchors, business days and what falls on them. Reads no clock.

`docs/assets/plan/plan.mjs` does the same arithmetic in the page; tests/plan/plan_cases.toml holds both to the same answers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..common.days import add_business_days, is_business_day
from ..guide.checklists import Anchor, Due

PROCESSING_DAYS = 7
"""Business days to plan for processing; sources say five to seven (see specs/guide/disagreements.toml)."""

SHORTEST_PROCESSING = 5
"""Business days; the lower of the two figures in Clio's articles."""

REVIEW_DAYS = 3
"""Business days of review after the import confirmation."""

CATCH_UP_DAYS = 5
"""Business days this guide plans for the catch-up; no source states a figure."""

EXPERT_QA_DAYS = 2
"""Calendar days from the expected completion to the Expert Q&A."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """When the firm moves. Dates not known yet are planned from the export session, processing from the hand-over.

    Times are the firm's local times; the cut-off is before the export session on the same day.
    """

    export_day: dt.date
    export_time: dt.time
    cut_off: dt.time
    time_zone: str = ""
    """A name of the zone database, such as `America/Chicago`; without it, calendars show the local time."""
    hand_over: dt.date | None = None
    """When Clio gets the files, if not on the day of the export session."""
    expected_completion: dt.date | None = None
    """What the specialist says; planned otherwise."""
    import_confirmed: dt.date | None = None
    review_end: dt.date | None = None
    """What Clio says, if it differs from three business days."""
    sign_off: dt.date | None = None
    users_invited: dt.date | None = None
    """By when every user is invited and licensed in Clio."""
    reports_day: dt.date | None = None
    """When the reports that only know today are run; the export day otherwise."""
    billing_day: int = 31
    """The day of the month of the billing run; 31 is the last day of any month."""
    reconciliation_day: int = 31
    """The day of the month by which trust accounts are reconciled."""
    holidays: Mapping[dt.date, str] = field(default_factory=dict)
    """Public holidays of the region on weekdays, with their names."""
    days_off: frozenset[dt.date] = frozenset()
    """The firm's own days off."""
    works_on: frozenset[dt.date] = frozenset()
    """Public holidays on which the firm works all the same."""
    revision: int = 0
    """How often the plan was changed after calendars had been handed out; the SEQUENCE of their events."""
    calendar_id: str = ""
    """What the ids of events end in once calendars were handed out: it outlives a change of the firm's name."""

    def clock(self, time: dt.time) -> str:
        """A time of day with its zone, such as `12:00 New York time`: colleagues elsewhere read it too."""
        place = self.time_zone.rpartition("/")[2].replace("_", " ") or "local"
        return f"{time:%H:%M} {place} time"

    @cached_property
    def closed(self) -> frozenset[dt.date]:
        """Weekdays on which the firm does not work."""
        return frozenset(self.holidays.keys() - self.works_on) | self.days_off

    def closed_name(self, day: dt.date) -> str:
        """Why the firm does not work on a closed day."""
        return self.holidays.get(day) or "day off"

    @cached_property
    def _dates(self) -> dict[Anchor, dt.date]:
        hand_over = self.hand_over or self.export_day
        expected = self.expected_completion or self._after(hand_over, PROCESSING_DAYS)
        confirmed = self.import_confirmed or expected
        review_end = self.review_end or self._after(confirmed, REVIEW_DAYS)
        return {
            Anchor.CUT_OFF: self.export_day,
            Anchor.EXPORT: self.export_day,
            Anchor.HAND_OVER: hand_over,
            Anchor.EXPECTED_COMPLETION: expected,
            Anchor.IMPORT_CONFIRMED: confirmed,
            Anchor.REVIEW_END: review_end,
            Anchor.SIGN_OFF: self.sign_off or self._after(review_end, CATCH_UP_DAYS),
        }

    def date_of(self, anchor: Anchor) -> dt.date:
        """The day of an anchor, known or planned."""
        return self._dates[anchor]

    def due(self, due: Due) -> dt.date:
        """The day a due date falls on; one counted in calendar days moves on to a business day."""
        anchor = self.date_of(due.anchor)
        if due.business:
            return self._after(anchor, due.offset)
        return self.on_business_day(anchor + dt.timedelta(days=due.offset))

    def how_counted(self, due: Due) -> str:
        """How a due date is counted, in words; says so when it was moved on to a business day."""
        unmoved = self.date_of(due.anchor) + dt.timedelta(days=due.offset)
        moved = not due.business and self.due(due) != unmoved
        return f"{due.label}, moved on to a business day" if moved else due.label

    def on_business_day(self, day: dt.date) -> dt.date:
        """The day itself, or the next business day."""
        return day if is_business_day(day, self.closed) else self._after(day, 1)

    @property
    def earliest_completion(self) -> dt.date:
        """The end of the shortest processing that a source states."""
        return self._after(self.date_of(Anchor.HAND_OVER), SHORTEST_PROCESSING)

    @property
    def expert_qa(self) -> dt.date:
        """Two calendar days after the expected completion, moved on to a business day."""
        return self.on_business_day(self.expert_qa_unmoved)

    @property
    def expert_qa_unmoved(self) -> dt.date:
        """The same day before it is moved."""
        return self.date_of(Anchor.EXPECTED_COMPLETION) + dt.timedelta(days=EXPERT_QA_DAYS)

    def _after(self, day: dt.date, count: int) -> dt.date:
        return add_business_days(day, count, self.closed)
