"""Reading workbooks and CSV files: the same values from every format, words for what cannot be read."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import io
import time
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from template_builder.reading.excel.cell_styles import CellStyles, cell_styles
from template_builder.reading.excel.comments import commented_places
from template_builder.reading.excel.shared_strings import SharedStrings
from template_builder.reading.excel.sheet_xml import scan_sheet
from template_builder.reading.marks import COMMENTS_BY_US, Marks
from template_builder.reading.old_excel.ole import OleFile, packed_stream
from template_builder.reading.reader import Book, CellError, SheetData, UnreadableFile, read_file
from tests.support.apart import outcome
from tests.support.hostile import (
    CASES,
    ods,
    ods_cell,
    ods_row,
    shared_xlsx,
    sheet_xml,
    xlsx,
    xlsx_cells,
    zipped,
)
from tests.support.kit import ROOT

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

REAL_FILES = ROOT / "tests" / "reading" / "real_files"
DAY = dt.date(2027, 1, 14)


def real(name: str) -> Book:
    return read_file(name, (REAL_FILES / name).read_bytes())


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def workbook(cells: dict[str, Any]) -> tuple[openpyxl.Workbook, Any]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for place, value in cells.items():
        sheet[place] = value
    return book, sheet


def first(data: bytes) -> SheetData:
    return read_file("file", data).sheets[0]


def rows(data: bytes) -> list[list[Any]]:
    return first(data).rows


# What a real spreadsheet program saved.

TIME = [
    ["Date", "Matter", "Activity category", "Description", "Hours", "Rate", "Timekeeper", "Non-billable", "Check"],
    [DAY, "0101", "Drafting", "Draft the lease", 1.5, 320, "Billie Sample", "", "OK"],
    [DAY, 1001, "Research", "Read, then call: “urgent”", 0.4, "", "Billie Sample", "yes", "OK"],
    [""] * 9,
    [DAY + dt.timedelta(1), "00012-Fictional Orchard", "", "Two\nlines", 2, 320.25, "", "", "Timekeeper missing."],
]  # fmt: skip


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_filled_time_sheet_reads_the_same_from_every_format(kind):
    book = real(f"time-tracking.{kind}")
    sheets = {sheet.name: sheet for sheet in book.sheets}
    assert book.kind == kind
    assert sheets["Time"].rows == TIME
    assert [sheet.name for sheet in book.sheets if sheet.hidden] == ["Lists"]
    assert not sheets["Time"].unsaved_formulas


def test_a_csv_file_reads_as_text_with_the_same_rows():
    book = real("time-tracking.csv")
    (sheet,) = book.sheets
    assert (book.kind, sheet.name, sheet.first_row) == ("csv", "time-tracking", 1)
    assert sheet.rows[1][:6] == ["01/14/2027", "0101", "Drafting", "Draft the lease", "1.5", "320"]
    assert sheet.rows[2][3] == TIME[2][3]
    assert sheet.rows[3] == [""] * 9
    assert sheet.rows[4][3] == "Two\nlines"
    assert len(sheet.rows) == 5


@pytest.mark.parametrize("system", ["values", "values-1904"])
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_each_kind_of_value_where_it_stands(system, kind):
    values, away = real(f"{system}.{kind}").sheets
    assert values.first_row == 5
    assert values.rows == [
        ["", "", "Head", DAY, dt.datetime(2027, 1, 14, 13, 5), dt.time(1, 30), ""],
        ["", "", "0101", 1001, 1.5, True, dt.timedelta(hours=30)],
        [""] * 7,
        ["", "", 2, "ab", "#DIV/0!", "#N/A", ""],
        ["", "", "two\nlines", " blanks around ", "“Ünïcode” €", "", ""],
        ["", "", "merged", "", "", "", ""],
    ]
    assert [type(value) for value in values.rows[3][4:6]] == [CellError, CellError]
    assert (values.hidden_rows, values.merged) == ((6,), ("C10:D10",))
    assert values.unsaved_formulas == ()
    assert (away.name, away.hidden, away.rows) == ("Away", True, [])


@pytest.mark.parametrize("path", sorted(REAL_FILES.glob("*.[xoc]*s*")), ids=lambda path: path.name)
def test_content_decides_not_the_name(path):
    book = read_file("time.xlsx", path.read_bytes())
    assert book.kind == path.suffix[1:]


def test_every_real_file_is_described():
    described = (REAL_FILES / "README.md").read_text(encoding="utf-8")
    assert [p.name for p in REAL_FILES.iterdir() if p.is_file() and p.name not in described] == [
        "README.md"
    ]


# Places and values.


def test_row_numbers_stay_those_of_the_sheet():
    book, _ = workbook({"C5": "Date", "D5": "Hours", "C8": DAY, "D8": 1.5})
    sheet = first(saved(book))
    assert sheet.first_row == 5
    assert sheet.rows == [["", "", "Date", "Hours"], [""] * 4, [""] * 4, ["", "", DAY, 1.5]]


def test_a_workbook_that_counts_from_1904():
    book, _ = workbook({})
    book.epoch = CALENDAR_MAC_1904
    book.active["A1"] = DAY  # type: ignore[index]
    assert b'date1904="1"' in zipfile.ZipFile(io.BytesIO(saved(book))).read("xl/workbook.xml")
    assert rows(saved(book)) == [[DAY]]


@pytest.mark.parametrize(
    "error", ["#REF!", "#DIV/0!", "#NAME?", "#VALUE!", "#N/A", "#NUM!", "#NULL!"]
)
def test_error_values_are_no_text(error):
    book, _ = workbook({"A1": "#REF! is what it said", "B2": error})
    assert rows(saved(book)) == [["#REF! is what it said", ""], ["", CellError(error)]]
    assert [type(value) for row in rows(saved(book)) for value in row] == [str, str, str, CellError]


def test_error_values_of_other_programs_do_not_make_the_sheet_unreadable():
    sheet = rows(
        xlsx_cells(
            '<row r="1"><c r="A1" t="e"><v>#ERROR!</v></c><c r="B1" t="e"><f>1</f><v>#SPILL!</v></c><c r="C1" t="e"><v>#N/A</v></c></row>'
        )
    )
    assert sheet == [[CellError("#ERROR!"), CellError("#SPILL!"), CellError("#N/A")]]


def test_formulas_saved_without_a_value():
    book, _ = workbook({"A1": "Hours", "A2": "=1+1", "B3": '="a"&"b"', "A4": 5})
    sheet = first(saved(book))
    assert sheet.rows == [["Hours"], [""], [""], [5]]
    assert sheet.unsaved_formulas == ("A2", "B3")


@pytest.mark.parametrize(
    ("cell", "unsaved"),
    [
        ('<c r="A1"><f>B1</f></c>', True),
        ('<c r="A1"><f>B1</f><v/></c>', True),
        ('<c r="A1"><f>B1</f><v></v></c>', True),
        ('<c r="A1"><f t="shared" si="0"/></c><c r="B1"><f>1</f><v>1</v></c>', True),
        ('<c r="A1"><f>B1</f><v>0</v></c>', False),
        ('<c r="A1" t="str"><f>""</f><v></v></c>', False),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', False),
    ],
)
def test_a_formula_that_came_out_empty_was_saved(cell, unsaved):
    sheet = first(xlsx_cells(f'<row r="1">{cell}</row>'))
    assert sheet.unsaved_formulas == (("A1",) if unsaved else ())


def test_formulas_of_an_ods_saved_without_a_value():
    cells = '<table:table-cell/><table:table-cell table:formula="of:=1"/>'
    saved_empty = '<table:table-cell table:formula="of:=1"><text:p/></table:table-cell>'
    sheet = first(ods(ods_row(cells + saved_empty) + ods_row(ods_cell())))
    assert sheet.unsaved_formulas == ("B1",)


def test_words_divided_in_an_ods_stay_divided():
    assert rows(ods(ods_row(ods_cell(text="a<text:line-break/>b<text:tab/>c")))) == [["a\nb\tc"]]


def test_repeated_rows_of_an_ods_count():
    sheet = first(ods(ods_row("<table:table-cell/>", 3) + ods_row(ods_cell(2), 2)))
    assert (sheet.first_row, sheet.rows) == (4, [[5, 5], [5, 5]])


def test_hidden_rows_and_merged_areas():
    book, sheet = workbook({f"A{row}": row for row in range(1, 9)})
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[7].hidden = True
    sheet.merge_cells("A5:C6")
    read = first(saved(book))
    assert (read.hidden_rows, read.merged) == ((3, 7), ("A5:C6",))


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_row_without_height_and_a_column_without_width_are_hidden(quote):
    columns = '<cols><col min="1" max="1" width="9"/><col min="2" max="2" width="0"/></cols>'
    cells = '<row r="{0}" ht="{1}"><c r="A{0}"><v>5</v></c><c r="B{0}"><v>5</v></c></row>'
    xml = sheet_xml("".join(cells.format(*row) for row in ((1, 15), (2, 0))), columns)
    read = first(xlsx(xml.replace('"A1"', f"{quote}A1{quote}")))
    assert (read.hidden_rows, read.hidden_columns) == ((2,), {1})


def test_hidden_columns_and_struck_cells():
    book, sheet = workbook({f"{column}{row}": row for column in "ABCD" for row in (1, 2)})
    sheet.column_dimensions["B"].hidden = True
    sheet.column_dimensions.group("D", "F", hidden=True)
    for place in ("A2", "C2"):
        sheet[place].font = Font(strike=True)
    sheet["D2"].font = Font(strike=False, bold=True)
    read = first(saved(book))
    assert (read.hidden_columns, read.struck) == ({1, 3, 4, 5}, {(2, 0), (2, 2)})


@pytest.mark.parametrize(
    ("strike", "struck"),
    [("<strike/>", {(1, 1)}), ('<strike val="1"/>', {(1, 1)}), ('<strike val="0"/>', set()), ("<b/>", set())],
)  # fmt: skip
def test_only_the_fonts_of_cells_strike(strike, struck):
    fonts = (
        f"<fonts><font/><font>{strike}</font></fonts><dxfs><dxf><font><strike/></font></dxf></dxfs>"
    )
    styles = f'<styleSheet>{fonts}<cellXfs><xf/><xf fontId="1"/></cellXfs></styleSheet>'
    book, sheet = workbook({"A1": 1, "B1": 2})
    sheet["B1"].font = Font(bold=True)
    whole = zipfile.ZipFile(io.BytesIO(saved(book)))
    parts = {name: whole.read(name) for name in whole.namelist()}
    assert b's="1"' in parts["xl/worksheets/sheet1.xml"]
    assert first(zipped({**parts, "xl/styles.xml": styles})).struck == struck


@pytest.mark.parametrize(
    "xml", ["<author ", '<comment ref="A1" ', '<c r="A1" ', "<strike/>", '<row ht="0" ']
)
def test_a_part_of_tags_that_do_not_end_is_no_work(xml):
    """Each of them was looked for up to the end of the part: half a MB took a minute."""
    part = (f"<sheetData>{xml * 60_000}</sheetData>").encode()
    strings = b"<sst><si><r><rPr><strike/></rPr><t>gone</t></r></si></sst>"
    start = time.process_time()
    assert list(commented_places(part)) == []
    SharedStrings("sharedStrings.xml", strings).note_struck(part, Marks())
    with contextlib.suppress(UnreadableFile):
        scan_sheet("sheet1.xml", part, CellStyles(percent=frozenset({1})))
    assert time.process_time() - start < 5


def test_thousands_of_empty_comments_in_a_cell_are_no_work():
    cell = '<table:table-cell office:value-type="string">{}<text:p>x</text:p></table:table-cell>'
    data = ods(ods_row(cell.format("<office:annotation/>" * 40_000)))
    start = time.process_time()
    assert first(data).comments == set()
    assert time.process_time() - start < 5


def test_thousands_of_currencies_are_no_work():
    """A pass over all styles for each of them would take minutes."""
    many = range(40_000)
    forms = "".join(f'<numFmt numFmtId="{200 + n}" formatCode="[$q{n}] 0"/>' for n in many)
    cells = "".join(f'<xf numFmtId="{200 + n}"/>' for n in many)
    styles = f"<styleSheet><numFmts>{forms}</numFmts><cellXfs>{cells}</cellXfs></styleSheet>"
    start = time.process_time()
    assert cell_styles("styles.xml", styles.encode()).currency[7] == "q7"
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("strike", "struck"),
    [("<strike/>", True), ('<strike val="1"/>', True), ('<strike val="0"/>', False), ("<b/>", False)],
)  # fmt: skip
def test_a_text_with_words_struck_through_is_struck(strike, struck):
    part = f"<r><rPr>{strike}</rPr><t>gone</t></r>"
    shared = f'<sst xmlns="{MAIN}"><si><t>kept</t></si><si><r><t>not</t></r>{part}</si></sst>'
    inline = f'<c r="C1" t="inlineStr"><is>{part}</is></c>'
    cells = (
        f'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="0" t="s"><v>1</v></c>{inline}</row>'
    )
    sheet = sheet_xml(cells)
    rule = "<extLst><ext><dxf><font><strike/></font></dxf></ext></extLst></worksheet>"
    plain = '<row r="2"><c r="A2"><v>1</v></c></row></sheetData>'
    sheet = sheet.replace("</sheetData>", plain).replace("</worksheet>", rule)
    read = first(xlsx(sheet, shared))
    assert read.rows[0][:2] == ["kept", "notgone"]
    assert read.struck == ({(1, 1), (1, 2)} if struck else set())


def test_hidden_columns_and_struck_cells_of_an_ods():
    columns = (
        '<table:table-column/><table:table-column table:visibility="collapse" '
        'table:number-columns-repeated="2"/><table:table-column/>'
    )
    cell = ods_cell(2, "gone").replace("table-cell ", 'table-cell table:style-name="ce&amp;1" ')
    data = ods(columns + ods_row(ods_cell()) + ods_row(ods_cell() + cell))
    style = (
        '<office:automatic-styles><style:style style:name="ce&amp;1" style:family="table-cell">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style>'
        '<style:style style:name="ce2" style:family="table-cell">'
        '<style:text-properties style:text-line-through-style="none"/></style:style></office:automatic-styles>'
    )
    whole = zipfile.ZipFile(io.BytesIO(data))
    parts = {name: whole.read(name) for name in whole.namelist()}
    content = (
        parts["content.xml"].decode().replace(" xmlns:office", ' xmlns:style="s" xmlns:office')
    )
    read = first(
        zipped({**parts, "content.xml": content.replace("<office:body>", f"{style}<office:body>")})
    )
    assert (read.hidden_columns, read.struck) == ({1, 2}, {(2, 1), (2, 2)})


NOTE = "<office:annotation{}><dc:creator>{}</dc:creator><text:p>Half of it</text:p></office:annotation>"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (ods_cell(), 5),
        (ods_cell(text="call"), "call"),
        (ods_cell(2), 5),
        ('<table:table-cell calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>', CellError("#N/A")),
    ],
)  # fmt: skip
def test_comments_of_an_ods_are_noted_and_are_no_values(cell, value):
    note = NOTE.format(' draw:style-name="gr1"', "Billie Sample")
    commented = cell.replace(">", f">{note}", 1)
    ours = ods_cell().replace(">", f">{NOTE.format('', COMMENTS_BY_US)}", 1)
    names = 'xmlns:dc="d" xmlns:draw="w" xmlns:calcext="c" xmlns:office'
    whole = zipfile.ZipFile(io.BytesIO(ods(ods_row(ods_cell()) + ods_row(commented + ours))))
    parts = {name: whole.read(name) for name in whole.namelist()}
    content = parts["content.xml"].decode().replace("xmlns:office", names, 1)
    read = first(zipped({**parts, "content.xml": content}))
    assert read.rows[1][0] == value
    assert isinstance(read.rows[1][0], CellError) is isinstance(value, CellError)
    times = 2 if 'repeated="2"' in cell else 1
    assert read.comments == {(2, column) for column in range(times)}
    assert not read.unsaved_formulas


@pytest.mark.parametrize(
    "xml",
    [
        sheet_xml('<row r="2" spans="1:2"><c r="B2" s="0"><v>1.5</v></c></row>'),
        sheet_xml("<row r='2'><c s='0' r='B2'><v>1.5</v></c></row>"),
        sheet_xml('<row/><row><c/><c t="n"><v>1.5</v></c></row>'),
        sheet_xml('<row r="2"><c r="B2"><v>1.5</v></c></row>').replace("<", "<x:").replace("<x:/", "</x:"),
        '\ufeff<?xml version="1.0" encoding="UTF-16"?>' + sheet_xml('<row r="2"><c r="B2"><v>1.5</v></c></row>'),
        sheet_xml('<row r="2"><c r="B2"><v>1.5</v></c></row><row r="900000"><c r="AAA900000" s="0"/></row>'),
        sheet_xml('<!-- <c r="XFD1"> --><row r="2"><c r="B2"><v>1.5</v></c></row>'),
    ],
    ids=["plain", "quotes", "no places", "prefixed", "utf-16", "formatted far away", "comment"],
)  # fmt: skip
def test_unusual_ways_to_write_the_same_cell(xml):
    data = xml.encode("utf-16-le" if xml.startswith("\ufeff") else "utf-8")
    sheet = first(xlsx(data))
    assert (sheet.first_row, sheet.rows) == (2, [["", 1.5]])


def test_the_plain_form_keeps_what_is_noted():
    columns = "<cols><col min='2' max='3' hidden='1'/><col min='4' max='4'/></cols>"
    cells = "<row hidden='1'><c><is><t>a&lt;b</t><rPh><t>no</t></rPh></is></c><c t='e'><v>#REF!</v></c><c><f>1</f></c></row>"
    after = "<mergeCells><mergeCell ref='A1:B1'/></mergeCells>"
    sheet = first(xlsx(sheet_xml(cells, before=columns, after=after)))
    assert sheet.rows == [["a<b", CellError("#REF!")]]
    assert (sheet.hidden_rows, sheet.merged, sheet.unsaved_formulas) == ((1,), ("A1:B1",), ("C1",))
    assert sheet.hidden_columns == {1, 2}


def test_a_wide_sheet_is_read():
    book, _ = workbook({"A1": 1, "ZZ2": 2})
    assert rows(saved(book))[1][701] == 2


def test_a_stream_survives_a_container_of_our_own():
    content = bytes(range(256)) * 40_000
    assert OleFile(packed_stream("Workbook", content)).stream("Workbook") == content


# CSV.


@pytest.mark.parametrize(
    "text",
    ["Date,Matter\n2027-01-14,0101\n", "Date;Matter\r\n2027-01-14;0101\r\n", "Date\tMatter\r2027-01-14\t0101",
     "sep=;\r\nDate;Matter\r\n2027-01-14;0101", '"Date"|"Matter"\n"2027-01-14"|"0101"'],
    ids=["comma", "semicolon", "tab", "named separator", "bar"],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_separators_and_encodings_of_csv(text, encoding):
    assert rows(text.encode(encoding)) == [["Date", "Matter"], ["2027-01-14", "0101"]]


def test_csv_saved_by_an_older_windows_program():
    assert rows("Müller – “urgent”,€ 5".encode("cp1252")) == [["Müller – “urgent”", "€ 5"]]


def test_csv_rows_are_numbered_as_a_spreadsheet_program_shows_them():
    text = 'Matter,Note\r\n\r\n0101,"two\r\nlines"\r\n,\r\n0102\r\n,\r\n\r\n'
    assert rows(text.encode()) == [
        ["Matter", "Note"],
        ["", ""],
        ["0101", "two\r\nlines"],
        ["", ""],
        ["0102", ""],
    ]


@settings(deadline=None)
@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["C"])), min_size=2, max_size=4),
        min_size=1,
    )
)
@example([["", "", ""], ["", "0"]])
def test_any_table_written_as_csv_comes_back(table):
    buffer = io.StringIO()
    csv.writer(buffer).writerows([["Head", "Other"], *table])
    expected = [["Head", "Other"], *table]
    while not any(expected[-1]):
        expected.pop()
    width = max(len(row) for row in expected if any(row))  # a row of blanks adds no column
    padded = [(row + [""] * width)[:width] for row in expected]
    assert rows(buffer.getvalue().encode()) == padded


# Hostile files.


@pytest.mark.heavy
@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_is_refused_in_words_and_within_limits(name, tmp_path):
    make, expected = CASES[name]
    case = tmp_path / "case"
    case.write_bytes(make())
    found = outcome(case)
    assert (found.kind, found.errors) == (expected, "")
    assert expected == "read" or found.message.startswith("case.xlsx: ")
    assert found.seconds <= 20  # no hang; `make bench` holds it to 2 s
    assert found.megabytes <= 500


def test_the_far_cell_is_named():
    data = xlsx_cells(
        '<row r="9"><c r="A9"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    with pytest.raises(UnreadableFile, match="XFD1048576"):
        read_file("time.xlsx", data)


def test_the_row_of_an_open_quotation_mark_is_named():
    with pytest.raises(UnreadableFile, match="row 3") as refusal:
        read_file("time.csv", b'a,b\n1,2\n3,"4\n5,6\n')
    assert refusal.value.kind == "corrupt"


def test_a_refusal_reads_as_name_message_fix():
    with pytest.raises(UnreadableFile) as refusal:
        read_file("time.xlsx", b"%PDF-1.4")
    error = refusal.value
    assert str(error) == f"time.xlsx: {error.message} {error.fix}"
    assert (error.kind, error.message) == ("not-a-workbook", "It is a PDF, not a workbook.")


def damaged(data: bytes, seed: int) -> Iterator[bytes]:
    """The file cut off, and with some of its bytes changed."""
    for turn in range(20):
        number = seed * 20 + turn
        yield data[: len(data) * turn // 20]
        copy = bytearray(data)
        for place in range(number % 97, len(copy), 997):
            copy[place] = (copy[place] + 1 + number) % 256
        yield bytes(copy)
        copy = bytearray(data)
        place = (number * 131) % (len(copy) - 4)
        copy[place : place + 4] = b"\xff\xff\xff\x7f"
        yield bytes(copy)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", ["values.xlsx", "values.xls", "values.ods"])
def test_a_damaged_file_is_read_or_refused(name, seed, capfd):
    for data in damaged((REAL_FILES / name).read_bytes(), seed):
        with contextlib.suppress(UnreadableFile):
            read_file(name, data)
    capfd.readouterr()  # calamine reports a damaged .xls on standard error before it gives up


def test_shared_texts_are_counted_only_where_they_are_used():
    long = "x" * 32_000
    cells = "".join(f'<row r="{row}"><c r="A{row}"><v>0</v></c></row>' for row in range(1, 20_001))
    cells += '<row r="20001"><c r="A20001" t="s"><v>0</v></c></row>'
    assert rows(shared_xlsx(f"<si><t>{long}</t></si>", cells=cells))[-1] == [long]
