"""Lists of people and matters become lines of the form and a firm.toml."""

from __future__ import annotations

import datetime as dt
import json
import tomllib

import pytest

from template_builder.browser import Api
from template_builder.common.errors import KitError, SpecProblems
from template_builder.firm.form import Form
from template_builder.firm.list_remarks import with_remarks
from template_builder.firm.lists import lines_of, read_list, rows_of, typed_rows
from template_builder.firm.past import past_of
from template_builder.firm.service import answer, firm_of_lists
from tests.support.corpus import crosswalk

NOW = dt.datetime(2027, 1, 14)
US = Form(name="Imaginary Law", region="US", date_order="MDY")
PCLAW = b'Sample LLP\nMatter,Client Name,Matter Description,Resp Lawyer\n0101,Orchard Ltd,Lease,AB\n0102,"Doe, Jan",Will,CD\n'
USERS = b'First Name,Last Name,Title,Billing Rate,Initials\nBillie,Sample,Partner,$320.00,BSA\nCasey,Specimen,Billing,"1,185.50",CSP\n'


def test_the_crosswalk_is_a_list_of_both():
    people = rows_of(read_list("people", ("x.xlsx", crosswalk())))
    assert people[0] == {
        "name": "Alex Example",
        "rate": "250",
        "clio_user": "Alex Example",
        "old_name": "Alex Example",
    }
    matters = rows_of(read_list("matters", ("x.xlsx", crosswalk())))
    assert set(matters[0]) == {"old_number", "client", "description", "display_number"}


def test_lists_of_other_systems_become_lines_of_the_form_and_back():
    people = rows_of(read_list("people", ("users.csv", USERS)))
    assert people == [
        {"name": "Billie Sample", "rate": "320", "old_name": "BSA"},
        {"name": "Casey Specimen", "rate": "1185.5", "old_name": "CSP", "roles": "billing"},
    ]
    assert typed_rows("people", lines_of("people", people)) == people
    matters = [{"old_number": "1", "client": '"Tab\tQuote" Ltd', "description": "Lease; sale"}]
    assert typed_rows("matters", lines_of("matters", matters)) == [
        {"old_number": "1", "client": '"Tab Quote" Ltd', "description": "Lease; sale"}
    ]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (
            ["Sample, Billie", "Specimen Ltd,Casey"],
            [("Billie Sample", "Sample, Billie"), ("Casey Specimen Ltd", "Specimen Ltd,Casey")],
        ),
        (["Sample, Billie", "Casey Specimen"], [("Sample, Billie", ""), ("Casey Specimen", "")]),
        (["Alex Example, Jr."], [("Alex Example, Jr.", "")]),
        (["Example, Alex, Jr."], [("Example, Alex, Jr.", "")]),
        (["Example, Mdina"], [("Mdina Example", "Example, Mdina")]),
    ],
)
def test_a_list_with_last_names_first_gives_the_names_of_clio(names, expected):
    lines = "".join(f'"{name}"\n' for name in names)
    people = rows_of(read_list("people", ("p.csv", f"Timekeeper Name\n{lines}".encode())))
    assert [(row["name"], row.get("old_name", "")) for row in people] == expected


def test_a_firm_of_both_lists_is_complete():
    made = firm_of_lists(
        US, read_list("people", ("u.csv", USERS)), read_list("matters", ("m.csv", PCLAW))
    )
    assert [person.name for person in made.firm.people] == ["Billie Sample", "Casey Specimen"]
    assert [role.id for role in made.firm.people[1].roles] == ["billing"]
    assert [(own.old_number, own.client) for own in made.firm.matters] == [
        ("0101", "Orchard Ltd"),
        ("0102", "Doe, Jan"),
    ]
    assert tomllib.loads(made.text)["people"][1]["rate"] == 1185.5


def test_a_row_that_is_there_twice_counts_once_and_two_of_one_number_are_a_mistake():
    twice = b"Matter,Client\n1,Doe\n1,Doe\n2,Roe\n"
    assert len(rows_of(read_list("matters", ("m.csv", twice)))) == 2
    with pytest.raises(
        SpecProblems, match=r"The lists\n  Matters, line 2 \(1\), old number: '1' is already used"
    ):
        firm_of_lists(US, None, read_list("matters", ("m.csv", b"Matter,Client\n1,Doe\n1,Roe\n")))


STAFF = b"""Emp Name,Std. Rate,Role,Status,Termination Date
"Sample, Billie",320,Partner,Active,
"Specimen, Casey",,Billing,On leave,
"Example, Alex",185,Clerk,Terminated,2025-06-30
"Example, Alex",185,Clerk,Terminated,2025-06-30
"""


def remarks(name, data):
    return [str(each) for each in with_remarks(read_list(name, ("l.csv", data))).remarks]


def test_what_a_list_of_people_leaves_open_is_said():
    assert remarks("people", STAFF) == [
        "In several rows that say the same, and taken once: Example, Alex.",
        "Role (C) has titles that are no role of the move: Partner; Clerk. Who has one is a timekeeper. "
        "The roles are coordinator, billing, timekeeper, it, everyone.",
        "No rate: Specimen, Casey.",
    ]
    (mixed,) = remarks("people", b'Name\n"Sample, Billie"\nCasey Specimen\n')
    assert mixed.startswith("1 of 2 names have the last name first, such as 'Sample, Billie'")


def test_a_matter_without_a_client_is_named_with_its_place_and_in_the_refusal():
    rows = b"Matter,Client\n1,Doe\n2,\n3,Roe\n"
    assert remarks("matters", rows) == [
        "A3: No client: 2. Each matter needs one; for the firm's own matters, the firm."
    ]
    with pytest.raises(SpecProblems, match=r"Matters, line 2 \(2\), client: is missing"):
        firm_of_lists(US, None, read_list("matters", ("m.csv", rows)))


def test_a_number_of_clio_is_not_taken_for_the_old_one_without_a_word():
    (said,) = remarks("matters", b"Display Number,Custom Number,Client\n00001-Doe,17-1,Doe\n")
    assert said.startswith("Display Number (A) is what Clio calls its own number")


@pytest.mark.parametrize(
    ("name", "header", "values"),
    [
        # what is of the past, then what is not
        (
            "people",
            "Status",
            (["Inactive", "TERMINATED", "Left (2024)"], ["Active", "On leave", ""]),
        ),
        ("people", "Active?", (["No", "false"], ["Yes", "true", ""])),
        ("people", "Inactive", (["x", "Yes"], ["", "No"])),
        (
            "people",
            "Termination Date",
            (["06/30/2025", "2024-12-31"], ["", "00/00/0000", "  /  /  "]),
        ),
        ("matters", "Status", (["Closed", "archived", "Closed 2024"], ["Open", "Pending", ""])),
        ("matters", "Case Closed", (["Yes"], ["No", ""])),
        ("matters", "Closed", (["03/02/2026", "Yes"], ["", "No", "-"])),
        ("matters", "Close Date", (["Jan 4/21"], ["", "n/a"])),
        # What databases, Excel and .NET write where there is no date.
        (
            "matters",
            "Date Closed",
            (
                ["05/06/2019"],
                ["12/30/1899", "1899-12-30 00:00:00", "01/00/1900", "1/1/0001", "12/31/9999"],
            ),
        ),
    ],
)
def test_what_is_closed_and_who_has_left_is_known_by_a_column(name, header, values):
    first = "Name" if name == "people" else "Matter,Client"
    rows = [
        (f"Z{at}{',Doe' if name == 'matters' else ''}", v)
        for at, v in enumerate([*values[0], *values[1]])
    ]
    text = "\n".join([f"{first},{header}", *(f"{row},{value}" for row, value in rows)])
    listing = read_list(name, ("l.csv", text.encode()))
    assert not listing.questions
    past = past_of(listing)
    assert [row.text("name") or row.text("number") for row in past.rows] == [
        f"Z{at}" for at in range(len(values[0]))
    ]
    assert f"by {header} (" in past.words
    assert len(rows_of(listing)) == len(rows)
    assert len(rows_of(listing, current=True)) == len(values[1])


def test_a_status_counts_before_a_date_and_a_list_without_either_says_nothing():
    rows = b"Matter,Client,Status,Closed\n1,Doe,Open,2024-01-05\n2,Doe,,2024-01-05\n3,Doe,Closed,\n"
    past = past_of(read_list("matters", ("m.csv", rows)))
    assert past.words == "2 of 3 matters look closed, by Closed (D) and Status (C): 2; 3."
    assert past_of(read_list("matters", ("m.csv", PCLAW))) is None


def test_the_page_is_offered_the_lines_without_what_is_of_the_past():
    data, _ = answer(NOW, people=("p.csv", STAFF), matters=("m.csv", PCLAW))
    assert list(data["past"]) == ["people"]
    assert "Alex Example" in data["lines"]["people"]
    assert data["past"]["people"]["lines"].count("\n") == 3
    assert "Alex Example" not in data["past"]["people"]["lines"]
    assert data["past"]["people"]["words"].startswith("2 of 4 people look as if they had left")


def test_a_list_without_clients_is_asked_about():
    listing = read_list("matters", ("m.csv", b"Matter,Whose\n1,Doe\n"))
    (question,) = listing.questions
    assert (question.field, [tuple(each) for each in question.candidates]) == (
        "client",
        [("B", "Whose", ("Doe",))],
    )
    with pytest.raises(KitError, match="--matters-column client=B"):
        listing.certain("matters-")
    chosen = read_list("matters", ("m.csv", b"Matter,Whose\n1,Doe\n"), {"client": "Whose"})
    assert rows_of(chosen) == [{"old_number": "1", "client": "Doe"}]


def test_a_client_on_a_line_above_is_offered_first_and_dates_are_not():
    rows = b'Client Ref,Matter Number,Opened\n"Doe, Jan",,\nA-1,1,03/02/2026\nRoe,,\nA-2,2,04/02/2026\n'
    listing = read_list("matters", ("m.csv", rows))
    (question,) = listing.questions
    assert [each.letter for each in question.candidates] == ["group", "A"]
    chosen = read_list("matters", ("m.csv", rows), {"client": "group"})
    assert [(row["old_number"], row["client"]) for row in rows_of(chosen)] == [
        ("1", "Doe, Jan"),
        ("2", "Roe"),
    ]


def test_dates_and_other_fields_of_a_list_are_not_asked_about():
    rows = b"Matter,Client,Open Date,Responsible,Responsible\n1,Doe,03/02/2026,A,B\n"
    assert not read_list("matters", ("m.csv", rows)).questions


def test_the_page_gets_lines_once_nothing_is_open():
    data, files = answer(NOW, people=("u.csv", USERS), matters=("m.csv", b"Matter,Whose\n1,Doe\n"))
    assert files == {}
    assert list(data["lines"]) == ["people"]
    assert data["lists"]["matters"]["questions"][0]["field"] == "client"
    readings = {"matters": {"columns": {"client": "B"}}}
    again, _ = answer(NOW, matters=("m.csv", b"Matter,Whose\n1,Doe\n"), readings=readings)
    assert again["lines"] == {
        "matters": "Old number\tClient\tDescription\tClio display number\n1\tDoe\t\t\n"
    }


def test_the_door_of_the_browser_reaches_it():
    text, _ = Api().ask("firm", {"people": ("u.csv", USERS)})
    assert json.loads(text)["lines"]["people"].startswith(
        "Name\tRate\tClio user\tOld name\tRoles\nBillie Sample\t320\t"
    )
