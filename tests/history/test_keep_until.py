"""How long to keep a file: computed where the rule and the file tell it, and else what is missing."""

from __future__ import annotations

import datetime as dt

import pytest

from template_builder.history.keep_until import Keeping, rule_of
from template_builder.plan.regions import load_regions
from tests.support.kit import guide

DAY = dt.date(2027, 1, 14)
TRUST, OTHER = guide().reports[0].report, guide().reports[5].report


@pytest.mark.parametrize(
    ("region", "day", "until"),
    [
        ("US-NY", DAY, dt.date(2034, 1, 14)),
        ("GB-ENG", DAY, dt.date(2033, 1, 14)),
        ("GB-WLS", DAY, dt.date(2033, 1, 14)),
        ("NZ", DAY, dt.date(2033, 1, 14)),
        ("NZ-AUK", dt.date(2028, 2, 29), dt.date(2034, 2, 28)),
    ],
)
def test_a_period_that_counts_from_what_a_record_holds_gives_a_day(region, day, until):
    kept = Keeping(guide(), region).of(TRUST, day)
    assert (kept.until, kept.missing) == (until, "")
    assert "Check with your regulator." in kept.rule


@pytest.mark.parametrize(
    ("region", "report", "day", "missing"),
    [
        ("", TRUST, DAY, "no firm's file"),
        ("IE", TRUST, DAY, "no rule of IE"),
        ("GB-SCT", TRUST, DAY, "no rule of GB-SCT"),
        ("US-NY", OTHER, DAY, "trust records only"),
        ("US-NY", None, DAY, "trust records only"),
        ("US-NY", "a report of our own", DAY, "trust records only"),
        ("US-NY", TRUST, None, "last day that the file covers"),
        ("US-TX", TRUST, DAY, "final disposition of the matter"),
        ("US-OH", TRUST, DAY, "end of the representation"),
        ("CA-ON", TRUST, DAY, "fiscal year ends"),
        ("CA-AB", TRUST, DAY, "could not be confirmed"),
        ("AU-NSW", TRUST, DAY, "could not be confirmed"),
    ],
)
def test_where_there_is_no_day_it_says_what_is_missing(region, report, day, missing):
    kept = Keeping(guide(), region).of(report, day)
    assert kept.until is None
    assert missing in kept.missing


def test_a_rule_is_that_of_the_region_before_that_of_the_country():
    assert rule_of(guide(), "US-NY").id == "us-new-york"
    assert rule_of(guide(), "US-OH").id == "us-aba-model"
    assert rule_of(guide(), "CA-ON").id == "ca-ontario-trust"
    assert rule_of(guide(), "CA-QC") is None


def test_the_regions_of_rules_are_known_and_each_has_one_rule():
    places = [place for rule in guide().retention for place in rule.regions]
    assert set(places) <= set(load_regions().regions)
    assert len(places) == len(set(places))


def test_years_are_those_of_the_period_in_words():
    words = {6: "six", 7: "seven"}
    for rule in guide().retention:
        if rule.years_from_last_day:
            assert rule.period.startswith(words[rule.years_from_last_day])
            assert rule.counted_from
