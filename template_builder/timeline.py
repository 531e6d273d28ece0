"""The dates of a move: anchors, business days and what falls on them. Reads no clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from .days import add_business_days, is_business_day
from .model import Anchor, Due

PROCESSING_DAYS = 7
"""Business days to plan for processing; sources say five to seven (see specs/disagreements.toml)."""

REVIEW_DAYS = 3
"""Business days of review after the import confirmation."""

CATCH_UP_DAYS = 5
"""Business days this guide plans for the catch-up; no source states a figure."""

EXPERT_QA_DAYS = 2
"""Days from the expected completion to the Expert Q&A."""


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
