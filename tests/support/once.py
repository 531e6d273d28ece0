"""What the processes of one test run make once and share."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

PATIENCE = 120
"""Seconds that a process waits for what another one makes."""


def made_once(folder: Path, make: Callable[[Path], object]) -> Path:
    """The folder, filled by whichever process comes first; the others wait for it.

    Raises AssertionError with what went wrong where another process could not make it.
    """
    done, failed = folder.with_suffix(".done"), folder.with_suffix(".failed")
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        deadline = time.monotonic() + PATIENCE
        while not done.exists():
            assert not failed.exists(), failed.read_text(encoding="utf-8")
            assert time.monotonic() < deadline, f"{folder.name} was not made in {PATIENCE} seconds"
            time.sleep(0.05)
        return folder
    try:
        make(folder)
    except BaseException as error:
        failed.write_text(str(error), encoding="utf-8")
        raise
    done.touch()
    return folder
