"""The checklists: who does what, until when, and after what. Meaning only, no presentation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from ..common.declared import Choice, Id, Least, SourceIds, Text
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
    reports that it takes out of the previous system. `planned` is what of a firm's plan answers it.
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
    planned: Literal["", "coordinator", "export-session", "cut-off"] = ""

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
class Retired:
    """An id that was published and is no longer in use; `to` is the item that took over, or empty."""

    id: Id
    to: Annotated[
        str, Text(pattern=f"({ID})?", expected='the id of the item that takes over, or ""')
    ]
    reason: str
