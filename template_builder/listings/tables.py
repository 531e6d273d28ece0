"""Finds the table on each sheet: the row of headers, also when titles stand above it, when it has two rows, or is missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from ..common.cells import column_letter
from ..common.text import is_blank, text_of
from ..judging.typed_dates import MONTHS
from ..reading.reader import Book, SheetData, Value
from .buckets import is_bucket
from .header_words import header_key
from .kinds import Kind
from .seen_rows import seen_rows

HEADER_ROWS = 60
"""How many rows from the top are searched: reports print up to fourteen lines above their headers."""
FEWEST = 2
"""How many known headers make a row the header of a table with more than two columns."""
FULFILLED = 100
"""What it is worth that a row has all headers that are needed."""
LONGEST = 60
"""Characters of a header; what is longer is a sentence."""
SAMPLE = 40
"""Rows below a possible header that are looked at."""
_MONTH = f"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
_FIGURE = re.compile(
    r"[-+(]*\s*(?:[A-Z]{0,3}\s?[$\u20ac\u00a3\u00a5]|[A-Z]{3}\s)?\s*[-(]*\d[\d., '\u2019/:\u00a0\u202f-]*\)?\s*"
    r"(?:[$\u20ac\u00a3\u00a5%-]|(?<![-/:])[A-Z]{3}|CR|DR|[AaPp][Mm]|h|hrs?|min)?\)?"
    rf"|(?i:\d{{1,2}}[- ]{_MONTH}\.?[- ,]+\d{{2,4}}|{_MONTH}\.? \d{{1,2}}[,/ ]+\d{{2,4}})",
)
"""Numbers with or without a currency, times, dates with the month in letters."""


class Table(NamedTuple):
    """The table on a sheet. `headers` has a text for each column, `rows` what is below, `top` rows of the sheet are above.

    `first_row` is the number of the first row below as on the screen. Without a header row all headers are blank.
    """

    sheet: SheetData
    headers: tuple[str, ...]
    rows: Sequence[Sequence[Value]]
    top: int
    first_row: int
    score: int = 0
    other: int = 0
    """How many of the rows above, just above the headers, are another table."""
    lead: int = 0
    """How many of the rows are a line above the headers and the headers themselves, where that line belongs to the rows."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The headers as they are compared."""
        return tuple(map(header_key, self.headers))

    @property
    def above(self) -> Sequence[Sequence[Value]]:
        """The rows above the headers."""
        return self.sheet.rows[: self.top]

    @property
    def header_rows(self) -> Sequence[Sequence[Value]]:
        """The rows of the headers as they are in the file."""
        if self.lead:
            return self.rows[1 : self.lead]
        end = self.first_row - self.sheet.first_row
        return self.sheet.rows[self.top : end] if self.has_header else ()

    @property
    def has_header(self) -> bool:
        return any(self.headers)

    @property
    def is_header_known(self) -> bool:
        """Whether the headers were found by their names, and not by their place alone."""
        return self.score > 0

    def column(self, at: int) -> list[Value]:
        """The values of a column below its header."""
        return [row[at] for row in self.rows[self.lead :]]


class Words:
    """The headers that count as known: those of the kind, those a person named, and ages of debts."""

    def __init__(self, kind: Kind, chosen: Collection[str] = ()) -> None:
        self.keys = {*kind.words, *map(header_key, chosen)}
        self.buckets = kind.buckets
        fields = {id_: set(kind.field(id_).keys) for id_ in (*kind.needs, *kind.needs_one_of)}
        self._needed = [fields[id_] for id_ in kind.needs]
        some = [fields[id_] for id_ in kind.needs_one_of]
        self._needed += [set().union(*some)] if some else []

    def __contains__(self, key: str) -> bool:
        return key in self.keys or (self.buckets and is_bucket(key))

    def of_need(self, keys: Collection[str]) -> int:
        """How many of the needs of the kind some headers fulfill."""
        return sum(not own.isdisjoint(keys) for own in self._needed)

    def fulfills(self, keys: Collection[str]) -> bool:
        """Whether some headers fulfill all needs."""
        return self.of_need(keys) == len(self._needed)


def tables_in(book: Book, kind: Kind, chosen: Collection[str] = ()) -> list[Table]:
    """The table of every visible sheet that has one, the best first; `chosen` are headers that a person named."""
    words = Words(kind, chosen)
    visible = [sheet for sheet in book.sheets if not sheet.hidden]
    found = [table for sheet in visible or book.sheets if (table := table_on(sheet, words))]
    return sorted(found, key=lambda table: -table.score)


def table_on(sheet: SheetData, words: Words) -> Table | None:
    """The table of a sheet under its best row of headers; None where a sheet has no rows."""
    rows = seen_rows(sheet)
    filled = [number for number, row in enumerate(rows) if not all(map(is_blank, row))]
    if not filled:
        return None
    scores = {at: own for at in filled[:HEADER_ROWS] if (own := _score(rows, at, words))}
    best = max(scores, key=lambda at: scores[at], default=-1)
    # The same headers may be there again on a later page, above rows that fill more columns.
    best = next((at for at in scores if _known(rows[at], words) == _known(rows[best], words)), -1)
    if best < 0 and (best := _unknown_header(rows, filled)) < 0:
        width = max(len(row) for row in rows)
        start = _first_of_usual_width(rows, filled)
        return Table(sheet, ("",) * width, rows[start:], start, sheet.first_row + start)
    headers, top, end = _headers(sheet, rows, best, words)
    if text_of(rows[best][-1]).endswith("[]"):  # so LEDES ends every line
        rows = [[*row[:-1], text_of(row[-1]).removesuffix("[]")] for row in rows]
    other = top - min((at for at in scores if at < top), default=top)
    return Table(sheet, headers, rows[end:], top, sheet.first_row + end, scores.get(best, 0), other)


def texts_of(row: Iterable[object]) -> list[str]:
    """The cells of a row as texts on one line."""
    return [" ".join(text_of(value).split()) for value in row]


def is_figure(value: object) -> bool:
    """Whether a cell looks like a number, a date or a time."""
    if isinstance(value, str):
        return len(value) <= LONGEST and _FIGURE.fullmatch(value.strip()) is not None
    return not is_blank(value) and not isinstance(value, bool)


def _known(row: Sequence[object], words: Words) -> set[tuple[int, str]]:
    """The known headers of a row with their columns."""
    keys = enumerate(map(header_key, texts_of(row)))
    return {(at, key) for at, key in keys if key in words}


def _score(rows: Sequence[Sequence[Value]], at: int, words: Words) -> int:
    """How much a row looks like the headers of the table below it; 0 when it has too few known names."""
    cells = [(column, value) for column, value in enumerate(rows[at]) if not is_blank(value)]
    if any(not isinstance(value, str) or len(value) > LONGEST for _, value in cells):
        return 0
    keys = [header_key(str(value)) for _, value in cells]
    known = len({key for key in keys if key in words})
    first = all(sum(not is_blank(v) for v in row) < FEWEST for row in rows[:at])
    small = first and (words.of_need(keys) or all(key in words for key in keys))
    if known < FEWEST and not (known and small):
        return 0
    below = rows[at + 1 : at + 1 + SAMPLE]
    filled = sum(any(not is_blank(row[column]) for row in below) for column, _ in cells)
    figures = sum(is_figure(value) for _, value in cells)
    return max(0, words.fulfills(keys) * FULFILLED + known * 10 + filled - 5 * figures)


def _unknown_header(rows: Sequence[Sequence[Value]], filled: Sequence[int]) -> int:
    """A row of short texts above columns with numbers or dates, whose names we do not know; -1 where there is none."""
    start = _first_of_usual_width(rows, filled)
    cells = [(at, value) for at, value in enumerate(rows[start]) if not is_blank(value)]
    short = all(isinstance(v, str) and len(v) <= LONGEST and not is_figure(v) for _, v in cells)
    below = rows[start + 1 : start + 1 + SAMPLE]
    figures = any(
        (values := [row[at] for row in below if not is_blank(row[at])])
        and sum(map(is_figure, values)) * 2 > len(values)
        for at, _ in cells
    )
    return start if short and len(cells) > 1 and figures else -1


def _first_of_usual_width(rows: Sequence[Sequence[Value]], filled: Sequence[int]) -> int:
    """The first row with about as many values as most rows have: titles above have fewer."""
    widths = {at: sum(not is_blank(value) for value in rows[at]) for at in filled}
    usual = Counter(widths.values()).most_common(1)[0][0]
    return next(at for at in filled if widths[at] * 2 > usual)


def _headers(
    sheet: SheetData, rows: Sequence[Sequence[Value]], at: int, words: Words
) -> tuple[tuple[str, ...], int, int]:
    """The header of each column, the first row of headers, and the row after the last."""
    own = [_header_text(value) for value in rows[at]]
    if at + 1 < len(rows) and _is_second_row(rows, at):
        below = [_header_text(value) for value in rows[at + 1]]
        upper = _spread(own, below, sheet, at)
        return (
            tuple(" ".join(filter(None, pair)) for pair in zip(upper, below, strict=True)),
            at,
            at + 2,
        )
    keys = [header_key(text) for text in own if text]
    if at and len(set(keys)) < len(keys) and _is_band(rows, at):
        above = _spread([_header_text(value) for value in rows[at - 1]], own, sheet, at - 1)
        twins = {key for key in keys if keys.count(key) > 1}
        named = tuple(
            f"{band} {text}" if band and header_key(text) in twins else text
            for band, text in zip(above, own, strict=True)
        )
        return named, at - 1, at + 1
    return tuple(own), at, at + 1


def _header_text(value: object) -> str:
    return " ".join(text_of(value).lstrip("\ufeff").removesuffix("[]").split())


def _is_second_row(rows: Sequence[Sequence[Value]], at: int) -> bool:
    """Whether the row below the headers goes on with them: short texts where the rows below have numbers, under headers."""
    cells = [(column, value) for column, value in enumerate(rows[at + 1]) if not is_blank(value)]
    if len(cells) < FEWEST or is_blank(rows[at][cells[0][0]]) or cells[0][0] == _first(rows[at]):
        return False
    if not all(isinstance(v, str) and len(v) <= LONGEST and not is_figure(v) for _, v in cells):
        return False
    below = rows[at + 2 : at + 2 + SAMPLE]
    return all(any(is_figure(row[column]) for row in below) for column, _ in cells)


def _first(row: Sequence[object]) -> int:
    return next((at for at, value in enumerate(row) if not is_blank(value)), -1)


def _is_band(rows: Sequence[Sequence[Value]], at: int) -> bool:
    """Whether the row above the headers names groups of columns: texts above some of them, none in the first column."""
    cells = [
        (column, value)
        for column, value in enumerate(rows[at - 1])
        if not is_blank(value) and value != rows[at][column]
    ]
    return (
        bool(cells)
        and cells[0][0] > _first(rows[at])
        and all(
            isinstance(value, str) and not is_blank(rows[at][column]) for column, value in cells
        )
    )


def _spread(upper: list[str], lower: Sequence[str], sheet: SheetData, at: int) -> list[str]:
    """The upper headers, with a merged one over all of its columns."""
    number = sheet.first_row + at
    spread = list(upper)
    for column in range(1, len(spread)):
        before = spread[column - 1]
        area = any(_covers(each, number, column) for each in sheet.merged)
        if not spread[column] and before and lower[column] and area:
            spread[column] = before
    return spread


def _covers(area: str, row: int, column: int) -> bool:
    """Whether a merged area such as `C4:E4` has a cell of a row and column beyond its first column."""
    first, _, last = area.partition(":")
    letter = column_letter(column)
    left, right = re.sub(r"\d", "", first), re.sub(r"\d", "", last)
    rows = range(int(re.sub(r"\D", "", first)), int(re.sub(r"\D", "", last)) + 1)
    return row in rows and (len(left), left) < (len(letter), letter) <= (len(right), right)
