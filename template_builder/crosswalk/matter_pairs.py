"""Which matters of two lists may be the same: by the old number that Clio kept, by client and description."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from typing import NamedTuple

from ..common.text import key_of
from .likeness import Vocabulary, same_words, words_of
from .proposal import Candidate

LEAST = 0.5
"""From this likeness on a pair is shown."""
SAME_CLIENT = 0.7
"""Clients this alike do not contradict each other: `Fictional Orchard` and `Fictional Orchard Ltd`."""
COMMON_WORD = 60
"""A word in more matters than this leads to no candidates, unless a matter has no other."""
MOST_PARTS = 8
SHORT_NUMBER = 4
"""A number with fewer digits is found in texts by chance: `12 Main Street`."""
MOST_COMPARED = 12
"""How many matters that share words are compared closely with one old matter."""
ONE_OF_TWO, BY_CHANCE, BY_NUMBER = 0.7, 0.3, 0.65
"""What a likeness is worth of client or description alone; how much of what is missing a number found adds."""
CONTRADICTED = 0.6
"""What is left of a likeness where Clio's matter holds the number of another old one."""
KEPT, DISPLAY = "custom number or reference", "display number"
_TOKEN = re.compile(r"[^\s()\[\]{};,:|\"“”]+")
_EDGE = "-./#"


class OldMatter(NamedTuple):
    """A matter of the old system's list."""

    number: str
    client: str = ""
    description: str = ""
    responsible: str = ""
    """Who is responsible: shown to tell twins apart, but compared with nothing, as systems name people differently."""


class ClioMatter(NamedTuple):
    """A matter of Clio's list. `kept` are fields that exist to hold another system's number: custom number, reference."""

    display_number: str
    client: str = ""
    description: str = ""
    kept: tuple[str, ...] = ()
    responsible: str = ""


class _Found(NamedTuple):
    """Where an old number is in a matter of Clio: the words for it, and whether it can be there by chance."""

    where: str
    by_chance: bool


def matter_pairs(old: Sequence[OldMatter], clio: Sequence[ClioMatter]) -> list[list[Candidate]]:
    """The candidates of each old matter, in no order."""
    search = _Search(old, clio)
    return [search.candidates(number) for number in range(len(old))]


class _Search:
    def __init__(self, old: Sequence[OldMatter], clio: Sequence[ClioMatter]) -> None:
        self._old, self._clio = old, clio
        in_clio = [f"{m.client} {m.description}" for m in clio]
        self._words = Vocabulary([*(f"{m.client} {m.description}" for m in old), *in_clio])
        self._clio_words = Vocabulary(in_clio)
        self._postings: dict[str, list[int]] = defaultdict(list)
        for at, text in enumerate(in_clio):
            for word in words_of(text):
                self._postings[word].append(at)
        self._numbers: list[dict[int, _Found]] = [{} for _ in old]
        self._holders: dict[int, set[int]] = defaultdict(set)
        self._find_numbers()
        self._matters_of = _counts(m.client for m in old), _counts(m.client for m in clio)

    def candidates(self, number: int) -> list[Candidate]:
        old, numbers = self._old[number], self._numbers[number]
        places = dict.fromkeys([*numbers, *self._near(old)])
        pairs = (self._pair(number, at) for at in places)
        return [pair for pair in pairs if pair.certain or pair.likeness >= LEAST]

    def _find_numbers(self) -> None:
        """Note for each old matter which matters of Clio hold its number, and for those whose numbers they hold."""
        wanted: dict[str, list[int]] = defaultdict(list)
        for number, matter in enumerate(self._old):
            if key := key_of(matter.number):
                wanted[key].append(number)
        for at, clio in enumerate(self._clio):
            for text, where in _texts(clio):
                for key in (key_of(text),) if where == KEPT else numbers_in(text):
                    for number in wanted.get(key, ()):
                        self._note_number(number, at, where, is_short=_is_short(key))

    def _note_number(self, number: int, at: int, where: str, *, is_short: bool) -> None:
        # Clio counts its matters too: 00012 in both systems means something only with the same client.
        same = same_words(self._old[number].client, self._clio[at].client)
        by_chance = (where == DISPLAY and not same) or (where != KEPT and is_short)
        self._numbers[number].setdefault(at, _Found(where, by_chance))
        if not by_chance:
            self._holders[at].add(number)

    def _near(self, old: OldMatter) -> list[int]:
        """The matters of Clio that share the rarest words."""
        words = [
            known
            for word in words_of(f"{old.client} {old.description}")
            for known in self._clio_words.known(word)
        ]
        rare = [word for word in words if len(self._postings[word]) <= COMMON_WORD]
        shared: dict[int, float] = defaultdict(float)
        for word in rare or sorted(words, key=lambda w: len(self._postings[w]))[:1]:
            weight = self._words.weight(word)
            for at in self._postings[word]:
                shared[at] += weight
        return nlargest(MOST_COMPARED, shared, key=lambda at: (shared[at], -at))

    def _pair(self, number: int, at: int) -> Candidate:
        old, clio, found = self._old[number], self._clio[at], self._numbers[number].get(at)
        client, of_client = self._compare("client", old.client, clio.client)
        text, of_text = self._compare("description", old.description, clio.description)
        reasons = [f"old number in the {found.where}"] if found else []
        reasons += [reason for reason in (of_client, of_text) if reason]
        same_client = same_words(old.client, clio.client)
        if found and found.where == DISPLAY:
            certain = same_client and (text is None or text >= LEAST)
        elif found:
            certain = not found.by_chance and (client is None or client >= SAME_CLIENT)
        else:
            certain = same_client and same_words(old.description, clio.description)
        likeness = _likeness(client, text, found)
        if not found and same_client and text is None and self._is_only_one(old, clio):
            likeness = max(likeness, LEAST)
            reasons.append("the only matter of this client in both lists")
        if others := sorted(self._holders[at] - {number}):
            certain, likeness = False, likeness * CONTRADICTED
            reasons.append(f"but it holds the number {self._old[others[0]].number}")
        elsewhere = any(not f.by_chance for p, f in self._numbers[number].items() if p != at)
        return Candidate(at, likeness, "; ".join(reasons), certain and not elsewhere)

    def _compare(self, what: str, one: str, other: str) -> tuple[float | None, str]:
        """How alike two texts are, None if one is blank; and in words."""
        if not words_of(one) or not words_of(other):
            return None, ""
        if same_words(one, other):
            return 1.0, f"same {what}"
        alike = self._words.alike(one, other)
        if alike.share < LEAST / 2:
            return alike.share, f"another {what}"
        typed = ", ".join(f"{ours}/{theirs}" for ours, theirs in alike.mistyped)
        return alike.share, f"{what} alike" + (f" ({typed})" if typed else "")

    def _is_only_one(self, old: OldMatter, clio: ClioMatter) -> bool:
        ours, theirs = self._matters_of
        client = frozenset(words_of(old.client))
        return client == frozenset(words_of(clio.client)) and ours[client] == theirs[client] == 1


def _likeness(client: float | None, text: float | None, found: _Found | None) -> float:
    """The mean of what can be compared, less where that is one of two; a number found adds to it."""
    known = [share for share in (client, text) if share is not None]
    likeness = sum(known) / len(known) if known else 0.0
    if len(known) == 1:
        likeness *= ONE_OF_TWO
    if found:
        likeness += (1 - likeness) * (BY_CHANCE if found.by_chance else BY_NUMBER)
    return round(likeness, 4)


def _counts(clients: Iterable[str]) -> Counter[frozenset[str]]:
    return Counter(frozenset(words_of(client)) for client in clients)


def _texts(matter: ClioMatter) -> Iterator[tuple[str, str]]:
    """Where an old number may be, the surest place first."""
    for text in matter.kept:
        yield text, KEPT
    yield matter.description, "description"
    yield matter.display_number, DISPLAY


def numbers_in(text: str) -> Iterator[str]:
    """Keys of what may be a number in a text: whole words, and their parts between hyphens that no digits go on from."""
    if not any(map(str.isdigit, text)):
        return
    yield key_of(text)
    for token in _TOKEN.findall(text):
        plain = key_of(token.strip(_EDGE))
        if not any(map(str.isdigit, plain)):
            continue
        yield plain
        parts = plain.split("-")
        for start in range(len(parts) if len(parts) <= MOST_PARTS else 0):
            for end in range(start + 1, len(parts) + 1):
                before = parts[start - 1] if start else ""
                after = parts[end] if end < len(parts) else ""
                if not before.isdigit() and not after.isdigit():
                    yield "-".join(parts[start:end])


def _is_short(key: str) -> bool:
    return sum(map(str.isdigit, key)) < SHORT_NUMBER
