"""What holds for every page: no outside request, no console word, no sideways scrolling, no axe finding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import NewPage
from tests.support.site import Served, page_urls

pytestmark = pytest.mark.browser

URLS = [*page_urls(), "404.html"]
IDS = [url or "home" for url in URLS]


@pytest.mark.parametrize("url", URLS, ids=IDS)
def test_quiet_and_within_the_width_of_a_small_phone(
    new_page: NewPage, server: Served, url: str
) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    page.goto(server.url(url))
    for module in page.locator("[data-module]").all():
        expect(module).to_have_attribute("data-started", "")
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
def free_page(browser: Browser) -> Iterator[Page]:
    """A page without the policy, which would refuse the checker itself. For axe only."""
    context = browser.new_context(bypass_csp=True, color_scheme="light", service_workers="block")
    yield context.new_page()
    context.close()


def findings(page: Page, options: str) -> list[tuple[str, list[Any]]]:
    """What axe complains of, each with the first places."""
    result: dict[str, Any] = page.evaluate(f"axe.run({options})")
    return [
        (rule["id"], [node["target"] for node in rule["nodes"]][:5])
        for rule in result["violations"]
    ]


@pytest.mark.parametrize("url", URLS, ids=IDS)
def test_axe_finds_nothing_in_either_palette(
    free_page: Page, server: Served, axe: str, url: str
) -> None:
    free_page.goto(server.url(url))
    for module in free_page.locator("[data-module]").all():
        expect(module).to_have_attribute("data-started", "")
    free_page.evaluate(
        "() => document.querySelectorAll('details').forEach((part) => { part.open = true; })"
    )
    free_page.evaluate(axe)
    assert findings(free_page, "{resultTypes: ['violations']}") == []
    free_page.evaluate("() => document.body.setAttribute('data-md-color-scheme', 'slate')")
    free_page.evaluate(
        "() => Promise.allSettled(document.getAnimations().map((change) => change.finished))"
    )  # the theme's colors change over a quarter of a second, longer on a busy machine
    assert findings(free_page, "{resultTypes: ['violations']}") == []
