"""What people and spreadsheets make of a matter's number, and what is certain of it."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from template_builder.common.text import key_of
from template_builder.judging.changed_numbers import ChangedNumbers
from template_builder.judging.client_names import client_key
from template_builder.judging.matters import MatterJudge
from template_builder.judging.short_names import one_person
from template_builder.judging.words import Near
from template_builder.judging.written_names import WrittenJudge

NUMBERS = (
    "00123", "2024-0117", "1001", "MAR-01", "1E5", "1-5", "3-2001", "24-01-17", "A 7", "1001 B", "45123",
    "00012-Fictional Orchard", "00014-Sample Bakery", "00015: Marina", "12E3-4",
)  # fmt: skip
TWO = (("one", "now 00014"), ("two", "1001"), ("instead", "00014"))
JUDGE = MatterJudge(
    known={key_of(number): number for number in NUMBERS},
    two_meanings={"00077": TWO},
    destinations={"1001": "00014-Sample Bakery", "00014-sample bakery": "00014-Sample Bakery"},
    clients={
        client_key(name): numbers
        for name, numbers in (
            ("Sample Bakery Inc", ("1001",)),
            ("Fictional Orchard Ltd", ("00123", "2024-0117")),
            ("Jos\u00e9 N\u00fa\u00f1ez", ("A 7",)),
            ("The Company", ("3-2001",)),
        )
    },
    near=Near(NUMBERS),
    changed=ChangedNumbers(NUMBERS),
)


def told(value: object, judge: MatterJudge = JUDGE) -> tuple[object, str, str]:
    verdict = judge(value)
    (flaw,) = verdict.flaws
    return verdict.value, flaw.kind, flaw.suggestion


def words(value: object) -> dict[str, str]:
    return dict(JUDGE(value).flaws[0].params)


@pytest.mark.parametrize(
    ("value", "suggestion"),
    [
        (dt.date(2027, 3, 1), "MAR-01"),
        (dt.datetime(2026, 3, 1), "MAR-01"),
        (dt.date(2027, 1, 5), "1-5"),
        (dt.date(2027, 5, 1), "1-5"),
        (dt.date(2001, 3, 1), ""),  # 3-2001, or MAR-01 of the year 2001
        (dt.date(2024, 1, 17), "24-01-17"),
        (dt.date(2023, 7, 16), "45123"),
        (dt.date(2027, 8, 9), ""),
        ("2027-03-01", "MAR-01"),
        ("17 Jan 2024", "24-01-17"),
    ],
)
def test_a_number_that_became_a_date_is_named(value, suggestion):
    assert told(value) == (None, "matter-as-date", suggestion)
    assert words(value)["retyped"] == {"": words(value)["retyped"]}.get(suggestion, suggestion)


def test_a_date_that_no_known_number_can_have_become_has_no_suggestion():
    assert words(dt.date(2027, 8, 9)) == {"retyped": "the matter's number again"}
    assert words(dt.date(2001, 3, 1)) == {"retyped": "MAR-01 or 3-2001"}


@pytest.mark.parametrize(
    ("value", "suggestion"),
    [
        (123, "00123"),
        ("123", "00123"),
        (123.0, "00123"),
        (100000, "1E5"),
        ("1E+05", "1E5"),
        ("1.00E+05", "1E5"),
        ("100,000", "1E5"),
        ("1001.0", "1001"),
    ],
)
def test_a_number_that_became_another_number_is_named(value, suggestion):
    assert told(value) == (None, "matter-as-number", suggestion)


def test_a_number_cell_that_may_have_been_one_of_two_has_no_suggestion():
    numbers = ("123", "00123")
    judge = MatterJudge(
        known={key_of(n): n for n in numbers}, changed=ChangedNumbers(numbers), near=Near(numbers)
    )
    assert told(123, judge) == (None, "matter-as-number", "")
    assert [judge(text).value for text in numbers] == [*numbers]


@pytest.mark.parametrize("value", [1001, "1001", "1e5", "mar-01", "00015: Marina", "12e3-4", 45123])
def test_a_known_number_is_taken(value):
    assert JUDGE(value).flaws == ()


@pytest.mark.parametrize(
    "value",
    [
        "1001, 2024-0117", "1001 & 2024-0117", "1001 / 00123", "1001/00123", "1001;00123", "1001 and 2024-0117",
        "1001 2024-0117", "1001 - 00123", "1001\u201300123", "1001 + A 7", "1001\n00123", "00123 Lease, 1001",
        "1001 (with 2024-0117)", "1001: 2024-0117", "00012-Fictional Orchard, 1001",
    ],
)  # fmt: skip
def test_a_row_on_two_matters_is_to_be_split(value):
    assert told(value) == (None, "matter-list", "")


@pytest.mark.parametrize(
    ("value", "suggestion"),
    [
        ("1001, 00014-Sample Bakery", "1001"),
        ("1001 / 1001", "1001"),
        ("00014-Sample Bakery (1001)", "00014-Sample Bakery"),
        ("1001 Lease", "1001"),
        ("2024-0117, Estate plan", "2024-0117"),
        ("00123 - Lease of cold store", "00123"),
    ],
)
def test_one_matter_with_more_text_is_certain(value, suggestion):
    assert told(value) == (None, "matter-with-description", suggestion)


@pytest.mark.parametrize(
    "value", ["1001 A", "1001 02", "1001 II", "1001: 02", "1001 - B2", "1001 B Lease", "00123 7b"]
)
def test_what_may_be_a_number_of_its_own_is_not_cut(value):
    assert told(value) == (None, "matter-unknown", "")
    assert words(value)["near"].startswith(" Is it ")


@pytest.mark.parametrize(
    ("value", "suggestion"),
    [
        ("00012-Fictional Orchard: Lease", "00012-Fictional Orchard"),
        ("00012-Fictional Orchard:", "00012-Fictional Orchard"),
        ("1001\uff1aTrade mark", "1001"),
        ("1001 : Trade mark: renewal", "1001"),
    ],
)
def test_what_follows_a_colon_is_cut_unless_the_whole_is_known(value, suggestion):
    assert told(value) == (None, "matter-with-colon", suggestion)


@pytest.mark.parametrize(
    ("value", "numbers"),
    [
        ("Sample Bakery Inc", "1001"),
        ("FICTIONAL ORCHARD LTD ", "00123 or 2024-0117"),
        ("Sample\u00a0Bakery\u200b Inc", "1001"),
        ("Sample Bakery", "1001"),
        ("SAMPLE BAKERY, INC.", "1001"),
        ("Sample Bakery Inc - Trade mark", "1001"),
        ("Sample Bakery: Trade mark", "1001"),
        ("Fictional Orchard (lease)", "00123 or 2024-0117"),
        ("Nunez, Jose", "A 7"),
        ("Mr. Jos\u00e9 N\u00fa\u00f1ez", "A 7"),
        ("the company", "3-2001"),
    ],
)
def test_a_client_in_place_of_a_matter_is_answered_with_its_matters(value, numbers):
    assert told(value) == (None, "matter-is-client", "")
    assert words(value) == {"numbers": numbers}


def test_a_number_with_two_meanings_is_never_taken():
    assert told("00077") == (None, "matter-two-meanings", "")
    assert words("00077") == dict(TWO)


@pytest.mark.parametrize("value", [True, False, dt.time(1, 30), dt.timedelta(hours=25)])
def test_what_can_be_no_number_is_unknown_even_where_nothing_is_known(value):
    assert told(value, MatterJudge(known={})) == (None, "matter-unknown", "")


@pytest.mark.parametrize(
    "value", ["Sample", "Bakery Trade mark", "Orchard Sample Bakery", "Co", "-"]
)
def test_part_of_a_clients_name_is_no_client(value):
    assert told(value)[1] == "matter-unknown"


@pytest.mark.parametrize("value", ["0123", "01001", "000123"])
def test_more_zeros_than_a_known_number_has_are_not_the_work_of_a_spreadsheet(value):
    assert told(value) == (None, "matter-unknown", "")


@pytest.mark.parametrize(
    "text",
    [
        "1001" + " " * 30_000 + "x", "1001 " + "a, " * 10_000, "9" * 30_000, "1-" + "9" * 30_000, "1001:" * 6_000,
        "1," * 15_000, "MAR-" * 8_000, " -" * 15_000,
    ],
)  # fmt: skip
def test_a_hostile_text_is_judged_at_once(text):
    before = time.perf_counter()
    assert JUDGE(text).value is None
    assert ChangedNumbers([text]).behind_date(dt.date(2027, 3, 1)) == []
    assert ChangedNumbers([text]).behind_number("1001") == []
    assert one_person(text, [text, "Billie Sample"], {}) == ""
    WrittenJudge("Clio", before_colon=True)(text)
    assert time.perf_counter() - before < 0.5


def test_the_beginning_of_one_display_number_names_it():
    assert words("00012")["near"] == " Is it 00012-Fictional Orchard?"
