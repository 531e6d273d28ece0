"""The parts of a workbook: sheets, columns, rules, the start page. It knows their meaning, not their cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Annotated, Literal, NamedTuple

from ..common.declared import Braces, Id, Least, Text
from ..common.toml_table import near
from .import_files import NO_RECORD, NOWHERE
from .rules import Formula, Lookup, Rule, cells_of

Value = str | int | Decimal | dt.date

PLACEHOLDERS = ("cut_off", "review_end", "sign_off", "send_to")
LONGEST_PROMPT_TITLE = 32
LONGEST_PROMPT = 255
LONGEST_SHEET_NAME = 31


class Column(NamedTuple):
    """One column of a data sheet. `width` is in characters, as spreadsheet programs count it.

    The text of a `private` column may be privileged: it is never shown in full, and never copied to be shared.
    `goes_to` is a column of the import file of the sheet's records, or "nowhere".

    `help` is what the page about downloads says where a header's `prompt` has no room for it.

    `usual` says where a blank cell takes its value from ("rate" or "person": the names on Start here),
    so that a required column may stay blank there.
    """

    id: Id
    header: Annotated[str, Text(longest=LONGEST_PROMPT_TITLE)]
    width: Annotated[int, Least(4)]
    private: bool
    rule: Rule
    prompt: Annotated[str, Text(longest=LONGEST_PROMPT)]
    help: str = ""
    required: bool = False
    usual: Literal["", "rate", "person"] = ""
    goes_to: str = NOWHERE

    @property
    def is_exported(self) -> bool:
        """Whether the import holds the values of this column."""
        return self.goes_to != NOWHERE

    @property
    def is_entered(self) -> bool:
        """Whether people type into this column; the others hold a formula."""
        return not isinstance(self.rule, Lookup | Formula)


class RowCheck(NamedTuple):
    """What `Check` says of a row `when` a condition is true, with braces as in a formula of the row.

    `otherwise`: only where the check before it is silent. One that says nothing silences those that follow so.
    """

    when: str
    say: str = ""
    otherwise: bool = False


class Sheet(NamedTuple):
    """A data sheet: headers in row 1, room for `rows` rows below, a `Check` column at the end if `check`.

    `record` is what a row becomes in the import: "time", "expense", "note", "new", or "none".
    Of the columns in `one_of`, at least one must be filled. The blank sheet starts with `first_rows`; what they have
    in a column of formulas is a formula.
    """

    name: Annotated[str, Text(longest=LONGEST_SHEET_NAME)]
    purpose: str
    record: str
    rows: Annotated[int, Least(1)]
    columns: tuple[Column, ...]
    examples: tuple[dict[str, Value], ...] = ()
    first_rows: tuple[dict[str, Value], ...] = ()
    check: bool = False
    one_of: tuple[str, ...] = ()
    checks: tuple[RowCheck, ...] = ()

    def problems(self) -> Iterator[tuple[str, str]]:
        """What is wrong with the fields together, each with its key."""
        columns = [column.id for column in self.columns]
        for id_ in self.one_of:
            if id_ not in columns:
                yield "one_of", f"{id_!r} is not a column of this sheet{near(id_, columns)}"

    def column(self, id_: str) -> Column:
        """The column with an id.

        Raises KeyError when there is none.
        """
        for column in self.columns:
            if column.id == id_:
                return column
        raise KeyError(id_)

    @property
    def entered(self) -> tuple[Column, ...]:
        """The columns that people type into."""
        return tuple(column for column in self.columns if column.is_entered)

    def formulas(self, column: Column) -> Iterator[str]:
        """The formulas of a column: its own, and those of the rows that the sheet starts with."""
        if isinstance(column.rule, Formula):
            yield column.rule.formula
            for row in self.first_rows:
                yield str(row.get(column.id, ""))

    @property
    def is_exported(self) -> bool:
        """Whether the import holds the rows of this sheet."""
        return self.record != NO_RECORD

    @property
    def places(self) -> dict[str, int]:
        """The place of each column by its id, counted from 0; the column `Check` is `check`."""
        ids = [column.id for column in self.columns]
        return {id_: place for place, id_ in enumerate([*ids, "check"] if self.check else ids)}

    @property
    def headers(self) -> tuple[str, ...]:
        names = tuple(column.header for column in self.columns)
        return (*names, "Check") if self.check else names


class Start(NamedTuple):
    """The sheet `Start here`: what to do, until when, whom to send it to.

    Texts may hold the words of `PLACEHOLDERS` in braces; the writer fills in what the firm's plan knows.
    """

    title: str
    intro: str
    steps: tuple[str, ...]
    period: Annotated[str, Braces(PLACEHOLDERS)] = ""
    hand_in: Annotated[str, Braces(PLACEHOLDERS)] = ""
    people: bool = False


class Workbook(NamedTuple):
    """One workbook. `id` and `version` are written into the file so that it can be recognized later."""

    id: str
    version: Annotated[int, Least(1)]
    title: str
    purpose: str
    start: Start
    sheets: tuple[Sheet, ...]
    summary: bool = False

    def problems(self) -> Iterator[tuple[str, str]]:
        """What is wrong with the sheets together: lookups of what is not there."""
        names = [sheet.name for sheet in self.sheets]
        for number, sheet in enumerate(self.sheets, start=1):
            for place, column in enumerate(sheet.columns, start=1):
                words = (
                    self._words_of(column.rule, sheet, names)
                    if isinstance(column.rule, Lookup)
                    else self._words_in(sheet.formulas(column), sheet, names)
                )
                for key, word, known in words:
                    if word not in known:
                        message = f"{word!r} is not known there{near(word, known)}"
                        yield f"sheets[{number}].columns[{place}].{key}", message
            for place, check in enumerate(sheet.checks, start=1):
                for _, word, known in self._words_in([check.when], sheet, names):
                    if word not in known:
                        message = f"{word!r} is not known there{near(word, known)}"
                        yield f"sheets[{number}].checks[{place}].when", message

    def _words_of(
        self, rule: Lookup, sheet: Sheet, names: Sequence[str]
    ) -> Iterator[tuple[str, str, Sequence[str]]]:
        """Each word of a lookup with its key and the words it may be."""
        yield "of", rule.of, [column.id for column in sheet.entered]
        yield "on", rule.on, names
        ids = [column.id for column in self.sheet(rule.on).entered] if rule.on in names else []
        for key, words in (("by", rule.by), ("shows", rule.shows)):
            for word in words if ids else ():
                yield key, word, ids

    def _words_in(
        self, formulas: Iterable[str], sheet: Sheet, names: Sequence[str]
    ) -> Iterator[tuple[str, str, Sequence[str]]]:
        """Each sheet and column that formulas of a sheet name, with the words it may be."""
        for formula in formulas:
            for _, name, id_ in cells_of(formula):
                if name:
                    yield "formula", name, names
                if not name or name in names:
                    yield "formula", id_, list(self.sheet(name).places if name else sheet.places)

    @property
    def file_name(self) -> str:
        return f"{self.id}.xlsx"

    def sheet(self, name: str) -> Sheet:
        """The data sheet with a name.

        Raises KeyError when there is none.
        """
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        raise KeyError(name)
