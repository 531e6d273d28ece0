"""The receipt of an export: counts, hours, amounts and fingerprints that prove it complete."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from ..check.checker import CheckedFile
from ..check.collecting import Rejected, totals_of_rejected
from ..check.entries import Activity, Note, Totals, totals_of
from ..check.reference import Reference
from ..common.numbers import HUNDREDTH as CENT
from .corrections import Correction
from .exporter import Export, Row, clio_matter, clio_user
from .open_points import OpenPoint
from .roll_call import RollLine
from .uploaded import Source

NOTHING = Totals()
GIVEN = {"given": "recorded"}
WORDS = {
    "exported": "exported",
    "rejected": "left out",
    "set_aside": "set aside",
    "uploaded": "uploaded before",
    "changed": "to correct in Clio",
}
"""What the parts of a line are called."""
PARTS = tuple(WORDS)
"""The parts of a line that have to add up to what was given."""
ALWAYS = ("given", "exported", "rejected")
"""What a receipt shows also where there is nothing of it."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """What went in, and where it is, for one person, one matter or altogether.

    `set_aside` stands in another file too, `uploaded` was in an earlier import as it is, `changed` was in it and
    reads differently now.
    """

    name: str
    given: Totals
    exported: Totals
    rejected: Totals
    set_aside: Totals = NOTHING
    uploaded: Totals = NOTHING
    changed: Totals = NOTHING

    @property
    def shown(self) -> dict[str, str]:
        """What was given and the parts that a receipt shows, with what they are called."""
        return {
            part: words
            for part, words in (GIVEN | WORDS).items()
            if part in ALWAYS or getattr(self, part) != NOTHING
        }

    @property
    def ties(self) -> bool:
        """Whether all parts add up to what was given, to the last decimal."""
        return self.given == _sum(getattr(self, part) for part in PARTS)


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
    """The whole receipt. `inputs` and `outputs` are (name, SHA-256); `origins` say where each row came from, `recorded`
    by which matter and person it stands there; `parts` which rows of the import the other files hold, counted from 0.

    `after` are the files that said what was uploaded before, and `corrections` what to correct in Clio.

    `cents` is what goes out with the amount of each entry rounded to the cent, as Clio shows it, and `increments`
    with its hours rounded up to the firm's increment first; None where that is not known or changes nothing.
    """

    inputs: tuple[tuple[str, str, Totals], ...]
    outputs: tuple[tuple[str, str], ...]
    total: Line
    by_user: Totals
    in_parts: Totals
    people: tuple[Line, ...]
    matters: tuple[Line, ...]
    origins: tuple[tuple[str, str, int], ...]
    recorded: tuple[tuple[str, str], ...]
    parts: Mapping[str, tuple[int, ...]]
    not_exported: tuple[ColumnNotExported, ...]
    cents: Totals
    increments: Totals | None
    date_order: str
    open_points: tuple[OpenPoint, ...] = ()
    decided: tuple[str, ...] = ()
    roll_call: tuple[RollLine, ...] = ()
    uploaded_before: tuple[str, ...] = ()
    after: tuple[Source, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether nothing stands between what people recorded and what goes out."""
        return self.ties and not self.open_points

    @property
    def verdict(self) -> str:
        """Whether the export is complete, in one sentence."""
        count = len(self.open_points)
        if not self.complete:
            return f"Not complete: {'1 open point' if count == 1 else f'{count} open points'}."
        out, before = self.total.exported, self.total.uploaded
        if before != NOTHING and out == NOTHING:
            return "Complete: nothing is new, all of it was uploaded before."
        where = "in this import or was uploaded before" if before != NOTHING else "in this import"
        once = "; what two files have is in it once" if self.total.set_aside != NOTHING else ""
        return f"Complete: all that was recorded is {where}{once}."

    @property
    def ties(self) -> bool:
        """Whether the total and every line tie, the lines add up to it, and the files by user and of the upload hold the same."""
        return all(
            (
                self.total.ties,
                self.by_user == self.total.exported._replace(note_rows=0),
                self.in_parts == self.by_user,
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
    apart, parts = (
        [row for name, data in outputs.items() if name.startswith(f) for row in _read_back(data)]
        for f in ("activities-by-user/", "upload/")
    )
    notes = sum(1 for _ in _lines_of(outputs["notes.csv"]))
    aside = [kept.row for kept in export.set_aside]
    total = Line(
        name="",
        given=_sum(file.totals for file in files),
        exported=_totals(written)._replace(note_rows=notes),
        rejected=totals_of_rejected(export.rejected),
        set_aside=_totals_of_rows(aside),
        uploaded=_totals_of_rows([*export.uploaded, *export.uploaded_notes]),
        changed=totals_of([entry for entry, _ in export.changed]),
    )
    return Receipt(
        inputs=tuple(sorted((file.name, file.sha256, file.totals) for file in files)),
        outputs=tuple((name, hashlib.sha256(data).hexdigest()) for name, data in outputs.items()),
        total=total,
        by_user=_totals(apart),
        in_parts=_totals(parts or written),
        people=_lines(
            export, _grouped(written, 1), lambda name: clio_user(reference, name), "person"
        ),
        matters=_lines(
            export, _grouped(written, 0), lambda name: clio_matter(reference, name), "matter"
        ),
        origins=tuple(entry.origin for entry in export.activities),
        recorded=tuple((entry.matter, entry.person) for entry in export.activities),
        parts=_parts(outputs),
        not_exported=tuple(
            ColumnNotExported(file.name, *column)
            for file in sorted(files, key=lambda file: file.name)
            for column in file.collected.not_exported
        ),
        cents=_sum(_to_cents(entry, entry.quantity) for entry in export.activities),
        increments=_with_increments(export, reference),
        date_order=reference.date_order,
        corrections=tuple(export.to_correct),
    )


def _parts(outputs: Mapping[str, bytes]) -> dict[str, tuple[int, ...]]:
    """Which rows of the import each file of the upload and of a user holds."""
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, line in enumerate(_lines_of(outputs["activities.csv"])):
        where[tuple(line)].append(place)
    found = {}
    for folder in ("activities-by-user/", "upload/"):
        left = defaultdict(lambda: iter(()), {line: iter(places) for line, places in where.items()})
        for name, data in outputs.items():
            if name.startswith(folder):
                found[name] = tuple(next(left[tuple(line)], -1) for line in _lines_of(data))
    return found


def _to_cents(entry: Activity, quantity: Decimal) -> Totals:
    """What Clio shows of an entry: its amount rounded to the cent."""
    amount = (entry.price * quantity).quantize(CENT, ROUND_HALF_UP)
    if entry.expense:
        return Totals(expense_rows=1, expense_amount=amount)
    return Totals(time_rows=1, hours=quantity, time_amount=amount)


def _with_increments(export: Export, reference: Reference) -> Totals | None:
    """The same with hours rounded up to the increment, as Clio does with its setting for it on."""
    if not reference.rounding_minutes:
        return None
    step = Decimal(reference.rounding_minutes)

    def up(entry: Activity) -> Decimal:
        steps = (entry.quantity * 60 / step).to_integral_value(ROUND_CEILING)
        return (
            entry.quantity if entry.expense else (steps * step / 60).quantize(CENT, ROUND_CEILING)
        )

    if all(up(entry) == entry.quantity for entry in export.activities):
        return None
    return _sum(_to_cents(entry, up(entry)) for entry in export.activities)


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
    written: Mapping[str, Sequence[Written]],
    name_of: Callable[[str], str],
    by: str,
) -> tuple[Line, ...]:
    """One line a name, in the order of the names."""
    parts: Mapping[str, Iterable[Row]] = {
        "exported": export.activities,
        "rejected": export.rejected,
        "set_aside": [kept.row for kept in export.set_aside],
        "uploaded": export.uploaded,
        "changed": [entry for entry, _ in export.changed],
    }
    rows: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for part, own in parts.items():
        for row in own:
            if isinstance(row, Activity) or (isinstance(row, Rejected) and row.what != "note"):
                rows[name_of(getattr(row, by))][part].append(row)
    lines = []
    for name in sorted(rows.keys() | written.keys()):
        sums = {part: _totals_of_rows(own) for part, own in rows[name].items()}
        given = _sum(sums.values())
        lines.append(
            Line(
                name=name,
                given=given,
                rejected=sums.pop("rejected", Totals()),
                **{**sums, "exported": _totals(written.get(name, ()))},
            )
        )
    return tuple(lines)


def _totals_of_rows(rows: Iterable[Row]) -> Totals:
    """The totals of rows of any kind; what is new in Clio is no row of an import."""
    own = list(rows)
    activities = [row for row in own if isinstance(row, Activity)]
    notes = sum(isinstance(row, Note) for row in own)
    rejected = totals_of_rejected(row for row in own if isinstance(row, Rejected))
    return totals_of(activities, notes).plus(rejected)


def _sum(totals: Iterable[Totals]) -> Totals:
    """The sums of all, field by field."""
    fields = zip(*totals, strict=True)
    sums = (sum(each, zero) for each, zero in zip(fields, Totals(), strict=False))  # type: ignore[call-overload]
    return Totals(*sums)
