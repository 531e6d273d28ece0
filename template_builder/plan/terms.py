"""The words of a region for what the United States call otherwise, such as `cheque` and `client account`.

The guide is written once, in American words; what a firm elsewhere reads is changed by the table specs/plan/terms.toml.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from ..common.declared import read_all
from ..common.errors import Problem, SpecProblems
from ..common.specs_folder import SPECS
from ..common.toml_table import Table
from .regions import load_regions

T = TypeVar("T")

CODE = re.compile(r"(`[^`]*`)")
PROSE = frozenset(
    [
        "control_total",
        "counted_from",
        "data",
        "done_when",
        "hand_in",
        "help",
        "how",
        "intro",
        "message",
        "no_return",
        "note",
        "period",
        "prompt",
        "purpose",
        "report",
        "rule",
        "short",
        "steps",
        "text",
        "title",
        "todo",
        "usual",
        "what",
        "why",
    ]
)
"""Fields whose texts are read by people; the others are ids, names and what a program looks for."""
OTHERS = frozenset(["examples", "first_rows", "left_out", "role", "roles", "sources", "systems"])
"""Fields with the words of others, such as titles of sources, or with what a program looks for."""


@dataclass(frozen=True, kw_only=True)
class Word:
    """A word of the guide, and what a region calls it."""

    usual: str
    own: str


@dataclass(frozen=True, kw_only=True)
class Term:
    """Words that some regions write otherwise, and those that only look like them."""

    regions: tuple[str, ...]
    words: tuple[Word, ...]
    keep: tuple[str, ...] = ()

    def is_of(self, region: str) -> bool:
        return bool({region, region.partition("-")[0]} & {*self.regions})


class _Own:
    """A term in use: what it replaces, and the places whose texts keep their words."""

    def __init__(self, term: Term, places: Collection[str]) -> None:
        self._own = {word.usual: word.own for word in term.words}
        words = [each for word in self._own for each in (word, word.capitalize())]
        known = "|".join(map(re.escape, (*term.keep, *words)))
        self._words = re.compile(rf"(?<![\w-])(?:{known})(?![\w-])(?P<small> [a-z])?")
        elsewhere = [r.name for r in load_regions().regions.values() if not term.is_of(r.id)]
        self._places = re.compile(rf"\b(?:{'|'.join(map(re.escape, (*elsewhere, *places)))})\b")

    def in_text(self, text: str, about: str) -> str:
        return text if self._places.search(about) else self._words.sub(self._word, text)

    def _word(self, found: re.Match[str]) -> str:
        small = found["small"] or ""
        word = found[0].removesuffix(small)
        own = self._own.get(word[0].lower() + word[1:], word)
        if word[0].islower():
            return own + small
        # A single word with a capital, before no small letter, is the name of a sheet or of a choice.
        is_name = " " not in word and not small
        return found[0] if is_name else own[0].upper() + own[1:] + small


class OwnTerms:
    """The terms of one region. Without any, which is so in the United States, texts stay as they are."""

    def __init__(self, terms: Iterable[Term], places: Collection[str]) -> None:
        self._terms = [_Own(term, places) for term in terms]

    def __bool__(self) -> bool:
        return bool(self._terms)

    def in_text(self, text: str, about: str = "") -> str:
        """A text in the words of the region. `about` is more of it, which may name a place elsewhere."""
        for term in self._terms:
            parts = CODE.split(text)
            parts[::2] = [term.in_text(part, f"{text} {about}") for part in parts[::2]]
            text = "".join(parts)
        return text

    def of(self, spec: T) -> T:
        """A spec with its prose in the words of the region; the same object where nothing changes."""
        return self._reworded(spec) if self else spec

    def _reworded(self, value: Any, about: str = "", *, prose: bool = False) -> Any:
        if isinstance(value, str):
            return self.in_text(value, about) if prose else value
        if type(value) is tuple:
            new = tuple(self._reworded(each, about, prose=prose) for each in value)
            return value if new == value else new
        fields = _fields_of(value)
        about += " ".join(
            str(fields[name]) for name in ("jurisdiction", "title", "where") if name in fields
        )
        changes = {
            name: new
            for name, old in fields.items()
            if name not in OTHERS
            and (new := self._reworded(old, about, prose=name in PROSE)) != old
        }
        if not changes:
            return value
        if isinstance(value, Mapping):
            return {**value, **changes}
        return type(value)(**(fields | changes))


def _fields_of(value: Any) -> dict[Any, Any]:
    """The fields of an object of the specs by name, or what a mapping holds; nothing else has parts."""
    if isinstance(value, Mapping):
        return dict(value)
    if dataclasses.is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    names = getattr(value, "_fields", ())
    return dict(zip(names, value, strict=True)) if names else {}


@cache
def own_terms(region: str, folder: Path = SPECS / "plan") -> OwnTerms:
    """The terms of a region by its id; none for an unknown one.

    Raises SpecProblems with every mistake of the file.
    """
    problems: list[Problem] = []
    text = (folder / "terms.toml").read_text(encoding="utf-8")
    table = Table.parse(text, "specs/plan/terms.toml", problems)
    places = table.texts("places", ())
    terms = read_all(Term, table.tables("terms"))
    table.finish()
    if problems:
        raise SpecProblems(problems)
    return OwnTerms([term for term in terms if term.is_of(region)], places)
