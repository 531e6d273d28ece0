"""Every page of the built site, and of a firm's, as the Nu checker of the W3C sees it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.site import ROOT

pytestmark = pytest.mark.site

CHECKER = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


BRIEFLY = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m")
"""Java compiles for a run of seconds, not of hours: a third of the time. What it compiles so needs more stack."""

BROKEN = (
    '<!DOCTYPE html><html lang="en"><title>Broken</title><p tabindex="">A page that Nu must refuse.'
)


DATED = ("index.html", "before/index.html", "roles/billing/index.html")
"""Pages of a firm with a plan, which has what the other site has not."""


def test_nu_finds_no_error_on_any_page(site: Path, firm_site: Path, tmp_path: Path) -> None:
    java = shutil.which("java")
    assert java, "this test needs Java; on Debian: apt-get install default-jre-headless"
    assert CHECKER.is_file(), "this test needs vnu-jar; in the repository: npm ci"
    broken = tmp_path / "broken.html"
    broken.write_text(BROKEN, encoding="utf-8")
    command = [
        java,
        *BRIEFLY,
        "-jar",
        str(CHECKER),
        "--errors-only",
        "--skip-non-html",
        "--format",
        "json",
    ]
    done = subprocess.run(
        [*command, *map(str, (site, *(firm_site / each for each in DATED), broken))],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    found = [
        (each["url"], each["message"], each.get("extract"))
        for each in json.loads(done.stderr)["messages"]
    ]
    assert [each for each in found if not each[0].endswith("broken.html")] == []
    assert len(found) == 1, "Nu did not look"
