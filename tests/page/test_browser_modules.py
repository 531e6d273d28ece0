"""Scripts arrive together: a browser knows of all of them when it has read the head of the page.

That it holds for every page: tests/site/test_every_page.py.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.support.browser import NewPage
from tests.support.modules import visit
from tests.support.retired import with_retired
from tests.support.site import BELOW, Served
from tests.support.site import Page as Parsed

pytestmark = pytest.mark.browser


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
