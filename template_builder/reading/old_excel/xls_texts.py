"""Measures the shared texts of an old Excel file, which many cells can point to."""

from __future__ import annotations

import struct

from ..limits import MAX_STRINGS
from ..refusal import UnreadableFile

_WIDE, _FOREIGN, _RICH = 1, 4, 8
"""Bits before a text: two bytes for each character; followed by data for Asian scripts, by changes of font."""


def string_sizes(data: bytearray, pieces: list[tuple[int, int]]) -> list[int]:
    """The sizes in bytes of the texts that stand in pieces of the data, given by start and end.

    Raises UnreadableFile when there are fewer than the file claims, for which calamine would reserve space.
    """
    if not pieces or pieces[0][1] - pieces[0][0] < 8:
        return []
    (claimed,) = struct.unpack_from("<4xI", data, pieces[0][0])
    if claimed > MAX_STRINGS:
        raise UnreadableFile("too-large", f"It has more than {MAX_STRINGS:,} different texts.")
    texts = _Texts(data, pieces)
    try:
        return [texts.next_size() for _ in range(claimed)]
    except (IndexError, struct.error) as error:
        raise UnreadableFile("corrupt", "Its texts are damaged or incomplete.") from error


class _Texts:
    """Walks from text to text across the pieces; each further piece states the width of its characters again."""

    def __init__(self, data: bytearray, pieces: list[tuple[int, int]]) -> None:
        self.data = data
        self.further = pieces[:0:-1]
        self.place, self.end = pieces[0]
        self.place += 8

    def next_size(self) -> int:
        """The size of the next text; IndexError or struct.error when it is not there."""
        if self.place >= self.end:
            self.place, self.end = self.further.pop()
        length, flags = struct.unpack_from("<HB", self.data, self.place)
        self.place += 3
        after = 0
        if flags & _RICH:
            after += 4 * int(struct.unpack_from("<H", self.data, self.place)[0])
            self.place += 2
        if flags & _FOREIGN:
            after += int(struct.unpack_from("<I", self.data, self.place)[0])
            self.place += 4
        size = int(length * (1 + (flags & _WIDE)))
        self._skip_characters(length, 1 + (flags & _WIDE))
        while after > self.end - self.place:
            after -= max(self.end - self.place, 0)
            self.place, self.end = self.further.pop()
        self.place += after
        return size

    def _skip_characters(self, length: int, width: int) -> None:
        while length > (self.end - self.place) // width:
            length -= max(self.end - self.place, 0) // width
            self.place, self.end = self.further.pop()
            width = 1 + (self.data[self.place] & _WIDE)
            self.place += 1
        self.place += length * width
