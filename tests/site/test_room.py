"""What one came for begins on the first screen of a phone, and a wide table uses the width that is there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browser import WITHOUT_SEARCH, WITHOUT_WORKER, started
from tests.support.site import Served, page_urls
from tests.support.stand_in import STAND_IN

pytestmark = pytest.mark.browser

HEIGHT = 844
LONGEST = 12_000
"""The most that a page takes on a phone."""
PAGES = [
    url
    for url in page_urls()
    if url.startswith(("tools/", "roles/")) or url == "reference/downloads/"
]
PHASES = ["before/", "during/", "after/"]
CAME_FOR = ".tg-drop, .tg-form, .tg-part :is(input, button), .tg-signoff-table tr, .tg-monday a, .tg-item, a[download], h2"
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
    context.add_init_script(STAND_IN)
    context.set_default_timeout(5000)
    yield context.new_page()
    context.close()


def test_every_tool_list_and_download_begins_on_the_first_screen(
    phone: Page, server: Served
) -> None:
    tops, long = {}, {}
    for url in PAGES:
        phone.goto(server.url(url))
        started(phone)
        # Some show it once their data is there.
        phone.locator(f"article :is({CAME_FOR}):visible").first.wait_for()
        tops[url] = phone.evaluate(FIRST, CAME_FOR)
        long[url] = phone.evaluate("document.documentElement.scrollHeight")
    # Enough of it to be seen for what it is.
    assert {url: top for url, top in tops.items() if not top <= HEIGHT - 44} == {}
    assert {url: height for url, height in long.items() if height > LONGEST} == {}


def test_every_checklist_begins_on_the_first_screen(phone: Page, server: Served) -> None:
    """Its dates come before it; its count and its filters are in view."""
    ends, long = {}, {}
    for url in PHASES:
        phone.goto(server.url(url))
        started(phone)
        box = phone.locator(".tg-tools:has([data-role-filter])").bounding_box()
        assert box
        ends[url] = box["y"] + box["height"]
        long[url] = phone.evaluate("document.documentElement.scrollHeight")
    assert {url: end for url, end in ends.items() if end > HEIGHT} == {}
    assert {url: height for url, height in long.items() if height > LONGEST} == {}


LINES = """
() => [...document.querySelectorAll("article :is(td, th)")].flatMap((cell) => {
  const text = document.createRange();
  text.selectNodeContents(cell);
  const ends = [...text.getClientRects()].filter(({ width, height }) => width > 1 && height > 8);
  const lines = [];
  for (const { bottom } of ends.sort((a, b) => a.bottom - b.bottom)) {
    if (!lines.length || bottom - lines.at(-1) > 8) lines.push(bottom);
  }
  return lines.length > 6 ? [`${lines.length} lines: ${cell.textContent.trim().slice(0, 60)}`] : [];
})
"""


def test_no_cell_of_a_table_has_seven_lines(plain: Page, server: Served) -> None:
    """In a window of 1280, with everything open that is folded."""
    plain.set_viewport_size({"width": 1280, "height": 720})
    found = {}
    for url in page_urls():
        html = (server.folder / url / "index.html").read_text("utf-8")
        if url.startswith("print/") or "<td" not in html:
            continue
        plain.goto(server.url(url))
        plain.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)")
        found[url] = plain.evaluate(LINES)
    assert len(found) > 10
    assert {url: cells for url, cells in found.items() if cells} == {}
