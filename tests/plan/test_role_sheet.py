"""What each role does and when: first with items one can follow by hand, then with the shipped guide."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest

from template_builder.guide.checklists import Anchor, Checklist, Due, Item, Role, Section
from template_builder.guide.loading import load_guide
from template_builder.guide.model import Guide, NewStaffPage
from template_builder.plan.dates import Plan
from template_builder.plan.role_sheet import in_date_order, role_sheet
from tests.support.kit import ROOT, guide

PLAN = Plan(
    export_day=dt.date(2027, 1, 14),
    export_time=dt.time(13),
    cut_off=dt.time(12),
    days_off=frozenset({dt.date(2027, 1, 18)}),
)
EARLY = Plan(
    export_day=dt.date(2027, 1, 14),
    export_time=dt.time(13),
    cut_off=dt.time(12),
    import_confirmed=dt.date(2027, 1, 15),
)
"""The import was confirmed on the day after the export."""

ROLES = guide().roles
BILLING, IT, EVERYONE = (ROLES[id_] for id_ in ("billing", "it", "everyone"))


def item(
    id_: str, due: str, role: Role = BILLING, needs: tuple[str, ...] = (), kind: str = "b"
) -> Item:
    """An item due `cut-off -3`; `kind` says business or calendar days."""
    anchor, offset = due.split()
    return Item(
        id=id_,
        text=id_,
        why="w",
        done_when="d",
        role=role,
        due=Due(
            anchor=Anchor(anchor),
            offset=int(offset),
            days="business" if kind == "b" else "calendar",
        ),
        sources=("ours",),
        needs=needs,
    )


def guide_of(*items: Item) -> Guide:
    """A guide of one section in one phase."""
    section = Section(id="s", title="S", minutes=5, items=items)
    checklist = Checklist(id="before", version=1, title="B", sections=(section,))
    return Guide(
        roles=ROLES,
        sources={},
        checklists=(checklist,),
        migrates=(),
        disagreements=(),
        reports=(),
        retention=(),
        duties=(),
        systems=(),
        retired=(),
        new_staff=NewStaffPage(version=1, places=(), stages=(), first_day=()),
    )


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        pytest.param(
            [item("c", "review-end 0"), item("b", "cut-off 0"), item("a", "cut-off -3")],
            "a b c",
            id="by date, whatever the order of reading",
        ),
        pytest.param(
            [item("b", "export 0"), item("a", "cut-off 0")],
            "a b",
            id="the cut-off before the export session of the same day",
        ),
        pytest.param(
            [item("b", "cut-off -1"), item("a", "cut-off -1")], "b a", id="else as one reads them"
        ),
        pytest.param(
            [item("b", "cut-off -1", needs=("a",)), item("a", "cut-off -1")],
            "a b",
            id="never before one it needs on the same day",
        ),
        pytest.param(
            [
                item("c", "cut-off -1", needs=("b",)),
                item("b", "cut-off -1", IT, needs=("a",)),
                item("a", "cut-off -1"),
            ],
            "a b c",
            id="also by way of another role",
        ),
        pytest.param(
            [item("b", "cut-off 0", needs=("a",)), item("a", "export 0")],
            "a b",
            id="needs before anchors",
        ),
        pytest.param(
            [item("b", "cut-off -1", needs=("a",)), item("a", "cut-off 3")],
            "b a",
            id="a date is a date, even where a need comes later",
        ),
        pytest.param(
            [item("c", "cut-off 6"), item("b", "cut-off 7", kind="c"), item("a", "cut-off 4")],
            "a b c",
            id="seven calendar days count as five business days",
        ),
        pytest.param(
            [item("b", "import-confirmed 0"), item("a", "export 6"), item("c", "review-end -2")],
            "a b c",
            id="anchors where a plan would expect them",
        ),
    ],
)
def test_order_without_a_plan(items, expected):
    assert " ".join(i.id for i in in_date_order(guide_of(*items))) == expected


def test_with_a_plan_the_real_dates_decide():
    items = [item("b", "export 6"), item("a", "import-confirmed 0")]
    assert [i.id for i in in_date_order(guide_of(*items))] == ["b", "a"]
    assert [i.id for i in in_date_order(guide_of(*items), EARLY)] == ["a", "b"]


def test_a_sheet_holds_the_items_of_the_role_and_of_everyone():
    found = role_sheet(
        guide_of(
            item("a", "cut-off 0", IT),
            item("b", "cut-off 0", EVERYONE),
            item("c", "cut-off 0"),
        ),
        IT,
    )
    assert [task.item.id for task in found.tasks] == ["a", "b"]


def test_needs_are_of_any_role_and_only_others_wait():
    specs = guide_of(
        item("a", "cut-off -5", IT),
        item("b", "cut-off -4", IT, needs=("a",)),
        item("c", "cut-off -3", BILLING, needs=("a", "b")),
        item("d", "cut-off -2", EVERYONE, needs=("a",)),
        item("e", "cut-off -1", EVERYONE, needs=("d",)),
        item("f", "cut-off -1", IT, needs=("d",)),
    )

    def waiting(role: Role) -> dict[str, str]:
        return {t.item.id: " ".join(i.id for i in t.waiting) for t in role_sheet(specs, role).tasks}

    assert waiting(IT) == {"a": "c d", "b": "c", "d": "", "e": "", "f": ""}
    assert waiting(BILLING) == {"c": "", "d": "f", "e": ""}
    (c,) = [t for t in role_sheet(specs, BILLING).tasks if t.item.id == "c"]
    assert [need.id for need in c.needs] == ["a", "b"]


def test_groups_are_days_with_a_plan_and_words_without():
    specs = guide_of(item("a", "cut-off 0"), item("b", "export 0"), item("c", "export 2", kind="c"))
    words = role_sheet(specs, BILLING).groups
    assert [(g.day, g.due.label, len(g.tasks)) for g in words] == [
        (None, "on the day of the cut-off", 1),
        (None, "on the day of the export session", 1),
        (None, "2 calendar days after the export session", 1),
    ]
    days = role_sheet(specs, BILLING, PLAN).groups
    assert [(g.day, len(g.tasks)) for g in days] == [
        (dt.date(2027, 1, 14), 2),
        (dt.date(2027, 1, 19), 1),  # two calendar days later is a Saturday, Monday is a day off
    ]


def test_what_is_to_be_done_daily_comes_first_and_stands_once():
    specs = guide_of(item("a", "cut-off 0"), replace(item("b", "export 2"), daily=True))
    found = role_sheet(specs, BILLING, PLAN)
    assert [task.item.id for task in found.daily] == ["b"]
    assert [task.item.id for group in found.groups for task in group.tasks] == ["a"]
    assert [task.item.id for task in found.tasks] == ["b", "a"]


def test_small_specs_across_phases():
    small = load_guide(ROOT / "tests" / "guide" / "small_specs")
    found = role_sheet(small, IT)
    assert [(t.checklist.id, t.item.id) for t in found.tasks] == [
        ("before", "stop"),
        ("during", "record"),
    ]
    assert [i.id for i in found.tasks[0].waiting] == ["record"]


# The shipped guide


@pytest.mark.parametrize("plan", [None, PLAN, EARLY], ids=["no plan", "plan", "early"])
@pytest.mark.parametrize("role", guide().sheet_roles, ids=lambda role: role.id)
def test_every_sheet_is_complete_and_in_order(role, plan):
    tasks = role_sheet(guide(), role, plan).tasks
    ids = [task.item.id for task in tasks]
    assert sorted(ids) == sorted(i.id for i in guide().items.values() if i.role in (role, EVERYONE))
    if plan:
        dated = [task for task in tasks if not task.item.daily]
        assert all(a.day <= b.day for a, b in pairwise(dated))
    for place, task in enumerate(tasks):
        for need in task.needs:
            if need.id in ids and (not plan or plan.due(need.due) == task.day):
                assert ids.index(need.id) < place, (need.id, task.item.id)


@pytest.mark.parametrize("role", guide().sheet_roles, ids=lambda role: role.id)
def test_without_a_plan_no_due_date_heads_two_groups(role):
    labels = [group.due.label for group in role_sheet(guide(), role).groups]
    assert len(set(labels)) == len(labels)


def test_every_item_is_on_a_sheet_and_every_need_is_felt():
    sheets = {role: role_sheet(guide(), role) for role in guide().sheet_roles}
    assert {t.item.id for sheet in sheets.values() for t in sheet.tasks} == set(guide().items)
    for other in guide().items.values():
        for id_ in other.needs:
            needed = guide().items[id_]
            if EVERYONE not in (needed.role, other.role) and needed.role is not other.role:
                (task,) = [t for t in sheets[needed.role].tasks if t.item.id == id_]
                assert other in task.waiting
