"""A page whose scripts do not arrive, or are not its own, says so where the reader looks, and offers to reload."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.support.browser import NewPage, Watch
from tests.support.site import Page as Parsed
from tests.support.site import Served, module, page_urls, served

pytestmark = pytest.mark.browser

KEPT = "localStorage.getItem('transition-guide:checklist:before:v1')"
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


def expect_ticks_announced_as_lost(page: Page) -> None:
    """Above the list, and beside each box that is ticked nonetheless."""
    expect(words(page)).to_contain_text("Your ticks on this page are not being kept.")
    for number in (0, 3):
        item = page.locator(".tg-item").nth(number)
        item.locator("[data-item]").check()
        expect(item.get_by_role("alert")).to_contain_text("ticks on this page are not being kept")
    expect(page.locator(".tg-item [role=alert]")).to_have_count(1)
    assert page.evaluate(KEPT) is None


@pytest.mark.parametrize("how", [not_found, as_text, another_page, cut_short])
@pytest.mark.parametrize("which", ["guide/checklist", "base/storage", "init", "progress/entries"])
def test_a_script_that_is_missing_or_wrong(
    page: Page, server: Served, watch: Watch, which: str, how: object
) -> None:
    page.clock.install()
    page.route(f"**/assets/{which}.*.mjs", how)  # type: ignore[arg-type]
    page.goto(server.url("before/"))
    if which == "init" and how is cut_short:
        page.clock.fast_forward(10_000)
    expect_ticks_announced_as_lost(page)
    page.unroute(f"**/assets/{which}.*.mjs")
    words(page).get_by_role("button", name="Reload this page").click()
    expect(page.locator("[data-module='guide/checklist']")).to_have_attribute("data-started", "")
    expect(words(page)).to_be_hidden()
    page.locator("[data-item]").first.check()
    assert "true" in page.evaluate(KEPT)
    watch.seen.clear()


def test_a_page_of_another_version_than_its_scripts(
    page: Page, site: Path, watch: Watch, tmp_path: Path
) -> None:
    """As in a tab or a cache while the site is replaced: the scripts of the page are gone."""
    folder = tmp_path / "site"
    folder.symlink_to(site)
    html = (site / "before" / "index.html").read_text(encoding="utf-8")
    now = module(site, html, "guide/checklist").name
    page.route(
        "**/before/",
        lambda route: route.fulfill(
            body=html.replace(now, "checklist.0a1b2c3d.mjs"), content_type="text/html"
        ),
        times=1,
    )
    with served(folder) as server:
        page.goto(server.url("before/"))
        expect_ticks_announced_as_lost(page)
        words(page).get_by_role("button").click()
        expect(page.locator("[data-module='guide/checklist']")).to_have_attribute(
            "data-started", ""
        )
        expect(words(page)).to_be_hidden()
    watch.seen.clear()


def test_a_tick_before_the_failure_is_known_is_announced_as_lost(
    page: Page, server: Served, watch: Watch
) -> None:
    held: list[Route] = []
    page.route("**/guide/checklist.*.mjs", lambda route: held.append(route))
    page.goto(server.url("before/"), wait_until="commit")
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


def test_a_slow_script_is_waited_for_and_then_keeps_the_ticks(page: Page, server: Served) -> None:
    held: list[Route] = []
    page.clock.install()
    page.route("**/assets/init.*.mjs", lambda route: held.append(route))
    page.goto(server.url("before/"), wait_until="commit")
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


def test_the_other_components_work_where_one_does_not_start(
    page: Page, server: Served, watch: Watch
) -> None:
    page.route("**/page/feedback.*.mjs", not_found)
    page.goto(server.url("before/"))
    page.locator("[data-item]").first.check()
    expect(page.locator("[data-count-text]")).to_have_text(re.compile("^1 of"))
    expect(page.get_by_role("alert")).to_have_count(0)
    watch.seen.clear()


def test_a_script_that_is_needed_later_and_is_missing(
    page: Page, server: Served, watch: Watch
) -> None:
    page.route("**/progress/evidence.*.mjs", not_found)
    page.goto(server.url("before/"))
    expect(page.locator("[data-module='guide/checklist']")).to_have_attribute("data-started", "")
    page.locator(".tg-item summary").first.click()
    expect(page.get_by_role("alert")).to_contain_text("Names, dates and notes are not shown")
    page.locator("[data-item]").first.check()
    assert "true" in page.evaluate(KEPT)
    watch.seen.clear()


def test_without_scripts_nothing_speaks_of_scripts_that_are_missing(
    new_page: NewPage, server: Served
) -> None:
    plain = new_page(java_script_enabled=False)
    for url in ("", "before/", "roles/billing/", "tools/plan/"):
        plain.goto(server.url(url))
        for each in plain.locator("[data-not-started]").all():
            expect(each).to_be_hidden()


@pytest.mark.site
@pytest.mark.parametrize("url", page_urls(), ids=lambda url: url or "home")
def test_every_component_has_words_for_when_it_does_not_start(site: Path, url: str) -> None:
    html = Parsed.read(site / url / "index.html")
    with_words = set(html.having("data-not-started"))
    assert set(html.having("data-module")) - HTML_SUFFICES <= with_words
