"""What the processes of one test run make once and share."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 120
"""Seconds that a process waits for what another one makes."""

run_folder: Path | None = None
"""The folder that the processes of a test run share, as tests/conftest.py says; outside of one there is none."""


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


def shared(make: Callable[[], T]) -> Callable[[], T]:
    """The function, whose result one process of a test run makes and the others read."""
    name = f"{make.__module__}-{make.__name__}".replace(".", "-")

    @cache
    def result() -> T:
        if not run_folder:
            return make()

        def kept(folder: Path) -> None:
            (folder / "result").write_bytes(pickle.dumps(make()))

        folder = made_once(run_folder / "shared" / name, kept)
        made: T = pickle.loads((folder / "result").read_bytes())
        return made

    return result
