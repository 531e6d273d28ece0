"""Every file of a folder and of the folders in it, and what there is that is no file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Walked(NamedTuple):
    """Something in a folder: its name in it with `/` between folders, its path, and why it is left out, if it is."""

    name: str
    path: Path
    left_out: str = ""


def walk(folder: Path) -> Iterator[Walked]:
    """Everything in a folder but the folders, in the order of names. Links are never followed."""
    unread: list[OSError] = []
    found: list[Walked] = []
    for above, folders, files in os.walk(folder, onerror=unread.append):
        links = [name for name in folders if Path(above, name).is_symlink()]
        found += [_walked(Path(above, name), folder) for name in (*files, *links)]
    for error in unread:
        path = Path(error.filename)
        found.append(Walked(_name(path, folder), path, f"it cannot be read: {error.strerror}"))
    yield from sorted(found)


def _walked(path: Path, folder: Path) -> Walked:
    name = _name(path, folder)
    if path.is_symlink():
        return Walked(name, path, "it is a link, and links are not followed")
    if not path.is_file():
        return Walked(name, path, "it is no file")
    return Walked(name, path)


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()
