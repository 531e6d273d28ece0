"""The file `assets/plan/plan.json`: what the planner page needs to make a plan, and the firm's own plan if it has one."""

from __future__ import annotations

import datetime as dt
import json

from template_builder.firm.firm import Firm, Person
from template_builder.guide.model import Guide
from template_builder.plan.calendars.events import ALARMS, MORNING_BEFORE, SESSION_MINUTES
from template_builder.plan.calendars.time_zones import vtimezone
from template_builder.plan.dates import Plan
from template_builder.plan.regions import FIRST_YEAR, LAST_YEAR, Regions
from template_builder.plan.words import Milestone, PlanWords

VERSION = 1


def plan_json(guide: Guide, words: PlanWords, regions: Regions, firm: Firm) -> bytes:
    """The file, UTF-8, the same bytes on every run. The plan of a fictional firm stays out."""
    shared = firm.for_everyone
    data = {
        "version": VERSION,
        "years": [FIRST_YEAR, LAST_YEAR],
        "milestones": [_milestone(milestone) for milestone in words.milestones],
        "warnings": {
            id_: {"message": text.message, "why": text.why, "todo": text.todo}
            for id_, text in words.warnings.items()
        },
        "calendar": {
            "session": SESSION_MINUTES,
            "alarms": ALARMS,
            "noReturnAlarm": MORNING_BEFORE,
            "zones": {id_: vtimezone(zone) for id_, zone in regions.zones.items()},
        },
        "roles": {role.id: role.name for role in guide.roles.values()},
        "systems": [
            {
                "id": system.id,
                "name": system.name,
                "todayOnly": [r.report for r in system.reports if r.today_only],
            }
            for system in guide.systems
        ],
        "regions": [[r.id, r.name, r.zone] for r in regions.regions.values()],
        "holidays": [
            [day.isoformat(), name, " ".join(sorted(where))]
            for day, name, where in regions.holidays
        ],
        "firm": None if firm.fictional else page_firm(firm),
        "plan": page_plan(shared) if shared.plan else None,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def page_plan(firm: Firm) -> dict[str, object] | None:
    """The plan of a firm as the pages keep it in the browser's storage; nothing where there is none.

    Days as `2027-01-14`, times as `13:00`, what is not known as an empty text.
    """
    plan = firm.plan
    if plan is None:
        return None
    return {
        "version": VERSION,
        "revision": plan.revision,
        "calendarId": plan.calendar_id,
        "handedOut": "",
        "zone": plan.time_zone,
        "exportDay": plan.export_day.isoformat(),
        "exportTime": f"{plan.export_time:%H:%M}",
        "cutOff": f"{plan.cut_off:%H:%M}",
        "handOver": _day(plan.hand_over),
        "expectedCompletion": _day(plan.expected_completion),
        "importConfirmed": _day(plan.import_confirmed),
        "reviewEnd": _day(plan.review_end),
        "signOff": _day(plan.sign_off),
        "usersInvited": _day(plan.users_invited),
        "reportsDay": _day(plan.reports_day),
        "billingDay": plan.billing_day,
        "reconciliationDay": plan.reconciliation_day,
        "daysOff": [day.isoformat() for day in sorted(plan.days_off)],
        "worksOn": [day.isoformat() for day in sorted(plan.works_on)],
        "holidays": _near(plan),
        **page_firm(firm),
    }


def page_firm(firm: Firm) -> dict[str, object]:
    """What a plan in the browser's storage says of its firm."""
    return {
        "firm": firm.name,
        "region": firm.region,
        "dateOrder": firm.date_order,
        "rounding": firm.rounding_minutes,
        "system": firm.previous_system,
        "people": [_person(person) for person in firm.people],
    }


def _near(plan: Plan) -> dict[str, str]:
    """The public holidays a plan can touch: of its year, the one before and the one after."""
    years = range(plan.export_day.year - 1, plan.export_day.year + 2)
    return {day.isoformat(): name for day, name in plan.holidays.items() if day.year in years}


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _person(person: Person) -> dict[str, object]:
    return {"name": person.name, "roles": [role.id for role in person.roles]}


def _milestone(milestone: Milestone) -> dict[str, str]:
    return {
        "id": milestone.id,
        "title": milestone.title,
        "what": milestone.what,
        "how": milestone.how,
        "howGiven": milestone.how_given,
        "howMoved": milestone.how_moved,
    }
