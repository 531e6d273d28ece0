"""Runs inside Pyodide at set-up: compiles what the browser will run with the very Python that will run it.

Compiling is what takes longest when Python starts in a browser, so it is done here once. Texts of documentation,
columns in tracebacks and what only installers and type checkers read are left out; nothing that a program does depends on them.
"""

from __future__ import annotations

import ast
import io
import re
import sys
import tomllib
import zipfile
from collections.abc import Set
from importlib import _bootstrap_external
from pathlib import Path
from types import CodeType

from .for_pages import cut
from .modules import Source, needed

EARLIEST = (1980, 1, 1, 0, 0, 0)
UNREAD = re.compile(r"\.dist-info/(RECORD$|sboms/)|\.pyi$")
"""Files of wheels and archives that no program reads when it runs."""
FOR_PAGES = b"\n# For the pages alone:"
"""The line of a spec from which on nothing is needed in the browser."""
REMARKS = re.compile(rb"^#.*\n|^\n", re.MULTILINE)
WITH_TEXT = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def pack(pyodide: Path, wheels: Path, package: Path, output: Path) -> None:
    """Write `python.zip`, `packages.zip` and `core.zip` into a folder.

    Python reads the library and the wheels out of their archives as they are. The core is unpacked in the browser:
    our own package looks for its specs beside it, and compiled C or Rust has to be a file.
    """
    library = Archive(_members(pyodide / "python_stdlib.zip"))
    packages, native = Archive({}), Archive({})
    for wheel in sorted(wheels.glob("*.whl")):
        members = _members(wheel)
        archive = native if any(name.endswith(".so") for name in members) else packages
        archive.members |= members
    files = (path for path in sorted(package.rglob("*")) if path.suffix in (".py", ".toml", ".tsv"))
    own = {path.relative_to(package.parent).as_posix(): path.read_bytes() for path in files}
    core = Archive({name: needed_of(name, data) for name, data in own.items()} | native.members)
    wheel_modules = filter(_is_module, [*packages.members, *native.members])
    services = (name for name in core.members if name.endswith("/service.py"))
    roots = [*map(_module, [*wheel_modules, *services]), f"{package.name}.browser"]
    wanted = needed(
        library.source,
        lambda name: packages.source(name) or core.source(name),
        roots,
        list(sys.modules),
    )
    library.members = {name: data for name, data in library.members.items() if _is_module(name)}
    for target, archive in (("python", library), ("packages", packages), ("core", core)):
        (output / f"{target}.zip").write_bytes(archive.zipped(wanted))


def needed_of(name: str, data: bytes) -> bytes:
    """What the browser needs of a file of ours: of a spec neither what pages alone show nor remarks for its authors."""
    data = data.partition(FOR_PAGES)[0]
    if not name.endswith(".toml"):
        return data
    without_remarks = REMARKS.sub(b"", data)
    same = tomllib.loads(without_remarks.decode()) == tomllib.loads(data.decode())
    return cut(name, (without_remarks if same else data).decode()).encode()


class Archive:
    """Files by their path; each module is parsed at most once."""

    def __init__(self, members: dict[str, bytes]) -> None:
        self.members = members
        self._sources: dict[str, Source | None] = {}

    def source(self, name: str) -> Source | None:
        """A module by its name, or None."""
        if name not in self._sources:
            path = name.replace(".", "/")
            found = next(
                (p for p in (f"{path}/__init__.py", f"{path}.py") if p in self.members), ""
            )
            self._sources[name] = (
                Source(ast.parse(self.members[found]), found.endswith("/__init__.py"))
                if found
                else None
            )
        return self._sources[name]

    def zipped(self, wanted: Set[str]) -> bytes:
        """The wanted modules compiled, all other files as they are; not packed, so that the whole packs better."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
            for name, data in self.members.items():
                if not _is_module(name):
                    archive.writestr(zipfile.ZipInfo(name, EARLIEST), data)
                elif _module(name) in wanted and (source := self.source(_module(name))):
                    compiled = _compiled(name, source.tree)
                    archive.writestr(zipfile.ZipInfo(f"{name}c", EARLIEST), compiled)
        return buffer.getvalue()


def _members(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as opened:
        return {
            name: opened.read(name)
            for name in sorted(opened.namelist())
            if not name.endswith("/") and not UNREAD.search(name)
        }


def _is_module(name: str) -> bool:
    return name.endswith(".py")


def _module(name: str) -> str:
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


LINE_OF_FIRST = (bytes((0xE8, 0)), bytes((0xEF, 0)))
"""Entries of a table of lines that say `the first line` for one unit of code, and for eight."""


def _on_first_lines(code: CodeType) -> CodeType:
    """Code of others with a table of lines that knows the first of each function: it is smaller, and our own lines stay."""
    one, eight = LINE_OF_FIRST
    units = len(code.co_code) // 2
    inner = (_on_first_lines(c) if isinstance(c, CodeType) else c for c in code.co_consts)
    table = eight * (units // 8) + one * (units % 8)
    return code.replace(co_consts=tuple(inner), co_linetable=table)


def _without_types(function: ast.FunctionDef) -> None:
    """Leave out what only type checkers read of our functions; of classes, loaders read the types of fields."""
    function.returns = None
    own = function.args
    for arg in (*own.posonlyargs, *own.args, *own.kwonlyargs, own.vararg, own.kwarg):
        if arg is not None:
            arg.annotation = None


def _compiled(name: str, tree: ast.Module) -> bytes:
    """A module as bytecode that Python takes without looking for its source; the tree is changed."""
    ours = name.startswith("template_builder/")
    for node in ast.walk(tree):
        if ours and isinstance(node, ast.FunctionDef):
            _without_types(node)
        if isinstance(node, WITH_TEXT) and ast.get_docstring(node, clean=False) is not None:
            del node.body[0]
            if not node.body and not isinstance(node, ast.Module):
                node.body.append(ast.Pass(lineno=node.lineno, col_offset=0))
    code = compile(tree, name, "exec", dont_inherit=True)
    code = code if ours else _on_first_lines(code)
    compiled: bytes = _bootstrap_external._code_to_hash_pyc(code, bytes(8), False)  # type: ignore[attr-defined]
    return compiled
