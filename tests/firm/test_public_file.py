"""What a site shows of its firm's file: enough for a check, no rate, no matter, no name that is not published."""

from __future__ import annotations

import dataclasses
import tomllib

import pytest

from template_builder.firm.firm_file import load_firm, parse_firm
from template_builder.firm.public_file import public_toml
from tests.support.kit import ROOT, TEST_FIRM, example_firm, guide, real_firm

NAMED = TEST_FIRM.replace("[plan]", "publish_names = true\n\n[plan]")
ODD = (
    NAMED.replace("Imaginary Law", 'Odd \\"& <b>Firm</b>')
    + '[[people]]\nname = "Zo\u00eb \\u0022Z\\u0022 Model"\nold_name = "ZM"\nclio_user = "Zoe Model"\nroles = ["it"]\n'
)
FULL = NAMED.replace(
    "days_off =",
    'time_zone = "America/Chicago"\nimport_confirmed = 2027-01-25\nsign_off = 2027-01-29\nworks_on = [2027-02-15]\ndays_off =',
)


@pytest.mark.parametrize("text", [NAMED, ODD, FULL], ids=["plain", "odd names", "all dates"])
def test_it_says_the_same_as_the_firms_file_but_for_rates_and_matters(text):
    firm = parse_firm(text, "firm.toml", guide())
    shown = parse_firm(public_toml(firm), "shown", guide())
    without = [dataclasses.replace(person, rate=None) for person in firm.people]
    assert list(shown.people) == without
    assert shown.matters == ()
    same = (
        "name",
        "region",
        "date_order",
        "rounding_minutes",
        "previous_system",
        "time_categories",
        "expense_categories",
        "plan",
    )
    for field in same:
        assert getattr(shown, field) == getattr(firm, field), field


def test_no_rate_and_no_client_is_in_it():
    text = public_toml(parse_firm(NAMED, "firm.toml", guide()))
    assert "rate" not in tomllib.loads(text)["people"][1]
    for secret in ("320", "Orchard", "0101", "Placeholder"):
        assert secret not in text


def test_no_person_is_named_unless_the_firm_publishes_names():
    text = public_toml(real_firm())
    assert "people" not in tomllib.loads(text)
    # The address for workbooks goes too where it is a person.
    for person in real_firm().people:
        assert person.name not in text
    for said in ("Sample, Billie (billing)", "BILLIE  SAMPLE's desk", "Ms. B. A. Clioname"):
        firm = dataclasses.replace(real_firm(), send_to=said)
        other = dataclasses.replace(
            firm.people[0], clio_user="B. A. Clioname", name="Billie Sample"
        )
        assert dataclasses.replace(firm, people=(other,)).published.send_to == ""
    office = dataclasses.replace(real_firm(), send_to="the office manager")
    assert office.published.send_to == "the office manager"


def test_a_fictional_firm_and_one_without_a_plan():
    assert public_toml(example_firm()) == ""
    firm = load_firm(ROOT / "tests/site/real-firm.toml", guide())
    bare = dataclasses.replace(firm, plan=None)
    assert "plan" not in tomllib.loads(public_toml(bare))


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("no", []),
        ("numbers", [("0101", "", "00012-Fictional Orchard"), ("1001", "", "")]),
        (
            "clients",
            [
                ("0101", "Fictional Orchard Ltd", "00012-Fictional Orchard"),
                ("1001", "Pat Placeholder", ""),
            ],
        ),
    ],
)
def test_numbers_of_matters_are_seen_as_far_as_the_firm_publishes_them(published, expected):
    text = f'{TEST_FIRM}\n[new_staff]\npublish_matter_numbers = "{published}"\n'
    firm = parse_firm(text, "firm.toml", guide())
    shown = firm.published_numbers
    assert [(m.old_number, m.client, m.display_number) for m in shown] == expected
    assert {m.description for m in shown} <= {""}
    assert firm.published.matters == ()
    assert dataclasses.replace(firm, fictional=True).published_numbers == ()


def test_words_for_new_staff_that_name_a_person_stay_out_unless_names_are_published():
    words = '\n[new_staff]\nask = "Billie Sample, desk 3"\nindex = "In the safe."\n'
    quiet = parse_firm(TEST_FIRM + words, "firm.toml", guide()).published.new_staff
    assert (quiet.ask, quiet.index) == ("", "In the safe.")
    named = parse_firm(NAMED + words, "firm.toml", guide()).published.new_staff
    assert named.ask == "Billie Sample, desk 3"
