"""The wheel of a release alone builds the same site: no make, no Node.js, no clone; so two builds give the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from macros.release import make_wheel
from tests.support.kit import ROOT
from tests.support.site import files_of

pytestmark = pytest.mark.site


def test_a_wheel_builds_the_same_site_without_the_repository(tmp_path: Path, site: Path) -> None:
    with zipfile.ZipFile(make_wheel(ROOT, tmp_path)) as wheel:
        wheel.extractall(tmp_path / "lib")
    done = subprocess.run(
        [sys.executable, "-m", "template_builder", "site", "--out", "guide"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "lib"), "PATH": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "guide/site/ is for everybody" in done.stderr
    made, known = files_of(tmp_path / "guide/site"), files_of(site)
    assert made.keys() == known.keys()
    assert [name for name, data in made.items() if data != known[name]] == []
