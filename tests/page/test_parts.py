"""Announcement, feedback and foot of every page."""

from __future__ import annotations

import pytest

from macros.page.parts import PageParts, mailto
from template_builder.firm.firm import Announcement
from template_builder.guide.model import Guide
from tests.support.site import DOCS
from tests.support.small_guide import firm


def test_the_announcement_is_shown_with_its_sources(small: Guide) -> None:
    told = Announcement(id="news", title="News & more", facts=("A `fact`.",), sources=("rule",))
    html = PageParts(small, firm(announcement=told), DOCS).banner()
    assert 'data-banner="news"' in html
    assert "News &amp; more" in html
    assert "<code>fact</code>" in html
    assert '<a href="https://court.example/rule" rel="noreferrer">A rule</a>' in html
    assert PageParts(small, firm(), DOCS).banner() == ""


@pytest.mark.parametrize(
    ("region", "shown"), [("US", True), ("CA-ON", True), ("AU-NSW", False), ("GB-ENG", False)]
)
def test_an_announcement_is_shown_where_it_is_true(small: Guide, region: str, shown: bool) -> None:
    told = Announcement(id="news", title="Cards", facts=("They work.",), regions=("US", "CA"))
    html = PageParts(small, firm(announcement=told, region=region), DOCS).banner()
    assert bool(html) == shown


def test_feedback_is_a_link_with_an_address_and_a_text_without(small: Guide) -> None:
    with_address = PageParts(small, firm(feedback_email="a@b.example"), DOCS).feedback(".", "A & B")
    assert 'href="mailto:a@b.example?subject=Transition%20guide%3A%20A%20%26%20B"' in with_address
    assert "<textarea" not in with_address
    without = PageParts(small, firm(), DOCS).feedback(".", "X")
    assert "<textarea" in without
    assert "mailto" not in without


def test_an_address_cannot_add_to_the_message() -> None:
    assert mailto("a?bcc=x@b.example", "X").startswith("mailto:a%3Fbcc%3Dx@b.example?subject=")


def test_the_foot_names_a_fictional_firm_only(small: Guide) -> None:
    assert "fictional" not in PageParts(small, firm(), DOCS).foot(".", offline=False)
    fictional = PageParts(small, firm(fictional=True), DOCS)
    assert "fictional example firm, A &amp; B" in fictional.foot(".", offline=False)


def test_the_foot_has_the_site_kept_where_it_is_to_be(small: Guide) -> None:
    parts = PageParts(small, firm(), DOCS)
    assert 'data-module="page/offline"' in parts.foot("..", offline=True)
    assert 'data-module="page/offline"' not in parts.foot("..", offline=False)
