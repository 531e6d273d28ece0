"""What the words of a list say of a matter or an entry: open or closed, time or expense, billed or not."""

from __future__ import annotations

import re

from ..common.text import key_of
from ..listings.model import Listing, ListingRow

OPEN, PENDING, CLOSED = "Open", "Pending", "Closed"
_WORDS = {
    **dict.fromkeys(("open", "active", "current", "ongoing", "in progress", "opened"), OPEN),
    **dict.fromkeys(("pending", "on hold", "potential", "prospective"), PENDING),
    **dict.fromkeys(("closed", "close", "archived", "completed", "complete", "concluded"), CLOSED),
}
_YES, _NO = {"true", "yes", "y", "1", "x"}, {"false", "no", "n", "0", ""}
_EXPENSE = re.compile(r"expense|cost|disbursement", re.IGNORECASE)
_NOT_BILLED = re.compile(r"\b(?:not|non|un|to be)[\s-]*(?:yet[\s-]*)?(?:billed|invoiced)\b", re.I)
_BILLED = re.compile(r"\b(?:billed|invoiced|paid)\b", re.IGNORECASE)


def status_of(row: ListingRow, listing: Listing) -> str:
    """Open, pending or closed; the list's own word where it means none of these; nothing where it says nothing."""
    text = row.text("status")
    key = key_of(text)
    header = listing.columns["status"].header if "status" in listing.columns else ""
    if "closed" in key_of(header) and key in _YES | _NO:
        return CLOSED if key in _YES else OPEN
    if key:
        return _WORDS.get(key, text)
    if "closed" in listing.columns and "status" not in listing.columns:
        return CLOSED if row.day("closed") else OPEN
    return ""


def is_expense(row: ListingRow) -> bool:
    """Whether an entry is an expense; without a word it is time."""
    return _EXPENSE.search(row.text("type")) is not None


def is_billed(row: ListingRow) -> bool:
    """Whether an entry is on a bill already. What a list does not say is not billed."""
    status = row.text("status")
    if key_of(status) in _YES or _BILLED.search(_NOT_BILLED.sub("", status)):
        return True
    return key_of(row.text("bill")) not in {*_NO, "none", "-", "unbilled"}
