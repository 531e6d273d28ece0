"""A new workbook with the values of somebody's file: all of them, or only those that may be shared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook as NewBook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ...common.text import text_of
from ...excel import styles
from ...excel.cells import UNPRINTABLE, put
from ...excel.tables import set_up_page
from ...reading.marks import COMMENTS_BY_US
from ...reading.reader import Book, SheetData
from ...workbooks.model import Column, Workbook
from ...workbooks.recognition import recognize
from .. import activities_csv
from ..findings import LONGEST_VALUE, Finding, shown_value
from ..sharing import WITHHELD, Sharing

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
LONGEST_TITLE = 31


NO_TITLE = re.compile(r"[\\*?:/\[\]]")

IS_COPY = "This is a copy to read. Correct your own file, then check it again."
VALUES_ONLY = "It has only the values: formulas, drop-downs and formats are in your own file."
TO_SHARE = (
    "This copy is made to share. It leaves out the columns {private}; comments, formulas, and every column and "
    "sheet that the template does not have."
)


@dataclass
class Copy:
    """A workbook to mark. `sheets` are found by their name in the reader's file; `remarks` say what it lacks."""

    book: NewBook
    sheets: dict[str, Worksheet] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=lambda: [IS_COPY])

    def sheet_of(self, finding: Finding) -> Worksheet | None:
        """The sheet a finding is about. A CSV has one sheet, and findings in it name none."""
        if not finding.sheet and len(self.sheets) == 1:
            return next(iter(self.sheets.values()))
        return self.sheets.get(finding.sheet)


def of_values(book: Book) -> Copy:
    """A new workbook with the values of every sheet, in their cells."""
    made = _new()
    made.remarks.append(VALUES_ONLY)
    for data in book.sheets:
        rows = ((number, enumerate(row)) for number, row in _numbered(data))
        _write_values(made, data, rows, data.name)
    return made


def _new() -> Copy:
    book = NewBook()
    book.remove(book.active)
    book.properties.creator = COMMENTS_BY_US
    return Copy(book)


def _numbered(data: SheetData) -> Iterator[tuple[int, Sequence[object]]]:
    return enumerate(data.rows[: MOST_ROWS + 1 - data.first_row], start=data.first_row)


def _write_values(
    made: Copy,
    data: SheetData,
    rows: Iterator[tuple[int, Iterator[tuple[int, object]]]],
    name: str,
) -> None:
    """A sheet called `name` with values at (row, column), its columns as wide as their first rows ask for."""
    title = NO_TITLE.sub("_", UNPRINTABLE.sub("_", name)).strip("'")[:LONGEST_TITLE]
    sheet = made.sheets[name] = made.book.create_sheet(title or None)
    if data.hidden:
        sheet.sheet_state = "hidden"
    widths: dict[int, int] = {}
    for number, (row, cells) in enumerate(rows):
        for column, value in cells:
            if value is None or value == "" or column >= MOST_COLUMNS:
                continue
            put(sheet, row, column + 1, value)
            if number < 200:
                widths[column] = max(widths.get(column, 0), len(text_of(value)))
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column + 1)].width = min(48, max(10, width + 2))
    set_up_page(sheet, landscape=True)


@dataclass(frozen=True)
class _KeptTable:
    """What may be copied of a table: the columns counted from 0, below the header in row `header`.

    Of the columns that are `named` in the spec the header is copied too.
    """

    header: int
    columns: frozenset[int]
    named: frozenset[int]


@dataclass(frozen=True)
class _Kept:
    """What may be copied of a sheet: its name in the template, and its tables from the top."""

    name: str
    tables: tuple[_KeptTable, ...]

    def table_at(self, row: int) -> _KeptTable | None:
        """The table that a row belongs to; the rows above the first one belong to none."""
        return next((table for table in reversed(self.tables) if row >= table.header), None)


def kept_columns(book: Book, spec: Workbook) -> Mapping[str, _Kept]:
    """By sheet, the columns that hold nothing privileged. Whatever is not known is not copied."""
    if book.kind == "csv" and activities_csv.is_activities(book):
        first = book.sheets[0]
        places = {
            text_of(value).strip(): at
            for at, value in enumerate(first.rows[0])
            if text_of(value).strip() in activities_csv.HEADER
        }
        private = {column.goes_to for column in _private_columns(spec)}
        safe = frozenset(at for name, at in places.items() if name not in private)
        table = _KeptTable(first.first_row, safe, frozenset(places.values()))
        return {first.name: _Kept("Sheet", (table,))}
    recognized = recognize(book, spec, ())
    tables: dict[str, tuple[_KeptTable, ...]] = {}
    for sheet in recognized.sheets:
        columns = frozenset(
            at for id_, at in sheet.columns.items() if not sheet.spec.column(id_).private
        )
        named = frozenset(range(len(sheet.data.rows[sheet.header]))) - sheet.unread.keys()
        table = _KeptTable(sheet.header_row, columns, named)
        tables[sheet.data.name] = (*tables.get(sheet.data.name, ()), table)
    return {name: _Kept(ours, tables[name]) for name, ours in recognized.names.items()}


def _private_columns(spec: Workbook) -> list[Column]:
    return [column for sheet in spec.sheets for column in sheet.columns if column.private]


def shared(book: Book, sharing: Sharing, findings: Sequence[Finding]) -> Copy:
    """A new workbook with the values that may be shared; other cells only say that they hold something.

    The sheets have the template's names, and are found by them.
    """
    spec = sharing.spec
    made = _new()
    names = dict.fromkeys(column.header for column in _private_columns(spec))
    made.remarks.append(TO_SHARE.format(private=", ".join(names)))
    kept = kept_columns(book, spec)
    hidden = {
        (finding.sheet or next((each.name for each in kept.values()), ""), *cell)
        for finding in findings
        if finding.value == WITHHELD
        for cell in finding.cells
    }
    for data in book.sheets:
        if data.name in kept:
            rows = (
                (row, _shareable_cells(kept[data.name], sharing, row, values, hidden))
                for row, values in _numbered(data)
            )
            name = kept[data.name].name
            _write_values(made, data, rows, name)
            for table in kept[data.name].tables:
                for cell in made.sheets[name][table.header]:
                    cell.font = styles.HEADER
                    cell.fill = styles.HEADER_FILL
    return made


def _shareable_cells(
    kept: _Kept,
    sharing: Sharing,
    row: int,
    values: Sequence[object],
    hidden: set[tuple[str, int, int]],
) -> Iterator[tuple[int, object]]:
    table = kept.table_at(row)
    columns = frozenset() if table is None else table.columns
    if table is not None and row == table.header:
        columns = table.named
    for column, value in enumerate(values):
        if value is None or value == "":
            continue
        known = column in columns and sharing.allows(value)
        if not known or (kept.name, column, row) in hidden:
            yield column, WITHHELD
        elif isinstance(value, str) and len(value) > LONGEST_VALUE:
            yield column, shown_value(value)
        else:
            yield column, value
