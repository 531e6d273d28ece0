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
ALONE = RANDOM | {"download.test.mjs", "superseded.test.mjs"}
"""These, and two that put something in the place of what a browser has, are run in a process of their own."""


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(file, id=file.name, marks=[pytest.mark.heavy] * (file.name in RANDOM))
        for file in FILES
        if file.name in ALONE
    ],
)
def test_modules_alone(file: Path) -> None:
    said = run(file)
    assert re.search("^# pass [1-9]", said, re.MULTILINE), "the file holds no test"


def test_modules() -> None:
    together = [file for file in FILES if file.name not in ALONE]
    said = run(Path(__file__).parent / "support" / "run.mjs", *together)
    (passed,) = re.findall("^# pass ([0-9]+)", said, re.MULTILINE)
    assert int(passed) >= len(together)
    calls = {file.name: file.read_text(encoding="utf-8").count("test(") for file in together}
    assert [name for name, count in calls.items() if count == 0] == [], "they hold no test"


def run(*files: Path) -> str:
    """What Node.js says of the tests; where one fails, with its file and line."""
    node = shutil.which("node")
    assert node, "these tests need Node.js; on Debian: apt-get install nodejs"
    done = subprocess.run(
        [node, "--test-reporter=tap", *map(str, files)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_types_fit() -> None:
    """By TypeScript, strictly; the types stand in comments."""
    tsc = Path(__file__).parents[1] / "node_modules" / ".bin" / "tsc"
    assert tsc.is_file(), "this test needs TypeScript; in the repository: npm ci"
    command = [str(tsc), "--project", str(Path(__file__).parent), "--pretty", "false"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    problems = [line for line in done.stdout.splitlines() if ": error TS" in line]
    assert problems == []
    assert done.returncode == 0, done.stdout + done.stderr
