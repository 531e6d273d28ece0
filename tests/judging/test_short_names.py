"""Short names of people: whom each can mean, and where it is one person only."""

from __future__ import annotations

import pytest

from template_builder.common.text import key_of
from template_builder.judging.words import PersonJudge

NAMES = (
    "Billie Sample",
    "BSA",
    "Alex Example",
    "Jos\u00e9 N\u00fa\u00f1ez",
    "Maeve O'Sample",
    "Alan M. Exner",
    "Bo Li",
)
SAME = {"billie sample": "Billie Sample", "bsa": "Billie Sample"}
JUDGE = PersonJudge(known={key_of(name): name for name in NAMES}, same=SAME)


def told(value: str, judge: PersonJudge = JUDGE) -> tuple[str, str]:
    verdict = judge(value)
    assert verdict.value is None
    (flaw,) = verdict.flaws
    return flaw.kind, flaw.suggestion


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("B. Sample", "Billie Sample"),
        ("B Sample", "Billie Sample"),
        ("B.Sample", "Billie Sample"),
        ("Billie", "Billie Sample"),
        ("Billie S.", "Billie Sample"),
        ("Sample", "Billie Sample"),
        ("Sample, Billie", "Billie Sample"),
        ("Sample, B.", "Billie Sample"),
        ("Sample Billie", "Billie Sample"),
        ("BS", "Billie Sample"),
        ("B.S.", "Billie Sample"),
        ("Bill. Sample", "Billie Sample"),
        ("Billie M. Sample", "Billie Sample"),
        ("Ms. Billie Sample", "Billie Sample"),
        ("Billie Sample, Esq.", "Billie Sample"),
        ("Billie Sample (associate)", "Billie Sample"),
        ("B. Sample (BSA)", "Billie Sample"),
        ("Jose Nunez", "Jos\u00e9 N\u00fa\u00f1ez"),
        ("J. Nu\u0301n\u0303ez", "Jos\u00e9 N\u00fa\u00f1ez"),
        ("JN", "Jos\u00e9 N\u00fa\u00f1ez"),
        ("M. O\u2019Sample", "Maeve O'Sample"),
        ("Alan Exner", "Alan M. Exner"),
        ("AME", "Alan M. Exner"),
    ],
)
def test_a_short_name_that_fits_one_person_is_probably_that_person(short, name):
    assert told(short) == ("person-abbreviated", name)


@pytest.mark.parametrize(
    "short",
    ["A. Ex.", "A", "B", "AE.", "Sam", "Bil", "bs", "Sample, Alex", "Billie Example", "Billie Sample Jr.", "X. Sample", "?", "12"],
)  # fmt: skip
def test_nobody_is_named_where_none_or_two_fit(short):
    kind, suggestion = told(short)
    assert (kind, suggestion) in (("person-unknown", ""), ("person-abbreviated", "Alex Example"))
    assert suggestion == ("Alex Example" if short == "AE." else "")


def test_two_names_of_one_person_are_one_person():
    names = ("Billie Sample", "Billie Sample-Roe")
    known = {key_of(name): name for name in names}
    assert told("Billie", PersonJudge(known=known)) == ("person-unknown", "")
    same = {key_of(name): "Billie Sample-Roe" for name in names}
    kind, suggestion = told("Billie", PersonJudge(known=known, same=same))
    assert kind == "person-abbreviated"
    assert suggestion in names
