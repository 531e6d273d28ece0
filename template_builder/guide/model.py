"""What the guide is made of: checklists, sources, the reference tables. Meaning only, no presentation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated, Literal

from ..common.declared import Choice, Cited, Id, Least, SourceId, SourceIds, Text
from ..common.specs_folder import ID

PHASES = ("before", "during", "after")


EVERYONE = "everyone"
"""The role of each person in the firm."""


@dataclass(frozen=True, kw_only=True)
class Role:
    """Who does a thing. `work` says what, on the role's card; with `leads`, the binder's cover names who has the role."""

    id: Id
    name: str
    work: str = ""
    leads: bool = False

    @property
    def is_everyone(self) -> bool:
        return self.id == EVERYONE

    @property
    def within(self) -> str:
        """The name as it is written inside a sentence: `billing`, but `IT`."""
        return self.name if self.name.isupper() else self.name.lower()

    def problems(self) -> Iterator[tuple[str, str]]:
        if not self.work and not self.is_everyone:
            yield "work", "is missing; expected the sentence on the role's card"


class Anchor(StrEnum):
    """A moment of the move from which due dates are counted."""

    CUT_OFF = "cut-off"
    EXPORT = "export"
    HAND_OVER = "hand-over"
    EXPECTED_COMPLETION = "expected-completion"
    IMPORT_CONFIRMED = "import-confirmed"
    REVIEW_END = "review-end"
    SIGN_OFF = "sign-off"

    @property
    def label(self) -> str:
        return _ANCHOR_LABELS[self]


_ANCHOR_LABELS = {
    Anchor.CUT_OFF: "the cut-off",
    Anchor.EXPORT: "the export session",
    Anchor.HAND_OVER: "the hand-over",
    Anchor.EXPECTED_COMPLETION: "the expected completion",
    Anchor.IMPORT_CONFIRMED: "the import confirmation",
    Anchor.REVIEW_END: "the end of the review",
    Anchor.SIGN_OFF: "the sign-off",
}


@dataclass(frozen=True, kw_only=True)
class Due:
    """A day counted from an anchor: negative offsets lie before it, 0 is the day itself."""

    anchor: Anchor
    offset: int
    days: Literal["business", "calendar"]

    @property
    def business(self) -> bool:
        return self.days == "business"

    @property
    def label(self) -> str:
        """In words, such as `3 business days before the cut-off`."""
        if self.offset == 0:
            return f"on the day of {self.anchor.label}"
        count = abs(self.offset)
        days = "day" if count == 1 else "days"
        side = "before" if self.offset < 0 else "after"
        return f"{count} {self.days} {days} {side} {self.anchor.label}"

    @property
    def until(self) -> str:
        """The same behind `until`, such as `the end of the review`."""
        return self.label if self.offset else self.anchor.label


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing to do and to tick. `id` is written by hand and never changes or returns.

    `short` is what other items call it once it is done, such as `cut-off set`. `file` is the download that it asks for.
    With `daily` it is to be done on each business day of its phase, up to the day on which it is due. `regions` are those
    that it concerns, a country with all its parts; without any it concerns all. `reports` are the ids of the recommended
    reports that it takes out of the previous system.
    """

    id: Id
    text: Annotated[str, Text(longest=110)]
    short: Annotated[str, Text(longest=40)] = ""
    why: str
    done_when: str
    role: Annotated[Role, Choice("roles")]
    due: Due
    daily: bool = False
    regions: tuple[str, ...] = ()
    sources: SourceIds
    how_to: Annotated[str, Text(pattern=r"[a-z-]+/[a-z-]+\.md(#[a-z0-9-]+)?")] = ""
    file: Annotated[str, Text(pattern=r"[a-z-]+\.xlsx")] = ""
    reports: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    no_return: str = ""

    def is_of_region(self, region: str) -> bool:
        """Whether it concerns a region such as `US-TX`; "" is any."""
        places = {region, region.partition("-")[0]}
        return not self.regions or not region or not places.isdisjoint(self.regions)

    @property
    def called(self) -> str:
        """Its name in a list of items that come before or after another one."""
        return self.short or self.text


@dataclass(frozen=True, kw_only=True)
class Section:
    """Items one can finish in a sitting of about `minutes`."""

    id: Id
    title: str
    minutes: Annotated[int, Least(1)]
    items: tuple[Item, ...]

    def problems(self) -> Iterator[tuple[str, str]]:
        if not self.items:
            yield "items", "is empty; a section holds at least one item"


@dataclass(frozen=True, kw_only=True)
class Checklist:
    """The checklist of one phase; its id is the phase. `left_out` are items of other regions, see `Guide.for_region`."""

    id: str
    version: Annotated[int, Least(1)]
    title: str
    sections: tuple[Section, ...]
    left_out: tuple[Item, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for section in self.sections for item in section.items)


@dataclass(frozen=True, kw_only=True)
class FirstDayItem:
    """One thing to do or to know on somebody's first day. `id` is written by hand and never changes or returns."""

    id: Id
    text: Annotated[str, Text(longest=110)]
    why: str
    sources: SourceIds


@dataclass(frozen=True, kw_only=True)
class Retired:
    """An id that was published and is no longer in use; `to` is the item that took over, or empty."""

    id: Id
    to: Annotated[
        str, Text(pattern=f"({ID})?", expected='the id of the item that takes over, or ""')
    ]
    reason: str


GENERATIONS = {
    "current": "Clio's newest help articles",
    "2022-era": "Clio's help articles of about 2022",
    "older": "Clio's help articles of about 2014 to 2021, or equally old vendor pages",
    "official": "A regulator, court or statute",
    "vendor": "The maker of the previous system",
    "secondary": "Somebody explaining a rule that is not theirs",
    "third-party": "Neither Clio nor the maker of the previous system",
    "ours": "This guide's own advice",
}


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a statement comes from and how far to trust it. Only `ours` may lack a URL on purpose.

    `described`: only the address was recorded, and the title is a description of ours.
    """

    id: str
    title: str
    publisher: str
    url: str = ""
    generation: Annotated[str, Text(choices=tuple(GENERATIONS))]
    period: str = ""
    partial: str = ""
    note: str = ""
    described: bool = False

    @property
    def cited(self) -> str:
        """As a line of print names it: publisher, title, generation."""
        return f"{self.publisher}: {self.title} ({self.generation})"

    def problems(self) -> Iterator[tuple[str, str]]:
        if self.url and not self.url.startswith(("https://", "http://")):
            yield "url", f"expected an address, found {self.url!r}"


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A sentence with its sources."""

    text: str
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
