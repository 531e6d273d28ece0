"""From checked files to the files of an import that ties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from ..check.checker import CheckedFile
from ..check.reference import Reference
from ..common.errors import KitError
from .exporter import Export, gather, import_files
from .receipt import Receipt, receipt_json, receipt_of
from .receipt_sheet import write_receipt

UNUSABLE = ("file-unknown", "file-other-template", "csv-header")
"""Findings that mean nothing of a file could be taken; an export would silently leave it out."""


class Exported(NamedTuple):
    """An import that ties: the files by name, and what they were made from."""

    files: dict[str, bytes]
    export: Export
    receipt: Receipt


def export_of(files: Sequence[CheckedFile], reference: Reference, stamp: dt.datetime) -> Exported:
    """The import files, the rejected rows and the receipt of the files of a check, with that check's reference.

    Raises KitError naming each file of which nothing could be taken, and when the export does not tie.
    """
    _refuse_unusable(files)
    export = gather(files)
    outputs = import_files(export, reference)
    receipt = receipt_of(files, export, reference, outputs)
    if not receipt.ties:
        raise KitError(
            "The export does not tie, so nothing is written. Please report this with `check`."
        )
    outputs["receipt.json"] = receipt_json(receipt)
    outputs["receipt.xlsx"] = write_receipt(receipt, stamp)
    return Exported(outputs, export, receipt)


def _refuse_unusable(files: Sequence[CheckedFile]) -> None:
    """Stop before an export that would leave a whole file out, or take one twice.

    Raises KitError naming each such file.
    """
    seen: dict[str, CheckedFile] = {}
    for file in files:
        first = seen.setdefault(file.sha256, file)
        if first is not file:
            raise KitError(
                f"{file.name} is the same file as {first.name}: each of its rows would be exported twice. "
                "Nothing is exported. Give each file once; if two people handed in the same file, ask whose it is."
            )
    reasons = [str(file.unreadable) for file in files if file.unreadable]
    for file in files:
        for finding in file.findings:
            if finding.kind in UNUSABLE:
                reasons.append(f"{file.name}: {finding.message} {finding.fix}")
    if reasons:
        raise KitError("\n".join([*reasons, "Nothing is exported until every file can be read."]))
