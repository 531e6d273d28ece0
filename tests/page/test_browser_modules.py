"""Scripts arrive together: a browser knows of all of them when it has read the head of the page."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, Route, expect

from tests.support.browser import NewPage, started
from tests.support.retired import with_retired
from tests.support.site import BELOW, Served, page_urls
from tests.support.site import Page as Parsed

pytestmark = pytest.mark.browser


IDLE = "() => new Promise((done) => { requestAnimationFrame(() => requestIdleCallback(done)); })"
"""What a component asks for when it has started, it has asked for by then."""


def visit(page: Page, address: str) -> tuple[set[str], set[str]]:
    """The modules that the page names in its head, and those that the browser asked for until all has started."""
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    answer = page.goto(address)
    assert answer
    started(page)
    page.evaluate(IDLE)
    head = Parsed(answer.text())
    named = {
        urljoin(address, attributes["href"])
        for tag, attributes in head.elements
        if tag == "link" and attributes["rel"] == "modulepreload"
    }
    return named, {url for url in asked if url.endswith(".mjs") and "/assets/" in url}


@pytest.mark.parametrize("url", [*page_urls(), "404.html"], ids=lambda url: url or "home")
def test_no_module_has_to_wait_for_another_one(page: Page, server: Served, url: str) -> None:
    named, asked = visit(page, server.url(url))
    late = {each for each in asked if "/engine/engine-worker." in each}  # a worker, not of the page
    assert asked - late == named


def test_the_same_below_a_path(page: Page, server: Served) -> None:
    named, asked = visit(page, server.url(below=True))
    assert asked == named
    assert all(BELOW in url for url in named)


def test_a_slow_module_does_not_hold_the_others(page: Page, server: Served) -> None:
    held: list[Route] = []
    page.route("**/page/banner.*.mjs", lambda route: held.append(route))
    page.goto(server.url("before/"))
    checklist = page.locator("[data-module='guide/checklist']")
    expect(checklist).to_have_attribute("data-started", "")
    banner = page.locator("[data-module='page/banner']")
    expect(banner).not_to_have_attribute("data-started", "")
    for route in held:
        route.continue_()
    expect(banner).to_have_attribute("data-started", "")


def test_ticks_of_retired_items_are_carried_over_before_a_checklist_reads(
    new_page: NewPage, server: Served
) -> None:
    """Also where the script that carries them over is the last to arrive."""
    page = new_page()
    held: list[Route] = []

    def carrying(route: Route) -> None:
        html = route.fetch().text()
        item = Parsed(html).having("data-item")[0]
        body = with_retired(html, server.folder, {"old": item}, {item: "before:v1"})
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    page.goto(server.url("reference/faq/"))
    page.evaluate(
        """() => localStorage.setItem("transition-guide:checklist:before:v1", JSON.stringify(
          { items: { old: { done: true, at: "2026-11-25T10:00:00.000Z", r: "1-2-3" } } }))"""
    )
    page.route("**/before/", carrying)
    page.route("**/progress/retired.*.mjs", lambda route: held.append(route))
    with page.expect_request("**/progress/retired.*.mjs"):
        page.goto(server.url("before/"), wait_until="commit")
    checklist = page.locator("[data-module='guide/checklist']")
    expect(page.locator("[data-module='page/feedback']")).not_to_have_attribute("data-started", "")
    expect(checklist).not_to_have_attribute("data-started", "")
    held[0].continue_()
    expect(checklist).to_have_attribute("data-started", "")
    expect(page.locator("[data-item]").first).to_be_checked()
    expect(page.locator("[data-count-text]")).to_have_text(re.compile(r"^1 of \d+ ticked"))
