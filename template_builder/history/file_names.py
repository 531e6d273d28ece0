"""Names of files that Clio, Windows or another computer refuses or changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f]')
RESERVED = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])", re.IGNORECASE)
"""Names of devices: Windows refuses them also with an ending behind."""
LONGEST = 255
"""Bytes of one name in UTF-8; most systems take no more."""


def name_problems(name: str) -> Iterator[str]:
    """What is wrong with a name in the folder, part by part, each with what to do."""
    for part in name.split("/"):
        if found := sorted(set(FORBIDDEN.findall(part))):
            signs = " ".join(map(_shown, found))
            yield f"Windows and Clio refuse {signs} in a name. Rename it without."
        if RESERVED.fullmatch(part.partition(".")[0].rstrip(" ")):
            yield f"Windows refuses the name {part.partition('.')[0]}. Rename it."
        if part.endswith((".", " ")):
            yield "Windows drops a full stop or blank at the end of a name. Rename it without."
        if part.startswith(" "):
            yield "Its name begins with a blank, which is easily lost. Rename it without."
        size = len(part.encode("utf-8", "surrogatepass"))
        if size > LONGEST:
            yield f"Its name has {size} bytes; most systems take {LONGEST}. Shorten it."


def alike(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Names that differ in capital letters only: Windows and macOS keep one of the two files."""
    seen: dict[str, str] = {}
    for name in names:
        first = seen.setdefault(name.casefold(), name)
        if first != name:
            yield first, name


def _shown(sign: str) -> str:
    return sign if sign.isprintable() else f"\\u{ord(sign):04x}"
