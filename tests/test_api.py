"""The door for the browser, called as the page calls it: the same answers as the command line, to the last byte."""

from __future__ import annotations

import io
import json
import tomllib
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from template_builder.__main__ import main
from template_builder.browser import Api
from template_builder.check.catalogue import load_findings
from template_builder.common.folders import SUMS
from template_builder.common.visible import visible
from tests.support.checking import DAY, small_example_kit, small_kit
from tests.support.corpus import BILLIE, DAYS, FIRM, corpus, crosswalk
from tests.support.fill import fill, row
from tests.support.kit import ROOT, example_kit
from tests.support.samples import inside, write_errors, write_samples

TODAY = "2027-02-01"


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of the example firm, with what the command line makes of them."""
    folder = tmp_path_factory.mktemp("samples")
    write_samples(folder)
    with inside(folder):
        files = ["billie.xlsx", "billie-corrected.xlsx"]
        main(["export", *files, "--crosswalk", "crosswalk.xlsx", "--firm", "firm.toml", "--out", "import", "--repeats", "both", "--today", TODAY])  # fmt: skip
        write_errors(folder)
        main(["retry", "errors.csv", "--exported", "import/activities.csv", "--out", "again.csv"])
        main(["reassign", "placeholder.csv", "--crosswalk", "crosswalk.xlsx", "--out", "worklist"])
    return folder


def given(path: Path) -> tuple[str, bytes]:
    return path.name, path.read_bytes()


def ask(
    api: Api, method: str, /, **arguments: object
) -> tuple[dict[str, object], dict[str, bytes]]:
    text, files = api.ask(method, arguments)
    return json.loads(text), files


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def in_folder(folder: Path, *, without: str = "") -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != without)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def begun(folder: Path, *names: str) -> Api:
    api = Api()
    ask(api, "begin", firm=given(folder / "firm.toml"), crosswalk=[given(folder / "crosswalk.xlsx")], today=TODAY)  # fmt: skip
    for name in names:
        ask(api, "add", name=name, data=(folder / name).read_bytes())
    return api


WAYS: dict[str, Callable[[], dict[str, object]]] = {
    "alone": dict,
    "with firm and crosswalk": lambda: {
        "firm": ("firm.toml", FIRM),
        "crosswalk": [("known.xlsx", crosswalk())],
    },
}
"""Ways to check the corpus, by what is given with it."""


@cache
def corpus_checked(way: str) -> str:
    """The answer to the files of the corpus, given one by one."""
    return checked(corpus(), **WAYS[way]())


def checked(files: Mapping[str, bytes], **arguments: object) -> str:
    api = Api()
    ask(api, "begin", today=TODAY, **arguments)
    for name, data in files.items():
        alone, _ = ask(api, "add", name=name, data=data)
        assert [file["name"] for file in alone["files"]] == [name]
    text, _ = api.ask("finish", {})
    return text


def kinds(file: Mapping[str, Any]) -> set[str]:
    return {finding["kind"] for finding in file["findings"]}


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("way", "options"),
    [
        ("alone", []),
        ("with firm and crosswalk", ["--firm", "firm.toml", "--crosswalk", "known.xlsx"]),
    ],
    ids=["alone", "with firm and crosswalk"],
)
def test_checking_the_corpus_gives_the_json_of_the_command_line(tmp_path, capsys, way, options):
    (tmp_path / "firm.toml").write_bytes(FIRM)
    (tmp_path / "known.xlsx").write_bytes(crosswalk())
    for name, data in corpus().items():
        (tmp_path / name).write_bytes(data)
    with inside(tmp_path):
        main(["check", *corpus(), *options, "--format", "json", "--today", TODAY])
    assert visible(corpus_checked(way)) + "\n" == capsys.readouterr().out


@pytest.mark.heavy
def test_the_corpus_has_every_kind_of_finding():
    files = [file for way in WAYS for file in json.loads(corpus_checked(way))["files"]]
    unclear = {
        file["name"]: corpus()[file["name"]] for file in files if "date-ambiguous" in kinds(file)
    }
    files += json.loads(checked(unclear, text_dates="DMY"))["files"]
    found = set().union(*map(kinds, files))
    # Only a column that somebody adds to the spec gives the other two: tests/workbooks/test_added_column.py.
    added = {"value-missing", "value-unexpected"}
    assert found - {"file-unreadable"} == set(load_findings()) - added


def test_a_matter_new_in_clio_in_a_later_file_changes_what_was_said_early():
    api = Api()
    ask(api, "begin", crosswalk=[("x.xlsx", crosswalk())], today=TODAY)
    uses, new = (fill(small_kit()[BILLIE], DAYS[name]) for name in ("uses-new", "new-in-clio"))
    early, _ = ask(api, "add", name="uses-new.xlsx", data=uses)
    assert "matter-unknown" in {finding["kind"] for finding in early["files"][0]["findings"]}
    ask(api, "add", name="new-in-clio.xlsx", data=new)
    late, _ = ask(api, "finish")
    assert "matter-unknown" not in {finding["kind"] for finding in late["files"][0]["findings"]}


def test_the_import_holds_the_files_of_export(samples):
    api = begun(samples, "billie.xlsx", "billie-corrected.xlsx")
    ask(api, "finish")
    told, files = ask(api, "export", choices=[("billie.xlsx", "billie-corrected.xlsx", "both")])
    assert unpacked(files["import.zip"]) == in_folder(samples / "import", without=SUMS)
    assert told["files"] == list(unpacked(files["import.zip"]))
    receipt = json.loads((samples / "import" / "receipt.json").read_text(encoding="utf-8"))
    assert told["people"] == receipt["people"]
    assert [row["place"] for row in told["rejected"]] == [
        "billie.xlsx Time!3",
        "billie.xlsx Time!4",
    ]


def test_what_belongs_to_an_upload_is_taken_as_the_command_line_takes_it(samples, tmp_path):
    before = ["import/activities.csv", "import/receipt.json", "errors.csv", "again.csv"]
    double = (samples / "billie-corrected.xlsx").read_bytes()
    (tmp_path / "b.xlsx").write_bytes(double)
    (tmp_path / "c.xlsx").write_bytes(double)
    with inside(samples):
        files = [str(tmp_path / name) for name in ("b.xlsx", "c.xlsx")]
        after = ["--after", "import", "errors.csv", "again.csv", "--both-right", "c.xlsx"]
        main(["export", *files, "--crosswalk", "crosswalk.xlsx", "--firm", "firm.toml", "--out", str(tmp_path / "out"), *after, "--today", TODAY])  # fmt: skip
    api = begun(samples)
    for name in ("b.xlsx", "c.xlsx"):
        ask(api, "add", name=name, data=double)
    ask(api, "finish")
    told, made = ask(
        api,
        "export",
        after=[(name, (samples / name).read_bytes()) for name in before],
        both_right=[("c.xlsx", "")],
    )
    assert unpacked(made["import.zip"]) == in_folder(tmp_path / "out", without=SUMS)
    assert "c.xlsx: This is the same file as b.xlsx. Both are right" in told["decided"][0]


def test_nothing_is_exported_while_a_file_cannot_be_read(samples):
    api = begun(samples, "billie.xlsx", "firm.toml")
    ask(api, "finish")
    told, files = ask(api, "export")
    assert "Nothing is exported until every file can be read." in told["refused"]
    assert files == {}


def test_a_marked_copy_is_that_of_check(samples, tmp_path):
    api = begun(samples, "billie.xlsx")
    ask(api, "finish")
    for share_safe, name, options in (
        (False, "billie-marked.xlsx", []),
        (True, "billie-marked-to-share.xlsx", ["--share-safe"]),
    ):
        target = tmp_path / f"{share_safe}.xlsx"
        with inside(samples):
            main(["check", "billie.xlsx", "--firm", "firm.toml", "--crosswalk", "crosswalk.xlsx", "--today", TODAY, "--report", str(target), *options])  # fmt: skip
        _, files = ask(api, "marked_copy", number=0, share_safe=share_safe)
        assert files == {name: target.read_bytes()}


def of_hours(hours: float) -> bytes:
    """One person's workbook with one row of time."""
    workbook = small_example_kit()["time-tracking-billie-sample.xlsx"]
    return fill(workbook, row("Time", 2, DAY, "2024-0101", "Drafting", f"{hours} hours", hours))


@pytest.mark.parametrize(
    ("names", "hours", "total"),
    [
        (("time.xlsx", "time.xlsx"), (2.3, 2.0), "4.30"),
        (("time.xlsx", "Time.XLSX"), (2.3, 2.0), "4.30"),
    ],
    ids=["two persons' files", "names that differ in case"],
)
def test_files_of_one_name_stay_as_many_as_were_given(samples, names, hours, total):
    api = begun(samples)
    for number, (name, each) in enumerate(zip(names, hours, strict=True), start=1):
        ask(api, "add", name=name, data=of_hours(each), label=f"{name} ({number})")
    told, _ = ask(api, "finish")
    labels = [f"{name} ({number})" for number, name in enumerate(names, start=1)]
    assert [file["name"] for file in told["files"]] == labels
    assert [float(file["totals"]["hours"]) for file in told["files"]] == list(hours)
    exported, files = ask(api, "export")
    assert sorted(exported["inputs"]) == sorted(labels)
    assert exported["all"][0]["out"]["hours"] == total
    receipt = json.loads(unpacked(files["import.zip"])["receipt.json"])
    assert {origin[0] for origin in receipt["origins"]} == set(labels)
    copies = [ask(api, "marked_copy", number=number)[1] for number in (0, 1)]
    assert [list(copy) for copy in copies] == [["time (1)-marked.xlsx"], [f"{names[1][:4]} (2)-marked.xlsx"]]  # fmt: skip
    assert [*copies[0].values()] != [*copies[1].values()]


def test_the_same_file_twice_is_exported_once(samples):
    api = begun(samples)
    data = of_hours(2.3)
    for number in (1, 2):
        ask(api, "add", name="time.xlsx", data=data, label=f"time.xlsx ({number})")
    told, _ = ask(api, "finish")
    assert told["summary"]["totals"]["hours"] == "4.60"
    exported, _ = ask(api, "export")
    assert exported["all"][0]["out"]["hours"] == "2.30"
    assert "It is the same file as time.xlsx (1)" in str(exported["open_points"])
    assert not exported["complete"]


def test_files_of_one_name_stay_two_without_labels(samples):
    api = begun(samples)
    for hours in (2.3, 2.0):
        ask(api, "add", name="time.xlsx", data=of_hours(hours))
    told, _ = ask(api, "finish")
    assert told["summary"]["totals"]["hours"] == "4.30"
    exported, _ = ask(api, "export")
    assert exported["inputs"] == ["time.xlsx", "time.xlsx"]


def test_a_check_that_loses_a_file_is_refused(samples, monkeypatch):
    api = begun(samples, "billie.xlsx", "billie-corrected.xlsx")
    one = list(api._session.final())[:1]
    monkeypatch.setattr(api._session, "final", lambda: one)
    told, _ = ask(api, "finish")
    assert str(told["refused"]).startswith("2 files were given and 1 were taken")


def test_a_label_does_not_change_what_a_file_is(samples):
    api = begun(samples)
    told, _ = ask(api, "add", name="notes.xlsx", data=b"Draft the lease.", label="notes.xlsx (2)")
    (finding,) = told["files"][0]["findings"]
    assert finding["kind"] == "file-unreadable"
    assert "whatever its name says" in finding["message"]


def test_a_report_to_share_holds_no_privileged_text(samples):
    api = begun(samples, "billie.xlsx")
    ask(api, "finish")
    _, files = ask(api, "report")
    text = files["findings.txt"].decode()
    assert "hours-as-clock" in text
    assert "Trade mark" not in text


def test_retry_writes_the_rows_of_the_command_line(samples):
    told, files = ask(
        Api(),
        "retry",
        errors=given(samples / "errors.csv"),
        exported=given(samples / "import" / "activities.csv"),
        receipt=given(samples / "import" / "receipt.json"),
    )
    assert files == {"again.csv": (samples / "again.csv").read_bytes()}
    assert [(row["line"], row["error"]) for row in told["failed"]] == [(2, "Matter not found")]
    assert told["failed"][0]["origin"].startswith("billie")


def test_a_receipt_that_is_none_is_remarked_on(samples):
    told, files = ask(
        Api(),
        "retry",
        errors=given(samples / "errors.csv"),
        exported=given(samples / "import" / "activities.csv"),
        receipt=("receipt.json", b"{}"),
    )
    assert list(files) == ["again.csv"]
    assert "The receipt cannot be read." in told["notes"][0]


def test_the_worklist_holds_the_files_of_reassign(samples):
    told, files = ask(
        Api(),
        "reassign",
        listing=given(samples / "placeholder.csv"),
        crosswalk=[given(samples / "crosswalk.xlsx")],
    )
    assert unpacked(files["worklist.zip"]) == in_folder(samples / "worklist", without=SUMS)
    assert told["listed"] == {"entries": 4, "hours": "2.40", "amount": "768.00"}
    assert [row["place"] for row in told["not_matched"]] == ["row 5"]


def test_the_matters_of_a_crosswalk_are_its_rows():
    crosswalk = b"Old number,Client,Description,Clio display number\n9,A & B,Lease,0009-A\n10,C,,\n"
    told, files = ask(Api(), "matter_numbers", crosswalk=[("c.csv", crosswalk)])
    matters = [["9", "0009-A", "A & B", "Lease"], ["10", "", "C", ""]]
    assert told == {"matters": matters, "problems": []}
    assert files == {}


def test_a_contradiction_in_a_crosswalk_hides_no_other_matter():
    lines = (
        "Old number,Client,Description,Clio display number\n9,A,,9-A\n10,B,Will,10-B\n9,A,,9-C\n"
    )
    told, _ = ask(Api(), "matter_numbers", crosswalk=[("c.csv", lines.encode())])
    assert told["matters"] == [["9", "9-A or 9-C", "A", ""], ["10", "10-B", "B", "Will"]]
    (problem,) = told["problems"]
    assert problem.startswith("c.csv c!A4: 9 has two display numbers.")


def test_the_kit_is_that_of_build():
    """That the command writes this kit too is tested in tests/test_main.py."""
    told, files = ask(Api(), "kit", firm=given(ROOT / "firm.toml"))
    assert files == {file.name: file.data for file in example_kit()}
    assert [file["name"] for file in told["files"]] == list(files)


def test_who_has_left_is_said_of_pasted_lines_too():
    form = {"name": "X", "region": "US", "date_order": "MDY"}
    people = "Name,Status\nBillie Sample,Active\nCasey Specimen,Inactive\n"
    told, _ = ask(Api(), "kit", form={**form, "people": people})
    assert told["notes"][-1].startswith(
        "1 of 2 people looks as if they had left, by Status (B): Casey"
    )


@pytest.mark.heavy
def test_the_date_of_the_build_dates_the_files_too(monkeypatch, tmp_path):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    main(["build", "--firm", str(ROOT / "firm.toml"), "--out", str(tmp_path)])
    _, files = ask(Api("1800000000"), "kit", firm=given(ROOT / "firm.toml"))
    assert files["transition-kit.zip"] == (tmp_path / "transition-kit.zip").read_bytes()


@pytest.mark.heavy
def test_a_form_gives_the_kit_of_the_firm_toml_that_it_gives():
    form = {
        "name": "Imaginary Law",
        "region": "US",
        "date_order": "MDY",
        "people": "Billie Sample, 320",
    }
    told, files = ask(Api(), "kit", form=form)
    assert "left" not in "".join(told["notes"])  # Billie is still there
    _, again = ask(Api(), "kit", firm=("firm.toml", files.pop("firm.toml")))
    assert "time-tracking-billie-sample.xlsx" in files
    assert files == again
    # The same to hand out: in a folder a person, beside a letter that knows where the guide is.
    _, made = ask(Api(), "folders", form=form, site="https://guide.example/")
    with zipfile.ZipFile(io.BytesIO(made["handout.zip"])) as packed:
        folders = {name: packed.read(name) for name in packed.namelist()}
    workbook = "time-tracking-billie-sample.xlsx"
    assert folders[f"billie-sample/{workbook}"] == files[workbook]
    assert b"The guide: https://guide.example/" in folders["billie-sample/letter.txt"]
    assert tomllib.loads(folders["_billing/firm.toml"].decode())["people"][0]["rate"] == 320
    assert len(folders) == 2 + 4 + 1


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("begin", {"firm": ("our.toml", b"[firm")}, "our.toml\n  is not valid TOML"),
        ("begin", {"crosswalk": [("x.csv", b"a,b\n1,2\n")]}, "x.csv is not a crosswalk"),
        ("matter_numbers", {"crosswalk": [("x.csv", b"a,b\n1,2\n")]}, "x.csv is not a crosswalk"),
        ("kit", {"form": {}}, "Name of the firm: "),
        ("kit", {"form": {"name": "X", "region": "US", "date_order": "MDY", "people": "A, $1"}}, "People, line 1 (A), rate: expected a plain number"),
        ("retry", {"errors": ("e.csv", b"x"), "exported": ("a.csv", b"x")}, "first row"),
        ("reassign", {"listing": ("p.csv", b"Description\n"), "crosswalk": [("c.csv", b"Old number,Client,Description,Clio display number\n9,A,B,9-A\n")]}, "p.csv: there are no entries below the headers"),
        ("firm", {"matters": ("x.xlsx", b"PK\x03\x04")}, "x.xlsx: "),
    ],
)  # fmt: skip
def test_a_mistake_is_answered_in_words(name, arguments, said):
    told, files = ask(Api(), name, **arguments)
    assert said in str(told["refused"])
    assert files == {}
