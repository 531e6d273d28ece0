"""Kills a process at work, again and again; each is forked from one that has our modules loaded."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator

from tests.support.kit import ROOT

_FORKER = """
for _ in sys.stdin:
    child = os.fork()
    if not child:
        work()
    print(child, flush=True)
    os.waitpid(child, 0)
    print("ended", flush=True)
"""


def killed(code: str, *arguments: str, after: Iterable[float]) -> Iterator[None]:
    """Run `work()`, which the code defines, and kill it; once for each number of seconds.

    The caller looks at what is left after each.
    """
    command = [sys.executable, "-c", f"import os, sys\n{code}{_FORKER}", *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as parent:
        assert parent.stdin
        assert parent.stdout
        for seconds in after:
            print(file=parent.stdin, flush=True)
            child = int(parent.stdout.readline())
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)
            assert parent.stdout.readline() == "ended\n"
            yield
