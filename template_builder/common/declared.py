"""Makes objects from TOML tables as the annotations of their classes say: a key for each field, required without a default.

The type says what a value may be: text, whole number, flag, date or time; `Literal` or `StrEnum` for a choice; another
class for a table; `tuple[..., ...]` for a list. What a type cannot say is beside it in `Annotated`: `Text`, `Least`,
`Choice`, `Cited`, `Braces`. What several fields say together, a class checks itself in a method `problems`.
"""

from __future__ import annotations

import datetime as dt
import string
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import MappingProxyType, NoneType
from typing import (
    Annotated,
    Any,
    Literal,
    NamedTuple,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
)

from .specs_folder import ID, ID_EXPECTED
from .toml_table import REQUIRED, Table, near

T = TypeVar("T")
Registries = Mapping[str, Collection[str]]
"""Ids that other tables define, by the name of their registry."""

NONE: Registries = MappingProxyType({})


class Text(NamedTuple):
    """What a text may be."""

    pattern: str | None = None
    expected: str = "text"
    longest: int = 2000
    choices: tuple[str, ...] | None = None


class Least(NamedTuple):
    """The smallest whole number allowed."""

    number: int


class Choice(NamedTuple):
    """An id of a registry, short enough to be listed in a message. A field of a class gets the object behind the id."""

    registry: str


class Cited(NamedTuple):
    """One id, or several, of a registry that has a file of its own."""

    registry: str
    file: str
    least: int = 1

    def check(
        self, table: Table, key: str, value: str | tuple[str, ...], known: Registries
    ) -> None:
        """Complain about a list without ids, and about ids that are not in the registry if it is at hand."""
        ids = value if isinstance(value, tuple) else (value,) if value else ()
        if len(ids) < self.least and table.has(key):
            table.complain(key, "is empty; every claim carries a source, if only 'ours'")
        registry = known.get(self.registry, ids)
        for id_ in ids:
            if id_ not in registry:
                table.complain(key, f"{id_!r} is not in {self.file}{near(id_, registry)}")


class Braces(NamedTuple):
    """The names a text may have in braces."""

    names: tuple[str, ...]

    def check(self, table: Table, key: str, value: str, known: Registries = NONE) -> None:
        """Complain about a brace that does not close and about a name that nobody fills in."""
        try:
            parsed = list(string.Formatter().parse(value))
        except ValueError as error:
            table.complain(key, f"has a brace that does not fit: {error}")
            return
        for _, name, _, _ in parsed:
            if name is not None and name not in self.names:
                table.complain(key, f"{{{name}}} is not filled in here{near(name, self.names)}")


Id = Annotated[str, Text(pattern=ID, expected=ID_EXPECTED)]
SourceId = Annotated[str, Cited("sources", "sources.toml", least=0)]
SourceIds = Annotated[tuple[str, ...], Cited("sources", "sources.toml")]


class _Field(NamedTuple):
    """A field as its class declares it; `default` is `REQUIRED` where there is none."""

    key: str
    type: Any
    default: Any
    text: Mapping[str, Any]
    """What `Table.text` takes."""
    least: int | None
    choice: str
    checks: tuple[Cited | Braces, ...]


def read(kind: type[T], table: Table, known: Registries = NONE, **given: object) -> T:
    """The object that a table describes; fields in `given` are not read from it."""
    made = read_part(kind, table, known, **given)
    table.finish()
    return made


def read_part(kind: type[T], table: Table, known: Registries = NONE, **given: object) -> T:
    """The object that some keys of a table describe; the rest describes something else."""
    fields = _fields(kind)  # type: ignore[arg-type]  # mypy does not know that classes are hashable
    values = {f.key: _value(table, f, known) for f in fields if f.key not in given}
    made = kind(**values, **given)
    for key, message in getattr(made, "problems", tuple)():
        table.complain(key, message)
    return made


def read_all(kind: type[T], tables: Iterable[Table], known: Registries = NONE) -> tuple[T, ...]:
    """An object for each table; no `id` may occur twice."""
    found = []
    seen: dict[str, str] = {}
    for table in tables:
        found.append(read(kind, table, known))
        once(table, "id", getattr(found[-1], "id", ""), seen)
    return tuple(found)


def once(table: Table, key: str, value: str, seen: dict[str, str]) -> None:
    """Complain about a value that an earlier table has; `seen` remembers which."""
    if value and value in seen:
        table.complain(key, f"{value!r} is already used by {seen[value]}")
    seen.setdefault(value, table.path)


@cache
def _fields(kind: type) -> tuple[_Field, ...]:
    named: Mapping[str, Any] | None = getattr(kind, "_field_defaults", None)
    return tuple(
        _field(
            key, hint, getattr(kind, key, REQUIRED) if named is None else named.get(key, REQUIRED)
        )
        for key, hint in get_type_hints(kind, include_extras=True).items()
    )


def _field(key: str, hint: Any, default: Any) -> _Field:
    rules: list[Any] = []
    while get_origin(hint) is Annotated or NoneType in get_args(hint):
        rules += getattr(hint, "__metadata__", ())
        hint = next(each for each in get_args(hint) if each is not NoneType)
    text = next((rule for rule in rules if isinstance(rule, Text)), Text())
    if get_origin(hint) is Literal:
        hint, text = str, text._replace(choices=get_args(hint))
    elif isinstance(hint, type) and issubclass(hint, StrEnum):
        text = text._replace(choices=tuple(hint))
    return _Field(
        key,
        hint,
        default,
        text._asdict(),
        least=next((rule.number for rule in rules if isinstance(rule, Least)), None),
        choice=next((rule.registry for rule in rules if isinstance(rule, Choice)), ""),
        checks=tuple(rule for rule in rules if isinstance(rule, Cited | Braces)),
    )


def _value(table: Table, field: _Field, known: Registries) -> Any:
    """The value of a field; after a problem a substitute, used until the problems are raised."""
    value = _typed(table, field, known)
    for rule in field.checks:
        rule.check(table, field.key, value, known)
    return value


def _typed(table: Table, field: _Field, known: Registries) -> Any:
    key, kind, default = field.key, field.type, field.default
    if field.choice:
        return _chosen(table, field, known[field.choice])
    if kind is str:
        return table.text(key, default, **field.text)
    if default is None and not table.has(key):
        return None
    if kind is int:
        return table.integer(key, default, least=field.least)
    if kind is bool:
        return table.flag(key, default)
    if kind is Decimal:
        return table.amount(key, default)
    if kind is dt.date:
        return table.date(key, default)
    if kind is dt.time:
        return table.time(key, default) or dt.time()
    if isinstance(kind, type) and issubclass(kind, StrEnum):  # `tuple[str, ...]` is no class
        word = table.text(key, default, **field.text)
        return kind(word) if word in tuple(kind) else next(iter(kind))
    if get_origin(kind) is tuple:
        (each, _) = get_args(kind)
        if each is str:
            return table.texts(key, default)
        rows = table.tables(key, REQUIRED if default is REQUIRED else [])
        return tuple(read(each, row, known) for row in rows)
    return read(kind, table.table(key), known) if default is REQUIRED or table.has(key) else default


def _chosen(table: Table, field: _Field, registry: Collection[str]) -> Any:
    """The id of a registry's entry, or the entry itself; nothing after a problem."""
    ids = tuple(registry) if field.default is REQUIRED else ("", *registry)
    id_ = table.text(field.key, REQUIRED if field.default is REQUIRED else "", choices=ids)
    if field.type is str:
        return id_
    return registry.get(id_) if isinstance(registry, Mapping) else None
