"""The engine of the pages under tools/: Python for the browser, and this project's own package for it.

`make` gets Pyodide by npm and the wheels by pip, both locked with hashes. Here they become the files that the site
serves, each under an address that changes with its content. What was packed once is kept in `.engine/`.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from template_builder.common.errors import KitError

from .licenses import Licensed, engine_licenses

SCRIPTS = ("pyodide.mjs", "pyodide.asm.mjs")
BINARY = "pyodide.asm.wasm"
ARCHIVES = ("python.zip", "packages.zip", "core.zip")
LICENSES = "licenses.json"
"""Beside what is packed: the parts of the engine and their licenses, for the page that names them."""
MADE = ".engine/made"
"""Where a project has an engine that was packed elsewhere."""
HERE = Path(__file__).parent
PACKED = ".bin"
"""Our files are packed by ourselves, since few servers pack what they do not know. Not `.gz`: some servers take that
for a statement about the transfer. Every server has a type for `.bin`."""

SMALLEST = 12
"""The highest level of libdeflate: 4 % less than zlib gives, in less time."""


class NotPacked(KitError):
    """Pyodide is there, but the engine could not be made from it."""


@dataclass(frozen=True, repr=False)
class Engine:
    """The files by their path in the site, and the folder they stand in, such as `engine/3f0c/`.

    Without a text of its own, which would be that of all its bytes: mkdocs-macros asks every value for one.
    """

    address: str
    files: dict[str, bytes]
    licenses: tuple[Licensed, ...]
    """What is in it."""

    def stored(self) -> dict[str, bytes]:
        """The engine as files of one folder, from which `engine_of` makes it without Pyodide and Node."""
        listed = json.dumps([part._asdict() for part in self.licenses], indent=1)
        return {**self.files, LICENSES: listed.encode()}

    @property
    def sizes(self) -> dict[str, list[int]]:
        """Bytes of each file by its name: as it is served and, of one that is packed, as it is unpacked as well."""
        return {
            path.removeprefix(self.address): [len(data), *_unpacked(path, data)]
            for path, data in self.files.items()
        }


def _unpacked(path: str, data: bytes) -> list[int]:
    return [int.from_bytes(data[-4:], "little")] if path.endswith(PACKED) else []


def engine_of(project: Path) -> Engine | None:
    """The engine as far as it is set up in a project's folder; None where Pyodide or the wheels are missing.

    Raises NotPacked.
    """
    if (project / MADE / LICENSES).is_file():
        return _stored(project / MADE)
    pyodide = project / "node_modules" / "pyodide"
    store = project / ".engine"
    wheels = sorted((store / "wheels").glob("*.whl"))
    if not (pyodide / BINARY).is_file() or not wheels:
        return None
    package = project / "template_builder"
    key = _key([*_sources(package), *_sources(HERE), *wheels, pyodide / "package.json"], project)
    packed = store / f"packed-{key}"
    if not packed.is_dir():
        _pack(pyodide, store / "wheels", package, packed)
    contents = {name: (pyodide / name).read_bytes() for name in SCRIPTS}
    contents |= {path.name: path.read_bytes() for path in sorted(packed.glob(f"*{PACKED}"))}
    digest = hashlib.sha256()
    for name, data in contents.items():
        digest.update(f"{name} {len(data)}\n".encode() + data)
    address = f"engine/{digest.hexdigest()[:16]}/"
    files = {f"{address}{name}": data for name, data in contents.items()}
    return Engine(address, files, _licenses(packed))


def _stored(folder: Path) -> Engine:
    """An engine that was packed elsewhere, from its files."""
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted((folder / "engine").rglob("*"))
        if path.is_file()
    }
    return Engine(f"{next(iter(files)).rpartition('/')[0]}/", files, _licenses(folder))


def _licenses(folder: Path) -> tuple[Licensed, ...]:
    listed = json.loads((folder / LICENSES).read_text(encoding="utf-8"))
    return tuple(Licensed(**part) for part in listed)


def _sources(folder: Path) -> Iterator[Path]:
    return (
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".py", ".toml", ".tsv", ".mjs")
    )


def _key(files: list[Path], project: Path) -> str:
    digest = hashlib.sha256()
    for path in files:
        data = path.read_bytes()
        name = path.relative_to(project if path.is_relative_to(project) else HERE).as_posix()
        digest.update(f"{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()[:16]


def _pack(pyodide: Path, wheels: Path, package: Path, target: Path) -> None:
    """Compile and pack everything into `target`, which appears whole or not at all; older ones go."""
    node = shutil.which("node")
    if node is None:
        raise NotPacked("Node.js is needed to pack the engine of the tools pages: install nodejs.")
    new = Path(tempfile.mkdtemp(dir=target.parent, prefix="new-"))
    try:
        command = [node, str(HERE / "pack.mjs"), *map(str, (pyodide, wheels, package, new))]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode != 0:
            raise NotPacked(f"The engine of the tools pages could not be packed.\n{done.stderr}")
        for name in ARCHIVES:
            _write_packed(new, name, (new / name).read_bytes())
            (new / name).unlink()
        _write_packed(new, BINARY, (pyodide / BINARY).read_bytes())
        parts = [part._asdict() for part in engine_licenses(pyodide, wheels)]
        (new / LICENSES).write_text(json.dumps(parts, indent=1), encoding="utf-8")
        new.chmod(0o755)
        for old in target.parent.glob("packed-*"):
            shutil.rmtree(old, ignore_errors=True)
        new.replace(target)
    except OSError:
        if not target.is_dir():  # another build was quicker with the very same
            raise
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _write_packed(folder: Path, name: str, data: bytes) -> None:
    import deflate  # only where an engine is packed, not where a site is built from a wheel

    (folder / f"{name}{PACKED}").write_bytes(deflate.gzip_compress(data, SMALLEST))


def main() -> int:
    """Pack the engine if that has not been done, so that no build has to wait for it."""
    try:
        engine_of(Path.cwd())
    except NotPacked as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0
