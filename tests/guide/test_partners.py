"""The page for partners: the weeks without bills and the hours, worked out by hand for a guide small enough to read."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

from macros.guide import partners
from macros.rendering import Links
from template_builder.firm.firm import Person
from template_builder.guide.model import Guide
from tests.guide.test_new_staff import content
from tests.support.small_guide import PLAN, firm, text_of


def test_the_dates_come_from_the_plan(guide: Guide, link: Links) -> None:
    """From the cut-off on a Thursday, over a day off, to a review that begins later than usual."""
    plan = dataclasses.replace(
        PLAN,
        days_off=frozenset({dt.date(2027, 1, 20)}),
        expected_completion=dt.date(2027, 2, 1),
        sign_off=dt.date(2027, 2, 11),
    )
    html = partners.partner_dates(content(guide, firm(plan=plan, previous_system="pclaw")), link)
    text = text_of(html)
    assert "The last bills out of PCLawbefore Thu 14 Jan 2027" in text
    assert "PCLaw closesThu 14 Jan 2027 at 12:00 local time" in text
    assert "Thu 14 Jan 2027 to Thu 4 Feb 2027, 14 business days" in text
    assert "from Thu 11 Feb 2027" in text
    assert "data-anchor" not in html


def test_without_a_plan_days_are_counted_and_left_for_the_browser(
    guide: Guide, link: Links
) -> None:
    html = partners.partner_dates(content(guide, firm()), link)
    assert "The last bills out of the old systembefore the cut-off, day 0" in text_of(html)
    assert "day 0 to business day 10, 10 business days" in text_of(html)
    assert re.findall(r'data-anchor="([\w-]+)"', html) == [
        "cut-off",
        "cut-off",
        "cut-off",
        "review-end",
        "sign-off",
    ]


def test_a_section_costs_its_items_roles_equal_parts(small: Guide) -> None:
    minutes = partners.minutes_by_role(small)
    sections = [s for checklist in small.checklists for s in checklist.sections]
    assert sum(minutes.values()) == sum(section.minutes for section in sections)
    first = sections[0]
    assert len({item.role.id for item in first.items}) > 1
    alone = dataclasses.replace(
        small, checklists=(dataclasses.replace(small.checklists[0], sections=(first,)),)
    )
    counted = partners.minutes_by_role(alone)
    for role in {item.role.id for item in first.items}:
        own = sum(item.role.id == role for item in first.items)
        assert counted[role] * len(first.items) == own * first.minutes


def test_hours_of_the_firm_count_each_person(guide: Guide, link: Links) -> None:
    roles = guide.roles
    people = tuple(
        Person(id=name, name=name, roles=tuple(roles[id_] for id_ in own))
        for name, own in {
            "a": ("coordinator", "billing"),
            "b": ("timekeeper",),
            "c": ("timekeeper", "it"),
        }.items()
    )
    hours = {cost.role.id: cost.hours for cost in partners.costs(content(guide, firm()))}
    total = hours["coordinator"] + hours["billing"] + 2 * hours["timekeeper"] + hours["it"]
    text = text_of(partners.partner_hours(content(guide, firm(people=people)), link))
    assert f"For the people of this firm that is about {total + 3 * hours['everyone']:g}." in text
    assert all(hour * 2 == int(hour * 2) > 0 for hour in hours.values())
    assert "For the people" not in partners.partner_hours(content(guide, firm()), link)


def test_the_fictional_firms_system_is_nobodys(guide: Guide, link: Links) -> None:
    """Readers of the guide as it is leave another system than the example does."""
    example = firm(fictional=True, previous_system="pclaw")
    assert "PCLaw" not in partners.partner_dates(content(guide, example), link)
