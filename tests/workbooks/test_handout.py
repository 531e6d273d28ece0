"""What a firm hands out: the right files in the right folder, and letters that say what holds."""

from __future__ import annotations

import dataclasses

from template_builder.common.stamp import EARLIEST
from template_builder.workbooks.handout import handout
from template_builder.workbooks.letter import letter_to_billing, letter_to_person
from tests.support.kit import guide, real_firm, workbooks


def text_for(number: int, **changes: object) -> str:
    firm = dataclasses.replace(real_firm(), **changes)
    data = letter_to_person(firm, firm.people[number], "own.xlsx", "https://guide.example/")
    return " ".join(data.decode().split())


def test_a_letter_says_what_to_do_until_when_and_where_to_send_it():
    text = text_for(1)
    assert "For Billie Sample" in text
    assert "Your usual rate is 320.00" in text
    assert "the cut-off, Thu 14 Jan 2027 at 12:00" in text
    assert "Send a copy to Alex Example" in text
    assert "The workbook holds your name, your rate and clients and matters" in text
    assert "The guide: https://guide.example/" in text


def test_a_letter_says_nothing_that_is_not_known():
    text = text_for(0, plan=None, send_to="", matters=())
    unled = dataclasses.replace(real_firm(), people=real_firm().people[1:], send_to="")
    assert unled.receives_workbooks == "the coordinator"
    assert "Type your usual rate" in text
    assert "which the coordinator announces" in text
    assert "Send a copy to Alex Example at" in text
    assert "The workbook holds your name. Keep" in text
    assert "202" not in text


def test_a_letter_says_what_comes_later():
    assert "Keep this workbook all the same." in text_for(1)
    text = " ".join(letter_to_billing(real_firm(), "").decode().split())
    for case in ("A date moves", "A person joins", "A rate changes", "A matter is missing"):
        assert f"{case}:" in text


def test_letters_are_read_by_every_editor():
    data = letter_to_billing(real_firm(), "")
    assert data.count(b"\n") == data.count(b"\r\n") > 10
    assert all(len(line) <= 80 for line in data.decode().splitlines())
    assert "The guide" not in data.decode()


def test_nobody_called_billing_gets_the_files_of_billing():
    person = dataclasses.replace(real_firm().people[0], id="billing")
    firm = dataclasses.replace(real_firm(), people=(person,))
    files = handout(guide(), workbooks(), firm, b"its file", EARLIEST, {})
    assert [name for name in files if name.startswith("billing/")] == [
        "billing/time-tracking-billing.xlsx",
        "billing/letter.txt",
    ]
    assert files["_billing/firm.toml"] == b"its file"
