"""On a phone, what one came for begins on the first screen: the tool, the list, the download."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browser import WITHOUT_SEARCH, WITHOUT_WORKER, started
from tests.support.site import Served, page_urls

pytestmark = pytest.mark.browser

HEIGHT = 844
PAGES = [
    url
    for url in page_urls()
    if url.startswith(("tools/", "roles/")) or url == "reference/downloads/"
]
CAME_FOR = ".tg-drop, .tg-form, .tg-part :is(input, button), .tg-signoff-table tr, .tg-daily, .tg-item, a[download], h2"
"""What a reader can use at once, or, on an overview, the first of its parts."""

FIRST = """
(selector) => Math.min(...[...document.querySelectorAll("article :is(" + selector + ")")]
  .filter((each) => each.checkVisibility() && !each.closest(".tg-tools, .tg-feedback"))
  .map((each) => each.getBoundingClientRect().top + scrollY))
"""


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    """One page for all addresses."""
    context = browser.new_context(viewport={"width": 390, "height": HEIGHT})
    context.add_init_script(WITHOUT_WORKER)
    context.add_init_script(WITHOUT_SEARCH)
    context.set_default_timeout(5000)
    yield context.new_page()
    context.close()


def test_every_tool_list_and_download_begins_on_the_first_screen(
    phone: Page, server: Served
) -> None:
    tops = {}
    for url in PAGES:
        phone.goto(server.url(url))
        started(phone)
        tops[url] = phone.evaluate(FIRST, CAME_FOR)
    # Enough of it to be seen for what it is.
    assert {url: top for url, top in tops.items() if not top <= HEIGHT - 44} == {}
