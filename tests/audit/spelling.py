"""Spelling by cspell: American English, British words named, our own words in words.txt."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.support.site import ROOT

from .row import Row

HERE = Path(__file__).parent
PROGRAM = HERE / "node_modules" / "cspell" / "bin.mjs"
COUNTS = re.compile(r"Files checked: (\d+), Issues found: (\d+)")


def audit() -> Row:
    """Every unknown word, a line each. Raises SystemExit where cspell cannot run."""
    command = ["node", str(PROGRAM), "lint", "--config", str(HERE / "cspell.json"), "--no-progress"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    counts = COUNTS.search(done.stderr)
    if not counts:
        raise SystemExit(f"cspell did not run. {done.stderr.strip()}")
    print(done.stdout, end="")
    own = [
        word for word in (HERE / "words.txt").read_text("utf-8").split("\n") if word[:1] not in "# "
    ]
    return Row("Spelling", f"{counts[1]} files", int(counts[2]), f"{len(own)} words of our own")
