"""Turns the rows of a file into entries, or into rejected rows with their reasons; notes every flaw on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from operator import getitem
from typing import NamedTuple

from ..common.text import is_blank, key_of, text_of
from ..judging.dates import DateJudge
from ..judging.numbers import AmountJudge, HoursJudge
from ..judging.verdict import Flaw, Judge, Remembered
from ..judging.words import (
    CategoryJudge,
    MatterJudge,
    Near,
    PersonJudge,
    TextJudge,
    judge_non_billable,
)
from .entries import Activity, NewRecord, Note, Origin, Totals
from .findings import Gathering
from .known import Known

ACTIVITY_COLUMNS = {
    False: (
        "date",
        "matter",
        "category",
        "description",
        "hours",
        "rate",
        "timekeeper",
        "non-billable",
    ),
    True: (
        "date",
        "matter",
        "category",
        "description",
        "quantity",
        "price",
        "timekeeper",
        "non-billable",
    ),
}
"""The columns of time (False) and expenses (True), in the order of an activity's fields."""

NOTE_COLUMNS = ("date", "matter", "contact", "subject", "note", "author")
NEW_COLUMNS = ("date", "kind", "name", "clio-number", "entered-by", "remarks")

Row = tuple[int, Sequence[object]]


class Rejected(NamedTuple):
    """A row that is left out, with its cells as typed and why. Numbers that could be read are kept for the sums."""

    origin: Origin
    what: str
    values: tuple[str, ...]
    reasons: tuple[str, ...]
    matter: str = ""
    person: str = ""
    quantity: Decimal | None = None
    price: Decimal | None = None


@dataclass
class Collected:
    """Everything one file holds. `totals` is summed up while the rows come in, before they are told apart."""

    activities: list[Activity] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    new: list[NewRecord] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    totals: Totals = field(default_factory=Totals)


def totals_of_rejected(rows: Iterable[Rejected]) -> Totals:
    """Counts of rejected rows, and the sums of the numbers in them that could be read."""
    totals = Totals()
    for row in rows:
        quantity, price = row.quantity or Decimal(0), row.price or Decimal(0)
        match row.what:
            case "time":
                own = Totals(time_rows=1, hours=quantity, time_amount=quantity * price)
            case "expense":
                own = Totals(expense_rows=1, expense_amount=quantity * price)
            case _:
                own = Totals(note_rows=1)
        totals = totals.plus(own)
    return totals


class Place(NamedTuple):
    """Where rows stand: file, sheet, and the place of each column id, counted from 0."""

    file: str
    sheet: str
    columns: Mapping[str, int]


class Collector:
    """Collects the rows of one file. What was judged once is remembered, over all sheets."""

    def __init__(
        self, known: Known, alone: str, gathering: Gathering, limits: Mapping[str, int]
    ) -> None:
        self.known = known
        self.gathering = gathering
        self.collected = Collected()
        self._dates = Remembered(
            DateJudge(
                today=known.today, first=known.first, last=known.last, days_off=known.days_off
            )
        )
        matters = Near(list(known.matters.values()))
        people = Near(list(known.people.values()))
        self._matters = Remembered(self._matter_judge(matters, needed=True))
        self._optional_matters = Remembered(self._matter_judge(matters, needed=False))
        self._people = Remembered(self._person_judge(people, alone, needed=True))
        self._optional_people = Remembered(self._person_judge(people, alone, needed=False))
        self._limits = limits
        self._judges = self._activity_judges()

    def _matter_judge(self, near: Near, *, needed: bool) -> Judge:
        known = self.known
        return MatterJudge(
            known=known.matters, without_display=known.without_display, needed=needed, near=near
        )

    def _person_judge(self, near: Near, alone: str, *, needed: bool) -> Judge:
        known = self.known
        return PersonJudge(
            known=known.people,
            without_user=known.without_user,
            alone=alone,
            needed=needed,
            near=near,
        )

    def _activity_judges(self) -> dict[str, Remembered]:
        known = self.known
        time, expenses = known.time_categories, known.expense_categories
        return {
            "date": self._dates,
            "matter": self._matters,
            "time category": Remembered(
                CategoryJudge(
                    known=time,
                    others=expenses,
                    other_kind="expense-in-time",
                    near=Near(list(time.values())),
                )
            ),
            "expense category": Remembered(
                CategoryJudge(
                    known=expenses,
                    others=time,
                    other_kind="time-in-expenses",
                    near=Near(list(expenses.values())),
                )
            ),
            "description": self._text("description-missing", "description"),
            "hours": Remembered(HoursJudge(rounding_minutes=known.rounding_minutes)),
            "rate": Remembered(AmountJudge(name="rate")),
            "price": Remembered(AmountJudge(name="price")),
            "quantity": Remembered(AmountJudge(name="quantity")),
            "timekeeper": self._people,
            "non-billable": Remembered(judge_non_billable),
        }

    def _text(self, missing: str, column: str, *, usable_blank: bool = True) -> Remembered:
        return Remembered(
            TextJudge(missing=missing, longest=self._limits[column], usable_blank=usable_blank)
        )

    def activities(self, rows: Iterable[Row], place: Place, *, expense: bool) -> None:
        """Collect rows of time, or of expenses; each row holds the values of ACTIVITY_COLUMNS."""
        names = ACTIVITY_COLUMNS[expense]
        category = "expense category" if expense else "time category"
        judges = [self._judges[category if name == "category" else name] for name in names]
        absent = _absent(place, names)
        rates = self.known.rates
        take = self.collected.activities.append
        count, quantities, amounts = 0, Decimal(0), Decimal(0)
        for number, values in rows:
            verdicts = list(map(getitem, judges, values))
            flaws = [(at, flaw) for at, verdict in enumerate(verdicts) for flaw in verdict[1]]
            day, matter, kind, description, quantity, price, person, quiet = (
                v[0] for v in verdicts
            )
            if price is None and person and not expense and not verdicts[5].flaws:
                price = rates.get(key_of(person))
                if price is None:
                    flaws.append((5, Flaw("rate-missing", (("person", person),))))
            count += 1
            if isinstance(quantity, Decimal):
                quantities += quantity
                if isinstance(price, Decimal):
                    amounts += quantity * price
            origin = Origin(place.file, place.sheet, number)
            if absent:
                reasons = absent
            elif not flaws or not self._note(flaws, place, names, number, values):
                take(
                    Activity(
                        origin,
                        expense,
                        day,
                        matter,
                        kind,
                        description,
                        quantity,
                        price,
                        person,
                        quiet,
                    )
                )
                continue
            else:
                reasons = self._reasons(flaws, names, values)
            self.collected.rejected.append(
                Rejected(
                    origin,
                    "expense" if expense else "time",
                    tuple(map(shown_cell, values)),
                    reasons,
                    text_of(matter) or text_of(values[1]).strip(),
                    text_of(person) or text_of(values[6]).strip(),
                    quantity if isinstance(quantity, Decimal) else None,
                    price if isinstance(price, Decimal) else None,
                )
            )

        if expense:
            self._count(Totals(expense_rows=count, expense_amount=amounts))
        else:
            self._count(Totals(time_rows=count, hours=quantities, time_amount=amounts))

    def _count(self, totals: Totals) -> None:
        self.collected.totals = self.collected.totals.plus(totals)

    def notes(self, rows: Iterable[Row], place: Place) -> None:
        """Collect rows of notes; each row holds the values of NOTE_COLUMNS."""
        judges = [
            self._dates,
            self._optional_matters,
            self._text("", "contact"),
            self._text("note-subject-missing", "subject"),
            self._text("note-text-missing", "note", usable_blank=False),
            self._optional_people,
        ]
        absent = _absent(place, NOTE_COLUMNS)
        for number, values in rows:
            self._count(Totals(note_rows=1))
            verdicts = list(map(getitem, judges, values))
            flaws = [(at, flaw) for at, verdict in enumerate(verdicts) for flaw in verdict.flaws]
            if is_blank(values[1]) and is_blank(values[2]):
                flaws.append((1, Flaw("note-without-place")))
            origin = Origin(place.file, place.sheet, number)
            if absent:
                reasons = absent
            elif not flaws or not self._note(flaws, place, NOTE_COLUMNS, number, values):
                self.collected.notes.append(Note(origin, *(v.value for v in verdicts)))
                continue
            else:
                reasons = self._reasons(flaws, NOTE_COLUMNS, values)
            cells = tuple(map(shown_cell, values))
            self.collected.rejected.append(Rejected(origin, "note", cells, reasons))

    def new(self, rows: Iterable[Row], place: Place) -> None:
        """Collect what was created in Clio; nothing here is imported, so nothing is rejected."""
        judges = [
            self._dates,
            self._text("new-kind-missing", "kind"),
            self._text("new-name-missing", "name"),
            self._text("", "clio-number"),
            self._text("", "entered-by"),
            self._text("", "remarks"),
        ]
        for number, values in rows:
            verdicts = list(map(getitem, judges, values))
            flaws = [(at, flaw) for at, verdict in enumerate(verdicts) for flaw in verdict.flaws]
            if flaws:
                self._note(flaws, place, NEW_COLUMNS, number, values)
            origin = Origin(place.file, place.sheet, number)
            day = verdicts[0].value if isinstance(verdicts[0].value, dt.date) else None
            words = (text_of(verdict.value) for verdict in verdicts[1:])
            self.collected.new.append(NewRecord(origin, day, *words))

    def _note(
        self,
        flaws: Sequence[tuple[int, Flaw]],
        place: Place,
        names: Sequence[str],
        number: int,
        values: Sequence[object],
    ) -> bool:
        """Note the flaws of a row; whether one of them is an error."""
        error = False
        for at, flaw in flaws:
            name = names[at]
            cell = (place.columns.get(name, 0), number)
            self.gathering.add(flaw, place.sheet, cell, shown_cell(values[at]), name)
            error = error or self.gathering.is_error(flaw)
        return error

    def _reasons(
        self, flaws: Sequence[tuple[int, Flaw]], names: Sequence[str], values: Sequence[object]
    ) -> tuple[str, ...]:
        return tuple(
            self.gathering.reason(flaw, shown_cell(values[at]), names[at])
            for at, flaw in flaws
            if self.gathering.is_error(flaw)
        )


def _absent(place: Place, names: Sequence[str]) -> tuple[str, ...]:
    """Why no row of a sheet can be used when columns of ours are missing; said once as a finding, not row by row."""
    return tuple(
        f"The column for {name.replace('-', ' ')} is missing."
        for name in names
        if name not in place.columns
    )


def shown_cell(value: object) -> str:
    """A cell as typed, for lists of what was left out: a date as YYYY-MM-DD."""
    if isinstance(value, dt.datetime) and not value.time():
        return value.date().isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return text_of(value)
