"""Reads the start page of a workbook that comes back: who uses it, at which usual rate.

The page is known by its table, whatever its sheet is called, and the table is read past gaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..common.cells import UNSAVED, address
from ..common.text import is_blank, key_of, text_of, visible
from ..judging.numbers import AmountJudge
from ..judging.verdict import JudgedOnce, Verdict, judge_all
from ..reading.reader import Book, SheetData
from .names import PEOPLE_HEADERS, START_SHEET, TEMPLATE_LABEL

MOST_PEOPLE = 200
ROWS_LOOKED_AT = 80
LONGEST_NAME = 80
SENTENCE = re.compile(r"(\S+\s+){5}|[.:;?]\s*$")
"""What a remark under the table has and a name has not: six words, or a mark that ends a sentence."""


class Listed(NamedTuple):
    """A person of a start page; `rate` is the verdict on `value`, what is typed as the usual rate in that cell. A rate
    beside a blank cell has no `name`.

    In `cell` the column counts from 0, the row from 1. `beside` are the columns to the right with something in
    the row.
    """

    name: str
    rate: Verdict
    value: object
    sheet: str
    cell: tuple[int, int]
    beside: tuple[int, ...] = ()

    @property
    def place(self) -> str:
        """Sheet and cell of the rate as a reader finds them."""
        return f"{self.sheet}!{address(*self.cell)}"


def people_of(book: Book) -> tuple[Listed, ...]:
    """Everybody named in a table of people, in the order of the sheets."""
    found = [person for sheet in book.sheets for person in _on_sheet(sheet)]
    return tuple(found[:MOST_PEOPLE])


def names_of(people: Iterable[Listed]) -> tuple[str, ...]:
    """Their names, each once, as first spelled."""
    names: dict[str, str] = {}
    for person in people:
        if person.name:
            names.setdefault(key_of(person.name), person.name)
    return tuple(names.values())


def _on_sheet(sheet: SheetData) -> Iterator[Listed]:
    judge = [JudgedOnce(AmountJudge(name="rate"))]
    places: tuple[int, int] | None = None
    after_gap = False
    ours = key_of(sheet.name) == key_of(START_SHEET) or any(
        TEMPLATE_LABEL in row for row in sheet.rows[:ROWS_LOOKED_AT]
    )
    for number, row in enumerate(sheet.rows, start=sheet.first_row):
        headers = _headers(row, ours)
        if headers or places is None:
            places, after_gap = headers or places, False
            continue
        if TEMPLATE_LABEL in row:
            places = None
            continue
        name_at, rate_at = places
        name = _name(row, name_at)
        rate = sheet.number_in(number, rate_at, row[rate_at]) if rate_at < len(row) else ""
        if address(rate_at, number) in sheet.unsaved_formulas:
            rate = UNSAVED
        if len(name) > LONGEST_NAME or (after_gap and name and _is_other_text(row, places)):
            continue
        (verdict,) = judge_all(judge, [rate])
        if name or (verdict.value is not None and not _is_other_text(row, places)):
            beside = tuple(at for at in range(max(places) + 1, len(row)) if not is_blank(row[at]))
            yield Listed(name, verdict, rate, sheet.name, (rate_at, number), beside)
        after_gap = after_gap or not name


def _headers(row: Sequence[object], ours: bool) -> tuple[int, int] | None:
    """The columns of names and rates, if the row is the header of such a table; `ours` is a page that we wrote."""
    # A row of entries begins with a date; no header does.
    if row and type(row[0]) is not str:
        return None
    keys = [key_of(text_of(value)) for value in row]
    name, rate = map(key_of, PEOPLE_HEADERS)
    rate_at = next(
        (
            at
            for at, key in enumerate(keys)
            if key.startswith(rate) or (ours and "rate" in key.split())
        ),
        None,
    )
    return (keys.index(name), rate_at) if name in keys and rate_at is not None else None


def _name(row: Sequence[object], at: int) -> str:
    return " ".join(visible(text_of(row[at])).split()) if at < len(row) else ""


def _is_other_text(row: Sequence[object], places: tuple[int, int]) -> bool:
    """Whether a row below a gap is a remark or a line of another table rather than a person."""
    beside = any(not is_blank(value) for at, value in enumerate(row) if at not in places)
    return beside or bool(SENTENCE.search(_name(row, places[0])))
