"""Which people of two lists may be the same: by e-mail address, by name, by initials."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ..common.text import key_of
from .likeness import Vocabulary, same_words, words_of
from .proposal import Candidate

NAME_ALIKE = 0.6
INITIALS, FAMILY_NAME = 0.6, 0.7
"""How alike two people are of whom the initials agree; of whom the family name does, and the first letter."""
MOST_INITIALS = 4


class OldPerson(NamedTuple):
    """A person of the old system's list, or as the old entries have them: perhaps only by initials."""

    name: str
    email: str = ""
    initials: str = ""
    rate: Decimal | None = None


class ClioUser(NamedTuple):
    """A user of Clio's list, with the name exactly as Clio shows it."""

    name: str
    email: str = ""


def person_pairs(old: Sequence[OldPerson], clio: Sequence[ClioUser]) -> list[list[Candidate]]:
    """The candidates of each old person, in no order."""
    words = Vocabulary([*(person.name for person in old), *(user.name for user in clio)])
    return [
        [pair for at, user in enumerate(clio) if (pair := _pair(person, at, user, words))]
        for person in old
    ]


def _pair(old: OldPerson, at: int, user: ClioUser, words: Vocabulary) -> Candidate | None:
    email = bool(key_of(old.email)) and key_of(old.email) == key_of(user.email)
    if same_words(old.name, user.name):
        differs = key_of(old.email) and key_of(user.email) and not email
        reason = "same name" + ("; another e-mail address" if differs else "")
        return Candidate(at, 1.0, reason, certain=True)
    alike = words.alike(old.name, user.name)
    found = [
        (1.0, "same e-mail address") if email else None,
        (alike.share, "name alike" + _typed(alike.mistyped)) if alike.share >= NAME_ALIKE else None,
        (FAMILY_NAME, "same family name and first letter") if _short_name(old.name, user) else None,
        (INITIALS, "same initials") if _initials_agree(old, user) else None,
    ]
    given = [each for each in found if each]
    if not given:
        return None
    likeness, reason = max(given)
    # One address serves a whole office in some lists, so it is certain only where the name does not speak against it.
    return Candidate(at, likeness, reason, certain=email and len(given) > 1)


def _typed(mistyped: Sequence[tuple[str, str]]) -> str:
    pairs = ", ".join(f"{ours}/{theirs}" for ours, theirs in mistyped)
    return f" ({pairs})" if pairs else ""


def _short_name(name: str, user: ClioUser) -> bool:
    """Whether `A. Rivera` or `Rivera` is short for the user's name."""
    short, full = words_of(name), words_of(user.name)
    if not short or len(full) < 2:
        return False
    whole = [word for word in short if len(word) > 1]
    letters = [word for word in short if len(word) == 1]
    first = [word for word in full if word not in whole]
    return (
        whole == [full[-1]]
        and bool(letters)
        and all(any(w.startswith(x) for w in first) for x in letters)
    )


def _initials_agree(old: OldPerson, user: ClioUser) -> bool:
    full = words_of(user.name)
    letters = "".join(word[0] for word in full)
    given = [old.initials, old.name if len(old.name.strip()) <= MOST_INITIALS else ""]
    plain = ["".join(words_of(text)) for text in given]
    return any(text and text in {letters, letters[:1] + letters[-1:]} for text in plain)
