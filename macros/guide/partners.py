"""The page for partners: when no bills go out, what the move costs in hours, on which days it turns."""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from template_builder.common.days import business_days_between, day_label
from template_builder.guide.checklists import Anchor, Role
from template_builder.guide.model import Guide
from template_builder.plan.dates import CATCH_UP_DAYS, PROCESSING_DAYS, REVIEW_DAYS

from ..rendering import Links, render
from .sources import citing
from .systems import left_by

if TYPE_CHECKING:
    from ..content import Content

TO_REVIEW_END = PROCESSING_DAYS + REVIEW_DAYS
TO_SIGN_OFF = TO_REVIEW_END + CATCH_UP_DAYS


def partner_dates(content: Content, link: Links) -> str:
    """When the old system closes, when no bills go out, and when it is over; with days where there is a plan to see."""
    plan = content.firm.for_everyone.plan
    system = left_by(content.firm, content.guide)

    def when(anchor: str, otherwise: str) -> str:
        return day_label(plan.date_of(Anchor(anchor))) if plan else otherwise

    count = TO_REVIEW_END
    if plan:
        first, last = plan.date_of(Anchor.CUT_OFF), plan.date_of(Anchor.REVIEW_END)
        count = len(business_days_between(first, last, plan.closed))
    return render(
        "guide/partner-dates",
        plan=plan,
        when=when,
        count=count,
        to_review_end=TO_REVIEW_END,
        to_sign_off=TO_SIGN_OFF,
        system=system.name if system else "the old system",
        cite=citing(content.guide, link),
        link=link,
    )


class Cost(NamedTuple):
    """The hours of the checklists for one who has a role, and how many in the firm have it, as far as that is known."""

    role: Role
    hours: float
    people: int


def costs(content: Content) -> list[Cost]:
    """By role, in half hours, rounded up; what concerns everyone is no role's but each person's."""
    minutes = minutes_by_role(content.guide)
    people = content.firm.for_everyone.people
    return [
        Cost(
            role,
            math.ceil(minutes[role.id] / 30) / 2,
            len(people) if role.is_everyone else sum(role in person.roles for person in people),
        )
        for role in content.guide.roles.values()
    ]


def minutes_by_role(guide: Guide) -> Counter[str]:
    """A section says how long it takes; each of its items counts the same part of that for its role."""
    minutes: Counter[str] = Counter()
    for checklist in guide.checklists:
        for section in checklist.sections:
            for item in section.items:
                minutes[item.role.id] += Fraction(section.minutes, len(section.items))  # type: ignore[assignment]
    return minutes


def partner_hours(content: Content, link: Links) -> str:
    """What the checklists cost in hours, by role and, where the people are known, for the firm."""
    found = costs(content)
    known = bool(content.firm.for_everyone.people)
    return render(
        "guide/partner-hours",
        costs=found,
        total=sum(cost.hours * cost.people for cost in found) if known else 0,
        cite=citing(content.guide, link),
        link=link,
    )
