"""Makes a copy of a reader's workbook in which what can only mean one thing is corrected, each change listed.

Every part of an .xlsx file stays as it is, byte by byte, but the cells that change, the formats that they need, the
saved results of our own formulas that count or judge them, and one more sheet that lists them. The copy is read again before it is handed out: whatever differs from the file
elsewhere is a mistake of ours, and then there is no copy. The reader's file is never changed.
A CSV file stays a CSV file; of an .ods or .xls file the copy is an .xlsx file with its values.
"""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ...common.errors import KitError
from ...common.numbers import exact
from ...common.stamp import EARLIEST
from ...reading.archive import Archive, PackedPart, packed
from ...reading.excel.workbook_parts import WorkbookParts, workbook_parts
from ...reading.formats import WORKBOOK_NAMES
from ...reading.reader import Book, SheetData, read_file
from ...reading.saved import saved_at
from ...workbooks.headers import HEADER_ROWS
from ...workbooks.model import Workbook
from ...workbooks.summary_totals import summary_of
from ..activities_csv import is_activities
from ..checker import CheckedFile, Rules
from .cell_formats import CellFormats, UnusualStyles
from .corrected_csv import corrected_csv, decimal_marks, reads_as_meant
from .corrections import Correction, corrections_of
from .corrections_sheet import (
    UnusualWorkbook,
    before,
    content_type,
    free_title,
    part_beside,
    relation,
    sheet_xml,
    with_sheet,
)
from .sheet_cells import SheetCells, without_results
from .values_sheet import corrected_values

IMPORT_FILE = (
    "An activities.csv is not corrected: correct the workbooks, and build the import again."
)
NOT_CALCULATED = (
    "It has formulas that were never calculated. Open it, save it as .xlsx, and check it again."
)
UNUSUAL = (
    "The program that saved this file wrote it in a form of its own. Open it in Excel or LibreOffice, save it "
    "as .xlsx, and check it again."
)
DIFFERS = "The corrected copy would differ from the file elsewhere, so there is none. Please report this with `check`."
TYPES = "[Content_Types].xml"


class CorrectedCopy(NamedTuple):
    """The bytes of a copy, empty where nothing could be corrected, what was done to each cell, and what the copy is: xlsx or csv."""

    data: bytes
    corrections: tuple[Correction, ...]
    kind: str = "xlsx"

    @property
    def made(self) -> list[Correction]:
        return [each for each in self.corrections if not each.left]

    @property
    def left(self) -> list[Correction]:
        return [each for each in self.corrections if each.left]


def copy_name(name: str, kind: str = "xlsx") -> str:
    """The name of a file's corrected copy. A workbook with macros keeps its ending, and a text file that is no workbook by its name."""
    stem, _, ending = name.rpartition(".")
    ending = ending.lower() if stem else ""
    if kind == "csv":
        own = ending if ending and f".{ending}" not in WORKBOOK_NAMES else "csv"
    else:
        own = "xlsm" if ending == "xlsm" else "xlsx"
    return f"{stem or name}-corrected.{own}"


def corrected_copy(name: str, data: bytes, checked: CheckedFile, rules: Rules) -> CorrectedCopy:
    """The copy of a file that was checked before.

    Raises KitError where none can be made of a file of its kind or form.
    """
    book = read_file(name, data)
    if book.kind == "csv" and is_activities(book):
        raise KitError(f"{name}: {IMPORT_FILE}")
    corrections = corrections_of(checked.mends, book, rules.catalogue)
    stale = _stale(book, corrections, rules.spec)
    if book.kind == "csv":
        return _text_copy(name, data, book, corrections, rules)
    if book.kind != "xlsx":
        return _values_copy(name, data, book, corrections, stale, rules)
    try:
        made = _made(Archive(data), book, corrections, stale)
    except (UnusualStyles, UnusualWorkbook, UnicodeEncodeError) as error:
        raise KitError(f"{name}: {UNUSUAL}") from error
    if made.data and not _is_same(book, read_file(name, made.data), made.made, stale):
        raise KitError(f"{name}: {DIFFERS}")
    return made


def _text_copy(
    name: str, data: bytes, book: Book, corrections: Sequence[Correction], rules: Rules
) -> CorrectedCopy:
    """The copy of a CSV file, in its own separator and encoding."""
    made = [each for each in corrections if not each.left]
    if not made:
        return CorrectedCopy(b"", tuple(corrections), "csv")
    for mark in decimal_marks(book, made):
        copy = corrected_csv(book, data, made, mark)
        if copy and reads_as_meant(book, read_file(name, copy), made, rules.spec):
            return CorrectedCopy(copy, tuple(corrections), "csv")
    raise KitError(f"{name}: {UNUSUAL}")


def _values_copy(
    name: str,
    data: bytes,
    book: Book,
    corrections: Sequence[Correction],
    stale: Stale,
    rules: Rules,
) -> CorrectedCopy:
    """The copy of an .ods or .xls file, as .xlsx."""
    made = [each for each in corrections if not each.left]
    if not made:
        return CorrectedCopy(b"", tuple(corrections))
    if any(sheet.unsaved_formulas for sheet in book.sheets):
        raise KitError(f"{name}: {NOT_CALCULATED}")
    stamp = (saved_at(data) or EARLIEST).replace(tzinfo=None)
    copy = corrected_values(book, corrections, stale, _computed(rules.spec), stamp)
    everywhere = {sheet.name: frozenset[int]() for sheet in book.sheets}
    if not _is_same(book, read_file(name, copy), made, {**everywhere, **stale}):
        raise KitError(f"{name}: {UNUSUAL}")
    return CorrectedCopy(copy, tuple(corrections))


def _computed(spec: Workbook) -> set[str]:
    """The headers of our columns of formulas."""
    return {"Check"} | {
        column.header for sheet in spec.sheets for column in sheet.columns if not column.is_entered
    }


Stale = Mapping[str, frozenset[int] | None]
"""The sheets and, unless it is all, the columns whose formulas of ours have other results after the corrections."""


def _stale(book: Book, corrections: Sequence[Correction], spec: Workbook) -> Stale:
    computed = _computed(spec)
    stale: dict[str, frozenset[int] | None] = {}
    for sheet in book.sheets:
        if any(each.sheet == sheet.name for each in corrections):
            stale[sheet.name] = frozenset(
                at
                for row in sheet.rows[:HEADER_ROWS]
                for at, value in enumerate(row)
                if value in computed
            )
    if summary := summary_of(book).sheet:
        stale[summary] = None
    return stale


def _made(
    archive: Archive, book: Book, corrections: Sequence[Correction], stale: Stale
) -> CorrectedCopy:
    parts = workbook_parts(archive)
    if not parts.styles:
        raise UnusualStyles("no styles")
    workbook = archive.read(parts.workbook)
    formats = CellFormats(archive.read(parts.styles))
    from_1904 = b'date1904="1"' in workbook or b'date1904="true"' in workbook
    changed: dict[str, bytes] = {}
    done: list[Correction] = []
    for sheet in book.sheets:
        own = [each for each in corrections if each.sheet == sheet.name]
        values = {each.address: each.meant for each in own if not each.left}
        if values:
            path = parts.sheets[sheet.name]
            cells = SheetCells(archive.read(path), from_1904=from_1904)
            changed[path] = cells.changed(values, formats.fitting)
            own = [
                each.leave(cells.left[each.address]) if each.address in cells.left else each
                for each in own
            ]
        done += own
    if all(each.left for each in done):
        return CorrectedCopy(b"", tuple(done))
    for name, columns in stale.items():
        path = parts.sheets[name]
        changed[path] = without_results(changed.get(path) or archive.read(path), columns)
    changed |= _with_list(archive, parts, workbook, formats, done)
    return CorrectedCopy(packed(_all_parts(archive, changed)), tuple(done))


def _with_list(
    archive: Archive,
    parts: WorkbookParts,
    workbook: bytes,
    formats: CellFormats,
    corrections: Sequence[Correction],
) -> dict[str, bytes]:
    """The parts that the sheet of corrections adds or changes."""
    folder, file = posixpath.split(parts.workbook)
    relations = posixpath.join(folder, "_rels", f"{file}.rels")
    part = part_beside(parts.workbook, archive.names)
    id_ = f"tk{posixpath.basename(part).removesuffix('.xml')}"
    header, text = formats.for_texts()
    return {
        parts.styles: formats.xml,
        parts.workbook: with_sheet(workbook, free_title(list(parts.sheets)), id_),
        relations: before(archive.read(relations), b"</Relationships>", relation(id_, part)),
        TYPES: before(archive.read(TYPES), b"</Types>", content_type(part)),
        part: sheet_xml(corrections, header, text),
    }


def _all_parts(
    archive: Archive, changed: Mapping[str, bytes]
) -> list[tuple[str, bytes | PackedPart]]:
    """The parts of a file in their order, those that changed in their place, new ones at the end."""
    new = {name.lower(): (name, PackedPart.deflated(data)) for name, data in changed.items()}
    parts: list[tuple[str, bytes | PackedPart]] = []
    for name in archive.written_names:
        if name.lower() in new:
            parts.append((name, new.pop(name.lower())[1]))
        elif not name.endswith("/"):
            archive.read(name)  # whole, or refused
            parts.append((name, archive.packed_part(name)))
    return [*parts, *new.values()]


def _is_same(book: Book, copy: Book, corrections: Sequence[Correction], stale: Stale) -> bool:
    """Whether a copy has the values meant in the cells corrected, and else what the file has, sheet by sheet.

    Where results are stale, it may have none.
    """
    if len(copy.sheets) != len(book.sheets) + 1:
        return False
    for sheet, copied in zip(book.sheets, copy.sheets, strict=False):
        own = {each.cell: each.meant for each in corrections if each.sheet == sheet.name}
        if _marks(sheet, stale) != _marks(copied, stale):
            return False
        if own or sheet.name in stale:
            if not all(_has(copied, cell, meant) for cell, meant in own.items()):
                return False
            dropped = _dropped(sheet, copied, stale.get(sheet.name, frozenset()))
            if _others(sheet, {**own, **dropped}) != _others(copied, {**own, **dropped}):
                return False
        elif (sheet.first_row, sheet.rows) != (copied.first_row, copied.rows):
            return False
    return True


def _marks(sheet: SheetData, stale: Stale) -> SheetData:
    """What a sheet has beside its values; formulas without results are expected where they are stale."""
    marks = sheet._replace(rows=[], first_row=1, merged=tuple(sorted(sheet.merged)))
    return marks._replace(unsaved_formulas=()) if sheet.name in stale else marks


def _dropped(
    sheet: SheetData, copied: SheetData, columns: frozenset[int] | None
) -> dict[tuple[int, int], object]:
    """The cells in columns with stale results that are blank in the copy."""
    found: dict[tuple[int, int], object] = {}
    for number, values in enumerate(sheet.rows, start=sheet.first_row):
        at = number - copied.first_row
        line = copied.rows[at] if 0 <= at < len(copied.rows) else []
        for column in range(len(values)) if columns is None else columns:
            if column >= len(line) or line[column] == "":
                found[column, number] = ""
    return found


def _has(sheet: SheetData, cell: tuple[int, int], meant: object) -> bool:
    column, row = cell
    at = row - sheet.first_row
    line = sheet.rows[at] if 0 <= at < len(sheet.rows) else []
    value = line[column] if column < len(line) else ""
    if isinstance(meant, Decimal):
        return isinstance(value, int | float) and exact(value) == meant
    if isinstance(meant, dt.date):
        return isinstance(value, dt.date) and (value.year, value.month, value.day) == (
            meant.year,
            meant.month,
            meant.day,
        )
    return type(value) is str and value == meant


def _others(sheet: SheetData, own: Mapping[tuple[int, int], object]) -> dict[int, object]:
    """The rows of a sheet without the cells that are corrected, by their numbers; blank ends and rows left out."""
    columns: dict[int, list[int]] = {}
    for column, row in own:
        columns.setdefault(row, []).append(column)
    found: dict[int, object] = {}
    for number, values in enumerate(sheet.rows, start=sheet.first_row):
        line = list(values)
        for column in columns.get(number, ()):
            if column < len(line):
                line[column] = ""
        while line and line[-1] == "":
            line.pop()
        if line:
            found[number] = line
    return found
