"""Which judge each column of a workbook has. A judge keeps its verdicts over all sheets of a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from ..common.days import day_label
from ..common.numbers import PLAIN, exact, shown
from ..common.text import is_blank, key_of, text_of, visible
from ..judging.changed_numbers import ChangedNumbers
from ..judging.dates import DateJudge
from ..judging.matters import MatterJudge
from ..judging.numbers import AmountJudge, HoursJudge
from ..judging.typed_dates import read_date
from ..judging.verdict import Flaw, JudgedOnce, Verdict, flawed
from ..judging.words import (
    CategoryJudge,
    Near,
    PersonJudge,
    TextJudge,
    judge_non_billable,
)
from ..judging.written_names import WrittenJudge
from ..workbooks.model import Column
from ..workbooks.rules import AnyText, Day, FromList, Number, OneOf, Rule
from .reference import Reference

LONGEST_LINE = 255
"""How long a text may be in a column whose rule is a list, which says nothing of length."""

NEW_NUMBER = WrittenJudge("Clio", exact=True, before_colon=True)
"""The judge of the numbers of matters created in Clio, which go out as they are."""

MISSING_TEXTS = {
    ("time", "note"): "description-missing",
    ("expense", "note"): "description-missing",
    ("note", "contact"): "",
    ("note", "subject"): "note-subject-missing",
    ("note", "note"): "note-text-missing",
    ("new", "kind"): "new-kind-missing",
    ("new", "name"): "new-name-missing",
    ("new", "entered_by"): "",
    ("new", "remarks"): "",
}
"""Columns judged as text, by record and column of the import: the kind of finding for a blank cell, if any."""


class ColumnJudges:
    """The judges of one file's columns; `alone` is the one person of its start page, if there is one."""

    def __init__(self, reference: Reference, alone: str) -> None:
        self._reference = reference
        self._own: dict[tuple[str, str, str], JudgedOnce] = {}
        dates = JudgedOnce(
            DateJudge(
                today=reference.today,
                first=reference.first,
                last=reference.last,
                days_off=reference.days_off,
                text_order=reference.text_dates,
            )
        )
        time, expense = reference.time_categories, reference.expense_categories
        matters, people = (
            Near(list(reference.matters.values())),
            Near(list(reference.people.values())),
        )
        changed = ChangedNumbers(list(reference.matters.values()))
        needed_matters, optional_matters = (
            JudgedOnce(
                MatterJudge(
                    known=reference.matters,
                    without_display=reference.without_display,
                    two_meanings=reference.two_meanings,
                    destinations=reference.destinations,
                    clients=reference.clients,
                    needed=needed,
                    near=matters,
                    changed=changed,
                )
            )
            for needed in (True, False)
        )
        needed_people, optional_people = (
            JudgedOnce(
                PersonJudge(
                    known=reference.people,
                    without_user=reference.without_user,
                    alone=alone,
                    needed=needed,
                    near=people,
                    two_meanings=reference.two_people,
                    same=reference.same_person,
                )
            )
            for needed in (True, False)
        )
        activity = {
            "date": dates,
            "matter": needed_matters,
            "activity_user": needed_people,
            "non_billable": JudgedOnce(judge_non_billable),
        }
        self._shared: Mapping[str, Mapping[str, JudgedOnce]] = {
            "time": {
                **activity,
                "activity_description": _category(time, expense, "expense-in-time"),
                "quantity": JudgedOnce(HoursJudge(rounding_minutes=reference.rounding_minutes)),
                "price": JudgedOnce(AmountJudge(name="rate")),
            },
            "expense": {
                **activity,
                "activity_description": _category(expense, time, "time-in-expenses"),
                "quantity": JudgedOnce(AmountJudge(name="quantity")),
                "price": JudgedOnce(AmountJudge(name="price")),
            },
            "note": {"date": dates, "matter": optional_matters, "author": optional_people},
            "new": {"date": dates, "clio_number": JudgedOnce(NEW_NUMBER)},
        }

    def of(self, record: str, column: Column) -> JudgedOnce:
        """The judge of a column on a sheet of records."""
        shared = self._shared[record].get(column.goes_to)
        if shared is not None:
            return shared
        key = (record, column.goes_to, column.id)
        if key not in self._own:
            self._own[key] = JudgedOnce(
                self._text(MISSING_TEXTS[record, column.goes_to], column.rule)
                if column.is_exported
                else self._not_exported(column)
            )
        return self._own[key]

    @staticmethod
    def _text(missing: str, rule: Rule) -> TextJudge:
        longest = rule.longest if isinstance(rule, AnyText) else LONGEST_LINE
        # A note is its text; without one nothing is left to record.
        return TextJudge(missing, longest, usable_blank=missing != "note-text-missing")

    def _not_exported(self, column: Column) -> RuleJudge:
        names: Mapping[str, str] = {}
        if column.rule == FromList(list="people"):
            names = self._reference.people
        elif column.rule == FromList(list="matters"):
            names = self._reference.matters
        required = column.required and not column.usual
        return RuleJudge(column.header, column.rule, required=required, names=names)


def _category(known: Mapping[str, str], others: Mapping[str, str], other_kind: str) -> JudgedOnce:
    near = Near(list(known.values()))
    return JudgedOnce(CategoryJudge(known=known, others=others, other_kind=other_kind, near=near))


class RuleJudge(NamedTuple):
    """Judges a column that is not exported by its rule alone, as the formula of the column `Check` does.

    Nothing here keeps a row from being exported. `names` are those a list is known to hold, by key.
    """

    header: str
    rule: Rule
    required: bool = False
    names: Mapping[str, str] = {}

    def __call__(self, value: object) -> Verdict:
        if is_blank(value):
            missing = Flaw("value-missing", (("column", self.header),))
            return Verdict("", (missing,) if self.required else ())
        match self.rule:
            case AnyText(longest=longest):
                return TextJudge("", longest)(value)
            case Day():
                return self._day(value)
            case Number() as rule:
                return self._number(value, rule)
            case OneOf(choices=choices):
                fits = key_of(text_of(value)) in map(key_of, choices)
            case FromList():
                fits = not self.names or key_of(text_of(value)) in self.names
        return Verdict(value) if fits else self._unexpected(value)

    def _unexpected(self, value: object) -> Verdict:
        return flawed("value-unexpected", value, expected=self.rule.words)

    def _day(self, value: object) -> Verdict:
        if isinstance(value, dt.date):
            return Verdict(value)
        text = visible(value).strip() if isinstance(value, str) else ""
        days, short_year = read_date(text)
        if len(days) == 1 and not short_year:
            return flawed("date-is-text", days[0], suggestion=day_label(days[0]), meant=days[0])
        return self._unexpected(value)

    def _number(self, value: object, rule: Number) -> Verdict:
        if isinstance(value, str) and PLAIN.fullmatch(value.strip()):
            number = Decimal(value.strip())
            flaws: tuple[Flaw, ...] = (Flaw("number-as-text", (), shown(number), number),)
        elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            number, flaws = exact(value), ()
        else:
            return self._unexpected(value)
        fits = (
            (rule.above is None or number > rule.above)
            and (rule.least is None or number >= rule.least)
            and (rule.most is None or number <= rule.most)
            and number == round(number, rule.decimals)
        )
        return Verdict(number, flaws) if fits else self._unexpected(value)
