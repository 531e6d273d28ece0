"""A private folder beside a target, in which a file or folder is made before it is moved into place."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX = ".transition-kit-"
_OURS = re.compile(re.escape(PREFIX) + r"\w{8}")


@contextmanager
def beside(target: Path, shown: Path) -> Iterator[Path]:
    """A new, empty folder on the disk of `target` that nobody else can read; removed at the end, whatever happens.

    Two runs beside each other wait for one another. What an earlier run left when it was killed is removed first.
    An OSError names `shown`, the target as the reader typed it, never a file inside the private folder.
    """
    import tempfile  # brings a generator of random numbers, which a check does without

    try:
        with _alone_in(target.parent) as alone:
            if alone:
                _remove_leftovers(target.parent)
            room = Path(tempfile.mkdtemp(dir=target.parent, prefix=PREFIX))
            try:
                yield room
            finally:
                shutil.rmtree(room, ignore_errors=True)
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(shown)) from error


@contextmanager
def _alone_in(folder: Path) -> Iterator[bool]:
    """Hold the folder's lock, which ends with the process; False where the system or the disk has no such lock."""
    if sys.platform == "win32":
        yield False
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            alone = True
        except OSError:
            alone = False
        yield alone
    finally:
        os.close(handle)


def _remove_leftovers(folder: Path) -> None:
    for entry in folder.iterdir():
        if _OURS.fullmatch(entry.name) and entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system can tell."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write_synced(path: Path, data: bytes) -> None:
    """Write a file and wait until it is on the disk."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
