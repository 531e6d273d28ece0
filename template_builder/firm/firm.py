"""What a firm says of itself in `firm.toml`: name, people, matters, dates, wishes for the site."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from ..common.declared import Cited, Text
from ..common.specs_folder import ID
from ..guide.model import Role
from ..plan.dates import Plan

DATE_ORDERS = {"MDY": "mm/dd/yyyy", "DMY": "dd/mm/yyyy"}
"""The two orders Clio's import knows, as a spreadsheet's number format writes them."""


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
    """The dismissible banner. A new id shows it again to people who dismissed the last one."""

    id: Annotated[str, Text(pattern=ID, expected="an id such as payments-2")]
    title: Name
    facts: tuple[str, ...]
    sources: Annotated[tuple[str, ...], Cited("sources", "sources.toml", least=0)] = ()

    def problems(self) -> Iterator[tuple[str, str]]:
        places = [("title", self.title)]
        places += [(f"facts[{number}]", text) for number, text in enumerate(self.facts, start=1)]
        for place, text in places:
            if text.count("`") % 2:
                yield place, f"has a backtick ` that is left open: {text[:60]!r}"


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

    @property
    def date_format(self) -> str:
        """The firm's date order as a spreadsheet number format."""
        return DATE_ORDERS[self.date_order]

    @property
    def for_everyone(self) -> Firm:
        """The firm as it may appear on pages and in files without a person's name.

        The fictional firm shows what personal files look like; its people, matters and dates would only
        be in the way of a reader who takes the blank workbook for a real firm.
        """
        if not self.fictional:
            return self
        return dataclasses.replace(self, name="", send_to="", plan=None, people=(), matters=())

    @property
    def published(self) -> Firm:
        """The firm as its site may show it to everybody: no matter, no rate, and people only where it publishes names.

        Of the fictional firm everything: its samples show what the files of a firm look like.
        """
        if self.fictional:
            return self
        named = self.people if self.publish_names else ()
        hidden = () if self.publish_names else self.people
        told = any(person.name in self.send_to for person in hidden)
        return dataclasses.replace(
            self,
            matters=(),
            people=tuple(dataclasses.replace(person, rate=None) for person in named),
            send_to="" if told else self.send_to,
        )


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
