"""A column added to a copy of the spec: one edit of TOML, and every reader of columns follows."""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from template_builder.check.catalogue import load_findings
from template_builder.check.checker import CheckedFile, CheckSession, Rules
from template_builder.check.marked_copy.marked_copy import marked_copy
from template_builder.check.reference import Reference
from template_builder.check.report import to_json, to_text
from template_builder.check.sharing import WITHHELD, Sharing
from template_builder.common.specs_folder import SPECS
from template_builder.common.stamp import EARLIEST
from template_builder.crosswalk.crosswalk import Crosswalk
from template_builder.export.service import export_of
from template_builder.workbooks.loading import load_workbooks
from template_builder.workbooks.model import Workbook
from template_builder.workbooks.writer import write_workbook
from tests.support.checking import CROSSWALK, DAY, located
from tests.support.fill import fill
from tests.support.kit import guide, real_firm

AFTER = """
[[sheets.columns]]
id = "hours"
"""
PHASE = """
[[sheets.columns]]
id = "phase"
header = "Phase"
width = 20
prompt = "The phase of the matter."
help = "The phase of the matter."
"""
TEXT = 'kind = "text"\nprivate = true\ngoes_to = "nowhere"\n'

ROWS = (
    ("0101", "Draft lease", "Galahad\x07"),
    ("1001", "Review lease", None),
    ("0101", "Sign lease", "Galahad"),
)
"""Matter, description and phase; Galahad is a word that nobody else may read."""


@cache
def spec_with(rest: str) -> Workbook:
    """The spec of the time workbook with a column Phase between Description and Hours of the sheet Time."""
    with tempfile.TemporaryDirectory() as name:
        folder = shutil.copytree(SPECS / "workbooks", Path(name) / "workbooks")
        file = folder / "time-tracking.toml"
        text = file.read_text(encoding="utf-8").replace("rows = 500", "rows = 20")
        assert AFTER in text
        file.write_text(text.replace(AFTER, f"{PHASE}{rest}{AFTER}", 1), encoding="utf-8")
        return load_workbooks(folder)["time-tracking"]


@cache
def workbook(rest: str) -> bytes:
    return write_workbook(spec_with(rest), guide(), real_firm(), dt.datetime(2027, 1, 1))


def filled(rest: str, *rows: tuple[object, object, object], **more: object) -> bytes:
    """The workbook with rows of 1.5 hours at 320 by Billie, and further cells of the sheet Time."""
    cells: dict[str, object] = {f"Time!{place}": value for place, value in more.items()}
    for number, (matter, description, phase) in enumerate(rows, start=2):
        values = (DAY, matter, None, description, phase, 1.5, 320, "Billie Sample")
        for letter, value in zip("ABDEFGHI", values, strict=True):
            if value is not None:
                cells[f"Time!{letter}{number}"] = value
    return fill(workbook(rest), cells)


def sharing(spec: Workbook) -> Sharing:
    return Sharing.of(spec, Reference())


def session_of(spec: Workbook, data: bytes, crosswalk: Crosswalk | None = None) -> CheckSession:
    rules = Rules(spec=spec, catalogue=load_findings())
    session = CheckSession(rules, firm=real_firm() if crosswalk else None, crosswalk=crosswalk)
    session.open("time.xlsx", data)
    return session


def check(spec: Workbook, data: bytes, crosswalk: Crosswalk | None = None) -> CheckedFile:
    (file,) = session_of(spec, data, crosswalk).final()
    return file


def with_bell(data: bytes) -> bytes:
    """openpyxl writes no control characters; Excel does, in its own notation."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(buffer, "w") as made:
        for name in given.namelist():
            made.writestr(name, given.read(name).replace(b"BELL", b"_x0007_"))
    return buffer.getvalue()


@cache
def phases() -> tuple[Workbook, bytes]:
    """A workbook with phases, one of them with a control character, and a column that nobody declared."""
    rows = [
        (matter, description, phase and phase.replace("\x07", "BELL"))
        for matter, description, phase in ROWS
    ]
    return spec_with(TEXT), with_bell(filled(TEXT, *rows, M1="Mood", M2="Lancelot", M4="Lancelot"))


def test_the_workbook_has_the_column():
    book = openpyxl.load_workbook(io.BytesIO(workbook(TEXT)))
    assert [cell.value for cell in book["Time"][1]][4:7] == ["Description", "Phase", "Hours"]


def test_the_column_is_checked():
    spec, data = phases()
    assert located(check(spec, data)) == [
        ("Time!M1", "column-unknown"),
        ("Time!F2", "text-control-characters"),
    ]


def test_the_text_to_share_does_not_show_it():
    spec, data = phases()
    file = check(spec, data)
    for shared in (to_text(file, share_safe=True), to_json([file], share_safe=True)):
        assert "Galahad" not in shared
        assert "Mood" not in shared
        assert WITHHELD in shared
    assert "Galahad" in to_text(file)


@pytest.mark.parametrize("found", [True, False], ids=["with its findings", "without"])
def test_the_copy_to_share_holds_neither_it_nor_a_column_that_is_in_no_spec(found):
    spec, data = phases()
    findings = check(spec, data).findings if found else ()
    made = marked_copy("time.xlsx", data, findings, EARLIEST, to_share=sharing(spec))
    rows = [
        row[4:7] + row[12:13]
        for row in openpyxl.load_workbook(io.BytesIO(made))["Time"].iter_rows(values_only=True)
    ]
    assert rows == [
        ("Description", "Phase", "Hours", WITHHELD),
        (WITHHELD, WITHHELD, 1.5, WITHHELD),
        (WITHHELD, None, 1.5, None),
        (WITHHELD, WITHHELD, 1.5, WITHHELD),
    ]
    copy = CalamineWorkbook.from_filelike(io.BytesIO(made))
    texts = [str(copy.get_sheet_by_name(name).to_python()) for name in copy.sheet_names]
    for secret in ("Galahad", "Lancelot", "Mood"):
        assert not [text for text in texts if secret in text]
    assert any(
        "It leaves out the columns Client and description, Description, Phase" in text
        for text in texts
    )


def test_the_receipt_names_what_is_not_exported_with_its_rows():
    spec, data = phases()
    session = session_of(spec, data, CROSSWALK)
    made = export_of(list(session.final()), session, EARLIEST)
    assert len(made.export.activities) == 3
    assert not [name for name, content in made.files.items() if b"Galahad" in content]
    assert json.loads(made.files["receipt.json"])["not_exported"] == [
        {"file": "time.xlsx", "sheet": "Time", "column": "Phase", "rows": 2},
        {"file": "time.xlsx", "sheet": "Time", "column": "Mood", "rows": 2},
    ]
    receipt = CalamineWorkbook.from_filelike(io.BytesIO(made.files["receipt.xlsx"]))
    assert receipt.get_sheet_by_name("Not exported").to_python() == [
        ["File", "Sheet", "Column", "Rows with a value"],
        ["time.xlsx", "Time", "Phase", 2],
        ["time.xlsx", "Time", "Mood", 2],
    ]


def test_values_under_no_header_are_named_by_their_column():
    file = check(spec_with(TEXT), filled(TEXT, *ROWS[1:2], N2="sum", N9=4))
    assert [tuple(column) for column in file.collected.not_exported] == [("Time", "column N", 2)]


def test_an_older_workbook_without_the_column_is_exported_whole():
    book = openpyxl.load_workbook(io.BytesIO(filled(TEXT, *ROWS[1:])))
    book["Time"].delete_cols(6)
    buffer = io.BytesIO()
    book.save(buffer)
    file = check(spec_with(TEXT), buffer.getvalue())
    assert located(file) == []
    assert len(file.collected.activities) == 2


def test_a_column_that_is_not_private_shows_words_on_its_list_and_numbers():
    choice = TEXT.replace('kind = "text"', 'kind = "choice"\nchoices = ["Trial", "Appeal"]')
    for private, expected in (("false", ["Trial", WITHHELD]), ("true", [WITHHELD, WITHHELD])):
        column = choice.replace("private = true", f"private = {private}")
        rows = ((*ROWS[1][:2], "Trial"), ROWS[2])
        made = marked_copy(
            "time.xlsx", filled(column, *rows), [], EARLIEST, to_share=sharing(spec_with(column))
        )
        sheet = openpyxl.load_workbook(io.BytesIO(made))["Time"]
        assert [sheet["F2"].value, sheet["F3"].value] == expected


PLACE = 'private = true\ngoes_to = "nowhere"\n'


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ('kind = "text"\nrequired = true\n', None, "value-missing"),
        ('kind = "text"\nlongest = 5\n', "too long", "text-too-long"),
        ('kind = "text"\n', "trial", ""),
        ('kind = "choice"\nchoices = ["Trial", "Appeal"]\n', "trail", "value-unexpected"),
        ('kind = "choice"\nchoices = ["Trial", "Appeal"]\n', "appeal ", ""),
        ('kind = "date"\n', "soon", "value-unexpected"),
        ('kind = "date"\n', "2027-01-15", "date-is-text"),
        ('kind = "date"\n', DAY, ""),
        ('kind = "number"\nmost = 3\n', 4, "value-unexpected"),
        ('kind = "number"\nleast = 3\n', 2, "value-unexpected"),
        ('kind = "number"\nabove = 3\n', 3, "value-unexpected"),
        ('kind = "number"\ndecimals = 1\n', 1.25, "value-unexpected"),
        ('kind = "number"\n', "two", "value-unexpected"),
        ('kind = "number"\n', "2", "number-as-text"),
        ('kind = "number"\n', 2.25, ""),
        ('kind = "list"\nlist = "people"\n', "Galahad", "value-unexpected"),
        ('kind = "list"\nlist = "people"\n', "billie sample", ""),
        ('kind = "list"\nlist = "matters"\n', "9999", "value-unexpected"),
        ('kind = "list"\nlist = "matters"\n', "0101", ""),
    ],
)
def test_a_column_that_goes_nowhere_is_checked_by_its_rule_and_keeps_no_row_back(
    kind, value, expected
):
    data = filled(kind + PLACE, ("0101", "Draft lease", value))
    file = check(spec_with(kind + PLACE), data, CROSSWALK)
    assert [kind for place, kind in located(file) if place == "Time!F2"] == [expected] * bool(
        expected
    )
    assert len(file.collected.activities) == 1


def test_a_description_may_be_as_long_as_its_own_sheet_says():
    file = check(spec_with(TEXT), filled(TEXT, ("0101", "x" * 2000, None)))
    assert "text-too-long" not in {finding.kind for finding in file.findings}
