"""The crosswalk: old matter numbers to display numbers, people of the old system to Clio users."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ..common.cells import address
from ..common.errors import KitError
from ..common.text import is_blank, key_of, text_of
from ..judging.numbers import AmountJudge
from ..reading.reader import Book
from ..workbooks.headers import FoundSheet
from ..workbooks.model import Workbook
from ..workbooks.recognition import recognise

if TYPE_CHECKING:
    from ..firm.firm import Firm


class CrosswalkProblems(KitError):
    """A crosswalk that contradicts itself cannot be used; every contradiction is named with its cell."""


class KnownMatter(NamedTuple):
    """A matter as the crosswalk has it; `display_number` is empty until Clio has given one."""

    old_number: str
    client: str
    display_number: str


class KnownPerson(NamedTuple):
    """A name or initials of the old system, the Clio user they belong to, and the usual rate."""

    old_name: str
    clio_user: str
    rate: Decimal | None


class Crosswalk(NamedTuple):
    """Matters by the key of their old number, people by the key of their old name."""

    matters: Mapping[str, KnownMatter] = {}
    people: Mapping[str, KnownPerson] = {}

    @property
    def display_numbers(self) -> dict[str, str]:
        """Display numbers by their own key."""
        shown = (matter.display_number for matter in self.matters.values())
        return {key_of(number): number for number in shown if number}

    @property
    def users(self) -> dict[str, str]:
        """Clio users by their own key."""
        return {key_of(p.clio_user): p.clio_user for p in self.people.values() if p.clio_user}


def crosswalk_of(firm: Firm) -> Crosswalk:
    """What a firm's own file says of its matters and people."""
    people = [
        KnownPerson(name, person.clio_user, person.rate)
        for person in firm.people
        for name in dict.fromkeys((person.old_name, person.name))
    ]
    return Crosswalk(
        matters={
            key_of(m.old_number): KnownMatter(m.old_number, m.client, m.display_number)
            for m in firm.matters
        },
        people={key_of(person.old_name): person for person in people},
    )


def read_crosswalk(books: Sequence[Book], spec: Workbook) -> Crosswalk:
    """One crosswalk out of one workbook, or out of several files with one sheet each.

    Raises CrosswalkProblems when a file has neither sheet, or when two rows contradict each other.
    """
    problems: list[str] = []
    matters: dict[str, KnownMatter] = {}
    people: dict[str, KnownPerson] = {}
    for book in books:
        found = recognise(book, spec, ()).sheets
        if not found:
            headers = "; ".join(f"{s.name}: {', '.join(s.headers)}" for s in spec.sheets)
            problems.append(
                f"{book.name} is no crosswalk: no sheet with these headers was found ({headers})."
            )
        for sheet in found:
            rows = list(_rows(sheet))
            if sheet.spec.name == "Matters":
                _take_matters(book.name, sheet, rows, matters, problems)
            else:
                _take_people(book.name, sheet, rows, people, problems)
    if problems:
        raise CrosswalkProblems("\n".join(problems))
    return Crosswalk(matters=matters, people=people)


Row = tuple[int, Mapping[str, object]]


def _rows(sheet: FoundSheet) -> Iterable[Row]:
    """Filled rows as the row's number on the screen and the values by column id."""
    for number, row in enumerate(sheet.below, start=sheet.header_row + 1):
        values: dict[str, object] = {
            id_: row[at] if at < len(row) else "" for id_, at in sheet.columns.items()
        }
        if not all(is_blank(value) for value in values.values()):
            yield number, values


def _place(file: str, sheet: FoundSheet, column: str, row: int) -> str:
    return f"{file} {sheet.data.name}!{address(sheet.columns.get(column, 0), row)}"


def _take_matters(
    file: str,
    sheet: FoundSheet,
    rows: Sequence[Row],
    matters: dict[str, KnownMatter],
    problems: list[str],
) -> None:
    for number, values in rows:
        old, client, display = (
            text_of(values.get(id_, "")).strip()
            for id_ in ("old-number", "client", "display-number")
        )
        if not old:
            where = _place(file, sheet, "old-number", number)
            problems.append(f"{where}: the old number is missing. Type it, or delete the row.")
            continue
        if ":" in display:
            where = _place(file, sheet, "display-number", number)
            bare = display.split(":")[0].strip()
            problems.append(
                f"{where}: {display!r} holds the colon and the description. Clio's import wants the"
                f" number only. Type {bare}."
            )
            display = bare
        known = matters.get(key_of(old))
        if known and known.display_number and display and known.display_number != display:
            where = _place(file, sheet, "old-number", number)
            problems.append(
                f"{where}: {old!r} already leads to {known.display_number!r}, here to {display!r}."
                " Keep the one that Clio shows."
            )
        elif not (known and known.display_number):
            matters[key_of(old)] = KnownMatter(old, client, display)


def _take_people(
    file: str,
    sheet: FoundSheet,
    rows: Sequence[Row],
    people: dict[str, KnownPerson],
    problems: list[str],
) -> None:
    judge = AmountJudge(name="rate")
    for number, values in rows:
        old, user = (text_of(values.get(id_, "")).strip() for id_ in ("old-name", "clio-user"))
        verdict = judge(values.get("rate", ""))
        rate = verdict.value if isinstance(verdict.value, Decimal) else None
        if rate is None and not is_blank(values.get("rate", "")):
            where = _place(file, sheet, "rate", number)
            problems.append(
                f"{where}: {text_of(values['rate'])!r} is not a rate. Type a plain number such as 250."
            )
        if not old and not user:
            continue
        known = people.get(key_of(old or user))
        if known and known.clio_user and user and known.clio_user != user:
            where = _place(file, sheet, "old-name", number)
            problems.append(
                f"{where}: {old!r} is already {known.clio_user!r}, here {user!r}. Keep one of the two."
            )
        else:
            people[key_of(old or user)] = KnownPerson(old or user, user, rate)
