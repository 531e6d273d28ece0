"""The copy for offline use: complete after one visit, never older than the server, never half of an update."""

from __future__ import annotations

import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserType, Page, expect

from macros.page.offline import address, write_worker
from tests.support.browser import NewPage, Watch, launched, started
from tests.support.site import BELOW, ROOT, Served, module, page_urls, served

pytestmark = pytest.mark.browser

WORKBOOK = ROOT / "tests" / "reading" / "real_files" / "time-tracking.xlsx"

STORED = """async () => {
  const all = [];
  for (const name of await caches.keys()) {
    const store = await caches.open(name);
    for (const { url } of await store.keys()) all.push([name, new URL(url).pathname, url]);
  }
  return all;
}"""


FEW = ("", "before/", "during/", "how-to/set-the-cut-off/", "reference/privacy-and-accessibility/", "tools/check/")  # fmt: skip
"""Pages of each depth."""


@pytest.fixture
def whole(site: Path, tmp_path: Path) -> Path:
    """A site of this test's own, to be changed and taken away."""
    return Path(shutil.copytree(site, tmp_path / "copy"))


@pytest.fixture
def copy(whole: Path) -> Path:
    """The same with few pages and what they load, which a browser keeps in a fraction of the time."""
    for page in whole.rglob("index.html"):
        if address(page.relative_to(whole).as_posix()) not in FEW:
            page.unlink()
    scripts = set((whole / "assets").rglob("*.mjs"))
    asking = [path.read_text(encoding="utf-8") for path in whole.rglob("*.html")]
    while asking:
        text = asking.pop()
        found = {script for script in scripts if script.name in text}
        scripts -= found
        asking += [script.read_text(encoding="utf-8") for script in found]
    assert scripts
    for script in scripts:
        script.unlink()
    write_worker(whole, keep=True)
    return whole


@pytest.fixture
def keeping(new_page: NewPage) -> Page:
    """A page in a profile that may keep the site."""
    return new_page(keeping=True)


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


def stored(page: Page) -> set[str]:
    """The paths of everything kept."""
    return {path for _, path, _ in page.evaluate(STORED)}


def until(page: Page, claim: str, given: object = None) -> None:
    """Wait until an asynchronous claim is true in the page."""
    deadline = time.monotonic() + 15
    while not page.evaluate(claim, given):
        assert time.monotonic() < deadline, claim
        page.wait_for_timeout(50)


def port_of(server: Served) -> int:
    return urlsplit(server.origin).port or 0


def quiet_but_for_the_network(watch: Watch) -> None:
    """Expect what the browser itself says, sooner or later, of a server that is gone: to the page, and by way of sw.js."""
    watch.expected = ("net::ERR_CONNECTION_REFUSED", "Failed to load resource: net::ERR_FAILED")


def kept_answer(page: Page, url: str, *, until: Literal["commit", "load"] = "load") -> None:
    """Open a page that the browser has kept."""
    answer = page.goto(url, wait_until=until)
    assert answer
    assert answer.status == 200
    assert answer.from_service_worker


def opens_whole(page: Page, url: str) -> None:
    """Open a page that the browser has kept, with its scripts and styles."""
    kept_answer(page, url)
    started(page)
    # The main column is laid out by the style sheets; without them it would begin at the edge.
    assert page.evaluate("document.styleSheets.length") >= 3
    assert page.evaluate("[...document.styleSheets].every((sheet) => sheet.cssRules.length > 0)")


def test_after_one_visit_every_page_opens_without_the_server(
    keeping: Page, watch: Watch, whole: Path
) -> None:
    with served(whole) as server:
        visit(keeping, server.url("before/"))
    # What a page loads, one of each depth shows; of the others each is there.
    for url in FEW:
        opens_whole(keeping, server.url(url))
    session = keeping.context.new_cdp_session(keeping)
    session.send("Emulation.setScriptExecutionDisabled", {"value": True})
    for url in page_urls():
        kept_answer(keeping, server.url(url), until="commit")
    quiet_but_for_the_network(watch)


def test_the_same_below_a_path(keeping: Page, watch: Watch, copy: Path) -> None:
    with served(copy) as server:
        visit(keeping, server.url("before/", below=True))
    for url in FEW:
        opens_whole(keeping, server.url(url, below=True))
    quiet_but_for_the_network(watch)


def test_ticks_filters_and_search_work_without_the_server(
    new_page: NewPage, watch: Watch, copy: Path
) -> None:
    keeping = new_page(keeping=True, searching=True)
    with served(copy) as server:
        visit(keeping, server.url())
    keeping.goto(server.url("before/?role=billing"))
    expect(keeping.locator("[data-role-filter]")).to_have_value("billing")
    box = keeping.locator(".tg-item:not([hidden]) [data-item]").first
    box.check()
    keeping.reload()
    expect(box).to_be_checked()
    keeping.locator("[data-md-component=search-query]").click()
    keeping.keyboard.type("placeholder")
    expect(keeping.locator(".md-search-result__item").first).to_be_visible()
    quiet_but_for_the_network(watch)


def test_it_works_the_same_where_the_browser_is_offline(keeping: Page, copy: Path) -> None:
    with served(copy) as server:
        visit(keeping, server.url())
        keeping.context.set_offline(True)
        keeping.goto(server.url("how-to/set-the-cut-off/"))
        expect(keeping.locator("h1")).to_have_text(re.compile("Set the cut-off"))
        keeping.context.set_offline(False)


def test_wrong_and_incomplete_addresses_without_the_server(
    keeping: Page, watch: Watch, copy: Path
) -> None:
    with served(copy) as server:
        visit(keeping, server.url())
    keeping.goto(server.url("before"))
    assert keeping.url == server.url("before/")
    answer = keeping.goto(server.url("before/index.html"))
    assert answer
    assert answer.ok
    answer = keeping.goto(server.url("nowhere/"))
    assert answer
    assert answer.status == 404
    expect(keeping.locator("h1")).to_have_text("Page not found")
    watch.seen[:] = [said for said in watch.seen if "404" not in said]
    quiet_but_for_the_network(watch)


def test_the_home_page_says_so_once_the_guide_is_kept(keeping: Page, copy: Path) -> None:
    with served(copy) as server:
        keeping.goto(server.url())
        note = keeping.locator("[data-module='page/offline-note']")
        expect(note).to_be_visible(timeout=15000)
        note.locator("a").click()
        expect(keeping).to_have_url(
            server.url("reference/privacy-and-accessibility/#kept-for-offline-use")
        )
        expect(keeping.locator("[data-module='page/offline-note']")).to_be_visible()


def test_what_is_kept_and_what_is_not(keeping: Page, server: Served) -> None:
    """No download: they may hold names, rates and clients. Nothing that no page asks for."""
    visit(keeping, server.url())
    paths = stored(keeping)
    assert {f"/{url}" for url in page_urls()} < paths
    assert "/search/search_index.json" in paths
    assert not [path for path in paths if re.search(r"^/downloads/|\.map$|/lunr/|sw\.js", path)]
    size = keeping.evaluate(
        """async () => {
          const store = await caches.open((await caches.keys())[0]);
          const sizes = (await store.matchAll()).map(async (kept) => (await kept.blob()).size);
          return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
        }"""
    )
    assert 1_000_000 < size < 6_500_000


def test_an_update_is_seen_at_once_and_only_changes_are_fetched(keeping: Page, copy: Path) -> None:
    with served(copy) as server:
        visit(keeping, server.url("before/"))
        old = {url for _, _, url in keeping.evaluate(STORED)}
        change(copy)
        server.asked.clear()
        keeping.goto(server.url("before/"))
        expect_new(keeping)
        # The other pages are renewed behind the reader's back; nothing unchanged is asked for again.
        until(
            keeping,
            """async (count) => {
              const store = await caches.open((await caches.keys())[0]);
              return (await store.keys()).length === count
                && (await store.matchAll("/during/", {ignoreSearch: true})).length === 1
                && (await (await store.match("/during/", {ignoreSearch: true})).text()).includes("<h1>CHANGED");
            }""",
            len(old),
        )
        new = {url for _, _, url in keeping.evaluate(STORED)}
        assert {urlsplit(url).path for url in new - old} == {*CHANGED, NEW_SCRIPT}
        (replaced,) = {urlsplit(url).path for url in old - new} - CHANGED
        assert replaced.startswith("/assets/page/feedback.")
        pages = {f"/{url}" for url in page_urls()}
        assert set(server.asked) & pages == {"/before/", "/during/"}
    keeping.goto(server.url("before/"))
    expect_new(keeping)
    keeping.goto(server.url("during/"))
    expect(keeping.locator("h1")).to_have_text("CHANGED")


CHANGED = {"/before/", "/during/", "/assets/page/guide.css"}
NEW_SCRIPT = "/assets/page/feedback.00000000.mjs"


def change(folder: Path) -> None:
    """Publish another version: two pages, a style sheet and a script that belong together."""
    html = (folder / "before" / "index.html").read_text(encoding="utf-8")
    old = module(folder, html, "page/feedback")
    for name in ("before", "during"):
        page = folder / name / "index.html"
        html = page.read_text(encoding="utf-8").replace(old.name, Path(NEW_SCRIPT).name)
        page.write_text(
            re.sub(r"<h1[^>]*>.*?</h1>", "<h1>CHANGED</h1>", html, flags=re.DOTALL), "utf-8"
        )
    with (folder / "assets" / "page" / "guide.css").open("a", encoding="utf-8") as sheet:
        sheet.write("\nh1 { letter-spacing: 7px !important; }\n")
    script = old.read_text("utf-8") + '\ndocument.documentElement.dataset.version = "CHANGED";\n'
    old.unlink()
    (folder / NEW_SCRIPT.lstrip("/")).write_text(script, encoding="utf-8")
    write_worker(folder, keep=True)


def expect_new(page: Page) -> None:
    """The page, its style sheet and its script are all of the new version."""
    expect(page.locator("h1")).to_have_text("CHANGED")
    expect(page.locator("h1")).to_have_css("letter-spacing", "7px")
    expect(page.locator("html")).to_have_attribute("data-version", "CHANGED")


def expect_old(page: Page) -> None:
    """The same of the old version."""
    expect(page.locator("h1")).not_to_have_text("CHANGED")
    expect(page.locator("h1")).not_to_have_css("letter-spacing", "7px")
    expect(page.locator("[data-module='page/feedback']")).to_have_attribute("data-started", "")
    expect(page.locator("html")).not_to_have_attribute("data-version", "CHANGED")


def test_half_an_update_is_not_kept(keeping: Page, watch: Watch, copy: Path) -> None:
    """Files that do not match the list, as while they are being copied: the last complete copy stays."""
    with served(copy) as server:
        visit(keeping, server.url("before/"))
        old = {url for _, _, url in keeping.evaluate(STORED)}
        page = (copy / "during" / "index.html").read_text(encoding="utf-8")
        change(copy)
        (copy / "during" / "index.html").write_text(page, encoding="utf-8")
        keeping.goto(server.url("before/"))
        until(
            keeping,
            """async () => {
              const one = await navigator.serviceWorker.getRegistration();
              return !one.installing && !one.waiting;
            }""",
        )
        assert old <= {url for _, _, url in keeping.evaluate(STORED)}
    keeping.goto(server.url("before/"))
    expect_old(keeping)
    watch.seen[:] = [said for said in watch.seen if "integrity" not in said]
    quiet_but_for_the_network(watch)


def test_two_tabs_during_an_update(keeping: Page, copy: Path) -> None:
    other = keeping.context.new_page()
    with served(copy) as server:
        visit(keeping, server.url("before/"))
        visit(other, server.url("before/"))
        change(copy)
        other.goto(server.url("before/"))
        expect_new(other)
        other.locator("[data-item]").first.check()
        expect(keeping.locator("[data-item]").first).to_be_checked()
        keeping.locator("[data-item]").nth(1).check()
        expect(other.locator("[data-item]").nth(1)).to_be_checked()
        keeping.reload()
        expect_new(keeping)


def test_files_named_by_their_content_are_never_asked_for_again(keeping: Page, copy: Path) -> None:
    with served(copy) as server:
        visit(keeping, server.url())
        server.asked.clear()
        keeping.goto(server.url("before/"))
        expect_old(keeping)
        assert "/assets/page/guide.css" in server.asked
        assert [path for path in server.asked if ".min." in path] == []


@pytest.fixture
def silent() -> Iterator[socket.socket]:
    """A server that takes connections and never answers, as behind a network that swallows everything."""
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        yield listening


def test_a_server_that_does_not_answer_counts_as_away(
    keeping: Page, copy: Path, silent: socket.socket
) -> None:
    """Page, styles and scripts then all come from the copy, after one wait and not one each."""
    keeping.set_default_timeout(15000)
    with served(copy) as server:
        visit(keeping, server.url("before/"))
    silent.bind(("127.0.0.1", port_of(server)))
    silent.listen(50)
    keeping.goto(server.url("before/"))
    expect_old(keeping)


class _Failing(threading.Thread):
    """What a proxy says while the server behind it is down."""

    def __init__(self, listening: socket.socket) -> None:
        super().__init__(daemon=True)
        self.listening = listening

    def run(self) -> None:
        while True:
            try:
                connection, _ = self.listening.accept()
            except OSError:
                return
            with connection:
                connection.recv(65536)
                connection.sendall(
                    b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                )


def test_a_server_that_fails_counts_as_away(
    keeping: Page, watch: Watch, copy: Path, silent: socket.socket
) -> None:
    with served(copy) as server:
        visit(keeping, server.url("before/"))
    silent.bind(("127.0.0.1", port_of(server)))
    silent.listen(50)
    _Failing(silent).start()
    keeping.goto(server.url("during/"))
    expect(keeping.locator("h1")).to_be_visible()
    expect_old(keeping)
    silent.shutdown(socket.SHUT_RDWR)
    watch.seen[:] = [said for said in watch.seen if "502" not in said]


def test_large_files_are_kept_once_asked_for_and_as_long_as_the_build_names_them(
    keeping: Page, watch: Watch, copy: Path
) -> None:
    engine = copy / "engine" / "1a2b3c" / "part.txt"
    engine.parent.mkdir(parents=True)
    engine.write_text("a large part", encoding="utf-8")
    (engine.parent / "other.txt").write_text("half of a large part", encoding="utf-8")
    write_worker(copy, keep=True)
    read = "async () => (await fetch('/engine/1a2b3c/part.txt')).text()"
    with served(copy) as server:
        visit(keeping, server.url())
        assert "/engine/1a2b3c/part.txt" not in stored(keeping)
        server.asked.clear()
        assert keeping.evaluate(read) == "a large part"
        # The page has it as it comes; it is kept behind it.
        until(
            keeping,
            """() => caches.match("/engine/1a2b3c/part.txt", {ignoreSearch: true}).then(Boolean)""",
        )
        assert [keeping.evaluate(read) for _ in range(2)] == ["a large part"] * 2
        assert server.asked.count("/engine/1a2b3c/part.txt") == 1
        other = copy / "engine" / "1a2b3c" / "other.txt"
        other.write_text("half of a la", encoding="utf-8")
        assert keeping.evaluate(read.replace("part", "other")) == "half of a la"
    assert keeping.evaluate(read) == "a large part"
    assert "/engine/1a2b3c/part.txt" in stored(keeping)
    assert "/engine/1a2b3c/other.txt" not in stored(keeping)  # not what the list says
    shutil.rmtree(copy / "engine")
    write_worker(copy, keep=True)
    with served(copy, port_of(server)) as server:
        keeping.goto(server.url())
        until(
            keeping,
            """async () => !await caches.match("/engine/1a2b3c/part.txt", {ignoreSearch: true})""",
        )
    quiet_but_for_the_network(watch)


def test_a_workbook_is_checked_without_the_server_once_one_was_checked_with_it(
    keeping: Page, watch: Watch, copy: Path
) -> None:
    """The engine runs in a worker that starts from a blob:, and is kept all the same."""

    def check() -> str:
        keeping.goto(server.url("tools/check/"))
        expect(keeping.locator("[data-engine]")).to_have_attribute("data-started", "")
        keeping.locator("[data-engine] input[type=file]").first.set_input_files(WORKBOOK)
        expect(keeping.locator("[data-results]")).to_be_visible(timeout=60000)
        expect(keeping.locator("[data-summary]")).not_to_be_empty()
        return keeping.locator("[data-summary]").inner_text()

    with served(copy) as server:
        visit(keeping, server.url())
        said = check()
    assert check() == said
    quiet_but_for_the_network(watch)


def test_a_server_that_redirects_to_a_file(keeping: Page, copy: Path) -> None:
    """Kept under the address that the pages use; a browser refuses a redirected answer for a page."""
    page = copy / "during" / "index.html"
    with served(copy, moved={"/during/": "/elsewhere.html"}) as server:
        (copy / "elsewhere.html").write_bytes(page.read_bytes())
        visit(keeping, server.url())
    keeping.goto(server.url("during/"))
    expect_old(keeping)


def test_the_worker_that_takes_everything_back(keeping: Page, copy: Path) -> None:
    with served(copy) as server:
        visit(keeping, server.url())
        keeping.evaluate("async () => caches.open('of another page of this host')")
        write_worker(copy, keep=False)
        keeping.goto(server.url("during/"))
        until(
            keeping,
            """async () => !(await navigator.serviceWorker.getRegistrations()).length
              && (await caches.keys()).join() === "of another page of this host" """,
        )


def test_two_guides_on_one_host_keep_apart(keeping: Page, watch: Watch, copy: Path) -> None:
    """Also in what they say: the guide below a path is not kept because the one at the root is."""
    with served(copy) as server:
        visit(keeping, server.url())
        (copy / "sw.js").rename(copy / "elsewhere.js")
        keeping.goto(server.url(below=True))
        expect(keeping.locator("[data-module='page/offline-note']")).to_have_attribute(
            "data-started", ""
        )
        expect(keeping.locator("[data-module='page/offline-note']")).to_be_hidden()
        (copy / "elsewhere.js").rename(copy / "sw.js")
        watch.seen[:] = [said for said in watch.seen if "fetching the script" not in said]
        visit(keeping, server.url(below=True))
        names = {name for name, _, _ in keeping.evaluate(STORED)}
        assert names == {
            f"transition-guide {server.url()} ",
            f"transition-guide {server.url(below=True)} ",
        }


def test_nothing_happens_and_nothing_is_said_where_workers_are_missing(
    page: Page, server: Served
) -> None:
    page.goto(server.url())
    for name in ("page/offline", "page/offline-note"):
        expect(page.locator(f"[data-module='{name}']")).to_have_attribute("data-started", "")
    expect(page.locator("[data-module='page/offline-note']")).to_be_hidden()


def test_the_browser_finds_nothing_wrong_with_the_app(
    chromium: BrowserType, watch: Watch, server: Served
) -> None:
    """Chromium's own verdict on the manifest and on whether the site can be installed: of the one with windows."""
    with launched(chromium, "chromium", "chromium-browser") as browser:
        page = watch.over(browser.new_context()).new_page()
        visit(page, server.url("before/"))
        session = page.context.new_cdp_session(page)
        manifest = session.send("Page.getAppManifest")
        assert manifest["errors"] == []
        assert manifest["url"] == server.url("manifest.webmanifest")
        found = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
        assert [error["errorId"] for error in found] == ["in-incognito"]  # as all test profiles are
