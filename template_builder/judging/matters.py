"""Judges what stands for a matter: its number, or what people and spreadsheets make of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..common.text import INVISIBLE, is_blank, key_of, text_of, visible
from .changed_numbers import ChangedNumbers
from .client_names import client_keys
from .verdict import Flaw, Params, Verdict, flawed
from .words import NEAREST, Near, spelled

ZEROS = re.compile(r"0\d")
COLON = re.compile(r"\s*[:\uff1a]\s*")
SEPARATORS = re.compile(r"\s*[,;|/&+()\u2013\u2014]+\s*|\s+-\s*|-\s+|\s+")
PIECES = re.compile(r"[,;:|/&+()\uff1a\u2013\u2014]|\s-\s|\s-|-\s")
SUB_NUMBER = re.compile(r"(?:[a-z]?\d+[a-z]?|[a-z]|[ivx]+)(?![\w'])", re.IGNORECASE)
"""What may be the rest of a longer number, of a matter that nobody has listed: `1001 A`, `1001 02`, `1001 II`."""
LONGEST = 255
"""A longer text is no number with something behind it."""
MOST_WORDS = 4
"""How many words a number can have that is looked for in the rest of a text."""


class MatterJudge(NamedTuple):
    """Judges a matter by the numbers that are known.

    `known` maps the key of each number (old, display, new in Clio) to how it is written; empty when nothing is
    known, and then every number passes. `without_display` holds the keys of old numbers that the crosswalk
    knows but has no display number for, `two_meanings` the words about each number that means two matters.
    `destinations` says which numbers mean one matter, `clients` which numbers a client has, by `client_key`.
    """

    known: Mapping[str, str]
    without_display: Collection[str] = ()
    two_meanings: Mapping[str, Params] = {}
    destinations: Mapping[str, str] = {}
    clients: Mapping[str, Sequence[str]] = {}
    needed: bool = True
    near: Near = Near(())
    changed: ChangedNumbers = ChangedNumbers(())

    def __call__(self, value: object) -> Verdict:
        if is_blank(value):
            return flawed("matter-missing") if self.needed else Verdict("")
        if isinstance(value, dt.date):
            return self._date(value)
        if isinstance(value, bool | dt.time | dt.timedelta):
            return flawed("matter-unknown", near="")
        text = text_of(value)
        bare = visible(text).strip()
        key = key_of(text)
        if key in self.two_meanings:
            return Verdict(None, (Flaw("matter-two-meanings", self.two_meanings[key]),))
        if not isinstance(value, str) and (others := self.changed.behind_number(bare)):
            return _retyped("matter-as-number", [*self._known_as(key), *others])
        if key in self.without_display:
            return flawed("matter-without-display-number")
        if self.known and key not in self.known:
            return self._unknown(bare, key)
        bare = spelled(bare, key, self.known)
        if INVISIBLE.search(text):
            return Verdict(bare, (Flaw("name-with-invisible", (), bare, bare),))
        if text != text.strip():
            return Verdict(bare, (Flaw("matter-blanks", (), bare, bare),))
        return Verdict(bare)

    def _date(self, value: dt.date) -> Verdict:
        day = value.date() if isinstance(value, dt.datetime) else value
        return _retyped("matter-as-date", self.changed.behind_date(day))

    def _unknown(self, bare: str, key: str) -> Verdict:
        """What an unknown number is instead; a suggestion only where nothing else can be meant."""
        bare = " ".join(bare.split())
        if len(bare) > LONGEST:
            return flawed("matter-unknown", near="")
        for client in client_keys(bare) if self.clients else ():
            if client in self.clients:
                return flawed("matter-is-client", numbers=listed(self.clients[client]))
        # A number with more zeros than the known one is not what a spreadsheet made of that.
        if not ZEROS.match(bare) and (numbers := self.changed.behind_number(bare)):
            return _retyped("matter-as-number", numbers)
        if numbers := self.changed.behind_date_text(bare):
            return _retyped("matter-as-date", numbers)
        starts = list(self._starts(bare))
        if starts:
            return self._with_more(bare, starts)
        return flawed("matter-unknown", near=self.near(bare))

    def _starts(self, bare: str) -> Iterator[tuple[str, str, bool]]:
        """Known numbers with which a text begins: the key, what follows, and whether a colon separates the two."""
        for pattern in (COLON, SEPARATORS):
            for separator in pattern.finditer(bare):
                start = key_of(bare[: separator.start()])
                if start in self.known:
                    yield start, bare[separator.end() :], pattern is COLON

    def _with_more(self, bare: str, starts: Sequence[tuple[str, str, bool]]) -> Verdict:
        start, rest, colon = max(starts, key=lambda each: len(each[0]))
        matters = {self._matter(each) for each, _, _ in starts}
        others = {self._matter(each) for each in _spans(rest) if each in self.known}
        if others - {self._matter(start)}:
            return flawed("matter-list")
        if len(matters) > 1 or (not others and SUB_NUMBER.match(rest)):
            return flawed("matter-unknown", near=NEAREST.format(self.known[start]))
        kind = "matter-with-colon" if colon else "matter-with-description"
        return flawed(kind, suggestion=self.known[start], meant=self.known[start])

    def _known_as(self, key: str) -> Sequence[str]:
        return [self.known[key]] if key in self.known else []

    def _matter(self, key: str) -> str:
        return key_of(self.destinations.get(key, key))


def _spans(text: str) -> Iterator[str]:
    """The key of each run of words between signs, in which another number may be."""
    for piece in PIECES.split(text):
        words = piece.split()
        for first in range(len(words)):
            for last in range(first + 1, min(len(words), first + MOST_WORDS) + 1):
                yield key_of(" ".join(words[first:last]))


def _retyped(kind: str, numbers: Sequence[str]) -> Verdict:
    """The verdict of a cell that a spreadsheet changed; certain where one known number can have become it."""
    distinct = list(dict.fromkeys(numbers))
    retyped = listed(distinct) if distinct else "the matter's number again"
    words = {"numbers": retyped} if kind == "matter-as-number" else {}
    suggestion = distinct[0] if len(distinct) == 1 else ""
    return flawed(kind, None, suggestion, suggestion or None, **words, retyped=retyped)


def listed(numbers: Sequence[str]) -> str:
    """Numbers to choose from; the first three where there are many."""
    named = list(numbers[:3])
    return " or ".join(named) + (f" or {len(numbers) - 3} others" if len(numbers) > 3 else "")
