"""`check --corrected`: a folder of copies with one list, written like every other folder of ours."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from template_builder.__main__ import main
from template_builder.browser import Api
from tests.check.test_checker import GOOD, changed, time
from tests.support.checking import DAY, small_kit
from tests.support.fill import fill, row
from tests.support.samples import inside, write_samples


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    write_samples(folder)
    return folder


@pytest.fixture
def samples(made: Path, tmp_path: Path):
    for name in ("billie.xlsx", "billie-corrected.xlsx", "crosswalk.xlsx", "firm.toml"):
        (tmp_path / name).write_bytes((made / name).read_bytes())
    with inside(tmp_path):
        yield tmp_path


def run(*arguments: str) -> int:
    return main(["check", *arguments, "--today", "2027-02-01"])


def workbook(*cells: tuple[str, object]) -> bytes:
    return fill(small_kit()["time-tracking-billie-sample.xlsx"], dict(cells))


def test_the_copy_has_no_errors_and_is_exported_as_it_is(samples, capsys):
    before = (samples / "billie.xlsx").read_bytes()
    assert run("billie.xlsx", "--corrected", "mended") == 1
    out = capsys.readouterr().out
    assert "billie.xlsx: corrected Time!F3 '0:18' -> 0.3\n" in out
    assert "billie.xlsx: corrected Time!B4 '2025-0033: Trade mark' -> 2025-0033\n" in out
    assert out.endswith("2 cells corrected in 1 copy, 0 left as they are.\n")
    assert (samples / "billie.xlsx").read_bytes() == before
    assert run("mended/billie-corrected.xlsx") == 0
    export = (
        "--crosswalk",
        "crosswalk.xlsx",
        "--firm",
        "firm.toml",
        "--today",
        "2027-02-01",
        "--out",
    )
    main(["export", "mended", *export, "one"])
    assert "corrections.csv is not read" in capsys.readouterr().err
    main(["export", "billie-corrected.xlsx", *export, "other"])
    assert (samples / "one/activities.csv").read_bytes() == (
        samples / "other/activities.csv"
    ).read_bytes()


def test_one_list_names_every_change_and_what_is_left(samples):
    cells = time(*changed(4, "1:30")) | row("Expenses", 2, DAY, "0101", None, "=Copies", "$2", 1)
    hidden = time(*changed(4, "90 min"))
    book = openpyxl.load_workbook(io.BytesIO(workbook(*hidden.items())))
    book["Time"].row_dimensions[2].hidden = True
    book.save(samples / "hidden.xlsx")
    (samples / "one.xlsx").write_bytes(workbook(*cells.items()))
    run("one.xlsx", "hidden.xlsx", "--corrected", "mended")
    with (samples / "mended/corrections.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["File", "Copy", "Sheet", "Cell", "Was", "Is", "Why"]
    assert [line[:6] for line in rows[1:]] == [
        ["one.xlsx", "one-corrected.xlsx", "Time", "F2", "1:30", "1.5"],
        ["one.xlsx", "one-corrected.xlsx", "Expenses", "F2", "$2", "2"],
        ["hidden.xlsx", "", "Time", "F2", "90 min", "90 min"],
    ]
    assert rows[3][6] == "Hours with a unit. Not corrected: It is hidden. Show it, then type 1.5."
    assert {path.name for path in (samples / "mended").iterdir()} == {
        "one-corrected.xlsx",
        "corrections.csv",
        "SHA256SUMS",
    }


def test_files_of_one_name_get_copies_of_their_own(samples):
    for folder in ("a", "b"):
        (samples / folder).mkdir()
        (samples / folder / "time.xlsx").write_bytes(workbook(*time(*changed(4, "1:30")).items()))
    (samples / "A-TIME.xlsx").write_bytes(workbook(*time(*changed(4, "90 min")).items()))
    run("a/time.xlsx", "b/time.xlsx", "A-TIME.xlsx", "--corrected", "mended")
    assert {path.name for path in (samples / "mended").glob("*.xlsx")} == {
        "a-time-corrected.xlsx",
        "b-time-corrected.xlsx",
        "A-TIME-corrected (2).xlsx",
    }


def test_a_folder_is_replaced_only_when_asked_and_while_nobody_worked_in_it(samples, capsys):
    run("billie.xlsx", "--corrected", "mended")
    assert run("billie.xlsx", "--corrected", "mended") == 2
    assert "Choose another --corrected, or add --replace." in capsys.readouterr().err
    assert run("billie.xlsx", "--corrected", "mended", "--replace") == 1
    (samples / "mended/billie-corrected.xlsx").write_bytes(b"mine")
    assert run("billie.xlsx", "--corrected", "mended", "--replace") == 2
    assert (samples / "mended/billie-corrected.xlsx").read_bytes() == b"mine"


def test_the_folder_is_never_an_input(samples, capsys):
    (samples / "handed").mkdir()
    (samples / "handed/time.xlsx").write_bytes((samples / "billie.xlsx").read_bytes())
    assert run("handed", "--corrected", "handed", "--replace") == 2
    assert "--corrected handed is the input handed" in capsys.readouterr().err


def test_where_nothing_is_certain_no_folder_is_made(samples, capsys):
    assert run("billie-corrected.xlsx", "--corrected", "mended") == 0
    said = capsys.readouterr()
    assert "0 cells corrected in 0 copies" in said.out
    assert "No corrected copy is made." in said.err
    assert not (samples / "mended").exists()


def test_a_csv_stays_one_and_its_changes_are_on_the_list(samples):
    headers = "Date,Matter,Activity category,Description,Hours,Rate,Timekeeper,Non-billable"
    line = "2027-01-15,2024-0101,,Draft,1:30,320,Billie Sample,"
    (samples / "time.csv").write_text(f"{headers}\r\n{line}\r\n", newline="")
    run("time.csv", "billie.xlsx", "--corrected", "mended")
    assert (samples / "mended/billie-corrected.xlsx").exists()
    mended = (samples / "mended/time-corrected.csv").read_bytes().decode()
    assert mended == f"{headers}\r\n{line}\r\n".replace("1:30", "1.5")
    assert "time.csv,time-corrected.csv,time,E2,1:30,1.5," in (
        samples / "mended/corrections.csv"
    ).read_text(encoding="utf-8")


def test_json_stays_json_and_counts_what_can_be_corrected(samples, capsys):
    run("billie.xlsx", "--corrected", "mended", "--format", "json")
    said = capsys.readouterr()
    assert json.loads(said.out)["files"][0]["correctable"] == 2
    assert "corrected Time!F3" in said.err


def test_lines_to_share_have_no_words_of_the_file(samples, capsys):
    run("billie.xlsx", "--corrected", "mended", "--share-safe")
    said = capsys.readouterr().out
    assert "billie.xlsx: corrected B4\n" in said
    assert "Trade mark" not in said


def test_the_page_saves_the_same_bytes(samples):
    run("billie.xlsx", "--corrected", "mended")
    api = Api()
    api.ask("begin", {"today": "2027-02-01"})
    api.ask("add", {"name": "billie.xlsx", "data": (samples / "billie.xlsx").read_bytes()})
    api.ask("finish", {})
    said, files = api.ask("corrected_copy", {"number": 0})
    assert files == {
        "billie-corrected.xlsx": (samples / "mended/billie-corrected.xlsx").read_bytes()
    }
    assert json.loads(said) == {"corrected": 2, "left": []}


def test_the_page_says_what_is_left_and_why_there_is_no_copy():
    api = Api()
    api.ask("begin", {"today": "2027-02-01"})
    api.ask("add", {"name": "time.xlsx", "data": workbook(*time(*GOOD).items())})
    headers = "Date,Matter,Activity category,Description,Hours,Rate,Timekeeper,Non-billable"
    line = "2027-01-15,2024-0101,,Draft,1:30,320,Billie Sample,"
    api.ask("add", {"name": "time.csv", "data": f"{headers}\r\n{line}\r\n".encode()})
    api.ask("finish", {})
    assert api.ask("corrected_copy", {"number": 0}) == ('{"corrected": 0, "left": []}', {})
    said, files = api.ask("corrected_copy", {"number": 1})
    assert files == {
        "time-corrected.csv": f"{headers}\r\n{line}\r\n".replace("1:30", "1.5").encode()
    }
    assert json.loads(said)["changes"] == ["corrected time!E2 '1:30' -> 1.5"]
