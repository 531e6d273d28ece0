"""The navigation: the group of the page is open, the others fold, also without scripts; the firm's name is in the header."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.axe_check import free_page
from tests.support.browser import started
from tests.support.site import Served

pytestmark = pytest.mark.browser

GROUPS = ["Your role", "Tools", "How-to", "More"]


def group(page: Page, name: str):
    return page.locator("details.tg-nav:not(.tg-nav-page)", has=page.get_by_text(name, exact=True))


def opened(page: Page) -> list[str]:
    return [each for each in GROUPS if group(page, each).get_attribute("open") is not None]


def test_a_group_opens_by_keyboard_without_scripts_and_is_open_on_its_pages(
    plain: Page, server: Served
) -> None:
    """Which group is open on every page: test_navigation.py."""
    plain.goto(server.url("before/"))
    assert opened(plain) == []
    link = group(plain, "Tools").get_by_role("link", name="Build the import")
    expect(link).to_be_hidden()
    group(plain, "Tools").locator("summary").press("Enter")
    plain.keyboard.press("Tab")
    expect(group(plain, "Tools").get_by_role("link").first).to_be_focused()
    link.press("Enter")
    expect(plain).to_have_url(server.url("tools/export/"))
    assert opened(plain) == ["Tools"]
    current = plain.locator(".md-nav--primary [aria-current=page]")
    expect(current).to_be_visible()
    assert current.evaluate("link => link.href") == plain.url


TOO_SMALL = """
async () => {
  const { violations } = await axe.run(".md-sidebar--primary", { runOnly: ["target-size"] });
  return violations.flatMap(({ nodes }) => nodes.map(({ target }) => target));
}
"""


def test_no_link_of_an_open_group_is_cut_or_too_small_in_a_small_window(
    browser: Browser, server: Served, axe: str
) -> None:
    """Links that the edge of the window cut were too small to hit."""
    with free_page(browser, viewport={"width": 1280, "height": 720}) as page:
        page.goto(server.url())
        started(page)
        page.evaluate(axe)
        small = {}
        for name in GROUPS:
            group(page, name).evaluate("each => { each.open = true; }")
            small[name] = page.evaluate(TOO_SMALL)
            group(page, name).evaluate("each => { each.open = false; }")
    assert small == {name: [] for name in GROUPS}


def test_on_a_phone_the_headings_of_the_page_are_below_its_name(page: Page, server: Served) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(server.url("how-to/turn-on-syncs/"))
    page.locator(".md-header label[for=__drawer]").click()
    steps = page.locator(".tg-nav-page").get_by_role("link", name="Steps")
    expect(steps).to_be_hidden()
    page.locator(".tg-nav-page > summary").click()
    steps.click()
    expect(page).to_have_url(server.url("how-to/turn-on-syncs/#steps"))


def test_the_header_names_the_firm(plain: Page, firm_server: Served) -> None:
    plain.goto(firm_server.url("before/"))
    name = plain.get_by_role("banner").get_by_text("Invented & Partners")
    for width in (390, 1280):
        plain.set_viewport_size({"width": width, "height": 844})
        expect(name).to_be_visible()
        # In full: an ellipsis would mean that more is in the box than fits.
        assert name.evaluate("name => name.scrollWidth <= name.clientWidth + 1"), width
        expect(plain.locator(".tg-guide-name")).to_be_visible(visible=width > 600)
