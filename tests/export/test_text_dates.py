"""One decision for many rows: in which order people typed dates as text."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import openpyxl
import pytest

from template_builder.__main__ import main
from template_builder.browser import Api
from tests.support.fill import fill, row
from tests.support.kit import example_kit
from tests.support.samples import CROSSWALK, inside


def _row(number: int, day: object) -> dict[str, object]:
    return row("Time", number, day, "2024-0101", "Drafting", f"Work {number}", 1.5)


DATES = ("03/02/2027", "04/02/2027", "05/02/2027", dt.date(2027, 2, 1))
FILES = {file.name: file.data for file in example_kit()}
BILLIE = fill(
    FILES["time-tracking-billie-sample.xlsx"],
    {place: value for n, day in enumerate(DATES, 2) for place, value in _row(n, day).items()},
)


@pytest.fixture
def folder(tmp_path: Path):
    (tmp_path / "billie.xlsx").write_bytes(BILLIE)
    (tmp_path / "crosswalk.xlsx").write_bytes(fill(FILES["matter-crosswalk.xlsx"], CROSSWALK))
    with inside(tmp_path):
        yield tmp_path


def run(command: str, *more: str) -> int:
    return main(
        [command, "billie.xlsx", *more, "--crosswalk", "crosswalk.xlsx", "--today", "2027-02-20"]
    )


def export(*more: str) -> int:
    return run("export", *more, "--dates", "MDY", "--out", "import")


def exported(folder: Path) -> list[str]:
    text = (folder / "import/activities.csv").read_text(encoding="utf-8")
    return [line["date"] for line in csv.DictReader(io.StringIO(text))]


def test_without_a_decision_the_rows_are_left_out(folder):
    assert export() == 1
    assert exported(folder) == ["02/01/2027"]
    assert json.loads((folder / "import/receipt.json").read_bytes())["decided"] == []


@pytest.mark.parametrize(
    ("order", "words", "days"),
    [
        ("DMY", "day first", ["02/01/2027", "02/03/2027", "02/04/2027", "02/05/2027"]),
        ("MDY", "month first", ["02/01/2027", "03/02/2027", "04/02/2027", "05/02/2027"]),
    ],
)
def test_a_decision_settles_all_of_them_and_is_kept_in_the_receipt(
    folder, capsys, order, words, days
):
    export("--text-dates", order)
    assert sorted(exported(folder)) == days
    sentence = f"3 dates typed as text are read as {words}."
    assert json.loads((folder / "import/receipt.json").read_bytes())["decided"] == [sentence]
    assert sentence in capsys.readouterr().out
    book = openpyxl.load_workbook(folder / "import/receipt.xlsx")
    cells = [cell for line in book.worksheets[0].iter_rows(values_only=True) for cell in line]
    assert sentence in cells


def test_the_decision_of_a_file_given_twice_is_counted_once(folder):
    (folder / "copy.xlsx").write_bytes(BILLIE)
    export("copy.xlsx", "--text-dates", "DMY")
    decided = json.loads((folder / "import/receipt.json").read_bytes())["decided"]
    assert "3 dates typed as text are read as day first." in decided


def test_check_says_so_and_the_corrected_copy_has_dates(folder, capsys):
    assert run("check") == 1
    assert "date-ambiguous" in capsys.readouterr().out
    assert run("check", "--text-dates", "DMY", "--corrected", "mended") == 0
    said = capsys.readouterr().out
    assert "date-read-as-decided" in said
    assert "billie.xlsx: corrected Time!A2 '03/02/2027' -> Wed 3 Feb 2027" in said
    book = openpyxl.load_workbook(folder / "mended/billie-corrected.xlsx")
    assert [book["Time"][f"A{n}"].value.date() for n in range(2, 6)] == [
        dt.date(2027, 2, 3),
        dt.date(2027, 2, 4),
        dt.date(2027, 2, 5),
        dt.date(2027, 2, 1),
    ]


def test_the_page_asks_the_same_way(folder):
    export("--text-dates", "DMY")
    api = Api()
    crosswalk = ("crosswalk.xlsx", (folder / "crosswalk.xlsx").read_bytes())
    settings = {"crosswalk": [crosswalk], "today": "2027-02-20", "date_order": "MDY"}
    api.ask("begin", {**settings, "text_dates": "DMY"})
    api.ask("add", {"name": "billie.xlsx", "data": BILLIE})
    api.ask("finish", {})
    said, _ = api.ask("export", {})
    assert json.loads(said)["decided"] == ["3 dates typed as text are read as day first."]
