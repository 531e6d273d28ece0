"""The calendar of a move: an event for each milestone and each item, for everyone or for one role.

`docs/assets/plan/calendar.mjs` makes the same events in the page; tests/plan/test_page.py compares them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ...guide.checklists import Item, Role
from ...guide.model import Guide
from ..dates import Plan
from ..milestones import Row
from ..role_sheet import concerns

SESSION_MINUTES = 60
"""How long the export session is shown to last; no source states a length."""

MORNING_BEFORE = -15 * 60
"""Minutes from the beginning of an all-day event to nine o'clock of the day before."""

DAY, HOUR, HALF_AN_HOUR = -24 * 60, -60, -30
ALARMS = {
    "cut-off": (DAY, HALF_AN_HOUR),
    "export-session": (HOUR,),
    "expected-completion": (MORNING_BEFORE,),
    "review": (MORNING_BEFORE,),
    "expert-qa": (MORNING_BEFORE,),
    "sign-off": (MORNING_BEFORE,),
}


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event. All-day ones run from `start` up to and excluding `end`; timed ones begin at `time` in the plan's zone.

    `uid` stays the same over all revisions of a plan; alarms are minutes from the beginning.
    """

    uid: str
    summary: str
    description: str
    category: str
    start: dt.date
    end: dt.date | None = None
    time: dt.time | None = None
    minutes: int = 0
    alarms: tuple[int, ...] = ()


def calendar_events(
    plan: Plan, rows: tuple[Row, ...], guide: Guide, firm_id: str, role: Role | None
) -> tuple[Event, ...]:
    """The events for a role, or for everyone: the milestones, what everyone does, the points of no return.

    `firm_id` keeps the plans of two firms apart in one calendar.
    """

    def uid(id_: str) -> str:
        return f"{id_}.{firm_id}@firm-transition-guide"

    events = [_milestone(row, uid(f"milestone-{row.id}")) for row in rows]
    for checklist in guide.checklists:
        for item in checklist.items:
            if _concerns(item, role):
                events.append(_item(item, checklist.title, plan, uid(item.id)))
    return tuple(events)


def _concerns(item: Item, role: Role | None) -> bool:
    if role is None:
        return item.role.is_everyone or bool(item.no_return)
    return concerns(item, role)


def _milestone(row: Row, uid: str) -> Event:
    return Event(
        uid=uid,
        summary=row.title,
        description=f"{row.what}\nCounted: {row.how}.",
        category="Milestone",
        start=row.start,
        end=None if row.time else row.end + dt.timedelta(days=1),
        time=row.time,
        minutes=SESSION_MINUTES if row.id == "export-session" else 0,
        alarms=ALARMS.get(row.id, ()),
    )


def _item(item: Item, phase: str, plan: Plan, uid: str) -> Event:
    day = plan.due(item.due)
    warning = "Point of no return. " if item.no_return else ""
    return Event(
        uid=uid,
        summary=item.text.replace("`", ""),
        description=f"{warning}{phase}. {item.role.name}. Due {plan.how_counted(item.due)}.",
        category=item.role.name,
        start=day,
        end=day + dt.timedelta(days=1),
        alarms=(MORNING_BEFORE,) if item.no_return else (),
    )
