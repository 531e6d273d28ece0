"""Our scripts and styles as they leave the build: the same without comments and spare blanks.

Readers who want the sources find them in docs/assets; nothing is bundled or renamed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from mkdocs.structure.files import Files
from rcssmin import cssmin
from rjsmin import jsmin

SHRINK: Mapping[str, Callable[[str], str]] = {".mjs": jsmin, ".js": jsmin, ".css": cssmin}


def shrink(files: Files, docs: str) -> None:
    """Shrink every script and style sheet of `docs`, the folder docs/, in place; the sources stay as they are."""
    for file in files:
        ending = PurePosixPath(file.src_uri).suffix
        if file.src_dir == docs and file.src_uri.startswith("assets/") and ending in SHRINK:
            file.content_string = SHRINK[ending](file.content_string)
