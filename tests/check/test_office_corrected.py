"""A corrected copy, opened by LibreOffice: what was mended counts, and the list is there."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from openpyxl.styles import Font
from python_calamine import CalamineWorkbook

from template_builder.check.corrected_copy.corrected_copy import CorrectedCopy, corrected_copy
from tests.support.checking import DAY, check, located, rules, small_kit
from tests.support.fill import fill, row
from tests.support.office import convert

pytestmark = pytest.mark.office

CELLS = {
    **row("Time", 2, DAY, "0101", "Drafting", "Draft lease", 1.5, 300, "Billie Sample"),
    **row(
        "Time", 3, "2027-01-18", "0101 ", "Drafting", "Call", "0:30", "$300", "Billie Sample", "no"
    ),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> CorrectedCopy:
    """A workbook that LibreOffice saved with the results of its formulas, corrected."""
    given = convert(
        {"time.xlsx": fill(small_kit()["time-tracking.xlsx"], CELLS)},
        "xlsx",
        tmp_path_factory.mktemp("given"),
    )["time.xlsx"]
    (file,) = check(("time.xlsx", given))
    assert "summary-differs" not in {finding.kind for finding in file.findings}
    return corrected_copy("time.xlsx", given, file, rules())


@pytest.fixture(scope="module")
def opened(made, tmp_path_factory) -> CalamineWorkbook:
    """The corrected copy, opened and saved by LibreOffice."""
    assert [each.address for each in made.made] == ["A3", "B3", "F3", "G3", "I3"]
    copies = convert({"time.xlsx": made.data}, "xlsx", tmp_path_factory.mktemp("copies"))
    return CalamineWorkbook.from_filelike(io.BytesIO(copies["time.xlsx"]))


def test_the_cells_hold_what_was_meant(opened):
    line = opened.get_sheet_by_name("Time").to_python(skip_empty_area=False)[2]
    assert line[:2] + line[3:9] == [
        *(dt.date(2027, 1, 18), "0101", "Drafting", "Call", 0.5, 300, "Billie Sample", "")
    ]


def test_the_formulas_count_them(opened):
    lines = opened.get_sheet_by_name("Summary").to_python(skip_empty_area=False)
    labels = {line[0]: line[1] for line in lines}
    assert labels["Everything recorded"] == 2
    checks = [line[9] for line in opened.get_sheet_by_name("Time").to_python()[1:3]]
    assert checks == ["OK", "OK"]


def test_the_list_is_the_last_sheet(opened):
    assert opened.sheet_names[-1] == "Corrections"
    lines = opened.get_sheet_by_name("Corrections").to_python()
    assert lines[0] == ["Sheet", "Cell", "Was", "Is", "Why"]
    assert [line[:4] for line in lines[1:]] == [
        ["Time", "A3", "2027-01-18", "Mon 18 Jan 2027"],
        ["Time", "B3", "0101 ", "0101"],
        ["Time", "F3", "0:30", "0.5"],
        ["Time", "G3", "$300", "300"],
        ["Time", "I3", "no", ""],
    ]


def test_the_copy_is_clean_before_any_program_has_opened_it(made):
    (file,) = check(("time.xlsx", made.data))
    assert {finding.kind for finding in file.findings if finding.severity != "note"} == set()
    assert (file.totals.time_rows, str(file.totals.hours)) == (2, "2.0")


@pytest.mark.parametrize("extension", ["ods", "xls"])
def test_of_other_formats_the_copy_has_the_values_and_what_is_hidden_or_struck(tmp_path, extension):
    book = openpyxl.load_workbook(io.BytesIO(fill(small_kit()["time-tracking.xlsx"], CELLS)))
    sheet = book["Time"]
    line = (dt.date(2027, 1, 19), "0101", None, None, "Plain", 2, 300, "Billie Sample")
    for number in (4, 5, 6):
        for column, value in enumerate(line, start=1):
            if value is not None:
                sheet.cell(number, column, value)
        sheet.cell(number, 5, f"Plain {number}")
    sheet.row_dimensions[4].hidden = True
    for cell in sheet[5]:
        cell.font = Font(strike=True)
    sheet["F6"] = "=1/0"
    buffer = io.BytesIO()
    book.save(buffer)
    name = f"time.{extension}"
    given = convert({"time.xlsx": buffer.getvalue()}, extension, tmp_path)["time.xlsx"]
    (file,) = check((name, given))
    made = corrected_copy(name, given, file, rules())
    assert [each.address for each in made.made] == ["A3", "B3", "F3", "G3", "I3"]
    (copy,) = check(("time-corrected.xlsx", made.data))
    mended = {
        "date-is-text",
        "matter-blanks",
        "hours-as-clock",
        "amount-with-currency",
        "non-billable-unknown",
    }
    before = [found for found in located(file) if found[1] not in mended]
    assert located(copy) == [found for found in before if found[1] != "summary-differs"]
    assert {"row-hidden", "row-struck", "cell-error"} <= {kind for _, kind in located(copy)}
    assert (copy.people, copy.template_version) == (file.people, file.template_version)
