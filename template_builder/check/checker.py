"""Checks files: what each is, what it holds, what needs attention. Pure: bytes in, a report out."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, NamedTuple

from ..common.cells import column_letter
from ..common.collector import no_search_for_cycles
from ..common.days import day_label
from ..common.errors import KitError
from ..common.numbers import shown
from ..common.text import key_of, text_of, visible
from ..crosswalk.crosswalk import Crosswalk, KnownMatter
from ..judging.verdict import Flaw
from ..reading.formats import WORKBOOK_NAMES
from ..reading.reader import Book, UnreadableFile, read_file
from ..reading.saved import saved_at
from ..workbooks.model import Workbook
from ..workbooks.names import START_SHEET, SUMMARY_SHEET
from ..workbooks.recognition import Recognized, recognize
from ..workbooks.start_page import names_of
from . import activities_csv
from .catalogue import Kind, Severity
from .cell_comments import note_comments
from .collecting import Collected, Collector, Layout
from .column_judges import NEW_NUMBER
from .completeness import days_worth_a_look
from .crosswalk_check import note_crosswalk, recognized_crosswalk
from .csv_values import with_values
from .entries import Totals
from .findings import Finding, FindingLog, Mend
from .overlaps import Overlap, long_days, overlaps
from .own_totals import knows_the_rates, note_other_totals
from .perhaps_times import note_perhaps_times
from .reference import Reference, reference_from
from .repeats import repeated_rows
from .sharing import Sharing
from .sheet_notes import note_beside_people
from .sheet_rows import filled_rows, rows_with_value
from .sheets import collect_sheets
from .usual_rates import UsualRates

if TYPE_CHECKING:
    from ..firm.firm import Firm


class CheckedFile(NamedTuple):
    """One file with everything found in it.

    `unreadable` is the refusal of a file that could not be read at all; `people` are the names of its start page;
    `saved` is when a program saved it last (UTC), where it says so; `mends` are the cells whose right value is certain.
    """

    name: str
    sha256: str
    collected: Collected
    template: str = ""
    template_version: int = 0
    totals: Totals = Totals()
    findings: tuple[Finding, ...] = ()
    unreadable: UnreadableFile | None = None
    people: tuple[str, ...] = ()
    saved: dt.datetime | None = None
    mends: tuple[Mend, ...] = ()

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)


class Rules(NamedTuple):
    """What files are checked by: the spec of the workbook and the catalogue of findings."""

    spec: Workbook
    catalogue: Mapping[str, Kind]


class CheckSession:
    """Files checked together: `open` each, then take the `final` results.

    A matter that one file says was created in Clio is known in every other file, and two files may record the same,
    so a result is `provisional` until all files are open. `today` is None where no day counts as being in the future. `date_order`
    (MDY or DMY) is for where no firm says it; KitError where the two differ. `text_dates` says in which order dates typed as text are read that can
    mean two days; without it nobody has decided.
    """

    def __init__(
        self,
        rules: Rules,
        *,
        firm: Firm | None = None,
        crosswalk: Crosswalk | None = None,
        today: dt.date | None = None,
        date_order: str = "",
        text_dates: str = "",
    ) -> None:
        self._rules = rules
        self._given = reference_from(firm, crosswalk, today)
        self._given = self._given._replace(text_dates=text_dates)
        if firm is not None and date_order not in ("", firm.date_order):
            said = f"The firm's file says that dates in Clio are {firm.date_order}"
            raise KitError(
                f"{said}, but {date_order} was given. Give only the right one of the two."
            )
        if date_order:
            self._given = self._given._replace(date_order=date_order)
        self._opened: list[_Opened] = []
        self._new_numbers: dict[str, str] = {}
        self._provisional: list[CheckedFile] = []
        self._provisional_numbers: dict[str, str] | None = None
        self._overlaps: tuple[Overlap, ...] = ()

    @property
    def reference(self) -> Reference:
        """What rows are compared with, with the matters that any file says were created in Clio."""
        return self._given.with_new(self._new_numbers)

    @property
    def rules(self) -> Rules:
        """What the files are checked by."""
        return self._rules

    @property
    def catalogue(self) -> Mapping[str, Kind]:
        """What may be said of a file."""
        return self._rules.catalogue

    @property
    def overlaps(self) -> tuple[Overlap, ...]:
        """Which files record the same, by their places; known with the final results."""
        return self._overlaps

    @cached_property
    def sharing(self) -> Sharing:
        """What of the files may leave the firm: what stands on the lists given, not on a reader's own."""
        return Sharing.of(self._rules.spec, self._given)

    def open(self, name: str, data: bytes, label: str = "") -> None:
        """Read one more file; `label` tells it from others of its name. What cannot be read is a result too."""
        opened = self._read(name, data, label or name)
        self._opened.append(opened)
        self._new_numbers |= _new_numbers(opened)

    def provisional(self) -> CheckedFile:
        """The file opened last, judged by the files so far; ask after each file or not at all."""
        if self._provisional_numbers is None:
            self._provisional_numbers = dict(self._new_numbers)
        checked = self._check(self._opened[-1], self.reference)
        self._provisional.append(checked)
        return checked

    def final(self) -> Iterator[CheckedFile]:
        """Every file, in the order in which they were opened, the last with what two files have in common."""
        same = self._new_numbers == self._provisional_numbers
        if same and len(self._provisional) == len(self._opened):
            files = self._provisional
        else:
            reference = self.reference
            files = [self._check(file, reference) for file in self._opened]
        yield from self._compared(files)

    @no_search_for_cycles()
    def _read(self, name: str, data: bytes, label: str) -> _Opened:
        sha256 = hashlib.sha256(data).hexdigest()
        try:
            book = read_file(label, data)
        except UnreadableFile as error:
            return _Opened(label, sha256, None, Recognized(), error)
        if book.kind == "csv" and activities_csv.is_activities(book):
            return _Opened(label, sha256, book, Recognized(), None)
        needed = [s.name for s in self._rules.spec.sheets if s.record in ("time", "expense")]
        recognized = recognize(book, self._rules.spec, needed)
        if book.kind == "csv":
            recognized = with_values(recognized, book.separator)
        if crosswalk := recognized_crosswalk(book, recognized):
            return _Opened(label, sha256, book, crosswalk, None, is_crosswalk=True)
        if book.kind == "csv" and not recognized.sheets and name.lower().endswith(WORKBOOK_NAMES):
            message = "It is not a workbook: it holds plain text, whatever its name says."
            refusal = UnreadableFile("not-a-workbook", message, name=label)
            return _Opened(label, sha256, None, Recognized(), refusal)
        return _Opened(label, sha256, book, recognized, None, saved_at(data))

    @no_search_for_cycles()
    def _check(self, file: _Opened, reference: Reference) -> CheckedFile:
        if file.book is None:
            return CheckedFile(file.name, file.sha256, Collected(), unreadable=file.unreadable)
        recognized = file.recognized
        sheets = recognized.names | {person.sheet: START_SHEET for person in recognized.people}
        sheets[recognized.summary.sheet] = SUMMARY_SHEET
        log = FindingLog(self._rules.catalogue, self.sharing, sheets)
        if file.is_crosswalk:
            note_crosswalk(file.book, recognized, log)
            note_comments(file.book, Collected(), log)
            return self._checked(file, Collected(), log)
        for flaw in recognized.flaws:
            log.add(flaw)
        reference = self._reference_for(file, reference)
        people = names_of(recognized.people)
        alone = people[0] if len(people) == 1 else ""
        usual_rates = UsualRates(reference, recognized.people, log)
        note_beside_people(recognized.people, log)
        collector = Collector(reference, alone, usual_rates, log)
        if recognized.sheets or recognized.unread:
            collect_sheets(file.name, recognized, collector, log, formulas=file.book.kind != "csv")
        elif not recognized.flaws:
            self._collect_import_file(file, reference.date_order, collector, log)
        collected = collector.collected
        note_comments(file.book, collected, log)
        note_other_totals(
            recognized.summary,
            collected.totals,
            log,
            with_time_amount=knows_the_rates(recognized.people, collector.at_usual_rate),
        )
        entries = collected.activities or collected.notes or collected.new or collected.rejected
        if not entries and not log.findings():
            log.add(Flaw("file-empty"))
        repeated_rows(collected, reference, log)
        days_worth_a_look(collected.activities, reference, log)
        note_perhaps_times(file.book, collected.activities, recognized.sheets, log)
        usual_rates.note_odd_ones(collected.activities, recognized.sheets, log)
        return self._checked(file, collected, log)

    @staticmethod
    def _checked(file: _Opened, collected: Collected, log: FindingLog) -> CheckedFile:
        assert file.book is not None  # noqa: S101 - the caller has looked
        recognized = file.recognized
        return CheckedFile(
            name=file.name,
            sha256=file.sha256,
            template=recognized.template,
            template_version=recognized.version,
            totals=collected.totals,
            findings=_in_order(log.findings(), file.book),
            collected=collected,
            people=names_of(recognized.people),
            saved=file.saved,
            mends=log.mends(),
        )

    def _compared(self, files: Sequence[CheckedFile]) -> Iterator[CheckedFile]:
        """The files, each with what it has in common with an earlier one."""
        reference = self.reference
        self._overlaps = found = overlaps([file.collected for file in files], reference)
        flaws: dict[int, list[Flaw]] = defaultdict(list)
        for place in range(len(files)):
            flaws[place] += _flaws_of([each for each in found if each.second == place], files)
        for long in long_days([file.collected for file in files], reference, found):
            days = f"{shown(long.hours)} on {day_label(long.day)}"
            flaw = Flaw("hours-day-total", (("person", long.person), ("days", days)))
            flaws[long.last].append(flaw)
        for place, file in enumerate(files):
            if not flaws[place]:
                yield file
                continue
            log = FindingLog(self._rules.catalogue, self.sharing, {})
            for flaw in flaws[place]:
                log.add(flaw)
            yield file._replace(findings=(*log.findings(), *file.findings))

    def _reference_for(self, file: _Opened, reference: Reference) -> Reference:
        """With what the workbook itself knows: people of its start page, and its matters if there is no crosswalk."""
        reference = reference.with_people(names_of(file.recognized.people))
        matters = [
            KnownMatter(*(visible(text_of(value)).strip() for value in values))
            for sheet in file.recognized.of("Matters")
            for _, values in filled_rows(sheet, ("old-number", "client", "display-number"))
        ]
        return reference.with_own_matters(m for m in matters if m.old_number or m.display_number)

    def _collect_import_file(
        self, file: _Opened, date_order: str, collector: Collector, log: FindingLog
    ) -> None:
        assert file.book is not None  # noqa: S101 - the caller has looked
        rows = list(activities_csv.parsed(file.book, date_order, log))
        for record in ("time", "expense"):
            spec = next(sheet for sheet in self._rules.spec.sheets if sheet.record == record)
            columns = tuple(column for column in spec.columns if column.is_exported)
            places = {c.id: activities_csv.HEADER.index(c.goes_to) for c in columns}
            layout = Layout(file.name, "", record, columns, places)
            pick = itemgetter(*places.values())
            entries = [(row.line, pick(row.values)) for row in rows if row.record == record]
            collector.collect(entries, layout)
        below = file.book.sheets[0].rows[1:] if rows else []
        for place in range(len(activities_csv.HEADER), max(map(len, below), default=0)):
            name = f"column {column_letter(place)}"
            collector.not_exported("", name, rows_with_value(below, place))


class _Opened(NamedTuple):
    """A file after the first look; without a book where it cannot be read."""

    name: str
    sha256: str
    book: Book | None
    recognized: Recognized
    unreadable: UnreadableFile | None
    saved: dt.datetime | None = None
    is_crosswalk: bool = False


def _flaws_of(found: Sequence[Overlap], files: Sequence[CheckedFile]) -> Iterator[Flaw]:
    """What is said of a file that records the same as earlier ones: at most one flaw of a kind."""
    same = [each for each in found if files[each.first].sha256 == files[each.second].sha256]
    if same:
        yield Flaw("file-twice", (("file", files[same[0].first].name),))
        return
    repeats = [each for each in found if each.rows]
    if repeats:
        most = max(repeats, key=attrgetter("rows"))
        names = _and_more(files[most.first].name, len(repeats) - 1)
        yield Flaw("file-repeats", (("file", names), ("count", str(most.rows))))
        return
    for pair in found:
        if pair.moved:
            words = (("file", files[pair.first].name), ("count", str(pair.moved.rows)))
            yield Flaw("file-dates-moved", (*words, ("how", pair.moved.how)))
            return
    if found:
        most = max(found, key=attrgetter("days"))
        names = _and_more(files[most.first].name, len(found) - 1)
        words = (("person", ", ".join(most.people)), ("count", str(most.days)))
        yield Flaw("file-same-days", (("file", names), *words))


def _and_more(name: str, more: int) -> str:
    return f"{name} and {more} more {'file' if more == 1 else 'files'}" if more else name


def _new_numbers(file: _Opened) -> dict[str, str]:
    """Numbers of matters that a file says were created in Clio: they are display numbers already."""
    numbers = {}
    for sheet in file.recognized.sheets:
        ids = [column.id for column in sheet.spec.columns if column.goes_to == "clio_number"]
        for _, values in filled_rows(sheet, ids) if ids else ():
            if number := NEW_NUMBER.usable(values[0]):
                numbers[key_of(number)] = number
    return numbers


def _in_order(findings: Sequence[Finding], book: Book) -> tuple[Finding, ...]:
    """Findings about the file first, then sheet by sheet, row by row."""
    sheets = {sheet.name: number for number, sheet in enumerate(book.sheets, start=1)}

    def where(finding: Finding) -> tuple[int, int, int]:
        first = min(((row, column) for column, row in finding.cells), default=(0, 0))
        return (sheets.get(finding.sheet, 0), *first)

    return tuple(sorted(findings, key=where))
