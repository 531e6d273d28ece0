"""The pages on paper."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.guide.test_browser import arrive
from tests.support.paper import sheets, squeezed
from tests.support.site import Served

pytestmark = pytest.mark.browser


def test_a_phase_on_paper(plain: Page, server: Served) -> None:
    """Without scripts, so that nothing but the style sheet gets the page ready."""
    plain.emulate_media(media="print")
    plain.goto(server.url("before/"))
    # No controls and no navigation.
    controls = ".md-header, .md-sidebar, .md-banner, .tg-tools, .tg-feedback, .headerlink"
    assert plain.locator(controls).count() > 5
    expect(plain.locator(controls).filter(visible=True)).to_have_count(0)
    # What is folded on the screen.
    details = plain.locator(".tg-item details").first
    expect(details).not_to_have_attribute("open", "")
    assert details.locator("dl").evaluate("part => part.checkVisibility()")
    assert (details.locator("dl").bounding_box() or {"height": 0})["height"] > 10
    # Empty boxes to tick.
    box = plain.locator("[data-item]").first
    assert box.evaluate(
        "box => [getComputedStyle(box).appearance, getComputedStyle(box).borderTopStyle]"
    ) == ["none", "solid"]
    # Whole items on a sheet.
    item = plain.locator(".tg-item").first
    assert item.evaluate("part => getComputedStyle(part).breakInside") == "avoid"


def test_paper_has_no_heading_of_what_is_on_the_screen_only(plain: Page, server: Served) -> None:
    plain.emulate_media(media="print")
    plain.goto(server.url())
    expect(plain.locator(".tg-agenda")).to_be_hidden()
    expect(plain.locator("#today")).to_be_hidden()
    expect(plain.locator("#the-whole-way")).to_be_visible()


def test_on_paper_a_ticked_box_is_ticked_and_nothing_is_said_of_order(
    page: Page, server: Served
) -> None:
    arrive(page, server.url("before/"))
    box = page.locator("[data-item]").first
    box.check()
    waits = page.locator("[data-waits]")
    expect(waits.filter(visible=True)).not_to_have_count(0)
    page.emulate_media(media="print")
    assert box.evaluate("box => getComputedStyle(box, '::after').content") == '"\u2713"'
    expect(waits.filter(visible=True)).to_have_count(0)


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


@pytest.mark.parametrize("phase", ["before", "during", "after"])
def test_a_phase_is_short_on_paper(plain: Page, firm_server: Served, phase: str) -> None:
    """With the firm's dates, which take room, every fold open, and the notes at the end."""
    plain.goto(firm_server.url(f"{phase}/"))
    for paper in ("A4", "Letter"):
        found = sheets(plain.pdf(format=paper))
        assert len(found) <= 8, paper
        assert any("Donewhen:" in sheet for sheet in found), paper
        assert any("Allsources" in sheet for sheet in found), paper


def test_another_program_reads_the_same_on_a_sheet(plain: Page, firm_server: Served) -> None:
    """What the other tests ask of a PDF is asked of its text as this reads it."""
    plain.goto(firm_server.url("roles/timekeeper/"))
    pdf = plain.pdf(format="A4")
    read = [squeezed(sheet.extract_text()) for sheet in PdfReader(io.BytesIO(pdf)).pages]
    assert sheets(pdf) == read
    assert len(read[0]) > 1000
