"""No test waits for ever: one that outlives its limit is ended and named, and the others run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HANGING = """
import ctypes, subprocess, sys

def test_waits_for_a_process_that_does_not_end():
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    try:
        process.wait()
    finally:
        process.kill()
        process.wait()

def test_never_returns_to_the_interpreter():
    lock = ctypes.CDLL(None).pthread_mutex_lock
    mutex = ctypes.create_string_buffer(64)
    lock(mutex)
    lock(mutex)

def test_ends():
    pass
"""
SHORT = ("timeout=0.5", "faulthandler_timeout=1.5", "faulthandler_exit_on_timeout=true")


@pytest.mark.heavy
def test_a_test_that_outlives_its_limit_is_ended_and_named(tmp_path: Path) -> None:
    (tmp_path / "test_hanging.py").write_text(HANGING, encoding="utf-8")
    options = [part for setting in SHORT for part in ("--override-ini", setting)]
    command = [sys.executable, "-m", "pytest", "--numprocesses", "1", "--quiet", *options]
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=90, check=False
    )
    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stderr
    named = sorted(line for line in done.stdout.splitlines() if line.startswith("FAILED"))
    assert len(named) == 2
    assert "::test_never_returns_to_the_interpreter" in named[0]
    assert "::test_waits_for_a_process_that_does_not_end - Failed:" in named[1]
    assert "Timeout (>0.5s)" in done.stdout
    assert "2 failed, 1 passed" in done.stdout


def test_every_test_here_has_such_a_limit(pytestconfig: pytest.Config) -> None:
    """The second limit ends the process of a test that does not react to the first."""
    first, second = (
        float(pytestconfig.getini(name)) for name in ("timeout", "faulthandler_timeout")
    )
    assert 0 < first < second <= 300
    assert pytestconfig.getini("faulthandler_exit_on_timeout") is True
