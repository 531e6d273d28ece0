"""A finished page in the words of the firm's region: its text, headings and labels, never what stands as code.

The pages of previous systems and the lists of sources and licenses are in the words of others, and stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from template_builder.plan.terms import OwnTerms

from ..guide.systems import SYSTEM_PAGES

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import AnchorLink

OTHERS = (f"{SYSTEM_PAGES}/", "reference/sources.md", "reference/licenses.md")
TAG = re.compile(r"<(?P<close>/?)(?P<tag>[a-zA-Z][\w-]*)(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
NAMES = frozenset(["code", "kbd", "pre", "samp", "script", "style", "svg"])
OTHERS_WORDS = 'translate="no"'
"""What HTML has for an element whose words are names, such as those of a previous system's reports."""
INSIDE = frozenset([
    "a", "abbr", "b", "br", "button", "code", "em", "i", "kbd", "small", "span", "strong", "sub", "sup", "td", "th", "time", "wbr",
])  # fmt: skip
"""Elements inside a block of text; a row is one block, as its first cell may name the place that the others are about."""
LABEL = re.compile(r'(?<= )(aria-label|alt|data-label|title)="([^"]*)"')


def in_own_words(html: str, terms: OwnTerms) -> str:
    """The content of a page in the words of a region."""
    return "".join(each for block in _blocks(html) for each in _reworded(block, terms))


def reword(page: Page, html: str, terms: OwnTerms) -> str:
    """The same for a page with its title, its description and its table of contents."""
    if not terms or page.file.src_uri.startswith(OTHERS):
        return html
    page.title = terms.in_text(page.title or "")
    for key in ("title", "description"):
        if text := page.meta.get(key):
            page.meta[key] = terms.in_text(text)
    _reword_headings(page.toc, terms)
    return in_own_words(html, terms)


def _reword_headings(links: Iterable[AnchorLink], terms: OwnTerms) -> None:
    for link in links:
        link.title = terms.in_text(link.title)
        _reword_headings(link.children, terms)


class _Token(NamedTuple):
    """A text or a tag. `tag` is its name, with a slash where it closes, and "" for a text; `names`: inside of names."""

    text: str
    tag: str
    names: bool


def _tokens(html: str) -> Iterator[_Token]:
    end = 0
    names, depth = "", 0
    for found in TAG.finditer(html):
        yield _Token(html[end : found.start()], "", bool(names))
        end = found.end()
        tag = found["close"] + found["tag"]
        if names:
            depth += (tag == names) - (tag == f"/{names}")
            names = names if depth else ""
        elif tag in NAMES or OTHERS_WORDS in found[0]:
            names, depth = tag, 1
        yield _Token(found[0], tag, bool(names))
    yield _Token(html[end:], "", False)


def _blocks(html: str) -> Iterator[list[_Token]]:
    block: list[_Token] = []
    for token in _tokens(html):
        if token.tag and token.tag.lstrip("/") not in INSIDE:
            yield block
            block = []
        block.append(token)
    yield block


def _reworded(block: list[_Token], terms: OwnTerms) -> Iterator[str]:
    about = " ".join(token.text for token in block if not token.tag)

    def label(found: re.Match[str]) -> str:
        return f'{found[1]}="{terms.in_text(found[2], about)}"'

    for text, tag, names in block:
        if names:
            yield text
        else:
            yield LABEL.sub(label, text) if tag else terms.in_text(text, about)
