"""What programs leave beside workbooks: lock files, copies of their properties, thumbnails, lists of ours."""

from __future__ import annotations

import re

NAMES = frozenset({".ds_store", "thumbs.db", "desktop.ini", "sha256sums", "corrections.csv"})
STARTS = ("~$", "._", ".~lock.")
"""Excel's lock file, what macOS keeps beside a file on another disk, LibreOffice's lock file."""


def is_litter(name: str) -> bool:
    """Whether a file of this name, without its folder, holds no entries of anybody."""
    return name.lower() in NAMES or name.startswith(STARTS)


_PROPERTIES = (b"\x00\x05\x16\x07", b"\x00\x05\x16\x00")
"""AppleDouble and AppleSingle: what macOS keeps of a file on a disk that cannot hold it."""
_FOLDER_VIEW = b"\x00\x00\x00\x01Bud1"
_OWNER_SIZE = 165
_OWNER_WIDE = 55
"""The bytes of Excel's lock file, and where the name in it is repeated in UTF-16; each name has its length before it."""
_OFFICE_LOCK = re.compile(rb",[^\r\n]*,\d\d\.\d\d\.\d{4} \d\d:\d\d,file:[^\r\n]*;\s*")


def left_by_a_program(data: bytes) -> str:
    """What a file is that a program left beside a workbook, told by its content; nothing for any other file."""
    if data.startswith(_PROPERTIES):
        return "what macOS keeps beside a file (its name begins with ._)"
    if data.startswith(_FOLDER_VIEW):
        return "what macOS keeps about a folder (.DS_Store)"
    if len(data) == _OWNER_SIZE and data[_OWNER_WIDE : _OWNER_WIDE + 2] == bytes((data[0], 0)):
        return "Excel's mark that somebody has a workbook open (its name begins with ~$)"
    if len(data) < 2000 and _OFFICE_LOCK.fullmatch(data):
        return "LibreOffice's mark that somebody has a workbook open (its name begins with .~lock.)"
    return ""
