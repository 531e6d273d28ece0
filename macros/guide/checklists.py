"""Checklists as HTML that is complete before any script; the scripts in docs/assets add memory."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from template_builder.firm.firm import Firm
from template_builder.guide.checklists import Checklist, Item, Role
from template_builder.guide.model import Guide
from template_builder.workbooks.kit import Download

from ..rendering import Links, markdown_heading, render
from ..workbooks.downloads import download
from .regions import elsewhere
from .sources import citing
from .systems import how_to_link, left_by, own_line

PHASE_PAGES = {"before": "before.md", "during": "during.md", "after": "after.md"}


def item_anchor(guide: Guide, id_: str) -> str:
    """The page and anchor of an item of any phase."""
    phase = next(c.id for c in guide.checklists if any(item.id == id_ for item in c.items))
    return f"{PHASE_PAGES[phase]}#item-{id_}"


def phases_json(guide: Guide) -> str:
    """Under which names browsers keep the ticks of all phases: an item may need one of another phase."""
    return json.dumps([{"id": found.id, "version": found.version} for found in guide.checklists])


def checklist(guide: Guide, firm: Firm, files: Sequence[Download], link: Links, phase: str) -> str:
    """The checklist of a phase; headings are Markdown, so that the table of contents has them."""
    found = guide.checklist(phase)
    plan = firm.for_everyone.plan
    parts = [
        render(
            "guide/checklist-tools",
            checklist=found,
            roles=roles_of(guide, found),
            phases=phases_json(guide),
            system=left_by(firm, guide),
            link=link,
        )
    ]
    for section in found.sections:
        items = [_item_values(guide, firm, item, files, link) for item in section.items]
        parts += [
            markdown_heading(3, section.title, section.id),
            render(
                "guide/checklist-section",
                checklist=found,
                section=section,
                items=items,
                plan=plan,
                link=link,
                cite=citing(guide, link),
            ),
        ]
    if left_out := render("guide/left-out", link=link, **elsewhere([found], found.items)):
        parts.append(left_out)
    return "\n\n".join(parts)


def _item_values(
    guide: Guide, firm: Firm, item: Item, files: Sequence[Download], link: Links
) -> Mapping[str, object]:
    return {
        "item": item,
        "file": download(files, link, item.file) if item.file else "",
        "own": own_line(guide, firm, link, *item.reports),
        "how_to": how_to_link(guide, firm, link, item.how_to) if item.how_to else None,
        "needs": [(guide.items[id_], link(item_anchor(guide, id_))) for id_ in item.needs],
    }


def roles_of(guide: Guide, found: Checklist) -> list[Role]:
    """The roles that have items of their own in a checklist, in their order."""
    present = {item.role for item in found.items}
    return [role for role in guide.sheet_roles if role in present]


def overall_progress(guide: Guide, link: Links) -> str:
    """What is ticked in each phase and in all, for the home page."""
    phases = [(found, link(PHASE_PAGES[found.id])) for found in guide.checklists]
    items = list(guide.items.values())
    return render("guide/overall-progress", phases=phases, items=items, total=len(items), link=link)
