"""Packs parts into a zip, and workbooks into .xlsx, so that the same content always gives the same bytes.

`openpyxl.Workbook.save` stamps the moment of saving into the properties, and zip entries carry the clock.
Here the writer hands its parts over, and every date is the one the caller gives.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from .sheet_writer import SheetWriter

Book: TypeAlias = Workbook
"""A workbook in the making, for writers that fill it sheet by sheet."""


def new_book(title: str, creator: str = "", subject: str = "") -> Book:
    """A workbook without sheets, with its title and creator."""
    book = Book()
    book.remove(book.active)
    book.properties.title = title
    book.properties.subject = subject
    book.properties.creator = creator or "Firm Transition Guide"
    return book


class Unchanged:
    """What several workbooks have in common: the XML of `sheets` by name, and parts that were compressed before."""

    def __init__(self) -> None:
        self.sheets: dict[str, bytes] = {}
        self.deflated: dict[bytes, bytes] = {}


def zipped(
    parts: Mapping[str, bytes], stamp: dt.datetime, unchanged: Unchanged | None = None
) -> bytes:
    """A zip of named parts in the order given, each dated `stamp` (UTC, not before 1980).

    A part that stands in `unchanged` is not compressed again; those of this zip stand there afterwards.
    """
    buffer = io.BytesIO()
    before = unchanged.deflated if unchanged else {}
    deflated: dict[bytes, bytes] = {}
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, stamp.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.file_size = len(data)
            if data not in deflated:
                deflated[data] = before.get(data) or _deflate(data)
            with archive.open(entry, "w") as target:
                # Where this is no longer the compressor, the part is compressed as usual.
                target._compressor = _Deflated(deflated[data])  # type: ignore[attr-defined]
                target.write(data)
    if unchanged:
        unchanged.deflated = deflated
    return buffer.getvalue()


def _deflate(data: bytes) -> bytes:
    """As zipfile does it."""
    compressor = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -15)
    return compressor.compress(data) + compressor.flush()


class _Deflated:
    """Stands in for the compressor of a part whose compressed bytes are known."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def compress(self, _: bytes) -> bytes:
        return self._data

    def flush(self) -> bytes:
        return b""


def saved(
    workbook: Workbook,
    stamp: dt.datetime,
    unchanged: Unchanged | None = None,
    *,
    seal: bool = False,
) -> bytes:
    """The bytes of a workbook whose properties and entries are dated `stamp`.

    `unchanged` keeps sheets from one call to the next: a sheet that stands in it is not rendered again, and a sheet
    that was rendered is added to it. Remove a sheet from it after changing it.
    With `seal`, `is_untouched` knows the file from one that somebody has worked in.
    """
    workbook.properties.created = stamp
    workbook.properties.modified = stamp
    parts, unchanged = _Parts(), unchanged or Unchanged()
    _Writer(workbook, parts, unchanged.sheets).save()
    parts.data["xl/styles.xml"] = _in_order(parts.data["xl/styles.xml"])
    # The content types come first, as every spreadsheet program writes them.
    ordered = {"[Content_Types].xml": parts.data.pop("[Content_Types].xml"), **parts.data}
    return zipped(_sealed(ordered) if seal else ordered, stamp, unchanged)


_PROPERTIES = "docProps/core.xml"
_END_OF_PROPERTIES = b"</cp:coreProperties>"
_LARGEST = 400_000_000
"""Bytes that a sealed workbook may unpack to; the largest marked copy stays far below."""

_SEAL = re.compile(rb"<dc:identifier>([0-9a-f]{64})</dc:identifier>")


def _sealed(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts, with a hash of them all as the identifier among the properties."""
    seal = f"<dc:identifier>{_hash(parts)}</dc:identifier>".encode()
    properties = parts[_PROPERTIES].replace(_END_OF_PROPERTIES, seal + _END_OF_PROPERTIES)
    return {**parts, _PROPERTIES: properties}


def is_untouched(data: bytes) -> bool:
    """Whether a file is a sealed workbook of ours in which nobody has changed anything since."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                return False
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError):
        return False
    properties = parts.get(_PROPERTIES, b"")
    seal = _SEAL.search(properties)
    parts[_PROPERTIES] = _SEAL.sub(b"", properties, count=1)
    return seal is not None and seal[1].decode() == _hash(parts)


def _hash(parts: Mapping[str, bytes]) -> str:
    whole = hashlib.sha256()
    for name, data in parts.items():
        whole.update(f"{len(name)} {name} {len(data)} ".encode())
        whole.update(data)
    return whole.hexdigest()


FONT = re.compile(rb"(<font>)(.*?)(</font>)")
FONT_PART = re.compile(rb"<(\w+)[^>]*/>")
IN_ORDER = (
    *(b"b", b"i", b"strike", b"condense", b"extend", b"outline", b"shadow", b"u", b"vertAlign"),
    *(b"sz", b"color", b"name", b"family", b"charset", b"scheme"),
)
"""The order of a font's parts in the schema of Office (ECMA-376, CT_Font); openpyxl writes another order."""


def _in_order(styles: bytes) -> bytes:
    def font(found: re.Match[bytes]) -> bytes:
        parts = sorted(FONT_PART.finditer(found[2]), key=lambda part: IN_ORDER.index(part[1]))
        return found[1] + b"".join(part[0] for part in parts) + found[3]

    return FONT.sub(font, styles)


class _Writer(ExcelWriter):
    """openpyxl's writer, except that it takes sheets rendered before from a store, and renders others in memory."""

    def __init__(self, workbook: Workbook, parts: _Parts, rendered: dict[str, bytes]) -> None:
        super().__init__(workbook, parts)
        self.parts = parts
        self.rendered = rendered

    def write_worksheet(self, sheet: Worksheet) -> None:
        name = sheet.path.removeprefix("/")
        sheet.merged_cells = _InOrder(sheet.merged_cells.ranges)
        if sheet.title not in self.rendered:
            sheet._drawing = SpreadsheetDrawing()
            sheet._drawing.charts = sheet._charts
            sheet._drawing.images = sheet._images
            writer = SheetWriter(sheet)
            writer.write()
            sheet._rels = writer._rels
            self.rendered[sheet.title] = writer.xml
        self.parts.writestr(name, self.rendered[sheet.title])
        self.manifest.append(sheet)


class _InOrder(MultiCellRange):
    """Writes merged areas in the order of the sheet; openpyxl's order depends on the machine."""

    def __iter__(self) -> Iterator[CellRange]:
        return iter(self.sorted())


class _Parts:
    """Replaces the archive that openpyxl's writer fills, and keeps the parts in memory."""

    def __init__(self) -> None:
        self.data: dict[str, bytes] = {}

    def writestr(self, name: str, data: bytes | str) -> None:
        self.data[name] = data.encode() if isinstance(data, str) else data

    def namelist(self) -> list[str]:
        return list(self.data)

    def close(self) -> None:
        """Nothing to close: the parts are zipped afterwards."""
