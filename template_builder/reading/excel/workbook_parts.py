"""Where the parts of an Excel workbook are, for whoever changes some of them and keeps all others as they are."""

from __future__ import annotations

from typing import NamedTuple

from ..archive import Archive
from ..refusal import UnreadableFile
from .relations import relations_of
from .xlsx import workbook_path
from .xml_events import walk


class WorkbookParts(NamedTuple):
    """Paths in the archive: of the workbook, its styles (empty when it has none), and of each sheet by its name."""

    workbook: str
    styles: str
    sheets: dict[str, str]


def workbook_parts(archive: Archive) -> WorkbookParts:
    """The parts of a workbook that the reader has read before.

    Raises UnreadableFile when two sheets have one name.
    """
    path = workbook_path(archive)
    relations = relations_of(archive, path)
    sheets: dict[str, str] = {}

    def start(tag: str, given: dict[str, str]) -> None:
        if tag != "sheet":
            return
        name = given.get("name", "")
        if name in sheets:
            raise UnreadableFile("corrupt", "Two of its sheets have one name.")
        id_ = next((given[key] for key in given if key.endswith(":id")), "")
        sheets[name] = relations.get(id_, ("", ""))[1]

    walk(path, archive.read_xml(path), start, lambda _: None)
    styles = next((part for kind, part in relations.values() if kind == "styles"), "")
    return WorkbookParts(path, styles if styles in archive else "", sheets)
