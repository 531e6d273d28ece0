"""Reads a file in a process of its own, with limits; each is forked from one that has our modules loaded."""

from __future__ import annotations

import multiprocessing
import os
import resource
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from template_builder.reading.reader import UnreadableFile, read_file

MEGABYTE = 1_000_000
_PATIENCE = 60
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload([__name__])


class Outcome(NamedTuple):
    """What became of a file: `read` or the kind of refusal, its words, what it cost, and what stood on standard error."""

    kind: str
    message: str
    seconds: float
    megabytes: float
    errors: str


def outcome(path: Path) -> Outcome:
    """Read the file as `case.xlsx`.

    Raises EOFError when the process dies, TimeoutError when it does not end.
    """
    ours, theirs = _FORKS.Pipe(duplex=False)
    process = _FORKS.Process(target=_report, args=(path, theirs))
    process.start()
    theirs.close()
    try:
        if not ours.poll(_PATIENCE):
            raise TimeoutError(f"{path} was not read in {_PATIENCE} seconds")
        found: Outcome = ours.recv()
        return found
    finally:
        process.kill()
        process.join(_PATIENCE)


def _report(path: Path, answer: Connection) -> None:
    errors = path.with_suffix(".errors")
    os.dup2(os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
    data = path.read_bytes()
    resource.setrlimit(resource.RLIMIT_AS, (2_000 * MEGABYTE, 2_000 * MEGABYTE))
    started = time.process_time()
    try:
        read_file("case.xlsx", data)
        kind, message = "read", ""
    except UnreadableFile as refusal:
        kind, message = refusal.kind, str(refusal)
    seconds = time.process_time() - started
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1_000
    answer.send(Outcome(kind, message, seconds, peak, errors.read_text(encoding="utf-8")))
