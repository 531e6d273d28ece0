"""Which report a name speaks of: one of those that the guide recommends, or one of the firm's previous system."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..guide.model import Report
from ..guide.systems import PreviousSystem

_WORD = re.compile(r"[^\W\d_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_POSSESSIVE = re.compile(r"['\u2019]s\b")

Words = tuple[str, ...]


class _Found(NamedTuple):
    start: int
    end: int
    report: str


class ReportNames:
    """The reports by the words that name them, each as the column Report writes it."""

    def __init__(self, reports: Sequence[Report], system: PreviousSystem | None = None) -> None:
        self._system = system
        self._ids = {report.report: report.id for report in reports}
        self._recommended = {
            words: report.report
            for report in reports
            for name in (report.report, *report.names)
            if (words := _words(name))
        }
        texts = {report.id: report.report for report in reports}
        own = {}
        for each in system.reports if system else ():
            # One that serves a single recommended report is that one under another name.
            serves = [texts[id_] for id_ in each.serves if id_ in texts]
            own[_words(each.report)] = serves[0] if len(serves) == 1 else each.report.strip("`")
        self._all = {**{words: name for words, name in own.items() if words}, **self._recommended}

    def reports_in(self, text: str) -> tuple[str, ...]:
        """The reports that a text names, in its order. The first part before a comma that names one decides."""
        for part in (*text.split(","), text):
            if found := _named_in(_words(part), self._all):
                return found
        return ()

    def of_system(self, report: str) -> tuple[str, ...]:
        """What the previous system calls a recommended report, as far as it is known."""
        return tuple(
            own.report.strip("`")
            for own in (self._system.reports if self._system else ())
            if self._ids[report] in own.serves
            or report in _named_in(_words(own.report), self._recommended)
        )


def _named_in(words: Words, known: dict[Words, str]) -> tuple[str, ...]:
    """The reports whose names are in a text, each once. A name inside a longer one does not count.

    A name of one word counts only where there is none of several: `matters` in `Trust ledgers of all matters`.
    """
    found = [
        _Found(start, start + len(name), report)
        for name, report in known.items()
        for start in _places(name, words)
    ]
    longer = [each for each in found if each.end - each.start > 1]
    whole = [one for one in longer or found if not any(_is_inside(one, other) for other in found)]
    return tuple(dict.fromkeys(each.report for each in sorted(whole)))


def _is_inside(one: _Found, other: _Found) -> bool:
    return other.start <= one.start and one.end <= other.end and one[:2] != other[:2]


def _places(name: Words, words: Words) -> Iterator[int]:
    for start in range(len(words) - len(name) + 1):
        if words[start : start + len(name)] == name:
            yield start


def _words(text: str) -> Words:
    """The words of a name in small letters and the singular, without signs and numbers."""
    spaced = _HUMP.sub(" ", _POSSESSIVE.sub("", text))
    return tuple(_singular(word) for word in _WORD.findall(spaced.casefold()))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
