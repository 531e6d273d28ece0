"""The milestones of one phase at the top of its page, with their dates where a plan is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from template_builder.plan.milestones import how_counted, plan_rows

from ..guide.sources import citing
from ..rendering import Links, render

if TYPE_CHECKING:
    from ..content import Content

MILESTONES = {
    "before": {
        "cut-off": "stop-old-system",
        "export-session": "take-export",
        "hand-over": "hand-over-files",
    },
    "during": {"expected-completion": "chase-import", "expert-qa": "attend-expert-qa"},
    "after": {
        "import-confirmed": "start-review-clock",
        "review": "close-review",
        "sign-off": "sign-off-transition",
    },
}
"""For each phase its milestones, each with an item due on its day: beside it a script writes the date of a reader's plan."""


def phase_dates(content: Content, link: Links, phase: str) -> str:
    """When the milestones of a phase are; without a plan for everyone to see, how each is counted."""
    plan = content.firm.for_everyone.plan
    rows = {row.id: row for row in plan_rows(plan, content.words)} if plan else {}
    items = MILESTONES[phase]
    return render(
        "plan/phase-dates",
        milestones=[
            (milestone, rows.get(milestone.id), how_counted(milestone), items[milestone.id])
            for milestone in content.words.milestones
            if milestone.id in items
        ],
        plan=plan,
        cite=citing(content.guide, link),
    )
