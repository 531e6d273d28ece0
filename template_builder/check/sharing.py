"""What of a reader's file may leave the firm: words on a list, numbers, dates, yes and no. All else is withheld."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..common.cells import CellError
from ..common.numbers import PLAIN
from ..common.text import INVISIBLE, key_of
from ..judging.typed_dates import MONTHS, read_date
from ..judging.typed_numbers import CLOCK, HOURS_THEN_MINUTES, UNITS, amount_in
from ..workbooks.model import Column, Workbook
from ..workbooks.names import START_SHEET
from ..workbooks.rules import OneOf
from .reference import Reference

WITHHELD = "(text withheld)"

YES_AND_NO = frozenset({"yes", "no", "y", "n", "true", "false", "x", "blank", "yes or blank"})
DAY_WORDS = frozenset({*MONTHS, "st", "nd", "rd", "th", "t"}) | {
    word
    for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    for word in (day, day[:3], day[:4])
}


class Sharing(NamedTuple):
    """By what a copy or a report made to share is cut: the workbook's spec, and the keys of all words on a list."""

    spec: Workbook
    listed: frozenset[str]

    @classmethod
    def of(cls, spec: Workbook, reference: Reference) -> Sharing:
        """The lists that the firm's file and the crosswalk give, and the words of the template itself."""
        lists = (
            *(reference.matters, reference.destinations, reference.people, reference.users),
            *(reference.time_categories, reference.expense_categories),
        )
        words = {word for mapping in lists for pair in mapping.items() for word in pair}
        for sheet in spec.sheets:
            words |= {sheet.name, *sheet.headers}
            for column in sheet.columns:
                words |= set(column.rule.choices) if isinstance(column.rule, OneOf) else set()
        return cls(spec, frozenset(map(key_of, (*words, START_SHEET))) | YES_AND_NO)

    def allows(self, value: object, column: Column | None = None) -> bool:
        """Whether a value may be shown; nothing of a private column may."""
        if column is not None and column.private:
            return False
        if not isinstance(value, str) or isinstance(value, CellError):
            return True
        if INVISIBLE.search(value):
            return False
        text = value.strip()
        return key_of(text) in self.listed or _is_number(text) or _is_date(text)

    def shown(self, text: str, otherwise: str = WITHHELD) -> str:
        """The text if it may be shown."""
        return text if self.allows(text) else otherwise


def _is_number(text: str) -> bool:
    forms = (PLAIN, CLOCK, UNITS, HOURS_THEN_MINUTES)
    return any(form.fullmatch(text) for form in forms) or bool(amount_in(text)[1])


def _is_date(text: str) -> bool:
    words = re.findall(r"[a-z]+", text.lower())
    return bool(read_date(text)[0]) and set(words) <= DAY_WORDS
