"""Finds the rows to upload again, from the uploaded file and the one that Clio returned."""

from __future__ import annotations

from typing import NamedTuple

from ..common.files import NamedBytes
from ..reading.reader import read_file
from .retry import NotAReceipt, Retry, retry


class Refused(NamedTuple):
    """The rows that Clio refused, and what was the matter with the receipt if it could not be used."""

    retry: Retry
    remark: str = ""


def refused_rows(errors: NamedBytes, exported: bytes, receipt: bytes | None) -> Refused:
    """The rows of an uploaded import file that have an error in the file that Clio returned.

    Raises KitError when one of the two is not what it should be; a receipt that is none is only remarked on.
    """
    book = read_file(*errors)
    try:
        return Refused(retry(book, exported, receipt))
    except NotAReceipt as error:
        remark = f"{error} Rows are given without the place they came from."
        return Refused(retry(book, exported), remark)
