"""`mkdocs serve`: its port, and the script of its own that it puts into each page, which the page's policy must know."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from typing import TYPE_CHECKING

from .csp import renewed

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


def is_taken(host: str, port: int) -> bool:
    """Whether no server can be started at an address: another one has it, or it is not ours to take."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError:
        return True
    return False


def with_renewed_policy(app: WSGIApplication) -> WSGIApplication:
    """The same application, except that the policy of each page names the scripts it is sent with."""

    def wrapped(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        answers: list[tuple[str, list[tuple[str, str]]]] = []

        def remember(status: str, headers: list[tuple[str, str]], *_: object) -> object:
            answers.append((status, headers))
            return None

        body = b"".join(app(environ, remember))  # type: ignore[arg-type]
        status, headers = answers[-1]
        given = {name.lower(): value for name, value in headers}
        if given.get("content-type", "").startswith("text/html") and b"<head>" in body:
            body = renewed(body.decode("utf-8")).encode("utf-8")
            headers = [(n, v) for n, v in headers if n.lower() != "content-length"]
            headers.append(("Content-Length", str(len(body))))
        start_response(status, headers)
        return [body]

    return wrapped
