"""What a reader begins to read stays where it is when the scripts of the page come."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.support.browser import started
from tests.support.site import Served

pytestmark = pytest.mark.browser

MOST = 0.05
"""Of the screen that moves, by how much of its height: half of what counts as good."""

SHIFT = """
() => new Promise((done) => {
  let sum = 0;
  const observer = new PerformanceObserver((list) => { for (const { value } of list.getEntries()) sum += value; });
  observer.observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum))));
})
"""


@pytest.mark.parametrize(
    "url",
    [
        "",
        "before/",
        "new-staff/",
        "roles/coordinator/",
        "tools/export/",
        "tools/monday/",
        "tools/plan/",
        "tools/progress/",
        "tools/sign-off/",
    ],
)
def test_nothing_moves_when_the_scripts_come(page: Page, server: Served, url: str) -> None:
    page.set_viewport_size({"width": 412, "height": 823})
    held: list[Route] = []
    page.route("**/assets/init.*.mjs", lambda route: held.append(route))
    page.goto(server.url(url), wait_until="commit")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate(SHIFT) <= MOST
    for route in held:
        route.continue_()
    started(page)
    assert page.evaluate(SHIFT) <= MOST
