"""Reads the file that Clio returns: the error in its left-hand column, the nine columns beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ...check.activities_csv import HEADER
from ...check.entries import Origin
from ...common.csv_files import BYTE_ORDER_MARK
from ...common.errors import KitError
from ...common.numbers import PLAIN
from ...common.text import is_blank, key_of, text_of
from ...reading.reader import Book, SheetData
from ...workbooks.headers import HEADER_ROWS
from .row_matching import Form

NO_ERROR = {"", "-", "0", "ok", "none", "no", "false", "n/a", "success", "successful", "imported"}
"""Words that would mean that a row was imported; it is not known whether Clio writes any."""


class NotAnErrorFile(KitError):
    """The file is not one that Clio returned: the columns are missing."""


class ToldRow(NamedTuple):
    """A row of Clio's file; the error is empty when the row was imported."""

    place: Origin
    error: str
    form: Form


@dataclass(frozen=True, kw_only=True)
class ReturnedTable:
    """The places of the nine columns and the errors in Clio's file."""

    file: str
    sheet_name: str
    sheet: SheetData
    header: int
    places: tuple[int, ...]
    error_at: int

    @classmethod
    def of(cls, book: Book) -> ReturnedTable:
        most: set[str] = set()
        for sheet in book.sheets:
            for at, row in enumerate(sheet.rows[:HEADER_ROWS]):
                found = {
                    key_of(text_of(v)).removeprefix(BYTE_ORDER_MARK): n for n, v in enumerate(row)
                }
                if set(HEADER) <= found.keys():
                    places = tuple(found[name] for name in HEADER)
                    return cls(
                        file=book.name,
                        sheet_name="" if book.kind == "csv" else sheet.name,
                        sheet=sheet,
                        header=at,
                        places=places,
                        error_at=_error_column(book.name, sheet.rows[at + 1 :], min(places)),
                    )
                most = max(most, set(HEADER) & found.keys(), key=len)
        missing = ", ".join(name for name in HEADER if name not in most)
        what = f"the columns {missing} are missing" if most else "it has none of the nine columns"
        raise NotAnErrorFile(
            f"{book.name} is not the file with the errors: {what}. Click the underlined number of errors on"
            f" Clio's Imports page; the file that downloads has {', '.join(HEADER)} and the errors to their left."
        )

    def rows(self) -> Iterable[ToldRow]:
        """The filled rows below the header."""
        start = self.header + 1
        for number, row in enumerate(self.sheet.rows[start:], start=self.sheet.first_row + start):
            values = [row[at] if at < len(row) else "" for at in self.places]
            error = " ".join(
                text_of(row[self.error_at] if self.error_at < len(row) else "").split()
            )
            if not error and all(map(is_blank, values)):
                continue
            error = "" if error.casefold() in NO_ERROR else error
            yield ToldRow(Origin(self.file, self.sheet_name, number), error, Form.of(values))


def _error_column(file: str, rows: Sequence[Sequence[object]], before: int) -> int:
    """The left-hand column with errors; a column of only numbers counts rows and has no errors."""
    if before == 0:
        raise NotAnErrorFile(
            f"{file}: there is no column to the left of the nine columns, so there are no errors. Use the file that"
            " Clio returned, not the one that you uploaded."
        )
    for column in range(before):
        texts = (text_of(row[column]).strip() for row in rows if column < len(row))
        if any(text.casefold() not in NO_ERROR and not PLAIN.fullmatch(text) for text in texts):
            return column
    return 0
