"""What people made in Clio during the transition period: their sheets New in Clio, or new-in-clio.csv of an import."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..check.sheet_rows import filled_rows
from ..common.cells import CellError
from ..common.errors import KitError
from ..common.files import NamedBytes
from ..common.text import is_blank, key_of, text_of
from ..judging.client_names import client_key
from ..listings.model import ListingRow
from ..reading.reader import Book, read_file
from ..workbooks.import_files import NEW
from ..workbooks.loading import load_workbook
from ..workbooks.recognition import recognize
from .differences import CONTACTS, MATTERS, Difference, Wrong

SHEET = "New in Clio"
COLUMNS = ("kind", "name", "clio-number", "entered-by")
DATA = {"contact": CONTACTS, "matter": MATTERS}


class Made(NamedTuple):
    """A contact or matter that somebody made in Clio; `data` is blank for anything else."""

    data: str
    name: str
    number: str
    by: str
    place: str


class MadeIndex:
    """Finds who wrote a record of Clio's lists down as made in the period."""

    def __init__(self, made: Sequence[Made] = ()) -> None:
        self.all = made
        self._numbers: dict[str, list[Made]] = defaultdict(list)
        self._names: dict[tuple[str, str], list[Made]] = defaultdict(list)
        for each in made:
            if each.number and each.data == MATTERS:
                self._numbers[_number_key(each.number)].append(each)
            elif each.name and each.data:
                self._names[each.data, client_key(each.name)].append(each)

    def contact(self, row: ListingRow) -> Sequence[Made]:
        """Those who made a contact of that name."""
        return self._names.get((CONTACTS, client_key(row.text("name"))), ())

    def matter(self, row: ListingRow) -> Sequence[Made]:
        """Those who made a matter of that number, or without a number one of that client or description."""
        words = (client_key(row.text(id_)) for id_ in ("client", "description"))
        named = [each for key in words if key for each in self._names.get((MATTERS, key), ())]
        return [*self._numbers.get(_number_key(row.text("number")), ()), *named]


def _number_key(text: str) -> str:
    """A matter's number up to the colon, behind which some lists print the description."""
    return key_of(text.partition(":")[0])


def made_in(files: Iterable[NamedBytes]) -> tuple[Made, ...]:
    """Everything in such files.

    Raises UnreadableFile, and KitError for a file that has no such table.
    """
    return tuple(made for name, data in files for made in _made(read_file(name, data)))


def _made(book: Book) -> Iterator[Made]:
    rows = list(_rows_of_import(book))
    if not rows:
        spec = load_workbook("time-tracking")
        tables = recognize(book, spec, (SHEET,)).of(SHEET)
        if not tables:
            raise KitError(
                f"{book.name}: no sheet {SHEET} was found. Give people's workbooks, or new-in-clio.csv of the import."
            )
        rows = [
            (f"{table.data.name} row {number}", values)
            for table in tables
            for number, values in filled_rows(table, COLUMNS)
        ]
    for place, values in rows:
        kind, name, number, by = (
            "" if isinstance(value, CellError) else " ".join(text_of(value).split())
            for value in values
        )
        if name or number:
            yield Made(DATA.get(key_of(kind), ""), name, number, by, f"{book.name}, {place}")


def _rows_of_import(book: Book) -> Iterator[tuple[str, Sequence[object]]]:
    """The rows of new-in-clio.csv, which the tool that builds an import writes."""
    sheet = book.sheets[0] if book.sheets else None
    if sheet is None or [text_of(value) for value in sheet.rows[0][: len(NEW)]] != list(NEW):
        return
    places = [NEW.index(id_.replace("-", "_")) for id_ in COLUMNS]
    for number, row in enumerate(sheet.rows[1:], start=sheet.first_row + 1):
        if not all(map(is_blank, row)):
            yield f"row {number}", [row[place] for place in places]


def made_twice(made: Iterable[Made]) -> Iterator[Difference]:
    """What two people made: the same number is one thing written down twice, the same name is likely one too many."""
    by_name: dict[tuple[str, str], list[Made]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for each in made:
        number = _number_key(each.number)
        if not each.data or not each.name or (number and (each.data, number) in seen):
            continue
        seen.add((each.data, number))
        by_name[each.data, client_key(each.name)].append(each)
    for (data, _), several in by_name.items():
        first, *others = several
        for other in others:
            shows = " and ".join(filter(None, (_words(first), _words(other))))
            places = f"{first.place}; {other.place}"
            number = other.number or first.number
            yield Difference(Wrong.DOUBLED, data, first.name, number, shows, "one of them", places)


def _words(made: Made) -> str:
    return made.name + (f" ({made.number})" if made.number else "")
