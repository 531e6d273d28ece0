"""The guide as data for the pages: every item with its due date, in one small JSON file.

A phase page holds its items as HTML; the planner, the role pages and the tools need all of them at once.
"""

from __future__ import annotations

import json

from template_builder.common.days import day_label
from template_builder.firm.firm import Firm
from template_builder.guide.checklists import Checklist, Item
from template_builder.guide.model import Guide
from template_builder.plan.dates import Plan
from template_builder.plan.role_sheet import in_date_order

VERSION = 1


def guide_json(guide: Guide, firm: Firm) -> bytes:
    """The file `assets/guide/guide.json`, UTF-8, the same bytes on every run.

    `date` of an item is there when the firm has a plan that may be shown to everyone, `planned` where that plan answers
    it, and `closed` then holds the days
    of about that time, weekends aside, on which the firm does not work. `order` holds every id in date
    order, as on the role sheets. `retired` leads from an id of earlier versions to the one that took over, or to null.
    `firstDay` holds the list of the page New staff, of which each person has ticks of their own.
    `signOff` is the day that the plan names for it, empty where it is only counted.
    """
    plan = firm.for_everyone.plan
    data = {
        "version": VERSION,
        "firm": firm.for_everyone.name,
        "closed": _closed(plan) if plan else [],
        "signOff": plan.sign_off.isoformat() if plan and plan.sign_off else "",
        "order": [item.id for item in in_date_order(guide, plan)],
        "checklists": [_checklist(checklist, firm) for checklist in guide.checklists],
        "firstDay": {
            "id": "first-day",
            "version": guide.new_staff.version,
            "title": "New staff",
            "href": "new-staff/",
            "items": [{"id": item.id, "text": item.text} for item in guide.new_staff.first_day],
        },
        "retired": {entry.id: entry.to or None for entry in guide.retired},
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _closed(plan: Plan) -> list[str]:
    """Of the plan's year, the one before and the one after."""
    years = range(plan.export_day.year - 1, plan.export_day.year + 2)
    return [day.isoformat() for day in sorted(plan.closed) if day.year in years]


def _checklist(checklist: Checklist, firm: Firm) -> dict[str, object]:
    return {
        "id": checklist.id,
        "version": checklist.version,
        "title": checklist.title,
        "href": f"{checklist.id}/",
        "sections": [
            {
                "id": section.id,
                "title": section.title,
                "items": [_item(item, firm) for item in section.items],
            }
            for section in checklist.sections
        ],
    }


def _item(item: Item, firm: Firm) -> dict[str, object]:
    plan = firm.for_everyone.plan
    due = item.due
    data: dict[str, object] = {
        "id": item.id,
        "text": item.text,
        "role": item.role.id,
        "due": {
            "anchor": due.anchor.value,
            "offset": due.offset,
            "business": due.business,
            "label": due.label,
        },
        "needs": list(item.needs),
        "noReturn": bool(item.no_return),
    }
    if item.regions:
        data["regions"] = list(item.regions)
    if item.short:
        data["short"] = item.short
    if item.daily:
        data["daily"] = True
    if plan:
        data["date"] = plan.due(due).isoformat()
        if planned := _planned(item, firm, plan):
            data["planned"] = planned
    return data


def _planned(item: Item, firm: Firm, plan: Plan) -> str:
    """What the firm's plan says already of an item that asks for it, as far as everybody may see it."""
    match item.planned:
        case "coordinator":
            return ", ".join(person.name for person in firm.for_everyone.coordinators)
        case "export-session":
            return f"{day_label(plan.export_day)} at {plan.clock(plan.export_time)}"
        case "cut-off":
            return f"{day_label(plan.export_day)} at {plan.clock(plan.cut_off)}"
        case _:
            return ""
