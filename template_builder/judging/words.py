"""Judges people, categories, the non-billable mark and free text."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from ..common.plausible import is_misread
from ..common.text import (
    CONTROL,
    FORMULA_STARTS,
    INVISIBLE,
    LINE_BREAK,
    is_blank,
    key_of,
    text_of,
    visible,
)
from .short_names import one_person
from .verdict import Flaw, Params, Verdict, flawed

MOST_NEAR = 50
"""How many unknown words get a nearest match; each costs a look at every known one."""

YES = {
    *("y", "true", "x", "1", "oui", "si", "sí", "ja", "✓", "✔", "☑"),
    *(
        "nb",
        "nonbillable",
        "notbillable",
        "unbillable",
        "nonchargeable",
        "donotbill",
        "dontbill",
        "nobill",
    ),
    *("yes", "t", "free", "comp", "complimentary", "unbilled", "notbilled", "writeoff", "wo"),
    *("nc", "nocharge", "probono", "courtesy", "gratis", "waived"),
}
BLANK = {
    *("f", "n", "no", "false", "0", "none", "na", "non", "nein", "☐"),
    *("b", "bill", "billable", "charge", "chargeable"),
}
"""What people type instead of yes, and instead of leaving the cell blank; without blanks and punctuation."""
SAYS_SOMETHING = re.compile(r"[^\W_]")
AS_ABOVE = {
    *(
        "ditto",
        "dito",
        "idem",
        "id",
        "do",
        "same",
        "the same",
        "as above",
        "same as above",
        "see above",
    ),
    *("as before", "same as before", "siehe oben", "voir ci-dessus"),
}
"""Words that mean the text of the row above, which a bill does not have there."""
LONGEST_AS_ABOVE = 20
"""Characters of the longest such text, with blanks and full stops behind it."""
MARK_PUNCTUATION = re.compile(r"[\s.,;:!'()/_-]+")


NEAREST = " Is it {}?"


def word_of(near: str) -> str:
    """The known word that a sentence of `Near` names."""
    start, _, end = NEAREST.partition("{}")
    return near.removeprefix(start).removesuffix(end)


class Near:
    """Finds the nearest known word, for a limited number of words."""

    def __init__(self, known: Collection[str], left: int = MOST_NEAR) -> None:
        self.known = known
        self.left = left

    def __call__(self, word: str) -> str:
        """A question naming the nearest known word, with a blank before it, or nothing."""
        if self.left <= 0:
            return ""
        self.left -= 1
        longer = [known for known in self.known if known.startswith(f"{word}-")]
        close = difflib.get_close_matches(word, self.known, n=1, cutoff=0.75)
        near = longer if len(longer) == 1 else close
        return NEAREST.format(near[0]) if near else ""


class PersonJudge(NamedTuple):
    """Judges a name by those that are known; `alone` is the one person a blank cell stands for, if any.

    `two_meanings` has the words about each name that means two people; `same` leads from each name to its person.
    """

    known: Mapping[str, str]
    without_user: Collection[str] = ()
    alone: str = ""
    needed: bool = True
    near: Near = Near(())
    two_meanings: Mapping[str, Params] = {}
    same: Mapping[str, str] = {}

    def __call__(self, value: object) -> Verdict:
        text = self.alone if is_blank(value) else text_of(value)
        name = visible(text).strip()
        if not name:
            return flawed("person-missing") if self.needed else Verdict("")
        key = key_of(name)
        if key in self.two_meanings:
            words = (("person", name), *self.two_meanings[key])
            return Verdict(None, (Flaw("person-two-meanings", words),))
        if key in self.without_user:
            return flawed("person-without-user", person=name)
        if self.known and key not in self.known:
            if probable := one_person(name, self.known.values(), self.same):
                return flawed("person-abbreviated", suggestion=probable, person=name)
            return flawed("person-unknown", person=name, near=self.near(name))
        name = spelled(name, key, self.known)
        return Verdict(name, _unseen(text, name))


class CategoryJudge(NamedTuple):
    """Judges a category by the firm's own; `others` are those that belong on the other sheet."""

    known: Mapping[str, str]
    others: Collection[str] = ()
    other_kind: str = ""
    near: Near = Near(())

    def __call__(self, value: object) -> Verdict:
        text = text_of(value)
        name = visible(text).strip()
        key = key_of(name)
        if not name or not self.known or key in self.known:
            name = self.known.get(key, name)
            return Verdict(name, (*_unseen(text, name), *_misread(name)) if name else ())
        if key in self.others:
            return flawed(self.other_kind, name)
        return flawed("category-unknown", name, near=self.near(name))


def spelled(name: str, key: str, known: Mapping[str, str]) -> str:
    """A known name as typed, but with the known accents, dashes and apostrophes."""
    return name if name.isascii() else known.get(key, name)


def _unseen(text: str, seen: str) -> tuple[Flaw, ...]:
    """The flaw of a name with characters that nobody sees; `seen` is the name without them."""
    return (Flaw("name-with-invisible", (), seen, seen),) if INVISIBLE.search(text) else ()


def _misread(text: str) -> tuple[Flaw, ...]:
    """The flaw of a text that was decoded wrongly before it came here."""
    return (Flaw("text-encoding"),) if is_misread(text) else ()


def judge_non_billable(value: object) -> Verdict:
    """yes or blank; True when the entry is not to be billed. FALSE is a box that nobody has ticked."""
    if text_of(value) == "FALSE":
        return Verdict(False)
    word = key_of(text_of(value))
    if word in ("", "yes"):
        return Verdict(word == "yes")
    letters = MARK_PUNCTUATION.sub("", word)
    if letters in YES:
        return flawed("non-billable-unknown", suggestion="yes", meant="yes")
    if letters in BLANK or not letters:
        return flawed("non-billable-unknown", suggestion="blank", meant="")
    return flawed("non-billable-unknown", suggestion="yes or blank")


class TextJudge(NamedTuple):
    """Judges free text; `missing` is the kind for a blank cell, or nothing where it may be blank."""

    missing: str
    longest: int
    usable_blank: bool = True

    def __call__(self, value: object) -> Verdict:
        text = text_of(value)
        if text.isascii() and text.isprintable() and len(text) <= self.longest:
            seen = text.strip()  # nearly always, and with nothing to look for
            if len(seen) > LONGEST_AS_ABOVE and seen[0].isalnum():
                return Verdict(seen)
            if seen and not seen.startswith(FORMULA_STARTS) and not _says_nothing(seen):
                return Verdict(seen)
        if is_blank(text):
            if not self.missing:
                return Verdict("")
            return flawed(self.missing, "" if self.usable_blank else None)
        flaws = [Flaw(self.missing)] if self.missing and _says_nothing(text.strip()) else []
        if LINE_BREAK.search(text.strip()):
            flaws.append(Flaw("text-line-breaks"))
        if CONTROL.search(text):
            flaws.append(Flaw("text-control-characters", meant=CONTROL.sub("", text)))
        if text.lstrip().startswith(FORMULA_STARTS):
            flaws.append(Flaw("text-looks-like-formula"))
        flaws += _misread(text)
        if len(text) > self.longest:
            params = (("length", str(len(text))), ("limit", str(self.longest)))
            flaws.append(Flaw("text-too-long", params))
        return Verdict(text.strip(), tuple(flaws))


def _says_nothing(text: str) -> bool:
    """Whether a text has no letter and no digit, as a ditto mark, or only points to the row above."""
    short = len(text) <= LONGEST_AS_ABOVE and text.rstrip(" .").casefold() in AS_ABOVE
    return short or SAYS_SOMETHING.search(text) is None
