"""Reads one earlier import: its rows as they were uploaded, its notes, what its receipt knows."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from ..check.activities_csv import DATE_FORMATS, HEADER
from ..check.entries import Origin
from ..common.errors import KitError
from ..common.numbers import PLAIN
from ..common.text import key_of
from ..workbooks.import_files import NOTES

PARTS = ACTIVITIES_FILE, NOTES_FILE, RECEIPT_FILE = ("activities.csv", "notes.csv", "receipt.json")


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

    def in_order(self, date_order: str) -> ImportRow:
        """The same row with its date written in an order."""
        matter, _, *others = self.values
        return self._replace(values=(matter, self.day.strftime(DATE_FORMATS[date_order]), *others))


class Source(NamedTuple):
    """A file that says what was uploaded: what it is and its hash. A retry of all rows has the bytes of its import."""

    name: str
    what: str
    sha256: str


class FromReceipt(NamedTuple):
    """What a receipt says of an import: where its rows were recorded, the files it wrote and the imports that it was built
    after, by their hashes, and its own list of corrections as it stands there."""

    origins: tuple[Origin, ...] = ()
    date_order: str = ""
    outputs: Mapping[str, str] = {}
    after: tuple[Source, ...] = ()
    corrections: Sequence[Mapping[str, Any]] = ()
    sha256: str = ""


class Uploaded(NamedTuple):
    """One import as it was uploaded: its rows, its notes, and a remark where it is not as the export wrote it."""

    name: str
    sha256: str
    date_order: str
    rows: tuple[ImportRow, ...]
    notes: Counter[NoteSaid]
    receipt: FromReceipt = FromReceipt()
    remark: str = ""


NoteSaid = tuple[object, ...]


def uploaded_from(name: str, files: Mapping[str, bytes], date_order: str) -> Uploaded:
    """An import out of its files; `date_order` holds where its receipt does not say one.

    Raises KitError where they are not as an export wrote them.
    """
    receipt = _receipt(name, files.get(RECEIPT_FILE))
    order = receipt.date_order or date_order
    data = files[ACTIVITIES_FILE]
    sha256 = hashlib.sha256(data).hexdigest()
    rows = rows_from(f"{name}: {ACTIVITIES_FILE}", data, order)
    remark = ""
    own_hash = receipt.outputs.get(ACTIVITIES_FILE, "")
    if own_hash == sha256 and len(receipt.origins) == len(rows):
        rows = [
            row._replace(origin=origin) for row, origin in zip(rows, receipt.origins, strict=True)
        ]
    elif own_hash and own_hash != sha256:
        remark = f"{name}: {ACTIVITIES_FILE} was changed after it was exported. It is taken as it is now."
    notes = Counter(_notes(name, files, order))
    return Uploaded(name, sha256, order, tuple(rows), notes, receipt, remark)


def rows_from(what: str, data: bytes, date_order: str) -> list[ImportRow]:
    """The rows of a file with the nine columns. Raises KitError where it is not as an export writes it."""
    return [
        import_row(line, date_order, None, f"{what}, line {number}")
        for number, line in enumerate(_lines(what, data, HEADER), start=2)
    ]


def _receipt(name: str, data: bytes | None) -> FromReceipt:
    """What a receipt says, as far as there is one."""
    if data is None:
        return FromReceipt()
    try:
        found = _read_json(data)
        order = found.get("date_order")
        return FromReceipt(
            origins=tuple(
                Origin(str(f), str(sheet), int(row)) for f, sheet, row in found["origins"]
            ),
            date_order=order if order in DATE_FORMATS else "",
            outputs={str(each["name"]): str(each["sha256"]) for each in found["outputs"]},
            after=tuple(
                Source(str(each["name"]), str(each["what"]), str(each["sha256"]))
                for each in found.get("after", ())
            ),
            corrections=found.get("corrections", ()),
            sha256=hashlib.sha256(data).hexdigest(),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise KitError(f"{name}: {RECEIPT_FILE} is not the receipt of an export.") from error


def _read_json(data: bytes) -> Any:
    """What JSON says, with text that can be written anywhere: an escape may stand for half a character."""
    found = json.loads(data)
    if b"\\u" not in data:
        return found
    return json.loads(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))


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
