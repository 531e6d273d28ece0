"""What an annotation says is what a table may hold; every other value is named with its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, NamedTuple

import pytest

from template_builder.common.declared import (
    Braces,
    Choice,
    Id,
    Least,
    SourceIds,
    Text,
    read,
    read_all,
)
from template_builder.common.errors import Problem
from template_builder.common.toml_table import Table


class Speed(StrEnum):
    SLOW = "slow"
    FAST = "fast"


class Wheel(NamedTuple):
    size: Annotated[int, Least(10)]
    spare: bool = False


@dataclass(frozen=True, kw_only=True)
class Car:
    id: Id
    name: Annotated[str, Text(longest=8)]
    speed: Speed
    fuel: Literal["petrol", "none"]
    wheel: Wheel
    owner: Annotated[Wheel, Choice("wheels")]
    built: dt.date | None = None
    at: dt.time = dt.time(9)
    price: Decimal | None = None
    note: Annotated[str, Braces(("day",))] = ""
    spares: tuple[Wheel, ...] = ()
    tags: tuple[str, ...] = ()
    sources: SourceIds

    def problems(self) -> Iterator[tuple[str, str]]:
        if self.fuel == "none" and self.speed is Speed.FAST:
            yield "speed", "is too fast"


BIG = Wheel(99)
KNOWN = {"wheels": {"big": BIG}, "sources": ["ours"]}
GOOD = """
id = "a-car"
name = "Ours"
speed = "fast"
fuel = "petrol"
wheel = { size = 12, spare = true }
owner = "big"
built = 2027-01-31
at = 13:00:00
price = 1.50
note = "On {day}."
spares = [{ size = 11 }]
tags = ["x"]
sources = ["ours"]
"""


def parsed(text: str) -> tuple[Car, list[str]]:
    problems: list[Problem] = []
    car = read(Car, Table.parse(text, "car.toml", problems), KNOWN)
    return car, [str(problem) for problem in problems]


def test_each_field_has_the_value_of_its_key():
    car, problems = parsed(GOOD)
    assert problems == []
    assert car == Car(
        id="a-car",
        name="Ours",
        speed=Speed.FAST,
        fuel="petrol",
        wheel=Wheel(12, True),
        owner=BIG,
        built=dt.date(2027, 1, 31),
        at=dt.time(13),
        price=Decimal("1.50"),
        note="On {day}.",
        spares=(Wheel(11),),
        tags=("x",),
        sources=("ours",),
    )


def test_a_field_with_a_default_may_be_left_out():
    optional = ("built", "at", "price", "note", "spares", "tags")
    lines = [line for line in GOOD.splitlines() if line.partition(" ")[0] not in optional]
    car, problems = parsed("\n".join(lines))
    assert problems == []
    assert (car.built, car.at, car.price, car.note) == (None, dt.time(9), None, "")
    assert (car.spares, car.tags) == ((), ())


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('id = "a-car"', 'id = "A car"', "id: expected an id of small letters"),
        ('id = "a-car"', "", "id: is missing; expected an id"),
        ('"Ours"', '"Ours and theirs"', "name: is 15 characters long; at most 8 fit"),
        (
            '"fast"',
            '"fats"',
            "speed: expected one of slow, fast, found 'fats'; did you mean 'fast'?",
        ),
        ('"petrol"', '"oil"', "fuel: expected one of petrol, none, found 'oil'"),
        ("size = 12", "size = 2", "wheel.size: expected at least 10, found 2"),
        ("size = 12", "syze = 12", "wheel.syze: is not a known key; did you mean 'size'?"),
        ('"big"', '"bigg"', "owner: expected one of big, found 'bigg'; did you mean 'big'?"),
        ("2027-01-31", '"soon"', "built: expected a date without quotes"),
        ("13:00:00", '"noon"', "at: expected a time of day"),
        ("1.50", '"1.50"', "price: expected a number without quotes"),
        ("{day}", "{dya}", "note: {dya} is not filled in here; did you mean 'day'?"),
        ("{day}", "{day", "note: has a brace that does not fit"),
        ("{ size = 11 }", "{ size = 11, spare = 1 }", "spares[1].spare: expected true or false"),
        ('["x"]', '["x", "x"]', "tags[2]: 'x' is listed twice"),
        ('["ours"]', '["our"]', "sources: 'our' is not in sources.toml; did you mean 'ours'?"),
        ('["ours"]', "[]", "sources: is empty; every claim carries a source"),
        ('"petrol"', '"none"', "speed: is too fast"),
    ],
)
def test_a_mistake_is_named_with_its_place(old, new, problem):
    assert old in GOOD
    _, problems = parsed(GOOD.replace(old, new, 1))
    assert any(each.startswith(problem) for each in problems), problems


def test_every_mistake_of_a_table_is_named():
    _, problems = parsed("")
    missing = {"id", "name", "speed", "fuel", "wheel", "owner", "sources"}
    assert {each.partition(":")[0] for each in problems} == missing | {"wheel.size"}


def test_an_id_that_occurs_twice_is_named_with_the_first_place():
    class Named(NamedTuple):
        id: str

    problems: list[Problem] = []
    table = Table.parse('[[rows]]\nid="a"\n[[rows]]\nid="a"', "x.toml", problems)
    read_all(Named, table.tables("rows"))
    assert [str(each) for each in problems] == ["rows[2].id: 'a' is already used by rows[1]"]
