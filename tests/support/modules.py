"""The modules that a page names in its head, and those that it asks for."""

from __future__ import annotations

from urllib.parse import urljoin

from playwright.sync_api import Page, Request

from tests.support.browser import started
from tests.support.site import Page as Parsed

IDLE = "() => new Promise((done) => { requestAnimationFrame(() => requestIdleCallback(done)); })"
"""What a component asks for when it has started, it has asked for by then."""


def visit(page: Page, address: str) -> tuple[set[str], set[str]]:
    """The modules that the page names in its head, and those that the browser asked for until all has started."""
    asked: set[str] = set()

    def note(request: Request) -> None:
        asked.add(request.url)

    page.on("request", note)
    answer = page.goto(address)
    assert answer
    started(page)
    page.evaluate(IDLE)
    page.remove_listener("request", note)
    head = Parsed(answer.text())
    named = {
        urljoin(address, attributes["href"])
        for tag, attributes in head.elements
        if tag == "link" and attributes["rel"] == "modulepreload"
    }
    return named, {url for url in asked if url.endswith(".mjs") and "/assets/" in url}
