"""The pages on paper."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.support.site import Served

pytestmark = pytest.mark.browser


@pytest.fixture
def paper(plain: Page, server: Served) -> Page:
    """Without scripts, so that nothing but the style sheet gets the page ready."""
    plain.emulate_media(media="print")
    plain.goto(server.url("before/"))
    return plain


def test_paper_has_no_controls_and_no_navigation(paper: Page) -> None:
    for part in (
        ".md-header",
        ".md-sidebar",
        ".md-banner",
        ".tg-tools",
        ".tg-feedback",
        ".headerlink",
    ):
        for found in paper.locator(part).all():
            expect(found).to_be_hidden()


def test_paper_has_no_heading_of_what_is_on_the_screen_only(plain: Page, server: Served) -> None:
    plain.emulate_media(media="print")
    plain.goto(server.url())
    expect(plain.locator(".tg-agenda")).to_be_hidden()
    expect(plain.locator("#today")).to_be_hidden()
    expect(plain.locator("#the-whole-way")).to_be_visible()


def test_paper_shows_what_is_folded_on_the_screen(paper: Page) -> None:
    details = paper.locator(".tg-item details").first
    expect(details).not_to_have_attribute("open", "")
    assert details.locator("dl").evaluate("part => part.checkVisibility()")
    assert (details.locator("dl").bounding_box() or {"height": 0})["height"] > 10


def test_boxes_are_empty_boxes_on_paper(paper: Page) -> None:
    box = paper.locator("[data-item]").first
    assert box.evaluate("box => getComputedStyle(box).appearance") == "none"
    assert box.evaluate("box => getComputedStyle(box).borderTopStyle") == "solid"


def test_a_ticked_box_is_ticked_on_paper(page: Page, server: Served) -> None:
    page.goto(server.url("before/"))
    page.locator("[data-module='guide/checklist'][data-started]").wait_for()
    box = page.locator("[data-item]").first
    box.check()
    page.emulate_media(media="print")
    assert box.evaluate("box => getComputedStyle(box, '::after').content") == '"\u2713"'


def test_sources_are_named_in_notes_on_paper(page: Page, server: Served) -> None:
    page.emulate_media(media="print")
    page.goto(server.url("how-to/set-the-cut-off/"))
    expect(page.locator("main .tg-mark").first).to_be_visible()
    shown = "mark => getComputedStyle(mark, '::after').content"
    numbers = [mark.evaluate(shown) for mark in page.locator("main .tg-mark").all()]
    listed = page.locator(".tg-cited > li")
    assert {int(each) for each in re.findall(r"\d+", "".join(numbers))} == set(
        range(1, listed.count() + 1)
    )
    for source in listed.all():
        expect(source).to_be_visible()


def test_a_filtered_list_prints_whole_items_only(paper: Page) -> None:
    assert (
        paper.locator(".tg-item").first.evaluate("part => getComputedStyle(part).breakInside")
        == "avoid"
    )


@pytest.mark.parametrize("phase", ["before", "during", "after"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_phase_is_short_on_paper(
    plain: Page, firm_server: Served, phase: str, paper: str
) -> None:
    """With the firm's dates, which take room, every fold open, and the notes at the end."""
    plain.goto(firm_server.url(f"{phase}/"))
    pdf = PdfReader(io.BytesIO(plain.pdf(format=paper)))
    assert len(pdf.pages) <= 8
    text = "".join(page.extract_text() for page in pdf.pages)
    assert "Done when:" in text
    assert "All sources" in text
