"""Corrections to make by hand in Clio: lists them, and reads back which of them somebody has made."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..check.activities_csv import HEADER
from ..check.entries import Origin
from ..common.errors import KitError
from ..common.text import key_of, text_of
from ..reading.reader import Book
from ..workbooks.headers import HEADER_ROWS
from .uploaded import ImportRow, import_row

DONE, ID = "Done in Clio", "id"
CORRECT_HEADER = (
    DONE,
    *("what", "file", "sheet", "row"),
    *(f"was {name}" for name in HEADER),
    *(f"is {name}" for name in HEADER),
    ID,
)
YES = {"yes", "y", "x", "done", "true", "1", "oui", "si", "sí", "ja", "✓", "✔", "☑"}
NO = {"", "no", "n", "false", "0", "☐"}
"""What people type into the column, without regard to case."""


class Correction(NamedTuple):
    """A row that Clio has and that has to be corrected there to what it is `now`, or deleted. `id` tells it from others."""

    id: str
    what: str
    was: ImportRow
    now: ImportRow | None

    @property
    def words(self) -> str:
        """What was corrected, as one finds it in Clio."""
        matter, date, *_, user, _ = self.was.values
        return f"{self.what}: {user}, {date}, {matter}"


class Marked(NamedTuple):
    """A line of a list of corrections that is marked as done: its place and its id."""

    place: Origin
    id: str


def corrections(
    changed: Iterable[tuple[ImportRow, ImportRow]],
    gone: Iterable[ImportRow],
    twice: Iterable[ImportRow],
) -> list[Correction]:
    """What to correct or to delete in Clio. The same correction has the same id in every export that lists it."""
    pairs: list[tuple[str, ImportRow, ImportRow | None]] = [
        *(("changed", was, now) for was, now in changed),
        *(("gone", row, None) for row in gone),
        *(("twice", row, None) for row in twice),
    ]
    seen: Counter[str] = Counter()
    found = []
    for what, was, now in pairs:
        words = repr((_words(was), _words(now) if now else None))
        id_ = f"c{hashlib.sha256(words.encode()).hexdigest()[:10]}"
        seen[id_] += 1
        more = f"-{seen[id_]}" if seen[id_] > 1 else ""
        found.append(Correction(id_ + more, what, was, now))
    return found


def _words(row: ImportRow) -> tuple[str, ...]:
    """What a row says, in one spelling."""
    return tuple(
        map(str, (row.day, row.price.normalize(), row.quantity.normalize(), *row.said[3:]))
    )


def correction_lines(found: Iterable[Correction], date_order: str) -> Iterator[tuple[str, ...]]:
    """The lines of `correct-in-clio.csv`, all dates in one order."""
    for each in found:
        origin = (each.now or each.was).origin
        place = map(str, origin or ("", "", ""))
        was, now = each.was.in_order(date_order), each.now and each.now.in_order(date_order)
        now_values = now.values if now else [""] * len(HEADER)
        yield ("", each.what, *place, *was.values, *now_values, each.id)


def corrections_json(found: Iterable[Correction], date_order: str) -> list[dict[str, object]]:
    """The same for a receipt, from which a later export takes what the lines say."""
    return [
        {
            "id": each.id,
            "what": each.what,
            "was": each.was.in_order(date_order).values,
            "is": each.now.in_order(date_order).values if each.now else None,
            "place": (each.now or each.was).origin,
        }
        for each in found
    ]


def corrections_from(
    told: Iterable[Mapping[str, Any]], date_order: str, where: str
) -> list[Correction]:
    """The corrections of a receipt. Raises KeyError, TypeError, ValueError or KitError for what is none."""
    found = []
    for each in told:
        file, sheet, row = each["place"] or ("", "", 0)
        origin = Origin(str(file), str(sheet), int(row)) if row else None
        was, now = (
            import_row([str(value) for value in values], date_order, origin, where) if values else None
            for values in (each["was"], each["is"])
        )  # fmt: skip
        if was is None:
            raise ValueError("a correction of nothing")
        found.append(Correction(str(each["id"]), str(each["what"]), was, now))
    return found


def marked_lines(book: Book) -> list[Marked] | None:
    """The lines of a list of corrections that somebody has marked as done; None where the file is no such list.

    A spreadsheet program may have rewritten everything but the mark and the id. Raises KitError for a mark that is
    neither yes nor no.
    """
    for sheet in book.sheets:
        for at, row in enumerate(sheet.rows[:HEADER_ROWS]):
            places = {key_of(text_of(value)): place for place, value in enumerate(row)}
            if {key_of(DONE), ID} <= places.keys():
                lines = enumerate(sheet.rows[at + 1 :], start=sheet.first_row + at + 1)
                name = "" if book.kind == "csv" else sheet.name
                done, id_ = places[key_of(DONE)], places[ID]
                return list(
                    _marked(((Origin(book.name, name, n), r[done], r[id_]) for n, r in lines))
                )
    return None


def _marked(lines: Iterable[tuple[Origin, object, object]]) -> Iterator[Marked]:
    for place, mark, id_ in lines:
        said = key_of(text_of(mark))
        if said in YES:
            yield Marked(place, text_of(id_).strip())
        elif said not in NO:
            raise KitError(
                f"{place}: {text_of(mark)!r} in the column {DONE} is neither yes nor no. Type yes once the line is done in Clio,"
                " or leave the cell blank."
            )


class Corrected(NamedTuple):
    """The rows of Clio after corrections by hand, those that were made, and those of rows that it does not have."""

    rows: tuple[ImportRow, ...]
    made: tuple[Correction, ...]
    unknown: tuple[Correction, ...]


def corrected(rows: Sequence[ImportRow], done: Iterable[Correction]) -> Corrected:
    """Make corrections in rows, also those of a row that another one has corrected before."""
    now: list[ImportRow | None] = list(rows)
    where: dict[object, list[int]] = {}
    for place, row in enumerate(rows):
        where.setdefault(row.said, []).append(place)
    made: list[Correction] = []
    waiting = list(done)
    while ready := [each for each in waiting if where.get(each.was.said)]:
        each = ready[0]
        waiting.remove(each)
        place = where[each.was.said].pop()
        now[place] = each.now
        if each.now:
            where.setdefault(each.now.said, []).append(place)
        made.append(each)
    return Corrected(tuple(row for row in now if row), tuple(made), tuple(waiting))
