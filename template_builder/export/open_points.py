"""What stands between what people recorded and what an import holds. An export without open points is complete."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..check.catalogue import Kind, Severity
from ..check.checker import CheckedFile
from ..check.entries import Activity, Note, Origin
from ..check.findings import Finding
from ..check.report import shareable
from ..common.cells import ranges
from .both_right import BothRight
from .copies import Settled
from .corrections import DONE
from .doubts import dates_moved
from .exporter import Export
from .roll_call import RollLine

MOST_NAMED = 5
OF_PAIRS = ("file-twice", "file-repeats", "file-same-days", "file-dates-moved")
"""Kinds of findings about two files; the export says of them what it does."""
DOUBLE = "row-duplicate"
"""The kind of which somebody can say that both are right."""


class OpenPoint(NamedTuple):
    """One open point: what it is, in one sentence; what to do; how many rows it concerns, and where they are. `both_right` is
    what closes it, if somebody can say it."""

    kind: str
    message: str
    fix: str
    rows: int = 0
    places: tuple[str, ...] = ()
    both_right: tuple[BothRight, ...] = ()


def open_points(
    files: Sequence[CheckedFile],
    export: Export,
    settled: Settled,
    roll: Sequence[RollLine],
    catalogue: Mapping[str, Kind],
    both_right: Collection[BothRight] = (),
) -> tuple[OpenPoint, ...]:
    """All open points of an export: people, files, sheets and columns, rows left out, rows that go out, rows to correct.

    Nothing stands open for rows of which somebody said that they are right as often as they are there: `both_right`.
    """
    taken = [file for place, file in enumerate(files) if place not in settled.files]
    return (
        *_missing(roll),
        *_files(files, settled),
        *_found(taken, export, catalogue, both_right),
        *_refused_again(export, both_right),
        *_by_hand(export),
    )


def _missing(roll: Sequence[RollLine]) -> Iterator[OpenPoint]:
    missing = [line.name for line in roll if line.missing]
    if missing:
        of = sum(line.expected for line in roll)
        yield OpenPoint(
            "person-missing",
            f"{len(missing)} of {of} people have handed in nothing: {', '.join(missing)}.",
            "Ask them for their workbooks. Somebody with nothing to record hands in the blank one.",
        )


def _files(files: Sequence[CheckedFile], settled: Settled) -> Iterator[OpenPoint]:
    for place, why in settled.files.items():
        if "file-twice" in {finding.kind for finding in files[place].findings}:
            yield OpenPoint(
                "file-twice",
                f"{files[place].name}: {why} It is counted once.",
                "Give it once. If two people handed in the same file, ask whose it is, or say that both are right.",
                both_right=(BothRight(files[place].name),),
            )
    yield from (OpenPoint(*doubt) for doubt in settled.doubts)
    for pair in settled.open:
        first, second = files[pair.first].name, files[pair.second].name
        if pair.moved:
            yield OpenPoint(*dates_moved(first, second, pair.moved))
            continue
        days = "1 day" if pair.days == 1 else f"{pair.days} days"
        yield OpenPoint(
            "file-same-days",
            f"{first} and {second} both have entries of {', '.join(pair.people)} on {days}; no row is the same.",
            "If one is an older version of the other, give only the newer one. If both are right, choose to take both.",
        )


class _Of(NamedTuple):
    """A finding of one file, with the rows it concerns."""

    file: str
    finding: Finding
    rows: tuple[tuple[str, int], ...]

    @property
    def right(self) -> dict[BothRight, tuple[str, int]]:
        """What can be said of each row."""
        return {BothRight.row(self.file, *row): row for row in self.rows}

    def without(self, both_right: Collection[BothRight]) -> _Of:
        """Without the rows of which somebody said that both are right."""
        rows = [row for said, row in self.right.items() if said not in both_right]
        return self._replace(rows=tuple(rows))

    @property
    def place(self) -> str:
        sheet = self.finding.sheet
        cells = [cell for cell in self.finding.cells if (sheet, cell[1]) in self.rows]
        where = "!".join(filter(None, (sheet, ranges(cells)))) if cells else self.finding.place
        return " ".join(filter(None, (self.file, where)))


def _found(
    files: Sequence[CheckedFile],
    export: Export,
    catalogue: Mapping[str, Kind],
    both_right: Collection[BothRight],
) -> Iterator[OpenPoint]:
    """What the check found: first what concerns no single row, then rows left out by their first cause, then warnings.

    A warning on a row that was uploaded before was an open point then.
    """
    found: dict[str, dict[str, list[_Of]]] = {what: defaultdict(list) for what in ("", LEFT, OUT)}
    away = {kept.row.origin for kept in export.set_aside}
    away |= {entry.origin for entry in export.uploaded}
    away |= {note.origin for note in export.uploaded_notes}
    for file in files:
        counted: set[Place] = set()
        for what, each in _sorted(file, away, counted):
            if each.finding.kind == DOUBLE and each.rows:
                each = each.without(both_right)
                if not each.rows:
                    continue
            found[what][each.finding.kind].append(each)
        yield from _for_a_column(file, away, counted)
    for what, by_kind in found.items():
        yield from (_point(kind, own, catalogue, what) for kind, own in by_kind.items())


Place = tuple[str, int]
"""Sheet and row."""
LEFT, OUT = "left out", "exported"


def _sorted(
    file: CheckedFile, away: Collection[Origin], counted: set[Place]
) -> Iterator[tuple[str, _Of]]:
    """The errors and warnings of a file with the rows they concern, and what becomes of these.

    A row is counted under the first error of it, in the order of the findings; `counted` takes it then.
    """
    own = file.collected
    rejected = {row.origin[1:] for row in own.rejected}
    entries: list[Activity | Note] = [*own.activities, *own.notes]
    going = {row.origin[1:] for row in entries if row.origin not in away}
    left = {row.origin[1:] for row in own.rejected if row.origin not in away}
    gone = rejected | {origin[1:] for origin in away if origin.file == file.name}
    for finding in file.findings:
        if finding.severity is Severity.NOTE or finding.kind in OF_PAIRS:
            continue
        rows = tuple(dict.fromkeys((finding.sheet, row) for _, row in finding.cells))
        if finding.severity is Severity.ERROR and rows and rejected.issuperset(rows):
            first = tuple(row for row in rows if row in left and row not in counted)
            counted.update(rows)
            if first:
                yield LEFT, _Of(file.name, finding, first)
        elif finding.severity is Severity.WARNING and not going.isdisjoint(rows):
            yield OUT, _Of(file.name, finding, tuple(row for row in rows if row in going))
        elif finding.severity is Severity.ERROR or not rows or not gone.issuperset(rows):
            yield "", _Of(file.name, finding, ())


def _for_a_column(
    file: CheckedFile, away: Collection[Origin], counted: Collection[Place]
) -> Iterator[OpenPoint]:
    """Rows left out for a column of their sheet, which have no finding of their own."""
    together: dict[tuple[str, tuple[str, ...]], list[tuple[int, int]]] = defaultdict(list)
    for row in file.collected.rejected:
        if row.origin[1:] not in counted and row.origin not in away:
            together[row.origin.sheet, row.reasons].append((0, row.origin.row))
    for (sheet, reasons), cells in together.items():
        place = " ".join(filter(None, (file.name, sheet)))
        message = f"{place}: {' '.join(reasons)} ({_rows(len(cells))} left out)"
        yield OpenPoint("row-left-out", message, "", len(cells), (f"{place}!{ranges(cells)}",))


def _point(kind: str, found: Sequence[_Of], catalogue: Mapping[str, Kind], what: str) -> OpenPoint:
    """One point of all findings of a kind: with its own words if it is one, with its title if they are several."""
    rows = sum(len(each.rows) for each in found)
    counted = f" ({_rows(rows)} {what})" if what else ""
    places = tuple(each.place for each in found)
    findings = [_for_the_receipt(each.finding) for each in found]
    both_right = tuple(said for each in found for said in each.right) if kind == DOUBLE else ()
    fixes = dict.fromkeys(finding.fix for finding in findings)
    fix = next(iter(fixes)) if len(fixes) == 1 else "Each needs a look: Check says what to type."
    if len(found) == 1:
        where = places[0] if not what else found[0].file
        message = f"{where}: {findings[0].message}{counted}"
        return OpenPoint(kind, message, fix, rows, places, both_right)
    values = _named([finding.value for finding in findings if finding.value and finding.cells])
    title = catalogue[kind].title
    where = "" if what else f" {_named(places)}."
    message = f"{title}{': ' if values else ''}{values}{counted}.{where}"
    return OpenPoint(kind, message, fix, rows, places, both_right)


def _for_the_receipt(finding: Finding) -> Finding:
    """A finding without privileged text: a receipt is passed on, and `rejected.csv` has the rows themselves."""
    return shareable(finding)._replace(value="") if finding.privileged else finding


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


def _named(words: Iterable[str]) -> str:
    """The first few of some words, each once."""
    different = list(dict.fromkeys(words))
    more = len(different) - MOST_NAMED
    return ", ".join(different[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _refused_again(export: Export, both_right: Collection[BothRight]) -> Iterator[OpenPoint]:
    """Rows that Clio refused and that go out again, unless somebody said that they were not uploaded in between."""
    for file, count in export.refused_again.items():
        said = BothRight(file)
        if said in both_right:
            continue
        they, them, does = ("it", "it", "goes") if count == 1 else ("they", "them", "go")
        yield OpenPoint(
            "refused-again",
            f"{file}: {_rows(count)} that Clio refused {does} out again, and no again.csv of {them} is given.",
            f"If Retry or somebody by hand put {them} into Clio since, add an again.csv: {they} would be"
            " there twice. If not, say that both are right.",
            count,
            both_right=(said,),
        )


def _by_hand(export: Export) -> Iterator[OpenPoint]:
    """Rows that were uploaded before and are otherwise now, or are not there."""
    if count := len(export.changed):
        verb, they = ("reads", "it") if count == 1 else ("read", "them")
        message = f"{_rows(count)} that {_was(count)} uploaded before {verb} differently now."
        yield OpenPoint(
            "changed",
            message,
            f"Correct {they} in Clio by hand, as correct-in-clio.csv says, and type yes there under {DONE}. Where Clio is right,"
            " correct the workbook.",
            count,
        )
    if count := len(export.gone):
        they = "it" if count == 1 else "them"
        message = f"{_rows(count)} that {_was(count)} uploaded before {'is' if count == 1 else 'are'} in no workbook any more."
        fix = f"Look for {they}, or delete {they} in Clio by hand and type yes in correct-in-clio.csv under {DONE}."
        yield OpenPoint("gone", message, fix, count)
    if count := len(export.left_out_now):
        message = f"{_rows(count)} that {_was(count)} uploaded before {'has' if count == 1 else 'have'} an error now."
        fix = f"Correct {'it' if count == 1 else 'them'} in the workbook or the crosswalk and build again. Change nothing in Clio for it."
        yield OpenPoint("left-out-now", message, fix, count)
    if count := len(export.twice):
        message = f"{_rows(count)} {_was(count)} uploaded more often than recorded."
        fix = (
            "If one of the imports given was never uploaded, take it out. Otherwise Clio has"
            f" {'it' if count == 1 else 'them'} once too often: delete one of each there, and type yes in correct-in-clio.csv"
            f" under {DONE}."
        )
        yield OpenPoint("uploaded-twice", message, fix, count)
    if count := len(export.not_given):
        who = _named(row.values[7] for row in export.not_given)
        message = f"No file of {who} was given this time; {_rows(count)} of {_theirs(export)} {_was(count)} uploaded before."
        fix = "Give all workbooks, also those that were uploaded: only so is a correction in them seen."
        yield OpenPoint("not-given", message, fix, count)


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def _theirs(export: Export) -> str:
    return "this person" if len({row.user for row in export.not_given}) == 1 else "these people"
