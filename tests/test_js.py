"""The scripts of the pages: the types of all, and the pure modules tested where they run, by every `*.test.mjs`."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

FILES = sorted(Path(__file__).parent.rglob("*.test.mjs"))
RANDOM = {"hostile-files.test.mjs", "merging.test.mjs"}
"""These try thousands of random histories, for seconds."""


@pytest.mark.parametrize(
    "file",
    [pytest.param(f, id=f.name, marks=[pytest.mark.heavy] * (f.name in RANDOM)) for f in FILES],
)
def test_modules(file: Path) -> None:
    node = shutil.which("node")
    assert node, "these tests need Node.js; on Debian: apt-get install nodejs"
    done = subprocess.run(
        [node, "--test-reporter=tap", str(file)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search("^# pass [1-9]", done.stdout, re.MULTILINE), "the file holds no test"


def test_types_fit() -> None:
    """By TypeScript, strictly; the types stand in comments."""
    tsc = Path(__file__).parents[1] / "node_modules" / ".bin" / "tsc"
    assert tsc.is_file(), "this test needs TypeScript; in the repository: npm ci"
    command = [str(tsc), "--project", str(Path(__file__).parent), "--pretty", "false"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    problems = [line for line in done.stdout.splitlines() if ": error TS" in line]
    assert problems == []
    assert done.returncode == 0, done.stdout + done.stderr
