"""Audits that are tests as well: how many ran and failed."""

from __future__ import annotations

import re
import subprocess
import sys

from tests.support.site import ROOT

from .row import Row

SUITES = {
    "axe": ("-k", "axe", "tests"),
    "Links and anchors": ("-k", "link_and_anchor", "tests/site/test_pages.py"),
    "Servers": ("tests/site/test_servers.py",),
    "Engines": ("tests/site/test_engines.py",),
}
"""What pytest is asked to run."""


def audit(name: str) -> Row:
    """Run one of the suites; prints what pytest says of failures."""
    command = [sys.executable, "-m", "pytest", "--quiet", "--numprocesses", "2", *SUITES[name]]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    passed, failed = (count_of(done.stdout, word) for word in ("passed", "failed"))
    errors = count_of(done.stdout, "error")
    if done.returncode:
        print(done.stdout)
    ran = passed + failed + errors
    return Row(name, f"{ran} tests", failed + errors or int(not ran), took_of(done.stdout))


def took_of(text: str) -> str:
    """How long pytest says it took."""
    return text.rstrip().rpartition(" in ")[2]


def count_of(text: str, word: str) -> int:
    """The number before a word in pytest's last line."""
    found = re.findall(rf"(\d+) {word}", text.rstrip().rpartition("\n")[2])
    return int(found[0]) if found else 0
