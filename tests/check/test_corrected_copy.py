"""The corrected copy: what is certain is mended and listed, and every other byte is the reader's."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from functools import cache

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from template_builder.check.corrected_copy import corrected_copy as module
from template_builder.check.corrected_copy.corrected_copy import (
    UNUSUAL,
    CorrectedCopy,
    copy_name,
    corrected_copy,
)
from template_builder.check.corrected_copy.corrections import line_of
from template_builder.common.errors import KitError
from tests.check.test_checker import GOOD, MISTAKES, time
from tests.check.test_checker import changed as with_value
from tests.support.checking import CROSSWALK, DAY, check, located, rules, small_kit
from tests.support.editing import edited
from tests.support.fill import fill, row

SHEET = "xl/worksheets/sheet2.xml"
"""The sheet Time."""


@cache
def filled(*cells: tuple[str, object]) -> bytes:
    return fill(small_kit()["time-tracking-billie-sample.xlsx"], dict(cells))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(data: bytes, part: str, old: str, new: str) -> bytes:
    """A workbook with the first match of a pattern in one part replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts(data).items():
            if name == part:
                text, count = re.subn(
                    old, lambda _: new, content.decode(), count=1, flags=re.DOTALL
                )
                assert count == 1
                content = text.encode()
            made.writestr(name, content)
    return buffer.getvalue()


def copied(data: bytes, name: str = "time.xlsx", **given: object) -> CorrectedCopy:
    (file,) = check((name, data), **given)
    return corrected_copy(name, data, file, rules())


def cells_of(data: bytes) -> dict[tuple[str, str], object]:
    """Every cell that holds something, formulas as formulas."""
    with warnings.catch_warnings(action="ignore"):  # 20270115 in the format of a date
        book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for line in sheet.iter_rows()
        for cell in line
        if cell.value is not None
    }


def listed(data: bytes, name: str = "Corrections") -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [tuple(cell.value for cell in line) for line in book[name].iter_rows()]


def lines(made: CorrectedCopy) -> list[str]:
    return [line_of(each, share_safe=False) for each in made.corrections]


def is_mended(data: bytes, **given: object) -> set[tuple[str, str]]:
    """Correct a workbook and hold the copy against it; gives the places and kinds that were mended."""
    (before,) = check(("time.xlsx", data), **given)
    made = corrected_copy("time.xlsx", data, before, rules())
    assert made.left == []
    assert bool(made.data) == bool(made.made)
    if not made.data:
        return set()
    (after,) = check(("time.xlsx", made.data), **given)
    mended = {
        (mend.sheet, cell, kind)
        for mend in before.mends
        for cell in [mend.cell]
        for kind in mend.kinds
    }
    found = {(f.sheet, cell, f.kind) for f in after.findings for cell in f.cells}
    assert not mended & found
    # Nothing but what takes the place of a mended finding is new. A row that was the sum of those above it may no longer be.
    earlier = {(f.sheet, cell, f.kind) for f in before.findings for cell in f.cells}
    sums = {(sheet, cell[1]) for sheet, cell, kind in earlier if kind.startswith("row-total")}
    new_places = {(sheet, cell) for sheet, cell, _ in found - earlier if cell[0] > 0}
    assert {(sheet, cell) for sheet, cell in new_places if (sheet, cell[1]) not in sums} <= {
        (sheet, cell) for sheet, cell, _ in mended
    }
    places = {(each.sheet, each.address) for each in made.made}
    old, new = cells_of(data), cells_of(made.data)
    assert {place: value for place, value in old.items() if place not in places} == {
        place: value
        for place, value in new.items()
        if place not in places and place[0] != "Corrections"
    }
    kept = before.collected.activities
    assert {a.origin for a in kept} <= {a.origin for a in after.collected.activities}
    return {
        (each.place, kind)
        for each in made.made
        for mend in before.mends
        if mend.cell == each.cell
        for kind in mend.kinds
    }


CERTAIN = {
    "date-is-text", "date-two-digit-year", "date-is-number", "matter-with-description", "matter-with-colon",
    "matter-blanks", "name-with-invisible", "hours-as-clock", "hours-with-unit", "hours-decimal-comma", "hours-as-time",
    "number-as-fraction", "number-as-text", "amount-decimal-comma", "amount-with-currency", "amount-with-comma",
    "non-billable-unknown",
}  # fmt: skip


@pytest.mark.heavy
@pytest.mark.parametrize(("cells", "expected"), MISTAKES)
def test_a_copy_has_no_mistake_that_was_certain_and_all_else_unchanged(cells, expected):
    data = filled(*cells.items())
    assert is_mended(data) == {(place, kind) for place, kind in expected if kind in CERTAIN}


def test_the_value_meant_is_in_the_cell_in_a_format_that_shows_it():
    cells = time(
        "15 janvier 2027", "0101\u200b", None, "Call", "0:18", "$1,320", None, "N/C"
    ) | row("Expenses", 2, DAY, "0101 ", None, "Copies", "0.675", "120")
    book = openpyxl.load_workbook(io.BytesIO(copied(filled(*cells.items())).data))
    sheet = book["Time"]
    values = {address: sheet[address].value for address in ("A2", "B2", "F2", "G2", "I2")}
    assert values == {
        "A2": dt.datetime(2027, 1, 15),
        "B2": "0101",
        "F2": 0.3,
        "G2": 1320,
        "I2": "yes",
    }
    assert sheet["A2"].number_format == sheet.column_dimensions["A"].number_format
    assert sheet["F2"].number_format == sheet.column_dimensions["F"].number_format
    assert (book["Expenses"]["B2"].value, book["Expenses"]["F2"].value) == ("0101", 0.675)
    assert book["Expenses"]["F2"].number_format == "#,##0.00##"


def test_a_clock_time_in_a_cell_for_times_becomes_a_number():
    def type_time(book):
        book["Time"]["F2"].value = dt.time(0, 18)
        book["Time"]["F2"].number_format = "h:mm"
        book["Time"]["F2"].font = Font(bold=True)

    data = edited(filled(*time(*GOOD).items()), type_time)
    made = copied(data)
    cell = openpyxl.load_workbook(io.BytesIO(made.data))["Time"]["F2"]
    assert (cell.value, cell.number_format, cell.font.b) == (0.3, "#,##0.00", True)
    assert is_mended(data) == {("Time!F2", "hours-as-time")}


def test_a_number_is_no_text_again_when_somebody_edits_it():
    def mark_as_text(book):
        book["Time"]["F2"].number_format = "#,##0.00"
        book["Time"]["F2"].quotePrefix = True

    data = edited(filled(*time(*with_value(4, "1.5")).items()), mark_as_text)
    cell = openpyxl.load_workbook(io.BytesIO(copied(data).data))["Time"]["F2"]
    assert (cell.value, cell.number_format, bool(cell.quotePrefix)) == (1.5, "#,##0.00", False)


def test_the_parts_of_the_file_stay_as_they_are():
    cells = time(*with_value(4, "1:30"))
    old = parts(filled(*cells.items()))
    new = parts(copied(filled(*cells.items())).data)
    ours = {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        SHEET,
    }
    assert {name for name in old if old[name] != new[name]} == ours
    assert set(new) - set(old) == {"xl/worksheets/corrections1.xml"}
    assert old[SHEET].count(b"<c ") == new[SHEET].count(b"<c ")


def test_saved_results_of_formulas_are_kept_and_worked_out_again_on_opening():
    data = filled(*(time(*with_value(4, "1:30")) | time(*GOOD, number=3)).items())
    data = rewritten(
        data, SHEET, r'(?<=<c r="F3" )[^>]*>.*?</c>', 's="0"><f>0.5+1</f><v>1.5</v></c>'
    )
    made = copied(data)
    assert [each.place for each in made.made] == ["Time!F2"]
    (after,) = check(("time.xlsx", made.data))
    assert [a.quantity for a in after.collected.activities] == [1.5, 1.5]
    assert openpyxl.load_workbook(io.BytesIO(made.data)).calculation.fullCalcOnLoad


def test_each_change_is_listed_and_the_list_is_never_read_as_entries():
    cells = time(*with_value(4, "1:30")) | time("2027-01-15", *with_value(3, "Call")[1:], number=3)
    made = copied(filled(*cells.items()))
    assert listed(made.data) == [
        ("Sheet", "Cell", "Was", "Is", "Why"),
        ("Time", "F2", "1:30", "1.5", "Hours written as a clock time"),
        ("Time", "A3", "2027-01-15", "Fri 15 Jan 2027", "Date stored as text"),
    ]
    assert lines(made) == [
        "corrected Time!F2 '1:30' -> 1.5",
        "corrected Time!A3 '2027-01-15' -> Fri 15 Jan 2027",
    ]
    (after,) = check(("time.xlsx", made.data))
    assert located(after) == []
    sheet = openpyxl.load_workbook(io.BytesIO(made.data))["Corrections"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:E3")
    assert sheet["A1"].font.b
    assert sheet["C2"].quotePrefix


def test_a_sheet_of_that_name_is_left_alone_and_still_named():
    def own_sheet(book):
        book.create_sheet("corrections").append(["Mine"])

    data = edited(filled(*time(*with_value(4, "1:30")).items()), own_sheet)
    made = copied(data)
    assert listed(made.data, "corrections") == [("Mine",)]
    assert len(listed(made.data, "Corrections 2")) == 2
    (after,) = check(("time.xlsx", made.data))
    assert located(after) == [("corrections", "sheet-not-read")]


def test_a_copy_can_be_corrected_again():
    first = copied(filled(*time(*with_value(4, "1:30")).items())).data

    def more(book):
        book["Time"]["A2"] = "2027-01-15"

    again = copied(edited(first, more))
    assert [each.place for each in again.made] == ["Time!A2"]
    assert len(listed(again.data, "Corrections 2")) == 2


def hide_row(book):
    book["Time"].row_dimensions[2].hidden = True


def hide_column(book):
    book["Time"].column_dimensions["F"].hidden = True


def hide_sheet(book):
    book["Time"].sheet_state = "hidden"


def merge(book):
    book["Time"].merge_cells("F2:F3")


def strike(book):
    for cell in book["Time"][2]:
        cell.font = Font(strike=True)


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (hide_row, "It is hidden. Show it, then type 1.5."),
        (hide_column, "It is hidden. Show it, then type 1.5."),
        (hide_sheet, "It is hidden. Show it, then type 1.5."),
        (merge, "It is one of merged cells. Unmerge them, then type 1.5."),
        (strike, "It is struck through. If it belongs here, type 1.5."),
    ],
    ids=["row", "column", "sheet", "merged", "struck"],
)
def test_what_a_reader_has_to_look_at_is_left_and_said(edit, why):
    cells = time(*with_value(4, "1:30")) | row("Expenses", 2, DAY, "0101 ", None, "Copies", 2, 1)
    made = copied(edited(filled(*cells.items()), edit))
    assert [(each.place, each.left) for each in made.left] == [("Time!F2", why)]
    assert [each.place for each in made.made] == ["Expenses!B2"]
    assert cells_of(made.data)["Time", "F2"] == "1:30"
    assert listed(made.data)[1] == (
        "Time",
        "F2",
        "1:30",
        "1:30",
        f"Hours written as a clock time. Not corrected: {why}",
    )
    assert f"left Time!F2 '1:30': {why}" in lines(made)


def test_a_formula_is_left_and_said():
    data = filled(*time(*with_value(4, "1:30")).items())
    formula = 's="0" t="str"><f>"1:"&amp;30</f><v>1:30</v></c>'
    made = copied(rewritten(data, SHEET, r'(?<=<c r="F2" )[^>]*>.*?</c>', formula))
    assert made.data == b""
    assert [each.left for each in made.corrections] == [
        "It has a formula. Correct the formula so that it gives 1.5."
    ]


def test_a_report_to_share_has_the_places_alone():
    made = copied(filled(*time(*with_value(1, "0101 Secret lease")).items()))
    assert [line_of(each, share_safe=True) for each in made.corrections] == ["corrected B2"]


@pytest.mark.parametrize(
    "text",
    [
        "x_x0041_y\x07",
        'tab\tand <b> & "q" ]]>\x07',
        "\x07=1+1",
        "\x07\u00e9\U0001f600",
        "a\r\nb\x07",
        " blanks \x07 ",
    ],
)
def test_text_comes_out_as_it_was_without_what_nobody_sees(text):
    data = filled(*time(*GOOD).items())
    cell = f't="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
    data = rewritten(data, SHEET, r'(?<=<c r="E2" )[^>]*>.*?</c>', f's="0" {cell}')
    (before,) = check(("time.xlsx", data))
    made = corrected_copy("time.xlsx", data, before, rules())
    (after,) = check(("time.xlsx", made.data))
    (entry,) = after.collected.activities
    assert entry.description == text.replace("\x07", "").strip()
    assert "text-control-characters" in {finding.kind for finding in before.findings}
    assert "text-control-characters" not in {finding.kind for finding in after.findings}


def escape(text: str) -> str:
    """As spreadsheet programs write it: what XML cannot hold as _x0007_."""
    text = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\x07", "_x0007_").replace("\r", "_x000D_")


def test_dates_counted_from_1904_stay_on_their_day():
    def use_1904(book):
        book.epoch = CALENDAR_MAC_1904
        book["Time"]["A3"] = DAY

    cells = time(*with_value(0, "2027-01-15")) | time(*GOOD[:3], "Another", *GOOD[4:], number=3)
    data = edited(filled(*cells.items()), use_1904)
    assert is_mended(data) == {("Time!A2", "date-is-text")}
    book = openpyxl.load_workbook(io.BytesIO(copied(data).data))
    assert book["Time"]["A2"].value == book["Time"]["A3"].value == dt.datetime(2027, 1, 15)


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/styles.xml", "</cellXfs>", "</cellXfs><!-- a note -->"),
        ("xl/workbook.xml", "</sheets>", "</sheets ><!-- </sheets> --><!-- </sheets> -->"),
        ("[Content_Types].xml", "</Types>", "</Types >"),
    ],
)
def test_a_file_in_a_form_of_its_own_is_refused_with_what_to_do(part, old, new):
    data = rewritten(filled(*time(*with_value(4, "1:30")).items()), part, old, new)
    with pytest.raises(KitError) as refused:
        copied(data)
    assert str(refused.value) == f"time.xlsx: {UNUSUAL}"


def test_a_sheet_in_a_form_of_its_own_is_left_and_said():
    data = filled(*time(*with_value(4, "1:30")).items())
    data = rewritten(data, SHEET, '<c r="F2"', "<!-- ours --><c r='F2'")
    made = copied(data)
    assert made.data == b""
    (left,) = made.left
    assert left.left.endswith("wrote the cell in a form of its own. Type 1.5.")


def test_a_copy_that_differs_elsewhere_is_never_handed_out(monkeypatch):
    data = filled(*time(*with_value(4, "1:30")).items())
    right = module.SheetCells.changed

    def slip(self, values, style_of):
        return right(self, values, style_of).replace(b'<c r="E2"', b'<c r="K2"')

    monkeypatch.setattr(module.SheetCells, "changed", slip)
    with pytest.raises(KitError, match="would differ"):
        copied(data)


def test_nothing_certain_makes_no_copy():
    assert copied(filled(*time(*GOOD).items())) == CorrectedCopy(b"", ())


def test_the_same_file_gives_the_same_bytes():
    data = filled(*time(*with_value(4, "1:30")).items())
    assert copied(data) == copied(data)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("time.xlsx", "time-corrected.xlsx"),
        ("Time.XLSM", "Time-corrected.xlsm"),
        ("time.week.2.xlsx", "time.week.2-corrected.xlsx"),
        ("time", "time-corrected.xlsx"),
    ],
)
def test_a_copy_is_named_after_its_file(name, expected):
    assert copy_name(name) == expected


COLUMNS = (
    [DAY, "2027-01-15", "1/15/27", "46402", 20270115, "03/04/2027", "soon", None],
    ["0101", "0101 ", "01\u200b01", "0101 Lease", "0101, 1001", 1001, "9999", None],
    [None],
    ["Draft", "a\nb", "=1+1", None],
    [1.5, "1:30", "90 min", "1,5", 1 / 48, 8 / 24, "lots", -1, "1.5", "25:00", None],
    [320, "$320", "1,320", "320/hr", "(320)", "0,675", "n/a", None],
    ["Billie Sample", "Billie\u200b Sample", "Nobody", None],
    ["yes", "no", "x", "N/C", "ask", None],
)


@pytest.mark.heavy
@settings(max_examples=25, deadline=None)
@example(
    [
        (DAY, "0101", None, "Draft", 1.5, None, None, None),
        (DAY, "0101", None, "Draft", "1:30", None, None, None),
        ("soon", None, None, "Draft", 1.5, None, None, None),
    ],
    False,
)
@given(st.lists(st.tuples(*map(st.sampled_from, COLUMNS)), min_size=1, max_size=6), st.booleans())
def test_whatever_is_mixed_only_what_is_certain_changes(rows, with_crosswalk):
    cells: dict[str, object] = {}
    for number, values in enumerate(rows, start=2):
        cells |= time(*values, number=number)
    data = fill(small_kit()["time-tracking-billie-sample.xlsx"], cells)
    is_mended(data, crosswalk=CROSSWALK if with_crosswalk else None)
