"""Writes a file so that it appears complete or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

NamedBytes = tuple[str, bytes]
"""A file as it comes from a reader or goes to one: its name and what is in it."""


def write_atomically(path: Path, data: bytes) -> None:
    """Write beside the target and move into place; an interrupted run leaves the old file or none."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes the file private; give it the mode an ordinary new file would have.
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
