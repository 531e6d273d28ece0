"""Checks files: what each is, what stands in it, what needs attention. Pure: bytes in, a report out."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from ..common.cells import UNSAVED, column_letter
from ..common.text import is_blank, key_of, text_of
from ..crosswalk.crosswalk import Crosswalk
from ..judging.verdict import Flaw
from ..reading.formats import WORKBOOK_NAMES
from ..reading.reader import Book, UnreadableFile, read_file
from ..workbooks.model import Workbook
from ..workbooks.recognition import FoundSheet, Recognised, recognise
from . import activities_csv
from .catalogue import Kind, Severity
from .collecting import Collected, Collector, Layout
from .completeness import days_worth_a_look
from .entries import Totals
from .findings import Finding, Gathering
from .known import Known, known_from
from .repeats import Seen, repeated_rows

if TYPE_CHECKING:
    from ..firm.firm import Firm


class CheckedFile(NamedTuple):
    """One file with everything found in it. `unreadable` says why a file could not be read at all."""

    name: str
    sha256: str
    collected: Collected
    template: str = ""
    template_version: int = 0
    totals: Totals = Totals()
    findings: tuple[Finding, ...] = ()
    unreadable: str = ""

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def has_errors(self) -> bool:
        return bool(self.unreadable) or self.count(Severity.ERROR) > 0


class Checker(NamedTuple):
    """The rules: the spec of the workbook and the catalogue of findings. Holds no state between calls."""

    spec: Workbook
    catalogue: Mapping[str, Kind]

    def check(
        self,
        files: Sequence[tuple[str, bytes]],
        *,
        firm: Firm | None = None,
        crosswalk: Crosswalk | None = None,
        today: dt.date | None = None,
    ) -> Iterator[CheckedFile]:
        """Check files (name, bytes) together, giving each as soon as it is done, in the order given.

        `today` is a date, or None where nobody should be told that a day lies in the future.
        """
        together = self.together(firm=firm, crosswalk=crosswalk, today=today)
        for name, data in files:
            together.open(name, data)
        yield from together.results()

    def together(
        self,
        *,
        firm: Firm | None = None,
        crosswalk: Crosswalk | None = None,
        today: dt.date | None = None,
    ) -> Together:
        """The same for files that come one by one."""
        return Together(self, known_from(firm, crosswalk, today))

    def _open(self, name: str, data: bytes, label: str) -> _Opened:
        sha256 = hashlib.sha256(data).hexdigest()
        try:
            book = read_file(label, data)
        except UnreadableFile as error:
            return _Opened(label, sha256, None, Recognised(), str(error))
        if book.kind == "csv" and activities_csv.is_activities(book):
            return _Opened(label, sha256, book, Recognised(), "")
        needed = [s.name for s in self.spec.sheets if s.record in ("time", "expense")]
        recognised = recognise(book, self.spec, needed)
        if book.kind == "csv" and not recognised.sheets and name.lower().endswith(WORKBOOK_NAMES):
            message = "It is not a workbook: it holds plain text, whatever its name says."
            refusal = UnreadableFile("not-a-workbook", message, name=label)
            return _Opened(label, sha256, None, Recognised(), str(refusal))
        return _Opened(label, sha256, book, recognised, "")

    @staticmethod
    def _new_numbers(opened: Sequence[_Opened]) -> dict[str, str]:
        """Numbers of matters created in Clio meanwhile, from every file: they are display numbers already."""
        numbers = {}
        for file in opened:
            for sheet in file.recognised.sheets.values():
                ids = [c.id for c in sheet.spec.columns if c.goes_to == "clio_number"]
                for _, values in _rows(sheet, ids):
                    number = text_of(values[0]).strip()
                    if number:
                        numbers[key_of(number)] = number
        return numbers

    def _check(self, file: _Opened, known: Known, seen: Seen) -> CheckedFile:
        if file.book is None:
            return CheckedFile(file.name, file.sha256, Collected(), unreadable=file.unreadable)
        gathering = Gathering(self.catalogue)
        recognised = file.recognised
        for flaw in recognised.flaws:
            gathering.add(flaw)
        known = self._known_in(file, known)
        alone = next(iter(recognised.people)) if len(recognised.people) == 1 else ""
        collector = Collector(known, alone, gathering)
        if recognised.sheets:
            self._collect(file, collector, gathering)
        elif not recognised.flaws:
            self._collect_import_file(file, known.date_order, collector, gathering)
        collected = collector.collected
        if not (
            collected.activities or collected.notes or collected.rejected or gathering.findings()
        ):
            gathering.add(Flaw("file-empty"))
        repeated_rows(file.name, collected, seen, gathering)
        days_worth_a_look(collected.activities, known, gathering)
        return CheckedFile(
            name=file.name,
            sha256=file.sha256,
            template=recognised.template,
            template_version=recognised.version,
            totals=collected.totals,
            findings=_in_order(gathering.findings(), file.book),
            collected=collected,
        )

    def _known_in(self, file: _Opened, known: Known) -> Known:
        """With what the workbook itself knows: people of its start page, and its matters if there is no crosswalk."""
        known = known.with_people(file.recognised.people)
        sheet = file.recognised.sheets.get("Matters")
        if known.destinations or known.without_display or sheet is None:
            return known
        numbers = {}
        for _, values in _rows(sheet, ("old-number", "display-number")):
            for value in values:
                number = text_of(value).strip()
                if number:
                    numbers[key_of(number)] = number
        # Numbers new in Clio alone do not make a list of matters to hold others against.
        return known.with_matters(numbers) if numbers or known.matters else known

    @staticmethod
    def _collect(file: _Opened, collector: Collector, gathering: Gathering) -> None:
        for found in file.recognised.sheets.values():
            spec, sheet = found.spec, found.data.name
            for column, row, value, flaw in found.flaws:
                gathering.add(flaw, sheet, (column, row), value)
            if not spec.is_exported:
                continue
            layout = Layout(file.name, sheet, spec.record, spec.columns, found.columns)
            collector.collect(_rows(found, [column.id for column in spec.columns]), layout)
            below = found.data.rows[found.header + 1 :]
            for header, place in _not_exported(found):
                collector.not_exported(sheet, header, _filled_rows(below, place))
            _note_areas(found, gathering)

    def _collect_import_file(
        self, file: _Opened, date_order: str, collector: Collector, gathering: Gathering
    ) -> None:
        assert file.book is not None  # noqa: S101 - the caller has looked
        rows = list(activities_csv.parsed(file.book, date_order, gathering))
        for record in ("time", "expense"):
            spec = next(sheet for sheet in self.spec.sheets if sheet.record == record)
            columns = tuple(column for column in spec.columns if column.is_exported)
            places = {c.id: activities_csv.HEADER.index(c.goes_to) for c in columns}
            layout = Layout(file.name, "", record, columns, places)
            pick = itemgetter(*places.values())
            own = [(row.line, pick(row.values)) for row in rows if row.record == record]
            collector.collect(own, layout)
        below = file.book.sheets[0].rows[1:] if rows else []
        for place in range(len(activities_csv.HEADER), max(map(len, below), default=0)):
            name = f"column {column_letter(place)}"
            collector.not_exported("", name, _filled_rows(below, place))


class Together:
    """Files checked together: `open` each, then take the `results`; nothing is settled before all are there.

    A matter created in Clio and noted in one file is known in every other, and a row may repeat one of an
    earlier file.
    """

    def __init__(self, checker: Checker, known: Known) -> None:
        self._checker = checker
        self._known = known
        self._opened: list[_Opened] = []
        self._early: list[CheckedFile] = []
        self._early_numbers: dict[str, str] | None = None
        self._seen: Seen = {}

    def open(self, name: str, data: bytes, label: str = "") -> None:
        """Read one more file; `label` is what it is called among others of its name. What cannot be read is a result too."""
        self._opened.append(self._checker._open(name, data, label or name))

    def early(self) -> CheckedFile:
        """The file opened last, as it looks before the others are there; ask after each file or not at all."""
        numbers = self._checker._new_numbers(self._opened)
        if self._early_numbers is None:
            self._early_numbers = numbers
        known = self._known.with_matters(numbers)
        self._early.append(self._checker._check(self._opened[-1], known, self._seen))
        return self._early[-1]

    def results(self) -> Iterator[CheckedFile]:
        """Every file, in the order in which they were opened."""
        numbers = self._checker._new_numbers(self._opened)
        if numbers == self._early_numbers and len(self._early) == len(self._opened):
            yield from self._early
            return
        known = self._known.with_matters(numbers)
        seen: Seen = {}
        for file in self._opened:
            yield self._checker._check(file, known, seen)


class _Opened(NamedTuple):
    """A file after the first look; without a book where it cannot be read."""

    name: str
    sha256: str
    book: Book | None
    recognised: Recognised
    unreadable: str


def _rows(found: FoundSheet, columns: Sequence[str]) -> Iterable[tuple[int, Sequence[object]]]:
    """The filled rows of a sheet below its header, as row number on the screen and the wanted values."""
    places = [found.columns.get(id_, -1) for id_ in columns]
    start = found.header + 1
    width = max(places, default=-1) + 1
    unsaved = _unsaved(found)
    for number, row in enumerate(found.data.rows[start:], start=found.data.first_row + start):
        if len(row) < width:
            row = [*row, *[""] * (width - len(row))]
        values = ["" if at < 0 or row[at] is None else row[at] for at in places]
        if unsaved:
            values = [
                UNSAVED if (number, at) in unsaved else value
                for at, value in zip(places, values, strict=True)
            ]
        if any(
            value != "" and not (isinstance(value, str) and value.isspace()) for value in values
        ):
            yield number, values


def _not_exported(found: FoundSheet) -> Iterator[tuple[str, int]]:
    """Header and place of each column whose values do not leave the file: those that go nowhere, then all unknown."""
    for column in found.spec.columns:
        if not column.is_exported and column.id in found.columns:
            yield column.header, found.columns[column.id]
    for place, header in found.unread.items():
        yield header or f"column {column_letter(place)}", place


def _filled_rows(rows: Iterable[Sequence[object]], place: int) -> int:
    """How many rows have a value in a column."""
    return sum(not is_blank(row[place]) for row in rows if place < len(row))


def _unsaved(found: FoundSheet) -> set[tuple[int, int]]:
    """Row and column of each cell of ours whose formula was saved without its value."""
    letters = {column_letter(at): at for at in found.columns.values()}
    cells = set()
    for place in found.data.unsaved_formulas:
        letter = place.rstrip("0123456789")
        if letter in letters:
            cells.add((int(place[len(letter) :]), letters[letter]))
    return cells


def _note_areas(found: FoundSheet, gathering: Gathering) -> None:
    """Hidden rows that hold something, and merged areas."""
    data = found.data
    for row in data.hidden_rows:
        if _is_filled(found, row):
            gathering.add(Flaw("row-hidden"), data.name, (0, row))
    for area in data.merged:
        gathering.add(Flaw("area-merged"), data.name, None, area)


def _is_filled(found: FoundSheet, row: int) -> bool:
    """Whether a row, by its number on the screen, is below the header and holds something of ours."""
    place = row - found.data.first_row
    if not found.header < place < len(found.data.rows):
        return False
    cells = found.data.rows[place]
    return any(cells[at] not in ("", None) for at in found.columns.values() if at < len(cells))


def _in_order(findings: Sequence[Finding], book: Book) -> tuple[Finding, ...]:
    """Findings about the file first, then sheet by sheet, row by row."""
    sheets = {sheet.name: number for number, sheet in enumerate(book.sheets, start=1)}

    def where(finding: Finding) -> tuple[int, int, int]:
        first = min(((row, column) for column, row in finding.cells), default=(0, 0))
        return (sheets.get(finding.sheet, 0), *first)

    return tuple(sorted(findings, key=where))
