"""What a browser asks of any other host than ours, whoever in it asks: a page, a worker, the browser itself.

The browser is told to go through a proxy for those. Ours answers nothing and notes what was asked. To be told of each request of
a page by Playwright, and to let through those to our host, takes a tenth of the work of opening the page.
"""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Closed(socketserver.StreamRequestHandler):
    server: Elsewhere

    def handle(self) -> None:
        asked = self.rfile.readline(4096).decode("latin-1").rsplit(" ", 1)[0]
        self.server.asked.append(f"request: {asked}")


class Elsewhere(socketserver.ThreadingTCPServer):
    """The proxy."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Closed)
        self.asked: list[str] = []
        """Each request to another host, such as `request: GET http://example.org/`."""

    @property
    def flags(self) -> tuple[str, ...]:
        """Those with which Chromium goes to 127.0.0.1 itself, and through the proxy to any other host, also to this one by name."""
        return (
            f"--proxy-server=http://127.0.0.1:{self.server_address[1]}",
            "--proxy-bypass-list=<-loopback>;127.0.0.1",
        )

    def take(self) -> list[str]:
        """What was asked since the last time."""
        asked, self.asked = self.asked, []
        return asked


@contextmanager
def elsewhere() -> Iterator[Elsewhere]:
    """A proxy that runs."""
    with Elsewhere() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
