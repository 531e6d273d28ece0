"""Writes a marked copy of a reader's file: findings coloured and explained in the cell, and listed on a sheet.

An .xlsx is copied with everything that openpyxl can keep. Any other file, one that openpyxl stumbles over, and
a copy made to share become a new workbook with the values as read. The reader's file is never changed, nothing
in it is run or followed, and what is wrong with it others have judged before.
"""

from __future__ import annotations

import datetime as dt
import io
import math
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from xml.parsers import expat

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.comments import Comment
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.utils.cell import range_boundaries
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from ..cells import CellError, address
from ..checking import activities_csv
from ..checking.gathering import LONGEST_VALUE, PRIVATE, WITHHELD, Finding, shown_value
from ..checking.recognition import recognise
from ..checking.report import shareable
from ..findings import Severity
from ..judging.words import FORMULA_STARTS, text_of
from ..reader import Book, SheetData, read_file
from ..workbook_loading import load_workbooks
from . import styles
from .data_sheet import finish_table, set_up_page, write_header
from .package import saved

NAME = "Findings"
OURS = "Firm Transition Guide"
TEMPLATE = "time-tracking"

MOST_COMMENTS = 5_000
"""Each comment is a drawing; a spreadsheet program takes long to open very many of them."""
MOST_LINKS = 60_000
"""Excel takes 65,530 links on a sheet and repairs a file with more."""
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
LONGEST_CELL = LONGEST_COMMENT = 32_767
LONGEST_TOLD = 600
LONGEST_PLACE = 160
LONGEST_TITLE = 31

HEAVIEST = 2_000_000
ROW_WEIGHT = 4
"""Elements, rows four times, plus the cells openpyxl would make for areas: above this only values are copied.
It is 90,000 rows of nine columns, or half a million empty rows with a height, and about half a gigabyte."""

COLUMNS = (
    ("Severity", 11),
    ("Where", 30),
    ("Value", 34),
    ("What is the matter", 62),
    ("What to do", 52),
)
FILLS = {
    Severity.ERROR: PatternFill("solid", fgColor="FFD3CC"),
    Severity.WARNING: PatternFill("solid", fgColor=styles.AMBER),
    Severity.NOTE: PatternFill("solid", fgColor="D9EAF4"),
}
RANKS = {severity: rank for rank, severity in enumerate(Severity)}
LINK = Font(name=styles.FONT, size=11, color=styles.DEEP, underline="single")

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold: one such character and no spreadsheet program opens the file."""
NO_TITLE = re.compile(r"[\\*?:/\[\]]")
EXTERNAL = re.compile(
    r"'[^']{0,400}\[[^']{1,400}'!"  # '[1]Some sheet'!A1
    r"|(?<![\w\])])\[[^\[\]]{1,300}\][^\[\]'(),;]{0,40}!"  # [1]Sheet!A1, but not Table[Column]
    r"|\w\|[^\"]{0,300}!"  # program|topic!item
)
"""A reference to another workbook or program inside a formula."""

IS_COPY = "This is a copy, made to read. Correct your own file, then check it again."
VALUES_ONLY = "It holds the values only: formulas, drop-downs and formats are in your own file."
TO_SHARE = (
    "Made to share. Left out: descriptions, notes, subjects, contacts, clients, names of what is new in Clio, "
    "remarks, comments, formulas, and every column and sheet that the template does not have."
)


@dataclass
class _Copy:
    """A workbook to mark. `sheets` are found by their name in the reader's file; `remarks` say what it lacks."""

    book: Workbook
    sheets: dict[str, Worksheet] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=lambda: [IS_COPY])

    def sheet_of(self, finding: Finding) -> Worksheet | None:
        """The sheet a finding is about. A CSV has one sheet, and findings in it name none."""
        if not finding.sheet and len(self.sheets) == 1:
            return next(iter(self.sheets.values()))
        return self.sheets.get(finding.sheet)


def marked_copy(
    name: str, data: bytes, findings: Sequence[Finding], stamp: dt.datetime, *, share_safe: bool
) -> bytes:
    """A copy of the file `name` as .xlsx, dated `stamp` (UTC), with its findings marked and listed.

    The checker must have read the file before: a file it refused is refused here by the same error. With
    `share_safe` only columns known to hold nothing privileged are copied, and texts of findings are cut.
    """
    if share_safe:
        book = read_file(name, data)
        kept = _kept_columns(book)
        told = [shareable(finding) for finding in findings]
        return _finished(_shared(book, kept, told), told, stamp)
    return _full_copy(name, data, findings, stamp) or _finished(
        _of_values(read_file(name, data)), findings, stamp
    )


def _full_copy(
    name: str, data: bytes, findings: Sequence[Finding], stamp: dt.datetime
) -> bytes | None:
    """The copy with everything openpyxl keeps, or None when it cannot load the file or write it again."""
    try:
        # It warns of everything it leaves out; that is no concern of a reader.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _finished(_loaded(name, data), findings, stamp)
    except Exception:
        # On files that the checker reads well openpyxl raises whatever its descriptors run into: TypeError,
        # ValueError, KeyError, IndexError, AttributeError, AssertionError, OSError, BadZipFile, ParseError,
        # zlib.error, RecursionError, OverflowError ... A list would never be complete, and nothing is
        # lost here: the caller makes the copy from the values instead.
        return None


# --- Everything that openpyxl can keep ---


def _loaded(name: str, data: bytes) -> _Copy:
    """The reader's workbook without macros and without its links to other files."""
    drop_downs = _looked_through(data)
    reader = ExcelReader(io.BytesIO(data), keep_vba=False, keep_links=False)
    reader.read()
    book = reader.wb
    made = _Copy(book, {sheet.title: sheet for sheet in book.worksheets})
    for sheet, part in reader.parser.find_sheets():
        if not part.Type.endswith(("/worksheet", "/chartsheet")):
            raise ValueError(f"{part.Type} would become a worksheet")
        for validation in drop_downs.get(part.target, ()):
            made.sheets[sheet.name].add_data_validation(validation)
    _cut_links(made, name, data)
    if book.calculation is None:
        book.calculation = CalcProperties()
    # openpyxl writes formulas without their values.
    book.calculation.fullCalcOnLoad = True
    return made


def _looked_through(data: bytes) -> dict[str, list[DataValidation]]:
    """Drop-downs that openpyxl would leave out, by part; raises ValueError for a file it would choke on."""
    found, weight = {}, 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.namelist():
            look = _Look()
            look.read(archive.read(part))
            weight += look.weight
            if weight > HEAVIEST:
                raise ValueError("too much to load")
            if look.drop_downs:
                found[part] = look.drop_downs
    return found


class _Look:
    """Looks through the XML of one part before openpyxl does.

    `weight` counts elements and the cells in areas: openpyxl makes every cell of a merged, linked or commented
    area, and A1:XFD1048576 would keep it busy for days. `drop_downs` are those that Excel keeps in an extension
    because their list stands on another sheet, which is how it saves the workbooks of this kit.
    """

    AREAS = ("mergeCell", "hyperlink", "comment")
    EXTENSION = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main dataValidation"

    def __init__(self) -> None:
        self.weight = 0
        self.drop_downs: list[DataValidation] = []
        self._current: dict[str, str] | None = None
        self._text: list[str] = []

    def read(self, part: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._take
        try:
            parser.Parse(part, True)
        except expat.ExpatError:
            return  # a picture, or XML that openpyxl will refuse in its own words

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition(" ")[2]
        self.weight += ROW_WEIGHT if local == "row" else 1
        self._text.clear()
        if tag == self.EXTENSION:
            self._current = {key: text for key, text in attributes.items() if " " not in key}
        elif local in self.AREAS and "ref" in attributes:
            self.weight += _size(attributes["ref"])
        if self.weight > HEAVIEST:
            raise ValueError("too much to load")

    def _take(self, text: str) -> None:
        if self._current is not None:
            self._text.append(text)

    def _end(self, tag: str) -> None:
        if self._current is None:
            return
        local = tag.rpartition(" ")[2]
        if tag == self.EXTENSION:
            self.drop_downs.append(DataValidation(**self._current))
            self._current = None
        elif local in ("formula1", "formula2", "sqref"):
            self._current[local] = "".join(self._text)


def _size(area: str) -> int:
    """How many cells an area has."""
    left, top, right, bottom = range_boundaries(area)
    wide = (right or MOST_COLUMNS) - (left or 1) + 1
    return int(wide * ((bottom or MOST_ROWS) - (top or 1) + 1))


def _cut_links(made: _Copy, name: str, data: bytes) -> None:
    """Put the last saved value in place of each formula that refers to another file or program.

    Its link is gone from the copy, so that opening it reaches for nothing; Excel would call the file damaged
    if a formula, a rule or a name still asked for the link.
    """
    linked = [
        (title, cell)
        for title, sheet in made.sheets.items()
        # Not iter_rows: it makes every cell up to the last one, wherever that stands.
        for cell in sheet._cells.values()
        if cell.data_type == "f" and EXTERNAL.search(_formula(cell.value))
    ]
    if linked:
        values = {sheet.name: sheet for sheet in read_file(name, data).sheets}
        for title, cell in linked:
            _set(cell, _value_at(values.get(title), cell.column - 1, cell.row))
        number = f"{len(linked):,} formula" + "s" * (len(linked) > 1)
        made.remarks.append(f"{number} with a link to another file: the value last saved instead.")
    for sheet in made.sheets.values():
        rules = sheet.conditional_formatting
        for area in [
            a for a in rules if any(EXTERNAL.search("\n".join(r.formula)) for r in a.rules)
        ]:
            del rules[str(area.sqref)]
        validations = sheet.data_validations
        validations.dataValidation = [
            v
            for v in validations.dataValidation
            if not EXTERNAL.search(f"{v.formula1 or ''}\n{v.formula2 or ''}")
        ]
    for names in (made.book.defined_names, *(s.defined_names for s in made.sheets.values())):
        for defined in [n for n, d in names.items() if EXTERNAL.search(d.value or "")]:
            del names[defined]


def _formula(value: object) -> str:
    return str(value.text or "") if isinstance(value, ArrayFormula) else str(value)


def _value_at(sheet: SheetData | None, column: int, row: int) -> object:
    if sheet is None or not 0 <= row - sheet.first_row < len(sheet.rows):
        return None
    values = sheet.rows[row - sheet.first_row]
    return values[column] if column < len(values) else None


# --- Values only ---


def _of_values(book: Book) -> _Copy:
    """A new workbook with the values of every sheet, in the cells they stand in."""
    made = _new()
    made.remarks.append(VALUES_ONLY)
    for data in book.sheets:
        rows = ((number, enumerate(row)) for number, row in _numbered(data))
        _write_values(made, data, rows)
    return made


def _new() -> _Copy:
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = OURS
    return _Copy(book)


def _numbered(data: SheetData) -> Iterator[tuple[int, Sequence[object]]]:
    return enumerate(data.rows[: MOST_ROWS + 1 - data.first_row], start=data.first_row)


def _write_values(
    made: _Copy, data: SheetData, rows: Iterator[tuple[int, Iterator[tuple[int, object]]]]
) -> None:
    """A sheet with values at (row, column), its columns as wide as their first rows ask for."""
    title = NO_TITLE.sub("_", UNPRINTABLE.sub("_", data.name)).strip("'")[:LONGEST_TITLE]
    sheet = made.sheets[data.name] = made.book.create_sheet(title or None)
    if data.hidden:
        sheet.sheet_state = "hidden"
    widths: dict[int, int] = {}
    for number, (row, cells) in enumerate(rows):
        for column, value in cells:
            if value is None or value == "" or column >= MOST_COLUMNS:
                continue
            _set(sheet.cell(row, column + 1), value)
            if number < 200:
                widths[column] = max(widths.get(column, 0), len(text_of(value)))
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column + 1)].width = min(48, max(10, width + 2))
    set_up_page(sheet, landscape=True)


def _set(cell: Cell, value: object) -> None:
    """A value into a cell, never as a formula."""
    if isinstance(value, dt.datetime) and not value.time():
        value = value.date()
    odd = isinstance(value, float) and not math.isfinite(value)
    if odd or (isinstance(value, dt.date) and value.year < 1901):  # before Excel's first day
        value = str(value)
    if isinstance(value, str):
        _set_text(cell, value)
        if isinstance(value, CellError) and value in ERROR_CODES:
            cell.data_type = "e"
    else:
        cell.value = value


def _set_text(cell: Cell, text: str) -> None:
    """Text that stays text, also after somebody has edited the cell."""
    cell.value = _clean(text)[:LONGEST_CELL]
    cell.data_type = "s"
    if text.startswith(FORMULA_STARTS):
        cell._style = copy(cell._style)
        cell.quotePrefix = True


def _clean(text: str) -> str:
    return UNPRINTABLE.sub("\ufffd", text)


# --- To share ---


@dataclass(frozen=True)
class _Kept:
    """What may be copied of a sheet: the columns counted from 0, below the header in row `header`."""

    header: int
    columns: frozenset[int]


def _kept_columns(book: Book) -> Mapping[str, _Kept]:
    """By sheet, the columns known to hold nothing privileged. Whatever is not known is not copied."""
    if book.kind == "csv" and activities_csv.is_activities(book):
        first = book.sheets[0]
        safe = set(activities_csv.HEADER) - {"note"}
        columns = (at for at, value in enumerate(first.rows[0]) if text_of(value).strip() in safe)
        return {first.name: _Kept(first.first_row, frozenset(columns))}
    found = recognise(book, load_workbooks()[TEMPLATE], ()).sheets.values()
    return {
        sheet.data.name: _Kept(
            sheet.data.first_row + sheet.header,
            frozenset(at for id_, at in sheet.columns.items() if id_ not in PRIVATE),
        )
        for sheet in found
    }


def _shared(book: Book, kept: Mapping[str, _Kept], findings: Sequence[Finding]) -> _Copy:
    """A new workbook with the columns that may be shared; other cells only say that something stands there."""
    made = _new()
    made.remarks.append(TO_SHARE)
    hidden = {
        (finding.sheet or next(iter(kept), ""), *cell)
        for finding in findings
        if finding.value == WITHHELD
        for cell in finding.cells
    }
    for data in book.sheets:
        if data.name in kept:
            rows = (
                (row, _shareable_cells(kept[data.name], data.name, row, values, hidden))
                for row, values in _numbered(data)
            )
            _write_values(made, data, rows)
            header = made.sheets[data.name][kept[data.name].header]
            for cell in header:
                cell.font = styles.HEADER
                cell.fill = styles.HEADER_FILL
    return made


def _shareable_cells(
    kept: _Kept, sheet: str, row: int, values: Sequence[object], hidden: set[tuple[str, int, int]]
) -> Iterator[tuple[int, object]]:
    for column, value in enumerate(values):
        if value is None or value == "":
            continue
        known = row == kept.header or (row > kept.header and column in kept.columns)
        if not known or (sheet, column, row) in hidden:
            yield column, WITHHELD
        elif isinstance(value, str) and len(value) > LONGEST_VALUE:
            yield column, shown_value(value)
        else:
            yield column, value


# --- Marks, and the list of findings ---


def _finished(made: _Copy, findings: Sequence[Finding], stamp: dt.datetime) -> bytes:
    _mark(made, findings)
    for sheet in made.book.worksheets:
        # Sheets selected together are edited together.
        for view in sheet.views.sheetView:
            view.tabSelected = False
    listed = _findings_sheet(made.book)
    _list(listed, made, findings)
    listed.sheet_view.tabSelected = True
    made.book.active = made.book.index(listed)
    return saved(made.book, stamp)


def _mark(made: _Copy, findings: Sequence[Finding]) -> None:
    """Colour each cell by the worst that is said of it, and say it in a comment, the worst cells first."""
    told: dict[tuple[str, int, int], tuple[Cell, list[Finding]]] = {}
    for finding in findings:
        sheet = made.sheet_of(finding)
        if sheet is None:
            continue
        for column, row in dict.fromkeys(finding.cells):
            cell = _cell(sheet, column, row)
            told.setdefault((sheet.title, cell.row, cell.column), (cell, []))[1].append(finding)
    marked = sorted(
        ((min(RANKS[f.severity] for f in those), cell, those) for cell, those in told.values()),
        key=lambda mark: mark[0],
    )
    fills = {RANKS[severity]: fill for severity, fill in FILLS.items()}
    for number, (rank, cell, those) in enumerate(marked):
        cell.fill = fills[rank]
        if number < MOST_COMMENTS:
            _comment(cell, those)
    more = len(marked) - MOST_COMMENTS
    if more > 0:
        made.remarks.append(
            f"{MOST_COMMENTS:,} cells have a comment; {more:,} more are coloured only. All are listed above."
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
    """Say what is the matter in a comment, below the one that stands there already."""
    text = "\n\n".join(map(_told, findings))[: 5 * LONGEST_TOLD]
    author, width, height = OURS, 340, 40
    if cell.comment:
        text = f"{cell.comment.text}\n\n{text}"
        author = cell.comment.author
        width, height = max(width, cell.comment.width or 0), max(height, cell.comment.height or 0)
    lines = sum(math.ceil((len(line) or 1) / 52) for line in text.splitlines())
    text = _clean(text)[:LONGEST_COMMENT]
    cell.comment = Comment(text, author, width=width, height=max(height, min(500, 17 * lines + 12)))


def _told(finding: Finding) -> str:
    label = finding.severity.value.capitalize()
    text = f"{label}: {_cut(finding.message, LONGEST_TOLD)}"
    return f"{text}\nWhat to do: {_cut(finding.fix, LONGEST_TOLD)}" if finding.fix else text


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 3]}..."


def _findings_sheet(book: Workbook) -> Worksheet:
    """A new last sheet, called Findings unless the reader has a sheet of that name."""
    taken = {title.casefold() for title in book.sheetnames}
    names = (NAME, *(f"{NAME} {number}" for number in range(2, len(taken) + 3)))
    return book.create_sheet(next(name for name in names if name.casefold() not in taken))


def _list(sheet: Worksheet, made: _Copy, findings: Sequence[Finding]) -> None:
    """Every finding in a row, linked to its first cell; below them what the copy lacks."""
    write_header(sheet, [header for header, _ in COLUMNS])
    for number, (_, width) in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    shown = findings[: MOST_ROWS - 100]
    looks = _looks(sheet)
    for row, finding in enumerate(shown, start=2):
        texts = (
            finding.severity.value.capitalize(),
            _place(finding),
            finding.value,
            finding.message,
            finding.fix,
        )
        for number, text in enumerate(texts, start=1):
            cell = sheet.cell(row, number)
            cell._style = looks[finding.severity if number == 1 else None]
            if text:
                _set_text(cell, text)
        sheet.row_dimensions[row].height = _height(texts)
        target = made.sheet_of(finding)
        if target is not None and finding.cells and row <= MOST_LINKS:
            cell = sheet.cell(row, 2)
            cell._style = looks["link"]
            _link(cell, target, finding)
    last = len(shown) + 1
    finish_table(sheet, len(COLUMNS), max(2, last))
    remarks = made.remarks if findings else ["Nothing needs attention.", *made.remarks]
    for row, remark in enumerate(remarks, start=last + 2):
        sheet.cell(row, 1, remark).font = styles.TEXT


def _looks(sheet: Worksheet) -> dict[object, object]:
    """How cells of the list look: a link, the severities, and by None the rest.

    The cells share them: setting font, border and alignment cell by cell takes as long as all the rest.
    """
    looks: dict[object, object] = {}
    for key in (None, "link", *Severity):
        cell = Cell(sheet, row=1, column=1)
        cell.font = {None: styles.TEXT, "link": LINK}.get(key, styles.BOLD)
        cell.alignment = styles.TOP_WRAP
        cell.border = styles.BOX
        if key in FILLS:
            cell.fill = FILLS[key]
        looks[key] = cell._style
    return looks


def _place(finding: Finding) -> str:
    """Sheet and cells; of very many ranges the first."""
    place = finding.place
    if len(place) <= LONGEST_PLACE:
        return place
    return f"{place[:LONGEST_PLACE].rpartition(', ')[0]} and more"


def _height(texts: Sequence[str]) -> float:
    """Room for the longest wrapped text: programs do not agree on fitting rows by themselves."""
    pairs = zip(texts, COLUMNS, strict=True)
    return 15.0 * min(25, max(math.ceil((len(text) + 1) / width) for text, (_, width) in pairs))


def _link(cell: Cell, target: Worksheet, finding: Finding) -> None:
    first = address(*min(finding.cells, key=lambda place: (place[1], place[0])))
    location = f"{quote_sheetname(target.title)}!{first}"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location, display=cell.value)
