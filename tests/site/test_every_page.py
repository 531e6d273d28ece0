"""What holds for every page: no outside request, no console word, no sideways scrolling, no late module, no axe finding."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.axe_check import Looks, free_page
from tests.support.browser import WITHOUT_SEARCH, WITHOUT_WORKER, NewPage, Watch, started
from tests.support.modules import visit
from tests.support.site import Served, page_urls
from tests.support.stand_in import STAND_IN

pytestmark = pytest.mark.browser

URLS = [*page_urls(), "reference/systems/pclaw/", "404.html"]
"""One of the pages that the build writes for previous systems stands for all."""
LATER = re.compile(
    r"/engine/engine-worker\.|/base/clipboard\.|/guide/(open-needs|checklist-ticking|tick-rows)\."
    r"|/progress/(ticking|entries|entry-form)\."
)
"""What is not of a page's first round: the worker; on a phase what adds to a list that is shown already, and what keeps its ticks."""
IDS = [url or "home" for url in URLS]
TALL = {
    "print/": 200_000,
    "reference/findings/": 40_000,
    "after/": 13_000,
}
"""Pixels at a width of 390, where a page may be longer than others: it is all of the guide, has an index, or is a list to work through."""


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[tuple[Page, Watch]]:
    """A small phone that goes from page to page, and what must not happen there."""
    watch = Watch()
    context = watch.over(browser.new_context(viewport={"width": 320, "height": 640}))
    context.add_init_script(WITHOUT_WORKER)
    context.add_init_script(WITHOUT_SEARCH)
    context.add_init_script(STAND_IN)
    context.set_default_timeout(5000)
    yield context.new_page(), watch
    context.close()
    assert watch.seen == []


@pytest.mark.parametrize("url", URLS, ids=IDS)
def test_quiet_and_within_the_width_of_a_small_phone_and_no_module_waits_for_another(
    phone: tuple[Page, Watch], server: Served, url: str
) -> None:
    page, watch = phone
    page.set_viewport_size({"width": 320, "height": 640})
    named, asked = visit(page, server.url(url))
    late = {each for each in asked if LATER.search(each)}
    assert asked - late == named - late
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
    height = page.evaluate("document.documentElement.scrollHeight")
    assert height <= TALL.get(url, 12_000), "fold what few readers need"
    assert watch.seen == []


DEPTHS = {url.count("/"): url for url in URLS[:-1]}


@pytest.mark.parametrize("url", [*DEPTHS.values(), "404.html"])
def test_the_search_that_each_page_starts_is_quiet(
    new_page: NewPage, server: Served, url: str
) -> None:
    """Its addresses depend on how deep in the site a page is."""
    page = new_page(searching=True)
    visit(page, server.url(url))
    # As a reader does it: the theme puts results into a search that is open.
    page.keyboard.press("/")
    page.keyboard.type("trust")
    expect(page.locator(".md-search-result__link").first).to_be_visible(timeout=30_000)


@pytest.fixture(scope="module")
def free(browser: Browser) -> Iterator[Page]:
    """A page for axe."""
    with free_page(browser) as page:
        yield page


@pytest.fixture(scope="module")
def looks() -> Looks:
    """What that page has shown."""
    return Looks()


@pytest.mark.parametrize("url", URLS, ids=IDS)
def test_axe_finds_nothing_in_either_palette(
    free: Page, server: Served, axe: str, looks: Looks, url: str
) -> None:
    free.goto(server.url(url))
    started(free)
    free.evaluate(
        "() => document.querySelectorAll('details:not(.tg-nav)').forEach((part) => { part.open = true; })"
    )
    assert looks.findings(free, axe) == []


SHAPE = """
() => {
  const shape = {};
  for (const tag of ["table", "tr", "th", "td"]) shape[tag] = document.querySelectorAll(`main ${tag}`).length;
  return shape;
}
"""


def test_a_table_laid_out_as_blocks_is_still_a_table_to_a_screen_reader(
    browser: Browser, server: Served
) -> None:
    """No explicit roles say so: the browsers that lay it out so keep what it means."""
    with free_page(browser, viewport={"width": 390, "height": 844}) as page:
        page.goto(server.url("reference/what-migrates/"))
        cell = page.locator("main td").first
        assert cell.evaluate("cell => getComputedStyle(cell).display") == "block"
        nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        shape = page.evaluate(SHAPE)
    roles = [node["role"]["value"] for node in nodes if not node["ignored"]]
    assert roles.count("table") == shape["table"] > 0
    assert roles.count("row") == shape["tr"]
    assert roles.count("cell") == shape["td"]
    assert roles.count("columnheader") + roles.count("rowheader") == shape["th"]
