"""What earlier builds made, kept by what it was made from: what did not change is not made again.

A key covers the code and the data of both packages, the versions of what they write with, and what the caller gives. The
files are in the project's own folder `.engine/kept`, as trusted as the bytecode beside the modules.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar, cast

import template_builder

T = TypeVar("T")

PACKAGES = tuple(Path(str(file)).parent for file in (template_builder.__file__, __file__))
WRITE_WITH = ("openpyxl", "et_xmlfile", "icalendar", "jinja2")
CODE = (".py",)
DATA = (".toml", ".tsv", ".jinja", ".js")
MOST = 6
"""How many results of one name are kept: a few firms' sites, or a few states of the guide."""
HOUR = 3600
"""Seconds after which a file that a build left half written is taken for what it is."""


class Kept:
    """The results in a folder. Two builds at once may use it: each file appears whole, and is looked at when it is read.

    What is new is written at the end of a build, by `finish`: one that fails keeps nothing.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made_by = _made_by()
        self._new: dict[Path, object] = {}

    def of(self, name: str, given: Iterable[str | bytes], make: Callable[[], T]) -> T:
        """What `make` returns for what is `given`: from an earlier build, where one made it from the very same."""
        name = name.replace("/", "-")
        digest = hashlib.sha256(self._made_by)
        for each in given:
            data = each.encode() if isinstance(each, str) else each
            digest.update(b"%d\n" % len(data) + data)
        path = self._folder / f"{name}.{digest.hexdigest()[:32]}"
        with suppress(OSError, ValueError):
            found = _unpacked(path.read_bytes())
            with suppress(OSError):
                os.utime(path)
            return cast(T, found)
        self._new[path] = made = make()
        return made

    def finish(self) -> None:
        """Write what is new, and remove what was not used for longest.

        Of code that somebody changed while it ran, nobody knows which of the two made it: it is not written.
        """
        if not self._new or _files(CODE) != LOADED_CODE or _made_by() != self._made_by:
            return
        with suppress(OSError):  # a project that nobody may write to is built all the same
            for path, made in self._new.items():
                self._write(path, _packed(made))
            self._forget()
        self._new = {}

    def _write(self, path: Path, data: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, new = tempfile.mkstemp(dir=self._folder, prefix="new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(new).replace(path)
        finally:
            Path(new).unlink(missing_ok=True)

    def _forget(self) -> None:
        """Remove all but the last used of each name, and what builds left that were stopped."""
        seen: Counter[str] = Counter()
        for path in sorted(self._folder.iterdir(), key=_used, reverse=True):
            name = path.name.rpartition(".")[0]
            seen[name] += 1
            if seen[name] > MOST if name else _used(path) < time.time() - HOUR:
                path.unlink(missing_ok=True)


def _used(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # another build removed it
        return 0


def _packed(made: object) -> bytes:
    data = pickle.dumps(made, protocol=5)
    return hashlib.sha256(data).digest() + data


def _unpacked(data: bytes) -> object:
    """Raises ValueError for a file that is not whole: one from before the power failed."""
    if hashlib.sha256(data[32:]).digest() != data[:32]:
        raise ValueError("not whole")
    return pickle.loads(data[32:])  # noqa: S301 - written by ourselves, see above


def _made_by() -> bytes:
    """A digest of what makes things here: code as it was loaded, data as they are now."""
    return hashlib.sha256(LOADED_CODE + _files(DATA) + _below_us()).digest()


@cache
def _below_us() -> bytes:
    """The versions of what our code stands on."""
    versions = [version(name) for name in WRITE_WITH]
    return repr((sys.version, zlib.ZLIB_RUNTIME_VERSION, *versions)).encode()


def _files(endings: tuple[str, ...]) -> bytes:
    digest = hashlib.sha256()
    for package in PACKAGES:
        for path in sorted(_below(package)):
            if path.endswith(endings):
                data = Path(path).read_bytes()
                name = os.path.relpath(path, package)
                digest.update(f"{name} {len(data)}\n".encode() + data)
    return digest.digest()


def _below(folder: Path) -> Iterator[str]:
    for path, _, names in os.walk(folder):
        yield from (os.path.join(path, name) for name in names)  # noqa: PTH118 - a thousand of them


LOADED_CODE = _files(CODE)
"""As it was when this process began: a process that serves the site goes on with that."""
