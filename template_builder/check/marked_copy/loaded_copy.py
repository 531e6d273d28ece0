"""Somebody's workbook with everything openpyxl can keep of it, and no links to other files."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from xml.parsers import expat

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import range_boundaries
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula

from ...excel.cells import set_value
from ...reading.reader import SheetData, read_file
from .values_copy import MOST_COLUMNS, MOST_ROWS, Copy

HEAVIEST = 2_000_000
ROW_WEIGHT = 4
"""Elements, rows four times, plus the cells openpyxl would make for areas: above this only values are copied.
It is 90,000 rows of nine columns, or half a million empty rows with a height, and about half a gigabyte."""
OTHER_WEIGHT = 10
"""Styles, names, rules, comments: an element becomes an object with many checks."""
USUAL_ATTRIBUTES = 20
LONGEST_TAG = 300_000
"""Bytes from one tag to the next: a cell holds at most 32,767 letters, some written as six bytes."""
_TOO_LONG = "too long a tag, text or comment to load"
XML = (".xml", ".rels", ".vml")

EXTERNAL = re.compile(
    r"'[^']{0,400}\[[^']{1,400}'!"  # '[1]Some sheet'!A1
    r"|(?<![\w\])])\[[^\[\]]{1,300}\][^\[\]'(),;]{0,40}!"  # [1]Sheet!A1, but not Table[Column]
    r"|\w\|[^\"]{0,300}!"  # program|topic!item
)
"""A reference to another workbook or program inside a formula."""


def loaded(name: str, data: bytes) -> Copy:
    """The reader's workbook without macros and without its links to other files."""
    drop_downs = _scanned(data)
    reader = ExcelReader(io.BytesIO(data), keep_vba=False, keep_links=False)
    reader.read()
    book = reader.wb
    made = Copy(book, {sheet.title: sheet for sheet in book.worksheets})
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


def _scanned(data: bytes) -> dict[str, list[DataValidation]]:
    """Drop-downs that openpyxl would leave out, by part; raises ValueError for a file it would choke on."""
    found, weights = {}, {}
    references: Counter[str] = Counter()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.namelist():
            scan = _PartScan(part.endswith(XML))
            scan.read(archive.read(part))
            weights[part] = scan.weight
            references.update(_paths(part, scan.targets))
            if scan.drop_downs:
                found[part] = scan.drop_downs
    # openpyxl loads a part as often as others refer to it.
    if sum(weight * max(1, references[part]) for part, weight in weights.items()) > HEAVIEST:
        raise ValueError("too much to load")
    return found


def _paths(relations: str, targets: Iterable[str]) -> Iterator[str]:
    """The parts that a part of relations leads to; it is in a folder beside the part they belong to."""
    folder = posixpath.dirname(posixpath.dirname(relations))
    for target in targets:
        yield posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


class _PartScan:
    """Scans the XML of one part before openpyxl loads it.

    `weight` counts elements and the cells in areas: openpyxl makes every cell of a merged, linked or commented
    area, and A1:XFD1048576 would keep it busy for days. Beside cells and texts it takes ten times as long for an
    element. `targets` are the parts that a part of relations names. `drop_downs` are those that Excel keeps in an extension
    because their list is on another sheet, which is how it saves the workbooks of this kit.
    """

    AREAS = ("mergeCell", "hyperlink", "comment")
    EXTENSION = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main dataValidation"

    CELLS = frozenset({"row", "c", "v", "f", "is", "t", "si", "r", "rPr"})

    def __init__(self, is_xml: bool) -> None:
        self.is_xml = is_xml
        self.weight = 0
        self.targets: list[str] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._place = 0
        self.drop_downs: list[DataValidation] = []
        self._current: dict[str, str] | None = None
        self._text: list[str] = []

    def read(self, part: bytes) -> None:
        if self.is_xml and _has_long_tag(part):
            raise ValueError(_TOO_LONG)
        parser = self._parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._take
        try:
            parser.Parse(part, True)
        except expat.ExpatError as error:
            if self.is_xml:
                raise ValueError("damaged") from error

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition(" ")[2]
        self._measure()
        if local == "row":
            self.weight += ROW_WEIGHT
        else:
            self.weight += 1 if local in self.CELLS else OTHER_WEIGHT
        self.weight += max(0, len(attributes) - USUAL_ATTRIBUTES)
        if local == "Relationship" and attributes.get("TargetMode") != "External":
            self.targets.append(attributes.get("Target", ""))
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

    def _measure(self) -> None:
        """openpyxl reads in small pieces, and again from the start of a tag or comment for each of them."""
        place = self._parser.CurrentByteIndex
        if place - self._place > LONGEST_TAG:
            raise ValueError(_TOO_LONG)
        self._place = place

    def _end(self, tag: str) -> None:
        self._measure()
        if self._current is None:
            return
        local = tag.rpartition(" ")[2]
        if tag == self.EXTENSION:
            self.drop_downs.append(DataValidation(**self._current))
            self._current = None
        elif local in ("formula1", "formula2", "sqref"):
            self._current[local] = "".join(self._text)


def _has_long_tag(part: bytes) -> bool:
    """Whether no tag begins in so many bytes, which is found much sooner than a parser comes to the end of them."""
    place = 0
    while len(part) - place > LONGEST_TAG:
        found = part.rfind(b"<", place + 1, place + LONGEST_TAG + 1)
        if found < 0:
            return True
        place = found
    return False


def _size(area: str) -> int:
    """How many cells an area has."""
    left, top, right, bottom = range_boundaries(area)
    wide = (right or MOST_COLUMNS) - (left or 1) + 1
    return int(wide * ((bottom or MOST_ROWS) - (top or 1) + 1))


def _cut_links(made: Copy, name: str, data: bytes) -> None:
    """Put the last saved value in place of each formula that refers to another file or program.

    Its link is gone from the copy, so that opening it reaches for nothing; Excel would call the file damaged
    if a formula, a rule or a name still asked for the link.
    """
    linked = [
        (title, cell)
        for title, sheet in made.sheets.items()
        # Not iter_rows: it makes every cell up to the last one, wherever that is.
        for cell in sheet._cells.values()
        if cell.data_type == "f" and _is_linked(_formula(cell.value))
    ]
    if linked:
        values = {sheet.name: sheet for sheet in read_file(name, data).sheets}
        for title, cell in linked:
            set_value(cell, _value_at(values.get(title), cell.column - 1, cell.row))
        number = f"{len(linked):,} formula" + "s" * (len(linked) > 1)
        made.remarks.append(
            f"{number} with a link to another file: replaced by the last saved value."
        )
    for sheet in made.sheets.values():
        rules = sheet.conditional_formatting
        for area in [a for a in rules if any(_is_linked("\n".join(r.formula)) for r in a.rules)]:
            del rules[str(area.sqref)]
        validations = sheet.data_validations
        validations.dataValidation = [
            v
            for v in validations.dataValidation
            if not _is_linked(f"{v.formula1 or ''}\n{v.formula2 or ''}")
        ]
    for names in (made.book.defined_names, *(s.defined_names for s in made.sheets.values())):
        for defined in [n for n, d in names.items() if _is_linked(d.value or "")]:
            del names[defined]


def _is_linked(formula: str) -> bool:
    # Nearly every formula has neither sign, and to look for a sign takes a fiftieth of the time.
    return ("[" in formula or "|" in formula) and EXTERNAL.search(formula) is not None


def _formula(value: object) -> str:
    return str(value.text or "") if isinstance(value, ArrayFormula) else str(value)


def _value_at(sheet: SheetData | None, column: int, row: int) -> object:
    if sheet is None or not 0 <= row - sheet.first_row < len(sheet.rows):
        return None
    values = sheet.rows[row - sheet.first_row]
    return values[column] if column < len(values) else None
