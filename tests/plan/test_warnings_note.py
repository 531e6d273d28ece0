"""The home page leads to the plan's warnings in one line; the list itself is on the page of the plan."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from macros.content import Content, load_content
from macros.kept import Kept
from macros.plan.pages import plan_warnings, plan_warnings_note
from macros.rendering import Links
from template_builder.firm.firm import Firm
from template_builder.firm.warnings import warnings_of_firm
from template_builder.plan.warnings import NO_COORDINATOR
from template_builder.plan.words import load_plan_words
from tests.support.kit import TEST_FIRM, example_firm, guide, real_firm
from tests.support.site import DOCS

WORDS = load_plan_words(guide().sources)
HOME = Links.of_page("", DOCS)


class Built:
    """As much of a build as the two macros look at."""

    def __init__(self, firm: Firm) -> None:
        self.firm, self.guide, self.words = firm, guide(), WORDS
        self.warnings = warnings_of_firm(firm.for_everyone, guide(), WORDS)


def test_one_line_on_the_home_page_leads_to_the_list_on_the_plans() -> None:
    plan = real_firm().plan
    assert plan is not None
    firm = replace(real_firm(), plan=replace(plan, billing_day=20))
    content = cast(Content, Built(firm))
    warnings = warnings_of_firm(firm, guide(), WORDS)
    assert len(warnings) > 1
    note = plan_warnings_note(content, HOME)
    assert f'<a href="./tools/plan/#warnings">{len(warnings)} warnings about this plan</a>' in note
    assert "For the coordinator" in note
    assert warnings[0].message not in note
    listed = plan_warnings(content, Links.of_page("tools/plan/", DOCS))
    assert 'id="warnings"' in listed


def test_without_a_plan_for_everyone_there_is_no_line() -> None:
    assert plan_warnings_note(cast(Content, Built(example_firm())), HOME) == ""


def test_where_nobody_is_the_coordinator_the_line_says_so_to_whoever_reads_it() -> None:
    led = real_firm()
    leaderless = replace(led, people=led.people[1:])
    note = plan_warnings_note(cast(Content, Built(leaderless)), HOME)
    assert "Nobody is named as the coordinator of this move:" in note
    assert "For the coordinator" not in note
    assert "Nobody is named" not in plan_warnings_note(cast(Content, Built(led)), HOME)


def test_a_site_that_publishes_no_names_knows_that_nobody_is_the_coordinator(
    tmp_path: Path,
) -> None:
    file = tmp_path / "firm.toml"
    text = TEST_FIRM.replace('roles = ["coordinator"]', 'roles = ["billing"]')
    file.write_text(text, encoding="utf-8")
    made = lambda name, _, make: () if name == "downloads" else make()  # noqa: E731
    content = load_content(file, "", cast(Kept, SimpleNamespace(of=made)))
    assert not content.firm.people
    assert NO_COORDINATOR in [warning.id for warning in content.warnings]
