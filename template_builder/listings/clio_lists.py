"""Tells a list that comes from Clio, by the headers that only Clio's own exports and reports have."""

from __future__ import annotations

from .header_words import header_key
from .model import Listing

SIGNS = tuple(
    frozenset(map(header_key, headers))
    for headers in (
        ("Display Number",),
        ("Custom Number", "Responsible Attorney"),
        ("Matter Description", "Matter Status"),
        ("Funds In", "Funds Out"),
        ("Amount in trust", "Minimum threshold"),
        ("Primary Email Address", "Type"),
    )
)
"""The headers of one set are together in a list of Clio: of matters, of balances, of movements, of contacts."""


def looks_like_clio(listing: Listing) -> bool:
    """Whether a list has headers of Clio's own. A list without them can be Clio's all the same."""
    headers = {header_key(column.header) for column in listing.headers}
    return any(sign <= headers for sign in SIGNS)
