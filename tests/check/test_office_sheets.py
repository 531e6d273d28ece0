"""What is on the sheets of a workbook is found in each format that LibreOffice saves."""

from __future__ import annotations

import io

import openpyxl
import pytest

from tests.support.checking import check, located, small_kit
from tests.support.corpus import EDITS
from tests.support.fill import fill, row
from tests.support.office import convert

pytestmark = pytest.mark.office


@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_sheets_and_rows_are_accounted_for_in_every_format(tmp_path, kind):
    files = {}
    for name in ("sheets", "rows", "doubled", "no-headers"):
        cells = row("Time", 2, "2027-01-15", "0101", None, "Draft lease", 1.5)
        book = openpyxl.load_workbook(
            io.BytesIO(fill(small_kit()["time-tracking-billie-sample.xlsx"], cells))
        )
        EDITS[name](book)
        buffer = io.BytesIO()
        book.save(buffer)
        files[f"{name}.xlsx"] = buffer.getvalue()
    saved = convert(files, kind, tmp_path)
    for name, data in files.items():
        (before,), (after,) = check((name, data)), check((name, saved[name]))
        # An office program calculates Summary, which knows one sheet Time only.
        found = [each for each in located(after) if each[1] != "summary-differs"]
        assert found == located(before), name
        assert after.totals == before.totals
