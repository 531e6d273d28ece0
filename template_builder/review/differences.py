"""What is wrong with a record, in the words of the workbook."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

CONTACTS, MATTERS, TIME, EXPENSES = "Contacts", "Matters", "Unbilled time", "Unbilled expenses"
BALANCES, CALENDAR = "Balances", "Calendar"
"""Kinds of data, as the drop-downs of the workbook have them."""

NOTHING = "nothing"


class Wrong(StrEnum):
    """What can be wrong, the gravest first."""

    MISSING = "missing in Clio"
    DOUBLED = "twice in Clio"
    UNKNOWN_CLIENT = "under an unknown client"
    NO_DESCRIPTION = "without a description"
    IMPORT_DAY = "dated the day of the import"
    DIFFERS = "differs"
    EXTRA = "only in Clio"


class Difference(NamedTuple):
    """One thing that is wrong with one record. `places` says where both lists have it; `field` which value differs."""

    wrong: Wrong
    data: str
    record: str
    in_clio: str
    shows: str
    should: str
    places: str
    field: str = ""


def places_of(*places: str) -> str:
    """Where a record is, in one text."""
    return "; ".join(filter(None, places))
