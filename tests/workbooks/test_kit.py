"""The set of downloads, and that the same inputs always give the same bytes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from functools import cache

import openpyxl
import pytest

from template_builder.common.errors import KitError
from template_builder.common.stamp import EARLIEST, stamp_of
from template_builder.firm.firm import Matter
from template_builder.workbooks.kit import build_kit
from template_builder.workbooks.writer import write_workbook
from tests.support.kit import ROOT, example_firm, example_kit, guide, real_firm, real_kit, workbooks

NAMES = [
    "time-tracking.xlsx",
    "matter-crosswalk.xlsx",
    "historical-data-index.xlsx",
    "review.xlsx",
    "balances.xlsx",
    "checklists.xlsx",
    "time-tracking-alex-example.xlsx",
    "time-tracking-billie-sample.xlsx",
    "time-tracking-casey-specimen.xlsx",
    "transition-kit.zip",
    "SHA256SUMS",
]


def test_the_kit_holds_exactly_these_files():
    assert [file.name for file in example_kit()] == NAMES


@pytest.mark.heavy
def test_two_builds_give_the_same_bytes(tmp_path):
    """The other one in a process of its own, in which sets come in another order."""
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    command = [sys.executable, "-m", "template_builder", "build", "--out", str(tmp_path / "kit")]
    env = {**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": ""}
    subprocess.run(command, cwd=ROOT, env=env, check=True, timeout=120, capture_output=True)
    files = (tmp_path / "kit").iterdir()
    again = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    assert again == {file.name: file.sha256 for file in example_kit()}


def test_a_personal_workbook_does_not_depend_on_who_else_is_in_the_firm():
    backwards = dataclasses.replace(real_firm(), people=real_firm().people[::-1])
    files = {file.name: file.data for file in build_kit(guide(), workbooks(), backwards)}
    for name in ("time-tracking-alex-example.xlsx", "time-tracking-billie-sample.xlsx"):
        assert files[name] == real_kit()[name]


def test_the_date_given_is_the_only_date_in_the_files():
    stamp = dt.datetime(2027, 1, 2, 3, 4, 6)
    files = build_kit(guide(), workbooks(), example_firm(), stamp)
    with zipfile.ZipFile(io.BytesIO(files[0].data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2027, 1, 2, 3, 4, 6)}
        assert b"2027-01-02T03:04:06Z" in archive.read("docProps/core.xml")


def test_fingerprints_name_every_file():
    *files, sums = example_kit()
    lines = [line.split("  ") for line in sums.data.decode().splitlines()]
    assert lines == [[hashlib.sha256(f.data).hexdigest(), f.name] for f in files]


def test_the_zip_holds_every_workbook():
    files = {file.name: file.data for file in example_kit()}
    with zipfile.ZipFile(io.BytesIO(files["transition-kit.zip"])) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    assert inside == {name: data for name, data in files.items() if name.endswith(".xlsx")}


@cache
def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def values(data: bytes, sheet: str) -> set[object]:
    return {cell.value for row in opened(data)[sheet].iter_rows() for cell in row} - {None}


def test_files_for_everyone_hold_nothing_of_the_fictional_firm():
    for file in example_kit()[:6]:
        text = " ".join(
            str(v) for sheet in opened(file.data) for v in values(file.data, sheet.title)
        )
        for word in (
            "Alex",
            "Billie",
            "Casey",
            "Orchard Ltd",
            "2024-0101",
            "Jan 2027",
            "Example & Sample",
        ):
            assert word not in text, (file.name, word)


def test_a_real_firm_finds_its_matters_people_and_dates_in_its_files():
    start = values(real_kit()["time-tracking.xlsx"], "Start here")
    assert {"Imaginary Law", "Billie Sample", 320} <= start
    assert any("Thu 14 Jan 2027 at 12:00" in str(value) for value in start)
    assert {"0101", "1001", "00012-Fictional Orchard"} <= values(
        real_kit()["time-tracking.xlsx"], "Matters"
    )
    assert {"Alex Example", 320} <= values(real_kit()["matter-crosswalk.xlsx"], "People")
    assert dt.datetime(2027, 1, 13) in values(real_kit()["checklists.xlsx"], "Before")


def test_formulas_and_drop_downs_know_every_matter_of_a_large_firm():
    matters = tuple(Matter(old_number=f"{n:04}", client=f"Client {n}") for n in range(700))
    firm = dataclasses.replace(real_firm(), matters=matters)
    data = write_workbook(workbooks()["time-tracking"], guide(), firm, EARLIEST)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        time = archive.read("xl/worksheets/sheet2.xml").decode()
    ranges = set(re.findall(r"'Matters'!\$A\$2:\$A\$(\d+)", time))
    assert ranges == {"726"}


def test_a_personal_workbook_names_one_person_and_says_so_when_fictional():
    data = next(f.data for f in example_kit() if f.name == "time-tracking-billie-sample.xlsx")
    start = values(data, "Start here")
    assert {"Billie Sample", 320, "A sample: this firm and its people are fictional."} <= start
    assert not any("Casey" in str(value) for value in start)


def test_example_rows_are_not_in_the_files():
    for sheet in workbooks()["time-tracking"].sheets[:4]:
        found = values(real_kit()["time-tracking.xlsx"], sheet.name)
        assert {v for v in found if not str(v).startswith("=")} == set(sheet.headers)


def test_the_index_starts_with_the_recommended_reports():
    found = values(real_kit()["historical-data-index.xlsx"], "Index")
    assert {report.report for report in guide().reports} <= found
    recommended = values(real_kit()["historical-data-index.xlsx"], "Recommended")
    assert {rule.jurisdiction for rule in guide().retention} <= recommended


def test_the_checklists_hold_every_item_that_concerns_the_region():
    known = guide().for_region(real_firm().region)
    for phase, sheet in (("before", "Before"), ("during", "During"), ("after", "After")):
        found = [str(value) for value in values(real_kit()["checklists.xlsx"], sheet)]
        assert not any("`" in value for value in found)
        for item in known.checklist(phase).items:
            text = item.text.replace("`", '"')
            assert any(value.startswith(text) for value in found)


@pytest.mark.parametrize(
    ("epoch", "stamp"),
    [("", EARLIEST), ("0", EARLIEST), ("1800000000", dt.datetime(2027, 1, 15, 8, 0))],
)
def test_the_build_is_dated_by_the_epoch(epoch, stamp):
    assert stamp_of(epoch) == stamp


def test_an_epoch_that_is_no_number_is_named():
    with pytest.raises(
        KitError, match="SOURCE_DATE_EPOCH: expected seconds since 1970, found 'today'"
    ):
        stamp_of("today")
