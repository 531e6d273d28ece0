"""What is in a file of the folder: its size, its SHA-256, its format, and what stands in the way of using it.

A file is read once and in pieces. Only a workbook that our reader could take is held in memory, to look into its list
of parts; its sheets are not read.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple

from ..reading.formats import format_of
from ..reading.limits import MAX_BYTES
from ..reading.refusal import UnreadableFile

PIECE = 1 << 20
HEAD = 4096
_BLANKS = b"\0 \t\r\n"
_ZEROS = bytes(PIECE)
PDF, CSV, EXCEL, OTHER = "PDF", "CSV", "Excel", "Other"
"""The words of the column Format."""

_PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How workbooks and other office files begin."""
_BY_ENDING = {
    ".pdf": PDF,
    ".csv": CSV,
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".xlsb"), EXCEL),
}
_A = {PDF: "a PDF", CSV: "a CSV file", EXCEL: "an Excel workbook"}
_ENCRYPTED = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
"""The entry of a PDF's trailer that says so; a file saved in steps has several trailers."""
_LONGEST_ENTRY = 64


class FolderFile(NamedTuple):
    """A file of the folder by its name in it, with `/` between folders, and how to open it for reading."""

    name: str
    open: Callable[[], BinaryIO]


class Contents(NamedTuple):
    """What is in a file. `sha256` is empty when it could not be read; `remarks` are sentences.

    `total` is the control total of a table that has one; where it prints one that is not certain, `no_total` says why.
    """

    name: str
    size: int
    sha256: str
    format: str
    remarks: tuple[str, ...] = ()
    total: Decimal | None = None
    no_total: str = ""


def contents_of(file: FolderFile) -> Contents:
    """Read a file to its end. One that the system does not let us read gets a remark that says so."""
    try:
        with file.open() as stream:
            return _read(file.name, stream)
    except OSError as error:
        remark = f"It cannot be read: {error.strerror or error}."
        return Contents(file.name, 0, "", _by_ending(file.name), (remark,))


def _read(name: str, stream: BinaryIO) -> Contents:
    sums = hashlib.sha256()
    head = stream.read(HEAD)
    sums.update(head)
    size = len(head)
    kept: list[bytes] | None = [head] if head.startswith(_PACKED) else None
    is_pdf = kept is None and b"%PDF-" in head[:1024]
    encrypted = is_pdf and bool(_ENCRYPTED.search(head))
    blank = not head.strip(_BLANKS)
    end = head[-_LONGEST_ENTRY:]
    while piece := stream.read(PIECE):
        sums.update(piece)
        size += len(piece)
        if kept is not None:
            kept = [*kept, piece] if size <= MAX_BYTES else None
        if is_pdf and not encrypted:
            encrypted = _has_encryption(end, piece)
            end = piece[-_LONGEST_ENTRY:]
        blank = blank and (piece == _ZEROS[: len(piece)] or not piece.strip(_BLANKS))
    if blank:
        words = "It is empty." if not size else "It holds nothing but zeros or blanks."
        kind, remarks = _by_ending(name), [words]
    elif is_pdf:
        words = "It is encrypted: somebody may need a password to open or print it."
        kind, remarks = PDF, [words] if encrypted else []
    elif kept is None and head.startswith(_PACKED):
        kind, remarks = _by_ending(name), []
    else:
        kind, remarks = _format(name, b"".join(kept or [head]))
    remarks += _other_than_named(name, kind)
    return Contents(name, size, sums.hexdigest(), kind, tuple(remarks))


def _has_encryption(end: bytes, piece: bytes) -> bool:
    """Whether a piece of a PDF, or the seam to the piece before it, says that the file is encrypted."""
    seam = end + piece[:_LONGEST_ENTRY]
    return any(
        b"/Encrypt" in part and _ENCRYPTED.search(part) is not None for part in (seam, piece)
    )


def _format(name: str, data: bytes) -> tuple[str, list[str]]:
    """The format of a file that is no PDF, by its content where our reader knows it, and what the reader says of it."""
    named = _by_ending(name)
    try:
        kind, prepare = format_of(data)
        if kind in ("xls", "ods") and prepare:
            prepare()  # only there it shows whether a password is needed
    except UnreadableFile as refusal:
        if refusal.kind == "encrypted":
            return named, [f"{refusal.message} Somebody will need its password to open it."]
        if refusal.kind == "corrupt":
            return named, [f"{refusal.message} Open it and look; run the report again if needed."]
        return (OTHER if refusal.kind == "not-a-workbook" else named), []
    if kind in ("xlsx", "xls"):
        return EXCEL, []
    return (OTHER if kind == "ods" or named != CSV else CSV), []


def _other_than_named(name: str, kind: str) -> Iterator[str]:
    """Where content and name say two things."""
    named = _by_ending(name)
    if kind in (PDF, EXCEL) and kind != named:
        yield f"It is {_A[kind]}, but its name ends in {_ending(name) or 'nothing'}."
    elif named != OTHER and kind == OTHER:
        yield f"Its name ends in {_ending(name)}, but its content is not that of {_A[named]}."


def _by_ending(name: str) -> str:
    return _BY_ENDING.get(_ending(name), OTHER)


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower()
