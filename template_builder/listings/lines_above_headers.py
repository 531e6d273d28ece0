"""Finds the line above the first headers that belongs to the rows: an account, where each has headers of its own."""

from __future__ import annotations

from collections.abc import Sequence

from .lines_above import is_lone_text
from .row_classes import is_stamp
from .tables import Table, texts_of


def with_line_above_headers(table: Table) -> Table:
    """The table, with the line above its headers among its rows if these are there again below another such line.

    A line that is the same above all headers is the title of a page.
    """
    at = table.top - 1
    if at < 0 or table.other or not table.is_header_known or not _is_line(table.sheet.rows[at]):
        return table
    headers = texts_of(table.sheet.rows[table.top])
    later = [
        above
        for above, row in zip(table.rows, table.rows[1:], strict=False)
        if texts_of(row) == headers
    ]
    first = texts_of(table.sheet.rows[at])
    if not any(_is_line(row) and texts_of(row) != first for row in later):
        return table
    end = table.first_row - table.sheet.first_row
    width = len(table.headers)
    lead = [[*row, *[""] * (width - len(row))] for row in table.sheet.rows[at:end]]
    return table._replace(
        rows=[*lead, *table.rows], top=at, first_row=table.sheet.first_row + at, lead=len(lead)
    )


def _is_line(row: Sequence[object]) -> bool:
    return is_lone_text(row) and not all(is_stamp(text) for text in texts_of(row) if text)
