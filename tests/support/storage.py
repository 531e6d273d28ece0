"""What a browser has stored of the site before a test opens a page of it.

It is stored from a picture of the site, which opens in an eighth of the time of a page and runs none of its scripts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from playwright.sync_api import Page

from tests.support.site import Served

OWN = "transition-guide:"
"""How the names of what the guide stores begin."""


def store(page: Page, served: Served, kept: Mapping[str, object]) -> None:
    """Add texts, and anything else as JSON, to what is stored."""
    texts = {k: each if isinstance(each, str) else json.dumps(each) for k, each in kept.items()}
    page.goto(served.url("assets/favicon.svg"))
    page.evaluate("texts => Object.assign(localStorage, texts)", texts)


def remember(page: Page, served: Served, texts: Mapping[str, str]) -> None:
    """Store texts by their names without how all begin, such as `plan`, and nothing else."""
    page.goto(served.url("assets/favicon.svg"))
    page.evaluate("localStorage.clear()")
    page.evaluate(
        "texts => Object.assign(localStorage, texts)",
        {f"{OWN}{name}": text for name, text in texts.items()},
    )


def remembered(page: Page) -> dict[str, str]:
    """What `remember` would store again."""
    kept: dict[str, str] = page.evaluate("({ ...localStorage })")
    return {key.removeprefix(OWN): text for key, text in kept.items() if key.startswith(OWN)}
