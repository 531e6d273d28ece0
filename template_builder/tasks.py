"""What a reader asks for, from named bytes to named bytes: the command line and the browser do the same by it.

A task imports what only it needs: checking one workbook should not wait for the writers of others.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .check.catalogue import load_findings
from .check.checker import CheckedFile, Checker
from .check.known import known_from
from .common.errors import KitError
from .crosswalk.crosswalk import Crosswalk, read_crosswalk
from .reading.reader import read_file
from .workbooks.loading import load_workbook

if TYPE_CHECKING:
    from .export.exporter import Export
    from .export.receipt import Receipt
    from .firm.firm import Firm
    from .reassign.worklist import Worklist
    from .retry.retry import Retry

NamedBytes = tuple[str, bytes]
"""A file as it comes from a reader or goes to one: its name and what is in it."""

UNUSABLE = ("file-unknown", "file-other-template", "csv-header")
"""Findings that mean nothing of a file could be taken; an export would silently leave it out."""


def checker() -> Checker:
    """The rules as shipped."""
    return Checker(spec=load_workbook("time-tracking"), catalogue=load_findings())


def crosswalk_from(files: Iterable[NamedBytes]) -> Crosswalk:
    """One crosswalk out of one workbook, or out of a CSV each for matters and people.

    Raises KitError when a file is not one, or when two rows contradict each other.
    """
    books = [read_file(name, data) for name, data in files]
    return read_crosswalk(books, load_workbook("matter-crosswalk"))


class Exported(NamedTuple):
    """An import that ties: the files by name, and what they were made from."""

    files: dict[str, bytes]
    export: Export
    receipt: Receipt


def export_of(
    files: Sequence[CheckedFile],
    *,
    firm: Firm | None,
    crosswalk: Crosswalk | None,
    stamp: dt.datetime,
) -> Exported:
    """The import files, the rejected rows and the receipt of checked files.

    Raises KitError naming each file of which nothing could be taken, and when the export does not tie.
    """
    from .export.exporter import gather, import_files, with_new_matters
    from .export.receipt import receipt_json, receipt_of
    from .export.receipt_sheet import write_receipt

    _refuse_unusable(files)
    known = with_new_matters(known_from(firm, crosswalk), files)
    export = gather(files)
    outputs = import_files(export, known)
    receipt = receipt_of(files, export, known, outputs)
    if not receipt.ties:
        raise KitError(
            "The export does not tie, so nothing is written. Please report this with `check`."
        )
    outputs["receipt.json"] = receipt_json(receipt)
    outputs["receipt.xlsx"] = write_receipt(receipt, stamp)
    return Exported(outputs, export, receipt)


def _refuse_unusable(files: Sequence[CheckedFile]) -> None:
    """Stop before an export that would leave a whole file out.

    Raises KitError naming each such file.
    """
    reasons = [file.unreadable for file in files if file.unreadable]
    for file in files:
        for finding in file.findings:
            if finding.kind in UNUSABLE:
                reasons.append(f"{file.name}: {finding.message} {finding.fix}")
    if reasons:
        raise KitError("\n".join([*reasons, "Nothing is exported until every file can be read."]))


class Refused(NamedTuple):
    """The rows that Clio refused, and what was the matter with the receipt if it could not be used."""

    retry: Retry
    remark: str = ""


def refused_rows(errors: NamedBytes, exported: bytes, receipt: bytes | None) -> Refused:
    """The rows of an uploaded import file that stand with an error in the file that Clio handed back.

    Raises KitError when one of the two is not what it should be; a receipt that is none is only remarked on.
    """
    from .retry.retry import NotAReceipt, retry

    book = read_file(*errors)
    try:
        return Refused(retry(book, exported, receipt))
    except NotAReceipt as error:
        remark = f"{error} Rows are given without the place they came from."
        return Refused(retry(book, exported), remark)


def worklist_of(
    listing: NamedBytes, crosswalk: Crosswalk, stamp: dt.datetime
) -> tuple[Worklist, dict[str, bytes]]:
    """The worklist that moves the entries of a placeholder matter, and its files by name.

    Raises KitError when the listing cannot be used, and when the worklist does not tie.
    """
    from .reassign.reassign import reassign
    from .reassign.worklist_sheet import worklist_files

    worklist = reassign(read_file(*listing), crosswalk)
    files = worklist_files(worklist, stamp)
    if not worklist.ties:
        raise KitError(
            "The worklist does not hold every entry of the listing, so nothing is written."
        )
    return worklist, files
