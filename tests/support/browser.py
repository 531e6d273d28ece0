"""One Chromium for the whole run; a fresh profile and a watch over each test's pages."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)
REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) => {
  window.reportViolation(`${event.effectiveDirective} refuses ${event.blockedURI}`);
});
"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "these tests need Chromium; on Debian: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS.split())
        yield browser
        browser.close()


@dataclass
class Watch:
    """What a reader would never notice and must not happen: console words, errors, outside requests."""

    seen: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> BrowserContext:
        """Watch every page of a browser profile."""
        context.expose_function("reportViolation", lambda text: self.seen.append(f"policy: {text}"))
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", lambda message: self.seen.append(f"console: {message.text}"))
        context.on("weberror", lambda error: self.seen.append(f"error: {error.error}"))
        context.on("request", lambda request: self._request(request.url))
        return context

    def _request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.hostname != "127.0.0.1" and parts.scheme not in ("data", "blob"):
            self.seen.append(f"request: {url}")


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fails the test for anything seen that the test itself did not take away."""
    found = Watch()
    yield found
    assert found.seen == []


WITHOUT_WORKER = """
Object.defineProperty(Navigator.prototype, "serviceWorker", { value: undefined });
"""
"""As over plain HTTP. Most tests need no copy for offline use, which takes each fresh profile its time."""

NewPage = Callable[..., Page]


@pytest.fixture
def new_page(browser: Browser, watch: Watch) -> Iterator[NewPage]:
    """Opens a page in a fresh, watched profile; arguments as for a browser context.

    With `keeping`, the browser may keep the site for offline use.
    """
    contexts: list[BrowserContext] = []

    def open_page(*, keeping: bool = False, **options: Any) -> Page:
        contexts.append(watch.over(browser.new_context(**options)))
        if not keeping:
            contexts[-1].add_init_script(WITHOUT_WORKER)
        contexts[-1].set_default_timeout(5000)
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A page with scripts on and nothing stored."""
    return new_page()


@pytest.fixture
def plain(new_page: NewPage) -> Page:
    """A page with scripts off."""
    return new_page(java_script_enabled=False)


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    root = Path(__file__).resolve().parents[2]
    file = root / "node_modules" / "axe-core" / "axe.min.js"
    assert file.is_file(), "these tests need axe-core; in the repository: npm ci"
    return file.read_text(encoding="utf-8")
