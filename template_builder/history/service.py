"""What the doors call: look at each file, then fill an index from what was found, or hold the folder against its index.

A browser asks for one file at a time and keeps what was found, so that one file which stops the engine stops no other.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from ..common.files import NamedBytes
from ..common.text import counted
from ..common.visible import visible
from ..firm.firm import NOBODY, Firm
from ..guide.loading import shipped_guide
from .contents import CSV, EXCEL, Contents, FolderFile, contents_of
from .control_total import LARGEST, control_total
from .index_rows import (
    REMARKS,
    IndexRow,
    Remark,
    index_spec,
    read_index,
)
from .index_sheet import write_index
from .indexing import indexed
from .verifying import Verified, verified


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


def look_at(file: FolderFile) -> Contents:
    """Everything that the index and the comparison need of a file; the rest of this room opens none."""
    contents = contents_of(FolderFile(one_line(file.name), file.open))
    return contents._replace(total=_total(file, contents))


def index_of(
    found: Iterable[Contents], earlier: NamedBytes | None, firm: Firm | None, stamp: dt.datetime
) -> FilledIndex:
    """The index of a folder, with the rows of an earlier one.

    Raises KitError and UnreadableFile where the earlier one cannot be read.
    """
    before = read_index(earlier) if earlier else None
    guide = shipped_guide()
    files, left_out = _without_index(found, earlier)
    result = indexed(files, before.rows if before else None, guide, firm)
    remarks = (*(before.remarks if before else ()), *result.remarks)
    data = write_index(index_spec(), guide, firm or NOBODY, result.rows, remarks, stamp)
    changes = result.changes if before else None
    return FilledIndex(data, result.rows, remarks, len(files), changes, left_out)


class Verification(NamedTuple):
    """A folder held against its index, the line for the receipt, and under which names the index itself is in the folder."""

    verified: Verified
    receipt: str
    left_out: tuple[str, ...]


def verification_of(
    found: Iterable[Contents], index: NamedBytes, firm: Firm | None, today: dt.date
) -> Verification:
    """A folder held against its index.

    Raises KitError and UnreadableFile where the index cannot be read.
    """
    name, data = index
    rows = read_index(index).rows
    files, left_out = _without_index(found, index)
    result = verified(files, rows, shipped_guide(), firm)
    return Verification(result, result.receipt(name, _hash(data), today), left_out)


def _without_index(
    found: Iterable[Contents], index: NamedBytes | None
) -> tuple[list[Contents], tuple[str, ...]]:
    """What was found in the order of names, and the names under which the index itself is in the folder."""
    own = _hash(index[1]) if index else None
    files = sorted(found, key=lambda contents: contents.name)
    left_out = tuple(file.name for file in files if file.sha256 == own)
    return [file for file in files if file.sha256 != own], left_out


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _total(file: FolderFile, contents: Contents) -> Decimal | None:
    """The control total of a table in which nothing is wrong."""
    if contents.format not in (CSV, EXCEL) or contents.remarks or contents.size > LARGEST:
        return None
    try:
        with file.open() as stream:
            return control_total(stream.read(LARGEST))
    except OSError:  # gone since it was read
        return None


def one_line(name: str) -> str:
    """A name as a cell can hold it: controls, and bytes that are no text, are spelled out."""
    return visible(name).replace("\n", "\\u000a").replace("\t", "\\u0009")
