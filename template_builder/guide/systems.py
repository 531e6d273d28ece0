"""What is known about leaving a previous system."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from ..common.declared import Cited, SourceId, SourceIds
from .sources import Claim


@dataclass(frozen=True, kw_only=True)
class SystemReport:
    """A report of one previous system; `today_only` when it shows the day it is run and no earlier one.

    `serves` are the ids of the recommended reports that it is taken for.
    """

    report: str
    where: str = ""
    note: str = ""
    today_only: bool = False
    serves: tuple[str, ...] = ()
    sources: SourceIds

    @property
    def menu(self) -> str:
        """Where it is, for a line that has no room to say that nobody recorded it."""
        return "" if self.where == "Menu not recorded" else self.where


@dataclass(frozen=True, kw_only=True)
class PastDay:
    """Whether a kind of figure can be had for a day that is past. Where it cannot, it is run on the day itself.

    `partly`: in some editions or for some days only, and `how` says which.
    """

    what: Literal["trust balances", "receivables", "unbilled work"]
    answer: Literal["yes", "partly", "no", "not found"]
    how: str = ""
    sources: Annotated[tuple[str, ...], Cited("sources", "sources.toml", least=0)] = ()

    def problems(self) -> Iterator[tuple[str, str]]:
        if self.answer != "not found" and not self.sources:
            yield "sources", "is empty; an answer carries its source"
        if self.answer == "partly" and not self.how:
            yield "how", "is empty; say in which editions or for which days"


@dataclass(frozen=True, kw_only=True)
class PreviousSystem:
    """What is known about leaving one product. Facts only; where nothing was found, the summary says so.

    `clio_steps` are those that Clio publishes for its migration, in their order; `leaving` is what the vendor says of
    copies, time and access at the end.
    """

    id: str
    name: str
    summary: str
    aliases: tuple[str, ...] = ()
    clio_guide: SourceId = ""
    reports: tuple[SystemReport, ...] = ()
    cautions: tuple[Claim, ...] = ()
    past_days: tuple[PastDay, ...] = ()
    clio_steps: tuple[Claim, ...] = ()
    leaving: tuple[Claim, ...] = ()
    not_found: tuple[str, ...] = ()

    @property
    def on_the_day(self) -> tuple[SystemReport, ...]:
        """The reports that have to be run on the day of the cut-off."""
        return tuple(report for report in self.reports if report.today_only)

    def reports_for(self, *recommended: str) -> tuple[SystemReport, ...]:
        """Its reports that serve any of the recommended ones, by the ids of those."""
        return tuple(report for report in self.reports if {*recommended} & {*report.serves})
