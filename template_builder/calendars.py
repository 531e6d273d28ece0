"""The calendar files of a firm's plan: one for everyone, one for each role."""

from __future__ import annotations

import datetime as dt

from .calendar_events import calendar_events
from .firm import Firm
from .firm_file import file_id
from .model import Guide, Role
from .plan_rows import plan_rows
from .plan_words import PlanWords
from .regions import load_regions
from .role_sheet import SHEET_ROLES

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
    from .calendar_file import write_calendar

    rows = plan_rows(plan, words)
    zone = load_regions().zones.get(plan.time_zone)
    files = {}
    for role in (None, *SHEET_ROLES):
        events = calendar_events(plan, rows, guide, file_id(firm.name) or "firm", role)
        name = f"{FILE}-{role.value}.ics" if role else f"{FILE}.ics"
        files[name] = write_calendar(
            events, calendar_name(firm.name, role), zone, plan.revision, stamp
        )
    return files


def calendar_name(firm_name: str, role: Role | None) -> str:
    """What a calendar program calls the calendar."""
    title = f"{TITLE}: {firm_name}" if firm_name else TITLE
    return f"{title} ({role.label})" if role else title
