"""Reads which parts of an Excel workbook belong to a part of it."""

from __future__ import annotations

import posixpath
import re

from ..archive import Archive, slashed
from .xml_events import walk

Relations = dict[str, tuple[str, str]]
"""Kind and path of the parts that belong to a part, by id; in the order of the file."""


def relations_part(path: str) -> str:
    """The path of the part that says what belongs to the part at a path."""
    folder, name = posixpath.split(path)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations_of(archive: Archive, path: str) -> Relations:
    """What belongs to the part at a path, or to the whole archive when the path is empty."""
    folder = posixpath.dirname(path)
    part = relations_part(path)
    found: Relations = {}

    def start(tag: str, given: dict[str, str]) -> None:
        if tag == "Relationship" and given.get("TargetMode") != "External":
            relative = given.get("Target", "").replace("\\", "/")
            target = posixpath.normpath(posixpath.join("/", folder, relative))
            kind = re.sub("[^A-Za-z]", "", given.get("Type", "").rpartition("/")[2])
            found[given.get("Id", "")] = (kind, slashed(target))

    walk(part, archive.read_xml(part), start, lambda _: None)
    return found
