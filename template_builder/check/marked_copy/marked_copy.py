"""Writes a marked copy of a reader's file: it colors and explains the findings in their cells, and lists them.

The copy of an .xlsx keeps everything that openpyxl can keep. Any other file, a file that openpyxl fails on, and
a copy made to share become a new workbook with the values as read. The reader's file is never changed, and
nothing in it is run or followed.
"""

from __future__ import annotations

import datetime as dt
import math
import warnings
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from ...common.cells import address
from ...excel import styles
from ...excel.cells import LONGEST, clean, put, set_value
from ...excel.package import saved
from ...excel.tables import finish_table, write_header
from ...reading.marks import COMMENTS_BY_US
from ...reading.reader import read_file
from ..catalogue import Severity
from ..findings import Finding
from ..report import shareable
from ..sharing import Sharing
from .loaded_copy import loaded
from .values_copy import (
    MOST_ROWS,
    Copy,
    of_values,
    shared,
)

NAME = "Findings"

MOST_COMMENTS = 5_000
"""Each comment is a drawing; a spreadsheet program takes long to open very many of them."""
MOST_LINKS = 60_000
"""Excel takes 65,530 links on a sheet and repairs a file with more."""
LONGEST_PART = 600
LONGEST_PLACE = 160


COLUMNS = (
    ("Severity", 11),
    ("Where", 30),
    ("Value", 34),
    ("Problem", 46),
    ("What to do", 46),
    ("What happens in Clio", 52),
)
FILLS = {
    Severity.ERROR: PatternFill("solid", fgColor="FFD3CC"),
    Severity.WARNING: PatternFill("solid", fgColor=styles.AMBER),
    Severity.NOTE: PatternFill("solid", fgColor="D9EAF4"),
}
RANKS = {severity: rank for rank, severity in enumerate(Severity)}
LINK = Font(name=styles.FONT, size=11, color=styles.DEEP, underline="single")


def marked_copy(
    name: str,
    data: bytes,
    findings: Sequence[Finding],
    stamp: dt.datetime,
    *,
    to_share: Sharing | None = None,
) -> bytes:
    """A copy of the file `name` as .xlsx, dated `stamp` (UTC), with its findings marked and listed.

    The checker must have read the file before: a file it refused is refused here by the same error. In a copy
    `to_share`, only what the rules of sharing allow is copied; of all else it says that something is there.
    """
    if to_share:
        safe = [shareable(finding) for finding in findings]
        return _finished(shared(read_file(name, data), to_share, safe), safe, stamp)
    return _full_copy(name, data, findings, stamp) or _finished(
        of_values(read_file(name, data)), findings, stamp
    )


def _full_copy(
    name: str, data: bytes, findings: Sequence[Finding], stamp: dt.datetime
) -> bytes | None:
    """The copy with everything openpyxl keeps, or None when it cannot load the file or write it again."""
    try:
        # It warns of everything it leaves out; that is no concern of a reader.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _finished(loaded(name, data), findings, stamp)
    except Exception:
        # On files that the checker reads well openpyxl raises whatever its descriptors run into: TypeError,
        # ValueError, KeyError, IndexError, AttributeError, AssertionError, OSError, BadZipFile, ParseError,
        # zlib.error, RecursionError, OverflowError ... A list would never be complete, and nothing is
        # lost here: the caller makes the copy from the values instead.
        return None


def _finished(made: Copy, findings: Sequence[Finding], stamp: dt.datetime) -> bytes:
    _mark(made, findings)
    for sheet in made.book.worksheets:
        # Sheets selected together are edited together.
        for view in sheet.views.sheetView:
            view.tabSelected = False
    listed = _findings_sheet(made.book)
    _list(listed, made, findings)
    listed.sheet_view.tabSelected = True
    made.book.active = made.book.index(listed)
    return saved(made.book, stamp, seal=True)


def _mark(made: Copy, findings: Sequence[Finding]) -> None:
    """Color each cell by its worst finding and explain it in a comment, the worst cells first."""
    by_cell: dict[tuple[str, int, int], tuple[Cell, list[Finding]]] = {}
    for finding in findings:
        sheet = made.sheet_of(finding)
        if sheet is None:
            continue
        for column, row in dict.fromkeys(finding.cells):
            cell = _cell(sheet, column, row)
            by_cell.setdefault((sheet.title, cell.row, cell.column), (cell, []))[1].append(finding)
    marked = sorted(
        ((min(RANKS[f.severity] for f in those), cell, those) for cell, those in by_cell.values()),
        key=lambda mark: mark[0],
    )
    fills = {RANKS[severity]: fill for severity, fill in FILLS.items()}
    # A look that a cell has got before is given on: to set a fill takes as long as all the rest.
    filled: dict[tuple[int, ...], object] = {}
    for number, (rank, cell, those) in enumerate(marked):
        look = (rank, *(cell._style or ()))
        if look in filled:
            cell._style = filled[look]
        else:
            cell.fill = fills[rank]
            filled[look] = cell._style
        if number < MOST_COMMENTS:
            _comment(cell, those)
    more = len(marked) - MOST_COMMENTS
    if more > 0:
        made.remarks.append(
            f"{MOST_COMMENTS:,} cells have a comment; {more:,} more are only colored. All are listed above."
        )


def _cell(sheet: Worksheet, column: int, row: int) -> Cell:
    """The cell at a place, or the first of the merged area that covers it: the others can hold nothing."""
    cell = sheet.cell(row, column + 1)
    if isinstance(cell, MergedCell):
        for area in sheet.merged_cells.ranges:
            if cell.coordinate in area:
                return sheet.cell(area.min_row, area.min_col)
    return cell


def _comment(cell: Cell, findings: Sequence[Finding]) -> None:
    """Explain the findings of a cell in a comment, below any comment the cell already has."""
    text = "\n\n".join(map(_comment_text, findings))[: 5 * LONGEST_PART]
    author, width, height = COMMENTS_BY_US, 340, 40
    if cell.comment:
        text = f"{cell.comment.text}\n\n{text}"
        author = cell.comment.author
        width, height = max(width, cell.comment.width or 0), max(height, cell.comment.height or 0)
    lines = sum(math.ceil((len(line) or 1) / 52) for line in text.splitlines())
    text = clean(text)[:LONGEST]
    cell.comment = Comment(text, author, width=width, height=max(height, min(500, 17 * lines + 12)))


def _comment_text(finding: Finding) -> str:
    lines = [f"{finding.severity.value.capitalize()}: {_cut(finding.headline, LONGEST_PART)}"]
    if finding.clio:
        lines.append(_cut(finding.clio, LONGEST_PART))
    return "\n".join(lines)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 3]}..."


def _findings_sheet(book: Workbook) -> Worksheet:
    """A new last sheet, called Findings unless the reader has a sheet of that name."""
    taken = {title.casefold() for title in book.sheetnames}
    names = (NAME, *(f"{NAME} {number}" for number in range(2, len(taken) + 3)))
    return book.create_sheet(next(name for name in names if name.casefold() not in taken))


def _list(sheet: Worksheet, made: Copy, findings: Sequence[Finding]) -> None:
    """Every finding in a row, linked to its first cell; below them what the copy lacks."""
    write_header(sheet, [header for header, _ in COLUMNS])
    for number, (_, width) in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    shown = findings[: MOST_ROWS - 100]
    cell_styles = _cell_styles(sheet)
    for row, finding in enumerate(shown, start=2):
        texts = (
            finding.severity.value.capitalize(),
            finding.place_within(LONGEST_PLACE),
            finding.value,
            finding.message,
            finding.fix,
            finding.clio,
        )
        for number, text in enumerate(texts, start=1):
            cell = sheet.cell(row, number)
            cell._style = cell_styles[finding.severity if number == 1 else None]
            set_value(cell, text)
        sheet.row_dimensions[row].height = _height(texts)
        target = made.sheet_of(finding)
        if target is not None and finding.cells and row <= MOST_LINKS:
            cell = sheet.cell(row, 2)
            cell._style = cell_styles["link"]
            _link(cell, target, finding)
    last = len(shown) + 1
    finish_table(sheet, len(COLUMNS), max(2, last))
    remarks = made.remarks if findings else ["Nothing needs attention.", *made.remarks]
    for row, remark in enumerate(remarks, start=last + 2):
        put(sheet, row, 1, remark).font = styles.TEXT


def _cell_styles(sheet: Worksheet) -> dict[object, object]:
    """How cells of the list look: a link, the severities, and by None the rest.

    The cells share them: setting font, border and alignment cell by cell takes as long as all the rest.
    """
    cell_styles: dict[object, object] = {}
    for key in (None, "link", *Severity):
        cell = Cell(sheet, row=1, column=1)
        cell.font = {None: styles.TEXT, "link": LINK}.get(key, styles.BOLD)
        cell.alignment = styles.TOP_WRAP
        cell.border = styles.BOX
        if key in FILLS:
            cell.fill = FILLS[key]
        cell_styles[key] = cell._style
    return cell_styles


def _height(texts: Sequence[str]) -> float:
    """Room for the longest wrapped text: programs do not agree on fitting rows by themselves."""
    pairs = zip(texts, COLUMNS, strict=True)
    return 15.0 * min(25, max(math.ceil((len(text) + 1) / width) for text, (_, width) in pairs))


def _link(cell: Cell, target: Worksheet, finding: Finding) -> None:
    first = address(*min(finding.cells, key=lambda place: (place[1], place[0])))
    location = f"{quote_sheetname(target.title)}!{first}"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location, display=cell.value)
