"""Fills an index from the files of a folder. What people typed stays; what a name suggests is marked as proposed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..firm.firm import Firm
from ..guide.model import Guide
from ..guide.systems import PreviousSystem
from .contents import Contents
from .index_rows import IndexRow, Remark
from .keep_until import Keeping
from .matching import Kind, Match, matched
from .name_guesses import NameGuess, guess_from
from .remarks import about_files, about_match, about_rows, guessed, not_dated
from .report_names import ReportNames


class Indexed(NamedTuple):
    """The rows in their order, the remarks about them, and names of files by what has become of them since the earlier index."""

    rows: tuple[IndexRow, ...]
    remarks: tuple[Remark, ...]
    changes: dict[str, tuple[str, ...]]


CHANGES: dict[str, Kind] = {"changed": "differs", "renamed": "renamed", "gone": "missing"}
"""What has become of a file since the earlier index, besides new ones: in the words of the summary and of the match."""


def indexed(
    files: Sequence[Contents],
    earlier: Sequence[IndexRow] | None,
    guide: Guide,
    firm: Firm | None,
) -> Indexed:
    """Rows for all files: those of an earlier index first and in their order, then new ones in the order of names.

    Without an earlier index, each recommended report that no file is has a row too, as in the blank index.
    """
    system = system_of(guide, firm)
    names = ReportNames(guide.reports, system)
    keeping = Keeping(guide, firm.region if firm else "")
    found = matched(earlier or (), files)
    changes = {word: _names(found.rows, kind) for word, kind in CHANGES.items()}
    rows = [match.row for match in found.rows]
    remarks = [remark for match in found.rows for remark in about_match(match, files)]
    for match in found.rows:
        if match.file:
            _fill(match.row, match.file)
    numbers = _Numbers(rows, found.new)
    plans = _plans(rows)
    for file in sorted(found.new, key=lambda file: file.name):
        reports = names.reports_in(guess_from(file.name).words)
        row = plans.pop(reports[0], None) if len(reports) == 1 else None
        if row is None:
            row = IndexRow({"number": numbers.of(file)})
            rows.append(row)
        _fill(row, file)
    if earlier is None:
        there = {row.text("report") for row in rows} | _reports_of(found.new, names)
        missing = (report.report for report in guide.reports if report.report not in there)
        rows += [IndexRow({"number": numbers.free(), "report": report}) for report in missing]
    runs = _who_runs(guide, firm)
    here = {file.name: file for file in files}
    for row in rows:
        if row.file_name in here:
            remarks += _propose(row, names, system)
            row.propose("run-by", runs.get(row.text("report"), ""))
            remarks += _propose_total(row, here[row.file_name])
    undated: dict[str, int] = {}
    for row in rows:
        remarks += _keep(row, keeping, undated)
    remarks += [*about_files(files), *about_rows(rows, names, system), *guessed(rows)]
    remarks += not_dated(undated)
    new = tuple(file.name for file in found.new)
    return Indexed(tuple(rows), tuple(dict.fromkeys(remarks)), {"new": new, **changes})


def _names(matches: Iterable[Match], kind: Kind) -> tuple[str, ...]:
    """The files of one kind, by the names that their rows have in the earlier index."""
    return tuple(match.row.about for match in matches if match.kind == kind)


def system_of(guide: Guide, firm: Firm | None) -> PreviousSystem | None:
    """What is known about the firm's previous system."""
    return guide.system(firm.previous_system) if firm else None


def _who_runs(guide: Guide, firm: Firm | None) -> dict[str, str]:
    """The person who runs each recommended report, where the firm has one person with its role."""
    people = firm.people if firm else ()
    return {
        report.report: able[0].name
        for report in guide.reports
        if len(able := [person for person in people if report.role in person.roles]) == 1
    }


def _fill(row: IndexRow, file: Contents) -> None:
    """Take over what a file tells of its row. A hash in the index is never replaced by that of another content."""
    row.values["file-name"] = file.name
    for id_, value in (("format", file.format), ("sha-256", file.sha256)):
        if row.is_blank(id_) and value:
            row.values[id_] = value


def _plans(rows: Iterable[IndexRow]) -> dict[str, IndexRow]:
    """The first row for each report that nobody has worked on."""
    plans: dict[str, IndexRow] = {}
    for row in rows:
        if row.is_plan:
            plans.setdefault(row.text("report"), row)
    return plans


def _reports_of(files: Iterable[Contents], names: ReportNames) -> set[str]:
    found = (names.reports_in(guess_from(file.name).words) for file in files)
    return {reports[0] for reports in found if len(reports) == 1}


def _propose(row: IndexRow, names: ReportNames, system: PreviousSystem | None) -> Iterable[Remark]:
    """Propose what the name of the row's file says, and the system that it comes from."""
    guess = guess_from(row.file_name)
    reports = names.reports_in(guess.words)
    if len(reports) == 1:
        row.propose("report", reports[0])
    elif row.is_blank("report"):
        fits = (
            f"It fits {len(reports)} reports: {'; '.join(reports)}"
            if reports
            else "It names no report"
        )
        yield Remark(row.about, f"Report is blank: {fits[0].lower()}{fits[1:]}.", attention=False)
    row.propose("number", guess.number)
    if system:
        row.propose("system", system.name)
    yield from _propose_days(row, guess)


def _propose_total(row: IndexRow, file: Contents) -> Iterable[Remark]:
    row.propose("control-total", file.total)
    if file.no_total and row.is_blank("control-total"):
        yield Remark(row.about, f"Control total is blank: {file.no_total}.", attention=False)


def _propose_days(row: IndexRow, guess: NameGuess) -> Iterable[Remark]:
    first, last = guess.period or (None, None)
    days = {"period-from": first, "period-to": last, "as-of": guess.as_of}
    typed = {id_ for id_ in days if not row.is_blank(id_)}
    if not typed or all(row.day(id_) == days[id_] for id_ in typed):
        for id_, day in days.items():
            row.propose(id_, day)
    if guess.unread_day and all(map(row.is_blank, days)):
        text = "The day in its name is not read: it does not begin with the year, or there are more than two."
        yield Remark(row.about, text, attention=False)


def _keep(row: IndexRow, keeping: Keeping, undated: dict[str, int]) -> Iterable[Remark]:
    """Propose how long to keep a row's file, where its rule is ours; counts the reasons why there is no day."""
    if not row.file_name:
        return
    days = [day for id_ in ("period-to", "as-of") if (day := row.day(id_))]
    kept = keeping.of(row.values.get("report"), max(days, default=None))
    if row.is_blank("rule") or row.text("rule") == kept.rule:
        row.propose("rule", kept.rule)
        row.propose("keep-until", kept.until)
        typed = row.day("keep-until")
        if typed and kept.until and typed != kept.until:
            text = f"Keep until is {typed}. By the rule and the days in this row it would be {kept.until}."
            yield Remark(row.about, text, attention=typed < kept.until)
    if row.is_blank("keep-until") and kept.missing:
        undated[kept.missing] = undated.get(kept.missing, 0) + 1


class _Numbers:
    """The numbers of new rows: the one in the name of the file, or the next one that is free.

    Files that differ in their ending only, such as a report as PDF and as CSV, share the number in their name.
    """

    def __init__(self, rows: Iterable[IndexRow], new: Iterable[Contents]) -> None:
        self._taken = {row.text("number") for row in rows}
        self._next = 1
        self._of_file: dict[str, int] = {}
        stems: dict[int, str] = {}
        for file in sorted(new, key=lambda file: file.name):
            number, stem = guess_from(file.name).number, file.name.rpartition(".")[0]
            if number and (str(number) not in self._taken or stems.get(number) == stem):
                self._taken.add(str(number))
                self._of_file[file.name] = number
                stems[number] = stem

    def of(self, file: Contents) -> int:
        return self._of_file.get(file.name) or self.free()

    def free(self) -> int:
        while str(self._next) in self._taken:
            self._next += 1
        self._taken.add(str(self._next))
        return self._next
