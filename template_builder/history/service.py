"""What the doors call: look at each file, then fill an index from what was found, or hold the folder against its index.

A browser asks for one file at a time and keeps what was found, so that one file which stops the engine stops no other.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ..common.errors import KitError
from ..common.files import NamedBytes, PageAnswer
from ..common.text import text_of
from ..common.visible import visible
from ..firm.firm import NOBODY, Firm
from ..firm.firm_file import parse_firm_file
from ..guide.loading import shipped_guide
from ..guide.model import Guide
from ..plan.terms import own_terms
from .contents import CSV, EXCEL, PIECE, Contents, FolderFile, Look, unreadable
from .control_total import control_total
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
    """Everything that the index and the comparison need of a file; the rest of this room opens none.

    One that the system does not let us read gets a remark that says so.
    """
    look = Look(one_line(file.name))
    try:
        with file.open() as stream:
            while piece := stream.read(PIECE):
                look.take(piece)
    except OSError as error:
        return unreadable(one_line(file.name), error.strerror or str(error))
    return _with_total(look)


def _with_total(look: Look) -> Contents:
    """What was found in a file; of a table in which nothing is wrong, with its control total."""
    found = look.found()
    if found.format not in (CSV, EXCEL) or found.remarks or not look.table:
        return found
    total, missing = control_total(look.table)
    return found._replace(total=total, no_total=missing)


def index_of(
    found: Iterable[Contents], earlier: NamedBytes | None, firm: Firm | None, stamp: dt.datetime
) -> FilledIndex:
    """The index of a folder, with the rows of an earlier one.

    Raises KitError and UnreadableFile where the earlier one cannot be read.
    """
    before = read_index(earlier) if earlier else None
    guide = _guide_of(firm)
    files, left_out = _without_index(found, earlier)
    result = indexed(files, before.rows if before else None, guide, firm)
    remarks = (*(before.remarks if before else ()), *result.remarks)
    about_reports = before.old_system if before else ()
    data = write_index(
        index_spec(), guide, firm or NOBODY, result.rows, about_reports, remarks, stamp
    )
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
    result = verified(files, rows, _guide_of(firm), firm)
    return Verification(result, result.receipt(name, _hash(data), today), left_out)


def _guide_of(firm: Firm | None) -> Guide:
    """The guide in the words of the firm's region, as its blank index has them."""
    return own_terms(firm.region if firm else "").of(shipped_guide())


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


def one_line(name: str) -> str:
    """A name as a cell can hold it: controls, and bytes that are no text, are spelled out."""
    return visible(name).replace("\n", "\\u000a").replace("\t", "\\u0009")


_looking: dict[str, Look] = {}
"""The file that a page hands over, by its name."""
CANNOT = "the browser may not read it, or it has changed or moved since it was chosen"


def answer(
    stamp: dt.datetime,
    step: str,
    name: str = "",
    piece: bytes | None = None,
    first: bool = False,
    last: bool = False,
    found: Sequence[Mapping[str, Any]] = (),
    index: NamedBytes | None = None,
    firm: NamedBytes | None = None,
    today: str = "",
) -> PageAnswer:
    """What the page of the Historical Data folder asks for: `look` at one file, then `index` or `verify` what was found.

    A file comes in pieces, from the `first` to the `last`; with the last one, the answer is what was found in it. No
    piece says that the browser cannot read on.

    Raises KitError and UnreadableFile where the index or the firm's file cannot be used.
    """
    if step == "look":
        return _look(one_line(name), piece, first=first, last=last), {}
    files = [_found_from(each) for each in found]
    described = parse_firm_file(firm[1], firm[0], shipped_guide()) if firm else None
    if step == "verify":
        if index is None:
            raise KitError("Choose the index to compare the folder with.")
        compared = verification_of(files, index, described, dt.date.fromisoformat(today))
        text = "".join(f"{line}\n" for line in compared.lines())
        return _comparison_json(compared), {"comparison.txt": text.encode()}
    filled = index_of(files, index, described, stamp)
    return _index_json(filled, described), {f"{INDEX_WORKBOOK}.xlsx": filled.data}


def _look(name: str, piece: bytes | None, *, first: bool, last: bool) -> dict[str, object]:
    if piece is None:
        return _found_json(unreadable(name, CANNOT))
    if first:
        _looking.clear()
        _looking[name] = Look(name)
    _looking[name].take(piece)
    return _found_json(_with_total(_looking.pop(name))) if last else {}


def _found_json(found: Contents) -> dict[str, object]:
    """What was found in a file, for a page to keep. Nothing in it is None, which no page would give back as it was."""
    return {**found._asdict(), "total": "" if found.total is None else str(found.total)}


def _found_from(data: Mapping[str, Any]) -> Contents:
    """The same, as the page gives it back."""
    total = data["total"]
    return Contents(**{**data, "total": Decimal(total) if total else None})


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
