"""A file that somebody chose in a browser, as a stream of which the page reads the pieces; and what was found in it, as JSON."""

from __future__ import annotations

import errno
import io
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, BinaryIO, NamedTuple, cast

from .contents import Contents, FolderFile

CANNOT = "the browser may not read it, or it has changed or moved since it was chosen"


class ChosenFile(NamedTuple):
    """Its name in the folder, its size, and how to read it.

    `piece` takes the places of the first byte and of the one behind the last. Its answer has the bytes as `to_bytes()`;
    it is None where the browser cannot read them.
    """

    name: str
    size: int
    piece: Callable[[int, int], Any]

    @property
    def in_folder(self) -> FolderFile:
        """The file as other parts of this room read it."""
        return FolderFile(self.name, lambda: cast(BinaryIO, _Pieces(self)))


class _Pieces(io.RawIOBase):
    def __init__(self, file: ChosenFile) -> None:
        self._file = file
        self._at = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        end = self._file.size if size < 0 else min(self._at + size, self._file.size)
        if end <= self._at:
            return b""
        piece = self._file.piece(self._at, end)
        if piece is None:
            raise OSError(errno.EIO, CANNOT)
        data: bytes = piece.to_bytes()
        if len(data) != end - self._at:
            raise OSError(errno.EIO, CANNOT)
        self._at = end
        return data


def found_json(found: Contents) -> dict[str, object]:
    """What was found in a file, for a page to keep. Nothing in it is None, which no page would give back as it was."""
    return {**found._asdict(), "total": "" if found.total is None else str(found.total)}


def found_from(data: Mapping[str, Any]) -> Contents:
    """The same, as the page gives it back."""
    total = data["total"]
    return Contents(**{**data, "total": Decimal(total) if total else None})
