"""The Content-Security-Policy of a page, as a meta element with the hashes of that page's inline scripts.

A page may hold only inline scripts that stand in a template, and the templates are read before any page is made. So
no text of a firm, of a person or of a file can become a script that the policy allows.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from template_builder.common.errors import KitError

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


class UnknownScript(KitError):
    """A page holds an inline script that stands in no template."""


class TemplateScripts:
    """The inline scripts of all templates below some folders.

    A variable of a template may stand for a way to the root of the site, such as `../..` or the path of SITE_URL, and
    for nothing else; a script with other logic of the template in it is not known.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        files = chain.from_iterable(map(_templates, folders))
        scripts = {text for file in files for text in inline_scripts(file.read_text("utf-8"))}
        self._known = re.compile("|".join(_patterns(scripts)) or "(?!)")

    def __contains__(self, script: str) -> bool:
        return self._known.fullmatch(script) is not None


def _templates(folder: Path) -> Iterator[Path]:
    """The templates below a folder. Not below hidden ones: a theme has ten thousand icons there, and no template."""
    for path, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(path, name) for name in names if name.endswith((".html", ".jinja")))


def _patterns(scripts: Iterable[str]) -> Iterator[str]:
    for script in sorted(scripts):
        parts = [re.escape(part) for part in VARIABLE.split(script)]
        if "{%" not in script:
            yield WAY_TO_THE_ROOT.join(parts)


VARIABLE = re.compile(r"\{\{.*?\}\}")
WAY_TO_THE_ROOT = r"(?:[./]*|/(?:[\w.~%-]+/)*[\w.~%-]*)"
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.IGNORECASE | re.DOTALL)
ATTRIBUTE = re.compile(r"([\w-]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+))?")
JAVASCRIPT_TYPES = frozenset({"", "module", "text/javascript", "application/javascript"})


def with_policy(html: str, known: TemplateScripts) -> str:
    """The page with its policy as the first thing in its head.

    Raises UnknownScript for an inline script that is in no template, and ValueError for a page without a head.
    """
    scripts = inline_scripts(html)
    for script in scripts:
        if script not in known:
            raise UnknownScript(f"an inline script is in no template: {script[:200]!r}")
    return _with_policy(html, scripts)


def _with_policy(html: str, scripts: Iterable[str]) -> str:
    before, head, after = html.partition("<head>")
    if not head:
        raise ValueError("a page without <head> cannot carry a Content-Security-Policy")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(html, scripts)}">'
    return f"{before}{head}\n    {meta}{after}"


def renewed(html: str) -> str:
    """A page that has its policy with one for what it holds now, after `mkdocs serve` put a script into it."""
    html = re.sub(r'\s*<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    return _with_policy(html, inline_scripts(html))


def policy(html: str, scripts: Iterable[str]) -> str:
    """The policy that allows exactly this page's own files and inline scripts."""
    hashes = sorted({script_hash(script) for script in scripts})
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
