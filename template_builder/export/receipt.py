"""The receipt of an export: counts, hours, amounts and fingerprints that prove it complete."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ..check.checker import CheckedFile
from ..check.collecting import Rejected, totals_of_rejected
from ..check.entries import Activity, Totals, totals_json, totals_of
from ..check.reference import Reference
from .exporter import Export, clio_matter, clio_user

VERSION = 1


@dataclass(frozen=True, kw_only=True)
class Line:
    """What went in, out and was left out, for one person, one matter or altogether."""

    name: str
    given: Totals
    exported: Totals
    rejected: Totals

    @property
    def ties(self) -> bool:
        """Whether in = out + rejected, to the last decimal."""
        return self.given == self.exported.plus(self.rejected)


class ColumnNotExported(NamedTuple):
    """A column of a reader's file with values that are in no file of the import, and how many rows have one."""

    file: str
    sheet: str
    column: str
    rows: int

    def __str__(self) -> str:
        place = " ".join(filter(None, (self.file, self.sheet)))
        return f"{place}: {self.column}, {self.rows} {'row' if self.rows == 1 else 'rows'}"


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """The whole receipt. `inputs` and `outputs` are (name, SHA-256); `origins` say where each row came from."""

    inputs: tuple[tuple[str, str, Totals], ...]
    outputs: tuple[tuple[str, str], ...]
    total: Line
    by_user: Totals
    people: tuple[Line, ...]
    matters: tuple[Line, ...]
    origins: tuple[tuple[str, str, int], ...]
    not_exported: tuple[ColumnNotExported, ...]

    @property
    def ties(self) -> bool:
        """Whether the total and every line tie, the lines add up to it, and the files by user hold the same."""
        return all(
            (
                self.total.ties,
                self.by_user == self.total.exported._replace(note_rows=0),
                *(line.ties for line in (*self.people, *self.matters)),
                _sum(line.given for line in self.people) == self.total.given._replace(note_rows=0),
                _sum(line.given for line in self.matters) == self.total.given._replace(note_rows=0),
            )
        )


def receipt_of(
    files: Sequence[CheckedFile], export: Export, reference: Reference, outputs: Mapping[str, bytes]
) -> Receipt:
    """Three counts that must agree: rows as they came in, the bytes of the files that go out, rows left out."""
    written = list(_read_back(outputs["activities.csv"]))
    apart = [row for name, data in outputs.items() if "/" in name for row in _read_back(data)]
    notes = sum(1 for _ in _lines_of(outputs["notes.csv"]))
    given = _sum(file.totals for file in files)
    total = Line(
        name="",
        given=given,
        exported=_totals(written)._replace(note_rows=notes),
        rejected=totals_of_rejected(export.rejected),
    )
    left = [row for row in export.rejected if row.what != "note"]
    return Receipt(
        inputs=tuple(sorted((file.name, file.sha256, file.totals) for file in files)),
        outputs=tuple((name, hashlib.sha256(data).hexdigest()) for name, data in outputs.items()),
        total=total,
        by_user=_totals(apart),
        people=_lines(
            export, left, _grouped(written, 1), lambda name: clio_user(reference, name), "person"
        ),
        matters=_lines(
            export, left, _grouped(written, 0), lambda name: clio_matter(reference, name), "matter"
        ),
        origins=tuple(entry.origin for entry in export.activities),
        not_exported=tuple(
            ColumnNotExported(file.name, *column)
            for file in sorted(files, key=lambda file: file.name)
            for column in file.collected.not_exported
        ),
    )


Written = tuple[str, str, Totals]
"""A row of the import file as written: matter, user, and what it adds to the totals."""


def _lines_of(data: bytes) -> Iterator[list[str]]:
    """The rows of a CSV file below its header."""
    lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    next(lines)
    return lines


def _read_back(data: bytes) -> Iterator[Written]:
    for matter, _, _, _, price, quantity, kind, user, _ in _lines_of(data):
        count, amount = Decimal(quantity), Decimal(price) * Decimal(quantity)
        if kind:
            of_row = Totals(expense_rows=1, expense_amount=amount)
        else:
            of_row = Totals(time_rows=1, hours=count, time_amount=amount)
        yield matter.strip(), user.strip(), of_row


def _totals(rows: Iterable[Written]) -> Totals:
    return _sum(of_row for _, _, of_row in rows)


def _grouped(rows: Iterable[Written], by: int) -> dict[str, list[Written]]:
    groups: dict[str, list[Written]] = {}
    for row in rows:
        groups.setdefault(str(row[by]), []).append(row)
    return groups


def _lines(
    export: Export,
    rejected: Sequence[Rejected],
    written: Mapping[str, Sequence[Written]],
    name_of: Callable[[str], str],
    by: str,
) -> tuple[Line, ...]:
    """One line a name, in the order of the names."""
    given: dict[str, list[Activity]] = {}
    for entry in export.activities:
        given.setdefault(name_of(getattr(entry, by)), []).append(entry)
    left: dict[str, list[Rejected]] = {}
    for row in rejected:
        left.setdefault(name_of(getattr(row, by)), []).append(row)
    return tuple(
        Line(
            name=name,
            given=totals_of(given.get(name, [])).plus(totals_of_rejected(left.get(name, []))),
            exported=_totals(written.get(name, ())),
            rejected=totals_of_rejected(left.get(name, [])),
        )
        for name in sorted(given.keys() | written.keys() | left.keys())
    )


def _sum(totals: Iterable[Totals]) -> Totals:
    result = Totals()
    for one in totals:
        result = result.plus(one)
    return result


def receipt_json(receipt: Receipt) -> bytes:
    """The receipt for programs; origins are file, sheet and row of each line of activities.csv from line 2."""
    return _to_json(
        {
            "version": VERSION,
            "ties": receipt.ties,
            "inputs": [
                {"name": name, "sha256": sha256, "totals": totals_json(totals)}
                for name, sha256, totals in receipt.inputs
            ],
            "outputs": [{"name": name, "sha256": sha256} for name, sha256 in receipt.outputs],
            **_line_json(receipt.total),
            "people": [{"name": line.name, **_line_json(line)} for line in receipt.people],
            "matters": [{"name": line.name, **_line_json(line)} for line in receipt.matters],
            "origins": [list(origin) for origin in receipt.origins],
            "not_exported": [column._asdict() for column in receipt.not_exported],
        }
    )


def _line_json(line: Line) -> dict[str, object]:
    return {
        "in": totals_json(line.given),
        "out": totals_json(line.exported),
        "rejected": totals_json(line.rejected),
    }


def _to_json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
