"""The milestones of one plan with their dates and how each is counted: the rows of every drawing, table and calendar."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ..common.days import add_business_days, day_label
from ..guide.checklists import Anchor
from .dates import (
    CATCH_UP_DAYS,
    EXPERT_QA_DAYS,
    PROCESSING_DAYS,
    REVIEW_DAYS,
    SHORTEST_PROCESSING,
    Plan,
)
from .words import Milestone, PlanWords


@dataclass(frozen=True, kw_only=True)
class Row:
    """A milestone: from `start` to `end`, both inclusive, with a time of day where it has one.

    `how` says how the date is counted, and whether in business or calendar days.
    """

    id: str
    title: str
    what: str
    how: str
    start: dt.date
    end: dt.date
    time: dt.time | None = None
    sources: tuple[str, ...] = ()


COUNTS = {
    "shortest": SHORTEST_PROCESSING,
    "processing": PROCESSING_DAYS,
    "review": REVIEW_DAYS,
    "expert_qa": EXPERT_QA_DAYS,
    "catch_up": CATCH_UP_DAYS,
}


def how_counted(milestone: Milestone) -> str:
    """How the date of a milestone is counted, before there is a plan."""
    return milestone.how.format_map(COUNTS)


def plan_rows(plan: Plan, words: PlanWords) -> tuple[Row, ...]:
    """Every milestone in the order of the move."""
    counts = {**COUNTS, "unmoved": day_label(plan.expert_qa_unmoved)}
    given = {
        "hand-over": plan.hand_over,
        "expected-completion": plan.expected_completion,
        "import-confirmed": plan.import_confirmed,
        "review": plan.review_end,
        "catch-up": plan.sign_off,
        "sign-off": plan.sign_off,
    }
    times = {"cut-off": plan.cut_off, "export-session": plan.export_time}
    spans = _spans(plan)
    rows = []
    for milestone in words.milestones:
        how = milestone.how
        if given.get(milestone.id):
            how = milestone.how_given
        elif milestone.id == "expert-qa" and plan.expert_qa != plan.expert_qa_unmoved:
            how = milestone.how_moved
        start, end = spans[milestone.id]
        rows.append(
            Row(
                id=milestone.id,
                title=milestone.title,
                what=milestone.what,
                how=how.format_map(counts),
                start=start,
                end=end,
                time=times.get(milestone.id),
                sources=milestone.sources,
            )
        )
    return tuple(rows)


def _spans(plan: Plan) -> dict[str, tuple[dt.date, dt.date]]:
    def on(day: dt.date) -> tuple[dt.date, dt.date]:
        return day, day

    def after(anchor: Anchor, last: dt.date) -> tuple[dt.date, dt.date]:
        """From the business day after an anchor; never a stretch that ends before it begins."""
        return min(add_business_days(plan.date_of(anchor), 1, plan.closed), last), last

    return {
        "cut-off": on(plan.date_of(Anchor.CUT_OFF)),
        "export-session": on(plan.date_of(Anchor.EXPORT)),
        "hand-over": on(plan.date_of(Anchor.HAND_OVER)),
        "earliest-completion": on(plan.earliest_completion),
        "expected-completion": on(plan.date_of(Anchor.EXPECTED_COMPLETION)),
        "import-confirmed": on(plan.date_of(Anchor.IMPORT_CONFIRMED)),
        "review": after(Anchor.IMPORT_CONFIRMED, plan.date_of(Anchor.REVIEW_END)),
        "expert-qa": on(plan.expert_qa),
        "catch-up": after(Anchor.REVIEW_END, plan.date_of(Anchor.SIGN_OFF)),
        "sign-off": on(plan.date_of(Anchor.SIGN_OFF)),
    }
