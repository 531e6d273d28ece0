"""`firm.toml`: what a firm gets to read when something in it is wrong."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from template_builder.common.errors import SpecProblems
from template_builder.firm.firm_file import load_firm, parse_firm
from template_builder.firm.ids import file_id, person_ids
from tests.support.kit import TEST_FIRM, example_firm, guide, real_firm


def complaint(text: str) -> str:
    with pytest.raises(SpecProblems) as error:
        parse_firm(text, "firm.toml", guide())
    return str(error.value)


def changed(old: str, new: str) -> str:
    assert old in TEST_FIRM
    return TEST_FIRM.replace(old, new)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'date_order = "DMY"',
            'date_order = "YMD"',
            "firm.date_order: expected one of MDY, DMY, found 'YMD'; did you mean 'MDY'?",
        ),
        (
            'region = "US"',
            'region = "Texas"',
            "firm.region: expected a country, or country and state, such as US, US-CA, CA-ON, "
            "GB-ENG or AU-NSW, found 'Texas'",
        ),
        (
            "rounding_minutes = 6",
            "rounding_minutes = 7",
            "firm.rounding_minutes: expected one of 1, 5, 6, 10, 12, 15, 20, 30, 60, found 7",
        ),
        (
            "rate = 320.00",
            'rate = "$320"',
            "people[2].rate: expected a number without quotes, such as 250 or 250.00, found '$320'",
        ),
        ('name = "Imaginary Law"', "", "firm.name: is missing; expected text"),
        (
            'name = "Imaginary Law"',
            'naem = "Imaginary Law"\nname = "Imaginary Law"',
            "firm.naem: is not a known key; did you mean 'name'?",
        ),
        (
            "export_day = 2027-01-14",
            "export_day = 2027-01-16",
            "plan.export_day: 2027-01-16 is not a business day, and the session needs people at work",
        ),
        (
            "cut_off_time = 12:00:00",
            "cut_off_time = 14:00:00",
            "plan.cut_off_time: expected a time before the export session at 13:00, found 14:00",
        ),
        (
            "days_off = [2027-01-18]",
            "import_confirmed = 2027-01-13",
            "plan.import_confirmed: expected a day after the export, 2027-01-14, found 2027-01-13",
        ),
        (
            'region = "US"',
            'region = "GB-ENGL"',
            "firm.region: expected GB, GB-ENG, GB-NIR, GB-SCT, GB-WLS, found 'GB-ENGL'; did you mean 'GB-ENG'?",
        ),
        (
            "export_day = 2027-01-14",
            "export_day = 2027-02-15",
            "plan.export_day: 2027-02-15 is not a business day, and the session needs people at work."
            " It is Washington's Birthday; if your firm works then, add it to works_on",
        ),
        (
            "days_off = [2027-01-18]",
            "works_on = [2027-01-19]",
            "plan.works_on: 2027-01-19 is no public holiday on a weekday in US",
        ),
        (
            "days_off = [2027-01-18]",
            'time_zone = "America/Chicgo"',
            "plan.time_zone: expected a zone such as America/Chicago, found 'America/Chicgo'; did you mean 'America/Chicago'?",
        ),
        (
            "days_off = [2027-01-18]",
            "billing_day = 32",
            "plan.billing_day: expected a day of the month from 1 to 31, found 32",
        ),
        (
            "days_off = [2027-01-18]",
            "expected_completion = 2027-01-14",
            "plan.expected_completion: expected a day after the export, 2027-01-14, found 2027-01-14",
        ),
        (
            "days_off = [2027-01-18]",
            "hand_over = 2027-01-13",
            "plan.hand_over: expected the day of the export, 2027-01-14, or a later one, found 2027-01-13",
        ),
        (
            "days_off = [2027-01-18]",
            "hand_over = 2027-01-20\nimport_confirmed = 2027-01-20",
            "plan.import_confirmed: expected a day after the hand-over, 2027-01-20, found 2027-01-20",
        ),
        (
            "days_off = [2027-01-18]",
            "import_confirmed = 2027-01-25\nreview_end = 2027-01-25",
            "plan.review_end: expected a day after the import confirmation, found 2027-01-25",
        ),
        (
            "days_off = [2027-01-18]",
            "revision = -1",
            "plan.revision: expected at least 0, found -1",
        ),
        (
            "days_off = [2027-01-18]",
            'calendar_id = "Our Firm"',
            "plan.calendar_id: expected small letters, digits and hyphens, found 'Our Firm'",
        ),
        (
            'roles = ["coordinator"]',
            'roles = ["cordinator"]',
            f"people[1].roles: expected words out of {', '.join(guide().roles)}, "
            "found 'cordinator'; did you mean 'coordinator'?",
        ),
        (
            'name = "Billie Sample"',
            'name = "Alex Example"',
            "people[2].clio_user: 'alex example' is already used by people[1]",
        ),
        (
            'name = "Billie Sample"',
            'name = "alex  EXAMPLE"\nclio_user = "Alex B. Example"',
            "people[2].name: 'alex  EXAMPLE' is the name of people[1] too. Add what tells them apart, such as an initial: "
            "ticks and workbooks go by the name",
        ),
        (
            'old_number = "1001"',
            'old_number = "0101"',
            "matters[2].old_number: '0101' is already used by matters[1]",
        ),
        (
            '"00012-Fictional Orchard"',
            '"00012-Fictional Orchard: Lease"',
            "matters[1].display_number: expected the number without the colon and description",
        ),
    ],
)
def test_a_mistake_names_key_value_and_expectation(old, new, message):
    assert f"  {message}" in complaint(changed(old, new)).splitlines()


def test_an_unknown_previous_system_gets_the_list_and_a_guess():
    message = complaint(changed('"PCLaw"', '"PCLow"'))
    assert "found 'PCLow'; did you mean 'pclaw'?" in message


def test_every_mistake_is_named_at_once():
    text = changed('date_order = "DMY"', 'date_order = "?"').replace("12:00:00", "23:00:00")
    assert len(complaint(text).splitlines()) == 3


def test_text_that_is_not_toml_is_named_with_its_line():
    assert "is not valid TOML" in complaint("[firm\nname = 1")


def test_a_file_that_is_not_there_or_not_text_is_named(tmp_path):
    with pytest.raises(SpecProblems, match="cannot be read"):
        load_firm(tmp_path / "none.toml", guide())
    (tmp_path / "odd.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SpecProblems, match="not saved as UTF-8"):
        load_firm(tmp_path / "odd.toml", guide())


def test_the_example_firm_keeps_out_of_files_for_everyone():
    shared = example_firm().for_everyone
    assert (shared.people, shared.matters, shared.plan, shared.name) == ((), (), None, "")
    assert example_firm().people
    assert real_firm().for_everyone is real_firm()


def test_the_zone_is_that_of_the_region_unless_another_is_given():
    def zone(region: str, line: str = "") -> str:
        text = changed('region = "US"', f'region = "{region}"').replace("[plan]", f"[plan]\n{line}")
        plan = parse_firm(text, "firm.toml", guide()).plan
        assert plan
        return plan.time_zone

    assert zone("US-TX") == "America/Chicago"
    assert zone("US-TX", 'time_zone = "America/Denver"') == "America/Denver"
    assert zone("US") == zone("FR") == ""


def test_public_holidays_and_days_off_are_closed_and_work_days_are_not():
    text = changed("days_off = [2027-01-18]", "days_off = [2027-01-20]\nworks_on = [2027-02-15]")
    plan = parse_firm(text, "firm.toml", guide()).plan
    assert plan
    days = [dt.date(2027, 1, 18), dt.date(2027, 1, 20), dt.date(2027, 2, 15)]
    assert [day in plan.closed for day in days] == [True, True, False]
    assert [plan.closed_name(day) for day in days[:2]] == ["Martin Luther King Jr. Day", "day off"]


def test_what_a_firm_says_arrives():
    firm = real_firm()
    assert firm.rounding_minutes == 6
    assert firm.previous_system == "pclaw"
    assert [person.id for person in firm.people] == ["alex-example", "billie-sample"]
    assert firm.people[1].rate == Decimal("320.00")
    assert firm.date_format == "dd/mm/yyyy"


@pytest.mark.parametrize(
    ("name", "id_"),
    [("Alex Example", "alex-example"), ("Émile O'Exemple", "emile-o-exemple"), ("名", "")],
)
def test_names_become_file_names(name, id_):
    assert file_id(name) == id_


@pytest.mark.parametrize(
    ("names", "given", "ids"),
    [
        (["李伟", "Иван Петров", "王芳"], ["", "", ""], ["person-1", "person-2", "person-3"]),
        (["Jose Diaz", "José Díaz"], ["", ""], ["jose-diaz", "jose-diaz-2"]),
        (["Alex Kim"] * 3, ["", "", ""], ["alex-kim", "alex-kim-2", "alex-kim-3"]),
        (["Alex Kim", "Kim"], ["", "alex-kim"], ["alex-kim-2", "alex-kim"]),
        (["👩‍⚖️", "---", "Con"], ["", "", ""], ["person-1", "person-2", "person-3-con"]),
        (["Person 2", "李伟"], ["", ""], ["person-2", "person-2-2"]),
        (["A" * 100] * 2, ["", ""], ["a" * 100, "a" * 100 + "-2"]),
    ],
    ids=["other scripts", "accents", "one name", "one that is given", "no letter", "a number", "long"],
)  # fmt: skip
def test_each_person_has_an_id_of_their_own(names, given, ids):
    assert person_ids(names, given) == ids
    assert person_ids([*names, "Casey Specimen"], [*given, ""])[:-1] == ids


def test_a_firm_with_names_in_any_script_is_read():
    firm = parse_firm(changed("Billie Sample", "李伟"), "firm.toml", guide())
    assert [person.id for person in firm.people] == ["alex-example", "person-2"]


@pytest.mark.parametrize(
    "address",
    [
        "a@b.co?bcc=evil%40evil.test&body=x",
        "a@b.co,evil@evil.test",
        "a@b.co;evil@evil.test",
        "a b@firm.example",
        "a@b.co\\nBcc: evil@evil.test",
        "<a@firm.example>",
        "a@localhost",
    ],
)
def test_an_address_that_could_add_to_a_message_is_refused(address):
    text = changed('date_order = "DMY"', f'date_order = "DMY"\nfeedback_email = "{address}"')
    assert "firm.feedback_email: expected an e-mail address, or nothing" in complaint(text)


def test_an_ordinary_address_is_taken():
    text = changed("date_order", 'feedback_email = "o\'neil+clio@mail.firm-x.example"\ndate_order')
    assert (
        parse_firm(text, "firm.toml", guide()).feedback_email == "o'neil+clio@mail.firm-x.example"
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "export_day = 2027-01-14",
            "export_day = 9999-12-30",
            "plan.export_day: expected a day from 2020",
        ),
        (
            "export_day = 2027-01-14",
            "export_day = 0001-01-02",
            "plan.export_day: expected a day from 2020",
        ),
        (
            "days_off = [2027-01-18]",
            "days_off = [2101-01-01]",
            "plan.days_off[1]: expected a day from",
        ),
        (
            "export_time",
            "expected_completion = 9999-01-01\nexport_time",
            "expected a day from 2020",
        ),
        (
            "export_time",
            "revision = 99999999999999999999\nexport_time",
            "expected at most 1,000,000",
        ),
        ("rate = 320.00", "rate = 1e400", "people[2].rate: expected at most 100,000"),
        ("rate = 320.00", "rate = 100001", "people[2].rate: expected at most 100,000"),
        (
            '"Imaginary Law"',
            '"Imaginary\\u0001Law"',
            "firm.name: has an invisible character (U+0001)",
        ),
        ('"Imaginary Law"', '"\\u200b"', "firm.name: has an invisible character (U+200B)"),
        ('"Pat Placeholder"', '"Pat\\u202ecod"', "client: has an invisible character (U+202E)"),
        (
            '"Copies"',
            '"Cop\\u000bies"',
            "categories.expense[1]: has an invisible character (U+000B)",
        ),
    ],
)
def test_what_no_firm_means_is_named_with_its_key(old, new, message):
    assert message in complaint(changed(old, new))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            'publish_matter_numbers = "all"',
            "new_staff.publish_matter_numbers: expected one of no, numbers, clients, found 'all'",
        ),
        ('documents = ["here"]', "new_staff.documents: expected text"),
        ('invoice = "here"', "new_staff.invoice: is not a known key; did you mean 'invoices'?"),
    ],
)
def test_a_mistake_in_the_words_for_new_staff_is_named(line, message):
    assert message in complaint(f"{TEST_FIRM}\n[new_staff]\n{line}\n")


def test_lists_nested_too_deeply_are_refused_in_words():
    assert "nested too deeply" in complaint(f"x = {'[' * 5000}{']' * 5000}\n{TEST_FIRM}")


def test_an_announcement_with_an_open_backtick_is_refused():
    announcement = (
        '[announcement]\nid = "a"\ntitle = "one ` tick"\nfacts = ["two `` ticks", "a ` b"]\n'
    )
    said = complaint(TEST_FIRM + announcement)
    assert "announcement.title: has a backtick" in said
    assert "announcement.facts[2]: has a backtick" in said
