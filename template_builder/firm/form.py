"""From what a reader types or pastes into a form to the text of a firm.toml, which then says what is wrong with it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from ..common.errors import Problem, SpecProblems
from ..common.numbers import PLAIN
from ..common.text import key_of, text_of
from ..reading.reader import Book

PEOPLE = {
    "name": ("name", "person", "timekeeper"),
    "rate": ("rate", "usual rate", "hourly rate"),
    "clio_user": ("clio user", "user"),
    "old_name": ("old name", "initials"),
}
MATTERS = {
    "old_number": ("old number", "number", "matter", "matter number"),
    "client": ("client",),
    "description": ("description",),
    "display_number": ("clio display number", "display number"),
}
"""Keys of firm.toml in the order in which columns are expected, with headers by which they are known."""

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
    for table, text, keys in (("people", form.people, PEOPLE), ("matters", form.matters, MATTERS)):
        for row in rows_of(text, keys):
            lines += ["", f"[[{table}]]", *_pairs(row)]
    return "\n".join(lines) + "\n"


FIELDS = {
    "firm.name": "Name of the firm",
    "firm.send_workbooks_to": "Whom people send their workbook to",
    "categories.time": "Activity categories",
    "categories.expense": "Expense categories",
}
LINE = re.compile(r"(people|matters)\[(\d+)\](?:\.(\w+))?")


@contextmanager
def in_words_of_the_form() -> Iterator[None]:
    """Name fields and lines of the form where problems name the keys of a firm.toml.

    Raises SpecProblems.
    """
    try:
        yield
    except SpecProblems as error:
        told = [Problem("The form", _field(p.place), _said(p.message)) for p in error.problems]
        raise SpecProblems(told) from None


def _field(place: str) -> str:
    if found := LINE.fullmatch(place):
        key = (found[3] or "").replace("_", " ")
        return f"{found[1].capitalize()}, line {found[2]}{f', {key}' if key else ''}"
    return FIELDS.get(place, place)


def _said(message: str) -> str:
    """Without what only somebody who writes TOML has to know; others say `people[2]` as well."""
    said = message.replace("a number without quotes", "a plain number")
    return LINE.sub(lambda found: f"line {found[2]}", said)


def rows_of(text: str, keys: dict[str, tuple[str, ...]]) -> list[dict[str, str]]:
    """Pasted lines as values by key: split at tabs, else semicolons, else commas; a first line of headers names the columns."""
    mark = next((mark for mark in "\t;" if mark in text), ",")
    lines = [
        [cell.strip() for cell in line]
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=mark, skipinitialspace=True)
    ]
    lines = [line for line in lines if any(line)]
    columns = list(keys)
    if lines and (found := _columns(lines[0], keys)):
        columns, lines = found, lines[1:]
    return [
        {key: cell for key, cell in zip(columns, line, strict=False) if key and cell}
        for line in lines
    ]


def _columns(line: Sequence[str], keys: dict[str, tuple[str, ...]]) -> list[str]:
    """The key of each column if the line holds headers: known words only, the first key among them."""
    known = {key_of(word): key for key, words in keys.items() for word in words}
    found = [known.get(key_of(cell), "") for cell in line]
    return found if next(iter(keys)) in found else []


def list_text(book: Book, sheet: str) -> str:
    """The rows of a reader's list as lines with tabs, to be looked at before they are used.

    They are those of the sheet of that name, else of the first sheet with more than one row.
    """
    chosen = next((own for own in book.sheets if own.name == sheet), None) or next(
        (own for own in book.sheets if len(own.rows) > 1), book.sheets[0] if book.sheets else None
    )
    rows: Iterable[Sequence[object]] = chosen.rows if chosen else ()
    lines = ("\t".join(" ".join(text_of(cell).split()) for cell in row).rstrip() for row in rows)
    return "\n".join(line for line in lines if line.strip())


def _words(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _pairs(values: dict[str, str]) -> list[str]:
    return [
        f"{key} = {_value(key, value.strip())}" for key, value in values.items() if value.strip()
    ]


def _value(key: str, text: str) -> str:
    """A value as TOML: a number where one is meant and typed, else a text, about which the check will complain."""
    bare = key in (*NUMBERS, "rounding_minutes") and PLAIN.fullmatch(text)
    if not bare or text.startswith((".", "+")) or text.endswith("."):
        return quoted(text)
    whole, dot, part = text.partition(".")
    return f"{int(whole)}{dot}{part}"


def quoted(text: str) -> str:
    """A text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
