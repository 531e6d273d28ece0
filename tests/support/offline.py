"""What the tests of the copy for offline use have in common: a small site, and what a browser keeps of it."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

from macros.page.offline import address, write_worker
from tests.support.browser import Watch, started
from tests.support.site import BELOW, Served


def small_site(site: Path, folder: Path, *pages: str) -> Path:
    """A copy of a site, to be changed: these pages and what they load, which a browser keeps in a fraction of the time."""
    shutil.copytree(site, folder)
    for page in folder.rglob("index.html"):
        if address(page.relative_to(folder).as_posix()) not in pages:
            page.unlink()
    scripts = set((folder / "assets").rglob("*.mjs"))
    asking = [path.read_text(encoding="utf-8") for path in folder.rglob("*.html")]
    while asking:
        text = asking.pop()
        found = {script for script in scripts if script.name in text}
        scripts -= found
        asking += [script.read_text(encoding="utf-8") for script in found]
    assert scripts
    for script in scripts:
        script.unlink()
    write_worker(folder, keep=True)
    return folder


def visit(page: Page, url: str) -> None:
    """Open a page and wait until the site is kept."""
    page.goto(url)
    parts = urlsplit(url)
    root = BELOW if parts.path.startswith(BELOW) else "/"
    until(
        page,
        """async (root) => (await navigator.serviceWorker.getRegistrations()).some(
          ({scope, active}) => scope === location.origin + root && active?.state === "activated")""",
        root,
    )


def until(page: Page, claim: str, given: object = None) -> None:
    """Wait until an asynchronous claim is true in the page."""
    deadline = time.monotonic() + 15
    while not page.evaluate(claim, given):
        assert time.monotonic() < deadline, claim
        page.wait_for_timeout(50)


def until_asked(page: Page, server: Served, path: str) -> None:
    """Wait until the browser has asked for a path."""
    deadline = time.monotonic() + 15
    while path not in server.asked:
        assert time.monotonic() < deadline, path
        page.wait_for_timeout(20)


STORED = """async () => {
  const all = [];
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) all.push(url);
  }
  return all;
}"""


def stored(page: Page) -> set[str]:
    """The addresses of everything kept, each with the hash of its content."""
    return set(page.evaluate(STORED))


def paths(urls: set[str]) -> set[str]:
    """The paths of addresses."""
    return {urlsplit(url).path for url in urls}


def quiet_but_for_the_network(watch: Watch) -> None:
    """Expect what the browser itself says, sooner or later, of a server that is gone: to the page, and by way of sw.js."""
    watch.expected = (
        "net::ERR_CONNECTION_REFUSED",
        "net::ERR_INTERNET_DISCONNECTED",
        "Failed to load resource: net::ERR_FAILED",
    )


def opens_whole(page: Page, url: str) -> None:
    """Open a page that the browser has kept, with its scripts and styles."""
    answer = page.goto(url)
    assert answer, url
    assert (answer.status, answer.from_service_worker) == (200, True), url
    started(page)
    # The main column is laid out by the style sheets; without them it would begin at the edge.
    assert page.evaluate("document.styleSheets.length") >= 3
    assert page.evaluate("[...document.styleSheets].every((sheet) => sheet.cssRules.length > 0)")
