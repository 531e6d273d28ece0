"""The end of a build names what changed since the build before, and what of it those need who have their folder."""

from __future__ import annotations

import re

import pytest

from macros.changed_since import changed_since
from template_builder.firm.firm_file import parse_firm
from tests.support.kit import TEST_FIRM, guide

RAISED = TEST_FIRM.replace("days_off", "revision = 1\ndays_off")
PLAN = TEST_FIRM[TEST_FIRM.index("[plan]") : TEST_FIRM.index("[categories]")]


def said(now: str, before: str = TEST_FIRM) -> list[str]:
    return list(changed_since(before.encode(), parse_firm(now, "firm.toml", guide()), guide()))


@pytest.mark.parametrize(
    ("now", "lines"),
    [
        (TEST_FIRM, []),
        (RAISED, ["The plan has revision 1: hand out the calendars again."]),
        (RAISED.replace("2027-01-14", "2027-01-21"), ["The plan has revision 1: hand out the calendars again."]),
        (TEST_FIRM.replace("2027-01-14", "2027-01-21"), ["its revision is still 0", "Write revision = 1"]),
        (TEST_FIRM.replace("= 320.00", "= 340"), ["Another usual rate: Billie Sample."]),
        (TEST_FIRM + '[[people]]\nname = "Casey Specimen"\n', ["New: Casey Specimen. Hand out only what is theirs"]),
        (TEST_FIRM.replace('"Billie Sample"', '"Casey Specimen"'), ["New: Casey", "No longer in the firm's file: Billie"]),
        (TEST_FIRM.replace('"1001"', '"1002"'), ["New matters: 1002."]),
        (TEST_FIRM.replace(PLAN, ""), []),
    ],
)  # fmt: skip
def test_each_change_is_said_with_what_to_do(now, lines):
    found = "\n".join(said(now))
    assert bool(found) == bool(lines)
    for line in lines:
        assert line in found


def test_a_first_plan_is_no_change_of_one_and_a_first_build_has_nothing_before():
    (line,) = said(TEST_FIRM, TEST_FIRM.replace(PLAN, ""))
    assert line.startswith("There is a plan now")
    assert said(TEST_FIRM, "") == said(TEST_FIRM, "[firm") == []


def test_the_first_matters_are_new_to_whoever_has_a_workbook_already():
    people_alone = re.sub(r"\[\[matters\]\][^\[]*", "", TEST_FIRM)
    assert people_alone != TEST_FIRM
    (line,) = said(TEST_FIRM, people_alone)
    assert line.startswith("New matters: 0101; 1001. Who fills in a workbook already adds")
    nobody = re.sub(r"\[\[people\]\][^\[]*", "", people_alone)
    assert said(TEST_FIRM, nobody) == []
