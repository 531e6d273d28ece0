"""What migrates, disagreements, reports and previous systems, from a guide small enough to read."""

from __future__ import annotations

import dataclasses
import re

import pytest

from macros.guide import reference, systems
from macros.rendering import Links
from template_builder.common.errors import KitError
from template_builder.guide.model import Guide
from tests.support.kit import example_firm, guide, real_firm
from tests.support.small_guide import firm, text_of


def test_the_matrix_keeps_the_generations_apart(small: Guide, link: Links) -> None:
    html = reference.migrates(small, link)
    assert re.findall(r'data-answer="([\w ]+)"', html) == ["yes", "not stated", "partly"]


def test_a_disagreement_shows_both_sides_and_what_to_do(small: Guide, link: Links) -> None:
    box = reference.disagreement(small, link, "when-to-stop")
    text = text_of(box)
    for part in ("When to stop?", "Early.", "Late.", "Stop early."):
        assert part in text
    assert 'href="../reference/disagreements/#when-to-stop"' in box
    assert "## When to stop? {#when-to-stop}" in reference.disagreements(small, link)


def test_an_unknown_disagreement_stops_the_build(small: Guide, link: Links) -> None:
    with pytest.raises(KitError, match="did you mean 'when-to-stop'"):
        reference.disagreement(small, link, "when-to-stopp")


def test_reports_retention_and_systems_name_what_is_missing(small: Guide, link: Links) -> None:
    assert ">none<" in reference.reports(small, firm(), link)
    assert ">from: not stated<" in reference.retention(small, link)
    table = systems.systems(small, link)
    assert 'href="../reference/systems/oldsoft/">OldSoft</a>' in table
    assert table.count(">not found<") == 3
    page = systems.system(small, link, "oldsoft")
    assert ">not found<" in page
    assert "Today only" in page
    with pytest.raises(KitError, match="did you mean 'oldsoft'"):
        systems.system(small, link, "oldsofd")


def test_the_systems_for_which_clio_publishes_steps_are_counted(small: Guide, link: Links) -> None:
    known = [("Apex", "rule"), ("Dusk", "rule"), ("eon", ""), ("Zen", "rule"), ("Yes", "")]
    made = tuple(
        dataclasses.replace(small.systems[0], name=name, clio_guide=article)
        for name, article in known
    )
    whole = dataclasses.replace(guide(), systems=made)
    text = text_of(systems.clio_publishes(whole, link))
    assert "For 2 of these 5 systems" in text
    assert "cannot tell for these: Dusk, eon." in text
    assert "For the other 1 we found none." in text


def test_a_firm_sees_the_reports_of_the_system_that_it_leaves(link: Links) -> None:
    leaving = dataclasses.replace(real_firm(), previous_system="pclaw")
    html = reference.reports(guide(), leaving, link)
    row = html[html.index('id="report-ar-aging"') : html.index('id="report-unbilled"')]
    assert "In PCLaw: Receivables by Client, Reports → Accounts Receivable" in text_of(row)
    assert "You leave <a" in systems.own_system(guide(), leaving, link)
    for other in (dataclasses.replace(leaving, previous_system="other"), example_firm()):
        assert "PCLaw" not in reference.reports(guide(), other, link)
        assert "Which system do you leave?" in systems.own_system(guide(), other, link)


def test_a_page_says_what_can_be_run_for_a_past_day_and_what_clio_asks_for(link: Links) -> None:
    page = text_of(systems.system(guide(), link, "pclaw"))
    assert re.search(r"Receivables\s*yes\s*Show Balances as of End Date", page)
    assert re.search(r"Client Trust Listing\s*for 1. Client trust listing", page)
    assert "Contact Manager" in page
    partly = text_of(systems.system(guide(), link, "tabs3"))
    assert re.search(r"Receivables\s*partly\s*Only with Platinum", partly)
    assert sorted(systems.system_pages(guide())) == sorted(
        f"reference/systems/{each.id}.md" for each in guide().systems
    )
