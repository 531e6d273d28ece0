"""The guide as a whole, and its reference tables. Meaning only, no presentation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from ..common.declared import Choice, Cited, Id, Least, SourceIds, Text
from .checklists import Checklist, Item, Retired, Role, Section
from .sources import Claim, Source
from .systems import PreviousSystem


@dataclass(frozen=True, kw_only=True)
class FirstDayItem:
    """One thing to do or to know on somebody's first day. `id` is written by hand and never changes or returns."""

    id: Id
    text: Annotated[str, Text(longest=110)]
    why: str
    sources: SourceIds


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What one generation of Clio's articles says of one kind of data."""

    answer: Literal["yes", "no", "partly", "unclear", "not stated"]
    text: str = ""
    sources: Annotated[tuple[str, ...], Cited("sources", "sources.toml", least=0)] = ()

    def problems(self) -> Iterator[tuple[str, str]]:
        if self.answer != "not stated" and not self.sources:
            yield "sources", "is empty; an answer carries its source"


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where something from before the move is, unless the firm says otherwise under the same key of its `[new_staff]`."""

    key: Literal["documents", "invoices", "trust_history", "index", "old_system"]
    what: str
    usual: str
    sources: SourceIds


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What somebody new has to know in one part of the move."""

    id: Literal["before", "processing", "review", "catch-up"]
    title: str
    rules: tuple[Claim, ...]


@dataclass(frozen=True, kw_only=True)
class NewStaffPage:
    """What the page for people who join says; `version` is that of the list for the first day."""

    version: Annotated[int, Least(1)]
    places: tuple[Place, ...]
    stages: tuple[Stage, ...]
    first_day: tuple[FirstDayItem, ...]


@dataclass(frozen=True, kw_only=True)
class Migrates:
    """One row of the matrix of what comes over, over the generations of Clio's statements."""

    id: Id
    data: str
    older: Answer
    year2022: Answer
    current: Answer
    todo: str


@dataclass(frozen=True, kw_only=True)
class Disagreement:
    """A point on which sources differ, both sides, and what to do."""

    id: Id
    title: str
    a: Claim
    b: Claim
    todo: str


@dataclass(frozen=True, kw_only=True)
class Report:
    """A report to take out of the previous system at the cut-off. `names` are what files of it are called."""

    id: Id
    number: Annotated[int, Least(1)]
    role: Annotated[Role, Choice("roles")]
    report: str
    names: tuple[str, ...] = ()
    trust_record: bool = False
    why: str
    how: str
    control_total: str = ""
    sources: SourceIds

    @property
    def called(self) -> str:
        """Its name without what goes into the details."""
        return self.report.partition(":")[0].partition(",")[0]


Standing = Literal["official", "secondary", "older", "not confirmed"]
"""How well a rule is known."""


@dataclass(frozen=True, kw_only=True)
class RetentionRule:
    """How long one jurisdiction wants trust records kept, as far as it could be confirmed.

    `years_from_last_day` is 0 unless the period counts from the last thing that a record holds.
    """

    id: Id
    jurisdiction: str
    regions: tuple[str, ...] = ()
    period: str
    counted_from: str = ""
    years_from_last_day: Annotated[int, Least(0)] = 0
    kind: Standing
    note: str = ""
    sources: SourceIds


@dataclass(frozen=True, kw_only=True)
class LeavingDuty:
    """A rule about leaving a computer system."""

    id: Id
    rule: str
    where: str
    kind: Standing
    sources: SourceIds


@dataclass(frozen=True, kw_only=True)
class Guide:
    """Everything the specs say, loaded and checked: the one object pages and workbooks are made from."""

    roles: Mapping[str, Role]
    sources: Mapping[str, Source]
    checklists: tuple[Checklist, ...]
    new_staff: NewStaffPage
    retired: tuple[Retired, ...]
    migrates: tuple[Migrates, ...]
    disagreements: tuple[Disagreement, ...]
    reports: tuple[Report, ...]
    retention: tuple[RetentionRule, ...]
    duties: tuple[LeavingDuty, ...]
    systems: tuple[PreviousSystem, ...]

    def system(self, id_: str) -> PreviousSystem | None:
        """The previous system with an id; None for one that the guide does not know."""
        return next((system for system in self.systems if system.id == id_), None)

    @property
    def sheet_roles(self) -> tuple[Role, ...]:
        """The roles with a sheet of their own; what concerns everyone is on each of them."""
        return tuple(role for role in self.roles.values() if not role.is_everyone)

    def checklist(self, phase: str) -> Checklist:
        """The checklist of a phase.

        Raises KeyError for a phase that does not exist.
        """
        for checklist in self.checklists:
            if checklist.id == phase:
                return checklist
        raise KeyError(phase)

    def for_region(self, region: str) -> Guide:
        """The guide for firms of a region: without the items that concern others only. Nothing is left out for ""."""
        out = {item.id for item in self.items.values() if not item.is_of_region(region)}
        if not out:
            return self

        def kept(section: Section) -> Section:
            items = [
                replace(item, needs=tuple(id_ for id_ in item.needs if id_ not in out))
                for item in section.items
                if item.id not in out
            ]
            return replace(section, items=tuple(items))

        def of_region(checklist: Checklist) -> Checklist:
            sections = [kept(section) for section in checklist.sections]
            return replace(
                checklist,
                sections=tuple(section for section in sections if section.items),
                left_out=tuple(item for item in checklist.items if item.id in out),
            )

        return replace(self, checklists=tuple(of_region(each) for each in self.checklists))

    @property
    def items(self) -> Mapping[str, Item]:
        """Every item of every phase by its id, in reading order."""
        return {item.id: item for checklist in self.checklists for item in checklist.items}
