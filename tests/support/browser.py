"""One Chromium for the whole run; a fresh profile and a watch over each test's pages."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, sync_playwright

from tests.support.elsewhere import Elsewhere, elsewhere
from tests.support.stand_in import STAND_IN
from tests.support.standing_pages import Standing

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)
QUICK_ENGINE = "--js-flags=--liftoff-only --wasm-lazy-validation"
"""WebAssembly compiled once, when it is called, and not again for speed: the engine is ready with half of the work, and no test asks it for long."""

REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) => {
  window.reportViolation(`${event.effectiveDirective} refuses ${event.blockedURI}`);
});
"""


PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser")
"""The first is the same Chromium without windows and menus: a page costs it little more than half."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[BrowserType]:
    """Starts Chromium."""
    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="session")
def other_hosts() -> Iterator[Elsewhere]:
    """Notes what the browser asks of other hosts."""
    with elsewhere() as proxy:
        yield proxy


@pytest.fixture(scope="session")
def browser(chromium: BrowserType, other_hosts: Elsewhere) -> Iterator[Browser]:
    """The system's Chromium, in its lightest form."""
    with launched(chromium, *PROGRAMS, flags=other_hosts.flags) as browser:
        yield browser


@contextmanager
def launched(chromium: BrowserType, *programs: str, flags: Iterable[str] = ()) -> Iterator[Browser]:
    """The first of the programs that is installed, running."""
    found = next(filter(None, map(shutil.which, programs)), None)
    assert found, "these tests need Chromium; on Debian: apt-get install chromium"
    browser = chromium.launch(executable_path=found, args=[*FLAGS.split(), QUICK_ENGINE, *flags])
    yield browser
    browser.close()


@dataclass
class Watch:
    """What a reader would never notice and must not happen: console words, errors, outside requests."""

    seen: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()
    """Words of what a test brings about itself, whenever the browser says it."""

    def over(self, context: BrowserContext) -> BrowserContext:
        """Watch every page of a browser profile."""
        return watched(context, lambda text: self.seen.append(text))


def watched(context: BrowserContext, note: Callable[[str], None]) -> BrowserContext:
    """The profile, each of whose pages has noted what must not happen."""

    context.expose_function("reportViolation", lambda text: note(f"policy: {text}"))
    context.add_init_script(REPORT_VIOLATIONS)
    context.on("console", lambda message: note(f"console: {message.text}"))
    context.on("weberror", lambda error: note(f"error: {error.error}"))
    return context


@pytest.fixture
def watch(other_hosts: Elsewhere) -> Iterator[Watch]:
    """Fails the test for anything seen that the test itself did not take away."""
    found = Watch()
    yield found
    seen = [*found.seen, *other_hosts.take()]
    unexpected = [said for said in seen if not any(w in said for w in found.expected)]
    assert unexpected == []


WITHOUT_WORKER = """
Object.defineProperty(Navigator.prototype, "serviceWorker", { value: undefined });
"""
"""As over plain HTTP. Most tests need no copy for offline use, which takes each fresh profile its time."""

WITHOUT_SEARCH = """
globalThis.Worker = new Proxy(Worker, {
  construct: (worker, [url, options]) => String(url).includes("/workers/search.")
    ? Object.assign(new EventTarget(), { postMessage() {} })
    : new worker(url, options),
});
{
  const { open, send } = XMLHttpRequest.prototype;
  const asksForIndex = new WeakSet();
  XMLHttpRequest.prototype.open = function (...given) {
    if (String(given[1]).endsWith("/search_index.json")) asksForIndex.add(this);
    open.apply(this, given);
  };
  XMLHttpRequest.prototype.send = function (...given) {
    if (!asksForIndex.has(this)) send.apply(this, given);
  };
}
"""
"""The theme fetches its index and builds it anew on every page, a third of the work of opening it. Most tests do not search."""


KEEP_WORKER = """
globalThis.Worker = class extends Worker {
  constructor(...given) {
    super(...given);
    globalThis.engineWorker = this;
  }
};
"""
"""Lets a test ask the engine of the page; one of its own would take as long to start."""


STARTED = """
() => new Promise((done) => {
  const last = performance.now() + 5000;
  const look = () => {
    const all = document.querySelectorAll("[data-module]");
    const late = [...all].filter((each) => !("started" in each.dataset)).map((each) => each.dataset.module);
    if (all.length && !late.length) done("");
    else if (performance.now() > last) done(`not started: ${late.join(", ") || "no component"}`);
    else setTimeout(look, 10);
  };
  look();
})
"""


def started(page: Page) -> None:
    """Wait until every script of the page has started. Looks more often than `expect` does."""
    assert page.evaluate(STARTED) == ""


LAY_OUT = """
() => {
  for (const part of document.querySelectorAll("main *")) {
    if (getComputedStyle(part).contentVisibility === "auto") part.style.contentVisibility = "visible";
  }
}
"""


def lay_out(page: Page) -> None:
    """Lay out all of a long list, whose text is empty to `inner_text` until one scrolls to it."""
    page.evaluate(LAY_OUT)


@pytest.fixture(scope="session")
def standing(browser: Browser) -> Iterator[Standing]:
    """Pages that one test after another gets."""

    def prepare(options: dict[str, Any], note: Callable[[str], None]) -> BrowserContext:
        context = watched(browser.new_context(**options), note)
        for script in (WITHOUT_SEARCH, WITHOUT_WORKER, STAND_IN):
            context.add_init_script(script)
        context.set_default_timeout(5000)
        return context

    pages = Standing(prepare)
    yield pages
    pages.close()


NewPage = Callable[..., Page]


@pytest.fixture
def new_page(browser: Browser, watch: Watch, standing: Standing) -> Iterator[NewPage]:
    """Opens a watched page with nothing stored; arguments as for a browser context.

    With `keeping`, the browser may keep the site for offline use; with `searching`, the theme's search works. With
    `computing` or `keeping`, pages under tools/ start their engine, where Python itself stands in for it otherwise.
    With `clocked`, the test sets the browser's clock before it opens an address.
    """
    contexts: list[BrowserContext] = []

    def open_page(
        *,
        keeping: bool = False,
        searching: bool = False,
        computing: bool = False,
        clocked: bool = False,
        **options: Any,
    ) -> Page:
        if options.keys() <= {"timezone_id"} and not (keeping or searching or computing):
            return standing.lend(lambda said: watch.seen.append(said), options, clocked=clocked)
        contexts.append(watch.over(browser.new_context(**options)))
        if not searching:
            contexts[-1].add_init_script(WITHOUT_SEARCH)
        if not keeping:
            contexts[-1].add_init_script(WITHOUT_WORKER)
        if not (computing or keeping):
            contexts[-1].add_init_script(STAND_IN)
        contexts[-1].set_default_timeout(5000)
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()
    standing.take_back()


@pytest.fixture
def computing() -> bool:
    """Whether pages under tools/ start their engine."""
    return False


with_engine = pytest.mark.parametrize("computing", [True], ids=["engine"])
"""For the few tests that are about the engine itself, or about a worker."""


@pytest.fixture
def page(new_page: NewPage, computing: bool) -> Page:
    """A page with scripts on and nothing stored."""
    return new_page(computing=computing)


@pytest.fixture(scope="session")
def scriptless(browser: Browser) -> Iterator[tuple[Page, Watch]]:
    """A page with scripts off for the whole run, as nothing stays there from one address to the next."""
    watch = Watch()
    context = watch.over(browser.new_context(java_script_enabled=False))
    context.set_default_timeout(5000)
    yield context.new_page(), watch
    context.close()


@pytest.fixture
def plain(scriptless: tuple[Page, Watch], other_hosts: Elsewhere) -> Iterator[Page]:
    """A page with scripts off."""
    page, watch = scriptless
    yield page
    page.emulate_media(media="null")
    page.goto("about:blank")
    seen = [*watch.seen, *other_hosts.take()]
    watch.seen.clear()
    assert seen == []


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    root = Path(__file__).resolve().parents[2]
    file = root / "node_modules" / "axe-core" / "axe.min.js"
    assert file.is_file(), "these tests need axe-core; in the repository: npm ci"
    return file.read_text(encoding="utf-8")
