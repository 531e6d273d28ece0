"""The rows of an index, and reading those that people filled in before."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from ..check.sheet_rows import filled_rows, rows_with_value
from ..common.cells import CellError, TwoValues, UnsavedFormula, address, column_letter
from ..common.errors import KitError
from ..common.files import NamedBytes
from ..common.numbers import PLAIN, exact
from ..common.text import is_blank, text_of
from ..reading.reader import read_file
from ..workbooks.headers import FoundSheet
from ..workbooks.loading import load_workbook
from ..workbooks.model import Workbook
from ..workbooks.recognition import Recognized, recognize
from ..workbooks.reference_sheet import RECOMMENDED
from ..workbooks.rules import Day, Number, Rule

INDEX_WORKBOOK, INDEX, REMARKS = "historical-data-index", "Index", "Remarks"
OLD_SYSTEM = "Old system"
"""The sheet on which people write what a report is called and where it is; its rows are carried over."""
PAPER = "Paper"
ONLY_PLANNED = {"number", "report", "system"}
"""The columns of a row that nobody has worked on: the blank index has such a row for each recommended report."""
_MEND = "Open the file in your spreadsheet program, mend the cell, save it, and try again."
_HASH = re.compile(r"[0-9a-f]{64}")


class Remark(NamedTuple):
    """Something to know about a file, a report or the index. `attention` is false for what needs no action.

    Where a report has no file yet, `missing` is its name with what the previous system calls it.
    """

    about: str
    text: str
    attention: bool = True
    missing: str = ""


@dataclass
class IndexRow:
    """One row: its values by the id of the column, and which of them a program proposed.

    `place` is the cell where an earlier index has it, empty for a new row.
    """

    values: dict[str, object] = field(default_factory=dict)
    proposed: set[str] = field(default_factory=set)
    place: str = ""

    def text(self, id_: str) -> str:
        return text_of(self.values.get(id_, ""))

    def is_blank(self, id_: str) -> bool:
        return is_blank(self.values.get(id_))

    @property
    def file_name(self) -> str:
        return "" if self.is_blank("file-name") else self.text("file-name")

    @property
    def sha256(self) -> str:
        """The hash in small letters without blanks, as some programs print it; empty where it is none."""
        found = "".join(self.text("sha-256").split()).lower()
        return found if _HASH.fullmatch(found) else ""

    @property
    def is_signed(self) -> bool:
        """Whether a second person has compared the row with the file."""
        return not self.is_blank("checked-by")

    @property
    def on_paper(self) -> bool:
        return self.text("format").strip().casefold() == PAPER.casefold()

    @property
    def is_plan(self) -> bool:
        """Whether the row names a report and nothing else: nobody has filed it, or said why not."""
        return not self.is_blank("report") and set(self.values) <= ONLY_PLANNED

    @property
    def about(self) -> str:
        """What a remark calls the row."""
        return self.file_name or self.text("report") or self.place

    def day(self, id_: str) -> dt.date | None:
        return day_of(self.values.get(id_))

    def propose(self, id_: str, value: object) -> None:
        """Fill a blank cell, or mark a value that is what would be proposed; one that somebody typed stays."""
        if value is None or value == "" or self.is_signed:
            return
        if self.is_blank(id_):
            self.values[id_] = value
        if _is_same(self.values[id_], value):
            self.proposed.add(id_)


def _is_same(known: object, value: object) -> bool:
    """Whether a cell holds a value, as a spreadsheet keeps it: a day with a time, a decimal as a binary number."""
    if isinstance(value, dt.date):
        return day_of(known) == value
    if isinstance(known, float):
        return exact(known) == value
    return known == value


def day_of(value: object) -> dt.date | None:
    """A day of a cell, also as text that begins with the year."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value.strip())
        except ValueError:
            return None
    return None


class ReadIndex(NamedTuple):
    """The rows of an index, those of its sheet about the old system, and what was not taken from its file."""

    rows: tuple[IndexRow, ...]
    remarks: tuple[Remark, ...] = ()
    old_system: tuple[IndexRow, ...] = ()


def index_spec() -> Workbook:
    """The columns of an index."""
    return load_workbook(INDEX_WORKBOOK)


def read_index(given: NamedBytes) -> ReadIndex:
    """Read an index that people worked in.

    Raises UnreadableFile, and KitError where the file is no index or a cell has no value to keep.
    """
    name, data = given
    book = read_file(name, data)
    spec = index_spec()
    recognized = recognize(book, spec, (INDEX,))
    tables = recognized.of(INDEX)
    if not tables:
        headers = ", ".join(spec.sheet(INDEX).headers)
        raise KitError(
            f"{name} is no index of the Historical Data folder: no sheet has its headers ({headers})."
        )
    rows: list[IndexRow] = []
    remarks = [*_not_taken(recognized)]
    for table in tables:
        for number, row in _rows(table, name):
            struck = any((number, place) in table.data.struck for place in table.columns.values())
            if struck and not row.file_name:
                text = f"{row.place} is struck through and names no file. It is left out."
                remarks.append(Remark(row.about, text, attention=False))
                continue
            if struck:
                text = f"{row.place} is struck through. It is kept, without the line."
                remarks.append(Remark(row.about, text))
            rows.append(row)
    about_reports = (row for table in recognized.of(OLD_SYSTEM) for _, row in _rows(table, name))
    return ReadIndex(tuple(rows), tuple(remarks), tuple(about_reports))


def _rows(table: FoundSheet, file: str) -> Iterator[tuple[int, IndexRow]]:
    columns = table.spec.columns
    ids = [column.id for column in columns]
    for number, values in filled_rows(table, ids):
        for id_, value in zip(ids, values, strict=True):
            if isinstance(value, UnsavedFormula | TwoValues):
                place = f"{table.data.name}!{address(table.columns[id_], number)}"
                raise KitError(f"{file} {place}: {_no_value(value)} {_MEND}")
        kept = {
            column.id: _meant(value, column.rule)
            for column, value in zip(columns, values, strict=True)
            if not is_blank(value)
        }
        first = min(table.columns.values())
        yield number, IndexRow(kept, set(), f"{table.data.name}!{address(first, number)}")


def _meant(value: object, rule: Rule) -> object:
    """A day or a number also where it is text, as in a CSV file; everything else as it was typed."""
    if isinstance(value, str) and isinstance(rule, Day):
        return day_of(value) or value
    if isinstance(value, str) and isinstance(rule, Number) and PLAIN.fullmatch(value):
        return Decimal(value)
    return value


def _no_value(value: CellError) -> str:
    if isinstance(value, UnsavedFormula):
        return "its formula was saved without its value."
    return "its column is there twice, with two values."


def _not_taken(recognized: Recognized) -> Iterator[Remark]:
    """What else the file holds: older words of ours are written anew, everything of a reader's own is named."""
    for unread in recognized.unread:
        if unread.name not in (RECOMMENDED, REMARKS):
            yield Remark(
                "the index",
                f"Its sheet {unread.name} is not carried over. Keep the old file for it.",
            )
    for table in (*recognized.of(INDEX), *recognized.of(OLD_SYSTEM)):
        name = table.data.name
        for place, header in table.unread.items():
            if count := rows_with_value(table.below, place):
                column = header or f"column {column_letter(place)}"
                text = f"{name}: {column} is a column of your own ({count} filled). It is not carried over; keep the old file."
                yield Remark("the index", text)
        if any(not is_blank(value) for row in _above(table) for value in row):
            yield Remark(
                "the index", f"{name}: what is above row {table.header_row} is not carried over."
            )
        if missing := [c.header for c in table.spec.columns if c.id not in table.columns]:
            yield Remark(
                "the index", f"{name} has no column {', '.join(missing)}; it is added.", False
            )


def _above(table: FoundSheet) -> Sequence[Sequence[object]]:
    """The rows above the first table of a sheet."""
    repeated = any(flaw.kind == "header-repeated" for *_, flaw in table.flaws)
    return () if repeated else table.data.rows[: table.header]
