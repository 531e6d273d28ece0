"""Which rows of a list are of the past: matters that are closed, people who have left, by a column that says so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ..common.text import key_of
from ..listings.dates import is_no_day
from ..listings.model import Column, Listing, ListingRow
from .missing import some_of

FIELDS: Mapping[str, tuple[str, str]] = {
    "people": ("status", "ended"),
    "matters": ("status", "closed"),
}
"""Of each list the field with a word, and the one with a day."""
CALLED = {"people": "name", "matters": "number"}
"""The field by which a row is named."""
_PAST = {
    *("closed", "close", "archived", "completed", "complete", "concluded", "ended"),
    *("inactive", "terminated", "left", "former", "departed", "retired", "resigned"),
    *("disabled", "deactivated", "deleted"),
}
_YES, _NO = {"yes", "y", "true", "1", "x"}, {"no", "n", "false", "0"}
_HEADER_OF_PAST = re.compile(r"inactive|disabled|terminated|deactivated|closed|\bleft\b", re.I)
_HEADER_OF_NOW = re.compile(r"\bactive|enabled|\bopen", re.I)
_NOT_ZERO = re.compile(r"[1-9]")


class Past(NamedTuple):
    """The rows of a list that are of the past, and the columns that say so."""

    rows: tuple[ListingRow, ...]
    words: str
    """Such as `30 of 120 matters look closed, by Status (D): 2019-01021; ...`."""


def past_of(listing: Listing) -> Past | None:
    """The closed matters or former people of a list; None where none looks so."""
    found = [(row, field) for row in listing.rows if (field := _field_that_says_so(row, listing))]
    if not found:
        return None
    rows = tuple(row for row, _ in found)
    by = " and ".join(named(listing.columns[field]) for field in dict.fromkeys(f for _, f in found))
    names = some_of([row.text(CALLED[listing.kind]) for row in rows])
    return Past(rows, f"{_counted(listing, len(rows))}, by {by}: {names}.")


def without_past(listing: Listing) -> tuple[ListingRow, ...]:
    """The rows that are not of the past."""
    return tuple(row for row in listing.rows if not _field_that_says_so(row, listing))


def _field_that_says_so(row: ListingRow, listing: Listing) -> str:
    """The field by which a row is of the past: the word of its status where it has one, else its last day."""
    status, day = FIELDS[listing.kind]
    is_past = _by_status(row.text(status), listing.columns.get(status))
    if is_past is not None:
        return status if is_past else ""
    return day if _is_day(row.text(day)) else ""


def _by_status(text: str, column: Column | None) -> bool | None:
    """Whether a status is one of the past; None where it does not say."""
    key = key_of(text)
    if not column or not key:
        return None
    if key in _YES | _NO:
        of_past = bool(_HEADER_OF_PAST.search(column.header))
        known = of_past or _HEADER_OF_NOW.search(column.header)
        return (key in _YES) == of_past if known else None
    return re.split(r"\W", key)[0] in _PAST


def _is_day(text: str) -> bool:
    """Whether a text is a day, or says that there was one; what programs write for no date is none."""
    key = key_of(text)
    if key in _NO or is_no_day(text):
        return False
    return bool(_NOT_ZERO.search(text)) or key in _YES | _PAST


def _counted(listing: Listing, count: int) -> str:
    total = len(listing.rows)
    if listing.kind == "people":
        return f"{count} of {total} people look{'s' if count == 1 else ''} as if they had left"
    return f"{count} of {total} matters look{'s' if count == 1 else ''} closed"


def named(column: Column) -> str:
    """A column by its header and letter."""
    return f"{column.header} ({column.letter})" if column.header else column.letter
