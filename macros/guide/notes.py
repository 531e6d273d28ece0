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
from typing import NamedTuple

from markupsafe import Markup, escape

from template_builder.guide.model import Guide

from ..rendering import Links, render

BLOCKS = frozenset(["p", "li", "td", "th", "dd", "dt", "figcaption", "caption"])
"""Elements that have one mark at most."""

VOID = frozenset(["br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"])
PLACE = r'<span data-cites="(?P<ids>[^"]*)" data-not-found="(?P<words>[^"]*)"></span>'
TAG = r"<(?P<close>/?)(?P<tag>[a-zA-Z][\w-]*)[^>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^>\"']*)*>"
PLACE_OR_TAG = re.compile(f"{PLACE}|{TAG}")
A_MARK = re.compile(r'<button type="button" class="tg-mark"[^>]*>[^<]*</button>')
BEFORE_A_WORD = re.compile(r"[\s<>;]")

Note = tuple[tuple[str, ...], tuple[str, ...]]
"""The ids of the sources, and what they do not state. Blocks that cite the same share a note."""


def place(ids: Sequence[str], not_found: str = "") -> str:
    """Where sources are cited; `not_found` says what they do not state."""
    return f'<span data-cites="{" ".join(ids)}" data-not-found="{escape(not_found)}"></span>'


class Notes:
    """Writes the notes of the pages of one build. What a source is, is put into words once for all of them."""

    def __init__(self, guide: Guide) -> None:
        self._sources = guide.sources
        self._named: dict[str, Markup] = {}

    def of(self, html: str, link: Links) -> tuple[str, str]:
        """The content of a page with one mark in each block that cites something, and the notes for its end."""
        places = _places(html)
        if not places:
            return html, ""
        notes = list(dict.fromkeys(place.note for place in places if place.note))
        cited = list(dict.fromkeys(chain(*(ids for ids, _ in notes))))
        marks = dict(zip(notes, self._marks(notes, cited), strict=True))
        parts: list[str] = []
        text, end = "", 0
        for start, stop, note in places:
            text = (text + html[end:start]).rstrip()
            end = stop
            if note:
                before, word = _last_word(text)
                mark = marks[note]
                parts += before, f'<span class="tg-kept">{word}{mark}</span>' if word else mark
                text = ""
        told = render(
            "guide/notes",
            notes=[(map(self._name, ids), map(unescape, words)) for ids, words in notes],
            cited=map(self._name, cited),
            link=link,
        )
        return "".join([*parts, text, html[end:]]), told

    def _marks(self, notes: Sequence[Note], cited: Sequence[str]) -> list[str]:
        """The marks of the notes of a page."""
        on_paper = {id_: number for number, id_ in enumerate(cited, 1)}
        marks = [
            (ids, self._sources[ids[0]].generation == "ours", [on_paper[id_] for id_ in ids])
            for ids, _ in notes
        ]
        return A_MARK.findall(render("guide/note-marks", marks=marks))

    def _name(self, id_: str) -> Markup:
        if id_ not in self._named:
            html = render("guide/named-source", source=self._sources[id_])
            self._named[id_] = Markup(html)  # noqa: S704 - our own template made it
        return self._named[id_]


def _last_word(text: str) -> tuple[str, str]:
    """A text up to its last word, and that word: a mark goes with it, so that none begins a line."""
    start = len(text)
    while start and not BEFORE_A_WORD.match(text, start - 1):
        start -= 1
    return text[:start], text[start:]


class _Place(NamedTuple):
    """Where a claim is in the text. The last one of a block has the note of all of them."""

    start: int
    stop: int
    note: Note | None


@dataclass
class _Block:
    ids: dict[str, None]
    words: dict[str, None]
    last: int = -1

    @property
    def note(self) -> Note:
        return tuple(self.ids), tuple(self.words)


def _places(html: str) -> list[_Place]:
    """The places of a page, in the order of the text."""
    if "data-cites" not in html:
        return []
    opened = [("", _Block({}, {}))]
    places: dict[tuple[int, int], _Block] = {}
    for found in PLACE_OR_TAG.finditer(html):
        if (tag := found["tag"]) is None:
            block = opened[-1][1]
            block.ids |= dict.fromkeys(found["ids"].split())
            block.words |= dict.fromkeys([found["words"]] if found["words"] else [])
            block.last = found.start()
            places[found.span()] = block
        elif found["close"]:
            while len(opened) > 1 and opened.pop()[0] != tag:
                pass
        elif tag not in VOID:
            opened.append((tag, _Block({}, {}) if tag in BLOCKS else opened[-1][1]))
    return [
        _Place(*span, block.note if block.last == span[0] else None)
        for span, block in places.items()
    ]
