"""From lists as programs print them to a proposed crosswalk, through the command line and the page's door."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest

from template_builder.__main__ import main
from template_builder.browser import Api
from tests.support.samples import inside

OLD = b"""Matter List
Fictional Firm LLP,,,
As of 11 Feb 2027

Matter,Client Name,Matter Description,Resp Lawyer
2024-0101,"Rivera, Ana",Lease of cold store,BSA
2024-0102,Fictional Orchard Ltd,Trade mark,AE
2024-0103,"Okafor, Ada",Estate,BSA
00012,Nobody Inc,Nothing,AE
"""
CLIO = b"""Client Name,Client Reference,Custom Number,Description,Display Number,Open Date,Status
Ana Rivera,,,Lease of cold store,00012-Rivera,02/12/2027,Open
Fictional Orchard,2024-0102,,Trade mark ORCHARD,00013-Orchard,02/12/2027,Open
Ada Okaforr,,,Estate of the father,00014-Okafor,02/12/2027,Open
Somebody New,,,Will,00015-New,02/12/2027,Open
"""
OLD_PEOPLE = b"Initials,Name,Rate\nBSA,Billie Sample,320\nAE,Alex Example,300.50\n"
USERS = b"First Name,Last Name,Email,Rate\nBillie,Sample,b@example.com,1\nAlexander,Example,a@example.com,2\n"
FILES = {"old.csv": OLD, "clio.csv": CLIO, "old-people.csv": OLD_PEOPLE, "users.csv": USERS}
COMMAND = ("crosswalk", "old.csv", "clio.csv", "--people", "old-people.csv", "users.csv")


@pytest.fixture
def place(tmp_path):
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    with inside(tmp_path):
        yield tmp_path


def column(data: bytes, sheet: str, letter: str) -> list[object]:
    found = openpyxl.load_workbook(io.BytesIO(data))[sheet][letter][1:]
    return [cell.value for cell in found if cell.value]


def test_the_command_says_what_is_not_certain_and_writes_what_is(place, capsys):
    assert main([*COMMAND, "--out", "crosswalk.xlsx"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "matter 2024-0103 (Okafor, Ada, Estate) is likely 00014-Okafor: client alike (okafor/okaforr); description alike.",
        "matter 00012 (Nobody Inc, Nothing): Nothing in Clio's list is like it.",
        "4 matters: 2 certain, 1 likely, 1 open",
        "person Alex Example is likely Alexander Example: same initials.",
        "2 people: 1 certain, 1 likely, 0 open",
        "1 of Clio's matters is in no row.",
        "crosswalk.xlsx holds what is certain; its sheet To decide has the rest.",
    ]
    made = (place / "crosswalk.xlsx").read_bytes()
    assert column(made, "Matters", "D") == ["00012-Rivera", "00013-Orchard"]
    assert column(made, "People", "A") == ["Billie Sample", "BSA", "Alex Example", "AE"]
    assert column(made, "People", "C") == [320, 320, 300.5, 300.5]
    (place / "old.csv").write_bytes(OLD + b"2024-0104,Zed,Will,AE\n")
    assert main([*COMMAND, "--out", "crosswalk.xlsx"]) == 2
    assert (place / "crosswalk.xlsx").read_bytes() == made


def test_all_certain_is_0_and_without_out_nothing_is_written(place, capsys):
    (place / "old.csv").write_bytes(b"\n".join(OLD.splitlines()[:7]))
    assert main(["crosswalk", "old.csv", "clio.csv"]) == 0
    assert "Nothing is written. Add --out matter-crosswalk.xlsx." in capsys.readouterr().out
    assert sorted(path.name for path in place.iterdir()) == sorted(FILES)


def test_a_list_that_does_not_say_its_columns_is_asked_about(place, capsys):
    (place / "old.csv").write_bytes(b"Foo,Bar\n2024-0101,Ana Rivera\n2024-0102,Orchard\n")
    assert main(["crosswalk", "old.csv", "clio.csv"]) == 2
    assert "--old-column number=" in capsys.readouterr().err
    chosen = ["--old-column", "number=Foo", "--old-column", "client=B"]
    assert main(["crosswalk", "old.csv", "clio.csv", *chosen]) == 1
    assert "2 matters: 0 certain, 2 likely" in capsys.readouterr().out


def test_the_page_gets_the_same_and_its_decisions_are_written(place):
    places = ("old", "clio", "old_people", "clio_people")
    given = dict(zip(places, FILES.items(), strict=True))
    text, made = Api("").ask("crosswalk", given)
    answer = json.loads(text)
    assert made == {}
    assert [row["state"] for row in answer["matters"]] == ["certain", "certain", "likely", "open"]
    assert answer["clio"][answer["matters"][2]["candidates"][0]["at"]][0] == "00014-Okafor"
    assert [row["state"] for row in answer["people"]] == ["certain", "likely"]
    decided = {"matters": {"2": 2, "3": None, "0": 3}, "people": {"1": 1}}
    _, made = Api("").ask("crosswalk", {**given, "decided": decided})
    numbers = column(made["matter-crosswalk.xlsx"], "Matters", "D")
    assert numbers == ["00015-New", "00013-Orchard", "00014-Okafor"]
    assert column(made["matter-crosswalk.xlsx"], "To decide", "E") == ["not in Clio"]
    main([*COMMAND, "--out", "crosswalk.xlsx"])
    _, made = Api("").ask("crosswalk", {**given, "decided": {}})
    assert made["matter-crosswalk.xlsx"] == (place / "crosswalk.xlsx").read_bytes()


def test_the_page_is_asked_before_anything_is_proposed():
    text, made = Api("").ask("crosswalk", {"old": ("old.csv", b"Foo,Bar\n1,2\n3,4\n"), "clio": ("clio.csv", CLIO)})  # fmt: skip
    answer = json.loads(text)
    assert answer["lists"]["old"]["questions"]
    assert "matters" not in answer
    assert made == {}


def test_lists_that_are_exchanged_or_the_same_are_noticed(place, capsys):
    assert main(["crosswalk", "clio.csv", "old.csv"]) == 1
    question = "Are the two lists exchanged? clio.csv has the columns of Clio's own list."
    assert question in capsys.readouterr().err
    text, _ = Api("").ask("crosswalk", {"old": ("clio.csv", CLIO), "clio": ("old.csv", OLD)})
    assert json.loads(text)["exchanged"] == question
    assert main(["crosswalk", "old.csv", "clio.csv"]) == 1
    assert "exchanged" not in capsys.readouterr().err
    (place / "copy.csv").write_bytes(OLD)
    assert main(["crosswalk", "old.csv", "copy.csv"]) == 2
    assert "old.csv and copy.csv are the same list." in capsys.readouterr().err


def test_users_without_old_people_are_not_left_out_in_silence():
    given = {"old": ("old.csv", OLD), "clio": ("clio.csv", CLIO), "clio_people": ("users.csv", USERS)}  # fmt: skip
    text, made = Api("").ask("crosswalk", given)
    assert "users.csv has Clio's users" in json.loads(text)["refused"]
    assert made == {}
