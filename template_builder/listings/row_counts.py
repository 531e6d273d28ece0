"""Finds lines that say how many rows a list has, such as `40 matters`: they are no rows of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..common.text import is_blank
from .row_classes import LONGEST, Line, RowClass, Shape
from .tables import is_figure, texts_of

_NUMBER = r"(\d{1,3}(?:,\d{3})+|\d+)"
_ONE = (
    r"(?:matter|client|customer|contact|person|user|timekeeper|record|row|item|case|file|activity|account|balance|invoice|"
    r"bill|line|entry)"
)
_MANY = rf"(?:{_ONE}s|people|activities|entries)"
_ROWS = rf"(?:{_MANY}|{_ONE})"
_COUNT = re.compile(
    "|".join(
        (
            rf"\W*(?:total\s*:?\s*)?{_NUMBER}\s+(?:total\s+)?{_ROWS}(?:\s+(?:listed|found|printed|in (?:all|total)|total))?\W*",
            rf"\W*(?:(?:total|number|count)\s+)+(?:of\s+)?{_ROWS}\s*:?\s*{_NUMBER}\W*",
            rf"\W*{_ROWS}\s+(?:count|listed|printed|total)\s*:?\s*{_NUMBER}\W*",
            rf"\W*{_MANY}\s*:?\s*{_NUMBER}\W*",  # but Case 3 is a case
        )
    ),
    re.I,
)
_TOTAL = re.compile(
    rf"\W*(?:total|count)\s*:?\s*{_NUMBER}\W*|\W*{_NUMBER}\s+(?:in\s+)?total\W*", re.I
)
"""Counts without a word for what is counted, which would be amounts in a list of amounts."""
_LABEL = re.compile(r"\W*(?:total|number|count)\b.*|.*\b(?:total|count)\W*", re.I)
"""The label of a count that is in a cell of its own."""


def settle_counts(lines: Sequence[Line], shape: Shape) -> None:
    """Class the lines that say a number of rows, at the end of the list or of a part that has as many, as footers."""
    at_end: list[tuple[Line, int]] = []
    rows = 0
    for line in lines:
        count = _count_in(shape, line)
        if count is not None and rows and count == rows:
            line.row_class, rows = RowClass.FOOTER, 0
        elif count is not None:
            at_end.append((line, count))
        elif line.row_class == RowClass.DATA:
            rows += 1 + len(at_end)
            at_end = []
        elif line.row_class not in (RowClass.BLANK, RowClass.FOOTER):
            rows = 0
    for line, count in at_end:
        line.row_class, line.count = RowClass.FOOTER, count


def _count_in(shape: Shape, line: Line) -> int | None:
    """The number of rows that a line says, if it says nothing else."""
    if line.row_class in (RowClass.BLANK, RowClass.HEADER, RowClass.OTHER):
        return None
    row = shape.table.rows[line.at]
    filled = [at for at, value in enumerate(row) if not is_blank(value)]
    texts = texts_of(row[at] for at in filled)
    if not shape.figures.isdisjoint(filled):
        return None
    if len(texts) > 1 and _COUNT.fullmatch(texts[0]) and all(map(is_figure, texts[1:])):
        texts = texts[:1]  # beside it the sums of columns that are not read
    if len(texts) > 2 or (len(texts) == 2 and not _LABEL.fullmatch(texts[0])):
        return None
    text = " ".join(texts)
    found = len(text) <= LONGEST and (_COUNT.fullmatch(text) or _TOTAL.fullmatch(text))
    if not found or (found.re is _TOTAL and shape.needs_figures):
        return None
    return int(next(filter(None, found.groups())).replace(",", ""))
