"""What was uploaded before, out of the folders or zips of earlier exports."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from ..check.activities_csv import DATE_FORMATS, HEADER
from ..check.entries import Origin
from ..common.errors import KitError
from ..common.files import NamedBytes
from ..common.numbers import PLAIN
from ..common.text import key_of
from ..reading.archive import Archive
from ..reading.refusal import UnreadableFile
from ..workbooks.import_files import NOTES

PARTS = ACTIVITIES_FILE, NOTES_FILE, RECEIPT_FILE = ("activities.csv", "notes.csv", "receipt.json")

FOLDERS = ("activities-by-user", "upload")
"""Folders of an export whose rows stand in its import file too."""


class ImportRow(NamedTuple):
    """A row of an import file: its nine values as text, its day, its numbers, and where it was recorded if that is known."""

    values: tuple[str, ...]
    day: dt.date
    price: Decimal
    quantity: Decimal
    origin: Origin | None = None

    @property
    def said(self) -> tuple[object, ...]:
        """What the row says, however its date and numbers are written."""
        matter, _, category, note, _, _, kind, user, non_billable = self.values
        texts = (matter, category, note, kind, user, non_billable)
        return (self.day, self.price, self.quantity, *map(key_of, texts))

    @property
    def user(self) -> str:
        """The key of the user."""
        return key_of(self.values[7])


class Uploaded(NamedTuple):
    """One import as it was uploaded: its rows, its notes, and a remark where it is not as the export wrote it."""

    name: str
    rows: tuple[ImportRow, ...]
    notes: Counter[NoteSaid]
    remark: str = ""


NoteSaid = tuple[object, ...]


def uploads_of(files: Iterable[NamedBytes], date_order: str) -> list[Uploaded]:
    """The earlier imports in files: each zip is one, and so are the files of a folder (`import/activities.csv`).

    `date_order` holds where a receipt does not say one. Raises KitError where something is no earlier import.
    """
    folders: dict[str, dict[str, bytes]] = {}
    for name, data in files:
        if data.startswith(b"PK") and not name.lower().endswith(".xlsx"):
            folders[name] = _unpacked(name, data)
        else:
            folder, _, file = name.replace("\\", "/").rpartition("/")
            if folder.rpartition("/")[2] not in FOLDERS:
                folders.setdefault(folder, {})[file] = data
    return [
        _uploaded(name or "The earlier import", own, date_order) for name, own in folders.items()
    ]


def _unpacked(name: str, data: bytes) -> dict[str, bytes]:
    try:
        archive = Archive(data)
        return {part: archive.read(part) for part in PARTS if part in archive}
    except UnreadableFile as error:
        raise KitError(
            f"{name} cannot be read as the zip of an earlier export. {error.message}"
        ) from error


def _uploaded(name: str, files: Mapping[str, bytes], date_order: str) -> Uploaded:
    if ACTIVITIES_FILE not in files:
        raise KitError(
            f"{name} holds no {ACTIVITIES_FILE}. Give the folder or the zip of an earlier export, as it was written."
        )
    receipt = _receipt(name, files.get(RECEIPT_FILE))
    order = receipt.get("date_order", date_order)
    origins = [Origin(str(file), str(sheet), int(row)) for file, sheet, row in receipt["origins"]]
    lines = _lines(f"{name}: {ACTIVITIES_FILE}", files[ACTIVITIES_FILE], HEADER)
    sha256 = hashlib.sha256(files[ACTIVITIES_FILE]).hexdigest()
    remark = ""
    if receipt["sha256"] != sha256:
        origins = []
        if receipt["sha256"]:
            remark = f"{name}: {ACTIVITIES_FILE} was changed after it was exported. It is taken as it is now."
    places = origins if len(origins) == len(lines) else [None] * len(lines)
    rows = tuple(
        import_row(line, order, origin, f"{name}: {ACTIVITIES_FILE}, line {number}")
        for number, (line, origin) in enumerate(zip(lines, places, strict=True), start=2)
    )
    return Uploaded(name, rows, Counter(_notes(name, files, order)), remark)


def _receipt(name: str, data: bytes | None) -> dict[str, Any]:
    """Origins, date order and the hash of the import file, as far as a receipt has them."""
    if data is None:
        return {"origins": (), "sha256": ""}
    try:
        found = json.loads(data)
        outputs = {each["name"]: each["sha256"] for each in found["outputs"]}
        known = {"origins": found["origins"], "sha256": str(outputs.get(ACTIVITIES_FILE, ""))}
        if found.get("date_order") in DATE_FORMATS:
            known["date_order"] = found["date_order"]
        for file, sheet, row in found["origins"]:
            Origin(str(file), str(sheet), int(row))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise KitError(f"{name}: {RECEIPT_FILE} is not the receipt of an export.") from error
    return known


def _lines(what: str, data: bytes, header: Sequence[str]) -> list[list[str]]:
    """The rows below the header of a CSV file that an export wrote."""
    try:
        found = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise KitError(f"{what}: it is not as the export wrote it.") from error
    if not found or tuple(found[0]) != tuple(header):
        raise KitError(
            f"{what}: the columns are not {', '.join(header)}, so it is not as the export wrote it."
        )
    for number, line in enumerate(found[1:], start=2):
        if len(line) != len(header):
            raise KitError(f"{what}, line {number}: it has {len(line)} values, not {len(header)}.")
    return found[1:]


def import_row(
    values: Sequence[str], date_order: str, origin: Origin | None, where: str
) -> ImportRow:
    """A row of an import file from its nine values.

    Raises KitError, beginning with `where`, when the date or a number is not as the export writes it.
    """
    _, date, _, _, price, quantity, *_ = values
    if not (PLAIN.fullmatch(price) and PLAIN.fullmatch(quantity)):
        raise KitError(
            f"{where}: {price!r} or {quantity!r} is not a number as the export writes it."
        )
    return ImportRow(
        tuple(values), _day(date, date_order, where), Decimal(price), Decimal(quantity), origin
    )


def _day(text: str, date_order: str, where: str) -> dt.date:
    try:
        return dt.datetime.strptime(text, DATE_FORMATS[date_order]).date()
    except ValueError:
        shape = "DD/MM/YYYY" if date_order == "DMY" else "MM/DD/YYYY"
        raise KitError(f"{where}: {text!r} is not a date written as {shape}.") from None


def _notes(name: str, files: Mapping[str, bytes], date_order: str) -> Iterator[NoteSaid]:
    if NOTES_FILE in files:
        what = f"{name}: {NOTES_FILE}"
        for number, line in enumerate(_lines(what, files[NOTES_FILE], NOTES), start=2):
            yield note_said(line, date_order, f"{what}, line {number}")


def note_said(values: Sequence[str], date_order: str, where: str = "") -> NoteSaid:
    """What a row of notes.csv says."""
    date, *words = values
    return (_day(date, date_order, where), *map(key_of, words))
