"""Writes a folder of files so that it appears complete or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from .errors import KitError

MARK = "receipt.json"
"""The file by which an export of ours is known; a folder without it is never replaced."""


def write_folder(
    folder: Path, files: Mapping[str, bytes], *, replace: bool, mark: str = MARK
) -> None:
    """Write files (names may hold one folder) beside the target and move the whole into place.

    Raises KitError when the folder is there already and may not be replaced, or is not ours to replace.
    """
    if folder.exists():
        if not replace:
            raise KitError(f"{folder} is there already. Choose another --out, or add --replace.")
        if not folder.is_dir() or (any(folder.iterdir()) and not (folder / mark).is_file()):
            raise KitError(f"{folder} was not written by this command, so it is not replaced.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{folder.name}."
    new = Path(tempfile.mkdtemp(dir=folder.parent, prefix=prefix))
    try:
        _fill(new, files)
        if folder.exists():
            old = Path(tempfile.mkdtemp(dir=folder.parent, prefix=prefix))
            folder.replace(old)
            new.replace(folder)
            shutil.rmtree(old)
        else:
            new.replace(folder)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    mask = os.umask(0)
    os.umask(mask)
    folder.chmod(0o777 & ~mask)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
