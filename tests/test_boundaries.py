"""The direction of the rooms of template_builder, and the one place of each library. Read from the imports."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from tests.support.kit import ROOT

CORE = ROOT / "template_builder"

FLOORS = (
    "__main__",
    "commands browser",
    "retry reassign",
    "export history balances review",
    "check",
    "crosswalk",
    "workbooks",
    "firm",
    "plan",
    "guide",
    "listings",
    "judging reading excel",
    "common",
)
"""Rooms from the doors to the ground. A room imports from floors below its own, never up, never sideways."""


LIBRARIES = {
    "python_calamine": ("reading.reader",),
    "icalendar": ("plan.calendars.file",),
    "openpyxl": ("excel.", "check.marked_copy.", "_sheet"),
}
"""Where a library of others may be imported: a room or folder (ending in a dot), a module, or a kind of module."""

OF_THE_SITE = {"mkdocs", "rjsmin", "rcssmin", "jinja2", "markupsafe", "markdown"}
CLOCKS = {"time", "random", "secrets", "socket", "urllib", "http", "requests", "subprocess"}


def module_name(file: Path) -> str:
    """Such as `check.marked_copy.marked_copy`; a package by the name of its folder."""
    parts = file.relative_to(CORE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


@cache
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


MODULES = {module_name(file): file for file in sorted(CORE.rglob("*.py"))}


def own_imports(name: str) -> set[str]:
    """The modules of the core that a module imports."""
    found = {each.removeprefix("template_builder.") for each in imports(MODULES[name])}
    return {each for each in found if each in MODULES}


def room(name: str) -> str:
    return name.split(".")[0]


def floor(name: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if name in rooms.split())


def test_imports_go_down():
    upwards = [
        f"{name} imports {other}"
        for name in MODULES
        for other in own_imports(name)
        if room(name) != room(other) and floor(room(name)) >= floor(room(other))
    ]
    assert upwards == []


def test_no_modules_import_each_other_in_a_circle():
    arrows = {name: own_imports(name) - {name} for name in MODULES}
    while leaves := {name for name, others in arrows.items() if not others}:
        arrows = {name: others - leaves for name, others in arrows.items() if name not in leaves}
    assert arrows == {}


def libraries(name: str) -> set[str]:
    return {each.split(".")[0] for each in imports(MODULES[name])}


def may_import(name: str, library: str) -> bool:
    places = () if library in OF_THE_SITE else LIBRARIES.get(library, (name,))
    return any(
        name.startswith(place) if place.endswith(".") else name.endswith(place) for place in places
    )


def test_each_library_has_one_place():
    elsewhere = [
        f"{name} imports {library}"
        for name in MODULES
        for library in libraries(name)
        if not may_import(name, library)
    ]
    assert elsewhere == []


def test_the_core_reads_no_clock_environment_network_or_current_folder():
    found = [(name, each) for name in MODULES for each in libraries(name) & CLOCKS]
    for name, file in MODULES.items():
        if room(name) not in ("__main__", "commands"):
            text = file.read_text(encoding="utf-8")
            clocks = ("os.environ", ".now(", ".today(", "Path.cwd")
            found += [(name, clock) for clock in clocks if clock in text]
    assert found == []


def test_every_room_has_a_floor_and_every_floor_a_room():
    found = {room(name) for name in MODULES} - {"__init__"}
    assert found == set(" ".join(FLOORS).split())
