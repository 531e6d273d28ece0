"""What the page of the Historical Data folder is told: over the same folder, the same as the command line."""

from __future__ import annotations

import datetime as dt
import hashlib
import json

import pytest

from template_builder.__main__ import main
from template_builder.browser import Api
from template_builder.common.errors import KitError
from tests.support.fill import fill
from tests.support.folders import PDF, remarks_of
from tests.support.hostile import CASES
from tests.support.kit import TEST_FIRM
from tests.support.samples import inside

LISTING = "001 Client trust listing, 2026-03-02.pdf"
FILES = {
    LISTING: PDF,
    "Trust/ledger.csv": b"Client,Balance\nOrchard,0.1\nTotal,0.1\n",
    "Trust/Client ledger 2020-01-01 to 2026-03-02.xlsx": CASES["encrypted xlsx"][0](),
    "empty.csv": b"",
    "backup.bin": bytes(range(256)) * 9000,
    "tab\tname.csv": b"x",
}


API = Api()


def ask(step, **given):
    text, files = API.ask("history", {"step": step, **given})
    told = json.loads(text)
    if "refused" in told:
        raise KitError(told["refused"])
    return told, files


def handed_over(name, data, size=700_000):
    """What the page keeps of a file that it gave in pieces of a size: `found` as JSON."""
    starts = range(0, len(data) + 1, size)
    for at in starts:
        piece, last = memoryview(data[at : at + size]), at == starts[-1]
        told, _ = ask("look", name=name, piece=piece, first=at == 0, last=last)
        assert bool(told) == last
    return told


def looked_at(files):
    return [handed_over(name, data) for name, data in files.items()]


@pytest.fixture
def place(tmp_path):
    for name, data in FILES.items():
        path = tmp_path / "folder" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (tmp_path / "firm.toml").write_text(TEST_FIRM.replace('"US"', '"US-NY"'), encoding="utf-8")
    with inside(tmp_path):
        yield tmp_path


def firm(place):
    return ("firm.toml", (place / "firm.toml").read_bytes())


def test_the_index_is_that_of_the_command_line(place, capsys):
    main(["history", "index", "folder", "--firm", "firm.toml", "--out", "index.xlsx"])
    told, files = ask("index", found=looked_at(FILES), firm=firm(place))
    assert files == {"historical-data-index.xlsx": (place / "index.xlsx").read_bytes()}
    said = capsys.readouterr().out.splitlines()
    needed = [f"{each['about']}: {each['text']}" for each in told["remarks"] if each["attention"]]
    assert said[:-1] == [*needed, told["summary"]]
    assert "6 files" in told["summary"]
    (row,) = (each for each in told["rows"] if each.get("file-name") == LISTING)
    assert (row["as-of"], row["keep-until"]) == ("2026-03-02", "2033-03-02")
    assert "keep-until" in row["proposed"]
    assert told["rule"] == row["rule"]
    assert "Check with your regulator." in told["rule"]
    assert told["by_rule"] == 1
    assert all(source["url"].startswith("https://") for source in told["rule_sources"])
    assert told["changes"] is None


def test_a_later_index_says_what_has_become_of_the_files(place):
    first = ask("index", found=looked_at(FILES))[1]["historical-data-index.xlsx"]
    typed = fill(first, {"Index!J2": "Alex Example", "Index!I2": 5})
    later = {**FILES, "backup.bin": b"other", "new.pdf": PDF + b"%", "l.csv": FILES["Trust/ledger.csv"]}  # fmt: skip
    del later["Trust/ledger.csv"], later["empty.csv"]
    (place / "old.xlsx").write_bytes(typed)
    for name in FILES:
        (place / "folder" / name).unlink()
    for name, data in later.items():
        (place / "folder" / name).write_bytes(data)
    told, files = ask("index", found=looked_at(later), index=("old.xlsx", typed))
    main(["history", "index", "folder", "--index", "old.xlsx", "--out", "new.xlsx"])
    assert files["historical-data-index.xlsx"] == (place / "new.xlsx").read_bytes()
    assert told["changes"] == {
        "new": ["new.pdf"],
        "changed": ["backup.bin"],
        "renamed": ["Trust/ledger.csv"],
        "gone": ["empty.csv"],
    }
    assert "Since the earlier index: 1 new, 1 changed, 1 renamed, 1 gone." in told["summary"]
    assert [row["run-by"] for row in told["rows"] if "run-by" in row] == ["Alex Example"]


def test_a_comparison_is_that_of_the_command_line_and_its_line_too(place, capsys):
    index = ("index.xlsx", ask("index", found=looked_at(FILES))[1]["historical-data-index.xlsx"])
    (place / "index.xlsx").write_bytes(index[1])
    now = {**FILES, "extra.pdf": PDF + b"%more", LISTING: PDF + b"%", "kept/index.xlsx": index[1]}
    del now["backup.bin"]
    for name in FILES:
        (place / "folder" / name).unlink()
    for name, data in now.items():
        (place / "folder" / name).parent.mkdir(exist_ok=True)
        (place / "folder" / name).write_bytes(data)
    today = str(dt.date.today())
    told, files = ask("verify", found=looked_at(now), index=index, today=today)
    assert main(["history", "verify", "folder", "--index", "index.xlsx"]) == 1
    said = capsys.readouterr().out
    assert files == {"comparison.txt": said.encode()}
    assert said.splitlines() == [
        "kept/index.xlsx is left out: it is the index.",
        *(f"{each['about']}: {each['text']}" for each in told["remarks"]),
        told["receipt"],
    ]
    assert told["left_out"] == ["kept/index.xlsx"]
    counts = {"same": 4, "differs": 1, "renamed": 0, "missing": 1, "extra": 1, "not compared": 0}
    assert told["counts"] == counts
    assert told["same"] is False


def test_a_file_that_the_browser_cannot_read_on_is_named_and_the_next_one_read():
    ask("look", name="a.pdf", piece=b"x" * 5000, first=True, last=False)
    told, _ = ask("look", name="a.pdf", first=False)
    why = "the browser may not read it, or it has changed or moved since it was chosen"
    assert told["remarks"] == [f"It cannot be read: {why}."]
    assert (told["sha256"], told["format"]) == ("", "PDF")
    found = [told, *looked_at({"b.pdf": PDF})]
    assert found[1]["sha256"] == hashlib.sha256(PDF).hexdigest()
    _, files = ask("index", found=found)
    assert ("a.pdf", told["remarks"][0]) in remarks_of(files["historical-data-index.xlsx"])


@pytest.mark.parametrize(
    ("step", "given", "says"),
    [
        ("verify", {}, "Choose the index"),
        ("verify", {"index": ("x.xlsx", b"PK\x03\x04"), "today": "2027-01-31"}, "x.xlsx"),
        ("index", {"index": ("x.csv", b"a,b\n1,2\n")}, "is no index"),
        ("index", {"firm": ("our.toml", b"[firm")}, "our.toml"),
    ],
)
def test_what_cannot_be_used_is_said(step, given, says):
    with pytest.raises(KitError, match=says):
        ask(step, found=looked_at({"b.pdf": PDF}), **given)
