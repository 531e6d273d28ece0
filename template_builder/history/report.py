"""What has come of an index and of a comparison, and how the command line prints it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..common.text import counted
from .index_rows import REMARKS, IndexRow, Remark
from .verifying import Verified


class FilledIndex(NamedTuple):
    """An index as a workbook, its rows, and what to know about it.

    `changes` has names of files by what has become of them since the earlier index, where there was one; `left_out` is
    the index itself.
    """

    data: bytes
    rows: tuple[IndexRow, ...]
    remarks: tuple[Remark, ...]
    files: int
    changes: dict[str, tuple[str, ...]] | None
    left_out: tuple[str, ...]

    @property
    def for_attention(self) -> tuple[Remark, ...]:
        """The remarks that ask for an action."""
        return tuple(remark for remark in self.remarks if remark.attention)

    @property
    def summary(self) -> str:
        """The counts in one line or two."""
        told = len(self.for_attention)
        proposed = sum(len(row.proposed) for row in self.rows)
        changes = ", ".join(f"{len(names)} {word}" for word, names in (self.changes or {}).items())
        return (
            f"{counted(self.files, 'file')}, {counted(len(self.rows), 'row')}, "
            f"{counted(proposed, 'proposed cell')} in italics, {counted(told, 'remark')} that "
            f"{'needs' if told == 1 else 'need'} attention. The sheet {REMARKS} has all {len(self.remarks)}."
            + (f" Since the earlier index: {changes}." if changes else "")
        )

    def lines(self) -> Iterator[str]:
        """A line for each remark that needs attention, then the counts."""
        yield from _left_out(self.left_out)
        for remark in self.for_attention:
            yield f"{remark.about}: {remark.text}"
        yield self.summary


class Verification(NamedTuple):
    """A folder held against its index, the line for the receipt, and under which names the index itself is in the folder."""

    verified: Verified
    receipt: str
    left_out: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """A line for each file that is not the same, then the one for the receipt."""
        yield from _left_out(self.left_out)
        for remark in self.verified.remarks:
            yield f"{remark.about}: {remark.text}"
        yield self.receipt


def _left_out(names: Iterable[str]) -> Iterator[str]:
    return (f"{name} is left out: it is the index." for name in names)
