"""The sitemap without the day of the build: the same source gives the same files on any day."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

NAME = "sitemap.xml"
_DAY = re.compile(r"\s*<lastmod>[^<]*</lastmod>")


def without_day(xml: str) -> str:
    """The sitemap without when pages were changed: MkDocs gives the day of the build, which says nothing of them."""
    return _DAY.sub("", xml)


def pack_again(site: Path) -> None:
    """Write the packed sitemap without a moment, and without the path of the machine, in its header."""
    packed = site / f"{NAME}.gz"
    if packed.is_file():
        with packed.open("wb") as file, gzip.GzipFile("", "wb", fileobj=file, mtime=0) as text:
            text.write((site / NAME).read_bytes())
