"""What is in a file of the folder: its size, its SHA-256, its format, and what stands in the way of using it.

A file is read once and in pieces. Only a workbook that our reader could take is held in memory, to look into its list
of parts, and a table that is small enough to read its total.
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
from .control_total import LARGEST

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


def unreadable(name: str, why: str) -> Contents:
    """What is known of a file that cannot be read to its end."""
    return Contents(name, 0, "", _by_ending(name), (f"It cannot be read: {why}.",))


class Look:
    """Looks at a file of a name, whose pieces it is given one by one. A large file is never held in memory."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._sums = hashlib.sha256()
        self._size = 0
        self._head = b""
        self._end = b""
        self._kept: list[bytes] | None = []
        self._encrypted = False
        self._blank = True

    def take(self, piece: bytes) -> None:
        """The next piece, of any length."""
        self._sums.update(piece)
        self._size += len(piece)
        if len(self._head) < HEAD:
            self._head += piece[: HEAD - len(self._head)]
        if self._kept is not None:
            self._kept.append(piece)
            packed = self._head.startswith(_PACKED)
            if self._size > (MAX_BYTES if packed else LARGEST):
                self._kept = None
        if not self._encrypted and (self._is_pdf or len(self._head) < HEAD):
            self._encrypted = _has_encryption(self._end, piece)
            self._end = (self._end + piece[-_LONGEST_ENTRY:])[-_LONGEST_ENTRY:]
        if self._blank:
            self._blank = piece == _ZEROS[: len(piece)] or not piece.strip(_BLANKS)

    @property
    def _is_pdf(self) -> bool:
        return not self._head.startswith(_PACKED) and b"%PDF-" in self._head[:1024]

    def found(self) -> Contents:
        """What is in the file, after its last piece."""
        name, whole = self._name, self._whole
        packed = self._head.startswith(_PACKED)
        if self._blank:
            words = "It holds nothing but zeros or blanks." if self._size else "It is empty."
            kind, remarks = _by_ending(name), [words]
        elif self._is_pdf:
            words = "It is encrypted: somebody may need a password to open or print it."
            kind, remarks = PDF, [words] if self._encrypted else []
        elif packed and whole is None:
            kind, remarks = _by_ending(name), []
        else:
            kind, remarks = _format(name, whole if packed and whole else self._head)
        remarks += _other_than_named(name, kind)
        return Contents(name, self._size, self._sums.hexdigest(), kind, tuple(remarks))

    @property
    def _whole(self) -> bytes | None:
        """The file itself, as long as it is small enough to look into it."""
        return None if self._kept is None else b"".join(self._kept)

    @property
    def table(self) -> bytes:
        """The file, where it may be a table whose total is wanted."""
        return (self._whole or b"") if self._size <= LARGEST else b""


def _has_encryption(end: bytes, piece: bytes) -> bool:
    """Whether a piece of a PDF, or the seam to what is before it, says that the file is encrypted."""
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
