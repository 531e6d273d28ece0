"""What of a reader's file may leave the firm: a word planted anywhere is withheld, whatever it looks like."""

from __future__ import annotations

import io
import itertools
import zipfile

import openpyxl
import pytest

from template_builder.check.checker import CheckSession
from template_builder.check.marked_copy.marked_copy import marked_copy
from template_builder.check.reference import Reference, reference_from
from template_builder.check.report import to_json, to_text
from template_builder.check.sharing import WITHHELD, Sharing
from template_builder.common.cells import CellError
from template_builder.common.stamp import EARLIEST
from tests.support.checking import CROSSWALK, DAY, rules, small_kit
from tests.support.editing import edited
from tests.support.fill import fill, row
from tests.support.kit import real_firm, workbooks

SPEC = workbooks()["time-tracking"]
LISTS = Sharing.of(SPEC, reference_from(real_firm(), CROSSWALK))


@pytest.mark.parametrize(
    "value",
    [
        *(
            "0101",
            "00012-Fictional Orchard",
            "Billie Sample",
            "billie sample ",
            "Drafting",
            "Copies",
        ),
        *("CSP", "Hours", "Time", "Non-billable", "yes", "No", "TRUE"),
        *("1.5", "1:30", "1h 30m", "$350", "1,250.00", "2027-01-15", "Mon 18 Jan 2027", "1/2/27"),
        *(1.5, 7, True, None, DAY, CellError("#REF!"), ""),
    ],
)
def test_what_is_on_a_list_or_a_number_or_a_day_is_shown(value):
    assert LISTS.allows(value)


@pytest.mark.parametrize(
    "value",
    [
        *(
            "Oakridge",
            "Smith/Jones",
            "Fictional",
            "Billie",
            "Oakridge 0101",
            "0101 Oakridge",
            "x-ray",
        ),
        *("0101\U000e004f", "Billie\u200b Sample", "1.5\u200d"),
        *("two hours", "Oakridge: 1:30", "123-45-6789", "Sunderland 5 May 2027", "May Smith 2027"),
        *("a@firm.example", "$Oakridge", "n/c", "#REF"),
    ],
)
def test_everything_else_is_withheld(value):
    assert not LISTS.allows(value)
    assert LISTS.shown(value) == WITHHELD


def test_nothing_of_a_private_column_is_shown():
    description = next(c for c in SPEC.sheet("Time").columns if c.id == "description")
    assert not any(LISTS.allows(value, description) for value in ("0101", 7, DAY, "yes"))


def test_without_lists_only_the_words_of_the_template_are_known():
    bare = Sharing.of(SPEC, Reference())
    assert bare.allows("Hours")
    assert not bare.allows("Billie Sample")


SECRET = "Oakridge"
FIELDS = [
    (sheet.name, letter, header)
    for sheet in SPEC.sheets
    for letter, header in zip("ABCDEFGHIJK", sheet.headers, strict=False)
    if header != "Check"
]


def good(number: int) -> dict[str, object]:
    """Cells of a row of time that is in order."""
    return row("Time", number, DAY, "0101", "Drafting", "Draft", 1.5, 320, "Billie Sample")


def told(data: bytes, name: str = "time.xlsx") -> tuple[str, str, dict[str, bytes]]:
    """The text, the JSON and the parts of the copy, all made to share."""
    session = CheckSession(rules(), firm=real_firm(), crosswalk=CROSSWALK)
    session.open(name, data)
    (file,) = session.final()
    copy = marked_copy(name, data, file.findings, EARLIEST, to_share=session.sharing)
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    return to_text(file, share_safe=True), to_json([file], share_safe=True), parts


def leaks(data: bytes, name: str = "time.xlsx") -> list[str]:
    text, json, parts = told(data, name)
    places = {"text": text.encode(), "json": json.encode(), **parts}
    return [place for place, content in places.items() if SECRET.encode() in content]


def test_a_word_planted_in_every_cell_of_a_row_is_nowhere():
    cells = {f"{sheet}!{letter}3": SECRET for sheet, letter, _ in FIELDS}
    assert len(cells) >= 25
    assert leaks(fill(small_kit()["time-tracking.xlsx"], {**good(2), **cells})) == []


@pytest.mark.heavy
@pytest.mark.parametrize(("sheet", "letter", "header"), FIELDS, ids=lambda part: str(part))
def test_a_word_planted_in_one_cell_of_a_good_row_is_nowhere(sheet, letter, header):
    cells: dict[str, object] = {}
    for number, value in enumerate((SECRET, f"{SECRET} ", f"0101 {SECRET}"), start=2):
        cells |= good(number) | {f"{sheet}!{letter}{number}": value}
    assert leaks(fill(small_kit()["time-tracking.xlsx"], cells)) == []


def renamed(book: openpyxl.Workbook) -> None:
    book["Time"].title = f"{SECRET} Time"


def headed(book: openpyxl.Workbook) -> None:
    book["Time"]["A1"] = f"Date {SECRET}"
    book["Time"]["L1"] = SECRET


def added(book: openpyxl.Workbook) -> None:
    book.create_sheet(SECRET)["A1"] = SECRET


def started(book: openpyxl.Workbook) -> None:
    for line in book["Start here"].iter_rows(min_row=1, max_row=60, max_col=4):
        for cell in line:
            if isinstance(cell.value, str) and "Sample" in cell.value:
                cell.value = SECRET


@pytest.mark.parametrize(
    "edits",
    [
        *itertools.combinations((renamed, headed, added, started), 1),
        (headed, added, started, renamed),
    ],
    ids=lambda edits: "+".join(edit.__name__ for edit in edits),
)
def test_names_of_sheets_headers_and_people_of_ones_own_are_nowhere(edits):
    def change(book: openpyxl.Workbook) -> None:
        for edit in edits:
            edit(book)

    cells = {**good(2), "Time!H2": SECRET, "Time!B2": SECRET}
    filled = fill(small_kit()["time-tracking-billie-sample.xlsx"], cells)
    assert leaks(edited(filled, change)) == []


def test_findings_in_the_copy_still_stand_at_their_cells():
    filled = fill(small_kit()["time-tracking.xlsx"], {**good(2), "Time!B2": SECRET})
    data = edited(filled, renamed)
    session = CheckSession(rules(), firm=real_firm(), crosswalk=CROSSWALK)
    session.open("time.xlsx", data)
    (file,) = session.final()
    copy = marked_copy("time.xlsx", data, file.findings, EARLIEST, to_share=session.sharing)
    made = openpyxl.load_workbook(io.BytesIO(copy))
    assert made["Time"]["B2"].value == WITHHELD
    assert made["Time"]["B2"].comment is not None
