"""The page for people who join, and the home page after the move, from a guide small enough to read."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Mapping

import pytest

from macros.content import Content
from macros.guide import new_staff
from macros.rendering import Links
from template_builder.firm.firm import Firm, Matter, NewStaff, Person
from template_builder.guide.model import Guide
from template_builder.plan.words import load_plan_words
from tests.support.kit import guide as shipped
from tests.support.site import DOCS
from tests.support.small_guide import PLAN, firm, text_of


def content(guide: Guide, given: Firm, numbers: tuple[Matter, ...] = ()) -> Content:
    """What the macros get of a guide and a firm."""
    nothing: Mapping[str, object] = {}
    return Content(
        guide=guide,
        workbooks={},
        firm=given,
        stamp=dt.datetime(2027, 1, 1, tzinfo=dt.UTC),
        catalogue=nothing,  # type: ignore[arg-type]
        words=load_plan_words(shipped().sources),
        numbers=numbers,
    )


def test_the_firms_own_words_take_the_place_of_ours(small: Guide, link: Links) -> None:
    usual = new_staff.whereabouts(content(small, firm()), link)
    assert "In the <code>cellar</code> &amp; nowhere else." in usual
    assert 'data-cites="old-page"' in usual
    own = firm(new_staff=NewStaff(documents="In a <box> of Ann`s"))
    html = new_staff.whereabouts(content(small, own), link)
    assert '<td data-label="Where">In a &lt;box&gt; of Ann`s</td>' in html
    assert "cellar" not in html
    assert "old-page" not in html


def people(small: Guide) -> tuple[Person, ...]:
    lead = next(role for role in small.roles.values() if role.leads)
    other = next(role for role in small.roles.values() if not role.leads)
    return (
        Person(id="a", name="Ann A.", roles=(lead,)),
        Person(id="b", name="Ben B.", roles=(other,)),
    )


def test_whom_to_ask(small: Guide, link: Links) -> None:
    def ask(given: Firm) -> str:
        return text_of(new_staff.whom_to_ask(given, link)).replace("&#46;", ".")

    assert ask(firm()) == "the coordinator of the move"
    assert ask(firm(people=people(small))) == "Ann A."
    assert ask(firm(people=people(small), new_staff=NewStaff(ask="Desk *3*"))) == "Desk *3*"


@pytest.mark.parametrize(
    ("sign_off", "shown"),
    [(None, "2027-02-"), (dt.date(2027, 1, 29), "Fri 29 Jan 2027")],
    ids=["counted", "named"],
)
def test_without_scripts_the_home_page_says_when_the_move_is_over(
    guide: Guide, sign_off: dt.date | None, shown: str
) -> None:
    """Where no day is named, after the last day on which anything is due."""
    plan = dataclasses.replace(PLAN, sign_off=sign_off)
    last = max(plan.due(item.due) for item in guide.items.values())
    html = new_staff.moved(content(guide, firm(plan=plan)), Links.of_page("", DOCS))
    (day,) = re.findall(r"<p data-noscript>Today is after ([\w ]+)\?", html)
    assert day == (shown if sign_off else f"{last:%a} {last.day} {last:%b %Y}")
    assert last > plan.date_of(guide.items["sign-off-transition"].due.anchor)


def test_a_site_without_a_plan_names_no_day(small: Guide, link: Links) -> None:
    assert "data-noscript" not in new_staff.moved(content(small, firm()), link)
    week = new_staff.this_week(content(small, firm()), link)
    assert "data-dates" not in week
    assert "Do it &lt;now&gt;." in week
    assert "&#34;export&#34;: &#34;2027-01-14&#34;" in new_staff.this_week(
        content(small, firm(plan=PLAN)), link
    )


OLD = Matter(old_number="9<1", client="Cli & Ent", display_number="0001-A")
OPEN = Matter(old_number="92", client="Other")


def test_numbers_are_shown_as_far_as_they_are_published(small: Guide, link: Links) -> None:
    assert "<table" not in new_staff.matter_numbers(content(small, firm()), link)
    with_clients = new_staff.matter_numbers(content(small, firm(), (OLD, OPEN)), link)
    assert text_of(with_clients).count("Cli & Ent") == 1
    assert "no number yet" in with_clients
    bare = tuple(dataclasses.replace(matter, client="") for matter in (OLD, OPEN))
    html = new_staff.matter_numbers(content(small, firm(), bare), link)
    assert re.findall(r"<th scope=\"col\">([^<]+)", html) == ["Old number", "In Clio"]
    assert "9&lt;1" in html


def test_each_thing_of_the_first_day_is_a_labelled_checkbox(small: Guide, link: Links) -> None:
    html = new_staff.first_day(content(small, firm()), link)
    assert 'id="tick-find-the-coffee" data-item="find-the-coffee"' in html
    assert (
        '<label for="tick-find-the-coffee">Find the <code>coffee</code> &amp; say hello</label>'
        in html
    )
    assert 'data-version="2"' in html


def test_settings_are_shown_of_a_firm_and_of_no_fictional_one(guide: Guide, link: Links) -> None:
    real = firm(rounding_minutes=6, date_order="DMY", time_categories=("Drafting",))
    html = text_of(new_staff.records_time(content(guide, real), link))
    assert "A & B rounds up to steps of 6 minutes, and writes dates as day/month/year." in html
    assert "Categories of time: Drafting." in html
    fictional = dataclasses.replace(real, fictional=True)
    assert "Drafting" not in new_staff.records_time(content(guide, fictional), link)
