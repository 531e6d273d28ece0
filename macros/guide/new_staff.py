"""What people read who join during or after the move: where things are, whom to ask, old numbers, the first day."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

from template_builder.firm.firm import Firm
from template_builder.guide.checklists import Anchor
from template_builder.guide.model import Place

from ..rendering import Links, markdown_text, render
from .roles import role_page
from .sources import citing

if TYPE_CHECKING:
    from ..content import Content


def moved(content: Content, link: Links) -> str:
    """The home page's part for the time after the move, which a script shows then; without one, a line with the day."""
    return render(
        "guide/moved",
        firm=content.firm.for_everyone,
        places=_places(content),
        ask=_whom(content.firm),
        over=_over(content),
        cite=citing(content.guide, link),
        link=link,
    )


def over(content: Content, link: Links) -> str:
    """A line at the top of a page of the guide, which a script shows once the move is over."""
    last = content.guide.checklists[-1]
    place = f"{last.id}:v{last.version}"
    return render("guide/over", over=_over(content), place=place, link=link)


def _over(content: Content) -> dt.date | None:
    """The day after which the move is over, where there is a plan for everyone to see."""
    plan = content.firm.for_everyone.plan
    if not plan:
        return None
    return plan.sign_off or max(plan.due(item.due) for item in content.guide.items.values())


def whom_to_ask(firm: Firm, _: Links) -> str:
    """The same words inside a paragraph of Markdown."""
    return markdown_text(_whom(firm))


def _whom(firm: Firm) -> str:
    """The firm's own words, or the people who lead the move by name; the coordinator where nobody is known."""
    shown = firm.for_everyone
    leading = [person.name for person in shown.people if any(role.leads for role in person.roles)]
    return shown.new_staff.ask or " or ".join(leading) or "the coordinator of the move"


def whereabouts(content: Content, link: Links) -> str:
    """What people look for from before the move, and where it is."""
    cite = citing(content.guide, link)
    return render("guide/whereabouts", places=_places(content), cite=cite)


def _places(content: Content) -> list[tuple[Place, str]]:
    """Each place, and what the firm says of it in its own words."""
    own = content.firm.for_everyone.new_staff
    return [(place, getattr(own, place.key)) for place in content.guide.new_staff.places]


def records_time(content: Content, link: Links) -> str:
    """How time is recorded once the move is over, with the settings of a firm that may be shown."""
    shown = content.firm.for_everyone
    cite = citing(content.guide, link)
    return render("guide/records-time", firm=shown, own=shown.new_staff, cite=cite)


def this_week(content: Content, link: Links) -> str:
    """What applies to a newcomer while the move goes on: every stage, of which a script leaves the one of today."""
    guide, plan = content.guide, content.firm.for_everyone.plan
    dates = {anchor: plan.date_of(anchor).isoformat() for anchor in Anchor} if plan else {}
    return render(
        "guide/this-week",
        stages=guide.new_staff.stages,
        dates=json.dumps(dates) if dates else "",
        sheets=[(role, link(role_page(role))) for role in guide.sheet_roles],
        cite=citing(guide, link),
        link=link,
    )


def matter_numbers(content: Content, link: Links) -> str:
    """The matters' old and new numbers if the firm publishes them, and the way to the search in its crosswalk."""
    matters = content.numbers
    clients = any(matter.client for matter in matters)
    return render("guide/matter-numbers", matters=matters, clients=clients, link=link)


def first_day(content: Content, link: Links) -> str:
    """The list for somebody's first day, complete before any script."""
    guide, page = content.guide, content.guide.new_staff
    return render(
        "guide/first-day",
        version=page.version,
        ask=_whom(content.firm),
        items=page.first_day,
        cite=citing(guide, link),
        link=link,
    )
