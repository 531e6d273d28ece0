"""What holds for every page: no outside request, no console word, no sideways scrolling, no late module, no axe finding."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.support.axe_check import findings, free_page
from tests.support.browser import NewPage, started
from tests.support.modules import visit
from tests.support.site import Served, page_urls

pytestmark = pytest.mark.browser

URLS = [*page_urls(), "404.html"]
IDS = [url or "home" for url in URLS]


@pytest.mark.parametrize("url", URLS, ids=IDS)
def test_quiet_and_within_the_width_of_a_small_phone_and_no_module_waits_for_another(
    new_page: NewPage, server: Served, url: str
) -> None:
    page = new_page(searching=True, viewport={"width": 320, "height": 640})
    named, asked = visit(page, server.url(url))
    late = {each for each in asked if "/engine/engine-worker." in each}  # a worker, not of the page
    assert asked - late == named
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 640})
        wide = page.evaluate(
            """() => [...document.querySelectorAll("main *, footer *, .md-banner *")]
              .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
              .filter((element) => !element.closest(".md-sidebar, pre, .tg-scroll, .tg-hidden, thead"))
              .map((element) => `${element.tagName}.${element.className}`)"""
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= width, wide
        assert wide == []


@pytest.fixture(scope="module")
def free(browser: Browser) -> Iterator[Page]:
    """A page for axe."""
    with free_page(browser) as page:
        yield page


@pytest.mark.parametrize("url", URLS, ids=IDS)
def test_axe_finds_nothing_in_either_palette(
    free: Page, server: Served, axe: str, url: str
) -> None:
    free.goto(server.url(url))
    started(free)
    free.evaluate(
        "() => document.querySelectorAll('details').forEach((part) => { part.open = true; })"
    )
    assert findings(free, axe) == []
