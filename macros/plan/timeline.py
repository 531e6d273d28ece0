"""The drawn timeline of the home page, from cut-off to sign-off, with the same in words.

The drawing is schematic: positions are fixed, and real dates stand beside the milestones once there is a plan.
"""

from __future__ import annotations

from dataclasses import dataclass

from template_builder.common.days import day_label
from template_builder.firm.firm import Firm
from template_builder.guide.model import Anchor
from template_builder.plan.dates import (
    CATCH_UP_DAYS,
    PROCESSING_DAYS,
    REVIEW_DAYS,
    SHORTEST_PROCESSING,
    Plan,
)

from ..rendering import Links, render

CONFIRMED = PROCESSING_DAYS
REVIEWED = CONFIRMED + REVIEW_DAYS
SIGNED_OFF = REVIEWED + CATCH_UP_DAYS

LEFT, DAY_ZERO, RIGHT = 8.0, 178.0, 748.0


def at(days: float) -> float:
    """Where a business day after the cut-off stands on the drawing."""
    return round(DAY_ZERO + days * (RIGHT - DAY_ZERO) / SIGNED_OFF, 1)


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A stretch of the drawing between two days."""

    kind: str
    start: float
    end: float
    label: str = ""
    note: str = ""
    sure_until: float | None = None
    """Where the stretch may already be over; hatched from here."""

    @property
    def width(self) -> float:
        return round(self.end - self.start, 1)

    @property
    def middle(self) -> float:
        return round((self.start + (self.sure_until or self.end)) / 2, 1)


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """A moment, named below the axis."""

    x: float
    align: str
    lines: tuple[str, ...]
    when: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """A line of the text alternative."""

    name: str
    when: str
    text: str


def timeline(firm: Firm, link: Links) -> str:
    """The drawing and its text alternative; with dates if the firm's own may be shown."""
    del link
    plan = firm.for_everyone.plan
    return render(
        "plan/timeline",
        phases=_phases(),
        bars=_bars(),
        milestones=_milestones(plan),
        steps=_steps(plan),
        ticks=[(at(d), d) for d in range(SIGNED_OFF + 1)],
        period=Bar(kind="period", start=DAY_ZERO, end=RIGHT),
    )


def _phases() -> list[Bar]:
    return [
        Bar(kind="before", start=LEFT, end=DAY_ZERO, label="Before the export"),
        Bar(kind="during", start=DAY_ZERO, end=at(CONFIRMED), label="During processing"),
        Bar(kind="after", start=at(CONFIRMED), end=RIGHT, label="After the import"),
    ]


def _bars() -> list[Bar]:
    return [
        Bar(
            kind="before",
            start=LEFT,
            end=DAY_ZERO,
            label="Close the books",
            note="bill, save, clean",
        ),
        Bar(
            kind="during",
            start=DAY_ZERO,
            end=at(CONFIRMED),
            label="Processing",
            note=f"{SHORTEST_PROCESSING} to {PROCESSING_DAYS} business days",
            sure_until=at(SHORTEST_PROCESSING),
        ),
        Bar(
            kind="after",
            start=at(CONFIRMED),
            end=at(REVIEWED),
            label="Review",
            note=f"{REVIEW_DAYS} business days",
        ),
        Bar(
            kind="after",
            start=at(REVIEWED),
            end=RIGHT,
            label="Catch-up",
            note=f"plan {CATCH_UP_DAYS} business days",
        ),
    ]


def _when(plan: Plan | None, anchor: Anchor, otherwise: str) -> str:
    return day_label(plan.date_of(anchor)) if plan else otherwise


def _milestones(plan: Plan | None) -> list[Milestone]:
    return [
        Milestone(
            x=DAY_ZERO,
            align="middle",
            lines=("Cut-off,", "then export session"),
            when=_when(plan, Anchor.EXPORT, "one day, day 0"),
        ),
        Milestone(
            x=at(CONFIRMED),
            align="middle",
            lines=("Import", "confirmation"),
            when=_when(plan, Anchor.IMPORT_CONFIRMED, f"by day {CONFIRMED}"),
        ),
        Milestone(
            x=at(REVIEWED),
            align="middle",
            lines=("Review", "ends"),
            when=_when(plan, Anchor.REVIEW_END, f"day {REVIEWED}"),
        ),
        Milestone(
            x=RIGHT,
            align="end",
            lines=("Everything is in:", "sign-off"),
            when=_when(plan, Anchor.SIGN_OFF, f"about day {SIGNED_OFF}"),
        ),
    ]


def _steps(plan: Plan | None) -> list[Step]:
    return [
        Step(
            name="Before the export",
            when="the weeks up to the cut-off",
            text="Close the books: bill what is outstanding, save the reports, clean the data.",
        ),
        Step(
            name="Cut-off, then export session",
            when=_when(plan, Anchor.EXPORT, "both on one day, day 0"),
            text="After the cut-off nobody enters anything in the old system. The transition period begins.",
        ),
        Step(
            name="During processing",
            when=f"{SHORTEST_PROCESSING} to {PROCESSING_DAYS} business days; plan on {PROCESSING_DAYS}",
            text="Clio converts the data. You keep recording time, for later.",
        ),
        Step(
            name="Import confirmation",
            when=_when(plan, Anchor.IMPORT_CONFIRMED, f"by business day {CONFIRMED}, as planned"),
            text="An e-mail says that the data is in. It starts the review.",
        ),
        Step(
            name="Review",
            when=f"{REVIEW_DAYS} business days, to "
            + _when(plan, Anchor.REVIEW_END, f"business day {REVIEWED}"),
            text="Compare, report what is wrong, and edit nothing yet.",
        ),
        Step(
            name="Catch-up",
            when=f"plan {CATCH_UP_DAYS} business days",
            text="Put trust deposits and the period's time back, then turn on syncs.",
        ),
        Step(
            name="Sign-off",
            when=_when(plan, Anchor.SIGN_OFF, f"about business day {SIGNED_OFF}"),
            text="Every total agrees. The transition period ends.",
        ),
    ]
