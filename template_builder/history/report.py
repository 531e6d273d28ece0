"""What the command line prints of an index and of a comparison."""

from __future__ import annotations

from collections.abc import Iterator

from .index_rows import REMARKS
from .service import FilledIndex
from .verifying import Verified


def index_lines(filled: FilledIndex) -> Iterator[str]:
    """A line for each remark that needs attention, then the counts."""
    told = [remark for remark in filled.remarks if remark.attention]
    for remark in told:
        yield f"{remark.about}: {remark.text}"
    proposed = sum(len(row.proposed) for row in filled.rows)
    yield (
        f"{_counted(filled.files, 'file')}, {_counted(len(filled.rows), 'row')}, "
        f"{_counted(proposed, 'proposed cell')} in italics, {_counted(len(told), 'remark')} that "
        f"{'needs' if len(told) == 1 else 'need'} attention. The sheet {REMARKS} has all {len(filled.remarks)}."
    )


def verification_lines(verified: Verified) -> Iterator[str]:
    """A line for each file that is not the same, then the counts."""
    for remark in verified.remarks:
        yield f"{remark.about}: {remark.text}"
    yield verified.summary


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
