"""Checks a crosswalk: its findings as a file to check, and a refusal when others are to be held against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..common.errors import KitError
from ..common.files import NamedBytes
from ..crosswalk.crosswalk import Crosswalk
from ..crosswalk.reading import ONLY_IN_CLIO, TO_DECIDE, CrosswalkReader, Remark
from ..judging.verdict import Flaw
from ..reading.reader import Book, read_file
from ..workbooks.loading import load_workbook
from ..workbooks.model import Workbook
from ..workbooks.recognition import Recognized, recognize
from ..workbooks.sheet_names import is_named_after
from .catalogue import Severity, shipped_findings
from .findings import FindingLog
from .sharing import Sharing
from .sheet_notes import note_own_columns, note_unread_sheet

CROSSWALK = "matter-crosswalk"
MOST_LINES = 50
"""How many problems of a crosswalk a refusal lists."""


class CrosswalkProblems(KitError):
    """A crosswalk that cannot be relied on; every problem is named with its cell."""


def crosswalk_from(files: Iterable[NamedBytes]) -> Crosswalk:
    """One crosswalk out of one workbook, or out of a CSV each for matters and people.

    Raises CrosswalkProblems when a file is not one, a cell cannot be used or two rows contradict each other, and
    UnreadableFile when a file cannot be read.
    """
    _, crosswalk, problems = _read(files)
    if problems:
        raise CrosswalkProblems("\n".join(problems))
    return crosswalk


def matters_to_find(
    files: Iterable[NamedBytes],
) -> tuple[list[tuple[str, str, str, str]], list[str]]:
    """The matters of a crosswalk for a search: old number, display number, client and description; and its problems.

    Of an old number with two display numbers both are said. Raises as `crosswalk_from` where nothing can be found.
    """
    reader, crosswalk, problems = _read(files)
    if problems and not crosswalk.matters:
        raise CrosswalkProblems("\n".join(problems))
    found = []
    for key, matter in crosswalk.matters.items():
        numbers = dict.fromkeys((matter.display_number, *reader.other_numbers.get(key, ())))
        shown = " or ".join(numbers)
        found.append((matter.old_number, shown, matter.client, matter.description))
    return found, problems


def _read(files: Iterable[NamedBytes]) -> tuple[CrosswalkReader, Crosswalk, list[str]]:
    """The crosswalk of some files, and a line for each of the first problems with it."""
    spec = load_workbook(CROSSWALK)
    reader = CrosswalkReader()
    logs: dict[str, FindingLog] = {}
    problems = []
    for name, data in files:
        book = read_file(name, data)
        recognized = recognize(book, spec, ())
        if recognized.sheets:
            reader.take(book, recognized)
            logs[name] = FindingLog(shipped_findings(), Sharing(spec, frozenset()), {})
            _note_unread(recognized, spec, logs[name])
        else:
            headers = "; ".join(f"{s.name}: {', '.join(s.headers)}" for s in spec.sheets)
            problems.append(
                f"{name} is not a crosswalk: no sheet has the headers of one ({headers})."
            )
    crosswalk = reader.finished()
    for remark in reader.remarks:
        _note(remark, logs[remark.file])
    problems += [line for name, log in logs.items() for line in _problems(name, log)]
    more = len(problems) - MOST_LINES
    return (
        reader,
        crosswalk,
        [*problems[:MOST_LINES], *([f"And {more:,} more."] if more > 0 else [])],
    )


def recognized_crosswalk(book: Book, recognized: Recognized) -> Recognized | None:
    """A crosswalk among the files to check, by its template or its headers; `recognized` is what it is otherwise."""
    if recognized.template not in ("", CROSSWALK) or {
        found.spec.name for found in recognized.sheets
    } - {"Matters"}:
        return None
    found = recognize(book, load_workbook(CROSSWALK), ())
    return found if found.sheets else None


def note_crosswalk(book: Book, recognized: Recognized, log: FindingLog) -> None:
    """Note everything that is wrong with a crosswalk that was given as a file to check."""
    log.add(Flaw("file-is-crosswalk"))
    reader = CrosswalkReader()
    reader.take(book, recognized)
    reader.finished()
    _note_unread(recognized, load_workbook(CROSSWALK), log)
    for table in recognized.sheets:
        note_own_columns(table, log)
    for remark in reader.remarks:
        _note(remark, log)


def _note(remark: Remark, log: FindingLog) -> None:
    log.add(remark.flaw, remark.sheet, remark.cell, remark.value, remark.column)


def _note_unread(recognized: Recognized, spec: Workbook, log: FindingLog) -> None:
    """Note the sheets that hold something and are not read; one that is named after ours is an error."""
    for unread in recognized.unread:
        if unread.name in (TO_DECIDE, ONLY_IN_CLIO):
            continue
        named = [sheet for sheet in spec.sheets if is_named_after(unread.name, sheet.name)]
        note_unread_sheet(unread._replace(meant=next(iter(named), None)), log)


def _problems(file: str, log: FindingLog) -> Iterator[str]:
    """One line for each error, with its file, sheet and cells."""
    for finding in log.findings():
        if finding.severity is Severity.ERROR:
            where = " ".join(filter(None, (file, finding.place)))
            yield f"{where}: {finding.message} {finding.fix}"
