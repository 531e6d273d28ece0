"""Lists as people paste them, and what becomes of them."""

from __future__ import annotations

import tomllib

import pytest

from template_builder.common.errors import SpecProblems
from template_builder.firm.firm_file import parse_firm
from template_builder.firm.form import Form, firm_toml, in_words_of_the_form
from template_builder.firm.lists import typed_rows
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
        ("Old name\tClio user\tRate\nBSA\tBillie Sample\t320", [{"name": "Billie Sample", "rate": "320", "clio_user": "Billie Sample", "old_name": "BSA"}]),
        ("Timekeeper,Initials,Standard Rate,Email\nBillie Sample,BSA,$320.00,b@example.com\n", [{"name": "Billie Sample", "rate": "320", "old_name": "BSA"}]),
        ("Billie Sample, 320, , , Billing + IT", [{"name": "Billie Sample", "rate": "320", "roles": "Billing + IT"}]),
        ("Name,Role\nBillie Sample,Billing and IT\nAlex Example,Partner", [{"name": "Billie Sample", "roles": "billing + it"}, {"name": "Alex Example"}]),
        ("", []),
        (" \n\t\n", []),
    ],
)  # fmt: skip
def test_a_line_is_a_person(text, expected):
    assert typed_rows("people", text) == expected


def test_headers_say_which_column_is_which():
    text = "Client\tOld number\tMood\nFictional Orchard Ltd\t0101\tgood"
    assert typed_rows("matters", text) == [
        {"old_number": "0101", "client": "Fictional Orchard Ltd"}
    ]


def test_the_headers_of_another_system_name_the_columns():
    text = "Matter,Client Name,Matter Description,Resp Lawyer\n0101,Fictional Orchard Ltd,Lease,AB"
    assert typed_rows("matters", text) == [
        {"old_number": "0101", "client": "Fictional Orchard Ltd", "description": "Lease"}
    ]


def test_headers_that_are_not_certain_are_one_problem():
    lines = "\n".join(f"{number},Client {number},Open,R{number}" for number in range(120))
    with pytest.raises(SpecProblems) as caught:
        typed_rows("matters", f"Code,Client Name,Status,Ref\n{lines}")
    assert str(caught.value) == (
        "The form\n  Matters: More than one column can be the matter number: A (Code) and D (Ref). "
        "Use the headers Old number, Client, Description, Clio display number, or take the list from a file."
    )


def test_a_mistake_in_many_lines_is_said_once():
    people = "\n".join(f"Person {letter}, Partner, 300" for letter in "abcdefgh")
    form = Form(name="X", region="US", date_order="MDY", people=people)
    text = firm_toml(form)
    with pytest.raises(SpecProblems) as caught, in_words_of_the_form(text):
        parse_firm(text, "firm.toml", guide())
    user, rate = caught.value.problems
    assert str(rate) == (
        "People, rate: 8 lines, such as line 1 (Person a): expected a plain number, such as 250 or 250.00, found 'Partner'. "
        "Look whether each column is where it should be, or name the columns in a first line."
    )
    assert user.place == "People, name as a Clio user"


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


def test_names_in_any_script_get_an_id_that_stays_when_the_list_changes():
    text = firm_toml(
        Form(name="X", region="US", date_order="MDY", people="Jose Diaz\nJosé Díaz, 320\n李伟")
    )
    ids = {p.name: p.id for p in parse_firm(text, "firm.toml", guide()).people}
    assert ids == {"Jose Diaz": "jose-diaz", "José Díaz": "jose-diaz-2", "李伟": "person-3"}
    other = text.replace('name = "Jose Diaz"', 'name = "Иван Петров"')
    later = {p.name: p.id for p in parse_firm(other, "firm.toml", guide()).people}
    assert later == {"Иван Петров": "person-1", "José Díaz": "jose-diaz-2", "李伟": "person-3"}


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (Form(region="US", date_order="MDY"), "Name of the firm: "),
        (Form(name="X", region="US", date_order="MDY", people="A\nA"), "People, line 2 (A), name as a Clio user: 'a' is already used by line 1"),
        (Form(name="X", region="US", date_order="MDY", matters="1, B, C, 2: D"), "Matters, line 1 (1), display number: "),
    ],
)  # fmt: skip
def test_a_mistake_names_the_field(form, said):
    text = firm_toml(form)
    with pytest.raises(SpecProblems) as caught, in_words_of_the_form(text):
        parse_firm(text, "firm.toml", guide())
    assert said in str(caught.value)


def test_the_plan_of_the_planner_comes_along():
    plan = "[plan]\nexport_day = 2027-01-14\nexport_time = 13:00:00\ncut_off_time = 12:00:00\n"
    form = Form(
        name="Imaginary Law", region="US", date_order="MDY", people="Billie Sample", plan=plan
    )
    firm = parse_firm(firm_toml(form), "firm.toml", guide())
    assert firm.plan
    assert firm.plan.export_day.isoformat() == "2027-01-14"
    assert [person.name for person in firm.people] == ["Billie Sample"]
