"""Finds the rows that Clio refused: reads the file that Clio returns, and writes those rows of the import file.

The returned file has been through Clio and perhaps through a spreadsheet program, so its values only serve to find
the rows; the output has the rows of the import file unchanged. If it is not certain which row Clio means, the row
is reported and left out, because it is not known whether Clio skips rows that it already has.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ..check.activities_csv import HEADER
from ..check.entries import Origin, Totals
from ..check.reference import Reference
from ..common.csv_files import to_csv
from ..common.errors import KitError
from ..common.numbers import PLAIN
from ..common.text import key_of
from ..export.exporter import clio_matter, clio_user
from ..export.returned.error_file import ReturnedTable
from ..export.returned.row_matching import NUMBERS, Form, paired
from ..reading.reader import Book

IMPORT_FILE = "activities.csv"
"""The name of the import file in a receipt."""
LAST_ROW = 1_048_576


TYPE = HEADER.index("type")


class NoErrorsFound(KitError):
    """The file has the columns, but no row with an error in its left-hand column."""


class NotAnImportFile(KitError):
    """The file given as the uploaded one is not an import file with the nine columns."""


class NotAReceipt(KitError):
    """The receipt cannot be read as one."""


class FailedRow(NamedTuple):
    """A row to upload again: its line in the import file, where it was recorded, Clio's error, its values.

    `mended` says what a corrected crosswalk changed in it.
    """

    line: int
    origin: Origin | None
    error: str
    values: tuple[str, ...]
    mended: str = ""


class Unmatched(NamedTuple):
    """A failed row that is not written: its place in Clio's file, Clio's error, why it is left out."""

    place: Origin
    error: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Retry:
    """The rows to upload again and those left out.

    `data` is the CSV, in the order of the import file. `passed` counts the rows of Clio's file without an
    error. `notes` are sentences for the reader.
    """

    data: bytes
    failed: tuple[FailedRow, ...]
    unmatched: tuple[Unmatched, ...]
    passed: int
    totals: Totals
    notes: tuple[str, ...] = ()


def retry(
    errors: Book, exported: bytes, receipt: bytes | None = None, known: Reference | None = None
) -> Retry:
    """The rows of `exported` that have an error in `errors`.

    `exported` is the uploaded file, `receipt` the receipt.json beside it. With `known`, what a corrected crosswalk says,
    matters and users are those of now. Raises a KitError when one of the three files is another kind of file.
    """
    lines = _lines(exported)
    table = ReturnedTable.of(errors)
    told = list(table.rows())
    wanted = [row for row in told if row.error]
    if not wanted:
        raise NoErrorsFound(
            f"{errors.name}: no row has an error in the column to the left of `{HEADER[0]}`. Use the file as"
            " Clio returned it, with the errors in its left-hand column."
        )
    traced, notes = _traced(receipt, exported, len(lines))
    origins, recorded = traced.origins, traced.recorded
    pairs, reasons = paired([row.form for row in wanted], [Form.of(line) for line in lines])
    failed = tuple(
        FailedRow(at + 2, origins[at] if origins else None, wanted[number].error, lines[at])
        for number, at in sorted(pairs.items(), key=lambda pair: pair[1])
    )
    if known is not None:
        failed, said = _mended(failed, recorded, known)
        notes += said
    if len(failed) == len(lines):
        notes.append(
            "Every row of the import file failed. Before you upload them again, make sure that Clio has none of"
            " them."
        )
    return Retry(
        data=to_csv(HEADER, (row.values for row in failed)),
        failed=failed,
        unmatched=tuple(
            Unmatched(wanted[number].place, wanted[number].error, why)
            for number, why in sorted(reasons.items())
        ),
        passed=len(told) - len(wanted),
        totals=_totals(failed),
        notes=tuple(notes),
    )


# --- The import file and its receipt ---


def _lines(exported: bytes) -> list[tuple[str, ...]]:
    """The rows of the import file below its header, each with its nine values unchanged."""
    try:
        text = exported.decode("utf-8-sig")
        header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    except (UnicodeDecodeError, csv.Error, ValueError) as error:
        raise NotAnImportFile(
            "The import file cannot be read as a CSV file in UTF-8. Use activities.csv exactly as export"
            " wrote it, not a copy saved by a spreadsheet program."
        ) from error
    if tuple(header) != HEADER:
        raise NotAnImportFile(
            f"The first row of the import file is not {','.join(HEADER)}. Use the activities.csv that you"
            " uploaded."
        )
    while rows and not rows[-1]:
        rows.pop()
    for number, row in enumerate(rows, start=2):
        if len(row) != len(HEADER):
            raise NotAnImportFile(
                f"Row {number} of the import file has {len(row)} columns instead of {len(HEADER)}. Use the"
                " activities.csv that you uploaded."
            )
    return [tuple(row) for row in rows]


class Traced(NamedTuple):
    """Of each line of an import file, where it was recorded, and by which matter and person; None where unknown."""

    origins: list[Origin] | None = None
    recorded: list[tuple[str, str]] | None = None


def _traced(receipt: bytes | None, exported: bytes, count: int) -> tuple[Traced, list[str]]:
    """What the receipt says of each line, if it belongs to this file; otherwise a sentence that says why not."""
    if receipt is None:
        return Traced(), []
    try:
        told = json.loads(receipt)
        shas = {_text(output["name"]): _text(output["sha256"]) for output in told["outputs"]}
        origins = [
            Origin(_text(file), _text(sheet), _row(row)) for file, sheet, row in told["origins"]
        ]
        recorded = [(_text(matter), _text(person)) for matter, person in told.get("recorded", ())]
        parts = {
            _text(name): [int(row) for row in rows] for name, rows in told.get("parts", {}).items()
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotAReceipt(
            "The receipt cannot be read. Use the receipt.json of the same export, or leave it out."
        ) from error
    sha = hashlib.sha256(exported).hexdigest()
    if shas.get(IMPORT_FILE) == sha and len(origins) == count:
        return Traced(origins, recorded if len(recorded) == count else None), []
    named = next((name for name, own in shas.items() if own == sha), "")
    rows = parts.get(named, ())
    if len(rows) == count and all(0 <= row < len(origins) for row in rows):
        own_names = [recorded[row] for row in rows] if len(recorded) == len(origins) else None
        return Traced([origins[row] for row in rows], own_names), []
    if named:
        reason = f"the receipt lists the rows of {IMPORT_FILE}, but the file is its {named}"
    else:
        reason = f"the receipt belongs to another {IMPORT_FILE}"
    return Traced(), [f"The report does not show where the rows were recorded: {reason}."]


def _mended(
    failed: Sequence[FailedRow], recorded: Sequence[tuple[str, str]] | None, known: Reference
) -> tuple[tuple[FailedRow, ...], list[str]]:
    """The rows with the matters and users that the crosswalk of now gives, and what it leaves as it was."""
    if recorded is None:
        words = (
            "The crosswalk is not used: only the receipt of the same export says by which number each row was"
            " recorded. Give that receipt, and the file as it was uploaded."
        )
        return tuple(failed), [words]
    rows = [_with_names_of_now(row, *recorded[row.line - 2], known) for row in failed]
    left = sum(not row.mended for row in rows)
    if not left:
        return tuple(rows), []
    count = "1 row is" if left == 1 else f"{left} rows are"
    return tuple(rows), [
        f"{count} as before: the crosswalk says nothing else of the matter and the person there."
    ]


def _with_names_of_now(row: FailedRow, matter: str, person: str, known: Reference) -> FailedRow:
    values = list(row.values)
    changes = []
    for name, now in (
        ("matter", clio_matter(known, matter)),
        ("activity_user", clio_user(known, person)),
    ):
        at = HEADER.index(name)
        if key_of(values[at]) != key_of(now):
            changes.append(f"{values[at]} is now {now}")
            values[at] = now
    return row._replace(values=tuple(values), mended="; ".join(changes))


def _text(value: object) -> str:
    """Text that can be written anywhere; JSON may contain lone surrogates. Raises TypeError for anything else."""
    if not isinstance(value, str):
        raise TypeError(f"expected text, found {type(value).__name__}")
    return value.encode("utf-8", "replace").decode()


def _row(value: object) -> int:
    """The number of a row. Raises TypeError or ValueError for anything else."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"expected a number, found {type(value).__name__}")
    if not 1 <= value <= LAST_ROW:
        raise ValueError("no row has this number")
    return value


def _totals(rows: Iterable[FailedRow]) -> Totals:
    totals = Totals()
    for row in rows:
        price, quantity = (_decimal(row.values[at]) for at in NUMBERS)
        if row.values[TYPE].strip():
            totals = totals.plus(Totals(expense_rows=1, expense_amount=price * quantity))
        else:
            totals = totals.plus(Totals(time_rows=1, hours=quantity, time_amount=price * quantity))
    return totals


def _decimal(text: str) -> Decimal:
    return Decimal(text.strip()) if PLAIN.fullmatch(text.strip()) else Decimal(0)
