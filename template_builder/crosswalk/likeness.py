"""How alike two texts are: by their words, where a rare word counts more, and one letter may be typed wrong.

Names stand as `Rivera, Ana` in one system and as `Ana Rivera` in the other, so the order of words counts for nothing.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ..common.text import visible

LEAST_LETTERS = 5
"""A shorter word with another letter is another word."""
_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")


class Alike(NamedTuple):
    """How alike two texts are, from 0 to 1, and the pairs of words that differ in one letter."""

    share: float
    mistyped: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=20_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, each once, without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", visible(text).casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("'", "")
    return tuple(dict.fromkeys(_WORD.findall(plain)))


class Vocabulary:
    """The words of a list of texts: how rare each is, and which differ by one letter."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts = Counter(word for text in texts for word in words_of(text))
        total = max(1, sum(counts.values()))
        self._weights = {word: math.log(1 + total / count) for word, count in counts.items()}
        self._rarest = math.log(1 + total)
        self._near: dict[str, list[str]] = defaultdict(list)
        for word in counts:
            for shorter in _with_one_letter_less(word):
                self._near[shorter].append(word)
        self._mistyped: dict[str, frozenset[str]] = {}

    def weight(self, word: str) -> float:
        """The rarer, the more: a name counts more than `lease`."""
        return self._weights.get(word, self._rarest)

    def mistyped(self, word: str) -> frozenset[str]:
        """The words of the list that differ from a word in one letter."""
        if word not in self._mistyped:
            found = (near for less in _with_one_letter_less(word) for near in self._near[less])
            self._mistyped[word] = frozenset(f for f in found if _one_letter_apart(word, f))
        return self._mistyped[word]

    def known(self, word: str) -> Iterable[str]:
        """The word itself if the list has it, or else those that differ from it in one letter."""
        return (word,) if word in self._weights else sorted(self.mistyped(word))

    def alike(self, one: str, other: str) -> Alike:
        """What two texts share of all their words, by weight. Two texts without words share nothing."""
        ours, theirs = words_of(one), words_of(other)
        total = sum(map(self.weight, ours + theirs))
        left = set(theirs)
        shared, mistyped = 0.0, []
        for word in ours:
            if word in left:
                match = word
            elif near := left & self.mistyped(word):
                match = min(near)
                mistyped.append((word, match))
            else:
                continue
            left.discard(match)
            shared += self.weight(word) + self.weight(match)
        return Alike(shared / total if total else 0.0, tuple(mistyped))


def same_words(one: str, other: str) -> bool:
    """Whether two texts have the same words, in whatever order, and have any."""
    ours = words_of(one)
    return bool(ours) and set(ours) == set(words_of(other))


def _with_one_letter_less(word: str) -> Iterator[str]:
    """The word and each way to leave one letter out: two words one letter apart have one of them in common."""
    if len(word) >= LEAST_LETTERS and _LETTERS.fullmatch(word):
        yield word
        for at in range(len(word)):
            yield word[:at] + word[at + 1 :]


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter is other, more, less, or has changed places with the next; both words are of letters."""
    if one == other or abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < LEAST_LETTERS:
        return False
    if not (_LETTERS.fullmatch(one) and _LETTERS.fullmatch(other)):
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if at is None:
        return True
    if len(one) == len(other):
        swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
        return swapped or one[at + 1 :] == other[at + 1 :]
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[at + 1 :] == shorter[at:]
