"""The notes of a finished page: one quiet mark a paragraph, list item or cell, and at the end what its sources are.

A macro leaves a place in the text for each claim; once the page is rendered, the places of one block become one mark. A mark
opens its note; in a browser without popovers the notes are at the end of the page. On paper each source is there once, and a
mark has the numbers of its sources.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from itertools import chain

from markupsafe import escape

from template_builder.guide.model import Guide

from ..rendering import Links, render

BLOCKS = frozenset(["p", "li", "td", "th", "dd", "dt", "figcaption", "caption"])
"""Elements that have one mark at most."""

VOID = frozenset(["br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"])
PLACE = r'\s*<span data-cites="(?P<ids>[^"]*)" data-not-found="(?P<words>[^"]*)"></span>'
TAG = r"<(?P<close>/?)(?P<tag>[a-zA-Z][\w-]*)(?:[^>\"']|\"[^\"]*\"|'[^']*')*>"
PLACE_OR_TAG = re.compile(f"{PLACE}|{TAG}")
ANY_PLACE = re.compile(PLACE)
A_MARK = re.compile(r'<button type="button" class="tg-mark"[^>]*>[^<]*</button>')
BEFORE_A_WORD = re.compile(r"[\s<>;]")

Note = tuple[tuple[str, ...], tuple[str, ...]]
"""The ids of the sources, and what they do not state. Blocks that cite the same share a note."""


def place(ids: Sequence[str], not_found: str = "") -> str:
    """Where sources are cited; `not_found` says what they do not state."""
    return f'<span data-cites="{" ".join(ids)}" data-not-found="{escape(not_found)}"></span>'


def with_notes(html: str, guide: Guide, link: Links) -> str:
    """The content of a page with one mark in each block that cites something, and its notes at the end."""
    marks = _marks(html)
    numbers: dict[Note, int] = {}
    for note in marks.values():
        numbers.setdefault(note, len(numbers) + 1)

    cited = {
        id_: place for place, id_ in enumerate(dict.fromkeys(chain(*(n[0] for n in numbers))), 1)
    }

    def mark(found: re.Match[str]) -> str:
        note = marks.get(found.start())
        if note is None:
            return ""  # what it cites is in the mark at the end of its block
        ids = note[0]
        return render(
            "guide/note-mark",
            number=numbers[note],
            ids=ids,
            own=guide.sources[ids[0]].generation == "ours",
            on_paper=[cited[id_] for id_ in ids],
        )

    if not marks:
        return html
    notes = [
        ([guide.sources[id_] for id_ in ids], [unescape(each) for each in words])
        for ids, words in numbers
    ]
    marked = _with_words(ANY_PLACE.sub(mark, html))
    sources = [guide.sources[id_] for id_ in cited]
    return marked + render("guide/notes", notes=notes, cited=sources, link=link)


def _with_words(html: str) -> str:
    """Each mark together with the end of the word before it, so that it begins no line.

    From each mark back to where its word begins: a search for words would try every letter of the page.
    """
    parts, end = [], 0
    for mark in A_MARK.finditer(html):
        start = mark.start()
        while start > end and not BEFORE_A_WORD.match(html[start - 1]):
            start -= 1
        parts.append(html[end:start])
        word = html[start : mark.start()]
        parts.append(f'<span class="tg-kept">{word}{mark[0]}</span>' if word else mark[0])
        end = mark.end()
    return "".join([*parts, html[end:]])


@dataclass
class _Block:
    ids: dict[str, None]
    words: dict[str, None]
    last: int = -1


def _marks(html: str) -> dict[int, Note]:
    """For each block that cites something, the place of its last claim, and what the block cites, in the order of the text."""
    if "data-cites" not in html:
        return {}
    opened = [("", _Block({}, {}))]
    blocks = [opened[0][1]]
    for found in PLACE_OR_TAG.finditer(html):
        if (tag := found["tag"]) is None:
            block = opened[-1][1]
            block.ids |= dict.fromkeys(found["ids"].split())
            block.words |= dict.fromkeys([found["words"]] if found["words"] else [])
            block.last = found.start()
        elif found["close"]:
            while len(opened) > 1 and opened.pop()[0] != tag:
                pass
        elif tag not in VOID:
            block = _Block({}, {}) if tag in BLOCKS else opened[-1][1]
            blocks += [block] if tag in BLOCKS else []
            opened.append((tag, block))
    cited = sorted((block for block in blocks if block.ids), key=lambda block: block.last)
    return {block.last: (tuple(block.ids), tuple(block.words)) for block in cited}
