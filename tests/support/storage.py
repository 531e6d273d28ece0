"""What a browser has kept of the site, before a page of it is open."""

from __future__ import annotations

import json
from collections.abc import Mapping

from playwright.sync_api import Page

from tests.support.site import Served


def store(page: Page, served: Served, kept: Mapping[str, object]) -> None:
    """Put texts, and anything else as JSON, into the browser's storage, from the smallest file of the site."""
    texts = {k: each if isinstance(each, str) else json.dumps(each) for k, each in kept.items()}
    page.goto(served.url("assets/favicon.svg"))
    page.evaluate("texts => Object.assign(localStorage, texts)", texts)
