"""The rows of a listing of balances: whose money it is, in which account, how much."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Entry(NamedTuple):
    """One row. `amount` is None where no figure could be read: that is never 0.

    `number` is blank where the money belongs to a client and to no matter; `bill` where a row is no bill.
    """

    place: str
    number: str
    client: str
    amount: Decimal | None
    account: str = ""
    currency: str = ""
    bill: str = ""


class Movement(NamedTuple):
    """What came in and went out for a matter or client since the cut-off."""

    place: str
    number: str
    client: str
    received: Decimal
    paid: Decimal
    account: str = ""
    currency: str = ""


class Remark(NamedTuple):
    """Something to know about a tie-out; one for `attention` keeps it from being complete."""

    about: str
    text: str
    attention: bool = False


EXCHANGED = "Are the two lists exchanged?"
"""What the remark is about that is said before anything else."""
