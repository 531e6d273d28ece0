"""Turns the rows of a file into entries, or into rejected rows with their reasons; notes every flaw on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple

from ..common.text import is_blank, key_of, text_of
from ..judging.verdict import Flaw, JudgedOnce, Verdict, judge_all
from ..workbooks.import_files import NEW, NOTES
from ..workbooks.model import Column
from .column_judges import ColumnJudges
from .entries import Activity, NewRecord, Note, Origin, Totals
from .findings import FindingLog
from .reference import Reference
from .usual_rates import UsualRates

ACTIVITY = (
    "date",
    "matter",
    "activity_description",
    "note",
    "quantity",
    "price",
    "activity_user",
    "non_billable",
)
"""The columns of the import in the order of an activity's fields, and of the cells of a row left out."""

Row = tuple[int, Sequence[object]]
VALUE, FLAWS = itemgetter(0), itemgetter(1)
"""The fields of a verdict, read without Python code: there is one for each cell of a file."""


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


class NotExported(NamedTuple):
    """A column of a sheet whose values are in no file of the import, and how many rows have one."""

    sheet: str
    column: str
    rows: int


class Collected:
    """Everything one file holds. `totals` is summed up while the rows come in, before some of them are left out."""

    def __init__(self) -> None:
        self.activities: list[Activity] = []
        self.notes: list[Note] = []
        self.new: list[NewRecord] = []
        self.rejected: list[Rejected] = []
        self.not_exported: list[NotExported] = []
        self.totals = Totals()


def totals_of_rejected(rows: Iterable[Rejected]) -> Totals:
    """Counts of rejected rows, and the sums of the numbers in them that could be read."""
    totals = Totals()
    for row in rows:
        quantity, price = row.quantity or Decimal(0), row.price or Decimal(0)
        amounts_unread = int(row.quantity is None or row.price is None)
        match row.what:
            case "time":
                of_row = Totals(
                    time_rows=1,
                    hours=quantity,
                    time_amount=quantity * price,
                    hours_unread=int(row.quantity is None),
                    amounts_unread=amounts_unread,
                )
            case "expense":
                of_row = Totals(
                    expense_rows=1,
                    expense_amount=quantity * price,
                    amounts_unread=amounts_unread,
                )
            case _:
                of_row = Totals(note_rows=1)
        totals = totals.plus(of_row)
    return totals


class Layout(NamedTuple):
    """The columns whose cells a row holds, in that order; `places` says where each is in the file, counted from 0.

    `record` is what a row becomes, `sheet` the name of the sheet in the file. A column that the file lacks has no
    place, and blank cells.
    """

    file: str
    sheet: str
    record: str
    columns: tuple[Column, ...]
    places: Mapping[str, int]

    def order(self, targets: Sequence[str]) -> tuple[int, ...]:
        """Where the columns that go to these columns of the import are in a row."""
        goes_to = [column.goes_to for column in self.columns]
        return tuple(goes_to.index(target) for target in targets)

    @property
    def absent(self) -> tuple[str, ...]:
        """Why no row can be used when columns of the import are missing; said once as a finding, not row by row."""
        return tuple(
            f"The column for {column.id.replace('-', ' ')} is missing."
            for column in self.columns
            if column.is_exported and column.id not in self.places
        )


class Collector:
    """Collects the rows of one file. `alone` is the one person of its start page, if there is one."""

    def __init__(
        self, reference: Reference, alone: str, usual_rates: UsualRates, log: FindingLog
    ) -> None:
        self.reference = reference
        self.usual_rates = usual_rates
        self.log = log
        self.collected = Collected()
        self.at_usual_rate: set[object] = set()
        """The cells of Timekeeper, each value once, of rows that took the usual rate."""
        self._judges = ColumnJudges(reference, alone)

    def collect(self, rows: Iterable[Row], layout: Layout) -> None:
        """Collect the rows of a sheet; each row holds the values of the layout's columns."""
        match layout.record:
            case "time" | "expense":
                self._activities(rows, layout)
            case "note":
                self._notes(rows, layout)
            case "new":
                self._new(rows, layout)

    def not_exported(self, sheet: str, column: str, rows: int) -> None:
        """Note that a column with values in some rows is not exported."""
        if rows:
            self.collected.not_exported.append(NotExported(sheet, column, rows))

    def _judges_of(self, layout: Layout) -> list[JudgedOnce]:
        return [self._judges.of(layout.record, column) for column in layout.columns]

    def _activities(self, rows: Iterable[Row], layout: Layout) -> None:
        judges = self._judges_of(layout)
        expense = layout.record == "expense"
        order = layout.order(ACTIVITY)
        in_order = itemgetter(*order)
        matter_at, price_at, person_at = (
            order[ACTIVITY.index(target)] for target in ("matter", "price", "activity_user")
        )
        absent = layout.absent
        usual_rates = self.usual_rates
        take = self.collected.activities.append
        count, quantities, amounts = 0, Decimal(0), Decimal(0)
        quantities_read = amounts_read = 0
        for number, values in rows:
            verdicts = judge_all(judges, values)
            flaws = _flaws(verdicts)
            day, matter, category, description, quantity, price, person, non_billable = map(
                VALUE, in_order(verdicts)
            )
            if person and not expense:
                if price is not None:
                    if doubts := usual_rates.doubts(person, price):
                        flaws += [(price_at, flaw) for flaw in doubts]
                elif not verdicts[price_at].flaws:
                    usual = usual_rates.of(person)
                    if isinstance(usual, Flaw):
                        flaws.append((price_at, usual))
                    else:
                        price = usual
                        self.at_usual_rate.add(values[person_at])
            count += 1
            if isinstance(quantity, Decimal):
                quantities += quantity
                quantities_read += 1
                if isinstance(price, Decimal):
                    amounts += quantity * price
                    amounts_read += 1
            origin = Origin(layout.file, layout.sheet, number)
            if absent:
                reasons = absent
            elif not flaws or not self._note(flaws, layout, number, values):
                take(
                    Activity(
                        origin,
                        expense,
                        day,
                        matter,
                        category,
                        description,
                        quantity,
                        price,
                        person,
                        non_billable,
                    )
                )
                continue
            else:
                reasons = self._reasons(flaws, layout, values)
            self.collected.rejected.append(
                Rejected(
                    origin,
                    layout.record,
                    tuple(map(shown_cell, in_order(values))),
                    reasons,
                    text_of(matter) or text_of(values[matter_at]).strip(),
                    text_of(person) or text_of(values[person_at]).strip(),
                    quantity if isinstance(quantity, Decimal) else None,
                    price if isinstance(price, Decimal) else None,
                )
            )

        totals = Totals(amounts_unread=count - amounts_read)
        self._count(
            totals._replace(expense_rows=count, expense_amount=amounts)
            if expense
            else totals._replace(
                time_rows=count,
                hours=quantities,
                time_amount=amounts,
                hours_unread=count - quantities_read,
            )
        )

    def _count(self, totals: Totals) -> None:
        self.collected.totals = self.collected.totals.plus(totals)

    def _notes(self, rows: Iterable[Row], layout: Layout) -> None:
        judges = self._judges_of(layout)
        order = layout.order(NOTES)
        in_order = itemgetter(*order)
        matter_at, contact_at = order[NOTES.index("matter")], order[NOTES.index("contact")]
        absent = layout.absent
        for number, values in rows:
            self._count(Totals(note_rows=1))
            verdicts = judge_all(judges, values)
            flaws = _flaws(verdicts)
            if is_blank(values[matter_at]) and is_blank(values[contact_at]):
                flaws.append((matter_at, Flaw("note-without-place")))
            origin = Origin(layout.file, layout.sheet, number)
            if absent:
                reasons = absent
            elif not flaws or not self._note(flaws, layout, number, values):
                self.collected.notes.append(Note(origin, *(v.value for v in in_order(verdicts))))
                continue
            else:
                reasons = self._reasons(flaws, layout, values)
            cells = tuple(map(shown_cell, in_order(values)))
            self.collected.rejected.append(Rejected(origin, "note", cells, reasons))

    def _new(self, rows: Iterable[Row], layout: Layout) -> None:
        """What was created in Clio; nothing here is imported, so nothing is rejected."""
        judges = self._judges_of(layout)
        order = layout.order(NEW)
        in_order, number_at = itemgetter(*order), order[NEW.index("clio_number")]
        names: dict[tuple[str, str], str] = {}
        for number, values in rows:
            verdicts = judge_all(judges, values)
            flaws = _flaws(verdicts)
            date, *words = (verdict.value for verdict in in_order(verdicts))
            kind, name, clio_number, *_ = map(text_of, words)
            if clio_number and name:
                first = names.setdefault((key_of(kind), key_of(clio_number)), name)
                if key_of(first) != key_of(name):
                    flaws.append((number_at, Flaw("crosswalk-shared-number", (("one", first),))))
            if flaws:
                self._note(flaws, layout, number, values)
            origin = Origin(layout.file, layout.sheet, number)
            day = date if isinstance(date, dt.date) else None
            self.collected.new.append(NewRecord(origin, day, *map(text_of, words)))

    def _note(
        self,
        flaws: Sequence[tuple[int, Flaw]],
        layout: Layout,
        number: int,
        values: Sequence[object],
    ) -> bool:
        """Note the flaws of a row; whether one of them is an error."""
        error = False
        for at, flaw in flaws:
            column = layout.columns[at]
            here = (layout.sheet, (layout.places.get(column.id, 0), number))
            sheet, cell = self.usual_rates.place_of(flaw) or here
            self.log.add(flaw, sheet, cell, values[at], column)
            error = error or self.log.is_error(flaw)
        return error

    def _reasons(
        self, flaws: Sequence[tuple[int, Flaw]], layout: Layout, values: Sequence[object]
    ) -> tuple[str, ...]:
        return tuple(
            self.log.reason(flaw, values[at], layout.columns[at])
            for at, flaw in flaws
            if self.log.is_error(flaw)
        )


def _flaws(verdicts: Sequence[Verdict]) -> list[tuple[int, Flaw]]:
    """The flaws of a row, each with the place of its cell in the row; most rows have none."""
    if not any(map(FLAWS, verdicts)):
        return []
    return [(at, flaw) for at, verdict in enumerate(verdicts) for flaw in verdict.flaws]


def shown_cell(value: object) -> str:
    """A cell as typed, for lists of what was left out: a date as YYYY-MM-DD."""
    if isinstance(value, dt.datetime) and not value.time():
        return value.date().isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return text_of(value)
