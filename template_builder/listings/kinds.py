"""The kinds of listing and the headers of their fields, from specs/listings."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from ..common.declared import Text, read
from ..common.errors import Problem, SpecProblems
from ..common.specs_folder import SPECS
from ..common.toml_table import Table
from .header_words import header_key

KINDS = ("matters", "people", "contacts", "trust", "trust-ledger", "receivables", "activities")
IDENTIFIERS = ("number", "bill", "matter")
"""Fields that hold numbers as texts: nearly every one has a digit, and zeros count."""
FieldId = Annotated[str, Text(pattern=r"[a-z]+(_[a-z]+)*", expected="an id of small letters and _")]


class Field(NamedTuple):
    """What a column of a listing can be, and the headers by which it is known.

    The first of the `headers` that a file has is taken; a `weak` one only if it is the only one of them. `joined`
    are headers of columns whose texts together make the value. A field with `group` may be on a line above its rows,
    one with `blank` under no header. `telling` is a pattern that the values of the right column have. A field that
    never `asks` is left out where two columns can be it, and unread where dates or numbers can mean two things; one that does not add up (`adds`) has no totals.
    """

    id: FieldId
    title: str
    holds: Literal["text", "money", "hours", "date"]
    headers: tuple[str, ...]
    weak: tuple[str, ...] = ()
    joined: tuple[tuple[str, ...], ...] = ()
    group: bool = False
    blank: bool = False
    asks: bool = True
    adds: bool = True
    telling: str = ""
    otherwise: str = ""
    """The field whose text counts where this one is blank."""

    @property
    def keys(self) -> list[str]:
        """Its headers as they are compared."""
        joined = (name for names in self.joined for name in names)
        return [header_key(name) for name in (*self.headers, *self.weak, *joined)]

    @property
    def is_figure(self) -> bool:
        """Whether its values are numbers."""
        return self.holds in ("money", "hours")


class Kind(NamedTuple):
    """A kind of listing: fields it `needs`, those of which it needs one, and which sign a credit (CR) has."""

    id: str
    title: str
    fields: tuple[Field, ...]
    needs: tuple[str, ...]
    needs_one_of: tuple[str, ...] = ()
    credit: Literal["positive", "negative"] = "negative"
    headers_are: str = ""
    """The field that a header stands for where a field has several columns of figures: a column for each account."""
    buckets: bool = False
    """Whether columns by age stand beside the total and add up to it."""

    def field(self, id_: str) -> Field:
        """The field of an id."""
        return next(field for field in self.fields if field.id == id_)

    def has(self, id_: str) -> bool:
        """Whether it has a field."""
        return any(field.id == id_ for field in self.fields)

    def with_texts(self, ids: Collection[str]) -> Kind:
        """The kind with some fields read as text."""
        fields = (each._replace(holds="text") if each.id in ids else each for each in self.fields)
        return self._replace(fields=tuple(fields)) if ids else self

    @property
    def words(self) -> Mapping[str, str]:
        """Every header that is known, as `header_key` has it, with the first field that takes it."""
        return _words(self)


@cache
def _words(kind: Kind) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for own in ("headers", "weak", "joined"):
        for field in kind.fields:
            headers = getattr(field, own)
            names = [each for group in headers for each in group] if own == "joined" else headers
            for name in names:
                found.setdefault(header_key(name), field.id)
    return found


@cache
def load_kind(id_: str, folder: Path = SPECS / "listings") -> Kind:
    """A kind of listing by its id.

    Raises SpecProblems with every mistake of its spec.
    """
    problems: list[Problem] = []
    file = f"specs/listings/{id_}.toml"
    table = Table.parse((folder / f"{id_}.toml").read_text(encoding="utf-8"), file, problems)
    fields = tuple(_field(each) for each in table.tables("fields"))
    kind = read(Kind, table, id=id_, fields=fields)
    _check(table, kind)
    if problems:
        raise SpecProblems(problems)
    return kind


def _field(table: Table) -> Field:
    joined = table.data.pop("joined", [])
    if not isinstance(joined, list) or not all(
        isinstance(each, list) and all(isinstance(name, str) for name in each) for each in joined
    ):
        table.complain("joined", "expected a list of lists of headers")
        joined = []
    field = read(Field, table, joined=tuple(map(tuple, joined)))
    try:
        re.compile(field.telling)
    except re.error as error:
        table.complain("telling", f"is not a pattern: {error}")
    return field


def _check(table: Table, kind: Kind) -> None:
    """Complain about a field that is not there, and about two fields that take the same header."""
    known = [field.id for field in kind.fields]
    named = {
        "needs": kind.needs,
        "needs_one_of": kind.needs_one_of,
        "headers_are": (kind.headers_are,),
    }
    for key, ids in named.items():
        for id_ in ids:
            if id_ and id_ not in known:
                table.complain(key, f"{id_!r} is not a field of this kind")
    for own in ("headers", "weak"):
        seen: dict[str, str] = {}
        for field in kind.fields:
            for name in getattr(field, own):
                if (other := seen.setdefault(header_key(name), field.id)) != field.id:
                    table.complain(own, f"{name!r} is a header of {other} and of {field.id}")
