"""`transition-kit firm`: lists in, a firm.toml out."""

from __future__ import annotations

import tomllib

import pytest

from template_builder.__main__ import main

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
    (lists / "our.toml").write_text("changed", encoding="utf-8")
    assert main(words) == 2


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


def test_an_answer_on_the_command_line_is_taken(lists, capsys):
    assert main(["firm", "--matters", "odd.csv", "--matters-column", "client=Whose"]) == 0
    assert 'client = "Doe"' in capsys.readouterr().out
