"""From what a reader types or pastes into a form to the text of a firm.toml, which then says what is wrong with it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from ..common.errors import Problem, SpecProblems
from ..common.numbers import PLAIN
from .ids import file_id, person_ids
from .lists import List, Row, typed_listing, typed_rows
from .past import past_of

NUMBERS = ("rate",)


class Form(NamedTuple):
    """The fields of the page `Make our workbooks`; lists have one line each for a person, matter or category."""

    name: str = ""
    region: str = ""
    date_order: str = ""
    rounding_minutes: str = ""
    previous_system: str = ""
    send_to: str = ""
    people: str = ""
    matters: str = ""
    time_categories: str = ""
    expense_categories: str = ""
    plan: str = ""
    """The table `[plan]` as the planner page writes it, or nothing."""


def firm_toml(form: Form) -> str:
    """The text of a firm.toml with what the form holds; blank fields are left out."""
    lines = ["[firm]", *_pairs({"name": form.name, "region": form.region})]
    lines += _pairs({"date_order": form.date_order, "rounding_minutes": form.rounding_minutes})
    lines += _pairs({"previous_system": form.previous_system, "send_workbooks_to": form.send_to})
    kinds = {"time": form.time_categories, "expense": form.expense_categories}
    categories = {kind: _words(text) for kind, text in kinds.items() if _words(text)}
    if categories:
        lines += ["", "[categories]"]
        lines += [f"{kind} = [{', '.join(map(quoted, own))}]" for kind, own in categories.items()]
    if form.plan:
        lines += ["", form.plan.strip()]
    lines += tables_of(typed_rows("people", form.people), typed_rows("matters", form.matters))
    return "\n".join(lines) + "\n"


def past_in_form(form: Form) -> Iterator[str]:
    """Which pasted matters look closed, and which people as if they had left; lists from files are asked about before."""
    lists: tuple[tuple[List, str], ...] = (("people", form.people), ("matters", form.matters))
    for name, text in lists:
        listing = typed_listing(name, text)
        if listing and (past := past_of(listing)):
            yield f"{past.words} Delete their lines if they should be left out."


def tables_of(people: Iterable[Row], matters: Iterable[Row]) -> list[str]:
    """The lines of a firm.toml for its people and matters."""
    lines = []
    for table, rows in (("people", _with_ids([*people])), ("matters", matters)):
        for row in rows:
            lines += ["", f"[[{table}]]", *_pairs(row)]
    return lines


def _with_ids(people: Sequence[Row]) -> list[Row]:
    """The rows, with an id where it is not the name itself: it stays that of the person when the list changes."""
    names = [row.get("name", "") for row in people]
    ids = person_ids(names, [""] * len(names))
    return [
        row if not name or id_ == file_id(name) else {"name": name, "id": id_, **row}
        for row, name, id_ in zip(people, names, ids, strict=True)
    ]


FIELDS = {
    "firm.name": "Name of the firm",
    "firm.send_workbooks_to": "Whom people send their workbook to",
    "categories.time": "Activity categories",
    "categories.expense": "Expense categories",
}
COLUMNS = {"clio_user": "name as a Clio user", "old_name": "name in the previous system"}
"""What the form calls a value of a line, where that is not its key."""
MOST_LINES = 3
"""How many lines with something wrong in one column are named one by one."""
CAUSE = "Look whether each column is where it should be, or name the columns in a first line."
LINE = re.compile(r"(people|matters)\[(\d+)\](?:\.(\w+))?")


@contextmanager
def in_words_of_the_form(text: str, source: str = "The form") -> Iterator[None]:
    """Name fields and lines of the form where problems name the keys of a firm.toml, each cause once.

    `text` is that of the firm.toml, `source` what it was made from. Raises SpecProblems.
    """
    try:
        yield
    except SpecProblems as error:
        raise SpecProblems([*_told(error.problems, source, _names_in(text))]) from None


Names = Mapping[tuple[str, int], str]
"""Of a table and the number of a line, whose line it is."""


def _names_in(text: str) -> Names:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:  # of a plan that is no TOML; the problems say so
        return {}
    return {
        (table, number): str(row.get(key, ""))
        for table, key in (("people", "name"), ("matters", "old_number"))
        for number, row in enumerate(data.get(table, []), start=1)
    }


def _told(problems: Sequence[Problem], source: str, names: Names) -> Iterator[Problem]:
    """Problems in the words of the form. What is wrong with one column in many lines has one cause, and is said once."""
    columns: dict[tuple[str, str], list[tuple[int, Problem]]] = {}
    for problem in problems:
        if (found := LINE.fullmatch(problem.place)) and found[3]:
            columns.setdefault((found[1], found[3]), []).append((int(found[2]), problem))
        else:
            yield Problem(source, _field(problem.place, names), _said(problem.message))
    for (table, key), own in columns.items():
        if len(own) <= MOST_LINES:
            for _, each in own:
                yield Problem(source, _field(each.place, names), _said(each.message))
        else:
            number, first = min(own, key=lambda each: each[0])
            place = f"{table.capitalize()}, {COLUMNS.get(key, key.replace('_', ' '))}"
            line = _line(table, number, names)
            message = f"{len(own)} lines, such as {line}: {_said(first.message)}. {CAUSE}"
            yield Problem(source, place, message)


def _field(place: str, names: Names) -> str:
    if found := LINE.fullmatch(place):
        key = COLUMNS.get(found[3], (found[3] or "").replace("_", " "))
        line = _line(found[1], int(found[2]), names)
        return f"{found[1].capitalize()}, {line}{f', {key}' if key else ''}"
    return FIELDS.get(place, place)


def _line(table: str, number: int, names: Names) -> str:
    """A line by its number and whose it is, since nobody counts lines."""
    name = names.get((table, number))
    return f"line {number}{f' ({name})' if name else ''}"


def _said(message: str) -> str:
    """Without what only somebody who writes TOML has to know; others say `people[2]` as well."""
    said = message.replace("a number without quotes", "a plain number")
    return LINE.sub(lambda found: f"line {found[2]}", said)


def _words(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _pairs(values: dict[str, str]) -> list[str]:
    return [
        f"{key} = {_value(key, value.strip())}" for key, value in values.items() if value.strip()
    ]


def _value(key: str, text: str) -> str:
    """A value as TOML: a number where one is meant and typed, a list of roles, else a text, about which the check will complain."""
    if key == "roles":
        return f"[{', '.join(quoted(word.strip().lower()) for word in text.split('+') if word.strip())}]"
    bare = key in (*NUMBERS, "rounding_minutes") and PLAIN.fullmatch(text)
    if not bare or text.startswith((".", "+")) or text.endswith("."):
        return quoted(text)
    whole, dot, part = text.partition(".")
    return f"{int(whole)}{dot}{part}"


def quoted(text: str) -> str:
    """A text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
