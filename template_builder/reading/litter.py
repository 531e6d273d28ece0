"""What programs leave beside workbooks: lock files, copies of their properties, thumbnails."""

from __future__ import annotations

NAMES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
STARTS = ("~$", "._", ".~lock.")
"""Excel's lock file, what macOS keeps beside a file on another disk, LibreOffice's lock file."""


def is_litter(name: str) -> bool:
    """Whether a file of this name, without its folder, holds no entries of anybody."""
    return name.lower() in NAMES or name.startswith(STARTS)
