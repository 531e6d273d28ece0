"""Recognizes the format of a file by its content, never by its name, and explains why a file is refused.

The module of a format is imported only when such a file arrives: most checks see only .xlsx.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Literal

from .limits import MAX_BYTES
from .litter import left_by_a_program
from .marks import Prepared
from .refusal import UnreadableFile, locked

if TYPE_CHECKING:
    from .archive import Archive
    from .old_excel.ole import OleFile

Format = Literal["xlsx", "xls", "ods", "csv"]

WORKBOOK_NAMES = (".xlsx", ".xlsm", ".xls", ".ods")
"""How names of workbooks end. Some programs save text under such a name; if it is a table of ours, it is still read."""

_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_FILES = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"II*\x00": "a picture",
    b"MM\x00*": "a picture",
    b"{\\rtf": "a text document (RTF)",
    b"\x1f\x8b\x08": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
    b"Rar!": "a compressed file",
    b"SQLite format 3": "a database",
    b"\x00\x01\x00\x00Standard": "an Access database",
}
_OTHER_ARCHIVES = {
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a PowerPoint presentation",
}
_OTHER_CONTAINERS = {
    "WordDocument": "a Word document",
    "PowerPoint Document": "a PowerPoint presentation",
    "__properties_version1.0": "an Outlook message",
}
_NUMBERS = ("index/document.iwa", "index.zip")
_EARLY_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")
_XML_SHEET = re.compile(rb"Excel\.Sheet|office:spreadsheet")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|div|style)[\s>]", re.IGNORECASE)
_NO_ENTRIES = "Leave it out. Use the workbook of the same name without the marks at its beginning."
_DOWNLOAD = "Open it in Google Sheets, choose File > Download > Microsoft Excel, and use that file."
_SAVE_AGAIN = "Open it in your spreadsheet program and save it as an Excel workbook (.xlsx)."


def recognized(data: bytes) -> tuple[Format, Prepared | None]:
    """The format of a file and, if it is a workbook, what to hand to calamine; None for a text.

    Raises UnreadableFile for anything else, and for a workbook that is damaged, encrypted or too large.
    """
    kind, prepare = format_of(data)
    return kind, prepare() if prepare else None


def format_of(data: bytes) -> tuple[Format, Callable[[], Prepared] | None]:
    """The format of a file and, if it is a workbook, what prepares it for calamine; its sheets are not looked at.

    Raises UnreadableFile as `recognized` does, except for damage inside the sheets.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableFile("too-large", f"It is larger than {MAX_BYTES // 1_000_000} MB.")
    if not data[:1_000_000].strip(b"\0 \t\r\n"):
        raise UnreadableFile("empty", "The file is empty.")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from .archive import Archive

        return _from_archive(Archive(data))
    if data.startswith(_CONTAINER):
        from .old_excel.ole import OleFile

        return "xls", _from_container(OleFile(data))
    if data.startswith(_EARLY_EXCEL):
        raise UnreadableFile(
            "unsupported-format", "It is a workbook of Excel 4 or earlier.", _SAVE_AGAIN
        )
    if left := left_by_a_program(data):
        raise UnreadableFile("not-a-workbook", f"It is {left}. It has no entries.", _NO_ENTRIES)
    for magic, what in _OTHER_FILES.items():
        if data.startswith(magic):
            raise UnreadableFile("not-a-workbook", f"It is {what}, not a workbook.")
    _refuse_markup(data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n"))
    return "csv", None


def _from_archive(archive: Archive) -> tuple[Format, Callable[[], Prepared]]:
    if "mimetype" in archive:
        from . import ods

        mime = archive.read("mimetype").strip()
        if mime.startswith(ods.MIME):
            return "ods", partial(ods.prepare, archive)
        if mime.startswith(b"application/vnd.oasis.opendocument"):
            message = "It is an OpenDocument file, but not a spreadsheet."
            raise UnreadableFile("not-a-workbook", message)
    from .excel import xlsx

    path = xlsx.workbook_path(archive)
    if path.endswith(".bin") or "xl/workbook.bin" in archive:
        raise UnreadableFile("unsupported-format", "It is an Excel binary workbook (.xlsb).")
    for name, what in _OTHER_ARCHIVES.items():
        if name in archive:
            raise UnreadableFile("not-a-workbook", f"It is {what}, not a workbook.")
    if path:
        return "xlsx", partial(xlsx.prepare, archive, path)
    if any(name.endswith(_NUMBERS) for name in archive.names):
        way = "Open it in Numbers, choose File > Export To > Excel, and use that file."
        raise UnreadableFile("unsupported-format", "It is an Apple Numbers or Pages file.", way)
    way = "If it has workbooks in it, unpack it and use them one by one."
    raise UnreadableFile("not-a-workbook", "It is a zip file without a workbook at its top.", way)


def _from_container(container: OleFile) -> Callable[[], Prepared]:
    names = container.entries
    if "EncryptedPackage" in names:
        raise locked()
    if "Workbook" in names or "Book" in names:
        from .old_excel import xls

        return partial(xls.prepare, container)
    for name, what in _OTHER_CONTAINERS.items():
        if name in names:
            raise UnreadableFile("not-a-workbook", f"It is {what}, not a workbook.")
    raise UnreadableFile("not-a-workbook", "It is an Office file without a workbook in it.")


def _refuse_markup(start: bytes) -> None:
    """Refuse web pages and XML, which some programs save under the name of a workbook."""
    if start.startswith(b"ID;P"):
        raise UnreadableFile("unsupported-format", "It is a SYLK file.", _SAVE_AGAIN)
    if start.startswith(b"{") and b"docs.google.com" in start:
        message = "It is a link to a Google file, not the file."
        raise UnreadableFile("not-a-workbook", message, _DOWNLOAD)
    if not start.startswith(b"<"):
        return
    if _XML_SHEET.search(start):
        raise UnreadableFile("unsupported-format", "It is a workbook saved as XML.", _SAVE_AGAIN)
    if _PAGE.search(start):
        message = "It is a web page, although its name is that of a workbook."
        raise UnreadableFile("unsupported-format", message, _SAVE_AGAIN)
    raise UnreadableFile("not-a-workbook", "It is an XML file, not a workbook.")
