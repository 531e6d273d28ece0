"""Role sheets and the cards that lead to them: what each role does, when, and who waits."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from template_builder.common.errors import KitError
from template_builder.common.toml_table import near
from template_builder.firm.firm import Firm
from template_builder.guide.checklists import Checklist, Item, Role, Section
from template_builder.guide.model import Guide
from template_builder.plan.role_sheet import Task, concerns
from template_builder.plan.role_sheet import role_sheet as sheet_of
from template_builder.workbooks.kit import Download

from ..rendering import Links, render
from .checklists import PHASE_PAGES, item_anchor, phases_json
from .regions import elsewhere
from .systems import left_by, own_line


def role_page(role: Role) -> str:
    """The page of docs/ that holds the sheet of a role."""
    return f"roles/{role.id}.md"


def role_sheet(guide: Guide, firm: Firm, link: Links, name: str) -> str:
    """Everything a role does, in date order, ready to tick and to print.

    Raises KitError for a role without a sheet.
    """
    roles = {role.id: role for role in guide.sheet_roles}
    if name not in roles:
        raise KitError(f"role {name!r} has no sheet{near(name, roles)}")
    shown = firm.for_everyone
    sheet = sheet_of(guide, roles[name], shown.plan)
    own = {task.item.id for task in sheet.tasks}

    def href(item: Item) -> str:
        return f"#item-{item.id}" if item.id in own else link(item_anchor(guide, item.id))

    return render(
        "guide/role-sheet",
        sheet=sheet,
        groups=[
            (group, [_values(guide, firm, t, href, link) for t in group.tasks])
            for group in sheet.groups
        ],
        daily=[_values(guide, firm, task, href, link) for task in sheet.daily],
        waited_for=sum(bool(task.waiting) for task in sheet.tasks),
        people=[person.name for person in shown.people if sheet.role in person.roles],
        firm=shown,
        system=left_by(firm, guide),
        phases=phases_json(guide),
        items=[task.item for task in sheet.tasks],
        link=link,
        **elsewhere(_only(guide, sheet.role), [task.item for task in sheet.tasks]),
    )


def _only(guide: Guide, role: Role) -> list[Checklist]:
    """The checklists, with what concerns a role among the items left out."""
    return [
        replace(found, left_out=tuple(item for item in found.left_out if concerns(item, role)))
        for found in guide.checklists
    ]


def _values(
    guide: Guide, firm: Firm, task: Task, href: Callable[[Item], str], link: Links
) -> Mapping[str, object]:
    waiting: dict[Role, list[tuple[Item, str]]] = {}
    for item in task.waiting:
        waiting.setdefault(item.role, []).append((item, href(item)))
    return {
        "item": task.item,
        "own": own_line(guide, firm, link, *task.item.reports),
        "phase": task.checklist,
        "day": task.day,
        "page": link(item_anchor(guide, task.item.id)),
        "needs": [(need, href(need)) for need in task.needs],
        "waiting": waiting,
        "summary": summary(len(task.needs), list(waiting)),
    }


def summary(needs: int, waiting: Sequence[Role]) -> str:
    """The line of a folded item, such as `Usually after 2 items; billing and IT wait`."""
    parts = []
    if needs:
        parts.append(f"Usually after {needs} item{'s' if needs > 1 else ''}")
    if waiting:
        names = [role.within for role in waiting]
        listed = " and ".join([*[", ".join(names[:-1])][: len(names) - 1], names[-1]])
        parts.append(f"{listed} wait{'s' if len(names) == 1 else ''}")
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def today(guide: Guide, link: Links) -> str:
    """What is due today, filled in by a script; without one, the way to the sheets."""
    return render(
        "guide/today",
        sheets=[(role, link(role_page(role))) for role in guide.sheet_roles],
        link=link,
    )


def monday(guide: Guide, link: Links) -> str:
    """Where a script shows what is overdue, due this week and blocked, by role and person."""
    return render(
        "guide/monday",
        roles=json.dumps({role.id: role.name for role in guide.sheet_roles}),
        sheets=[(role, link(role_page(role))) for role in guide.sheet_roles],
        link=link,
    )


def you(guide: Guide, firm: Firm, files: Sequence[Download], link: Links) -> str:
    """Where a reader says once who they are, of the people whose names the site publishes or by typing."""
    names = {file.name for file in files}
    calendars = {role.id: f"transition-plan-{role.id}.ics" for role in guide.sheet_roles}
    return render(
        "guide/you",
        people=json.dumps(
            [
                {"name": person.name, "roles": [role.id for role in person.roles]}
                for person in firm.for_everyone.people
            ]
        ),
        roles=[
            (
                role,
                link(role_page(role)),
                link(f"downloads/{calendars[role.id]}") if calendars[role.id] in names else "",
            )
            for role in guide.sheet_roles
        ],
        handed_out=not firm.fictional,
        link=link,
    )


def start_by_role(guide: Guide, link: Links) -> str:
    """A card for each role: what it does, its sheet, and its items in each phase."""
    cards = []
    for role in guide.sheet_roles:
        phases = [
            (found, items, f"{link(PHASE_PAGES[found.id])}?role={role.id}#{first.id}")
            for found in guide.checklists
            if (items := [item for item in found.items if concerns(item, role)])
            and (first := _first_section(found, role))
        ]
        cards.append((role, link(role_page(role)), phases))
    return render("guide/start-by-role", cards=cards)


def _first_section(found: Checklist, role: Role) -> Section | None:
    """The first section with something for a role."""
    return next((s for s in found.sections if any(concerns(i, role) for i in s.items)), None)
