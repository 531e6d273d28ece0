"""A page whose scripts do not arrive, or are not its own, says so where the reader looks, and offers to reload."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.support.browser import NewPage, Watch
from tests.support.each import each
from tests.support.site import Page as Parsed
from tests.support.site import Served, module, page_urls

pytestmark = pytest.mark.browser

PAGE = "during/"
KEPT = "localStorage.getItem('transition-guide:checklist:during:v1')"
HTML_SUFFICES = {"page/banner", "page/feedback", "page/offline", "page/offline-note"}
"""What these pages show without scripts does all that they promise."""


def not_found(route: Route) -> None:
    route.fulfill(status=404, content_type="text/html", body="<h1>Not found</h1>")


def as_text(route: Route) -> None:
    route.fulfill(body=route.fetch().body(), content_type="text/plain")


def another_page(route: Route) -> None:
    route.fulfill(content_type="text/html", body="<!doctype html><title>Sign in</title>")


def cut_short(route: Route) -> None:
    body = route.fetch().body()
    route.fulfill(body=body[: len(body) // 2], content_type="text/javascript")


def words(page: Page, name: str = "guide/checklist") -> Locator:
    return page.locator(f"[data-module='{name}'] [data-not-started='{name}']")


TICK = """
() => {
  const items = [...document.querySelectorAll(".tg-item")];
  return [0, 3].map((number) => {
    items[number].querySelector("[data-item]").click();
    const alerts = [...document.querySelectorAll(".tg-item [role=alert]")].filter((each) => each.checkVisibility());
    return alerts.map((each) => [items.indexOf(each.closest(".tg-item")), each.innerText]);
  });
}
"""
"""Ticks two items, and gives after each of them the items beside which something is said, and what."""


def expect_ticks_announced_as_lost(page: Page) -> None:
    """Above the list, and beside each box that is ticked nonetheless."""
    expect(words(page)).to_be_visible()
    expect(words(page)).to_contain_text("Your ticks on this page are not being kept.")
    beside = page.evaluate(TICK)
    assert [[item for item, _ in said] for said in beside] == [[0], [3]]
    assert all("ticks on this page are not being kept" in text for ((_, text),) in beside)
    assert page.evaluate(KEPT) is None


def expect_ticks_kept(page: Page) -> None:
    expect(page.locator("[data-module='guide/checklist']")).to_have_attribute("data-started", "")
    expect(words(page)).to_be_hidden()
    page.locator("[data-item]").first.check()
    assert "true" in page.evaluate(KEPT)


HOWS = (not_found, as_text, another_page, cut_short)
MISSING_OR_WRONG = [
    *itertools.product(["init", "guide/checklist"], HOWS),
    ("base/storage", another_page),
    ("progress/entries", as_text),
]
"""The script that starts the others, that of the list, and two that this one needs, at once and in turn."""


def test_a_script_that_is_missing_or_wrong_or_of_another_version(
    new_page: NewPage, server: Served, watch: Watch
) -> None:
    page = new_page(clocked=True)
    page.clock.install()

    def announces(case: tuple[str, Callable[[Route], None]]) -> None:
        which, how = case
        page.route(f"**/assets/{which}.*.mjs", how)
        page.goto(server.url(PAGE))
        if case == ("init", cut_short):
            page.clock.fast_forward(10_000)
        expect_ticks_announced_as_lost(page)
        page.unroute(f"**/assets/{which}.*.mjs")

    each(MISSING_OR_WRONG, lambda case: f"{case[0]} {case[1].__name__}")(announces)()

    # As in a tab or a cache while the site is replaced: the scripts of the page are gone. The button gets the new page.
    html = (server.folder / PAGE / "index.html").read_text(encoding="utf-8")
    now = module(server.folder, html, "guide/checklist").name
    old = html.replace(now, "checklist.0a1b2c3d.mjs")
    page.route(
        f"**/{PAGE}", lambda route: route.fulfill(body=old, content_type="text/html"), times=1
    )
    page.goto(server.url(PAGE))
    expect_ticks_announced_as_lost(page)
    words(page).get_by_role("button", name="Reload this page").click()
    expect_ticks_kept(page)
    watch.seen.clear()


def test_a_tick_before_the_failure_is_known_is_announced_as_lost(
    page: Page, server: Served, watch: Watch
) -> None:
    held: list[Route] = []
    page.route("**/guide/checklist.*.mjs", lambda route: held.append(route))
    page.goto(server.url(PAGE), wait_until="commit")
    item = page.locator(".tg-item").first
    item.locator("[data-item]").check()
    expect(page.get_by_role("alert")).to_have_count(0)
    page.route(
        "**/guide/checklist.*.mjs", not_found
    )  # also what the page asks for after its preload failed
    for route in held:
        not_found(route)
    expect(item.get_by_role("alert")).to_contain_text("not being kept")
    watch.seen.clear()


def test_a_slow_script_is_waited_for_and_then_keeps_the_ticks(
    new_page: NewPage, server: Served
) -> None:
    page = new_page(clocked=True)
    held: list[Route] = []
    page.clock.install()
    page.route("**/assets/init.*.mjs", lambda route: held.append(route))
    page.goto(server.url(PAGE), wait_until="commit")
    item = page.locator(".tg-item").first
    item.locator("[data-item]").check()
    page.clock.fast_forward(2_000)
    expect(words(page)).to_be_hidden()
    page.clock.fast_forward(9_000)
    expect(words(page)).to_be_visible()
    expect(item.get_by_role("alert")).to_be_visible()
    for route in held:
        route.continue_()
    expect(words(page)).to_be_hidden()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(item.locator("[data-item]")).to_be_checked()
    assert "true" in page.evaluate(KEPT)


def test_scripts_of_other_parts_and_those_that_are_needed_later_may_be_missing(
    page: Page, server: Served, watch: Watch
) -> None:
    page.route("**/page/feedback.*.mjs", not_found)
    page.route("**/progress/evidence.*.mjs", not_found)
    page.goto(server.url(PAGE))
    page.locator("[data-item]").first.check()
    expect(page.locator("[data-count-text]")).to_have_text(re.compile("^1 of"))
    expect(page.get_by_role("alert")).to_have_count(0)
    page.locator(".tg-item summary").first.click()
    expect(page.get_by_role("alert")).to_contain_text("Names, dates and notes are not shown")
    page.locator("[data-item]").nth(1).check()
    expect(page.locator("[data-count-text]")).to_have_text(re.compile("^2 of"))
    assert page.evaluate(KEPT).count('"done":true') == 2
    watch.seen.clear()


SHOWN = "() => [...document.querySelectorAll('[data-not-started]')].map((each) => each.checkVisibility())"


@pytest.mark.parametrize("url", ["", "roles/billing/", "tools/plan/"])
def test_without_scripts_nothing_speaks_of_scripts_that_are_missing(
    plain: Page, server: Served, url: str
) -> None:
    plain.goto(server.url(url))
    shown = plain.evaluate(SHOWN)
    assert shown
    assert not any(shown)


@pytest.mark.site
def test_every_component_has_words_for_when_it_does_not_start(site: Path) -> None:
    """Hidden until then."""
    without, at_once = {}, {}
    for url in page_urls():
        html = Parsed.read(site / url / "index.html")
        needed = set(html.having("data-module")) - HTML_SUFFICES
        without[url] = needed - set(html.having("data-not-started"))
        at_once[url] = [
            attributes["data-not-started"]
            for _, attributes in html.elements
            if "data-not-started" in attributes and "hidden" not in attributes
        ]
    assert {url: names for url, names in without.items() if names} == {}
    assert {url: names for url, names in at_once.items() if names} == {}
