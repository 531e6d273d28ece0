"""Dependencies point one way, and each library has one place. Read from the imports."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.support.kit import ROOT

CORE = ROOT / "template_builder"

LAYERS = [
    {"errors", "rules", "atomic", "cells", "days", "specs_folder", "xlsx_names"},
    {"toml_table", "model", "workbook_model", "entries", "judging", "reading"},
    {"regions", "time_zones"},
    {"timeline", "firm", "findings", "reader"},
    {"plan_words"},
    {
        "loading",
        "workbook_loading",
        "firm_file",
        "guide_json",
        "role_sheet",
        "plan_rows",
        "plan_warnings",
    },
    {"calendar_events", "calendar_file", "plan_json"},
    {"checking"},
    {"clio"},
    {"xlsx"},
    {"kit", "folders", "calendars"},
    {"tasks", "firm_form"},
    {"commands", "browser"},
    {"__main__"},
]
"""From the ground up: a module may import from its own layer's ground and below, never from above."""

LIBRARIES = {
    "openpyxl": "xlsx",
    "python_calamine": "reader",
    "icalendar": "calendar_file",
    "mkdocs": "macros",
    "rjsmin": "macros",
    "rcssmin": "macros",
    "jinja2": "macros",
    "markupsafe": "macros",
}
CLOCKS = {"time", "random", "secrets", "socket", "urllib", "http", "requests", "subprocess"}


def imports(file: Path) -> set[str]:
    """Absolute names of everything a module of the core imports, also inside functions."""
    package = ["template_builder", *file.relative_to(CORE).parts[:-1]]
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, node.module] if node.module else base)
            found.add(module)
            found |= {f"{module}.{alias.name}" for alias in node.names}
    return found


def layer(name: str) -> int:
    return next(number for number, names in enumerate(LAYERS) if name in names)


MODULES = sorted(CORE.rglob("*.py"))
NAMES = set().union(*LAYERS)


@pytest.mark.parametrize("file", MODULES, ids=lambda f: str(f.relative_to(CORE)))
def test_imports_go_down(file):
    own = file.relative_to(CORE).parts[0].removesuffix(".py")
    if own == "__init__":
        assert not imports(file)
        return
    for name in imports(file):
        parts = name.split(".")
        if parts[0] == "template_builder" and len(parts) > 1 and parts[1] in NAMES:
            assert layer(parts[1]) <= layer(own), f"{own} imports {parts[1]}, which stands above it"


@pytest.mark.parametrize("file", MODULES, ids=lambda f: str(f.relative_to(CORE)))
def test_each_library_has_one_place_and_the_core_reads_no_clock(file):
    own = file.relative_to(CORE).parts[0].removesuffix(".py")
    for name in imports(file):
        library = name.split(".")[0]
        assert LIBRARIES.get(library, own) == own
        assert library not in CLOCKS
    if own not in ("__main__", "commands"):
        text = file.read_text(encoding="utf-8")
        for clock in ("os.environ", ".now(", ".today(", "Path.cwd"):
            assert clock not in text


def test_every_module_has_a_layer():
    found = {f.relative_to(CORE).parts[0].removesuffix(".py") for f in MODULES} - {"__init__"}
    assert found == set().union(*LAYERS)
