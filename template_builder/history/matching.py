"""Which file of the folder each row of an index means: by its name and by its SHA-256."""

from __future__ import annotations

import unicodedata
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from typing import Literal, NamedTuple

from .contents import Contents
from .index_rows import IndexRow

Kind = Literal["same", "renamed", "differs", "unhashed", "unread", "missing", "paper", "open"]
"""What a row is to the folder: the same file; the same content under another name; another content under the name; a
file without a hash to compare; one that cannot be read; not there; on paper; a row that names no file yet."""


class Match(NamedTuple):
    """A row, what it is to the folder, and its file where it has one."""

    row: IndexRow
    kind: Kind
    file: Contents | None = None


class Matched(NamedTuple):
    """Every row in its order, and the files that no row means."""

    rows: tuple[Match, ...]
    new: tuple[Contents, ...]


def matched(rows: Sequence[IndexRow], files: Sequence[Contents]) -> Matched:
    """Match rows and files one to one. The content decides before the name: a renamed file is no other file."""
    search = _Search(rows, files)
    search.pair(
        lambda row: (spelled(row.file_name), row.sha256) if row.sha256 else None,
        lambda file: (spelled(file.name), file.sha256),
    )
    search.pair(lambda row: row.sha256 or None, lambda file: file.sha256)
    search.pair(lambda row: spelled(row.file_name), lambda file: spelled(file.name))
    search.pair(
        lambda row: None if row.sha256 or "/" in row.file_name else spelled(row.file_name),
        lambda file: spelled(file.name.rpartition("/")[2]),
        only_one=True,
    )
    return search.result()


def spelled(name: str) -> str:
    """A name as it is compared: systems write a letter with an accent as one character or as two."""
    return unicodedata.normalize("NFC", name)


class _Search:
    """Rows that name a file, and files, as long as they are without a partner."""

    def __init__(self, rows: Sequence[IndexRow], files: Sequence[Contents]) -> None:
        self._rows = rows
        self._files = files
        self._of_row: dict[int, int] = {}
        self._open_rows = [at for at, row in enumerate(rows) if row.file_name]
        self._open_files = list(range(len(files)))

    def pair(
        self,
        of_row: Callable[[IndexRow], Hashable],
        of_file: Callable[[Contents], Hashable],
        *,
        only_one: bool = False,
    ) -> None:
        """Pair rows and files with equal keys, in order; with `only_one` not where several files have the key."""
        by_key: dict[Hashable, deque[int]] = {}
        for at in self._open_files:
            by_key.setdefault(of_file(self._files[at]), deque()).append(at)
        for at in self._open_rows:
            key = of_row(self._rows[at])
            found = by_key.get(key) if key is not None else None
            if found and not (only_one and len(found) > 1):
                self._of_row[at] = found.popleft()
        taken = set(self._of_row.values())
        self._open_rows = [at for at in self._open_rows if at not in self._of_row]
        self._open_files = [at for at in self._open_files if at not in taken]

    def result(self) -> Matched:
        rows = []
        for at, row in enumerate(self._rows):
            file = self._files[self._of_row[at]] if at in self._of_row else None
            rows.append(Match(row, _kind(row, file), file))
        return Matched(tuple(rows), tuple(self._files[at] for at in self._open_files))


def _kind(row: IndexRow, file: Contents | None) -> Kind:
    if file is None:
        if row.on_paper:
            return "paper"
        return "missing" if row.file_name else "open"
    if not file.sha256:
        return "unread"
    if not row.sha256:
        return "unhashed"
    if row.sha256 != file.sha256:
        return "differs"
    return "same" if spelled(row.file_name) == spelled(file.name) else "renamed"
