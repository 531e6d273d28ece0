"""People and matters out of lists: files of other systems, or what somebody pastes into a form."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from ..common.errors import Problem, SpecProblems
from ..common.files import NamedBytes
from ..common.numbers import shown
from ..common.text import key_of
from ..guide.loading import shipped_guide
from ..listings.choices import LINE_ABOVE
from ..listings.header_words import header_key
from ..listings.kinds import load_kind
from ..listings.model import GROUP, Candidate, Listing, ListingRow, Question
from ..listings.row_classes import RowClass
from ..listings.service import listing_of, read_listing
from ..listings.tables import Words, is_figure
from ..reading.reader import Book, SheetData, Value
from .past import FIELDS, without_past

List = Literal["people", "matters"]
COLUMNS: Mapping[List, Mapping[str, str]] = {
    "people": {
        "name": "name",
        "rate": "rate",
        "clio_user": "clio_user",
        "initials": "old_name",
        "role": "roles",
    },
    "matters": {
        "number": "old_number",
        "client": "client",
        "description": "description",
        "display_number": "display_number",
    },
}
"""The fields of each list with their keys in a firm.toml, in the order in which somebody types them without headers."""
HEADERS = {
    "people": ("Name", "Rate", "Clio user", "Old name", "Roles"),
    "matters": ("Old number", "Client", "Description", "Clio display number"),
}
"""What the columns are called in the form."""
FIRST_LINES = 10
"""How many lines are searched for headers."""
BETWEEN_ROLES = " + "
LAST_FIRST = re.compile(
    r"([^,]+),\s*+(?!(?:jr|sr|esq|ii|iii|iv|md|phd|kc|qc)\b)([^,]+)", re.IGNORECASE
)
"""A name as many systems sort it: `Example, Alex`. What follows a comma in `Alex Example, Jr.` is no first name."""

Row = dict[str, str]
"""A person or a matter by the keys of a firm.toml; blank ones are left out."""


def read_list(
    name: List,
    file: NamedBytes,
    columns: Mapping[str, str] = {},
    dates: str = "",
    decimals: str = "",
) -> Listing:
    """A list of people or matters; only what a firm.toml takes is asked for, and what says who or what is of the past.

    Raises UnreadableFile for a file that is no table, and KitError for a column that is not there.
    """
    found = read_listing(
        *file,
        name,
        columns,
        only=[*COLUMNS[name], *FIELDS[name]],
        as_text=FIELDS[name],
        dates=dates,
        decimals=decimals,
    )
    return _with_client(found) if name == "matters" else found


def rows_of(listing: Listing, *, current: bool = False) -> list[Row]:
    """The people or matters of a list, each once; with `current` without those of the past.

    Raises UnclearListing when the list has to be asked about.
    """
    listing.certain()
    rows = without_past(listing) if current else listing.rows
    filled = (row for own in rows if (row := row_of(own, listing)))
    once = [dict(row) for row in dict.fromkeys(tuple(row.items()) for row in filled)]
    return _first_names_first(once) if listing.kind == "people" else once


def row_of(row: ListingRow, listing: Listing) -> Row:
    """One person or matter of a list."""
    keys = COLUMNS[listing.kind]  # type: ignore[index]  # only these two kinds are read here
    texts = ((key, _text(row, id_)) for id_, key in keys.items())
    return {key: text for key, text in texts if text}


def _first_names_first(people: list[Row]) -> list[Row]:
    """The people as Clio names its users, where every name has the last name first; the old system's stays known."""
    sorted_names = [LAST_FIRST.fullmatch(row.get("name", "")) for row in people]
    if not all(sorted_names):
        return people
    return [
        {**row, "name": f"{name[2]} {name[1]}", "old_name": row.get("old_name") or name[0]}
        for row, name in zip(people, sorted_names, strict=True)
        if name
    ]


def lines_of(name: List, rows: Iterable[Row]) -> str:
    """People or matters as lines of the form, with tabs between the values and headers above."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter="\t", lineterminator="\n")
    writer.writerow(HEADERS[name])
    writer.writerows([row.get(key, "") for key in COLUMNS[name].values()] for row in rows)
    return buffer.getvalue()


def typed_rows(name: List, text: str) -> list[Row]:
    """The people or matters of lines that somebody typed or pasted: with headers in any order, else in ours.

    Values are separated by tabs, else semicolons, else commas. Raises SpecProblems, with one problem, where headers do
    not say which column is which.
    """
    if listing := typed_listing(name, text):
        return rows_of(listing)
    keys = list(COLUMNS[name].values())
    return [_row(zip(keys, line, strict=False)) for line in _typed_lines(text)]


def typed_listing(name: List, text: str) -> Listing | None:
    """The list of typed or pasted lines that have headers; None where they have none. Raises SpecProblems."""
    lines = _typed_lines(text)
    if not any(_has_headers(name, line) for line in lines[:FIRST_LINES]):
        return None
    width = max(map(len, lines))
    cells: list[list[Value]] = [[*line, *[""] * (width - len(line))] for line in lines]
    book = Book(name.capitalize(), "csv", (SheetData(name.capitalize(), 1, cells),))
    only = [*COLUMNS[name], *FIELDS[name]]
    listing = listing_of(book, name, only=only, as_text=FIELDS[name])
    if listing.questions:
        first = listing.questions[0]
        fix = f"Use the headers {', '.join(HEADERS[name])}, or take the list from a file."
        raise SpecProblems([Problem("The form", name.capitalize(), f"{first.why} {fix}")])
    return listing


def _typed_lines(text: str) -> list[list[str]]:
    mark = next((mark for mark in "\t;" if mark in text), ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, skipinitialspace=True)
    lines = [[cell.strip() for cell in line] for line in reader]
    return [line for line in lines if any(line)]


def _row(pairs: Iterable[tuple[str, str]]) -> Row:
    return {key: cell for key, cell in pairs if cell}


def _has_headers(name: List, line: Sequence[str]) -> bool:
    """Whether a line holds headers: two that are known, or all that are needed."""
    kind = load_kind(name)
    words = Words(kind)
    keys = [header_key(cell) for cell in line if cell]
    return sum(key in words for key in keys) >= 2 or words.fulfills(keys)


def _with_client(listing: Listing) -> Listing:
    """The list, with a question where it has no column for the clients: a matter of a firm.toml has one."""
    if "client" in listing.columns or any(each.field == "client" for each in listing.questions):
        return listing
    letters = [column.letter for column in listing.headers]
    found = [
        Candidate(*column, _values(listing, letters.index(column.letter)))
        for column in listing.unused
    ]
    above = next((own.texts for own in listing.left_out if own.row_class == RowClass.GROUP), ())
    lines = [Candidate(GROUP, LINE_ABOVE, above[:2])] if above else []
    words = [each for each in found if not all(map(is_figure, each.values))]
    candidates = (*lines, *words)
    why = "No column is certain to be the client."
    asked = (*listing.questions, Question("client", "Client", why, candidates))
    return replace(listing, questions=asked)


def _values(listing: Listing, at: int) -> tuple[str, ...]:
    return tuple(row[at] for row in listing.sample if row[at])[:2]


def _text(row: ListingRow, id_: str) -> str:
    number = row.number(id_)
    if id_ == "role":
        return BETWEEN_ROLES.join(role_ids(row.text(id_), shipped_guide().roles))
    return row.text(id_) if number is None else shown(number)


def role_ids(text: str, known: Collection[str]) -> list[str]:
    """The roles that a text names, whatever separates them; a title such as Partner is none."""
    words = {key_of(word) for word in re.split(r"[+/;,&]|\band\b", text)}
    return [id_ for id_ in known if id_ in words]
