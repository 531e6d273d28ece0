"""What one role does, in date order, with what each item waits for and who waits for it.

Order without a plan: each due date gets a place on one scale of business days counted from the cut-off, with the anchors
where a plan would expect them; calendar days count as five for every seven. With a plan the real dates decide.
"""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from ..guide.checklists import Anchor, Checklist, Due, Item, Role
from ..guide.model import Guide
from .dates import CATCH_UP_DAYS, PROCESSING_DAYS, REVIEW_DAYS, Plan

_EXPECTED = {
    Anchor.CUT_OFF: 0,
    Anchor.EXPORT: 0,
    Anchor.HAND_OVER: 0,
    Anchor.EXPECTED_COMPLETION: PROCESSING_DAYS,
    Anchor.IMPORT_CONFIRMED: PROCESSING_DAYS,
    Anchor.REVIEW_END: PROCESSING_DAYS + REVIEW_DAYS,
    Anchor.SIGN_OFF: PROCESSING_DAYS + REVIEW_DAYS + CATCH_UP_DAYS,
}
_ANCHORS = tuple(Anchor)


@dataclass(frozen=True, kw_only=True)
class Task:
    """An item on a role's sheet; `day` is known once there is a plan.

    `needs` are all items to be done first, of any role; `waiting` are the items of others that need this one.
    """

    item: Item
    checklist: Checklist
    day: dt.date | None
    needs: tuple[Item, ...]
    waiting: tuple[Item, ...]


@dataclass(frozen=True, kw_only=True)
class Group:
    """Tasks that fall due together: on one day with a plan, with one due date in words without."""

    day: dt.date | None
    due: Due
    tasks: tuple[Task, ...]


@dataclass(frozen=True, kw_only=True)
class RoleSheet:
    """Everything a role does: what is to be done on every business day, then the rest in date order."""

    role: Role
    daily: tuple[Task, ...]
    groups: tuple[Group, ...]

    @property
    def tasks(self) -> tuple[Task, ...]:
        return (*self.daily, *(task for group in self.groups for task in group.tasks))


def role_sheet(guide: Guide, role: Role, plan: Plan | None = None) -> RoleSheet:
    """The sheet of a role; items of everyone belong to it."""
    checklists = {item.id: found for found in guide.checklists for item in found.items}
    needed_by = _needed_by(guide)

    def task(item: Item) -> Task:
        return Task(
            item=item,
            checklist=checklists[item.id],
            day=plan.due(item.due) if plan else None,
            needs=tuple(guide.items[id_] for id_ in item.needs),
            waiting=tuple(
                other for other in needed_by[item.id] if other.role not in (role, item.role)
            ),
        )

    tasks = [task(item) for item in in_date_order(guide, plan) if concerns(item, role)]
    return RoleSheet(
        role=role,
        daily=tuple(task for task in tasks if task.item.daily),
        groups=tuple(_groups(task for task in tasks if not task.item.daily)),
    )


def concerns(item: Item, role: Role) -> bool:
    """Whether a role has this item to do."""
    return item.role == role or item.role.is_everyone


def in_date_order(guide: Guide, plan: Plan | None = None) -> tuple[Item, ...]:
    """Every item of every phase by its due date, and on one day never before an item it needs.

    What is left undecided keeps the order of the anchors, then of reading.
    """
    when = _with(plan) if plan else _without_plan
    by_day = sorted(guide.items.values(), key=lambda item: when(item.due))
    ordered: list[Item] = []
    for _, items in groupby(by_day, key=lambda item: when(item.due)):
        ordered += _needed_first(tuple(items))
    return tuple(ordered)


def _with(plan: Plan) -> Callable[[Due], int]:
    return lambda due: plan.due(due).toordinal()


def _without_plan(due: Due) -> Fraction:
    return _EXPECTED[due.anchor] + Fraction(due.offset) * (1 if due.business else Fraction(5, 7))


def _needed_first(items: tuple[Item, ...]) -> Iterable[Item]:
    """The items of one day, so that no item comes before one it needs, also by way of another of that day."""
    places = {item.id: (_ANCHORS.index(item.due.anchor), n) for n, item in enumerate(items)}
    by_id = {item.id: item for item in items}
    left = {item.id: {id_ for id_ in item.needs if id_ in by_id} for item in items}
    ready = [(places[id_], id_) for id_, needs in left.items() if not needs]
    heapq.heapify(ready)
    while ready:
        _, done = heapq.heappop(ready)
        yield by_id[done]
        for id_, needs in left.items():
            if done in needs:
                needs.remove(done)
                if not needs:
                    heapq.heappush(ready, (places[id_], id_))


def _needed_by(guide: Guide) -> Mapping[str, list[Item]]:
    found: dict[str, list[Item]] = {id_: [] for id_ in guide.items}
    for item in guide.items.values():
        for need in item.needs:
            found[need].append(item)
    return found


def _groups(tasks: Iterable[Task]) -> Iterable[Group]:
    for (day, _), together in groupby(tasks, key=lambda t: (t.day, None if t.day else t.item.due)):
        found = tuple(together)
        yield Group(day=day, due=found[0].item.due, tasks=found)
