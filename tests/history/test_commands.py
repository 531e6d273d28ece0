"""The commands history index and history verify, over a folder on disk."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import tempfile
from functools import cache
from pathlib import Path

import pytest

from template_builder.__main__ import main
from tests.support.fill import fill
from tests.support.folders import PDF, by_name, cleared
from tests.support.kit import TEST_FIRM
from tests.support.samples import inside


@pytest.fixture
def place(tmp_path):
    return prepared(tmp_path)


def prepared(place: Path) -> Path:
    folder = place / "Historical Data"
    (folder / "Trust").mkdir(parents=True)
    (folder / "001 Client trust listing, 2026-03-02.pdf").write_bytes(PDF)
    (folder / "Trust" / "ledger.csv").write_bytes(b"a,b\n1,2\n")
    (folder / "Trust" / "Thumbs.db").write_bytes(b"x")
    (place / "firm.toml").write_text(TEST_FIRM, encoding="utf-8")
    return place


def run(place, *words):
    with inside(place):
        return main(["history", *words])


INDEX = ("index", "Historical Data", "--firm", "firm.toml", "--out", "first.xlsx")


@cache
def whole_index() -> bytes:
    """The index of such a folder in which every row has a file."""
    with tempfile.TemporaryDirectory() as name:
        place = prepared(Path(name))
        assert run(place, *INDEX) == 1
        data = (place / "first.xlsx").read_bytes()
    cells = [f"{letter}{row}" for row in range(4, 30) for letter in "ABC"]
    return cleared(data, *cells)


def whole(place):
    (place / "index.xlsx").write_bytes(whole_index())


def test_a_folder_is_indexed_and_verified(place, capsys):
    whole(place)
    capsys.readouterr()
    assert run(place, *INDEX) == 1
    said = capsys.readouterr()
    assert "Trust/Thumbs.db is left out: a program left it there." in said.err
    assert "first.xlsx is the index." in said.out
    names = {"001 Client trust listing, 2026-03-02.pdf", "Trust/ledger.csv"}
    assert set(by_name((place / "index.xlsx").read_bytes())) == names
    assert run(place, "verify", "Historical Data", "--index", "index.xlsx") == 0
    said = capsys.readouterr().out
    size = sum(p.stat().st_size for p in (place / "Historical Data").rglob("*") if p.is_file()) - 1
    index = hashlib.sha256((place / "index.xlsx").read_bytes()).hexdigest()
    assert said.endswith(
        f"Historical Data: 2 files of {size} bytes compared on {dt.date.today()} with index.xlsx: "
        "2 same, 0 differs, 0 renamed, 0 missing, 0 extra, 0 not compared. "
        f"SHA-256 of the index: {index}\n"
    )


@pytest.mark.parametrize(
    ("do", "says"),
    [
        (lambda f: (f / "Trust/ledger.csv").write_bytes(b"a,b\n1,3\n"), "differs"),
        (lambda f: (f / "Trust/ledger.csv").unlink(), "missing"),
        (lambda f: (f / "Trust/ledger.csv").rename(f / "ledger.csv"), "renamed"),
        (lambda f: (f / "more.csv").write_bytes(b"x,y\n"), "extra"),
        (lambda f: (f / "link").symlink_to("/"), ""),
        (lambda f: (f / "link.pdf").symlink_to(f / "Trust/ledger.csv"), ""),
        (lambda f: os.mkfifo(f / "pipe"), ""),
    ],
)
def test_verify_ends_with_one_for_any_difference(place, capsys, do, says):
    whole(place)
    do(place / "Historical Data")
    assert run(place, "verify", "Historical Data", "--index", "index.xlsx") == 1
    said = capsys.readouterr()
    assert f": {says}" in said.out if says else "left out: it is" in said.err


def test_an_index_that_lies_in_the_folder_is_not_a_file_of_it(place, capsys):
    whole(place)
    (place / "index.xlsx").rename(place / "Historical Data" / "index.xlsx")
    index = "Historical Data/index.xlsx"
    assert run(place, "verify", "Historical Data", "--index", index) == 0
    assert run(place, "index", "Historical Data", "--index", index, "--out", "next.xlsx") == 0
    assert capsys.readouterr().out.count("index.xlsx is left out: it is the index.") == 2


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("index", "none", "--out", "x.xlsx"), "none is no folder."),
        (("index", "firm.toml", "--out", "x.xlsx"), "firm.toml is no folder."),
        (("index", "empty", "--out", "x.xlsx"), "empty has no files."),
        (("index", "Historical Data", "--out", "Historical Data/x.xlsx"), "is in the input"),
        (("index", "Historical Data", "--out", "firm.toml"), "firm.toml is there already"),
        (
            ("index", "Historical Data", "--index", "index.xlsx", "--out", "index.xlsx"),
            "is the input",
        ),
        (("index", "Historical Data", "--index", "none.xlsx", "--out", "x.xlsx"), "none.xlsx"),
        (("verify", "Historical Data", "--index", "firm.toml"), "is no index"),
        (("verify", "none", "--index", "index.xlsx"), "none is no folder."),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(place, capsys, words, says):
    whole(place)
    (place / "empty").mkdir()
    before = {p: p.read_bytes() for p in place.rglob("*") if p.is_file()}
    assert run(place, *words) == 2
    said = capsys.readouterr().err
    assert says in said
    assert "Traceback" not in said
    assert {p: p.read_bytes() for p in place.rglob("*") if p.is_file()} == before


def test_inputs_are_never_changed(place):
    whole(place)
    typed = fill((place / "index.xlsx").read_bytes(), {"Index!I2": 5})
    (place / "index.xlsx").write_bytes(typed)
    before = {p: p.read_bytes() for p in place.rglob("*") if p.is_file()}
    run(place, "index", "Historical Data", "--index", "index.xlsx", "--out", "next.xlsx")
    after = {p: p.read_bytes() for p in place.rglob("*") if p.is_file()}
    (place / "next.xlsx").unlink()
    assert {p: data for p, data in after.items() if p.name != "next.xlsx"} == before


def test_names_that_are_no_text_are_spelled_and_named(place, capsys):
    for name in (b"caf\xe9.csv", b"two\nlines.csv"):
        (place / "Historical Data" / os.fsdecode(name)).write_bytes(name)
    run(place, "index", "Historical Data", "--out", "next.xlsx")
    names = set(by_name((place / "next.xlsx").read_bytes()))
    assert {"caf\\udce9.csv", "two\\u000alines.csv"} <= names
    assert "Traceback" not in capsys.readouterr().err
