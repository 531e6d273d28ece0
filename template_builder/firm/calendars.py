"""The calendar files of a firm's plan: one for everyone, one for each role."""

from __future__ import annotations

import datetime as dt

from ..guide.checklists import Role
from ..guide.model import Guide
from ..plan.calendars.events import calendar_events
from ..plan.milestones import plan_rows
from ..plan.regions import load_regions
from ..plan.terms import own_terms
from ..plan.words import PlanWords
from .firm import Firm
from .ids import file_id

FILE = "transition-plan"
TITLE = "Move to Clio Manage"


def plan_calendars(
    guide: Guide, words: PlanWords, firm: Firm, stamp: dt.datetime
) -> dict[str, bytes]:
    """The files by name, made at `stamp` (UTC); none where the firm has no plan for everyone to see."""
    shared = firm.for_everyone
    plan = shared.plan
    if plan is None:
        return {}
    from ..plan.calendars.file import write_calendar

    terms = own_terms(shared.region)
    guide, words = terms.of(guide.for_region(shared.region)), terms.of(words)
    rows = plan_rows(plan, words)
    zone = load_regions().zones.get(plan.time_zone)
    id_ = calendar_id(firm)
    files = {}
    for role in (None, *guide.sheet_roles):
        events = calendar_events(plan, rows, guide, id_, role)
        name = f"{FILE}-{role.id}.ics" if role else f"{FILE}.ics"
        files[name] = write_calendar(
            events, calendar_name(firm.name, role), zone, plan.revision, stamp
        )
    return files


def calendar_id(firm: Firm) -> str:
    """What the ids of a firm's events end in: that of calendars handed out before, or the firm's name."""
    return (
        (firm.plan.calendar_id if firm.plan else "")
        or file_id(firm.name)[:80].rstrip("-")
        or "firm"
    )


def calendar_name(firm_name: str, role: Role | None) -> str:
    """What a calendar program calls the calendar."""
    title = f"{TITLE}: {firm_name}" if firm_name else TITLE
    return f"{title} ({role.name})" if role else title
