"""The marked copy: marks and texts, what is kept of the reader's workbook, what is not shown in a copy to share."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping
from functools import cache

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from template_builder.check.catalogue import Severity
from template_builder.check.findings import Finding, Shareable
from template_builder.check.marked_copy import loaded_copy
from template_builder.check.marked_copy import marked_copy as module
from template_builder.check.marked_copy.marked_copy import FILLS, marked_copy
from template_builder.check.marked_copy.values_copy import VALUES_ONLY
from template_builder.check.reference import reference_from
from template_builder.check.sharing import WITHHELD, Sharing
from template_builder.reading.reader import UnreadableFile
from tests.support.checking import small_kit
from tests.support.editing import edited
from tests.support.fill import fill, row
from tests.support.kit import real_firm, workbooks

SPEC = workbooks()["time-tracking"]
TO_SHARE = Sharing.of(SPEC, reference_from(real_firm(), None))
STAMP = dt.datetime(2027, 2, 1, 9, 30)
DAY = dt.date(2027, 1, 15)
SHEET = "xl/worksheets/sheet2.xml"
"""The sheet Time."""
ROW = row("Time", 2, DAY, "9999", "Drafting", "Draft lease", "1:30", 300, "Billie Sample")
CSV = (
    b"matter,date,activity_description,note,price,quantity,type,activity_user,non_billable\r\n"
    b"9999,01/15/2027,Drafting,=1+1 Mordred,300,1:30,,Billie Sample,\r\n"
)


def finding(
    *cells: tuple[int, int],
    severity: Severity = Severity.ERROR,
    sheet: str = "Time",
    kind: str = "matter-unknown",
    value: str = "9999",
    message: str = "9999 is not known.",
    fix: str = "Type a number from Matters.",
    clio: str = "Clio would refuse the row.",
    private: bool = False,
) -> Finding:
    return Finding(
        kind=kind,
        severity=severity,
        sheet=sheet,
        cells=cells,
        value=value,
        message=message,
        fix=fix,
        clio=clio,
        suggestion="",
        shareable=Shareable(
            sheet=sheet,
            value=WITHHELD if private else value,
            message=message.replace(value, WITHHELD) if private else message,
            fix=fix,
            clio=clio,
            suggestion="",
        ),
    )


MATTER = finding((1, 2))
HOURS = finding(
    (4, 2),
    severity=Severity.WARNING,
    value="1:30",
    message="1:30 is a clock time.",
    fix="Type 1.5.",
)


@cache
def filled() -> bytes:
    return filled_with(ROW)


def filled_with(cells: Mapping[str, object]) -> bytes:
    return fill(small_kit()["time-tracking.xlsx"], cells)


def rewritten(data: bytes, part: str, old: str, new: str) -> bytes:
    """A workbook with the first match of a pattern in one part replaced; `new` starting with + is put after it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(buffer, "w") as made:
        for name in given.namelist():
            text = given.read(name)
            if name == part:
                match = re.search(old.encode(), text)
                assert match
                kept = match.group() if new.startswith("+") else b""
                text = text.replace(match.group(), kept + new.lstrip("+").encode(), 1)
            made.writestr(name, text)
    return buffer.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def marked(
    *findings: Finding, data: bytes | None = None, name: str = "time.xlsx", share_safe: bool = False
) -> openpyxl.Workbook:
    given = filled() if data is None else data
    return openpyxl.load_workbook(
        io.BytesIO(
            marked_copy(name, given, findings, STAMP, to_share=TO_SHARE if share_safe else None)
        )
    )


def listed(book: openpyxl.Workbook, name: str = "Findings") -> list[tuple[object, ...]]:
    """The rows of the list of findings, without its header and what follows it."""
    rows = book[name].iter_rows(min_row=2, values_only=True)
    return [cells for cells in rows if cells[1]]


def remarks(book: openpyxl.Workbook) -> list[object]:
    return [
        cells[0]
        for cells in book["Findings"].iter_rows(min_row=2, values_only=True)
        if cells[0] and not cells[1]
    ]


# --- Marks ---


def test_a_cell_is_colored_and_says_severity_message_and_fix():
    book = marked(MATTER, HOURS)
    for place, one in (("B2", MATTER), ("E2", HOURS)):
        cell = book["Time"][place]
        assert cell.fill.fgColor.rgb == FILLS[one.severity].fgColor.rgb
        label = one.severity.value.capitalize()
        assert cell.comment.text == f"{label}: {one.message} {one.fix}\n{one.clio}"
    assert book["Time"]["B2"].value == "9999"
    assert book["Time"]["C2"].comment is None


def test_several_findings_in_a_cell_are_joined_and_the_worst_gives_the_color():
    note = finding((1, 2), severity=Severity.NOTE, message="A note.", fix="", clio="")
    cell = marked(note, MATTER)["Time"]["B2"]
    assert cell.comment.text == (
        f"Note: A note.\n\nError: {MATTER.message} {MATTER.fix}\n{MATTER.clio}"
    )
    assert cell.fill.fgColor.rgb == FILLS[Severity.ERROR].fgColor.rgb


def test_each_cell_of_a_finding_is_marked_even_where_nothing_stands():
    sheet = marked(finding((1, 2), (1, 3), (1, 900)))["Time"]
    assert [bool(sheet[place].comment) for place in ("B2", "B3", "B900", "B4")] == [
        True,
        True,
        True,
        False,
    ]


def test_an_existing_comment_stays_above():
    def comment(book):
        book["Time"]["B2"].comment = Comment("Ask Alex", "Alex Example", width=500)

    found = marked(MATTER, data=edited(filled(), comment))["Time"]["B2"].comment
    assert found.text == f"Ask Alex\n\nError: {MATTER.message} {MATTER.fix}\n{MATTER.clio}"
    assert found.author == "Alex Example"


def test_a_cell_inside_a_merged_area_is_marked_at_its_first_cell():
    data = edited(filled(), lambda book: book["Time"].merge_cells("B2:B4"))
    assert marked(finding((1, 3)), data=data)["Time"]["B2"].comment


def test_characters_that_xml_cannot_hold_do_not_spoil_the_file():
    bell = finding((1, 2), message="a\x07b\ufffe", value="\x00=c")
    book = marked(bell)
    assert "a\ufffdb\ufffd" in book["Time"]["B2"].comment.text
    assert listed(book)[0][2] == "\ufffd=c"


def test_beyond_the_limit_cells_are_only_colored_the_worst_first(monkeypatch):
    monkeypatch.setattr(module, "MOST_COMMENTS", 2)
    notes = finding((0, 2), (0, 3), (0, 4), severity=Severity.NOTE)
    book = marked(notes, MATTER)
    sheet = book["Time"]
    commented = [place for place in ("A2", "A3", "A4", "B2") if sheet[place].comment]
    assert commented == ["A2", "B2"]
    assert sheet["A4"].fill.fgColor.rgb == FILLS[Severity.NOTE].fgColor.rgb
    assert "2 cells have a comment; 2 more are only colored. All are listed above." in remarks(book)


def test_a_long_text_is_cut_in_the_comment():
    text = marked(finding((1, 2), message="x" * 40_000))["Time"]["B2"].comment.text
    assert len(text) < 1500


# --- The list ---


def test_every_finding_is_listed_with_a_link_to_its_first_cell():
    about_file = finding(sheet="", value="", message="An older version.", severity=Severity.NOTE)
    book = marked(about_file, finding((1, 9), (1, 2), (1, 3)), HOURS)
    assert [cells[:2] for cells in listed(book)] == [
        ("Error", "Time!B2:B3, B9"),
        ("Warning", "Time!E2"),
    ]
    sheet = book["Findings"]
    assert [cell.value for cell in sheet[1]] == [
        "Severity",
        "Where",
        "Value",
        "Problem",
        "What to do",
        "What happens in Clio",
    ]
    assert [cell.value for cell in sheet[2]][3] == "An older version."
    assert sheet["B2"].hyperlink is None
    assert sheet["B3"].hyperlink.location == "'Time'!B2"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:F4"
    assert sheet.print_title_rows == "$1:$1"


def test_the_list_is_the_last_sheet_and_the_only_one_selected():
    book = marked(MATTER)
    assert book.sheetnames[-1] == "Findings"
    assert book.active.title == "Findings"
    assert [s.title for s in book.worksheets if s.sheet_view.tabSelected] == ["Findings"]


def test_a_sheet_of_that_name_is_left_alone():
    def take_names(book):
        book.create_sheet("FINDINGS")["A1"] = "mine"
        book.create_sheet("Findings 2")

    book = marked(MATTER, data=edited(filled(), take_names))
    assert book["FINDINGS"]["A1"].value == "mine"
    assert len(listed(book, "Findings 3")) == 1


def test_without_findings_the_list_says_so():
    assert remarks(marked())[0] == "Nothing needs attention."


def test_text_is_never_a_formula():
    value = finding((3, 2), value='=HYPERLINK("x")', message="=1+1", fix="@a")
    cells = marked(value)["Findings"][2]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.quotePrefix for cell in cells[2:]] == [True, True, True, False]
    assert not cells[0].quotePrefix


def test_very_many_ranges_are_cut():
    place = listed(marked(finding(*((1, number) for number in range(2, 400, 2)))))[0][1]
    assert place.startswith("Time!B2, B4, ")
    assert place.endswith(" and more")
    assert len(place) < 200


# --- What is kept ---


def kept(book: openpyxl.Workbook) -> list[object]:
    return [
        [
            sheet.title,
            sorted((str(v.sqref), v.type, v.formula1, v.prompt) for v in sheet.data_validations.dataValidation),
            sorted(str(area.sqref) for area in sheet.conditional_formatting),
            sheet.freeze_panes,
            {c.coordinate: c.value for cells in sheet.iter_rows() for c in cells if c.value is not None},
            {letter: d.width for letter, d in sheet.column_dimensions.items()},
        ]
        for sheet in book.worksheets
    ]  # fmt: skip


def test_formulas_drop_downs_formats_and_widths_are_kept():
    data = filled()
    book = marked(MATTER, data=data)
    del book["Findings"]
    assert kept(book) == kept(openpyxl.load_workbook(io.BytesIO(data)))
    assert book["Time"]["J2"].data_type == "f"
    assert book.calculation.fullCalcOnLoad


def test_drop_downs_that_excel_keeps_in_an_extension_are_kept():
    extension = (
        '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"'
        ' xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        '<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        '<x14:dataValidation type="list" errorStyle="warning" allowBlank="1" showInputMessage="1" prompt="Pick">'
        "<x14:formula1><xm:f>Matters!$A$2:$A$9</xm:f></x14:formula1><xm:sqref>K2:K9 M2</xm:sqref>"
        "</x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
    )
    data = rewritten(filled(), SHEET, "</worksheet>", extension)
    validations = marked(MATTER, data=data)["Time"].data_validations.dataValidation
    found = next(v for v in validations if v.formula1 == "Matters!$A$2:$A$9")
    assert (str(found.sqref), found.type, found.errorStyle, found.prompt) == (
        "K2:K9 M2",
        "list",
        "warning",
        "Pick",
    )


def test_the_1904_date_system_is_kept():
    def use_1904(book):
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        book["Time"]["A3"] = DAY

    book = marked(MATTER, data=edited(filled(), use_1904))
    assert book["Time"]["A3"].value == dt.datetime(2027, 1, 15)


def test_macros_are_left_out():
    types = '<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    data = rewritten(filled(), "[Content_Types].xml", "</Types>", types)
    data = rewritten(
        data, "[Content_Types].xml", r"openxmlformats-officedocument.spreadsheetml.sheet.main", "+"
    )
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub AutoOpen")
    made = marked_copy("time.xlsm", buffer.getvalue(), [MATTER], STAMP)
    assert not [name for name in parts(made) if "vba" in name.lower()]
    assert b"vbaProject" not in parts(made)["[Content_Types].xml"]


@pytest.mark.parametrize(
    "formula",
    [
        "=[1]Sheet1!A1",
        "=SUM('[1]Some (old) sheet'!$A$1:$A$9)",
        "='C:\\books\\[other.xlsx]Sheet1'!A1",
        "=cmd|'/c calc'!A0",
    ],
)
def test_a_link_to_another_file_becomes_its_last_value(formula):
    data = filled_with({**ROW, "Time!K2": formula})
    saved = f'<c r="K2"><f>{formula[1:]}</f><v>42</v></c>'
    book = marked(MATTER, data=rewritten(data, SHEET, r'<c r="K2".*?</c>', saved))
    assert book["Time"]["K2"].value == 42
    assert book["Time"]["J2"].data_type == "f"
    assert "1 formula with a link to another file: replaced by the last saved value." in remarks(
        book
    )


def test_names_rules_and_drop_downs_with_a_link_are_left_out():
    def link(book):
        sheet = book["Time"]
        book.defined_names["Elsewhere"] = DefinedName("Elsewhere", attr_text="[1]Sheet1!$A$1")
        sheet.conditional_formatting.add("K2:K9", FormulaRule(formula=["[1]Sheet1!$A$1=1"]))
        sheet.add_data_validation(
            DataValidation(type="list", formula1="[1]Sheet1!$A$1:$A$9", sqref="K2")
        )

    data = filled()
    linked = edited(data, link)
    assert b"[1]" in parts(linked)[SHEET]
    book = marked(MATTER, data=linked)
    del book["Findings"]
    assert kept(book) == kept(openpyxl.load_workbook(io.BytesIO(data)))
    assert "Elsewhere" not in book.defined_names


@pytest.mark.parametrize(
    "formula", ["=Table1[Hours]", "=SUM(Table1[[#This Row],[2024]])+Notes!A1", '=A1&"|"&Notes!A1']
)
def test_a_formula_within_the_workbook_is_no_link(formula):
    assert not loaded_copy.EXTERNAL.search(formula)


def test_the_same_input_gives_the_same_bytes():
    data = filled()
    for share_safe in (False, True):
        first, second = (
            marked_copy(
                "time.xlsx", data, [MATTER, HOURS], STAMP, to_share=TO_SHARE if share_safe else None
            )
            for _ in range(2)
        )
        assert first == second


# --- What openpyxl cannot load ---

HOSTILE = {
    "an unknown orientation": ("landscape", "sideways"),
    "a broken color": ("<sheetPr>", '<sheetPr><tabColor rgb="no"/>'),
    "a pane nobody knows": ('state="frozen"', 'state="thawed"'),
    "a merged area of the whole sheet": (
        "</sheetData>",
        '+<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    ),
    "a link on every row": (
        "</sheetData>",
        "+<hyperlinks><hyperlink ref='1:1048576' location='A1'/></hyperlinks>",
    ),
}


@pytest.mark.parametrize(("old", "new"), HOSTILE.values(), ids=HOSTILE)
def test_a_file_that_openpyxl_cannot_load_is_copied_by_its_values(old, new):
    data = rewritten(filled(), SHEET, old, new)
    book = marked(MATTER, data=data)
    assert VALUES_ONLY in remarks(book)
    assert book["Time"]["B2"].value == "9999"
    assert book["Time"]["B2"].comment
    assert book["Time"]["A2"].value.date() == DAY
    assert listed(book)[0][1] == "Time!B2"


def test_a_million_rows_with_a_height_are_copied_by_their_values(monkeypatch):
    monkeypatch.setattr(loaded_copy, "HEAVIEST", 20_000)
    rows = "".join(f'<row r="{number}" ht="15"/>' for number in range(1000, 7000))
    data = rewritten(filled(), SHEET, "</sheetData>", f"{rows}</sheetData>")
    assert VALUES_ONLY in remarks(marked(MATTER, data=data))


def test_a_far_away_cell_costs_nothing():
    def far(book):
        book["Notes"]["XFD1048576"] = "=1+1"

    assert marked(MATTER, data=edited(filled(), far))["Time"]["B2"].comment


def test_a_file_the_checker_refuses_is_refused():
    with pytest.raises(UnreadableFile):
        marked_copy("time.xlsx", b"PK\x03\x04 and no more", [], STAMP)


# --- CSV ---


def test_a_csv_becomes_a_workbook_with_its_text_as_text():
    book = marked(finding((0, 2), sheet=""), data=CSV, name="activities.csv")
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[2]][:6] == [
        "9999",
        "01/15/2027",
        "Drafting",
        "=1+1 Mordred",
        "300",
        "1:30",
    ]
    assert sheet["D2"].data_type == "s"
    assert sheet["A2"].comment
    assert book["Findings"]["B2"].hyperlink.location == f"'{sheet.title}'!A2"


def test_a_csv_to_share_holds_no_notes():
    book = marked(finding((0, 2), sheet=""), data=CSV, name="activities.csv", share_safe=True)
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[2]][:6] == [
        "9999",
        "01/15/2027",
        "Drafting",
        WITHHELD,
        "300",
        "1:30",
    ]


def test_a_description_pasted_into_the_matter_of_a_csv_is_not_shared():
    data = CSV.replace(b"9999,", b"9999 Mordred,")
    pasted = finding(
        (0, 2), sheet="", kind="matter-with-description", value="9999 Mordred", private=True
    )
    made = marked_copy("activities.csv", data, [pasted], STAMP, to_share=TO_SHARE)
    assert not [name for name, part in parts(made).items() if b"Mordred" in part]


def test_other_csv_files_are_not_copied_to_share():
    data = b"a,b\r\nMordred,2\r\n"
    made = marked_copy("list.csv", data, [finding(sheet="")], STAMP, to_share=TO_SHARE)
    assert openpyxl.load_workbook(io.BytesIO(made)).sheetnames == ["Findings"]


# --- To share ---

SECRET = "Mordred"
"""A word that stands in everything privileged, and only there."""


def full_of_secrets() -> bytes:
    cells = {
        **row("Time", 2, DAY, "9999", "Drafting", f"Lease of {SECRET}", 1.5, 300, "Billie Sample"),
        **row("Time", 3, DAY, f"0101 {SECRET} lease", None, f"={SECRET}", 2),
        "Time!L1": "My own column",
        "Time!L2": SECRET,
        **row("Expenses", 2, DAY, "0101", "Copies", f"Copies for {SECRET}", 0.15, 120),
        **row("Notes", 2, DAY, "0101", SECRET, f"About {SECRET}", f"{SECRET} called", "Alex Example"),
        **row("New in Clio", 2, DAY, "Matter", f"{SECRET} Co", "00001", "Alex Example", f"For {SECRET}"),
        **row("Matters", 4, "7777", SECRET, f"{SECRET} lease", "00077"),
    }  # fmt: skip

    def hide(book):
        book["Time"]["F2"].comment = Comment(f"About {SECRET}", SECRET)
        book["Time"].oddHeader.center.text = SECRET
        book["Time"]["K3"].hyperlink = f"https://example.org/{SECRET}"
        book["Notes"].insert_rows(1)
        book["Notes"]["A1"] = f"Notes on {SECRET}"
        book.create_sheet("Scratch")["B2"] = SECRET
        book.defined_names["Who"] = DefinedName("Who", attr_text=f'"{SECRET}"')
        for name in ("creator", "lastModifiedBy", "title", "subject", "description", "keywords"):
            setattr(book.properties, name, SECRET)
        book.custom_doc_props.append(StringProperty(name="Client", value=SECRET))

    return edited(filled_with(cells), hide)


LEAKS = [
    finding((4, 2), kind="text-too-long", value=f"Lease of {SECRET}", message=f"Lease of {SECRET}: long.", private=True),
    finding((1, 3), kind="matter-with-description", value=f"0101 {SECRET} lease", message=f"0101 {SECRET} lease is more than a number.", fix="Type 0101.", private=True),
    finding((2, 2), kind="text-line-breaks", sheet="New in Clio", value=f"{SECRET} Co", message=f"{SECRET} Co has breaks.", private=True),
    finding((6, 2), kind="rate-missing", value="", message="No rate."),
]  # fmt: skip


def test_a_copy_to_share_leaks_nothing():
    data = full_of_secrets()
    holding = [name for name, part in parts(data).items() if SECRET.encode() in part]
    assert len(holding) >= 7
    made = parts(marked_copy("time.xlsx", data, LEAKS, STAMP, to_share=TO_SHARE))
    assert [name for name, part in made.items() if SECRET.lower().encode() in part.lower()] == []
    assert not [name for name, part in made.items() if b"Mordr" in part]


def test_a_copy_to_share_keeps_what_is_needed_to_understand_the_findings():
    book = marked(*LEAKS, data=full_of_secrets(), share_safe=True)
    assert [c.value for c in book["Time"][2]][1:8] == [
        "9999",
        None,
        "Drafting",
        WITHHELD,
        1.5,
        300,
        "Billie Sample",
    ]
    assert [c.value for c in book["Time"][1]][:5] == [
        "Date",
        "Matter",
        "Client and description",
        "Activity category",
        "Description",
    ]
    assert book["Time"]["B3"].value == WITHHELD
    assert book["Notes"]["B3"].value == "0101"
    assert book["Notes"]["A1"].value == WITHHELD
    assert [c.value for c in book["Matters"][4]] == ["7777", WITHHELD, WITHHELD, "00077"]
    assert (
        book["Time"]["G2"].comment.text
        == "Error: No rate. Type a number from Matters.\nClio would refuse the row."
    )
    assert [cells[1] for cells in listed(book)] == [
        "Time!E2",
        "Time!B3",
        "New in Clio!C2",
        "Time!G2",
    ]
    assert listed(book)[1][4] == "Type 0101."


def test_a_workbook_that_is_none_of_ours_is_not_copied_to_share():
    book = openpyxl.Workbook()
    book.active["A1"] = SECRET
    buffer = io.BytesIO()
    book.save(buffer)
    made = marked_copy("x.xlsx", buffer.getvalue(), [finding(sheet="")], STAMP, to_share=TO_SHARE)
    assert openpyxl.load_workbook(io.BytesIO(made)).sheetnames == ["Findings"]
