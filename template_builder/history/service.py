"""What the doors call: look at each file, then fill an index from what was found, or hold the folder against its index.

A browser asks for one file at a time and keeps what was found, so that one file which stops the engine stops no other.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..common.errors import KitError
from ..common.files import NamedBytes, PageAnswer
from ..common.text import text_of
from ..common.visible import visible
from ..firm.firm import NOBODY, Firm
from ..firm.firm_file import parse_firm_file
from ..guide.loading import shipped_guide
from .chosen_file import ChosenFile, found_from, found_json
from .contents import CSV, EXCEL, Contents, FolderFile, contents_of
from .control_total import LARGEST, TableTotal, control_total
from .index_rows import (
    INDEX_WORKBOOK,
    IndexRow,
    day_of,
    index_spec,
    read_index,
)
from .index_sheet import write_index
from .indexing import indexed
from .keep_until import in_words, rule_of
from .report import FilledIndex, Verification
from .verifying import verified


def look_at(file: FolderFile) -> Contents:
    """Everything that the index and the comparison need of a file; the rest of this room opens none."""
    contents = contents_of(FolderFile(one_line(file.name), file.open))
    found = _total(file, contents)
    return contents._replace(total=found.total, no_total=found.missing)


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


def _total(file: FolderFile, contents: Contents) -> TableTotal:
    """The control total of a table in which nothing is wrong."""
    if contents.format not in (CSV, EXCEL) or contents.remarks or contents.size > LARGEST:
        return TableTotal()
    try:
        with file.open() as stream:
            return control_total(stream.read(LARGEST))
    except OSError:  # gone since it was read
        return TableTotal()


def one_line(name: str) -> str:
    """A name as a cell can hold it: controls, and bytes that are no text, are spelled out."""
    return visible(name).replace("\n", "\\u000a").replace("\t", "\\u0009")


def answer(
    stamp: dt.datetime,
    step: str,
    name: str = "",
    file: Mapping[str, Any] | None = None,
    found: Sequence[Mapping[str, Any]] = (),
    index: NamedBytes | None = None,
    firm: NamedBytes | None = None,
    today: str = "",
) -> PageAnswer:
    """What the page of the Historical Data folder asks for: `look` at one file, then `index` or `verify` what was found.

    `name` is that of the file in the folder; `file` has its size and how to read it, see `ChosenFile`.

    Raises KitError and UnreadableFile where the index or the firm's file cannot be used.
    """
    if step == "look":
        return found_json(look_at(ChosenFile(name, **file or {}).in_folder)), {}
    files = [found_from(each) for each in found]
    described = parse_firm_file(firm[1], firm[0], shipped_guide()) if firm else None
    if step == "verify":
        if index is None:
            raise KitError("Choose the index to compare the folder with.")
        compared = verification_of(files, index, described, dt.date.fromisoformat(today))
        text = "".join(f"{line}\n" for line in compared.lines())
        return _comparison_json(compared), {"comparison.txt": text.encode()}
    filled = index_of(files, index, described, stamp)
    return _index_json(filled, described), {f"{INDEX_WORKBOOK}.xlsx": filled.data}


def _index_json(filled: FilledIndex, firm: Firm | None) -> dict[str, object]:
    guide = shipped_guide()
    rule = rule_of(guide, firm.region) if firm else None
    words = in_words(guide, rule) if rule else ""
    return {
        "summary": filled.summary,
        "changes": filled.changes,
        "left_out": filled.left_out,
        "rows": [_row_json(row) for row in filled.rows],
        "remarks": [remark._asdict() for remark in filled.remarks],
        "rule": words,
        "rule_sources": [
            {"title": source.cited, "url": source.url}
            for source in (guide.sources[id_] for id_ in (rule.sources if rule else ()))
        ],
        "by_rule": sum(
            not row.is_blank("keep-until") and row.text("rule") == words for row in filled.rows
        ),
    }


def _row_json(row: IndexRow) -> dict[str, object]:
    """The cells of a row as texts by the id of the column, and which of them are proposed."""
    texts = {id_: str(day_of(value) or text_of(value)) for id_, value in row.values.items()}
    return {**texts, "proposed": sorted(row.proposed)}


def _comparison_json(found: Verification) -> dict[str, object]:
    return {
        "same": found.verified.is_same,
        "counts": found.verified.counts,
        "remarks": [remark._asdict() for remark in found.verified.remarks],
        "left_out": found.left_out,
        "receipt": found.receipt,
    }
