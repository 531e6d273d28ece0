"""Where the specs of the package are, and how ids in them are written."""

from __future__ import annotations

from pathlib import Path

SPECS = Path(__file__).parents[1] / "specs"
"""The folder of specs that travels inside the package."""

ID = r"[a-z0-9]+(-[a-z0-9]+)*"
ID_EXPECTED = "an id of small letters, digits and hyphens"
