"""Files of which an export could take nothing: it would leave them out as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..check.catalogue import Severity
from ..check.checker import CheckedFile
from ..common.errors import KitError

UNUSABLE = ("file-unknown", "file-other-template", "csv-header")
"""Findings that mean nothing of a file could be taken."""


def unusable(files: Sequence[CheckedFile]) -> Iterator[tuple[str, str]]:
    """The name of each such file, with why it is one and what to do."""
    for file in files:
        if file.unreadable:
            yield file.name, str(file.unreadable)
        own = file.collected
        nothing = not (own.activities or own.notes or own.new or own.rejected)
        for finding in file.findings:
            if finding.kind == "file-is-crosswalk":
                fix = "It has no entries: give it as the crosswalk only."
                yield file.name, f"{file.name}: {finding.message} {fix}"
            elif finding.kind in UNUSABLE or (nothing and finding.severity is Severity.ERROR):
                yield file.name, f"{file.name}: {finding.message} {finding.fix}"


def refuse_unusable(files: Sequence[CheckedFile]) -> None:
    """Stop before an export that would leave a whole file out.

    Raises KitError naming each such file.
    """
    reasons = [reason for _, reason in unusable(files)]
    if reasons:
        raise KitError("\n".join([*reasons, "Nothing is exported until every file can be read."]))
