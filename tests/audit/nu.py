"""The Nu checker of the W3C on every page, style and drawing of a site."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

from tests.support.site import ROOT

from .row import Row

CHECKER = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
ENDINGS = (".html", ".css", ".svg")
THEIRS = ("assets/stylesheets/",)
"""Where the theme's own styles are, which we take as they are."""

NEWER = re.compile("CSS: “(position-area|position-try-fallbacks)”: Property .* doesn't exist")
"""What browsers know and Nu does not yet."""


def audit(site: Path) -> Row:
    """Every error, a line each. Raises SystemExit where Java is missing."""
    java = shutil.which("java")
    if not java or not CHECKER.is_file():
        raise SystemExit("Java and vnu-jar are needed: make audit installs them.")
    files = [path for path in sorted(site.rglob("*")) if path.suffix in ENDINGS]
    checked = [path for path in files if not path.relative_to(site).as_posix().startswith(THEIRS)]
    options = ("--errors-only", "--also-check-css", "--also-check-svg", "--format", "json")
    command = [java, "-jar", str(CHECKER), *options, *map(str, checked)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    errors = [m for m in json.loads(done.stderr)["messages"] if not NEWER.match(m["message"])]
    for error in errors:
        print(f"Nu: {error.get('url', '')}: {error['message']}")
    counts = ", ".join(
        f"{sum(path.suffix == ending for path in checked)} {ending[1:]}" for ending in ENDINGS
    )
    return Row(
        "Nu", counts, len(errors), "the theme's own styles and properties newer than Nu left out"
    )
