"""What holds for every page, and what the search and a screen reader need of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.support.axe_check import Looks
from tests.support.browser import WITHOUT_SEARCH, WITHOUT_WORKER, NewPage, Watch
from tests.support.elsewhere import Elsewhere
from tests.support.modules import visit
from tests.support.page_questions import QUESTIONS, Opened
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


@pytest.fixture(scope="module")
def walked(browser: Browser, axe: str) -> Iterator[tuple[Page, CDPSession, Watch]]:
    """A page that goes from address to address, and what must not happen there."""
    watch = Watch()
    context = watch.over(browser.new_context(color_scheme="light"))
    for script in (WITHOUT_WORKER, WITHOUT_SEARCH, STAND_IN, axe):
        context.add_init_script(script)
    context.set_default_timeout(5000)
    page = context.new_page()
    yield page, context.new_cdp_session(page), watch
    context.close()


@pytest.fixture(scope="module")
def looks() -> Looks:
    """What of all pages axe has looked at."""
    return Looks()


@pytest.mark.parametrize("url", URLS, ids=[url or "home" for url in URLS])
def test_nothing_is_wrong_on_any_page(
    walked: tuple[Page, CDPSession, Watch],
    server: Served,
    other_hosts: Elsewhere,
    looks: Looks,
    url: str,
) -> None:
    """Also no word in the console, and no request to another host."""
    page, devtools, watch = walked
    watch.seen.clear()
    page.set_viewport_size({"width": 320, "height": 640})
    named, asked = visit(page, server.url(url))
    late = {each for each in named ^ asked if not LATER.search(each)}
    opened = Opened(page, url, devtools, looks, late)
    answers = {ask.__name__: ask(opened) for ask in QUESTIONS}
    assert {question: wrong for question, wrong in answers.items() if wrong} == {}
    assert [*watch.seen, *other_hosts.take()] == []


@pytest.mark.parametrize("url", ["reference/systems/pclaw/", "404.html"])
def test_the_search_is_quiet_and_finds(new_page: NewPage, server: Served, url: str) -> None:
    """Where it looks is in the HTML of each page, see test_pages.py; that of wrong addresses is of use at any address."""
    page = new_page(searching=True)
    visit(page, server.url(url))
    # As a reader does it: the theme puts results into a search that is open.
    page.keyboard.press("/")
    page.keyboard.type("trust")
    expect(page.locator(".md-search-result__link").first).to_be_visible(timeout=30_000)


SHAPE = """
() => {
  const shape = {};
  for (const tag of ["table", "tr", "th", "td"]) shape[tag] = document.querySelectorAll(`main ${tag}`).length;
  return shape;
}
"""


def test_a_table_laid_out_as_blocks_is_still_a_table_to_a_screen_reader(
    page: Page, server: Served
) -> None:
    """No explicit roles say so: the browsers that lay it out so keep what it means."""
    page.set_viewport_size({"width": 390, "height": 844})
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
