"""Lines above the rows of a table: a client, an account or an age on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..common.text import is_blank, key_of, text_of
from .header_words import header_key
from .kinds import Kind
from .tables import Table, is_figure, texts_of

LONGEST_LABEL = 30
MOST_LABELS = 4
"""Texts on a line above: a number, a name and a telephone, for example."""
HEADINGS = {"uncategorized"}
"""What Clio writes above matters without an attorney."""
_TOTAL_WORD = re.compile(r"\btotals?\b", re.I)


def lone_lines(table: Table) -> list[int]:
    """The rows with a single text, directly above a row of several values or above another such line."""
    found: list[int] = []
    below = 0
    for at in range(len(table.rows) - 1, -1, -1):
        row = table.rows[at]
        count = sum(not is_blank(value) for value in row)
        if count == 1 and below > 1 and _is_text(row):
            found.append(at)
        elif count:
            below = count
    return found[::-1]


def is_lone_text(row: Sequence[object]) -> bool:
    """Whether a row has a single value, a text that is no total."""
    return sum(not is_blank(value) for value in row) == 1 and _is_text(row)


def _is_text(row: Sequence[object]) -> bool:
    value = row[first_filled(row)]
    return isinstance(value, str) and not is_figure(value) and not _TOTAL_WORD.search(value)


def first_filled(row: Sequence[object]) -> int:
    """The first column with a value."""
    return next(at for at, value in enumerate(row) if not is_blank(value))


def label_of(text: str, kind: Kind) -> str:
    """The field that a text such as `Client: Sample` or `Client:` names."""
    word, colon, _ = text.partition(":")
    field = kind.words.get(header_key(word), "") if colon and len(word) <= LONGEST_LABEL else ""
    return field if field and kind.field(field).group else ""


def labels_above(table: Table, kind: Kind) -> set[str]:
    """The fields that lines above the rows name themselves."""
    found: set[str] = set()
    for row in table.rows:
        texts = [value for value in row if not is_blank(value)]
        has_label = any(isinstance(value, str) and ":" in value for value in texts)
        if has_label and len(texts) <= MOST_LABELS and not any(map(is_figure, texts)):
            found |= {label_of(str(value), kind) for value in texts}
    return found - {""}


def is_heading(table: Table, row: Sequence[object]) -> bool:
    """Whether a line is the heading of a section, and no client: a title above the table has its words too."""
    text = key_of(text_of(row[first_filled(row)]))
    titles = (key_of(title) for above in table.above for title in texts_of(above) if title)
    return text in HEADINGS or any(title.startswith(text) for title in titles)
