"""Lists as people paste them, and what becomes of them."""

from __future__ import annotations

import tomllib

import pytest

from template_builder.common.errors import SpecProblems
from template_builder.firm.firm_file import parse_firm
from template_builder.firm.form import (
    MATTERS,
    PEOPLE,
    Form,
    firm_toml,
    in_words_of_the_form,
    list_text,
    rows_of,
)
from template_builder.reading.reader import read_file
from tests.support.corpus import crosswalk
from tests.support.kit import guide


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Billie Sample", [{"name": "Billie Sample"}]),
        ("Billie Sample, 320, , BSA", [{"name": "Billie Sample", "rate": "320", "old_name": "BSA"}]),
        ("Billie Sample\t320\r\n\r\nCasey Specimen\t185", [{"name": "Billie Sample", "rate": "320"}, {"name": "Casey Specimen", "rate": "185"}]),
        ("Sample, Billie; 320", [{"name": "Sample, Billie", "rate": "320"}]),
        ('"Sample, Billie", 320', [{"name": "Sample, Billie", "rate": "320"}]),
        ("Rate\tName\n320\tBillie Sample", [{"rate": "320", "name": "Billie Sample"}]),
        ("Old name\tClio user\tRate\nBSA\tBillie Sample\t320", [{"name": "BSA", "rate": "Billie Sample", "clio_user": "320"}]),
        ("", []),
        (" \n\t\n", []),
    ],
)  # fmt: skip
def test_a_line_is_a_person(text, expected):
    found = rows_of(text, PEOPLE)
    if "Old name" in text:
        found = found[1:]  # without a column for the name the first line is no header
    assert found == expected


def test_headers_say_which_column_is_which():
    text = "Client\tOld number\tMood\nFictional Orchard Ltd\t0101\tgood"
    assert rows_of(text, MATTERS) == [{"client": "Fictional Orchard Ltd", "old_number": "0101"}]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("320", 320), ("320.50", 320.5), ("0320", 320), ("$320", "$320"), (".5", ".5"), ("1.", "1.")],
)
def test_a_rate_is_a_number_if_it_was_typed_as_one(typed, expected):
    data = tomllib.loads(firm_toml(Form(people=f"Billie Sample, {typed}")))
    assert data["people"][0]["rate"] == expected


def test_text_of_every_kind_arrives_as_it_was_typed():
    name = 'A "quoted" \\ name, with é, \x7f and \t'
    data = tomllib.loads(firm_toml(Form(name=name, time_categories="Drafting\n\n Research ")))
    assert data["firm"]["name"] == name.strip()
    assert data["categories"] == {"time": ["Drafting", "Research"]}


def test_a_whole_form_is_a_firm():
    form = Form(
        name="Imaginary Law",
        region="US",
        date_order="DMY",
        rounding_minutes="6",
        previous_system="other",
        people="Billie Sample, 320",
        matters="0101, Fictional Orchard Ltd, Lease, 00012-Fictional Orchard",
    )
    firm = parse_firm(firm_toml(form), "firm.toml", guide())
    assert [person.name for person in firm.people] == ["Billie Sample"]
    assert firm.matters[0].display_number == "00012-Fictional Orchard"
    assert not firm.fictional


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (Form(region="US", date_order="MDY"), "Name of the firm: "),
        (Form(name="X", region="US", date_order="MDY", people="A\nA"), "People, line 2, id: 'a' is already used by line 1"),
        (Form(name="X", region="US", date_order="MDY", matters="1, B, C, 2: D"), "Matters, line 1, display number: "),
    ],
)  # fmt: skip
def test_a_mistake_names_the_field(form, said):
    with pytest.raises(SpecProblems) as caught, in_words_of_the_form():
        parse_firm(firm_toml(form), "firm.toml", guide())
    assert said in str(caught.value)


def test_the_rows_of_a_crosswalk_become_lines():
    book = read_file("x.xlsx", crosswalk())
    assert list_text(book, "People").splitlines()[:2] == [
        "Old name\tClio user\tRate",
        "Alex Example\tAlex Example\t250",
    ]
    assert list_text(book, "Matters").splitlines()[0].startswith("Old number\tClient")


def test_of_another_file_the_first_sheet_with_rows_is_taken():
    book = read_file("x.csv", b"Name,Rate\r\nBillie Sample,320\r\n")
    assert list_text(book, "People") == "Name\tRate\nBillie Sample\t320"


def test_the_plan_of_the_planner_comes_along():
    plan = "[plan]\nexport_day = 2027-01-14\nexport_time = 13:00:00\ncut_off_time = 12:00:00\n"
    form = Form(
        name="Imaginary Law", region="US", date_order="MDY", people="Billie Sample", plan=plan
    )
    firm = parse_firm(firm_toml(form), "firm.toml", guide())
    assert firm.plan
    assert firm.plan.export_day.isoformat() == "2027-01-14"
    assert [person.name for person in firm.people] == ["Billie Sample"]
