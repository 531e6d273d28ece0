"""The copy for offline use: complete after one visit, wherever the site is, and nothing in it that is not to be kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserType, Page, expect

from tests.support.browser import WITHOUT_SEARCH, NewPage, Watch, launched, started
from tests.support.offline import opens_whole, paths, quiet_but_for_the_network, stored
from tests.support.site import BELOW, Served, page_urls, served

pytestmark = pytest.mark.browser

NOTE = "[data-module='page/offline-note']"

TYPED = ("", "before", "how-to/set-the-cut-off/index.html", "tools/check/", "during/?role=billing")
"""Addresses of pages of each depth, whole and as a reader may type them."""

FETCHED = """
(urls) => Promise.all(urls.map(async (url) => [url, await fetch(url).then((answer) => answer.text(), String)]))
"""

SIZE = """
async () => {
  const store = await caches.open((await caches.keys())[0]);
  const sizes = (await store.matchAll()).map(async (kept) => (await kept.blob()).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
"""


def test_after_one_visit_the_guide_works_without_the_server(
    new_page: NewPage, watch: Watch, site: Path
) -> None:
    """From the note on the home page that it is kept, below a path, to every page of the guide."""
    search = new_page(keeping=True, searching=True)
    page = search.context.new_page()
    page.add_init_script(WITHOUT_SEARCH)
    quiet_but_for_the_network(watch)

    with served(site) as server:

        def url(address: str = "") -> str:
            return server.url(address, below=True)

        page.goto(url())
        expect(page.locator(NOTE)).to_be_visible(timeout=15000)
        page.locator(NOTE).locator("a").click()
        expect(page).to_have_url(url("reference/privacy-and-accessibility/#kept-for-offline-use"))
        expect(page.locator(NOTE)).to_be_visible()
        holds_the_pages_and_no_download(page)
        asks_again_for_what_is_named_by_no_content(page, server)
        works_where_the_browser_says_that_it_is_offline(page, url("how-to/set-the-cut-off/"))

    for address in TYPED:
        opens_whole(page, url(address))
    filters_and_ticks(page)
    pages = {url(each): site / each / "index.html" for each in page_urls()}
    found = dict(page.evaluate(FETCHED, [*pages]))
    assert [each for each, file in pages.items() if found[each] != file.read_text("utf-8")] == []
    answer = page.goto(url("nowhere/"))
    assert answer
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text("Page not found")
    watch.seen[:] = [said for said in watch.seen if "404" not in said]
    search.goto(url("during/?role=billing"))
    still_has_the_tick_and_finds(search)


def holds_the_pages_and_no_download(page: Page) -> None:
    """Downloads may hold names, rates and clients. Nothing either that no page asks for."""
    kept = {path.removeprefix(BELOW) for path in paths(stored(page))}
    assert set(page_urls()) < kept
    assert "search/search_index.json" in kept
    assert not [path for path in kept if re.search(r"^downloads/|\.map$|/lunr/|sw\.js", path)]
    assert 1_000_000 < page.evaluate(SIZE) < 6_500_000


def asks_again_for_what_is_named_by_no_content(page: Page, server: Served) -> None:
    server.asked.clear()
    page.goto(server.url("before/", below=True))
    started(page)
    assert f"{BELOW}assets/page/guide.css" in server.asked
    assert [path for path in server.asked if re.search(r"\.min\.|\.mjs$", path)] == []


def works_where_the_browser_says_that_it_is_offline(page: Page, url: str) -> None:
    page.context.set_offline(True)
    page.goto(url)
    expect(page.locator("h1")).to_have_text(re.compile("Set the cut-off"))
    page.context.set_offline(False)


FIRST = ".tg-item:not([hidden]) [data-item]"


def filters_and_ticks(page: Page) -> None:
    expect(page.locator("[data-role-filter]")).to_have_value("billing")
    page.locator(FIRST).first.check()


def still_has_the_tick_and_finds(page: Page) -> None:
    expect(page.locator(FIRST).first).to_be_checked()
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("placeholder")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def test_nothing_happens_and_nothing_is_said_where_workers_are_missing(
    page: Page, server: Served
) -> None:
    page.goto(server.url())
    for name in ("page/offline", "page/offline-note"):
        expect(page.locator(f"[data-module='{name}']")).to_have_attribute("data-started", "")
    expect(page.locator(NOTE)).to_be_hidden()


def test_the_browser_finds_nothing_wrong_with_the_app(
    chromium: BrowserType, watch: Watch, server: Served
) -> None:
    """Chromium's own verdict on the manifest and on whether the site can be installed: of the one with windows."""
    with launched(chromium, "chromium", "chromium-browser") as browser:
        context = watch.over(browser.new_context())
        context.add_init_script(WITHOUT_SEARCH)
        page = context.new_page()
        page.goto(server.url("before/"))
        session = page.context.new_cdp_session(page)
        manifest = session.send("Page.getAppManifest")
        assert manifest["errors"] == []
        assert manifest["url"] == server.url("manifest.webmanifest")
        found = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
        assert [error["errorId"] for error in found] == ["in-incognito"]  # as all test profiles are
