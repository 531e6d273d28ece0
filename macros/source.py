"""What a site is made from, beside the packages: settings, pages, theme, engine. A wheel carries it as one file."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .engine import MADE, Engine

ARCHIVE = Path(__file__).parent / "source.zip"
"""In a wheel; a clone of the repository has the files themselves."""
TAKEN = ("mkdocs.yml", "firm.toml", "docs", "macros/hooks.py", "macros/theme")
WATCHED = "template_builder"
"""A folder that mkdocs.yml names, and that must be there."""


@contextmanager
def project() -> Iterator[Path]:
    """The folder to build from: that of the repository, or what a wheel carries, unpacked for as long as it is needed."""
    if not ARCHIVE.is_file():
        yield Path(__file__).parent.parent
        return
    with tempfile.TemporaryDirectory(prefix="transition-guide-") as folder:
        with zipfile.ZipFile(ARCHIVE) as packed:
            packed.extractall(folder)
        (Path(folder) / WATCHED).mkdir()
        yield Path(folder)


def source_files(root: Path, engine: Engine) -> dict[str, bytes]:
    """The files for the archive by their name in it, from the folder of the repository and an engine that is packed."""
    files = {}
    for name in TAKEN:
        start = root / name
        for path in sorted(start.rglob("*")) if start.is_dir() else [start]:
            if path.is_file() and path.suffix != ".pyc":
                files[path.relative_to(root).as_posix()] = path.read_bytes()
    return files | {f"{MADE}/{name}": data for name, data in engine.stored().items()}
