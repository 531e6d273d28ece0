"""The commands: exit codes, files that appear whole or not at all, words instead of tracebacks."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from template_builder.__main__ import main
from template_builder.common.stamp import EARLIEST
from template_builder.excel.package import zipped
from tests.support.samples import inside, write_errors, write_samples

TODAY = ("--today", "2027-02-01")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    write_samples(folder)
    return folder


@pytest.fixture
def samples(made: Path, tmp_path: Path):
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    with inside(tmp_path):
        yield tmp_path


@pytest.fixture(scope="module")
def worked(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples with an import file, what Clio refused of it, and a worklist."""
    folder = shutil.copytree(made, tmp_path_factory.mktemp("worked"), dirs_exist_ok=True)
    with inside(folder):
        run(*EXPORT)
        write_errors(folder)
        run(*REASSIGN)
    return folder


def run(*arguments: str) -> int:
    return main([*arguments, *(TODAY if arguments[0] in ("check", "export") else ())])


EXPORT = (
    "export",
    "billie-corrected.xlsx",
    "--crosswalk",
    "crosswalk.xlsx",
    "--firm",
    "firm.toml",
    "--out",
    "import",
)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("check", "billie-corrected.xlsx"), 0),
        (("check", "billie.xlsx"), 1),
        (("check", "none.xlsx"), 2),
        (("check", "firm.toml"), 1),
        (("check", "billie.xlsx", "--firm", "none.toml"), 2),
        (("check", "billie.xlsx", "--crosswalk", "billie.xlsx"), 2),
        (("export", "billie.xlsx", "--crosswalk", "crosswalk.xlsx", "--dates", "DMY", "--out", "out"), 1),
        (("export", "billie.xlsx", "--crosswalk", "crosswalk.xlsx", "--out", "out"), 2),
        (EXPORT, 1),
        (("export", "crosswalk.xlsx", "--crosswalk", "crosswalk.xlsx", "--dates", "DMY", "--out", "out"), 2),
        (("reassign", "placeholder.csv", "--crosswalk", "crosswalk.xlsx", "--out", "work"), 1),
        (("retry", "firm.toml", "--exported", "firm.toml", "--out", "x.csv"), 2),
    ],
)  # fmt: skip
def test_exit_codes(samples, capsys, arguments, code):
    assert run(*arguments) == code
    assert "Traceback" not in capsys.readouterr().err


def test_inputs_are_never_changed(samples):
    before = {file.name: file.read_bytes() for file in samples.iterdir()}
    run("check", "billie.xlsx", "--report", "marked.xlsx")
    run(*EXPORT)
    run("reassign", "placeholder.csv", "--crosswalk", "crosswalk.xlsx", "--out", "work")
    assert {name: (samples / name).read_bytes() for name in before} == before


def test_json_is_the_agreed_shape(samples, capsys):
    run("check", "billie.xlsx", "--format", "json")
    data = json.loads(capsys.readouterr().out)
    assert list(data) == ["version", "files", "summary"]
    (file,) = data["files"]
    keys = ["name", "sha256", "template", "template_version", "totals", "correctable", "findings"]
    assert list(file) == keys
    assert file["totals"] == {
        "time_rows": 3,
        "hours": "2.00",
        "time_amount": "640.00",
        "expense_rows": 1,
        "expense_amount": "65.00",
        "note_rows": 0,
        "hours_unread": 1,
        "amounts_unread": 1,
    }
    names = ["kind", "severity", "sheet", "cell", "value", "message", "fix", "clio", "suggestion"]
    assert all(list(finding) == names for finding in file["findings"])
    assert data["summary"]["errors"] == 2


def test_a_share_safe_report_leaves_privileged_text_out(samples, capsys):
    run("check", "billie.xlsx", "--share-safe", "--format", "json", "--crosswalk", "crosswalk.xlsx")
    said = capsys.readouterr().out
    assert "Trade mark" not in said
    assert "(text withheld)" in said


def test_a_broken_file_beside_a_good_one_is_named_and_the_good_one_checked(samples, capsys):
    (samples / "broken.xlsx").write_bytes(b"PK\x03\x04 nothing")
    assert run("check", "broken.xlsx", "billie-corrected.xlsx") == 2
    out = capsys.readouterr().out
    assert "cannot be read" in out
    assert "3 rows of time" in out


@pytest.mark.parametrize(
    ("files", "given", "message"),
    [
        ([".DS_Store"], "in", "in is a folder without a workbook."),
        ([".DS_Store"], "in/.DS_Store", "No file with entries was given."),
        (["billie.xlsx", "import/receipt.json"], "in", "in/import is an import, not a hand-in."),
        (["billie.xlsx", "crosswalk.xlsx"], "in", "It has no entries: give it as the crosswalk only."),
    ],
)  # fmt: skip
def test_what_is_no_hand_in_is_never_a_complete_import(samples, capsys, files, given, message):
    for name in files:
        there = samples / Path(name).name
        path = samples / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(there.read_bytes() if there.exists() else b"")
    assert run("export", given, *EXPORT[2:]) == 2
    assert message in capsys.readouterr().err
    assert not (samples / "import").exists()


def test_the_order_of_dates_is_never_assumed(samples, capsys):
    plain = ("export", "billie-corrected.xlsx", "--crosswalk", "crosswalk.xlsx", "--out", "out")
    assert run(*plain) == 2
    assert "Which order of dates is set in Clio?" in capsys.readouterr().err
    assert not (samples / "out").exists()
    assert run(*plain, "--dates", "DMY") == 0
    assert ",15/01/2027," in (samples / "out" / "activities.csv").read_text()


def test_nothing_is_exported_while_a_file_cannot_be_read(samples, capsys):
    (samples / "broken.xlsx").write_bytes(b"PK\x03\x04 nothing")
    code = run("export", "billie.xlsx", "broken.xlsx", *EXPORT[2:-1], "out")
    assert code == 2
    assert "Nothing is exported until every file can be read." in capsys.readouterr().err
    assert not (samples / "out").exists()


def test_the_same_input_gives_the_same_bytes(samples):
    run(*EXPORT)
    first = {
        p.relative_to(samples / "import"): p.read_bytes() for p in (samples / "import").rglob("*.*")
    }
    run(*EXPORT, "--replace")
    second = {
        p.relative_to(samples / "import"): p.read_bytes() for p in (samples / "import").rglob("*.*")
    }
    assert first == second


def test_what_goes_to_clio_and_comes_back_is_only_what_failed(samples):
    run(*EXPORT)
    write_errors(samples)
    assert (
        run("retry", "errors.csv", "--exported", "import/activities.csv", "--out", "again.csv") == 0
    )
    exported = (samples / "import" / "activities.csv").read_text(encoding="utf-8").splitlines()
    again = (samples / "again.csv").read_text(encoding="utf-8").splitlines()
    assert again == [exported[0], exported[2]]


def test_files_of_the_same_name_are_told_apart(samples, capsys):
    (samples / "a").mkdir()
    (samples / "a" / "billie.xlsx").write_bytes((samples / "billie.xlsx").read_bytes())
    run("check", "billie.xlsx", "a/billie.xlsx", "--format", "json")
    names = [file["name"] for file in json.loads(capsys.readouterr().out)["files"]]
    assert names == ["billie.xlsx", "a/billie.xlsx"]


@pytest.mark.parametrize(
    ("others", "named"),
    [
        (("a/billie.xlsx", "b/billie.xlsx"), ["a/billie.xlsx", "b/billie.xlsx"]),
        (("a/x/billie.xlsx", "b/x/billie.xlsx"), ["a/x/billie.xlsx", "b/x/billie.xlsx"]),
        (("a/x/billie.xlsx", "a/y/billie.xlsx"), ["x/billie.xlsx", "y/billie.xlsx"]),
        (("a/billie.xlsx", "billie-corrected.xlsx"), ["billie.xlsx", "billie-corrected.xlsx"]),
    ],
)
def test_receipts_name_no_folder_of_the_machine(samples, others, named):
    for number, name in enumerate(others):
        (samples / name).parent.mkdir(parents=True, exist_ok=True)
        source = ("billie.xlsx", "billie-corrected.xlsx")[number]
        (samples / name).write_bytes((samples / source).read_bytes())
    paths = [str(samples / name) for name in others]
    assert run("export", *paths, "--repeats", "both", *EXPORT[2:]) in (0, 1)
    receipt = json.loads((samples / "import/receipt.json").read_text(encoding="utf-8"))
    assert sorted(each["name"] for each in receipt["inputs"]) == sorted(named)
    for file in (samples / "import").rglob("*.csv"):
        assert str(samples) not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("again", ["billie.xlsx", "./billie.xlsx", "copy.xlsx", "link.xlsx"])
def test_a_file_given_twice_is_not_exported_twice(samples, capsys, again):
    (samples / "copy.xlsx").write_bytes((samples / "billie.xlsx").read_bytes())
    (samples / "link.xlsx").symlink_to("billie.xlsx")
    assert run("export", "billie.xlsx", again, *EXPORT[2:]) == 1
    assert "It is the same file as billie.xlsx. It is counted once." in capsys.readouterr().out
    receipt = json.loads((samples / "import/receipt.json").read_text(encoding="utf-8"))
    assert (receipt["out"]["time_rows"], receipt["set_aside"]["time_rows"]) == (1, 3)


def test_there_is_no_color_where_output_is_kept(samples, capsys):
    run("check", "billie.xlsx")
    assert "\x1b" not in capsys.readouterr().out


def test_the_marked_copy_needs_one_file(samples, capsys):
    assert run("check", "billie.xlsx", "billie-corrected.xlsx", "--report", "m.xlsx") == 2
    assert "Give one file" in capsys.readouterr().err


# --- Outputs are never inputs, and never somebody's work ---


def held(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.*")}


BUILD = ("build", "--firm", "firm.toml", "--out", "kit")
REASSIGN = ("reassign", "placeholder.csv", "--crosswalk", "crosswalk.xlsx", "--out", "work")


def test_a_later_export_takes_what_belongs_to_the_earlier_one(samples, capsys):
    assert run(*EXPORT) == 1
    write_errors(samples)
    assert run(*RETRY, "again.csv") == 0
    assert "Keep again.csv and errors.csv in the folder of import" in capsys.readouterr().err
    for names in (("errors.csv",), ("errors.csv", "again.csv")):
        out = f"import {len(names) + 1}"
        assert run(*EXPORT[:-1], out, "--after", "import", *names) == 1
        text = capsys.readouterr().out
        assert "errors.csv: 1 row was refused by Clio and does not count as uploaded." in text
        assert len((samples / out / "activities.csv").read_bytes().splitlines()) == 3 - len(names)
    for name in ("errors.csv", "again.csv"):
        (samples / name).rename(samples / "import" / name)
    assert run(*EXPORT[:-1], "import 4", "--after", "import") == 1
    assert len((samples / "import 4" / "activities.csv").read_bytes().splitlines()) == 1


def test_two_zips_of_one_name_are_two_earlier_imports(samples, capsys):
    made = []
    for files, folder in ((("billie-corrected.xlsx",), "one"), (("billie.xlsx",), "two")):
        assert run("export", *files, *EXPORT[2:-1], folder) == 1
        made.append(samples / folder / "import.zip")
        data = zipped(
            {p.name: p.read_bytes() for p in made[-1].parent.iterdir() if p.is_file()}, EARLIEST
        )
        made[-1].write_bytes(data)
    capsys.readouterr()
    run(*EXPORT, "--after", *map(str, made))
    out = capsys.readouterr().out
    assert "one/import.zip: 4 rows." in out
    assert "two/import.zip: " in out


RETRY = ("retry", "errors.csv", "--exported", "import/activities.csv", "--out")


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "billie.xlsx", "--report", "billie.xlsx"),
        ("check", "billie.xlsx", "--share-safe", "--report", "./billie.xlsx"),
        ("check", "billie.xlsx", "--crosswalk", "crosswalk.xlsx", "--report", "crosswalk.xlsx"),
        ("check", "billie.xlsx", "--firm", "firm.toml", "--report", "firm.toml"),
        ("check", "billie.xlsx", "--report", "placeholder.csv"),
        ("check", "billie.xlsx", "--report", "hard.xlsx"),
        ("export", "billie.xlsx", "--crosswalk", "crosswalk.xlsx", "--out", ".", "--replace"),
        ("build", "--firm", "firm.toml", "--out", "."),
        ("build", "--firm", "firm.toml", "--out", "full"),
        (*RETRY, "import/receipt.json"),
        (*RETRY, "import/activities.csv"),
        (*RETRY, "errors.csv"),
        (*RETRY, "placeholder.csv"),
        ("reassign", "work/listing.csv", *REASSIGN[2:], "--replace"),
        ("check", "billie.xlsx", "--report", "site/downloads/marked.xlsx"),
        ("export", "billie.xlsx", "--crosswalk", "crosswalk.xlsx", "--out", "site/import"),
        ("build", "--firm", "firm.toml", "--out", "site"),
        ("check", "billie.xlsx", "--report", "circle.xlsx"),
    ],
    ids=" ".join,
)
def test_no_command_writes_over_an_input_or_over_work(samples, worked, capsys, arguments):
    shutil.copytree(worked, samples, dirs_exist_ok=True)
    (samples / "work/listing.csv").write_bytes((samples / "placeholder.csv").read_bytes())
    (samples / "site/downloads").mkdir(parents=True)
    (samples / "site/404.html").write_text("")
    (samples / "site/sw.js").write_text("")
    (samples / "full").mkdir()
    (samples / "full/notes.txt").write_text("mine")
    (samples / "hard.xlsx").hardlink_to(samples / "billie.xlsx")
    before = held(samples)
    (samples / "circle.xlsx").symlink_to("circle.xlsx")
    capsys.readouterr()
    assert run(*arguments) == 2
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "transition-kit-" not in said
    (samples / "circle.xlsx").unlink()
    assert held(samples) == before


@pytest.mark.heavy
def test_a_filled_workbook_in_the_folder_of_the_kit_is_kept(samples, capsys):
    assert run(*BUILD) == 0
    filled = (samples / "billie.xlsx").read_bytes()
    (samples / "kit/time-tracking-billie-sample.xlsx").write_bytes(filled)
    before = held(samples)
    firm = (samples / "firm.toml").read_text(encoding="utf-8")
    (samples / "firm.toml").write_text(firm.replace('time = ["', 'time = ["New", "'))
    capsys.readouterr()
    assert run(*BUILD) == 2
    assert "time-tracking-billie-sample.xlsx. Nothing was written." in capsys.readouterr().err
    assert held(samples / "kit") == {
        name.removeprefix("kit/"): data for name, data in before.items() if name.startswith("kit/")
    }


@pytest.mark.parametrize(
    ("arguments", "folder", "files"),
    [
        (
            EXPORT,
            "import",
            (
                *("receipt.json", "receipt.xlsx", "activities.csv"),
                "activities-by-user/billie-sample.csv",
            ),
        ),
        (REASSIGN, "work", ("worklist.xlsx", "rounds.csv")),
    ],
    ids=["export", "reassign"],
)
def test_a_result_that_somebody_worked_in_is_not_replaced(
    samples, capsys, arguments, folder, files
):
    run(*arguments)
    assert run(*arguments) == 2
    assert "add --replace" in capsys.readouterr().err
    assert run(*arguments, "--replace") in (0, 1)
    for name in files:
        file = samples / folder / name
        as_written = file.read_bytes()
        file.write_bytes(as_written + b"x")
        before = held(samples)
        assert run(*arguments, "--replace") == 2
        assert f"{name}. Nothing was written." in capsys.readouterr().err
        assert held(samples) == before
        file.write_bytes(as_written)
    assert run(*arguments, "--replace") in (0, 1)


def test_a_marked_copy_is_written_again_until_somebody_works_in_it(samples, capsys):
    import openpyxl

    report = ("--report", "marked.xlsx")
    run("check", "billie.xlsx", *report)
    first = (samples / "marked.xlsx").read_bytes()
    run("check", "billie-corrected.xlsx", *report)
    assert (samples / "marked.xlsx").read_bytes() != first
    book = openpyxl.load_workbook(samples / "marked.xlsx")
    book["Time"]["E2"] = "corrected here"
    book.save(samples / "marked.xlsx")
    worked_in = (samples / "marked.xlsx").read_bytes()
    capsys.readouterr()
    assert run("check", "billie.xlsx", *report) == 2
    assert "marked.xlsx is there already" in capsys.readouterr().err
    assert (samples / "marked.xlsx").read_bytes() == worked_in
