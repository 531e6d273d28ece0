"""Prepares an Excel workbook (.xlsx, .xlsm): repacks the parts that have data and leaves out all others.

Macros, pictures, links and whatever else is in the file never reach calamine.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ..archive import Archive, PackedPart, packed
from ..limits import MAX_SHEETS, STORED_UP_TO
from ..marks import Marks, Prepared
from ..refusal import UnreadableFile
from .cell_styles import CellStyles, cell_styles
from .comments import Comments
from .relations import Relations, relations_of
from .shared_strings import SharedStrings
from .sheet_xml import scan_sheet, without_merged_areas
from .xml_events import walk

_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook_path(archive: Archive) -> str:
    """The workbook's path in the archive; empty when the archive has none."""
    if "_rels/.rels" in archive:
        for kind, path in relations_of(archive, "").values():
            if kind == "officeDocument" and path in archive:
                return path
    return "xl/workbook.xml" if "xl/workbook.xml" in archive else ""


def prepare(archive: Archive, path: str) -> Prepared:
    """The workbook at a path with nothing but its data, and what calamine does not tell about it.

    Raises UnreadableFile when a part is damaged or beyond the limits.
    """
    workbook = archive.read_xml(path)
    sheets = _sheets(path, workbook)
    marks: list[Marks] = []
    parts = _parts(archive, workbook, sheets, relations_of(archive, path), marks)
    return Prepared(packed(parts), marks)


def _parts(
    archive: Archive, workbook: bytes, sheets: list[str], relations: Relations, found: list[Marks]
) -> Iterator[tuple[str, bytes | PackedPart]]:
    """The parts to hand on, one at a time; adds the marks of each sheet to `found`."""
    yield "_rels/.rels", _links({"rId1": ("officeDocument", "xl/workbook.xml")})
    yield "xl/workbook.xml", workbook
    links: Relations = {}
    strings, comments = SharedStrings("", b""), Comments(archive)
    styles = CellStyles()
    for id_, (kind, path) in relations.items():
        if kind in ("sharedStrings", "styles") and path in archive:
            links[id_] = (kind, f"xl/{kind}.xml")
            xml = archive.read_xml(path)
            if kind == "sharedStrings":
                strings = SharedStrings(path, xml)
            else:
                styles = cell_styles(path, xml)
            yield links[id_][1], xml
    paths = [relations[id_][1] for id_ in sheets if id_ in relations]
    if len(set(paths)) < len(paths):
        raise UnreadableFile("corrupt", "Its list of sheets is damaged: it names a sheet twice.")
    for number, id_ in enumerate(sheets):
        kind, path = relations.get(id_, ("", ""))
        marks = Marks()
        if kind == "worksheet":
            original = archive.read_xml(path)
            xml, marks = scan_sheet(path, original, styles)
            strings.check_sheet(xml)
            strings.note_struck(xml, marks)
            comments.note(path, marks)
            large = xml is original and len(xml) > STORED_UP_TO
            content = archive.packed_part(path) if large else without_merged_areas(xml)
            yield f"xl/worksheets/sheet{number}.xml", content
        links[id_] = (kind, f"xl/{kind}s/sheet{number}.xml")
        found.append(marks)
    yield "xl/_rels/workbook.xml.rels", _links(links)


def _links(relations: Relations) -> bytes:
    lines = (
        f'<Relationship Id="{escape(id_)}" Type="{_TYPES}/{kind}" Target="/{path}"/>'
        for id_, (kind, path) in relations.items()
    )
    return f"<Relationships>{''.join(lines)}</Relationships>".encode()


def _sheets(path: str, workbook: bytes) -> list[str]:
    """The relation ids of the sheets, in order.

    Raises UnreadableFile when there are none, or too many.
    """
    sheets: list[str] = []

    def start(tag: str, given: dict[str, str]) -> None:
        if tag == "sheet":
            sheets.append(next((given[key] for key in given if key.endswith(":id")), ""))

    walk(path, workbook, start, lambda _: None)
    if not sheets:
        raise UnreadableFile("corrupt", "It has no sheets.")
    if len(sheets) > MAX_SHEETS:
        message = f"It has {len(sheets):,} sheets; at most {MAX_SHEETS} are read."
        raise UnreadableFile("too-large", message)
    return sheets
