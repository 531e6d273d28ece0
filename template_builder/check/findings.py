"""Gathers the findings of one file: the same thing in many cells becomes one finding with ranges."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from ..common.cells import ranges
from ..common.days import day_label
from ..common.text import text_of
from ..judging.verdict import Flaw, Params
from ..workbooks.model import Column
from .catalogue import Kind, Severity

LONGEST_VALUE = 40
WITHHELD = "(text withheld)"
FOUND = "found"
"""The parameter of a flaw that holds a reader's own words: the name of a sheet, a header."""


class Shareable(NamedTuple):
    """The texts of a finding that may leave the firm: the same as its own unless the value is privileged."""

    value: str
    message: str
    fix: str
    clio: str


class Finding(NamedTuple):
    """Something in a reader's file that needs attention. `cells` are (column, row): the column from 0, the row from 1.

    `message` says what is wrong, `fix` what to type, `clio` what Clio or the export does with it.
    """

    kind: str
    severity: Severity
    sheet: str
    cells: tuple[tuple[int, int], ...]
    value: str
    message: str
    fix: str
    clio: str
    suggestion: str
    shareable: Shareable

    @property
    def cell(self) -> str:
        """The cells as ranges, such as `C7, C9:C12`; nothing for a finding about the file."""
        return ranges(self.cells)

    @property
    def place(self) -> str:
        """Sheet and cells as a reader finds them."""
        return "!".join(filter(None, (self.sheet, self.cell)))


def is_private(value: str, column: Column | None) -> bool:
    """Whether a cell's text must not be in a report made to share."""
    if column is None:
        return " " in value
    return column.private or (" " in value and not column.takes_phrases)


def shown_value(value: object, column: Column | None = None) -> str:
    """A cell's value as a reader knows it, shortened; privileged text is cut to a few words."""
    if isinstance(value, dt.datetime) and not value.time():
        value = value.date()
    if type(value) is dt.date:
        return day_label(value)
    text = " ".join(text_of(value).split())
    longest = LONGEST_VALUE // 2 if column and column.private else LONGEST_VALUE
    return text if len(text) <= longest else f"{text[: longest - 3]}..."


class FindingLog:
    """Takes flaws one by one and gives findings, in the order of the sheets and of their first cell."""

    def __init__(self, catalogue: Mapping[str, Kind]) -> None:
        self.catalogue = catalogue
        self._found: dict[tuple[str, str, Params, str, str, bool], list[tuple[int, int]]] = {}

    def is_error(self, flaw: Flaw) -> bool:
        """Whether a row with this flaw must not be exported."""
        return self.catalogue[flaw.kind].severity is Severity.ERROR

    def add(
        self,
        flaw: Flaw,
        sheet: str = "",
        cell: tuple[int, int] | None = None,
        value: object = "",
        column: Column | None = None,
    ) -> None:
        """Note a flaw; `column` says whether the text of the cell is private."""
        shown = shown_value(value, column)
        private = bool(shown) and (is_private(shown, column) or FOUND in dict(flaw.params))
        key = (sheet, flaw.kind, flaw.params, flaw.suggestion, shown, private)
        self._found.setdefault(key, []).extend([cell] if cell else [])

    def reason(self, flaw: Flaw, value: object, column: Column) -> str:
        """What a flaw says, in one sentence."""
        return self._words(self.catalogue[flaw.kind].message, shown_value(value, column), flaw)

    def findings(self) -> tuple[Finding, ...]:
        """Everything noted so far."""
        return tuple(
            self._finding(Flaw(kind, params, suggestion), sheet, tuple(cells), value, private)
            for (sheet, kind, params, suggestion, value, private), cells in self._found.items()
        )

    def _finding(
        self, flaw: Flaw, sheet: str, cells: tuple[tuple[int, int], ...], value: str, private: bool
    ) -> Finding:
        kind = self.catalogue[flaw.kind]
        safe = WITHHELD if private else value
        texts = (kind.message, kind.fix, kind.clio)
        message, fix, clio = (self._words(text, value, flaw) for text in texts)
        params = tuple((name, WITHHELD if name == FOUND else text) for name, text in flaw.params)
        safe_flaw = flaw._replace(params=params)
        return Finding(
            kind=kind.id,
            severity=kind.severity,
            sheet=sheet,
            cells=cells,
            value=value,
            message=message,
            fix=fix,
            clio=clio,
            suggestion=flaw.suggestion,
            shareable=Shareable(safe, *(self._words(text, safe, safe_flaw) for text in texts)),
        )

    @staticmethod
    def _words(text: str, value: str, flaw: Flaw) -> str:
        words = {"value": value or "(blank)", "suggestion": flaw.suggestion, **dict(flaw.params)}
        return text.format_map(words)
