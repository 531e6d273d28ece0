"""What the doors call: an index filled from a folder, and a folder held against its index."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from ..common.files import NamedBytes
from ..common.visible import visible
from ..firm.firm import NOBODY, Firm
from ..guide.loading import shipped_guide
from .contents import CSV, EXCEL, Contents, FolderFile, contents_of
from .control_total import LARGEST, control_total
from .index_rows import IndexRow, Remark, index_spec, read_index
from .index_sheet import write_index
from .indexing import indexed
from .verifying import Verified, verified


class FilledIndex(NamedTuple):
    """An index as a workbook, its rows, what to know about it, and of how many files it tells."""

    data: bytes
    rows: tuple[IndexRow, ...]
    remarks: tuple[Remark, ...]
    files: int

    @property
    def is_clean(self) -> bool:
        """Whether nothing needs attention."""
        return not any(remark.attention for remark in self.remarks)


def index_of(
    files: Iterable[FolderFile], earlier: NamedBytes | None, firm: Firm | None, stamp: dt.datetime
) -> FilledIndex:
    """The index of a folder, with the rows of an earlier one.

    Raises KitError and UnreadableFile where the earlier one cannot be read.
    """
    before = read_index(earlier) if earlier else None
    guide = shipped_guide()
    totals: dict[str, Decimal] = {}
    found = _read(files, totals)
    result = indexed(found, before.rows if before else None, guide, firm, totals)
    remarks = (*(before.remarks if before else ()), *result.remarks)
    data = write_index(index_spec(), guide, firm or NOBODY, result.rows, remarks, stamp)
    return FilledIndex(data, result.rows, remarks, len(found))


def verification_of(files: Iterable[FolderFile], index: NamedBytes, firm: Firm | None) -> Verified:
    """A folder held against its index.

    Raises KitError and UnreadableFile where the index cannot be read.
    """
    rows = read_index(index).rows
    return verified(_read(files), rows, shipped_guide(), firm)


def _read(files: Iterable[FolderFile], totals: dict[str, Decimal] | None = None) -> list[Contents]:
    """What is in the files, in the order of their names. Notes the totals of tables, if it is given where."""
    found = []
    for file in files:
        contents = contents_of(FolderFile(one_line(file.name), file.open))
        found.append(contents)
        if totals is not None and (total := _total(file, contents)) is not None:
            totals[contents.name] = total
    return sorted(found, key=lambda contents: contents.name)


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
