"""An export is complete, or it lists what stands open: first who is missing, then files, rows, warnings."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest

from template_builder.common.errors import KitError
from tests.support.checking import DAY, small_kit
from tests.support.editing import edited
from tests.support.exporting import ALEX, BILLIE, book, export, kinds_of
from tests.support.fill import fill, row

GOOD = ((DAY, "0101", "Draft lease", 4.0),)


def with_cells(cells: dict[str, object], name: str = BILLIE) -> bytes:
    return fill(small_kit()[name], cells)


def messages(made) -> list[str]:
    return [point.message for point in made.receipt.open_points]


def test_a_clean_export_is_complete_everywhere_it_is_said():
    made = export(("billie.xlsx", book(*GOOD)))
    assert made.receipt.complete
    receipt = json.loads(made.files["receipt.json"])
    assert (receipt["complete"], receipt["open_points"]) == (True, [])
    sheet = openpyxl.load_workbook(io.BytesIO(made.files["receipt.xlsx"]))["Receipt"]
    assert sheet["A2"].value == "Complete: all that was recorded is in this import."


def test_rows_left_out_are_grouped_by_their_cause_with_the_words_in_the_cells():
    time = {
        **row("Time", 2, DAY, "2002", None, "Trade mark", 1.0, 320),
        **row("Time", 3, DAY, "9998", None, "One", 1.0, 320),
        **row("Time", 4, DAY, "9999", None, "Two", 2.0, 320),
        **row("Time", 5, DAY, "9999", None, "Three", 3.0, 320),
        **row("Time", 6, DAY, "0101", None, "Good", 1.0, 320),
    }
    made = export(("billie.xlsx", with_cells(time)))
    assert messages(made) == [
        "billie.xlsx: 2002 has no display number yet. (1 row left out)",
        "Matter not known: 9998, 9999 (3 rows left out).",
    ]
    assert [point.rows for point in made.receipt.open_points] == [1, 3]
    assert made.receipt.open_points[1].places == ("billie.xlsx Time!B3", "billie.xlsx Time!B4:B5")
    fix = "Fill it in on the crosswalk's sheet Matters, once the matter is in Clio."
    assert made.receipt.open_points[0].fix == fix


def test_a_row_with_two_errors_is_counted_once():
    cells = row("Time", 2, None, "9999", None, "x", "soon", 320)
    made = export(("billie.xlsx", with_cells(cells)), ("alex.xlsx", book(*GOOD, name=ALEX)))
    assert sum(point.rows for point in made.receipt.open_points) == 1


def test_a_warning_on_a_row_that_goes_out_is_open_and_one_on_a_row_left_out_is_not():
    cells = {
        **row("Time", 2, DAY, "0101", None, "Line\none", 1.0, 320),
        **row("Time", 3, DAY, "9999", None, "Line\ntwo", 1.0, 320),
    }
    made = export(("billie.xlsx", with_cells(cells)))
    assert kinds_of(made) == ["matter-unknown", "text-line-breaks"]
    assert made.receipt.open_points[1].message.endswith("(1 row exported)")


def test_the_same_warning_in_several_files_is_one_point():
    cells = row("Time", 2, DAY, "0101", None, "Line\none", 1.0, 320)
    made = export(("a.xlsx", with_cells(cells)), ("b.xlsx", with_cells(cells, ALEX)))
    (point,) = made.receipt.open_points
    assert (point.kind, point.rows) == ("text-line-breaks", 2)
    assert point.places == ("a.xlsx Time!E2", "b.xlsx Time!E2")


def without_sheet(name: str) -> bytes:
    return edited(book(*GOOD), lambda workbook: workbook.remove(workbook[name]))


def test_a_sheet_that_is_missing_is_open():
    made = export(("billie.xlsx", without_sheet("Expenses")))
    assert kinds_of(made) == ["sheet-missing"]
    assert made.receipt.ties
    assert not made.receipt.complete


def test_a_file_that_gives_nothing_and_has_an_error_stops_the_export():
    with pytest.raises(KitError, match=r"billie\.xlsx: .*Time"):
        export(("billie.xlsx", without_sheet("Time")))


def test_notes_about_days_are_no_open_points():
    made = export(("billie.xlsx", book((DAY, "0101", "Short day", 0.5))))
    assert made.receipt.complete


def test_amounts_are_summed_exactly_and_as_clio_rounds_each_entry():
    """Ten entries of 0.1 hours at 333.33: 333.33 in all, and ten times 33.33 in Clio."""
    rows = [(DAY, "0101", f"Call {n}", 0.1) for n in range(10)]
    cells = {f"Time!G{n}": 333.33 for n in range(2, 12)}
    made = export(("billie.xlsx", fill(book(*rows), cells)))
    assert str(made.receipt.total.exported.time_amount) == "333.330"
    assert str(made.receipt.cents.time_amount) == "333.30"
    assert made.receipt.increments is None


def test_hours_that_the_increment_rounds_up_are_summed_a_third_time():
    """The firm's increment is six minutes: 0.15 hours are 9 minutes, which Clio shows as 0.2."""
    made = export(("billie.xlsx", book((DAY, "0101", "Call", 0.15), (DAY, "0101", "Draft", 0.5))))
    assert str(made.receipt.total.exported.hours) == "0.65"
    assert str(made.receipt.increments.hours) == "0.70"
    assert str(made.receipt.increments.time_amount) == "224.00"


def test_a_warning_about_the_start_page_or_a_header_counts_no_row_as_exported():
    made = export(("billie.xlsx", fill(book(*GOOD), {"Time!L1": "Mood", "Time!L2": "calm"})))
    (point,) = made.receipt.open_points
    assert (point.kind, point.rows) == ("column-unknown", 0)
    assert "exported" not in point.message
    assert point.message.startswith("billie.xlsx Time!")


def test_what_could_not_be_counted_is_said_beside_the_sums_of_the_receipt():
    cells = row("Time", 3, DAY, "0101", None, "Call", "soon", 320)
    made = export(("billie.xlsx", fill(book(*GOOD), cells)))
    sheet = openpyxl.load_workbook(io.BytesIO(made.files["receipt.xlsx"]))["Receipt"]
    said = {line[0].value: [cell.value for cell in line[1:4]] for line in sheet.iter_rows()}
    assert said["Hours"] == [4, 4, 0]
    assert said["Rows whose hours could not be counted"] == [1, 0, 1]
    clean = export(("billie.xlsx", book(*GOOD)))
    sheet = openpyxl.load_workbook(io.BytesIO(clean.files["receipt.xlsx"]))["Receipt"]
    assert not [line for line in sheet.iter_rows() if "counted" in str(line[0].value)]
