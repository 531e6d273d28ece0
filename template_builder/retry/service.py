"""Finds the rows to upload again, from the uploaded file and the one that Clio returned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from ..check.crosswalk_check import crosswalk_from
from ..check.entries import totals_json
from ..check.reference import reference_from
from ..common.files import NamedBytes, PageAnswer
from ..crosswalk.crosswalk import Crosswalk
from ..reading.reader import read_file
from .retry import NotAReceipt, Retry, retry


class Refused(NamedTuple):
    """The rows that Clio refused, and what was the matter with the receipt if it could not be used."""

    retry: Retry
    remark: str = ""


def refused_rows(
    errors: NamedBytes,
    exported: bytes,
    receipt: bytes | None,
    crosswalk: Crosswalk | None = None,
) -> Refused:
    """The rows of an uploaded import file that have an error in the file that Clio returned, by a corrected crosswalk.

    Raises KitError when one of the two is not what it should be; a receipt that is none is only remarked on.
    """
    book = read_file(*errors)
    known = reference_from(None, crosswalk) if crosswalk else None
    try:
        return Refused(retry(book, exported, receipt, known))
    except NotAReceipt as error:
        remark = f"{error} Rows are given without the place they came from."
        return Refused(retry(book, exported, None, known), remark)


def answer(
    _stamp: dt.datetime,
    errors: NamedBytes,
    exported: NamedBytes,
    receipt: NamedBytes | None = None,
    crosswalk: Sequence[NamedBytes] = (),
) -> PageAnswer:
    """What the page `Retry refused rows` shows, and the file to upload again.

    Raises KitError as `refused_rows` does.
    """
    corrected = crosswalk_from(crosswalk) if crosswalk else None
    found, remark = refused_rows(errors, exported[1], receipt[1] if receipt else None, corrected)
    data: dict[str, object] = {
        "failed": [
            {
                "line": row.line,
                "origin": str(row.origin) if row.origin else "",
                "error": row.error,
                "values": row.values,
                "mended": row.mended,
            }
            for row in found.failed
        ],
        "unmatched": [
            {"place": str(row.place), "error": row.error, "why": row.why} for row in found.unmatched
        ],
        "passed": found.passed,
        "totals": totals_json(found.totals),
        "notes": [note for note in (remark, *found.notes) if note],
    }
    return data, {"again.csv": found.data} if found.failed else {}
