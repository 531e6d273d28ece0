"""When a program last saved a workbook, as the workbook itself says."""

from __future__ import annotations

import datetime as dt
import re

from .archive import Archive
from .refusal import UnreadableFile

_PARTS = {
    "docProps/core.xml": re.compile(rb"<dcterms:modified[^>]*>\s*([^<]{10,40}?)\s*</"),
    "meta.xml": re.compile(rb"<dc:date[^>]*>\s*([^<]{10,40}?)\s*</"),
}
"""The part of an .xlsx and of an .ods file that holds it."""


def saved_at(data: bytes) -> dt.datetime | None:
    """The moment in UTC; None where a file does not say. A time without a zone is taken for UTC."""
    if not data.startswith(b"PK"):
        return None
    try:
        archive = Archive(data)
        for part, moment in _PARTS.items():
            if part in archive and (found := moment.search(archive.read(part))):
                when = dt.datetime.fromisoformat(found[1].decode("ascii"))
                return when.astimezone(dt.UTC) if when.tzinfo else when.replace(tzinfo=dt.UTC)
    except (UnreadableFile, ValueError, OverflowError):
        return None
    return None
