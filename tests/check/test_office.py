"""Marked copies, opened by LibreOffice: the list is there, formulas are worked out again, nothing is lost."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from template_builder.check.catalogue import Severity
from template_builder.check.findings import WITHHELD, Finding, Shareable
from template_builder.check.marked_copy.marked_copy import marked_copy
from template_builder.check.reference import reference_from
from template_builder.check.sharing import Sharing
from tests.support.checking import small_kit
from tests.support.fill import fill, row
from tests.support.kit import real_firm, workbooks
from tests.support.office import convert

pytestmark = pytest.mark.office

STAMP = dt.datetime(2027, 2, 1)
TO_SHARE = Sharing.of(workbooks()["time-tracking"], reference_from(real_firm(), None))
DAY = dt.date(2027, 1, 15)
CELLS = {
    **row("Time", 2, DAY, "0101", "Drafting", "Draft lease", 1.5, 300, "Billie Sample"),
    **row("Time", 3, DAY, "9999", "Drafting", "Call", 0.5, 300, "Billie Sample"),
}
FINDINGS = [
    Finding(
        kind="matter-unknown",
        severity=Severity.ERROR,
        sheet="Time",
        cells=((1, 3),),
        value="9999",
        message="9999 is not known.",
        fix="Type a number from Matters.",
        clio="Clio would refuse the row.",
        suggestion="",
        shareable=Shareable(
            sheet="Time",
            value="9999",
            message="9999 is not known.",
            fix="Type a number from Matters.",
            clio="Clio would refuse the row.",
            suggestion="",
        ),
    )
]
LISTED = ["Error", "Time!B3", "9999", FINDINGS[0].message, FINDINGS[0].fix, FINDINGS[0].clio]


@pytest.fixture(scope="module")
def opened(tmp_path_factory) -> dict[str, bytes]:
    """Marked copies of the same workbook in each format, after LibreOffice has opened and saved them."""
    data = fill(small_kit()["time-tracking.xlsx"], CELLS)
    given = {"time.xlsx": data}
    for extension in ("ods", "xls"):
        folder = tmp_path_factory.mktemp(extension)
        given[f"time.{extension}"] = convert({"time.xlsx": data}, extension, folder)["time.xlsx"]
    copies = {
        f"{name.replace('.', '-')}{share}.xlsx": marked_copy(
            name, file, FINDINGS, STAMP, to_share=TO_SHARE if share else None
        )
        for name, file in given.items()
        for share in ("", "-share")
    }
    return convert(copies, "xlsx", tmp_path_factory.mktemp("copies"))


NAMES = [f"time-{kind}{share}.xlsx" for kind in ("xlsx", "ods", "xls") for share in ("", "-share")]


def lines(data: bytes, sheet: str) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)


@pytest.mark.parametrize("name", NAMES)
def test_the_sheet_findings_is_shown_and_the_cell_is_marked(opened, name):
    book = openpyxl.load_workbook(io.BytesIO(opened[name]))
    assert book.active.title == "Findings"
    assert lines(opened[name], "Findings")[1] == LISTED
    assert book["Findings"]["B2"].hyperlink.location.replace("'", "") in ("Time!B3", "Time.B3")
    cell = book["Time"]["B3"]
    assert cell.fill.fgColor.rgb == "FFFFD3CC"
    assert cell.comment.text.startswith("Error: 9999 is not known.")


@pytest.mark.parametrize("name", NAMES)
def test_the_rows_of_the_reader_are_all_there(opened, name):
    description = WITHHELD if "share" in name else "Draft lease"
    found = lines(opened[name], "Time")[1]
    entries = found[:2] + found[3:8]
    assert entries == [DAY, "0101", "Drafting", description, 1.5, 300, "Billie Sample"]


def test_formulas_are_worked_out_again(opened):
    said = [line[9] for line in lines(opened["time-xlsx.xlsx"], "Time")[1:4]]
    assert said == ["OK", "Matter is not on Matters or New in Clio.", ""]
    labels = {line[0]: line[1] for line in lines(opened["time-xlsx.xlsx"], "Summary")}
    assert labels["Everything recorded"] == 2
