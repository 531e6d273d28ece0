"""The wheel of a release alone builds the same site: no make, no Node.js, no clone; so two builds give the same bytes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from macros.release import _split, make_wheel
from tests.support.kit import ROOT
from tests.support.site import files_of


def test_the_lock_is_split_into_what_windows_gets_built_and_what_it_gets_from_the_index(tmp_path):
    lock = ROOT / "requirements" / "site.txt"
    pure, others = (file.read_text(encoding="utf-8") for file in _split(lock, tmp_path))
    assert re.findall(r"^[a-z][\w-]*(?===)", pure, re.M) == ["rcssmin", "rjsmin"]
    assert pure.count("--hash") > 2
    assert sorted((pure + others).splitlines()) == sorted(lock.read_text("utf-8").splitlines())
    assert others.startswith("#")
    assert "mkdocs==" in others


@pytest.mark.site
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
