"""Crosswalks as people fill them in."""

from __future__ import annotations

from decimal import Decimal

from template_builder.check.crosswalk_check import crosswalk_from
from template_builder.check.reference import reference_from
from template_builder.common.text import key_of
from template_builder.crosswalk.crosswalk import crosswalk_of
from tests.support.fill import fill
from tests.support.kit import example_kit, real_firm, real_kit

BLANK = next(file.data for file in example_kit() if file.name == "matter-crosswalk.xlsx")


def crosswalk(cells: dict[str, object]):
    return crosswalk_from([("cross.xlsx", fill(BLANK, cells))])


def test_matters_and_people_are_read():
    found = crosswalk(
        {
            "Matters!A2": "0101", "Matters!B2": "Orchard", "Matters!D2": "00012-Orchard",
            "Matters!A4": 1001, "Matters!B4": "Placeholder",
            "People!A2": "BSA", "People!B2": "Billie Sample", "People!C2": 320,
        }
    )  # fmt: skip
    assert found.matters["0101"].display_number == "00012-Orchard"
    assert found.matters["1001"].display_number == ""
    assert found.people["bsa"].rate == Decimal(320)
    assert found.users == {"billie sample": "Billie Sample"}


def test_csv_files_hold_one_sheet_each():
    matters = (
        b"Old number,Client,Description,Clio display number\r\n0101,Orchard,Lease,00012-Orchard\r\n"
    )
    people = b"Old name,Clio user,Rate\r\nBSA,Billie Sample,320\r\n"
    found = crosswalk_from([("matters.csv", matters), ("people.csv", people)])
    assert found.matters["0101"].display_number == "00012-Orchard"
    assert found.people["bsa"].rate == Decimal(320)


def test_the_same_matter_twice_with_the_same_number_is_fine():
    found = crosswalk({"Matters!A2": "1", "Matters!A3": "1", "Matters!D3": "A"})
    assert found.matters["1"].display_number == "A"


def test_a_firms_own_file_is_a_crosswalk_too():
    found = crosswalk_of(real_firm())
    assert found.matters["0101"].display_number == "00012-Fictional Orchard"
    assert found.people["billie sample"].rate == Decimal(320)


def test_a_given_crosswalk_goes_before_the_firms_file():
    given = crosswalk({"Matters!A2": "0101", "Matters!D2": "00099-Orchard"})
    known = reference_from(real_firm(), given)
    assert known.destinations["0101"] == "00099-Orchard"
    assert known.without_display == {"1001"}
    assert known.destinations[key_of("00099-Orchard")] == "00099-Orchard"


def test_without_a_crosswalk_nothing_is_said_about_display_numbers():
    known = reference_from(real_firm(), None)
    assert known.without_display == frozenset()
    assert known.destinations == {}
    assert "1001" in known.matters


def test_the_firms_filled_crosswalk_is_read():
    found = crosswalk_from([("c.xlsx", real_kit()["matter-crosswalk.xlsx"])])
    assert set(found.matters) == {"0101", "1001"}
    assert set(found.people) == {"alex example", "billie sample"}
