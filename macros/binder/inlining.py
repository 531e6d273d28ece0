"""A finished page as part of another: ids that stay unique, links that still lead where they led, headings below."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from mkdocs.utils import get_relative_url

HEADERLINK = re.compile(r'<a class="headerlink"[^>]*>.*?</a>')
HEADING = re.compile(r"(</?h)([1-4])\b")
ID = re.compile(r'(\s(?:id|for|aria-labelledby|aria-describedby)=")([^"]+)"')
LINK = re.compile(r'(\s(?:href|src)=")([^"]*)"')
MARK = re.compile(
    r'<button [^>]*class="tg-mark"[^>]* data-cites="([^"]*)"[^>]*>(ours )?\d+</button>'
)
LIVE = re.compile(r'<p [^>]*data-script hidden></p>| data-module="[^"]*"')
"""What a script starts or fills in: no script runs on paper."""
NOTES = re.compile(r'<section class="tg-notes".*?</section>', re.DOTALL)

MAIN = re.compile(r'<h1 id="([^"]+)"')

LEVELS = 2
"""A page's main heading becomes an h3: below the binder's own h1 and the h2 of a part."""


@dataclass(frozen=True)
class Target:
    """The page that takes others in: its address, what already stands in it, the numbers of its sources.

    `places` maps addresses of the site, with or without an anchor, to ids on the page.
    """

    url: str
    places: Mapping[str, str]
    numbers: Mapping[str, int]


def inlined(html: str, url: str, prefix: str, into: Target) -> str:
    """The content of the page at `url` for use inside another; its ids get the prefix.

    The main heading gets the prefix itself as its id. Headings go down two levels. A mark leads to its sources in the list
    that all pages share, by their numbers there; the notes of the page itself go.
    """

    main = MAIN.search(html)
    heading = main[1] if main else ""

    def own(id_: str) -> str:
        return prefix if id_ == heading else f"{prefix}--{id_}"

    def ids(found: re.Match[str]) -> str:
        return f'{found[1]}{" ".join(own(id_) for id_ in found[2].split())}"'

    def link(found: re.Match[str]) -> str:
        href = found[2]
        return (
            f'{found[1]}{"#" + own(href[1:]) if href.startswith("#") else moved(href, url, into)}"'
        )

    def mark(found: re.Match[str]) -> str:
        links = ", ".join(
            f'<a href="#source-{id_}">{into.numbers[id_]}</a>' for id_ in found[1].split()
        )
        return f'<span class="tg-mark">{found[2] or ""}[{links}]</span>'

    html = LIVE.sub("", NOTES.sub("", html))
    html = HEADERLINK.sub("", html)
    html = HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + LEVELS}", html)
    html = ID.sub(ids, html)
    return MARK.sub(mark, LINK.sub(link, html))


def cited(html: str) -> set[str]:
    """The ids of the sources that a page's marks name."""
    return {id_ for found in MARK.finditer(html) for id_ in found[1].split()}


def moved(href: str, url: str, into: Target) -> str:
    """An address on the page at `url` as it has to be on the target: within it where it can."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return href
    path = urljoin(f"/{url}", parts.path).lstrip("/")
    whole = f"{path}#{parts.fragment}" if parts.fragment else path
    if whole in into.places:
        return f"#{into.places[whole]}"
    if path.startswith("how-to/") and path in into.places:
        return f"#{into.places[path]}--{parts.fragment}"
    relative = get_relative_url(path, into.url)
    return f"{relative}#{parts.fragment}" if parts.fragment else relative
