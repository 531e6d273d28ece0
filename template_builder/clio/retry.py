"""The rows that Clio refused, out of the file it hands back: exactly those of the import file, each once.

The file has been through Clio and perhaps through a spreadsheet program, so its values are only used to find
the rows; what is written are the rows of the import file as they were. A row that cannot be told for certain
is reported and left out: whether Clio skips rows that went in already is not known.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ..checking.activities_csv import HEADER
from ..checking.recognition import HEADER_ROWS
from ..entries import Origin, Totals
from ..errors import KitError
from ..judging.numbers import PLAIN
from ..judging.typed_dates import read_date
from ..judging.typed_numbers import CURRENCY, DECIMAL_COMMA, GROUPED
from ..judging.verdict import is_blank
from ..judging.words import key_of, text_of
from ..reader import Book, SheetData
from .csv_files import BYTE_ORDER_MARK, to_csv

IMPORT_FILE = "activities.csv"
"""The name under which a receipt knows the import file."""

DATE, NUMBERS = HEADER.index("date"), (HEADER.index("price"), HEADER.index("quantity"))
PRICE, QUANTITY = NUMBERS
TYPE = HEADER.index("type")
NO_ERROR = {"", "-", "0", "ok", "none", "no", "false", "n/a", "success", "successful", "imported"}
"""Words that would say of a row that it went in; whether Clio writes any is not known."""

NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
FIRST_DAY = dt.date(1899, 12, 30)
SERIAL = re.compile(r"[1-7]\d{4}")
SERIALS = range(18264, 73416)
"""The numbers of the days from 1950 to 2100, as a spreadsheet counts them."""

MOST_NEAR = 50
"""How many rows without a match are held against every line for the nearest one."""


class NotAnErrorFile(KitError):
    """The file is not one that Clio handed back: its columns are not there."""


class NoErrorsFound(KitError):
    """The file has the columns, but no row with an error in its left-hand column."""


class NotAnImportFile(KitError):
    """The file that is said to have been uploaded is not an import file with the nine columns."""


class NotAReceipt(KitError):
    """The receipt cannot be read as one."""


class FailedRow(NamedTuple):
    """A row to upload again: its line in the import file, where it was recorded, what Clio said, its values."""

    line: int
    origin: Origin | None
    error: str
    values: tuple[str, ...]


class Unmatched(NamedTuple):
    """A failed row that is not written: where it stands in Clio's file, what Clio said, why it is left out."""

    place: Origin
    error: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Retry:
    """What goes up again and what does not.

    `data` is the CSV, in the order of the import file. `passed` counts the rows of Clio's file without an
    error. `notes` are sentences for the reader.
    """

    data: bytes
    failed: tuple[FailedRow, ...]
    unmatched: tuple[Unmatched, ...]
    passed: int
    totals: Totals
    notes: tuple[str, ...] = ()


def retry(errors: Book, exported: bytes, receipt: bytes | None = None) -> Retry:
    """The rows of `exported` that stand in `errors` with an error.

    `exported` are the bytes that were uploaded, `receipt` those of the receipt.json beside them. Raises a
    KitError when one of the three is not what it should be.
    """
    lines = _lines(exported)
    table = _Table.of(errors)
    told = list(table.rows())
    wanted = [row for row in told if row.error]
    if not wanted:
        raise NoErrorsFound(
            f"{errors.name}: no row has an error in the column to the left of `{HEADER[0]}`. Use the file as"
            " Clio handed it back, with the errors in its left-hand column."
        )
    origins, notes = _origins(receipt, exported, len(lines))
    pairs, reasons = _paired([row.form for row in wanted], [_Form.of(line) for line in lines])
    failed = tuple(
        FailedRow(at + 2, origins[at] if origins else None, wanted[number].error, lines[at])
        for number, at in sorted(pairs.items(), key=lambda pair: pair[1])
    )
    if len(failed) == len(lines):
        notes.append(
            "Every row of the import file counts as failed. Make sure in Clio that none of them went in before"
            " you upload them again."
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
    """The rows of the import file below its header, each of nine values as they stand there."""
    try:
        text = exported.decode("utf-8-sig")
        header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    except (UnicodeDecodeError, csv.Error, ValueError) as error:
        raise NotAnImportFile(
            "The import file cannot be read as a CSV file in UTF-8. Use activities.csv exactly as export"
            " wrote it, not a copy that a spreadsheet program has saved."
        ) from error
    if tuple(header) != HEADER:
        raise NotAnImportFile(
            f"The first row of the import file is not {','.join(HEADER)}. Use the activities.csv that was"
            " uploaded."
        )
    while rows and not rows[-1]:
        rows.pop()
    for number, row in enumerate(rows, start=2):
        if len(row) != len(HEADER):
            raise NotAnImportFile(
                f"Row {number} of the import file has {len(row)} columns instead of {len(HEADER)}. Use the"
                " activities.csv that was uploaded."
            )
    return [tuple(row) for row in rows]


def _origins(
    receipt: bytes | None, exported: bytes, count: int
) -> tuple[list[Origin] | None, list[str]]:
    """Where each line was recorded, if the receipt is that of this very file; else a sentence saying why not."""
    if receipt is None:
        return None, []
    try:
        told = json.loads(receipt)
        shas = {str(output["name"]): output["sha256"] for output in told["outputs"]}
        origins = [
            Origin(_sound(file), _sound(sheet), int(row)) for file, sheet, row in told["origins"]
        ]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotAReceipt(
            "The receipt cannot be read. Use the receipt.json of the same export, or leave it out."
        ) from error
    sha = hashlib.sha256(exported).hexdigest()
    if shas.get(IMPORT_FILE) == sha and len(origins) == count:
        return origins, []
    named = next((name for name, own in shas.items() if own == sha), "")
    if named:
        reason = f"the receipt lists the rows of {IMPORT_FILE}, and the file given is its {named}"
    else:
        reason = f"the receipt belongs to another {IMPORT_FILE} than the one given"
    return None, [f"Where the rows were recorded is not shown: {reason}."]


def _sound(text: object) -> str:
    """Text that can be written anywhere; JSON may hold halves of characters."""
    return str(text).encode("utf-8", "replace").decode()


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


# --- Clio's file ---


class _Told(NamedTuple):
    """A row of Clio's file; the error is empty when the row went in."""

    place: Origin
    error: str
    form: _Form


@dataclass(frozen=True, kw_only=True)
class _Table:
    """Where the nine columns and the errors stand in Clio's file."""

    file: str
    sheet_name: str
    sheet: SheetData
    header: int
    places: tuple[int, ...]
    error_at: int

    @classmethod
    def of(cls, book: Book) -> _Table:
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
        what = f"the columns {missing} are missing" if most else "none of the nine columns is there"
        raise NotAnErrorFile(
            f"{book.name} is not the file with the errors: {what}. Click the underlined number of errors on"
            f" Clio's Imports page; the file that downloads has {', '.join(HEADER)} and the errors to their left."
        )

    def rows(self) -> Iterable[_Told]:
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
            yield _Told(Origin(self.file, self.sheet_name, number), error, _Form.of(values))


def _error_column(file: str, rows: Sequence[Sequence[object]], before: int) -> int:
    """The left-hand column; one with nothing but numbers counts rows and says nothing of errors."""
    if before == 0:
        raise NotAnErrorFile(
            f"{file}: there is no column to the left of the nine columns, so no error is told. Use the file that"
            " Clio handed back, not the one that was uploaded."
        )
    for column in range(before):
        texts = (text_of(row[column]).strip() for row in rows if column < len(row))
        if any(text.casefold() not in NO_ERROR and not PLAIN.fullmatch(text) for text in texts):
            return column
    return 0


# --- What a row looks like on either side ---


class _Form(NamedTuple):
    """A row for comparison.

    `texts` are its values with blanks drawn together, `loose` what a spreadsheet leaves of them, without the
    date; `days` what the date can mean. `bare` says of each value whether a spreadsheet may have written it:
    `12` can stand for `0012`, but `0012` only for itself.
    """

    texts: tuple[str, ...]
    loose: tuple[str, ...]
    bare: tuple[bool, ...]
    days: tuple[object, ...]

    @classmethod
    def of(cls, values: Sequence[object]) -> _Form:
        texts, loose, bare = [], [], []
        for at, value in enumerate(values):
            text = " ".join(unicodedata.normalize("NFC", text_of(value)).split())
            if at in NUMBERS:
                text = _amount(text)
            left = "" if at == DATE else _left_of(text)
            texts.append(text)
            loose.append(left)
            typed = isinstance(value, str) and NUMBER.fullmatch(text) is not None
            bare.append(not typed or text.upper() == left.upper())
        return cls(tuple(texts), tuple(loose), tuple(bare), _days(values[DATE]))

    def fits(self, line: _Form) -> bool:
        """Whether this row of Clio's file can be that line of the import file, when both are loosely equal."""
        return all(
            at == DATE or own == other or may
            for at, (own, other, may) in enumerate(
                zip(self.texts, line.texts, self.bare, strict=True)
            )
        )


def _amount(text: str) -> str:
    """A number without what a currency format puts around it."""
    bare = CURRENCY.sub("", text).strip()
    if GROUPED.fullmatch(bare):
        bare = bare.replace(",", "")
    elif DECIMAL_COMMA.fullmatch(bare):
        bare = bare.replace(",", ".")
    return _left_of(bare) if NUMBER.fullmatch(bare) else text


def _left_of(text: str) -> str:
    """What a spreadsheet leaves of a text: numbers lose zeros, UTF-8 may have been read as something older."""
    if NUMBER.fullmatch(text):
        return format(float(text) + 0.0, ".15g")
    if text.endswith("%") and NUMBER.fullmatch(text[:-1]):
        return format(float(text[:-1]) / 100, ".15g")
    if text.casefold() in ("true", "false"):
        return text.upper()
    if not text.isascii():
        try:
            return unicodedata.normalize("NFC", text.encode("cp1252").decode())
        except UnicodeError:
            return text
    return text


def _days(value: object) -> tuple[object, ...]:
    """Every day that a value of the date column can mean; a value that is no date only means itself."""
    if isinstance(value, dt.datetime):
        return (value.date(),)
    if isinstance(value, dt.date):
        return (value,)
    text = text_of(value).strip()
    if SERIAL.fullmatch(text) and int(text) in SERIALS:
        return (FIRST_DAY + dt.timedelta(days=int(text)),)
    days, _ = read_date(text)
    return tuple(days) or (text,)


# --- Which row is which ---


class _Pairing:
    """Pairs rows of Clio's file with lines of the import file, each at most once; equal rows stand together."""

    def __init__(self, lines: Sequence[_Form]) -> None:
        self.lines = lines
        self.stock: dict[_Form, list[int]] = {}
        self.by_day: dict[tuple[object, object], list[_Form]] = {}
        for at, line in enumerate(lines):
            if line not in self.stock:
                for day in line.days:
                    self.by_day.setdefault((line.loose, day), []).append(line)
            self.stock.setdefault(line, []).append(at)
        self.pairs: dict[int, int] = {}

    def options(self, row: _Form) -> list[_Form]:
        """The lines a row can be; a date exactly as it was written counts before any other reading."""
        found = dict.fromkeys(
            line for day in row.days for line in self.by_day.get((row.loose, day), ())
        )
        fitting = [line for line in found if row.fits(line)]
        exact = [line for line in fitting if line.texts[DATE] == row.texts[DATE]]
        return exact or fitting

    def left(self, options: Iterable[_Form]) -> list[_Form]:
        """Those of them that still have a line without a row."""
        return [line for line in options if self.stock[line]]

    def take(self, rows: list[int], line: _Form) -> None:
        """Pair as many of the rows as the line has places, and take both away."""
        count = min(len(rows), len(self.stock[line]))
        self.pairs.update(zip(rows[:count], self.stock[line][:count], strict=True))
        del rows[:count], self.stock[line][:count]


def _paired(rows: Sequence[_Form], lines: Sequence[_Form]) -> tuple[dict[int, int], dict[int, str]]:
    """Pairs of row and line by their places, and for each row without a line the reason."""
    pairing = _Pairing(lines)
    wanted: dict[_Form, list[int]] = {}
    for number, row in enumerate(rows):
        wanted.setdefault(row, []).append(number)
    options = {row: pairing.options(row) for row in wanted}
    waiting = [row for row in wanted if options[row]]
    settled = True
    while settled:
        settled = False
        for row in waiting:
            possible = pairing.left(options[row])
            if len(possible) == 1:
                pairing.take(wanted[row], possible[0])
                settled = True
        waiting = [row for row in waiting if wanted[row] and pairing.left(options[row])]
    for together in _connected(waiting, {row: pairing.left(options[row]) for row in waiting}):
        _take_all(together, wanted, options, pairing)
    near = _Nearest(lines)
    return pairing.pairs, {
        number: _why(row, pairing.left(options[row]), pairing, near, found=bool(options[row]))
        for row, numbers in wanted.items()
        for number in numbers
    }


def _connected(
    rows: Sequence[_Form], options: Mapping[_Form, Sequence[_Form]]
) -> Iterable[list[_Form]]:
    """The rows in groups that share no line with each other."""
    by_line: dict[_Form, list[_Form]] = {}
    for row in rows:
        for line in options[row]:
            by_line.setdefault(line, []).append(row)
    seen: set[_Form] = set()
    for start in rows:
        if start in seen:
            continue
        seen.add(start)
        group = [start]
        for row in group:
            fresh = [n for line in options[row] for n in by_line.pop(line, ()) if n not in seen]
            seen.update(fresh)
            group += dict.fromkeys(fresh)
        yield group


def _take_all(
    group: Sequence[_Form],
    wanted: Mapping[_Form, list[int]],
    options: Mapping[_Form, Sequence[_Form]],
    pairing: _Pairing,
) -> None:
    """Pair a group whose rows could each be one of several lines, if the rows are as many as the lines.

    Then every line failed, whichever row is which. With fewer rows than lines it would be a guess which line
    went in, so none is taken.
    """
    lines = dict.fromkeys(line for row in group for line in pairing.left(options[row]))
    numbers = {row: list(wanted[row]) for row in group}
    places = {line: list(pairing.stock[line]) for line in lines}
    if sum(map(len, numbers.values())) != sum(map(len, places.values())):
        return
    for row in sorted(group, key=lambda row: len(options[row])):
        for line in options[row]:
            pairing.take(wanted[row], line)
    if any(wanted[row] for row in group):
        for row in group:
            for number in numbers[row]:
                pairing.pairs.pop(number, None)
            wanted[row][:] = numbers[row]
        pairing.stock.update(places)


def _why(
    row: _Form, options: Sequence[_Form], pairing: _Pairing, near: _Nearest, *, found: bool
) -> str:
    """Why a row has no line, and what to do about it."""
    if not any(row.texts):
        return "The row has an error but none of the nine values."
    if options:
        places = sorted(at + 2 for line in options for at in pairing.stock[line])
        some = ", ".join(map(str, places[:5])) + (" and more" if len(places) > 5 else "")
        return (
            f"It can be any of the lines {some}, and not all of them failed. Look in Clio which of them went"
            " in, and upload the others by hand."
        )
    if found:
        return "The row stands more often among the errors than in the import file."
    return f"No line of the import file has these values.{near(row)}"


class _Nearest:
    """Finds the line most like a row, for a limited number of rows."""

    def __init__(self, lines: Sequence[_Form]) -> None:
        self.lines = lines
        self.asked = 0

    def __call__(self, row: _Form) -> str:
        """A sentence with a blank before it, or nothing."""
        self.asked += 1
        if self.asked > MOST_NEAR or not self.lines:
            return ""
        others = [self._others(row, line) for line in self.lines]
        at = min(range(len(others)), key=lambda at: len(others[at]))
        if len(others[at]) > len(HEADER) // 2:
            return ""
        return f" Line {at + 2} is the most like it; {', '.join(others[at])} differs."

    @staticmethod
    def _others(row: _Form, line: _Form) -> list[str]:
        differs = (
            not set(row.days) & set(line.days) if at == DATE else row.loose[at] != line.loose[at]
            for at in range(len(HEADER))
        )
        return [name for name, other in zip(HEADER, differs, strict=True) if other]
