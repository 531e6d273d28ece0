"""The way out of MkDocs: ProperDocs builds the same site from the same folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.kit import ROOT
from tests.support.site import files_of

pytestmark = pytest.mark.site

NAMED = re.compile(rb'<meta name="generator" content="[^"]*">')
"""The one line in which a page says what built it."""
HASHES = re.compile(rb"sha256-[A-Za-z0-9+/=]+")


def test_properdocs_builds_the_same_site(tmp_path: Path, site: Path) -> None:
    made = tmp_path / "site"
    done = subprocess.run(
        [sys.executable, "-m", "properdocs", "build", "--strict", "-f", "mkdocs.yml", "-d", made],
        cwd=ROOT,
        env={**os.environ, "FIRM": "firm.toml", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    ours, theirs = contents(site), contents(made)
    assert theirs.keys() == ours.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []
    assert b"ProperDocs" in (made / "index.html").read_bytes()


def contents(folder: Path) -> dict[str, bytes]:
    """Every file; pages without the name of what built them, the worker without the hashes of these pages."""
    return {name: _told(name, data) for name, data in files_of(folder).items()}


def _told(name: str, data: bytes) -> bytes:
    if name.endswith(".html"):
        return NAMED.sub(b"", data)
    return HASHES.sub(b"", data) if name == "sw.js" else data
