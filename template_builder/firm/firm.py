"""What a firm says of itself in `firm.toml`: name, people, matters, dates, wishes for the site."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

from ..common.declared import Cited, Text
from ..common.specs_folder import ID
from ..guide.checklists import Role
from ..plan.dates import Plan

DATE_ORDERS = {"MDY": "mm/dd/yyyy", "DMY": "dd/mm/yyyy"}
"""The two orders Clio's import knows, as a spreadsheet's number format writes them."""


COORDINATOR = "coordinator"
LONGEST_NAME = 100
Name = Annotated[str, Text(longest=LONGEST_NAME)]


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who takes part in the move. `rate` is the usual hourly rate, if there is one."""

    id: str
    name: str
    roles: tuple[Role, ...]
    rate: Decimal | None = None
    clio_user: str = ""
    old_name: str = ""

    def is_among(self, words: set[str]) -> bool:
        """Whether a text of these words names the person, in whatever order: `Sample, Billie` as well."""
        return any(name and _words(name) <= words for name in (self.name, self.clio_user))


@dataclass(frozen=True, kw_only=True)
class Matter:
    """A matter by its old number and, once known, its display number in Clio."""

    old_number: Name
    client: Name
    description: Annotated[str, Text(longest=255)] = ""
    display_number: Name = ""

    def problems(self) -> Iterator[tuple[str, str]]:
        if ":" in self.display_number:
            yield "display_number", "expected the number without the colon and description"


@dataclass(frozen=True, kw_only=True)
class Announcement:
    """The dismissible banner. A new id shows it again to people who dismissed the last one.

    `regions` are where its facts are true, a country standing for its parts; without any, everywhere.
    """

    id: Annotated[str, Text(pattern=ID, expected="an id such as payments-2")]
    title: Name
    facts: tuple[str, ...]
    sources: Annotated[tuple[str, ...], Cited("sources", "sources.toml", least=0)] = ()
    regions: tuple[str, ...] = ()

    def concerns(self, region: str) -> bool:
        """Whether it is true of a firm in a region."""
        return not self.regions or bool({region, region.partition("-")[0]} & {*self.regions})

    def problems(self) -> Iterator[tuple[str, str]]:
        places = [("title", self.title)]
        places += [(f"facts[{number}]", text) for number, text in enumerate(self.facts, start=1)]
        for place, text in places:
            if text.count("`") % 2:
                yield place, f"has a backtick ` that is left open: {text[:60]!r}"


Whereabouts = Annotated[str, Text(longest=400)]


@dataclass(frozen=True, kw_only=True)
class NewStaff:
    """What the firm tells people who join during or after the move; where it is blank, pages say what holds for any firm."""

    ask: Annotated[str, Text(longest=200)] = ""
    time: Whereabouts = ""
    documents: Whereabouts = ""
    invoices: Whereabouts = ""
    trust_history: Whereabouts = ""
    index: Whereabouts = ""
    old_system: Whereabouts = ""
    publish_matter_numbers: Literal["no", "numbers", "clients"] = "no"
    """What of `[[matters]]` everybody may see who opens the site: old and new numbers, or clients as well."""

    def words(self) -> Iterator[tuple[str, str]]:
        """The firm's own words by their keys."""
        for field in dataclasses.fields(self):
            if field.name != "publish_matter_numbers":
                yield field.name, getattr(self, field.name)


@dataclass(frozen=True, kw_only=True)
class Firm:
    """One firm. With `fictional`, nothing of it enters files meant for any firm (see `for_everyone`)."""

    name: str
    fictional: bool
    region: str
    date_order: str
    rounding_minutes: int
    previous_system: str
    send_to: str
    feedback_email: str
    plan: Plan | None = None
    people: tuple[Person, ...] = ()
    matters: tuple[Matter, ...] = ()
    time_categories: tuple[str, ...] = ()
    expense_categories: tuple[str, ...] = ()
    announcement: Announcement | None = None
    publish_names: bool = False
    """Whether the site names the people: who has ticked, who is late, whom to ask."""
    new_staff: NewStaff = NewStaff()

    @property
    def date_format(self) -> str:
        """The firm's date order as a spreadsheet number format."""
        return DATE_ORDERS[self.date_order]

    @property
    def coordinators(self) -> tuple[Person, ...]:
        """The people who lead the move."""
        return tuple(
            person for person in self.people if COORDINATOR in {role.id for role in person.roles}
        )

    @property
    def is_leaderless(self) -> bool:
        """Whether it names people, and none of them as the coordinator."""
        return bool(self.people) and not self.coordinators

    @property
    def receives_workbooks(self) -> str:
        """To whom people send what they filled in, for letters within the firm."""
        names = " or ".join(person.name for person in self.coordinators)
        return self.send_to or names or "the coordinator"

    @property
    def for_everyone(self) -> Firm:
        """The firm as it may appear on pages and in files without a person's name.

        The fictional firm shows what personal files look like; its people, matters and dates would only
        be in the way of a reader who takes the blank workbook for a real firm.
        """
        if not self.fictional:
            return self
        return dataclasses.replace(
            self,
            name="",
            region="",
            previous_system="",
            send_to="",
            plan=None,
            people=(),
            matters=(),
            new_staff=NewStaff(),
        )

    @property
    def published(self) -> Firm:
        """The firm as its site may show it to everybody: no matter, no rate, and people only where it publishes names.

        Of the fictional firm everything: its samples show what the files of a firm look like.
        """
        if self.fictional:
            return self
        named = self.people if self.publish_names else ()
        hidden = () if self.publish_names else self.people

        def told(text: str) -> bool:
            words = _words(text)
            return any(person.is_among(words) for person in hidden)

        without: dict[str, Any] = {key: "" for key, text in self.new_staff.words() if told(text)}
        return dataclasses.replace(
            self,
            matters=(),
            people=tuple(dataclasses.replace(person, rate=None) for person in named),
            send_to="" if told(self.send_to) else self.send_to,
            new_staff=dataclasses.replace(self.new_staff, **without),
        )

    @property
    def published_numbers(self) -> tuple[Matter, ...]:
        """The matters by their numbers if everybody may see them, and by client if the firm wants that as well."""
        published = self.new_staff.publish_matter_numbers
        if self.fictional or published == "no":
            return ()
        return tuple(
            Matter(
                old_number=matter.old_number,
                client=matter.client if published == "clients" else "",
                display_number=matter.display_number,
            )
            for matter in self.matters
        )


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


NOBODY = Firm(
    name="",
    fictional=False,
    region="",
    date_order="MDY",
    rounding_minutes=6,
    previous_system="",
    send_to="",
    feedback_email="",
)
"""For workbooks that are written where no firm's file is given."""
