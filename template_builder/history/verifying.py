"""Compares a folder with its index: same, differs, renamed, missing, extra, by name and SHA-256."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from ..common.text import counted
from ..firm.firm import Firm
from ..guide.model import Guide
from .contents import Contents
from .index_rows import IndexRow, Remark
from .indexing import system_of
from .matching import Match, matched
from .remarks import NO_HASH, no_file_of
from .report_names import ReportNames


class Verified(NamedTuple):
    """What a comparison found: counts by what was found, in a fixed order, and a line for each that is not the same.

    `size` is that of all files together, in bytes.
    """

    counts: dict[str, int]
    remarks: tuple[Remark, ...]
    files: int
    size: int

    @property
    def is_whole(self) -> bool:
        """Whether every file is there and the same, and there is no other one."""
        return not any(remark.attention for remark in self.remarks)

    @property
    def is_same(self) -> bool:
        """The same, whatever reports have no file yet."""
        return not any(count for word, count in self.counts.items() if word != "same")

    @property
    def summary(self) -> str:
        """The counts in one line."""
        return ", ".join(f"{count} {word}" for word, count in self.counts.items())

    def receipt(self, index: str, sha256: str, day: dt.date) -> str:
        """What was compared and what came of it, in one line to keep with the records of the move.

        `index` and `sha256` are the name and the hash of the index.
        """
        files = f"{counted(self.files, 'file')} of {self.size:,} bytes"
        return (
            f"Historical Data: {files} compared on {day} with {index}: {self.summary}. "
            f"SHA-256 of the index: {sha256}"
        )


WORDS = ("same", "differs", "renamed", "missing", "extra", "not compared")


def verified(
    files: Sequence[Contents], rows: Sequence[IndexRow], guide: Guide, firm: Firm | None
) -> Verified:
    """Hold the files of a folder against the rows of an index."""
    found = matched(rows, files)
    counts = dict.fromkeys(WORDS, 0)
    remarks = []
    system = system_of(guide, firm)
    names = ReportNames(guide.reports, system)
    for match in found.rows:
        word = _WORD_OF.get(match.kind)
        if word:
            counts[word] += 1
        if match.row.is_plan:
            remarks.append(no_file_of(match.row.text("report"), names, system))
        elif text := _text(match):
            remarks.append(Remark(match.row.about, text))
    for file in found.new:
        counts["extra"] += 1
        remarks.append(Remark(file.name, "extra: it is in the folder and not in the index."))
    there = {row.text("report") for row in rows}
    for report in guide.reports:
        if report.report not in there:
            text = "No row of the index is for this recommended report. Fine if it does not apply."
            remarks.append(Remark(report.report, text, attention=False))
    size = sum(file.size for file in files)
    return Verified(counts, tuple(remarks), len(files), size)


_WORD_OF = {
    "same": "same",
    "differs": "differs",
    "renamed": "renamed",
    "missing": "missing",
    "unhashed": "not compared",
    "unread": "not compared",
}


def _text(match: Match) -> str:
    """What to say of a row; nothing where all is well, or where there is nothing to compare."""
    row, file = match.row, match.file
    match match.kind:
        case "differs":
            return f"differs: its SHA-256 is not that of {row.place}."
        case "renamed" if file:
            return f"renamed: it is {file.name} in the folder."
        case "missing":
            return f"missing: it is in the index ({row.place}) and not in the folder."
        case "unread" if file:
            return f"not compared: {' '.join(file.remarks)}"
        case "unhashed":
            why = "its row has no SHA-256." if row.is_blank("sha-256") else NO_HASH
            return f"not compared: {why} ({row.place})"
    return ""
