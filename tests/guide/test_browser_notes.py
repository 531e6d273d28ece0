"""Marks that open their note: without scripts, by keyboard, on a phone, and with nothing else moved."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.axe_check import Looks, free_page
from tests.support.site import Served

pytestmark = pytest.mark.browser

PAGE = "how-to/upload-time-entries/"


@pytest.mark.parametrize("width", [390, 1280])
def test_a_mark_opens_and_closes_its_note_by_keyboard_without_scripts(
    plain: Page, server: Served, width: int
) -> None:
    plain.set_viewport_size({"width": width, "height": 844})
    plain.goto(server.url(PAGE))
    mark = plain.locator("main .tg-mark").nth(3)
    note = plain.locator(f"#{mark.get_attribute('popovertarget')}")
    below = plain.locator("main .tg-mark").nth(6)
    mark.scroll_into_view_if_needed()
    before = below.bounding_box()
    expect(note).to_be_hidden()
    expect(plain.locator(".tg-notes-title")).to_be_hidden()
    expect(plain.locator(".tg-cited")).to_be_hidden()
    mark.press("Enter")
    expect(note).to_be_visible()
    assert below.bounding_box() == before
    box = note.bounding_box() or {}
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 844
    plain.keyboard.press("Tab")
    expect(note.get_by_role("link").first).to_be_focused()
    plain.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(mark).to_be_focused()


def test_axe_finds_nothing_in_a_page_with_an_open_note(
    browser: Browser, server: Served, axe: str
) -> None:
    with free_page(browser) as page:
        page.goto(server.url(PAGE))
        page.locator("main .tg-mark").nth(3).click()
        assert page.locator(".tg-note:popover-open").count() == 1
        assert Looks().findings(page, axe) == []
