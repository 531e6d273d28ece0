"""Tells by its shape what each row below the headers is: a row of data, a line above others, a total, a page's header again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..common.text import is_blank, key_of
from ..judging.totals import is_total
from .amounts import is_nothing
from .choices import GROUPS, Places
from .header_words import header_key
from .kinds import Kind
from .lines_above import is_heading, label_of
from .tables import Table, is_figure, texts_of

LONGEST = 200
"""Characters of a label; what is longer is no label."""


class RowClass(StrEnum):
    """What a row of a sheet is."""

    DATA = "data"
    GROUP = "group"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    HEADER = "repeated header"
    TITLE = "title"
    FOOTER = "footer"
    OTHER = "other table"
    BLANK = "blank"


GRAND = re.compile(
    r"(?:(?:grand|report|firm|overall|company)(?:'s)?\s+)+totals?\b.*|totals? (?:for )?(?:the )?(?:firm|report)\s*:?",
    re.I,
)
_PLAIN = re.compile(
    r"(?:(?:client|matter|case|customer|office|department|listing|lawyer|attorney|account|currency|section|page|trust|"
    r"balance|timekeeper|user)s?'?s?\s+)?(?:sub[- ]?)?totals?(?:\s+by\s+\w+)?\s*:?\s*\d*",
    re.I,
)
_NAMED = tuple(
    re.compile(pattern, re.I | re.S)
    for pattern in (
        r"(?:sub[- ]?)?totals?\s+(?:for|of)\s+(.+?)\s*:?",
        r"(?:sub[- ]?)?totals?[\s:\u2013-]+(.+?)\s*:?",
        r"(.+?)[\s:\u2013-]+(?:sub[- ]?)?totals?\s*:?",
    )
)
"""How a total names what it is of."""
_BROUGHT = re.compile(
    r"(?:opening|closing|beginning|ending|starting) balances?\b.*|kontostand.*", re.I | re.S
)
"""Balances of a whole account, which are no row of a list. A balance forward may be one."""
_STAMP = re.compile(
    r"\W*(?:page|seite)\s*\d+(?:\s*(?:of|/|von|de)\s*\d+)?\W*|(?:printed|generated|created|exported|run)\s*(?:on|at|by|date)?\b.*"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day,? .*\d{4}.*|percentages? of totals?|\W*end of (?:the )?(?:report|list(?:ing)?)\W*"
    r"|(?:accrual|cash) basis.*|report (?:date|time).*",
    re.I | re.S,
)
_DIGITS = re.compile(r"\d+")
_LABELLED = re.compile(r"([^:]{2,30}):\s*(.+)", re.S)


@dataclass
class Line:
    """A row below the headers: its place in the table, its class, and what it is called.

    `name` is the text of a line above others, or what a total is said to be of; `column` is where it is. `field` is the
    field that such a line names itself, as in `Client: Sample`; `count` is how many rows one at the end says there are.
    What is `repeated` above rows is in the row below it too.
    """

    at: int
    row_class: RowClass
    label: str = ""
    name: str = ""
    column: int = -1
    field: str = ""
    grand: bool = False
    heading: bool = False
    count: int | None = None
    repeated: bool = False


class Shape:
    """What the shapes of rows are compared with: the headers, and the columns by what they hold."""

    def __init__(self, table: Table, kind: Kind, columns: Mapping[str, Places]) -> None:
        self.table = table
        self.kind = kind
        self.columns = columns
        own = {id_: [at for at in places if at >= 0] for id_, places in columns.items()}
        numbers = {each.id for each in kind.fields if each.is_figure}
        self.figures = {at for id_, places in own.items() if id_ in numbers for at in places}
        self.mapped = {at for places in own.values() for at in places}
        self.needed = {at for id_ in kind.needs for at in own.get(id_, ())}
        self.whose = {at for id_ in kind.needs_one_of for at in own.get(id_, ())}
        self.needs_figures = any(kind.field(id_).is_figure for id_ in kind.needs)
        self.header_rows = [_keys(row) for row in table.header_rows]
        self.has_lines_above = any(
            at in GROUPS.values() for places in columns.values() for at in places
        )

    def lines(self) -> list[Line]:
        """Every row of the table with its class."""
        lines = [self._line(at, row) for at, row in enumerate(self.table.rows)]
        self._settle_tops_of_pages(lines)
        self._settle_ends(lines)
        self._settle_other_tables(lines)
        self._settle_names(lines)
        return lines

    def _line(self, at: int, row: Sequence[object]) -> Line:
        filled = [column for column, value in enumerate(row) if not is_blank(value)]
        if not filled:
            return Line(at, RowClass.BLANK)
        texts = texts_of(row)
        if self._is_header(texts, filled):
            return Line(at, RowClass.HEADER)
        if all(is_stamp(texts[column]) for column in filled):
            return Line(at, RowClass.FOOTER)
        if _BROUGHT.fullmatch(texts[filled[0]][:LONGEST]):
            return Line(at, RowClass.FOOTER)
        words = [c for c in filled if c not in self.figures and not is_figure(row[c])]
        if is_stamp(texts[filled[0]]) and "%" in "".join(texts):
            return Line(at, RowClass.FOOTER)
        has_figure = any(not is_nothing(row[column]) for column in filled if column in self.figures)
        has_sum = has_figure or any(is_figure(row[c]) for c in filled if c not in self.mapped)
        for column in words:
            line = _total(at, texts[column], column)
            if line and (has_sum or not line.name):  # a client may be called Total Something
                return line
        if not has_figure and self._is_line_above(filled, row):
            line = _line_above(at, texts, filled, self.kind)
            line.heading = len(filled) == 1 and is_heading(self.table, row)
            return line
        return Line(at, RowClass.DATA)

    def _is_header(self, texts: Sequence[str], filled: Sequence[int]) -> bool:
        first = header_key(texts[filled[0]])
        if all(header.get(filled[0]) != first for header in self.header_rows):
            return False
        keys = {c: header_key(texts[c]) for c in filled if not is_stamp(texts[c])}
        for header in self.header_rows:
            same = sum(header.get(column) == key for column, key in keys.items())
            if same >= min(2, len(header)) and same == len(keys) and same * 2 > len(header):
                return True
        return False

    def _is_line_above(self, filled: Sequence[int], row: Sequence[object]) -> bool:
        """Whether a row without figures is a line above others: texts that are no row of this table by themselves."""
        if label_of(str(row[filled[0]]), self.kind) and len(filled) <= 2:
            return True
        if len(filled) == 1 and is_heading(self.table, row):
            return True
        if self.needs_figures:
            return sum(column in self.mapped for column in filled) < 2
        if len(filled) > 1:
            return False
        if not any(each.group for each in self.kind.fields):
            return bool(self.whose) and filled[0] not in self.whose
        return filled[0] not in self.needed or self.has_lines_above

    def _settle_tops_of_pages(self, lines: Sequence[Line]) -> None:
        """What is printed above the headers of every page is a title there too: the same texts, perhaps with other numbers."""
        titles = {self._printed(row) for row in self.table.above} - {()}
        for place, line in enumerate(lines):
            if line.row_class != RowClass.HEADER:
                continue
            for above in reversed(lines[:place]):
                if above.row_class in (RowClass.BLANK, RowClass.FOOTER):
                    continue
                if self._printed(self.table.rows[above.at]) not in titles:
                    break
                above.row_class = RowClass.TITLE

    @staticmethod
    def _printed(row: Sequence[object]) -> tuple[str, ...]:
        """The texts of a row without their numbers."""
        return tuple(_DIGITS.sub("", key_of(text)) for text in texts_of(row) if text)

    def _settle_ends(self, lines: Sequence[Line]) -> None:
        """What has no data below it any more is no line above others: it stands at the foot."""
        for line in reversed(lines):
            if line.row_class in (RowClass.DATA, RowClass.SUBTOTAL, RowClass.TOTAL):
                break
            if line.row_class == RowClass.GROUP:
                line.row_class = RowClass.FOOTER

    def _settle_other_tables(self, lines: Sequence[Line]) -> None:
        """Rows under other headers, up to the next ones of this table, are those of another table."""
        other = False
        for line in lines:
            if line.row_class == RowClass.HEADER:
                other = False
            elif not other and line.row_class in (RowClass.DATA, RowClass.GROUP):
                other = self._begins_another(self.table.rows[line.at])
            if other and line.row_class != RowClass.BLANK:
                line.row_class = RowClass.OTHER

    def _settle_names(self, lines: Sequence[Line]) -> None:
        """Of several names that a total may have, take the one that stands above it."""
        above: set[str] = set()
        names = sorted(self.mapped - self.figures)
        for line in lines:
            if line.row_class == RowClass.SUBTOTAL and line.name:
                line.name = next((n for n in _names_in(line.label) if n in above), line.name)
                above.add(key_of(line.label))  # it may be a client who is called so
            elif line.row_class == RowClass.GROUP:
                above.add(key_of(line.name))
            elif line.row_class == RowClass.DATA:
                row = self.table.rows[line.at]
                above.update(key_of(value) for at in names if isinstance(value := row[at], str))

    def _begins_another(self, row: Sequence[object]) -> bool:
        cells = [value for value in row if not is_blank(value)]
        if len(cells) < 2 or any(not isinstance(value, str) or is_figure(value) for value in cells):
            return False
        keys = {header_key(str(value)) for value in cells}
        return len(keys & self.kind.words.keys()) >= 2


def _keys(row: Sequence[object]) -> dict[int, str]:
    return {at: header_key(text) for at, text in enumerate(texts_of(row)) if text}


def is_stamp(text: str) -> bool:
    """Whether a text is what programs print on a page: its number, the day of printing."""
    return len(text) <= LONGEST and _STAMP.fullmatch(text) is not None


def _total(at: int, text: str, column: int) -> Line | None:
    """A line of totals, if the text is the label of one; `name` is what it is said to be of."""
    if len(text) > LONGEST or ("total" not in text.casefold() and not is_total(text)):
        return None
    if GRAND.fullmatch(text):
        return Line(at, RowClass.TOTAL, text, column=column, grand=True)
    if is_total(text) or _PLAIN.fullmatch(text):
        part = (
            RowClass.SUBTOTAL
            if "sub" in text.casefold() or "zwischen" in text.casefold()
            else RowClass.TOTAL
        )
        return Line(at, part, text, column=column)
    names = _names_in(text)
    return Line(at, RowClass.SUBTOTAL, text, names[0], column) if names else None


def _names_in(text: str) -> list[str]:
    """What a total may be of, by its label: `Subtotal Media Total` is of Subtotal Media, or of Media Total."""
    return [key_of(found[1]) for pattern in _NAMED if (found := pattern.fullmatch(text))]


def _line_above(at: int, texts: Sequence[str], filled: Sequence[int], kind: Kind) -> Line:
    """A line above others, with the field that it names itself."""
    for place, column in enumerate(filled):
        if field := label_of(texts[column], kind):
            found = _LABELLED.fullmatch(texts[column])
            name = found[2] if found else next((texts[c] for c in filled[place + 1 :]), "")
            return Line(at, RowClass.GROUP, texts[column], name.strip(), column, field)
    column = next((c for c in filled if re.search(r"[^\W\d_]", texts[c])), filled[0])
    return Line(at, RowClass.GROUP, texts[column], texts[column], column)
