"""The Content-Security-Policy of a page, as a meta element with the hashes of that page's inline scripts."""

from __future__ import annotations

import base64
import hashlib
import re

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # the theme's icons are data: images in its style sheet
    "connect-src": "'self'",  # the search index
    "worker-src": "'self'",  # the search itself, and what keeps the site for offline use
    "manifest-src": "'self'",  # the site as an app
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""No `frame-ancestors`: browsers ignore it in a meta element and say so in the console."""

ENGINE = "data-engine="
"""Stands in every page that starts Python."""

FOR_ENGINE = {
    "script-src": " 'wasm-unsafe-eval'",
    "worker-src": " blob:",  # only a worker started from a blob: is bound by the policy of its page
}
"""What such a page may do on top: run WebAssembly, and start a worker that this very policy keeps from asking others."""

SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.IGNORECASE | re.DOTALL)
ATTRIBUTE = re.compile(r"([\w-]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+))?")
JAVASCRIPT_TYPES = frozenset({"", "module", "text/javascript", "application/javascript"})


def with_policy(html: str) -> str:
    """The page with its policy as the first thing in its head.

    Raises ValueError for a page without a head.
    """
    before, head, after = html.partition("<head>")
    if not head:
        raise ValueError("a page without <head> cannot carry a Content-Security-Policy")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(html)}">'
    return f"{before}{head}\n    {meta}{after}"


def renewed(html: str) -> str:
    """The page with the policy for what it holds now, after something was put into it."""
    return with_policy(re.sub(r'\s*<meta http-equiv="Content-Security-Policy"[^>]*>', "", html))


def policy(html: str) -> str:
    """The policy that allows exactly this page's own files and inline scripts."""
    hashes = sorted({script_hash(script) for script in inline_scripts(html)})
    extra = FOR_ENGINE if ENGINE in html else {}
    named = {"script-src": "".join(f" '{hash_}'" for hash_ in hashes)}
    return "; ".join(
        f"{name} {value}{extra.get(name, '')}{named.get(name, '')}"
        for name, value in DIRECTIVES.items()
    )


def script_hash(script: str) -> str:
    """The hash by which a policy names an inline script."""
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def inline_scripts(html: str) -> list[str]:
    """The text of every inline script a browser would run; blocks of JSON are not.

    A search and not a parser: the pages are our own, and a parser takes longer than all else on the page.
    """
    found = []
    for attributes, text in SCRIPT.findall(html):
        given = {name.lower(): value.strip("\"'") for name, value in ATTRIBUTE.findall(attributes)}
        if "src" not in given and given.get("type", "").strip().lower() in JAVASCRIPT_TYPES:
            found.append(text)
    return found
