"""What a browser remembers before a test opens a page of the guide in it."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Page

from tests.support.site import Served

STORE = """
(texts) => {
  localStorage.clear();
  for (const [key, text] of Object.entries(texts)) localStorage.setItem(`transition-guide:${key}`, text);
}
"""


def remember(page: Page, server: Served, texts: Mapping[str, str]) -> None:
    """Store texts by their keys, such as `plan`, and nothing else.

    From a picture of the site, which opens in an eighth of the time of a page and runs none of its scripts.
    """
    page.goto(server.url("assets/favicon.svg"))
    page.evaluate(STORE, dict(texts))


def remembered(page: Page) -> dict[str, str]:
    """What `remember` would store again."""
    kept: dict[str, str] = page.evaluate("({ ...localStorage })")
    own = "transition-guide:"
    return {key.removeprefix(own): text for key, text in kept.items() if key.startswith(own)}
