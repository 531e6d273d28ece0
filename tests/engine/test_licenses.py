"""What is shipped, in which version and under which license, as the packages themselves say."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from macros.engine.licenses import engine_licenses
from macros.engine.pages import licenses
from macros.rendering import Links
from tests.support.kit import ROOT

SBOM = {
    "components": [
        {"name": "quickly", "version": "0.3.1", "licenses": [{"expression": "MIT OR Apache-2.0"}]},
        {"name": "slowly", "version": "2.0.0", "licenses": [{"license": {"id": "Zlib"}}]},
        {"name": "silently", "version": "1.0.0"},
    ]
}


def wheel(folder: Path, name: str, metadata: str, sbom: object = None) -> None:
    with zipfile.ZipFile(folder / f"{name}-1-py3-none-any.whl", "w") as packed:
        packed.writestr(f"{name}-1.dist-info/METADATA", f"Name: {name}\nVersion: 1\n{metadata}\n")
        if sbom:
            packed.writestr(f"{name}-1.dist-info/sboms/{name}.cyclonedx.json", json.dumps(sbom))


def test_every_wheel_and_what_it_was_built_from_is_named(tmp_path):
    wheel(tmp_path, "older", "License: BSD\n\nLicense: not this one\n")
    wheel(tmp_path, "newer", "License-Expression: MIT\n", SBOM)
    wheel(tmp_path, "quiet", "")
    found = {
        part.name: (part.version, part.license)
        for part in engine_licenses(ROOT / "node_modules" / "pyodide", tmp_path)
    }
    pyodide = found.pop("Pyodide")
    assert pyodide[1] == "MPL-2.0"
    assert found.pop("CPython")[0].startswith("3.")
    assert found == {
        "older": ("1", "BSD"),
        "newer": ("1", "MIT"),
        "quickly": ("0.3.1", "MIT OR Apache-2.0"),
        "slowly": ("2.0.0", "Zlib"),
        "silently": ("1.0.0", "not declared"),
        "quiet": ("1", "not declared"),
    }


def test_a_site_without_the_engine_names_what_else_is_in_it():
    html = licenses(None, Links("..", ROOT / "docs"))
    assert "mkdocs-material" in html
    assert "Pyodide" not in html
