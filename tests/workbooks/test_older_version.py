"""A workbook of version 1, made from the spec as it was then, is read with the same result as one of today."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from template_builder.check.checker import CheckedFile
from template_builder.common.specs_folder import SPECS
from template_builder.export.exporter import gather, import_files
from template_builder.workbooks.loading import load_workbooks
from template_builder.workbooks.model import Workbook
from template_builder.workbooks.writer import write_workbook
from tests.support.checking import CROSSWALK, DAY, session_of
from tests.support.fill import fill
from tests.support.kit import guide, real_firm, workbooks

ROWS = {
    "Time": (
        (DAY, "0101", "Drafting", "Draft lease", 1.5, 300, "Alex Example", None),
        (DAY, "1001", None, "Call", 0.3, None, "Billie Sample", "yes"),
        (DAY, "9999", None, "Not on the list", "1:30", "$100", "Dana Invented", "no"),
    ),
    "Expenses": (
        (DAY, "1001", "Copies", "Exhibits", 0.15, 120, "Alex Example", None),
        ("2027-01-15", "0101", None, None, None, 0, "Alex Example", None),
    ),
    "Notes": (
        (DAY, "0101", None, "Trustee", "Prefers a professional", "Alex Example"),
        (DAY, None, None, None, None, None),
    ),
}


CURRENT = workbooks()["time-tracking"]
GOOD = (DAY, "0101", "Draft lease", 1.5)
Result = tuple[CheckedFile, dict[str, bytes]]


@pytest.fixture(scope="module")
def version_1(tmp_path_factory) -> Workbook:
    folder = shutil.copytree(SPECS / "workbooks", tmp_path_factory.mktemp("specs") / "workbooks")
    shutil.copy(Path(__file__).with_name("time-tracking-1.toml"), folder / "time-tracking.toml")
    return load_workbooks(folder)["time-tracking"]


def made(spec: Workbook) -> bytes:
    """The workbook of a spec with few rows."""
    small = spec._replace(sheets=tuple(sheet._replace(rows=20) for sheet in spec.sheets))
    return write_workbook(small, guide(), real_firm(), dt.datetime(2027, 1, 1))


def checked(spec: Workbook) -> Result:
    """What the checker of today says of a filled workbook, and the files of its export."""
    cells = {}
    for name, rows in ROWS.items():
        places = [at for at, column in enumerate(spec.sheet(name).columns) if column.is_entered]
        for number, values in enumerate(rows, start=2):
            for at, value in zip(places, values, strict=True):
                if value is not None:
                    cells[f"{name}!{chr(ord('A') + at)}{number}"] = value
    session = session_of(
        ("time.xlsx", fill(made(spec), cells)), firm=real_firm(), crosswalk=CROSSWALK
    )
    (file,) = session.final()
    return file, import_files(gather([file]), session.reference)


def found(file: CheckedFile, spec: Workbook) -> list[tuple[str, str, str, str]]:
    """Kind, message and the headers of the cells of each finding."""
    headers = {sheet.name: sheet.headers for sheet in spec.sheets}
    return [
        (f.kind, f.message, f.sheet, str([(headers[f.sheet][at], row) for at, row in f.cells]))
        for f in file.findings
        if f.kind != "file-older-version"
    ]


@pytest.fixture(scope="module")
def old(version_1) -> Result:
    return checked(version_1)


@pytest.fixture(scope="module")
def new() -> Result:
    return checked(CURRENT)


def test_the_frozen_spec_is_version_1_without_the_formulas(version_1):
    assert (version_1.version, CURRENT.version) == (1, 2)
    assert "Client and description" not in version_1.sheet("Time").headers


def test_version_1_is_read_with_the_same_result(version_1, old, new):
    (old_file, old_outputs), (new_file, new_outputs) = old, new
    assert (old_file.template_version, new_file.template_version) == (1, 2)
    assert found(old_file, version_1) == found(new_file, CURRENT)
    assert len(found(new_file, CURRENT)) > 8
    assert old_file.totals == new_file.totals
    assert len(new_file.collected.activities) == 3
    assert old_outputs == new_outputs


def test_an_older_version_is_a_note_and_nothing_else(old):
    file, _ = old
    (finding,) = [f for f in file.findings if f.kind == "file-older-version"]
    assert finding.severity == "note"
    assert not [f for f in file.findings if f.kind.startswith("column-")]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (None, []),
        ("Orchard lease", ["client-typed"]),
        (7, ["client-typed"]),
        ("=1+1", []),
    ],
)
def test_the_formula_column_is_never_an_entry(typed, said):
    """Whether its formula is unsaved, was typed over, or holds something where the row is blank."""
    places = {"A": DAY, "B": "0101", "E": "Draft", "F": 1.5, "G": 300, "H": "Alex Example"}
    cells: dict[str, object] = {f"Time!{letter}2": value for letter, value in places.items()}
    if typed is not None:
        cells |= {f"Time!C{number}": typed for number in (2, 9)}
    session = session_of(("time.xlsx", fill(made(CURRENT), cells)), firm=real_firm())
    (file,) = session.final()
    assert [f.kind for f in file.findings if not f.kind.startswith("day-")] == said
    assert file.totals.time_rows == 1
    assert file.collected.not_exported == []


def test_a_column_of_ones_own_is_not_taken_for_the_formula(version_1):
    cells: dict[str, object] = {"Time!K1": "Client description", "Time!K2": "Orchard, urgent"}
    cells |= {f"Time!{letter}2": value for letter, value in zip("ABDE", GOOD, strict=True)}
    session = session_of(("time.xlsx", fill(made(version_1), cells)), firm=real_firm())
    (file,) = session.final()
    assert [tuple(each)[:2] for each in file.collected.not_exported] == [
        ("Time", "Client description")
    ]
