"""Finds the rows that Clio refused among those that were uploaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..common.text import key_of
from .doubts import Doubt
from .earlier_files import Errors
from .given_twice import GivenTwice
from .returned.error_file import ToldRow
from .returned.row_matching import Form, paired
from .uploaded import ImportRow

AT_TWO_UPLOADS = "If Clio refused these rows at two uploads, say that both are right."


class Refused(NamedTuple):
    """The rows that Clio refused, by their places and each with its file, the files that count, how many rows each names,
    and what no import has."""

    places: dict[int, str]
    counted: tuple[Errors, ...]
    by_file: dict[str, int]
    unknown: tuple[Doubt, ...]


def refused_rows(files: Sequence[Errors], rows: Sequence[ImportRow], twice: GivenTwice) -> Refused:
    """The rows that files of errors name. Two files that say the same of the same rows count once, unless both are right."""
    if not files:
        return Refused({}, (), {}, ())
    lines = [Form.of(row.values) for row in rows]
    counted = tuple(_distinct(files, lines, twice))
    wanted = [(file.name, row) for file in counted for row in file.rows]
    pairs, reasons = paired([row.form for _, row in wanted], lines)
    by_file = Counter(wanted[number][0] for number in pairs)
    unknown: dict[str, list[tuple[ToldRow, str]]] = {}
    for number, why in reasons.items():
        name, row = wanted[number]
        unknown.setdefault(name, []).append((row, why))
    return Refused(
        {place: wanted[number][0] for number, place in pairs.items()},
        counted,
        {file.name: by_file[file.name] for file in counted if by_file[file.name]},
        tuple(_not_found(name, found) for name, found in unknown.items()),
    )


def _distinct(
    files: Sequence[Errors], lines: Sequence[Form], twice: GivenTwice
) -> Iterator[Errors]:
    """The files without those that name the same rows in the same words, also where a spreadsheet program saved one again."""
    seen: list[tuple[Errors, Counter[tuple[Form, str]]]] = []
    for file in files:
        pairs, _ = paired([row.form for row in file.rows], lines)
        own = Counter((lines[at], key_of(file.rows[number].error)) for number, at in pairs.items())
        same = (
            other.name
            for other, named in seen
            if other.sha256 == file.sha256 or (own and named == own)
        )
        other = next(same, "")
        if not other or twice.counts(
            "errors-twice", file.name, other, len(file.rows), AT_TWO_UPLOADS
        ):
            seen.append((file, own))
            yield file


def _not_found(name: str, rows: Sequence[tuple[ToldRow, str]]) -> Doubt:
    count = len(rows)
    some = "1 row that Clio refused is" if count == 1 else f"{count} rows that Clio refused are"
    counts = "it counts" if count == 1 else "they count"
    return Doubt(
        "refused-unknown",
        f"{name}: {some} not found in the imports given, so {counts} as uploaded. {rows[0][1]}",
        "Give the import that the file is of, as it was uploaded; or look in Clio, and record by hand what is missing there.",
        count,
        tuple(str(row.place) for row, _ in rows),
    )
