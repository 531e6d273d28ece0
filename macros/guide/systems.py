"""Previous systems: a page for each, made from its TOML; a table of all; a line for the one that the firm leaves."""

from __future__ import annotations

from template_builder.common.errors import KitError
from template_builder.common.toml_table import near
from template_builder.firm.firm import Firm
from template_builder.guide.model import Guide
from template_builder.guide.own_reports import own_reports
from template_builder.guide.systems import PreviousSystem

from ..rendering import Links, render
from .sources import citing

SYSTEM_PAGES = "reference/systems"
ALL_SYSTEMS = "reference/previous-systems.md"
PAGE = """---
title: Leaving {name}
description: Which reports to take out of {name}, what has to be run on the day of the cut-off, what Clio asks for, and what happens afterwards.
styles: [guide/reference]
search:
  boost: 0.3
---

# Leaving {name}

{{{{ system("{id}") }}}}
"""


def left_by(firm: Firm, guide: Guide) -> PreviousSystem | None:
    """The system that the firm leaves, if it is a real firm and the guide knows the system."""
    return guide.system(firm.for_everyone.previous_system)


def own_line(guide: Guide, firm: Firm, link: Links, *ids: str) -> str:
    """What the firm's system calls recommended reports and where they are in it; nothing for another system."""
    own = own_reports(guide, left_by(firm, guide), ids)
    if own is None:
        return ""
    return render(
        "guide/own-reports",
        own=own,
        page=link(system_page(own.system)),
        sources=dict.fromkeys(id_ for report in own.reports for id_ in report.sources),
        cite=citing(guide, link),
    )


def how_to_link(guide: Guide, firm: Firm, link: Links, path: str) -> tuple[str, str]:
    """The address and the title of an item's how-to: the page of the firm's system in place of that of all."""
    found = left_by(firm, guide)
    if found and path == ALL_SYSTEMS:
        return link(system_page(found)), f"Leaving {found.name}"
    return link(path), link.title(path)


def systems(guide: Guide, link: Links) -> str:
    """Every previous system with a link to its page, and what it can say of a past day."""
    rows = [
        (system, link(system_page(system)), {day.what: day.answer for day in system.past_days})
        for system in guide.systems
    ]
    return render("guide/systems", rows=rows)


def clio_publishes(guide: Guide, link: Links) -> str:
    """For how many of the systems Clio publishes the steps of the export, and for which nobody could tell."""
    unread = [system for system in guide.systems if "c" <= system.name[0].lower() <= "f"]
    read = [system for system in guide.systems if system.clio_guide and system not in unread]
    return render(
        "guide/clio-publishes",
        all=len(guide.systems),
        read=len(read),
        unread=sorted((system.name for system in unread), key=str.casefold),
        cite=citing(guide, link),
    )


def system(guide: Guide, link: Links, id_: str) -> str:
    """What is known of one previous system.

    Raises KitError.
    """
    found = guide.system(id_)
    if found is None:
        known = [each.id for each in guide.systems]
        raise KitError(f"previous system {id_!r} is not in the specs{near(id_, known)}")
    recommended = {report.id: report for report in guide.reports}
    return render("guide/system", system=found, recommended=recommended, cite=citing(guide, link))


def own_system(guide: Guide, firm: Firm, link: Links) -> str:
    """A line for the system that the firm leaves: its page, and what must be run on the day itself."""
    found = left_by(firm, guide)
    return render(
        "guide/own-system",
        system=found,
        page=link(system_page(found)) if found else "",
        all=link(ALL_SYSTEMS),
    )


def system_page(system: PreviousSystem) -> str:
    """The address of the page of a previous system in the site."""
    return f"{SYSTEM_PAGES}/{system.id}/"


def system_pages(guide: Guide) -> dict[str, bytes]:
    """The pages of previous systems as Markdown, by their path below docs/: nobody writes them one by one."""
    return {
        f"{SYSTEM_PAGES}/{each.id}.md": PAGE.format(name=each.name, id=each.id).encode()
        for each in guide.systems
    }
