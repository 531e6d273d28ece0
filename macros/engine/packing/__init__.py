"""Runs inside Pyodide at set-up: compiles what the browser will run with the very Python that will run it.

Compiling is what takes longest when Python starts in a browser, so it is done here once. Texts of documentation
and columns in tracebacks are left out; nothing that a program does depends on them.
"""

from __future__ import annotations

import ast
import io
import sys
import zipfile
from collections.abc import Mapping
from importlib import _bootstrap_external
from pathlib import Path

from .modules import Source, needed

EARLIEST = (1980, 1, 1, 0, 0, 0)
WITH_TEXT = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def pack(pyodide: Path, wheels: Path, package: Path, output: Path) -> None:
    """Write `python.zip`, `packages.zip` and `core.zip` into a folder: library, wheels, and our own package."""
    library = _members(pyodide / "python_stdlib.zip")
    packages: dict[str, bytes] = {}
    for wheel in sorted(wheels.glob("*.whl")):
        packages |= _members(wheel)
    core = {
        file.relative_to(package.parent).as_posix(): file.read_bytes()
        for file in sorted(package.rglob("*"))
        if file.suffix in (".py", ".toml", ".tsv")
    }
    own = _sources(packages | core)
    roots = [*_sources(packages), f"{package.name}.browser"]
    wanted = needed(_sources(library), own, roots, list(sys.modules))
    for target, members in (("python", library), ("packages", packages), ("core", core)):
        kept = {
            name: data
            for name, data in members.items()
            if (_module(name) in wanted if name.endswith(".py") else members is not library)
        }
        (output / f"{target}.zip").write_bytes(_zipped(kept))


def _sources(members: Mapping[str, bytes]) -> dict[str, Source]:
    return {
        _module(name): Source(data.decode(), name.endswith("/__init__.py"))
        for name, data in members.items()
        if name.endswith(".py")
    }


def _members(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as opened:
        return {
            name: opened.read(name) for name in sorted(opened.namelist()) if not name.endswith("/")
        }


def _module(name: str) -> str:
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _zipped(members: Mapping[str, bytes]) -> bytes:
    """An archive that is not packed, so that what is in it packs better as a whole."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            if name.endswith(".py"):
                archive.writestr(zipfile.ZipInfo(f"{name}c", EARLIEST), _compiled(name, data))
            else:
                archive.writestr(zipfile.ZipInfo(name, EARLIEST), data)
    return buffer.getvalue()


def _compiled(name: str, source: bytes) -> bytes:
    """A module as bytecode that Python takes without looking for its source."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, WITH_TEXT) and ast.get_docstring(node, clean=False) is not None:
            del node.body[0]
            if not node.body and not isinstance(node, ast.Module):
                node.body.append(ast.Pass(lineno=node.lineno, col_offset=0))
    code = compile(tree, name, "exec", dont_inherit=True)
    compiled: bytes = _bootstrap_external._code_to_hash_pyc(code, bytes(8), False)  # type: ignore[attr-defined]
    return compiled
