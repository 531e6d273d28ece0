"""Gathers the findings of one file: the same thing in many cells becomes one finding with ranges."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from ..common.cells import ranges
from ..common.days import day_label
from ..common.text import text_of
from ..judging.verdict import Flaw, Params
from ..judging.words import word_of
from ..workbooks.model import Column
from .catalogue import Kind, Severity
from .sharing import WITHHELD, Sharing

LONGEST_VALUE = 40
MOST_VALUES = 3
FOUND = "found"
"""The parameter of a flaw that holds a reader's own words: the name of a sheet, a header."""
OURS = frozenset(
    {
        *(
            "at",
            "clock",
            "column",
            "columns",
            "count",
            "currency",
            "current",
            "cut_off",
            "day",
            "days",
            "difference",
            "end",
            "expected",
            "first",
        ),
        *(
            "hours",
            "how",
            "increment",
            "last",
            "length",
            "order",
            "limit",
            "rounded",
            "row",
            "rows",
            "second",
            "sum",
        ),
        *("day_first", "month_first", "template", "total", "usual", "version", "weekday", "what"),
    }
)
"""Parameters of flaws that hold words of ours, numbers and dates, never a reader's words."""


class Shareable(NamedTuple):
    """The texts of a finding that may leave the firm: the same as its own unless the value is privileged."""

    sheet: str
    value: str
    message: str
    fix: str
    clio: str
    suggestion: str


class Mend(NamedTuple):
    """The one value that belongs in a cell, instead of the one that findings of these kinds are about.

    The column of the cell counts from 0, its row from 1. An empty text clears the cell.
    """

    sheet: str
    cell: tuple[int, int]
    meant: object
    kinds: tuple[str, ...]


class Finding(NamedTuple):
    """Something in a reader's file that needs attention. `cells` are (column, row): the column from 0, the row from 1.

    `message` says what is there, `fix` what to type, `clio` what Clio or the export does with it and what is not known.
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
    privileged: bool = False
    """Whether it shows text of a private column, or of one that no template knows: such text is in no receipt."""

    @property
    def cell(self) -> str:
        """The cells as ranges, such as `C7, C9:C12`; nothing for a finding about the file."""
        return ranges(self.cells)

    @property
    def headline(self) -> str:
        """What is there, and what to do: what a reader in a hurry needs besides the place."""
        return " ".join(filter(None, (self.message, self.fix)))

    @property
    def place(self) -> str:
        """Sheet and cells as a reader finds them."""
        return "!".join(filter(None, (self.sheet, self.cell)))

    def place_within(self, longest: int) -> str:
        """The place; of very many ranges the first."""
        place = self.place
        if len(place) <= longest:
            return place
        return f"{place[:longest].rpartition(', ')[0] or self.sheet} and more"


def shown_value(value: object, column: Column | None = None) -> str:
    """A cell's value as a reader knows it, shortened; privileged text is cut to a few words."""
    if isinstance(value, dt.datetime) and not value.time():
        value = value.date()
    if type(value) is dt.date:
        return day_label(value)
    text = " ".join(text_of(value).split())
    longest = LONGEST_VALUE // 2 if column and column.private else LONGEST_VALUE
    return text if len(text) <= longest else f"{text[: longest - 3]}..."


class _Key(NamedTuple):
    """What the same flaw in several cells has in common."""

    sheet: str
    kind: str
    params: Params
    suggestion: str
    value: str
    private: bool
    privileged: bool


def _named(values: Sequence[str]) -> str:
    """The first few of some values."""
    different = list(dict.fromkeys(values))
    more = len(different) - MOST_VALUES
    return ", ".join(different[:MOST_VALUES]) + (f" and {more} more" if more > 0 else "")


class FindingLog:
    """Takes flaws one by one and gives findings, in the order of the sheets and of their first cell."""

    def __init__(
        self, catalogue: Mapping[str, Kind], sharing: Sharing, sheets: Mapping[str, str]
    ) -> None:
        """`sheets` maps the names of the file's sheets, as far as they are recognized, to those of the template."""
        self.catalogue = catalogue
        self._sharing = sharing
        self._sheets = sheets
        self._found: dict[_Key, list[tuple[int, int]]] = {}
        self._meant: dict[tuple[str, tuple[int, int]], dict[str, object]] = {}

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
        allowed = self._sharing.allows(value, column) and FOUND not in dict(flaw.params)
        private = bool(shown) and not allowed
        own_text = FOUND in dict(flaw.params) or (column is not None and column.private)
        privileged = private and own_text
        key = _Key(sheet, flaw.kind, flaw.params, flaw.suggestion, shown, private, privileged)
        self._found.setdefault(key, []).extend([cell] if cell else [])
        if cell and flaw.meant is not None and self.catalogue[flaw.kind].mends:
            self._meant.setdefault((sheet, cell), {})[flaw.kind] = flaw.meant

    def sheets_with(self, kind: str) -> frozenset[str]:
        """The sheets on which something of a kind was found so far."""
        return frozenset(key.sheet for key in self._found if key.kind == kind)

    def take_back(self, kind: str, sheet: str, cell: tuple[int, int]) -> bool:
        """Take back what was found of a kind in a cell, for another finding that says more; whether it was found."""
        for key, cells in self._found.items():
            if (key.kind, key.sheet) == (kind, sheet) and cell in cells:
                cells.remove(cell)
                if not cells:
                    del self._found[key]
                return True
        return False

    def reason(self, flaw: Flaw, value: object, column: Column) -> str:
        """What a flaw says, in one sentence."""
        return self._words(self.catalogue[flaw.kind].message, shown_value(value, column), flaw)

    def findings(self) -> tuple[Finding, ...]:
        """Everything noted so far."""
        groups: dict[Hashable, dict[_Key, list[tuple[int, int]]]] = {}
        for key, cells in self._found.items():
            together = cells and self.catalogue[key.kind].together
            group = (key.sheet, key.kind, cells[0][0]) if together else key
            groups.setdefault(group, {})[key] = cells
        return tuple(map(self._finding, groups.values()))

    def mends(self) -> tuple[Mend, ...]:
        """The cells whose right value is certain: all flaws that name one name the same."""
        return tuple(
            Mend(sheet, cell, next(iter(meant.values())), tuple(meant))
            for (sheet, cell), meant in self._meant.items()
            if len(set(meant.values())) == 1
        )

    def _finding(self, group: Mapping[_Key, Sequence[tuple[int, int]]]) -> Finding:
        """One finding of a value and its cells, or of several values that have the same cause."""
        sheet, kind_id, params, suggestion, *_ = next(iter(group))
        flaw = Flaw(kind_id, params, suggestion)
        kind = self.catalogue[kind_id]
        value = _named([key.value for key in group])
        safe = _named([WITHHELD if key.private else key.value for key in group])
        safe_suggestion = self._sharing.shown(suggestion)
        safe_params = tuple((name, self._shareable(name, text)) for name, text in params)
        safe_flaw = Flaw(kind_id, safe_params, safe_suggestion)
        return Finding(
            kind=kind.id,
            severity=kind.severity,
            sheet=sheet,
            cells=tuple(dict.fromkeys(chain.from_iterable(group.values()))),
            value=value,
            message=self._words(kind.message, value, flaw),
            fix=self._words(kind.fix, value, flaw),
            clio=self._words(kind.clio, value, flaw),
            suggestion=suggestion,
            privileged=any(key.privileged for key in group),
            shareable=Shareable(
                sheet=self._shareable_sheet(sheet),
                value=safe,
                message=self._words(kind.message, safe, safe_flaw),
                fix=self._words(kind.fix, safe, safe_flaw),
                clio=self._words(kind.clio, safe, safe_flaw),
                suggestion=safe_suggestion,
            ),
        )

    def _shareable(self, name: str, text: str) -> str:
        """What may be shared of one parameter of a flaw."""
        if name in OURS:
            return text
        if name == "near":
            return text if self._sharing.allows(word_of(text)) else ""
        if name == "other":
            sheet, _, row = text.rpartition("!")
            return f"{self._sheets.get(sheet, 'another sheet')}!{row}"
        return WITHHELD if name == FOUND else self._sharing.shown(text)

    def _shareable_sheet(self, name: str) -> str:
        """The name of a sheet as it may be shared: that of the template."""
        if not name:
            return ""
        return self._sheets.get(name) or self._sharing.shown(name, "(another sheet)")

    @staticmethod
    def _words(text: str, value: str, flaw: Flaw) -> str:
        words = {"value": value or "(blank)", "suggestion": flaw.suggestion, **dict(flaw.params)}
        return text.format_map(words)
