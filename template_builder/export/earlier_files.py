"""Sorts the files of what was uploaded before: imports, rows uploaded again, files of errors, lists of corrections."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..check.activities_csv import HEADER
from ..common.errors import KitError
from ..common.files import NamedBytes
from ..common.text import text_of
from ..reading.archive import Archive
from ..reading.formats import WORKBOOK_NAMES
from ..reading.litter import is_litter
from ..reading.reader import Book, read_file
from ..reading.refusal import UnreadableFile
from .corrections import Marked, marked_lines
from .returned.error_file import NotAnErrorFile, ReturnedTable, ToldRow
from .uploaded import ACTIVITIES_FILE, PARTS, ImportRow, Uploaded, import_row, uploaded_from

FOLDERS = ("activities-by-user", "upload", "__MACOSX")
"""Folders of an import whose rows are in its import file too, and what macOS adds to a zip."""
OTHER_OUTPUTS = ("new-in-clio.csv", "rejected.csv", "receipt.xlsx", "proof-list.xlsx")
"""Files of an import that say nothing of what was uploaded."""


class UploadedAgain(NamedTuple):
    """Rows of a file with the nine columns that is no import of its own: those of a retry."""

    name: str
    sha256: str
    rows: tuple[ImportRow, ...]


class Errors(NamedTuple):
    """The rows of a file that Clio returned that have an error."""

    name: str
    sha256: str
    rows: tuple[ToldRow, ...]


class Sorted(NamedTuple):
    """The files by what they are; `said` names those that say nothing of what was uploaded."""

    imports: list[Uploaded]
    again: list[UploadedAgain]
    errors: list[Errors]
    done: list[Marked]
    said: list[str]


class _Folder(NamedTuple):
    name: str
    files: dict[str, bytes]


def sort_files(files: Iterable[NamedBytes], date_order: str) -> Sorted:
    """What files are: each zip is an import, and so are the files of a folder (`import/activities.csv`).

    `date_order` holds where a receipt does not say one. Raises KitError for a file that is none of them.
    """
    found = Sorted([], [], [], [], [])
    taken: set[str] = set()
    for folder in _folders(files):
        of_import = ACTIVITIES_FILE in folder.files
        if of_import:
            name = _numbered(folder.name or ACTIVITIES_FILE, taken)
            found.imports.append(uploaded_from(name, folder.files, date_order))
        elif not folder.files or folder.files.keys() & set(PARTS):
            raise KitError(
                f"{folder.name or ', '.join(folder.files)} holds no {ACTIVITIES_FILE}. Give the folder or the zip of an earlier"
                " export, as it was written."
            )
        for file, data in folder.files.items():
            known = file in PARTS or (of_import and file.lower() in OTHER_OUTPUTS)
            if not known and not is_litter(file):
                name = _numbered("/".join(filter(None, (folder.name, file))), taken)
                _sort_other(name, data, found, date_order, lenient=of_import)
    return found


def _folders(files: Iterable[NamedBytes]) -> list[_Folder]:
    """The files by their folders. A second file of one name begins another folder of that name."""
    found: list[_Folder] = []
    latest: dict[str, _Folder] = {}
    for given, data in files:
        name = given.replace("\\", "/")
        if data.startswith(b"PK") and not name.lower().endswith(WORKBOOK_NAMES):
            inside = [(f"{name}/{part}", content) for part, content in _unpacked(name, data)]
            found += _folders(inside) or [_Folder(name, {})]
            continue
        folder, _, file = name.rpartition("/")
        if any(part in FOLDERS for part in folder.split("/")):
            continue
        if folder not in latest or file in latest[folder].files:
            latest[folder] = _Folder(folder, {})
            found.append(latest[folder])
        latest[folder].files[file] = data
    return found


def _numbered(name: str, taken: set[str]) -> str:
    """A name that no other one has: a second `import.zip` is `import.zip (2)`."""
    unique, number = name, 1
    while unique in taken:
        number += 1
        unique = f"{name} ({number})"
    taken.add(unique)
    return unique


def _unpacked(name: str, data: bytes) -> Iterator[NamedBytes]:
    """The files of a zip that may say something of what was uploaded."""
    try:
        archive = Archive(data)
        for part in archive.written_names:
            file = part.rpartition("/")[2]
            if file and file.lower() not in OTHER_OUTPUTS:
                yield part, archive.read(part)
    except UnreadableFile as error:
        raise KitError(
            f"{name} cannot be read as the zip of an earlier export. {error.message}"
        ) from error


def _sort_other(name: str, data: bytes, found: Sorted, date_order: str, *, lenient: bool) -> None:
    """Sort in a file that is no part of an import; in the folder of one it is named, if it is nothing that we know."""
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        book = read_file(name, data)
        if _has_nine_columns(book):
            found.again.append(UploadedAgain(name, sha256, tuple(_rows_of(book, date_order))))
        elif (marked := marked_lines(book)) is not None:
            found.done.extend(marked)
        else:
            rows = tuple(row for row in ReturnedTable.of(book).rows() if row.error)
            if not rows and lenient:
                found.said.append(f"{name} names no row that Clio refused.")
                return
            if not rows:
                raise KitError(
                    f"{name}: no row has an error in the column to the left of `{HEADER[0]}`. Give the file as Clio returned it."
                )
            found.errors.append(Errors(name, sha256, rows))
    except (UnreadableFile, NotAnErrorFile) as error:
        if lenient:
            found.said.append(f"{name} is not read: it says nothing of what was uploaded.")
            return
        raise KitError(
            f"{name} is no import that was uploaded, no file of errors from Clio, no again.csv and no correct-in-clio.csv."
            " Give it in its own place, or leave it out."
        ) from error


def _rows_of(book: Book, date_order: str) -> Iterator[ImportRow]:
    """The rows of a CSV with the nine columns, also one that a spreadsheet program saved again."""
    for number, row in enumerate(book.sheets[0].rows[1:], start=2):
        if any(text_of(value).strip() for value in row):
            values = [text_of(value) for value in row[: len(HEADER)]]
            yield import_row(values, date_order, None, f"{book.name}, line {number}")


def _has_nine_columns(book: Book) -> bool:
    rows = book.sheets[0].rows if book.kind == "csv" and book.sheets else []
    return bool(rows) and tuple(text_of(value).strip() for value in rows[0]) == HEADER
