"""The page that backs up, restores and merges progress, and the sign-off sheet, as HTML for scripts to fill."""

from __future__ import annotations

from template_builder.firm.firm import Firm
from template_builder.guide.model import Guide

from ..guide.regions import elsewhere
from ..rendering import Links, render

PARTS = ("head", "backup", "restore", "merge", "arrivals", "each", "disagreements")


def progress_part(link: Links, part: str) -> str:
    """One part of the page, under a heading of its Markdown.

    Raises ValueError for a part that does not exist.
    """
    if part not in PARTS:
        raise ValueError(f"no part {part!r}; there are {', '.join(PARTS)}")
    return render(f"progress/{part}", link=link)


def sign_off(guide: Guide, firm: Firm, link: Links) -> str:
    """Every item with room for who did it, when and where; complete on paper without scripts."""
    rows = [(checklist, item) for checklist in guide.checklists for item in checklist.items]
    return render(
        "progress/sign-off",
        rows=rows,
        firm=firm,
        plan=firm.for_everyone.plan,
        link=link,
        **elsewhere(guide.checklists, guide.items.values()),
    )
