"""From a listing of the placeholder matter and a crosswalk to the files of the worklist."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..check.crosswalk_check import crosswalk_from
from ..check.entries import money
from ..common.errors import KitError
from ..common.files import NamedBytes, PageAnswer
from ..crosswalk.crosswalk import Crosswalk
from ..excel.package import zipped
from ..listings.model import Listing
from ..listings.service import listing_json, read_listing
from .reassign import reassign
from .worklist import Sums, Worklist, sums_of
from .worklist_sheet import worklist_files

NOT_NEEDED = "date"
"""The field that is shown as it is in the listing where it can be two days."""


def read_entries(
    listing: NamedBytes,
    columns: Mapping[str, str] = {},
    *,
    dates: str = "",
    decimals: str = "",
) -> Listing:
    """A listing of entries; a date that can be two days is no question here."""
    found = read_listing(*listing, "activities", columns, dates=dates, decimals=decimals)
    asked = tuple(each for each in found.questions if each.field != NOT_NEEDED)
    return replace(found, questions=asked)


def worklist_of(
    listing: Listing, crosswalk: Crosswalk, stamp: dt.datetime
) -> tuple[Worklist, dict[str, bytes]]:
    """The worklist that moves the entries of a placeholder matter, and its files by name.

    Raises KitError when the listing cannot be used, and when the worklist does not tie.
    """
    worklist = reassign(listing.certain(), crosswalk)
    files = worklist_files(worklist, stamp)
    if not worklist.ties:
        raise KitError(
            "The worklist does not hold every entry of the listing, so nothing is written."
        )
    return worklist, files


def answer(
    stamp: dt.datetime,
    listing: NamedBytes,
    crosswalk: Sequence[NamedBytes] = (),
    readings: Mapping[str, Mapping[str, Any]] | None = None,
) -> PageAnswer:
    """What the page `Reassign placeholder time` shows, and the worklist as one zip.

    `readings` say how the listing is to be read, as `read_entries` takes it. While there is no crosswalk, or the listing
    has to be asked about, the answer is only how it was read. Raises KitError as `worklist_of` does,
    and when the crosswalk cannot be used.
    """
    read = read_entries(listing, **(readings or {}).get("listing", {}))
    lists = {"listing": listing_json(read)}
    if read.questions or not crosswalk:
        return {"lists": lists}, {}
    worklist, files = worklist_of(read, crosswalk_from(crosswalk), stamp)
    data: dict[str, object] = {
        "lists": lists,
        "rounds": [
            {
                "number": each.number,
                "destination": each.destination,
                "old_numbers": each.old_numbers,
                **_sums(sums_of(each.entries)),
            }
            for each in worklist.rounds
        ],
        "expenses": [
            {"destination": moved.destination, **_sums(moved.entry.sums)}
            for moved in worklist.expenses
        ],
        "not_matched": [
            {"place": _row(left.entry.sheet, left.entry.row), "reason": left.reason}
            for left in worklist.not_matched
        ],
        "listed": _sums(worklist.listed),
        "in_rounds": _sums(worklist.in_rounds),
        "in_expenses": _sums(worklist.in_expenses),
        "in_not_matched": _sums(worklist.in_not_matched),
    }
    return data, {"worklist.zip": zipped(files, stamp)}


def _row(sheet: str, row: int) -> str:
    return f"{sheet}!{row}" if sheet else f"row {row}"


def _sums(sums: Sums) -> dict[str, object]:
    return {"entries": sums.entries, "hours": money(sums.hours), "amount": money(sums.amount)}
