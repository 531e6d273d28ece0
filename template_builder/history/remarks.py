"""What there is to say about the files of the folder and the rows of its index, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..common.text import counted
from ..guide.systems import PreviousSystem
from .contents import Contents
from .file_names import alike, name_problems
from .index_rows import IndexRow, Remark, index_spec
from .matching import Match, spelled
from .report_names import ReportNames

DIFFERS = (
    "Its content is not the one in the index. Put the original back. If the change is meant, clear SHA-256 in its row "
    "and make the index again."
)
NO_HASH = "SHA-256 in its row is no hash of 64 signs. Clear the cell and make the index again."


def about_match(match: Match, files: Sequence[Contents]) -> Iterator[Remark]:
    """What has become of a row since the index was made."""
    row, file = match.row, match.file
    if match.kind == "missing":
        twice = spelled(row.file_name) in {spelled(file.name) for file in files}
        text = (
            "Two rows of the index name it."
            if twice
            else "It is in the index and not in the folder."
        )
        yield Remark(row.about, f"{text} ({row.place})")
    if file is None:
        return
    if match.kind == "differs":
        yield Remark(row.about, f"{DIFFERS} ({row.place})")
    elif spelled(file.name) != spelled(row.file_name):
        yield Remark(file.name, f"It was {row.file_name} in the index. The row has the new name.")
    if not row.is_blank("sha-256") and not row.sha256:
        yield Remark(row.about, f"{NO_HASH} ({row.place})")


def about_files(files: Sequence[Contents]) -> Iterator[Remark]:
    """What stands in the way of using a file, names that others refuse, and files with one content."""
    first: dict[str, str] = {}
    for file in files:
        for text in (*file.remarks, *name_problems(file.name)):
            yield Remark(file.name, text)
        if file.size and file.sha256:
            other = first.setdefault(file.sha256, file.name)
            if other != file.name:
                yield Remark(file.name, f"Its content is that of {other}, to the last byte.")
    for one, other in alike(file.name for file in files):
        yield Remark(
            other, f"Only capital letters tell it from {one}. Windows and macOS keep one of them."
        )


def about_rows(
    rows: Iterable[IndexRow], names: ReportNames, system: PreviousSystem | None
) -> Iterator[Remark]:
    """The reports for which there is no file yet."""
    return (no_file_of(row.text("report"), names, system) for row in rows if row.is_plan)


def no_file_of(report: str, names: ReportNames, system: PreviousSystem | None) -> Remark:
    """That a report is missing, with what the previous system calls it."""
    called = ", ".join(names.of_system(report)) if system else ""
    name = f"{system.name} calls it: {called}" if system and called else ""
    text = " ".join(
        filter(
            None,
            (
                "No file of it yet.",
                f"{name}." if name else "",
                "If it does not apply, delete its row.",
            ),
        )
    )
    return Remark(report, text, missing=f"{report} ({name})" if name else report)


def guessed(rows: Iterable[IndexRow]) -> Iterator[Remark]:
    """The cells of each row that a program proposed."""
    headers = {column.id: column.header for column in index_spec().sheet("Index").columns}
    for row in rows:
        if row.proposed and row.file_name:
            cells = ", ".join(header for id_, header in headers.items() if id_ in row.proposed)
            yield Remark(row.about, f"Proposed: {cells}. Compare with the file.", attention=False)


def not_dated(undated: Mapping[str, int]) -> Iterator[Remark]:
    """Why rows have no day in Keep until."""
    for reason, count in undated.items():
        yield Remark(
            "Keep until", f"It is blank in {counted(count, 'row')}: {reason}.", attention=False
        )
