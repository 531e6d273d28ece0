"""Reads the parts of a workbook's zip file, and packs the checked parts into a new one."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable
from typing import NamedTuple

from .limits import MAX_EXPANDED, MAX_PARTS
from .refusal import UnreadableFile

_ENTRY = b"PK\x01\x02"
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_FIRST_DAY = 0x21
"""1980-01-01, the first day a zip can carry."""
_DOCTYPE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?>(?:<\?.*?\?>|<!--.*?-->)\s*)*+<!DOCTYPE", re.DOTALL
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


class PackedPart(NamedTuple):
    """A part of an archive, compressed by some method, with the checksum and size of what it unpacks to."""

    content: bytes
    method: int
    crc: int
    size: int

    @classmethod
    def stored(cls, data: bytes) -> PackedPart:
        return cls(data, zipfile.ZIP_STORED, zlib.crc32(data), len(data))

    @classmethod
    def deflated(cls, data: bytes) -> PackedPart:
        packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        content = packer.compress(data) + packer.flush()
        return cls(content, zipfile.ZIP_DEFLATED, zlib.crc32(data), len(data))


class Archive:
    """The parts of a workbook by name. What a part claims about its size is not trusted.

    Names are found whatever their case, and with the backslashes that some programs put between folders, as
    spreadsheet programs do.
    """

    def __init__(self, data: bytes) -> None:
        if data.count(_ENTRY) > MAX_PARTS:
            raise UnreadableFile("too-large", f"It has more than {MAX_PARTS:,} parts.")
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                entries = archive.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise UnreadableFile("corrupt", "The end of the file is missing or damaged.") from error
        self._data = data
        self._entries = {slashed(entry.filename).lower(): entry for entry in entries}
        self._room = MAX_EXPANDED

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in small letters."""
        return tuple(self._entries)

    @property
    def written_names(self) -> tuple[str, ...]:
        """The names of all parts as the file has them, but with slashes."""
        return tuple(slashed(entry.filename) for entry in self._entries.values())

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises UnreadableFile when it is missing, damaged, locked or makes the workbook too large.
        """
        entry = self._entries.get(name.lower())
        if entry is None:
            raise UnreadableFile("corrupt", f"Its part {name} is missing.")
        if entry.flag_bits & 1:
            raise UnreadableFile("encrypted", "It is packed with a password.")
        self._room -= entry.file_size
        if self._room < 0:
            message = f"It unpacks to more than {MAX_EXPANDED // 1_000_000} MB."
            raise UnreadableFile("too-large", message)
        try:
            data = self._unpacked(entry)
        except zlib.error as error:
            raise UnreadableFile("corrupt", f"Its part {name} is damaged.") from error
        if len(data) != entry.file_size or zlib.crc32(data) != entry.CRC:
            raise UnreadableFile("corrupt", f"Its part {name} is damaged.")
        return data

    def packed_part(self, name: str) -> PackedPart:
        """A part as it is, still compressed; only for parts that were read and found whole."""
        entry = self._entries[name.lower()]
        content = bytes(self._content(entry))
        return PackedPart(content, entry.compress_type, entry.CRC, entry.file_size)

    def _content(self, entry: zipfile.ZipInfo) -> memoryview:
        start = entry.header_offset
        header = self._data[start : start + _LOCAL.size]
        if len(header) < _LOCAL.size or not header.startswith(b"PK\x03\x04"):
            return memoryview(b"")
        start += _LOCAL.size + sum(_LOCAL.unpack(header)[-2:])
        return memoryview(self._data)[start : start + entry.compress_size]

    def _unpacked(self, entry: zipfile.ZipInfo) -> bytes:
        """The bytes of a part, at most one more than it claims to have.

        `zipfile` would unpack a part that is larger than its claim in full before it noticed.
        """
        content = self._content(entry)
        if entry.compress_type == zipfile.ZIP_STORED:
            return bytes(content[: entry.file_size + 1])
        if entry.compress_type == zipfile.ZIP_DEFLATED:
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(content, entry.file_size + 1)
        raise UnreadableFile("corrupt", "It is packed in an unusual way.")

    def read_xml(self, name: str) -> bytes:
        """The bytes of an XML part, in UTF-8.

        Raises UnreadableFile also when it declares a document type: no spreadsheet program writes one, and it
        can make a small text expand without end.
        """
        data = self.read(name)
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            try:
                data = _DECLARATION.sub("", data.decode("utf-16")).encode()
            except UnicodeDecodeError as error:
                raise UnreadableFile("corrupt", f"Its part {name} is damaged.") from error
        if _DOCTYPE.match(data):
            raise UnreadableFile(
                "corrupt", f"Its part {name} has a document type, which no workbook has."
            )
        return data


def slashed(path: str) -> str:
    """A path inside a zip with slashes between its folders, and none before the first."""
    return path.replace("\\", "/").lstrip("/")


def packed(parts: Iterable[tuple[str, bytes | PackedPart]]) -> bytes:
    """A zip of parts: bytes as they are, for they need not be unpacked again, others still compressed."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    place = 0
    for name, data in parts:
        part = data if isinstance(data, PackedPart) else PackedPart.stored(data)
        sizes = (len(part.content), part.size, len(name), 0)
        common = (20, 0, part.method, 0, _FIRST_DAY, part.crc, *sizes)
        local = _LOCAL.pack(b"PK\x03\x04", *common) + name.encode("ascii")
        central = _CENTRAL.pack(b"PK\x01\x02", 20, *common, 0, 0, 0, 0, place) + name.encode(
            "ascii"
        )
        pieces += local, part.content
        directory.append(central)
        place += len(local) + len(part.content)
    count, size = len(directory), sum(map(len, directory))
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, size, place, 0)
    return b"".join((*pieces, *directory, end))
