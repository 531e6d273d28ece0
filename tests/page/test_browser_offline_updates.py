"""The copy for offline use is never older than the server, never half of an update, and stands in where the server fails."""

from __future__ import annotations

import re
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from macros.page.offline import write_worker
from tests.support.browser import NewPage, Watch
from tests.support.offline import (
    opens_whole,
    paths,
    quiet_but_for_the_network,
    small_site,
    stored,
    until,
    until_asked,
    visit,
)
from tests.support.site import Served, module, page_urls, served

pytestmark = pytest.mark.browser


NOTED = "reference/privacy-and-accessibility/"
"""A page that says whether the guide is kept."""


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    """A site of this test's own, to be changed and taken away: two pages that load little."""
    return small_site(site, tmp_path / "copy", "partners/", NOTED)


@pytest.fixture
def copy_with_checklist(site: Path, tmp_path: Path) -> Path:
    """The same with a checklist."""
    return small_site(site, tmp_path / "copy", "partners/", "during/")


@pytest.fixture
def keeping(new_page: NewPage) -> Page:
    """A page in a profile that may keep the site."""
    return new_page(keeping=True)


def port_of(server: Served) -> int:
    return urlsplit(server.origin).port or 0


CHANGED = {"/during/", "/partners/", "/assets/page/guide.css"}


def change(folder: Path, to: str) -> str:
    """Publish another version: two pages, a style sheet and a script that belong together. The path of the script."""
    html = (folder / "partners" / "index.html").read_text(encoding="utf-8")
    old = module(folder, html, "page/feedback")
    new = old.with_name(f"feedback.0000000{len(to)}.mjs")
    for name in ("partners", "during"):
        page = folder / name / "index.html"
        html = page.read_text(encoding="utf-8").replace(old.name, new.name)
        page.write_text(
            re.sub(r"<h1[^>]*>.*?</h1>", f"<h1>{to}</h1>", html, flags=re.DOTALL), "utf-8"
        )
    with (folder / "assets" / "page" / "guide.css").open("a", encoding="utf-8") as sheet:
        sheet.write(f"\nh1 {{ letter-spacing: {len(to)}px !important; }}\n")
    script = old.read_text("utf-8") + f'\ndocument.documentElement.dataset.version = "{to}";\n'
    old.unlink()
    new.write_text(script, encoding="utf-8")
    write_worker(folder, keep=True)
    return f"/{new.relative_to(folder).as_posix()}"


def expect_version(page: Page, to: str) -> None:
    """The page, its style sheet and its script are all of this version."""
    expect(page.locator("h1")).to_have_text(to)
    expect(page.locator("h1")).to_have_css("letter-spacing", f"{len(to)}px")
    expect(page.locator("html")).to_have_attribute("data-version", to)


def expect_first_version(page: Page) -> None:
    """The same of the version that was there before any change."""
    expect(page.locator("[data-module='page/feedback']")).to_have_attribute("data-started", "")
    expect(page.locator("h1")).not_to_have_text("SECOND")
    expect(page.locator("h1")).not_to_have_css("letter-spacing", "6px")
    expect(page.locator("html")).not_to_have_attribute("data-version", "SECOND")


HAS_UPDATED = """
async (count) => {
  const store = await caches.open((await caches.keys())[0]);
  const [partners, ...others] = await store.matchAll("/partners/", { ignoreSearch: true });
  return (await store.keys()).length === count && !others.length && (await partners.text()).includes("<h1>SECOND");
}
"""

NOTHING_IS_BEING_INSTALLED = """
async () => {
  const one = await navigator.serviceWorker.getRegistration();
  return !one.installing && !one.waiting;
}
"""


def test_an_update_is_seen_at_once_and_half_an_update_is_not_kept(
    keeping: Page, watch: Watch, copy_with_checklist: Path
) -> None:
    copy = copy_with_checklist
    quiet_but_for_the_network(watch)
    other = keeping.context.new_page()
    with served(copy) as server:
        visit(keeping, server.url("during/"))
        first = stored(keeping)
        script = change(copy, "SECOND")
        server.asked.clear()
        other.goto(server.url("during/"))
        expect_version(other, "SECOND")
        # The other pages are renewed behind the reader's back; nothing unchanged is asked for again.
        until(other, HAS_UPDATED, len(first))
        second = stored(other)
        assert paths(second - first) == {*CHANGED, script}
        (replaced,) = paths(first - second) - CHANGED
        assert replaced.startswith("/assets/page/feedback.")
        assert set(server.asked) & {f"/{url}" for url in page_urls()} == {"/during/", "/partners/"}

        # A tab of the first version and one of the second keep the same ticks.
        expect_first_version(keeping)
        other.locator("[data-item]").first.check()
        expect(keeping.locator("[data-item]").first).to_be_checked()
        keeping.locator("[data-item]").nth(1).check()
        expect(other.locator("[data-item]").nth(1)).to_be_checked()
        other.close()

        # Files that do not match the list, as while they are being copied: the last complete copy stays.
        partners = (copy / "partners" / "index.html").read_text(encoding="utf-8")
        change(copy, "THE THIRD")
        (copy / "partners" / "index.html").write_text(partners, encoding="utf-8")
        server.asked.clear()
        keeping.reload()
        expect_version(keeping, "THE THIRD")
        until_asked(keeping, server, "/partners/")
        until(keeping, NOTHING_IS_BEING_INSTALLED)
        assert second <= stored(keeping)
    for url in ("during/", "partners/"):
        keeping.goto(server.url(url))
        expect_version(keeping, "SECOND")
    watch.seen[:] = [said for said in watch.seen if "integrity" not in said]


@contextmanager
def failing_server(port: int, answer: bytes = b"") -> Iterator[None]:
    """Takes connections and gives each this answer; without one, none, as behind a network that swallows everything."""
    with socket.create_server(("127.0.0.1", port), backlog=50) as listening:
        if answer:
            threading.Thread(target=serve, args=(listening, answer), daemon=True).start()
        yield
        listening.shutdown(socket.SHUT_RDWR)


def serve(listening: socket.socket, answer: bytes) -> None:
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        with connection:
            connection.recv(65536)
            connection.sendall(answer)


BAD_GATEWAY = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
"""What a proxy says while the server behind it is down."""

READ = "async (name) => (await fetch(`/engine/1a2b3c/${name}`)).text()"
KEPT = "(name) => caches.match(`/engine/1a2b3c/${name}`, {ignoreSearch: true}).then(Boolean)"


def test_servers_that_redirect_fail_or_do_not_answer_and_large_files(
    keeping: Page, watch: Watch, copy: Path
) -> None:
    quiet_but_for_the_network(watch)
    keeping.set_default_timeout(15000)
    engine = copy / "engine" / "1a2b3c"
    engine.mkdir(parents=True)
    (engine / "part.txt").write_text("a large part", encoding="utf-8")
    (engine / "other.txt").write_text("half of a large part", encoding="utf-8")
    write_worker(copy, keep=True)
    shutil.copy(copy / "partners" / "index.html", copy / "elsewhere.html")
    with served(copy, moved={"/partners/": "/elsewhere.html"}) as server:
        visit(keeping, server.url(NOTED))

        # Large files are kept once asked for: the page has them as they come, they are kept behind it.
        assert "/engine/1a2b3c/part.txt" not in paths(stored(keeping))
        server.asked.clear()
        assert keeping.evaluate(READ, "part.txt") == "a large part"
        until(keeping, KEPT, "part.txt")
        assert [keeping.evaluate(READ, "part.txt") for _ in range(2)] == ["a large part"] * 2
        assert server.asked.count("/engine/1a2b3c/part.txt") == 1
        (engine / "other.txt").write_text("half of a la", encoding="utf-8")
        assert keeping.evaluate(READ, "other.txt") == "half of a la"

    assert keeping.evaluate(READ, "part.txt") == "a large part"
    assert not keeping.evaluate(KEPT, "other.txt")  # not what the list says
    # Kept under the address that the pages use; a browser refuses a redirected answer for a page.
    opens_whole(keeping, server.url("partners/"))
    with failing_server(port_of(server), BAD_GATEWAY):
        opens_whole(keeping, server.url(NOTED))
    watch.seen[:] = [said for said in watch.seen if "502" not in said]
    # Page, styles and scripts then all come from the copy, after one wait and not one each.
    with failing_server(port_of(server)):
        opens_whole(keeping, server.url("partners/"))

    # They are kept as long as the build names them.
    shutil.rmtree(engine)
    write_worker(copy, keep=True)
    with served(copy, port_of(server)):
        keeping.goto(server.url(NOTED))
        until(keeping, f"async (name) => !await ({KEPT})(name)", "part.txt")


def test_two_guides_on_one_host_keep_apart_and_each_can_be_taken_back(
    keeping: Page, watch: Watch, copy: Path
) -> None:
    """Also in what they say: the guide below a path is not kept because the one at the root is."""
    note = keeping.locator("[data-module='page/offline-note']")
    with served(copy) as server:
        visit(keeping, server.url(NOTED))
        (copy / "sw.js").rename(copy / "elsewhere.js")
        keeping.goto(server.url(NOTED, below=True))
        expect(note).to_have_attribute("data-started", "")
        expect(note).to_be_hidden()
        (copy / "elsewhere.js").rename(copy / "sw.js")
        watch.seen[:] = [said for said in watch.seen if "fetching the script" not in said]
        visit(keeping, server.url(NOTED, below=True))
        below = f"transition-guide {server.url(below=True)} "
        assert keeping.evaluate(NAMES) == [f"transition-guide {server.url()} ", below]

        write_worker(copy, keep=False)
        keeping.goto(server.url(NOTED))
        until(keeping, "async (kept) => (await caches.keys()).join() === kept", below)
        until(keeping, ONE_WORKER, server.url(below=True))


NAMES = "() => caches.keys()"

ONE_WORKER = """
async (scope) => (await navigator.serviceWorker.getRegistrations()).map((each) => each.scope).join() === scope
"""
