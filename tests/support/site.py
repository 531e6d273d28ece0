"""A built site and a small web server for it: at the root, and below a path as a firm might host it."""

from __future__ import annotations

import functools
import http.server
import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from template_builder.guide.loading import shipped_guide
from tests.support.once import made_once
from tests.support.stand_in import answered

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
BELOW = "/intranet/move/"
"""Where the server shows the same site a second time."""


def page_urls() -> list[str]:
    """The address of every page within the site, from the Markdown files; home is the empty one."""
    urls = []
    for file in sorted(DOCS.rglob("*.md")):
        path = file.relative_to(DOCS)
        if path.parts[0] != "decisions":
            name = path.with_suffix("").as_posix()
            urls.append(f"{name}/".removesuffix("index/") if name.endswith("index") else f"{name}/")
    return urls


def all_urls() -> list[str]:
    """Those and the pages that the build writes, one for each previous system. For tests that need no browser."""
    return [*page_urls(), *(f"reference/systems/{each.id}/" for each in shipped_guide().systems)]


def build(folder: Path, firm: Path | None = None, **settings: str) -> Path:
    """The site built as a firm builds it, with settings in its environment; warnings are errors.

    Raises AssertionError with MkDocs' own words.
    """
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONWARNINGS": "error::ResourceWarning"}
    env.pop("SITE_URL", None)
    env |= {"FIRM": str(firm) if firm else "firm.toml", **settings}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(folder)]
    done = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a site by its path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def built_once(folder: Path, firm: Path | None = None, **settings: str) -> Path:
    """The same, built once in a test run."""
    return made_once(folder, lambda folder: build(folder, firm, **settings))


@dataclass(frozen=True)
class Served:
    """A running server and the site behind it."""

    folder: Path
    origin: str
    asked: list[str] = field(default_factory=list)
    """The path of every request, as they came."""

    def url(self, page: str = "", *, below: bool = False) -> str:
        """The address of a page, at the root or below a path."""
        return f"{self.origin}{BELOW if below else '/'}{page}"


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Static files as a plain web server hands them out, with the site's own page for wrong addresses."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, asked: list[str], moved: dict[str, str], **options: Any) -> None:
        self.asked = asked
        self.moved = moved
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        if self.path in self.moved:
            self.send_response(http.HTTPStatus.FOUND)
            self.send_header("Location", self.moved[self.path])
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            super().do_GET()

    def do_POST(self) -> None:
        """Answer in place of the engine."""
        body = answered(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response_only(http.HTTPStatus.OK)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(BELOW).lstrip("/"))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != http.HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_request(self, code: object = "-", size: object = "-") -> None:
        self.asked.append(self.path)

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    """Gone for good once closed: also for browsers that hold a connection open."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.connections: list[socket.socket] = []

    def process_request(self, request: Any, client_address: object) -> None:
        self.connections.append(request)
        super().process_request(request, client_address)  # type: ignore[arg-type]

    def server_close(self) -> None:
        super().server_close()
        for connection in self.connections:
            with suppress(OSError):  # closed already
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that went away in the middle of a file."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def served(folder: Path, port: int = 0, moved: dict[str, str] | None = None) -> Iterator[Served]:
    """The site on 127.0.0.1, on a free port or the one given; `moved` paths lead elsewhere."""
    asked: list[str] = []
    handler = functools.partial(_Handler, directory=str(folder), asked=asked, moved=moved or {})
    server = _Server(("127.0.0.1", port), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Served(folder, f"http://127.0.0.1:{server.server_port}", asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Page(HTMLParser):
    """What the tests of the site ask of an HTML file."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()

    @staticmethod
    @functools.cache
    def read(file: Path) -> Page:
        """The page in a file of a finished site; parsed once."""
        return Page(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def having(self, attribute: str, tag: str | None = None) -> list[str]:
        """The values of an attribute, of one kind of element or of all."""
        return [
            attrs[attribute]
            for name, attrs in self.elements
            if attribute in attrs and tag in (None, name)
        ]

    @functools.cached_property
    def ids(self) -> list[str]:
        return self.having("id")

    def meta(self, name: str) -> list[str]:
        """The contents of the meta elements with this name or http-equiv."""
        return [
            attrs.get("content", "")
            for tag, attrs in self.elements
            if tag == "meta" and name in (attrs.get("name"), attrs.get("http-equiv"))
        ]


def own_files(site: Path, page: str) -> set[Path]:
    """Our style sheets for screens, and the scripts that a page loads at its start: the modules it names in its head."""
    file = site / page / "index.html"
    read = Page.read(file)
    sheets = [
        target(site, file, attrs["href"])[0]
        for tag, attrs in read.elements
        if tag == "link" and attrs.get("rel") == "stylesheet" and "media" not in attrs
    ]
    ours = {sheet for sheet in sheets if "assets/stylesheets/" not in sheet.as_posix()}
    return ours | {module(site, read.html, name) for name in modules(read.html)}


def modules(html: str) -> list[str]:
    """The names of the modules in the head of a page, such as `guide/checklist`."""
    return re.findall(r'<link rel="modulepreload" [^>]*data-name="([\w/-]+)"', html)


def module(site: Path, html: str, name: str) -> Path:
    """The file of a module that a page names in its head."""
    found = re.search(rf'href="[^"]*?(assets/[\w/.-]+)" data-name="{name}"', html)
    assert found, f"the page does not name {name}"
    return site / found[1]


def is_outside(href: str) -> bool:
    """Whether an address leads to another host."""
    return bool(urlsplit(href).netloc)


def target(site: Path, page: Path, href: str) -> tuple[Path, str]:
    """The file and the anchor that a relative href on a page leads to."""
    parts = urlsplit(href)
    path = unquote(parts.path)
    base = site if path.startswith("/") else page.parent
    file = (base / path.lstrip("/")).resolve() if path else page
    if file.is_dir():
        file /= "index.html"
    return file, unquote(parts.fragment)
