"""`transition-kit firm`: lists in, a firm.toml out."""

from __future__ import annotations

import datetime as dt
import re
import tomllib

import pytest

from template_builder.__main__ import main
from template_builder.firm.firm_file import parse_firm
from tests.support.kit import guide

from .test_lists import PCLAW, USERS


@pytest.fixture
def lists(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, data in {
        "users.csv": USERS,
        "matters.csv": PCLAW,
        "odd.csv": b"Matter,Whose\n1,Doe\n",
    }.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def test_a_complete_firm_is_written_once(lists, capsys):
    words = [
        "firm",
        "--people",
        "users.csv",
        "--matters",
        "matters.csv",
        "--region",
        "CA-ON",
        "--out",
        "our.toml",
    ]
    assert main(words) == 0
    assert "our.toml has 2 people and 2 matters." in capsys.readouterr().out
    data = tomllib.loads((lists / "our.toml").read_text(encoding="utf-8"))
    assert data["firm"] == {"name": "Our firm", "region": "CA-ON", "date_order": "DMY"}
    assert main(words) == 0  # the same file is there already
    capsys.readouterr()
    assert main([*words, "--previous-system", "PCLaw"]) == 2
    assert "our.toml is there already. Nothing was written." in capsys.readouterr().err


def test_what_the_lists_do_not_say_is_in_the_file_as_an_example(lists, capsys):
    assert main(["firm", "--people", "users.csv", "--matters", "matters.csv"]) == 0
    text = capsys.readouterr().out
    assert text.index("# [plan]") < text.index("[[people]]")
    lines = (line.removeprefix("# ") for line in text.splitlines())
    tables = [line for line in lines if re.match(r"\[|\w+ = ", line)]
    firm = parse_firm("\n".join(tables), "firm.toml", guide())
    assert firm.plan is not None
    assert firm.plan.export_day == dt.date(2027, 1, 14)
    assert (len(firm.time_categories), len(firm.expense_categories)) == (3, 3)
    assert (firm.rounding_minutes, firm.send_to, firm.publish_names) == (6, "Alex Example", True)
    assert main(["firm", "--people", "users.csv", "--rounding-minutes", "15"]) == 0
    assert capsys.readouterr().out.count("rounding_minutes = ") == 1


def test_which_columns_were_read_and_which_were_not_is_said(lists, capsys):
    sorted_by_name = b'TK ID,Timekeeper Name,Std. Rate,Status\nBSA,"Sample, Billie",320,Active\n'
    (lists / "keepers.csv").write_bytes(sorted_by_name)
    assert main(["firm", "--people", "keepers.csv"]) == 0
    out, err = capsys.readouterr()
    assert (
        "keepers.csv: name is Timekeeper Name (B), rate is Std. Rate (C), initials is TK ID (A), "
        "status is Status (D). No column for clio_user, role."
    ) in err
    assert 'name = "Billie Sample"\nrate = 320\nold_name = "BSA"' in out


def test_closed_matters_and_former_people_are_said_and_can_be_left_out(lists, capsys):
    (lists / "all.csv").write_text("Matter,Client,Closed\n1,Doe,\n2,Doe,2024-01-05\n")
    assert main(["firm", "--matters", "all.csv"]) == 0
    out, err = capsys.readouterr()
    assert "all.csv: 1 of 2 matters looks closed, by Closed (C): 2. They are taken; --current-only leaves them out." in err  # fmt: skip
    assert 'old_number = "2"' in out
    assert main(["firm", "--matters", "all.csv", "--current-only"]) == 0
    out, err = capsys.readouterr()
    assert "by Closed (C): 2. They are left out." in err
    assert 'old_number = "1"' in out
    assert 'old_number = "2"' not in out


def test_nobody_as_the_coordinator_is_said(lists, capsys):
    assert main(["firm", "--people", "users.csv"]) == 0
    assert "Nobody is the coordinator yet" in capsys.readouterr().err
    (lists / "led.csv").write_bytes(USERS.replace(b"Partner", b"Coordinator"))
    assert main(["firm", "--people", "led.csv"]) == 0
    assert "Nobody" not in capsys.readouterr().err


def test_the_help_names_the_fields_that_a_column_can_be(capsys):
    with pytest.raises(SystemExit):
        main(["firm", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert "a field: name, rate, clio_user, initials, role, by its header" in said


def test_without_a_file_it_is_printed(lists, capsys):
    assert main(["firm", "--matters", "matters.csv"]) == 0
    assert 'old_number = "0101"' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["firm"], "Give --people, --matters or both"),
        (["firm", "--matters", "odd.csv"], "odd.csv: No column is certain to be the client."),
        (
            ["firm", "--matters", "odd.csv", "--matters-column", "client=Wer"],
            "There is no column 'Wer'",
        ),
        (["firm", "--people", "users.csv", "--region", "XX-1-1"], "expected a country"),
    ],
)
def test_a_mistake_is_answered_in_words(lists, capsys, words, says):
    assert main(words) == 2
    assert says in capsys.readouterr().err


def test_what_both_lists_leave_open_is_asked_at_once(lists, capsys):
    (lists / "who.csv").write_text("Wer,Was\nBillie,320\nCasey,185\n")
    assert main(["firm", "--people", "who.csv", "--matters", "odd.csv"]) == 2
    asked = capsys.readouterr().err
    assert "who.csv: " in asked
    assert "--people-column name=" in asked
    assert "--matters-column client=B" in asked


def test_an_answer_on_the_command_line_is_taken(lists, capsys):
    assert main(["firm", "--matters", "odd.csv", "--matters-column", "client=Whose"]) == 0
    assert 'client = "Doe"' in capsys.readouterr().out
