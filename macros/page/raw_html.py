"""A Markdown extension: blocks of HTML that our templates made go past the parsers of Markdown, which change nothing in them.

Such a block is one line between blank lines. MkDocs and Markdown would parse its HTML in Python, which took more time
than all else that they do to a page.
"""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

START = re.compile(r"<([a-z][a-z0-9]*)[\s>]")
ID = re.compile(r'\sid="([^"]*)"')
AFTER_FENCES = 24
"""Code is out of the way by then, and no parser has begun."""


def ids_in(html: str) -> set[str]:
    """The ids of a finished page, to which links may lead: MkDocs has not seen those of the blocks set aside."""
    return set(ID.findall(html))


class WholeBlocks(Preprocessor):
    """Sets each whole block of HTML aside, as Markdown itself does with one that it has parsed."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines with a mark in place of each block."""
        around = zip(["", *lines], lines, [*lines[1:], ""], strict=False)
        return [
            self.md.htmlStash.store(line)
            if not before.strip() and not after.strip() and self._is_whole(line)
            else line
            for before, line, after in around
        ]

    def _is_whole(self, line: str) -> bool:
        """Whether a line is elements from their first start tag to their last end tag, and nothing of it is Markdown."""
        start = START.match(line)
        if not start or not self.md.is_block_level(start[1]) or " markdown" in line:
            return False
        end = f"</{start[1]}>"
        return line.endswith(end) and len(re.findall(rf"<{start[1]}[\s>]", line)) == line.count(end)


class RawHtmlExtension(Extension):
    """Registered in mkdocs.yml as `macros.page.raw_html`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        """Run before MkDocs and Markdown parse what is HTML."""
        md.preprocessors.register(WholeBlocks(md), "tg-raw-html", AFTER_FENCES)


def makeExtension(**options: object) -> RawHtmlExtension:  # noqa: N802 - Markdown's own name
    """What Markdown looks for in a module named as an extension."""
    return RawHtmlExtension(**options)
