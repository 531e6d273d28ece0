"""What a reader with large text, high contrast or only a keyboard meets on the pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserType, Page

from tests.support.axe_check import RUN
from tests.support.browser import FLAGS, PROGRAMS, WITHOUT_SEARCH, WITHOUT_WORKER, started
from tests.support.site import Served, page_urls
from tests.support.stand_in import STAND_IN

pytestmark = pytest.mark.browser

LARGE = 32
"""Pixels of the browser's font size: twice the usual one. Widths of the theme in `em` go by it, which no style of a page does."""

OPEN = "() => { for (const part of document.querySelectorAll('details')) part.open = true; }"
WIDE = """
() => {
  const wide = [...document.querySelectorAll("main *, footer *, .md-banner *")]
    .filter((part) => part.getBoundingClientRect().right > innerWidth + 1)
    .filter((part) => !part.closest(".md-sidebar, pre, .tg-scroll, .tg-hidden, thead"));
  const { scrollWidth } = document.documentElement;
  return [scrollWidth > innerWidth ? [`scrolls to ${scrollWidth}`] : [], ...wide.map((part) => part.outerHTML.slice(0, 80))].flat();
}
"""


def quiet(browser: Browser, **options: object) -> Page:
    """A page that keeps nothing, searches nothing and starts no engine."""
    context = browser.new_context(**options)  # type: ignore[arg-type]
    context.add_init_script(WITHOUT_WORKER)
    context.add_init_script(WITHOUT_SEARCH)
    context.add_init_script(STAND_IN)
    context.set_default_timeout(10_000)
    return context.new_page()


@pytest.fixture(scope="module")
def large(chromium: BrowserType) -> Iterator[Page]:
    """A page of a browser whose owner has set its text to twice the usual size."""
    program = next(filter(None, map(shutil.which, PROGRAMS)))
    flags = [*FLAGS.split(), f"--blink-settings=defaultFontSize={LARGE}"]
    with chromium.launch(executable_path=program, args=flags) as browser:
        yield quiet(browser)


def test_text_of_twice_the_size_stays_within_the_width(large: Page, server: Served) -> None:
    found = {}
    for url in [*page_urls(), "404.html"]:
        large.goto(server.url(url))
        large.evaluate(OPEN)
        for width in (1280, 400):
            large.set_viewport_size({"width": width, "height": 900})
            if wide := large.evaluate(WIDE):
                found[f"{url or 'home'} at {width}"] = wide[:4]
    assert found == {}


KINDS = ("", "before/", "roles/billing/", "tools/plan/", "tools/progress/", "tools/sign-off/", "tools/check/", "reference/findings/", "how-to/set-the-cut-off/")  # fmt: skip

WITHOUT_ARROW = """
() => [...document.querySelectorAll(".md-typeset summary")].filter((summary) => summary.checkVisibility()).filter((summary) => {
  const { forcedColorAdjust, maskImage } = getComputedStyle(summary, "::after"); // a mask shows the background
  return maskImage === "none" || forcedColorAdjust !== "none";
}).map((summary) => summary.textContent.trim())
"""


def test_in_high_contrast_arrows_are_seen_and_axe_finds_nothing(
    browser: Browser, server: Served, axe: str
) -> None:
    page = quiet(browser, forced_colors="active", bypass_csp=True, color_scheme="light")
    found = {}
    for url in KINDS:
        page.goto(server.url(url))
        started(page)
        assert page.locator(".md-typeset summary:visible").count() > 0
        without = page.evaluate(WITHOUT_ARROW)
        page.evaluate(OPEN)
        page.evaluate(axe)
        # All else is as in other colors; see test_every_page.py. Of contrast, a browser tells the checker that of our
        # styles; it paints others.
        violations = page.evaluate(RUN, {"runOnly": ["link-in-text-block"]})["violations"]
        found[url] = [*without, *(each["nodes"][0]["target"] for each in violations)]
    page.context.close()
    assert {url: some for url, some in found.items() if some} == {}


UNDER_THE_HEADER = """
() => {
  const header = document.querySelector(".md-header").getBoundingClientRect();
  const part = document.activeElement;
  const { bottom, top, height } = part.getBoundingClientRect();
  const isCovered = top < header.bottom - 2 && bottom > header.top; // the banner is above it
  const isHidden = height && isCovered && part !== document.body && !part.closest(".md-header");
  return isHidden ? part.outerHTML.slice(0, 100) : "";
}
"""


def test_going_backwards_nothing_with_the_focus_is_under_the_header(
    browser: Browser, server: Served
) -> None:
    page = quiet(browser, viewport={"width": 1280, "height": 600})
    found = {}
    for url in KINDS:
        page.goto(server.url(url))
        started(page)
        page.evaluate(
            "() => document.querySelector('.tg-foot a:last-of-type, .md-footer a').focus()"
        )
        hidden = []
        for _ in range(40):
            page.keyboard.press("Shift+Tab")
            hidden.append(page.evaluate(UNDER_THE_HEADER))
        if any(hidden):
            found[url] = [each for each in hidden if each]
    page.context.close()
    assert found == {}
