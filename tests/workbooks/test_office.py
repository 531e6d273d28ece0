"""Workbooks opened and saved again by LibreOffice: other formats, drop-downs, prompts."""

from __future__ import annotations

import io

import openpyxl
import pytest

from tests.support.calculation import values
from tests.support.checking import small_kit
from tests.support.fill import fill
from tests.support.office import convert
from tests.workbooks.test_formulas import ALONE

pytestmark = pytest.mark.office


@pytest.mark.parametrize("extension", ["ods", "xls"])
def test_the_workbook_survives_other_formats(tmp_path, extension):
    data = fill(small_kit()["time-tracking-billie-sample.xlsx"], ALONE)
    made = convert({"alone.xlsx": data}, extension, tmp_path)["alone.xlsx"]
    book = values(made)
    assert [line[9] for line in book["Time"][1:6]] == ["OK", "", "OK", "", "OK"]
    start = [value for line in book["Start here"] for value in line]
    assert start[start.index("Template and version") + 1 :][:2] == ["time-tracking", 2]


def test_libreoffice_keeps_drop_downs_and_prompts(tmp_path):
    made = convert({"kit.xlsx": small_kit()["time-tracking.xlsx"]}, "xlsx", tmp_path)["kit.xlsx"]
    sheet = openpyxl.load_workbook(io.BytesIO(made))["Time"]
    kept = {
        str(r.sqref): (r.type, r.errorStyle, bool(r.prompt))
        for r in sheet.data_validations.dataValidation
    }
    assert kept["B2:B26"] == ("list", "warning", False)
    assert kept["A2:A26"] == ("date", "warning", False)
    assert kept["C1"][2]
