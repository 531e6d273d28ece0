"""The drawn timeline of the home page, from cut-off to sign-off, with the same in words.

The drawing is schematic: positions are fixed, and real dates appear beside the milestones once there is a plan. The
template has the shapes and words; this module computes their days.
"""

from __future__ import annotations

from template_builder.common.days import day_label
from template_builder.firm.firm import Firm
from template_builder.guide.checklists import Anchor
from template_builder.plan.dates import (
    CATCH_UP_DAYS,
    PROCESSING_DAYS,
    REVIEW_DAYS,
    SHORTEST_PROCESSING,
    Plan,
)

from ..rendering import Links, render

SIGNED_OFF = PROCESSING_DAYS + REVIEW_DAYS + CATCH_UP_DAYS
LEFT, DAY_ZERO, RIGHT = 8.0, 178.0, 748.0


def at(days: float) -> float:
    """Where a business day after the cut-off is on the drawing."""
    return round(DAY_ZERO + days * (RIGHT - DAY_ZERO) / SIGNED_OFF, 1)


def timeline(firm: Firm, link: Links) -> str:
    """The drawing and its text alternative; with dates if the firm's own may be shown."""
    del link
    plan = firm.for_everyone.plan

    def when(anchor: str, otherwise: str) -> str:
        """The date of an anchor, or words where no plan is known."""
        return day_label(plan.date_of(Anchor(anchor))) if plan else otherwise

    return render(
        "plan/timeline",
        at=at,
        when=when,
        hand_over=_later_hand_over(plan) if plan else "",
        left=LEFT,
        zero=DAY_ZERO,
        right=RIGHT,
        shortest=SHORTEST_PROCESSING,
        processing=PROCESSING_DAYS,
        review=REVIEW_DAYS,
        reviewed=PROCESSING_DAYS + REVIEW_DAYS,
        catch_up=CATCH_UP_DAYS,
        signed_off=SIGNED_OFF,
    )


def _later_hand_over(plan: Plan) -> str:
    """The day of the hand-over, if it is not that of the export session."""
    day = plan.date_of(Anchor.HAND_OVER)
    return day_label(day) if day > plan.export_day else ""
