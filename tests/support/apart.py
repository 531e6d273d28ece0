"""Reads a file, or runs a command, in a process of its own; each is forked from one that has our modules loaded.

So what is measured is of this work alone: the peak that `wait4` tells of a process can be that of the one that started it.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from template_builder.__main__ import main
from template_builder.reading.reader import UnreadableFile, read_file

MEGABYTE = 1_000_000
_PATIENCE = 60
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(
    [__name__, "template_builder.commands.check", "template_builder.check.marked_copy.marked_copy"]
)


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
    return _told(_report, path)


class Ran(NamedTuple):
    """What became of a command: its exit code, and what it cost."""

    code: int
    seconds: float
    megabytes: float


def ran(arguments: Sequence[str], folder: Path) -> Ran:
    """Run a command of ours in a folder; what it says comes into the file `output` there.

    Raises EOFError when the process dies, TimeoutError when it does not end.
    """
    return _told(_run, arguments, folder)


def _told(work: Callable[..., None], *given: object) -> Any:
    ours, theirs = _FORKS.Pipe(duplex=False)
    process = _FORKS.Process(target=work, args=(*given, theirs))
    process.start()
    theirs.close()
    try:
        if not ours.poll(_PATIENCE):
            raise TimeoutError(f"{given} was not done in {_PATIENCE} seconds")
        return ours.recv()
    finally:
        process.kill()
        process.join(_PATIENCE)


def _run(arguments: Sequence[str], folder: Path, answer: Connection) -> None:
    os.chdir(folder)
    output = os.open("output", os.O_WRONLY | os.O_CREAT)
    for stream in (1, 2):
        os.dup2(output, stream)
    started = time.process_time()
    code = main(arguments)
    seconds = time.process_time() - started
    sys.stdout.flush()
    answer.send(Ran(code, seconds, _peak()))


def _peak() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1_000


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
    answer.send(Outcome(kind, message, seconds, _peak(), errors.read_text(encoding="utf-8")))
