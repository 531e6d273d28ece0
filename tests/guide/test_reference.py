"""What migrates, disagreements, reports and previous systems, from a guide small enough to read."""

from __future__ import annotations

import re

import pytest

from macros.guide import reference
from macros.rendering import Links
from template_builder.common.errors import KitError
from template_builder.guide.model import Guide
from tests.support.small_guide import text_of


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
    assert ">none<" in reference.reports(small, link)
    assert ">from: not stated<" in reference.retention(small, link)
    systems = reference.systems(small, link)
    assert "### OldSoft {#oldsoft}" in systems
    assert ">not found<" in systems
    assert "Today only" in systems
