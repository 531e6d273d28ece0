"""Under which licenses the parts of the engine are, read from the packages themselves."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from email.parser import HeaderParser
from pathlib import Path
from typing import NamedTuple


class Licensed(NamedTuple):
    """A part that is shipped. `license` is what its package declares."""

    name: str
    version: str
    license: str
    what: str


def engine_licenses(pyodide: Path, wheels: Path) -> list[Licensed]:
    """The parts of the engine: Pyodide, Python in it, each wheel, and the crates that a wheel says it was built from."""
    package = json.loads((pyodide / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))
    found = [
        Licensed("Pyodide", package["version"], package["license"], "Python for the browser"),
        # Its package does not name it; python.org does.
        Licensed("CPython", lock["info"]["python"], "PSF-2.0", "the Python in Pyodide"),
    ]
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as packed:
            found += _of_wheel(packed)
    return found


def _of_wheel(packed: zipfile.ZipFile) -> Iterator[Licensed]:
    names = packed.namelist()
    of_python = next(name for name in names if name.endswith(".dist-info/METADATA"))
    metadata = HeaderParser().parsestr(packed.read(of_python).decode("utf-8"))
    declared = metadata["License-Expression"] or metadata["License"] or "not declared"
    yield Licensed(metadata["Name"], metadata["Version"], declared, "a library of the engine")
    for name in names:
        if name.endswith(".cyclonedx.json"):
            for part in json.loads(packed.read(name))["components"]:
                yield Licensed(
                    part["name"],
                    part["version"],
                    ", ".join(map(_expression, part.get("licenses", []))) or "not declared",
                    f"built into {metadata['Name']}",
                )


def _expression(entry: dict[str, object]) -> str:
    own = entry.get("license", {})
    named = own.get("id") or own.get("name") if isinstance(own, dict) else ""
    return str(entry.get("expression") or named)
