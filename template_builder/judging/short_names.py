"""Names under which people are known among themselves: `B. Sample`, `Billie`, `Sample, Billie`, `BS`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from ..common.text import ALIKE, key_of

TITLES = {
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "esq",
    "esquire",
    "atty",
    "attorney",
    "maitre",
    "me",
}
WORDS = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*\.?")
MOST_INITIALS = 4
LONGEST = 80


def one_person(typed: str, names: Iterable[str], same: Mapping[str, str]) -> str:
    """The name of the one person whom a short name fits, or nothing; `same` leads from the keys of names to a person."""
    if len(typed) > LONGEST:
        return ""
    people = {key_of(same.get(key_of(name), name)): name for name in names if _fits(typed, name)}
    return next(iter(people.values())) if len(people) == 1 else ""


def _fits(typed: str, name: str) -> bool:
    """Whether somebody of this name may be called so for short."""
    long = _words(name)
    if not long:
        return False
    last, comma, first = typed.partition(",")
    short = _words(f"{first} {last}" if comma else typed)
    letters = "".join(word.rstrip(".") for word in short)
    spelled = typed.isupper() or "." in typed
    if spelled and 2 <= len(letters) <= MOST_INITIALS and letters == "".join(w[0] for w in long):
        return True
    if all(len(word.rstrip(".")) == 1 for word in short):
        return False
    return _shortened(short, long) or _shortened(short[::-1], long) or _with_more(short, long)


def _shortened(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether every word, in its order, is one of the name's or the beginning of one."""
    rest = iter(long)
    return all(any(_is_short_for(word, each) for each in rest) for word in short)


def _with_more(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether it is the name with initials that the name known has not: `Billie M. Sample`."""
    without = [word for word in short if len(word.rstrip(".")) > 1]
    return len(without) > 1 and without == list(long)


def _is_short_for(word: str, full: str) -> bool:
    bare = word.rstrip(".")
    return bare == full or ((len(bare) == 1 or word != bare) and full.startswith(bare))


def _words(text: str) -> list[str]:
    """The words of a name in small letters, without accents and titles and remarks in brackets; a dot after a shortened word stays."""
    spelled = re.sub(r"\([^()]*\)", "", re.sub(r"\.(?=\w)", ". ", text))
    plain = unicodedata.normalize("NFKD", spelled.translate(ALIKE).casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return [word for word in WORDS.findall(letters) if word.rstrip(".") not in TITLES]
