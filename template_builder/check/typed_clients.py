"""Names what people type over the formula of `Client and description`: it is no entry, and goes nowhere.

They correct the name there, or type the client there and leave the matter blank.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from ..common.cells import CellError
from ..common.text import is_blank, key_of, text_of
from ..crosswalk.crosswalk import KnownMatter
from ..judging.client_names import client_key, client_keys
from ..judging.matters import LONGEST, listed
from ..judging.verdict import Flaw
from ..workbooks.headers import FoundSheet
from ..workbooks.model import Column
from ..workbooks.rules import Lookup
from .findings import FindingLog
from .sheet_rows import filled_rows, rows_of

BLANK_MATTER = ("matter-missing", "note-without-place")
"""Kinds of findings that say less than what is typed beside the blank cell."""


class Matters:
    """The matters that a number or a client can mean: those of the file's own sheet, and those of the lists given."""

    def __init__(self, tables: Iterable[FoundSheet], known: Iterable[KnownMatter]) -> None:
        self._by_number: dict[str, list[KnownMatter]] = {}
        self._by_shown: dict[str, list[KnownMatter]] = {}
        self._by_client: dict[str, list[KnownMatter]] = {}
        self._meant: dict[str, list[str]] = {}
        for matter in (*_own(tables), *known):
            for number in dict.fromkeys(map(key_of, (matter.old_number, matter.display_number))):
                self._by_number.setdefault(number, []).append(matter)
            self._by_shown.setdefault(key_of(_shown(matter)), []).append(matter)
            self._by_client.setdefault(client_key(matter.client), []).append(matter)

    def explain(self, text: str, number: str) -> bool:
        """Whether a text is what the formula shows of a number, or the name of its client and no more."""
        matters = self._by_number.get(key_of(number), ()) if number else ()
        return any(
            key_of(text) == key_of(_shown(each)) or client_key(text) == client_key(each.client)
            for each in matters
        )

    def numbers(self, text: str) -> list[str]:
        """The numbers of the matters that a text can mean: by its words, a number in it, its client and description."""
        if text not in self._meant:  # many rows have the same one
            found = self._meant_by(text)
            numbers = {key_of(n): n for m in found if (n := m.old_number or m.display_number)}
            self._meant[text] = list(numbers.values())
        return self._meant[text]

    def _meant_by(self, text: str) -> Sequence[KnownMatter]:
        found = self._by_shown.get(key_of(text)) or self._by_number.get(key_of(text.split()[0]))
        if not found:
            names = client_keys(text[:LONGEST])
            client = next((key for key in names if key in self._by_client), "")
            found = self._by_client[client] if client else []
            described = [m for m in found if key_of(m.description) in key_of(text)]
            found = [m for m in described if m.description] or found or self._with_words(text)
        return found

    def _with_words(self, text: str) -> list[KnownMatter]:
        """The matters whose client and description have all words of a text: Orchard, or Orchard lease."""
        words = client_key(text).split()
        found = [self._by_word.get(word, {}) for word in words] or [{}]
        first, *others = sorted(found, key=len)
        return [m for at, m in first.items() if all(at in other for other in others)]

    @cached_property
    def _by_word(self) -> Mapping[str, Mapping[int, KnownMatter]]:
        """The matters of each word of a client or description, by their place."""
        words: dict[str, dict[int, KnownMatter]] = defaultdict(dict)
        matters = (matter for own in self._by_shown.values() for matter in own)
        for place, matter in enumerate(matters):
            for word in client_key(_shown(matter)).split():
                words[word][place] = matter
        return words


class _Typed(NamedTuple):
    row: int
    text: str
    matter: str


def note_typed_clients(
    found: FoundSheet, totals: Collection[int], matters: Matters, log: FindingLog, *, formulas: bool
) -> None:
    """Name each text over a formula of a table; where the matter is blank, with the numbers that it can mean.

    Rows of `totals` are no entries. Without `formulas`, as in a CSV file, a text beside a number is what the formula showed.
    """
    for column in found.spec.columns:
        if isinstance(column.rule, Lookup) and column.id in found.columns:
            for typed in _typed(found, column, column.rule):
                if typed.row not in totals:
                    _note(typed, found, column, column.rule.of, matters, log, formulas)


def _typed(found: FoundSheet, column: Column, rule: Lookup) -> Iterator[_Typed]:
    for number, (value, matter) in rows_of(found, (column.id, rule.of)):
        if not (is_blank(value) or isinstance(value, CellError) or value == rule.twice):
            yield _Typed(number, text_of(value).strip(), text_of(matter).strip())


def _note(
    typed: _Typed,
    found: FoundSheet,
    column: Column,
    of: str,
    matters: Matters,
    log: FindingLog,
    formulas: bool,
) -> None:
    """Note one text; `of` is the column that the formula looks up."""
    sheet, cell = found.data.name, (found.columns[column.id], typed.row)
    if typed.matter:
        if formulas and not matters.explain(typed.text, typed.matter):
            log.add(Flaw("client-typed"), sheet, cell, typed.text, column)
        return
    at = found.columns.get(of, 0)
    if any(log.take_back(kind, sheet, (at, typed.row)) for kind in BLANK_MATTER):
        numbers = listed(matters.numbers(typed.text)) or "the number of the matter"
        flaw = Flaw("client-without-matter", (("numbers", numbers),))
        log.add(flaw, sheet, cell, typed.text, column)
    else:
        log.add(Flaw("client-typed"), sheet, cell, typed.text, column)


def _shown(matter: KnownMatter) -> str:
    """What the formula shows of a matter."""
    return f"{matter.client}: {matter.description}" if matter.description else matter.client


def _own(tables: Iterable[FoundSheet]) -> Iterator[KnownMatter]:
    ids = ("old-number", "client", "display-number", "description")
    for table in tables:
        for _, values in filled_rows(table, ids):
            yield KnownMatter(*(text_of(value).strip() for value in values))
