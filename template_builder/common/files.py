"""Writes a file so that it appears complete or not at all, and never over somebody's work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .beside import beside, sync_folder, write_synced
from .errors import KitError

NamedBytes = tuple[str, bytes]
"""A file as it comes from a reader or goes to one: its name and what is in it."""

PageAnswer = tuple[dict[str, object], dict[str, bytes]]
"""What a feature answers to its page: data that become JSON, and files by name."""


def write_file(path: Path, data: bytes, ours: Callable[[bytes], bool] | None = None) -> None:
    """Write beside the target and move into place; an interrupted run leaves the old file or none.

    Raises KitError when something is there already, unless it is the same file, or `ours` says of its bytes that
    an earlier run wrote them and nobody has changed them since.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        raise KitError(f"{path} is not a file. Choose another name.")
    with beside(target, path) as room:
        if target.exists():
            found = target.read_bytes()
            if found == data:
                return
            if not (ours and ours(found)):
                why = ", and it is not an unchanged file of this command" if ours else ""
                raise KitError(
                    f"{path} is there already{why}. "
                    "Nothing was written. Choose another name, or move it elsewhere first."
                )
        write_synced(room / "new", data)
        (room / "new").replace(target)
        sync_folder(target.parent)
