"""How long a report must be kept, by the rule of the firm's place, as far as a file tells it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from ..common.days import day_of_month
from ..guide.model import Guide, Report, RetentionRule

CHECK = "Check with your regulator."


class Kept(NamedTuple):
    """The day until which to keep a file and the rule in words; where there is no day, `missing` says why."""

    until: dt.date | None = None
    rule: str = ""
    missing: str = ""


def rule_of(guide: Guide, region: str) -> RetentionRule | None:
    """The rule of a region, or of its country where the region has none of its own."""
    country = region.partition("-")[0]
    for place in (region, country):
        for rule in guide.retention:
            if place in rule.regions:
                return rule
    return None


class Keeping:
    """Answers for one firm's region; empty where the firm is not known."""

    def __init__(self, guide: Guide, region: str) -> None:
        self._reports = {report.report: report for report in guide.reports}
        self._region = region
        self._rule = rule_of(guide, region)
        self._words = in_words(guide, self._rule) if self._rule else ""

    def of(self, report: object, last_day: dt.date | None) -> Kept:
        """Of a file with this report in it, whose last day is known or not."""
        rule = self._rule
        if not self._region:
            return Kept(missing="no firm's file says the firm's region")
        if rule is None:
            return Kept(missing=f"no rule of {self._region} is in this guide")
        known = self._reports.get(report) if isinstance(report, str) else None
        if not _is_trust_record(known):
            return Kept(missing="the rules in this guide are about trust records only")
        if not rule.years_from_last_day:
            return Kept(rule=self._words, missing=_not_countable(rule))
        if last_day is None:
            return Kept(rule=self._words, missing="the last day that the file covers is not known")
        year = last_day.year + rule.years_from_last_day
        return Kept(day_of_month(year, last_day.month, last_day.day), self._words)


def _is_trust_record(report: Report | None) -> bool:
    return report is not None and report.trust_record


def in_words(guide: Guide, rule: RetentionRule) -> str:
    """A rule as the column Rule has it."""
    publisher = guide.sources[rule.sources[0]].publisher
    return f"{rule.jurisdiction}: {rule.period} ({publisher}; {rule.kind}). {CHECK}"


def _not_countable(rule: RetentionRule) -> str:
    if rule.counted_from:
        return f"the period counts from: {rule.counted_from}, which no file tells"
    return "what the period counts from, or its length, could not be confirmed"
