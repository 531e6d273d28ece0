"""Takes a stream out of the OLE container that an old Excel file is, and packs one into a new container.

The container is a small file system whose tables a damaged file can send in circles; calamine trusts them.
"""

from __future__ import annotations

import struct

from ..refusal import UnreadableFile

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = struct.Struct("<8s16x5H6x9I436s")
_ENTRY = struct.Struct("<64sHBB3I36xIQ")
_STREAM, _ROOT = 2, 5
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NONE = 0xFFFFFFFF
_SECTOR = 4096
_SMALL = 4096
"""Streams below this size stand in a container of their own, cut into sectors of 64 bytes."""


class OleFile:
    """The streams of a container by name."""

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEADER.size:
            raise _damaged()
        (
            _,
            _,
            _,
            _,
            shift,
            small_shift,
            _,
            _,
            directory,
            _,
            _,
            small_table,
            _,
            further,
            _,
            listed,
        ) = _HEADER.unpack_from(data)
        if shift not in (9, 12) or small_shift != 6:
            raise _damaged()
        self._data = data
        self._size = 1 << shift
        tables = [number for number in struct.unpack("<109I", listed) if number != _FREE]
        tables += self._further_tables(further)
        if len(tables) > len(data) >> shift:
            raise _damaged()
        self._next = self._numbers(b"".join(self._sector(number) for number in tables))
        self.entries: dict[str, tuple[int, int]] = {}
        root = (_END, 0)
        content = self._chain(directory)
        for start in range(0, len(content) - _ENTRY.size + 1, _ENTRY.size):
            name, length, kind, *_, first, size = _ENTRY.unpack_from(content, start)
            if shift == 9:
                size &= 0xFFFFFFFF
            if kind == _ROOT:
                root = (first, size)
            elif kind == _STREAM:
                text = name[: max(length - 2, 0)].decode("utf-16-le", errors="replace")
                self.entries.setdefault(text, (first, size))
        self._small = self._chain(root[0])[: root[1]]
        self._small_next = self._numbers(self._chain(small_table))

    def stream(self, name: str) -> bytes:
        """The bytes of a stream.

        Raises UnreadableFile when its chain of sectors is broken.
        """
        first, size = self.entries[name]
        if size >= _SMALL:
            content = self._chain(first)
        else:
            pieces = _follow(first, self._small_next)
            content = b"".join(self._small[number * 64 : number * 64 + 64] for number in pieces)
        if len(content) < size:
            raise _damaged()
        return content[:size]

    def _further_tables(self, first: int) -> list[int]:
        tables: list[int] = []
        seen: set[int] = set()
        while first not in (_END, _FREE):
            if first in seen:
                raise _damaged()
            seen.add(first)
            *numbers, first = self._numbers(self._sector(first))
            tables += [number for number in numbers if number != _FREE]
        return tables

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        sector = self._data[start : start + self._size]
        if not sector:
            raise _damaged()
        return sector.ljust(self._size, b"\0")

    def _chain(self, first: int) -> bytes:
        return b"".join(self._sector(number) for number in _follow(first, self._next))

    def _numbers(self, content: bytes) -> list[int]:
        return list(struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4]))


def _follow(first: int, following: list[int]) -> list[int]:
    """The numbers of a chain in order; a chain that leads out of the table or in a circle is damaged."""
    chain: list[int] = []
    while first != _END:
        if first >= len(following) or len(chain) > len(following):
            raise _damaged()
        chain.append(first)
        first = following[first]
    return chain


def _damaged() -> UnreadableFile:
    return UnreadableFile("corrupt", "It is damaged or incomplete.")


def packed_stream(name: str, content: bytes) -> bytes:
    """A container with one stream: its sectors, one for the directory, one for no small streams, the table."""
    content = content.ljust(_SMALL, b"\0")
    count = -(-len(content) // _SECTOR)
    tables = 1
    while tables * _SECTOR // 4 < count + 2 + tables:
        tables += 1
    following = [*range(1, count), _END, _END, _END, *([_TABLE] * tables)]
    table = struct.pack(f"<{len(following)}I", *following).ljust(tables * _SECTOR, b"\xff")
    root = _entry("Root Entry", _ROOT, 1, count + 1, _SECTOR)
    directory = root + _entry(name, _STREAM, _NONE, 0, len(content))
    places = [*range(count + 2, count + 2 + tables), *([_FREE] * (109 - tables))]
    about = (0x3E, 4, 0xFFFE, 12, 6, 1, tables, count, 0, _SMALL, _END, 0, _END, 0)
    header = _HEADER.pack(MAGIC, *about, struct.pack("<109I", *places))
    sectors = (header, content.ljust(count * _SECTOR, b"\0"), directory, b"", table)
    return b"".join(sector.ljust(_SECTOR, b"\0") for sector in sectors)


def _entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    return _ENTRY.pack(text, len(text) + 2, kind, 1, _NONE, _NONE, child, first, size)
