"""What the doors call: two listings and a crosswalk in, the tie-out and its workbook out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..check.crosswalk_check import crosswalk_from
from ..common.errors import KitError
from ..common.files import NamedBytes, PageAnswer
from ..crosswalk.crosswalk import Crosswalk
from ..firm.firm import NOBODY, Firm
from ..guide.loading import shipped_guide
from ..listings.clio_lists import looks_like_clio
from ..listings.model import Listing
from ..listings.service import listing_json, open_list
from ..workbooks.loading import load_workbook
from .balances_json import balances_json
from .balances_sheet import display, old_number, write_balances
from .entries import EXCHANGED, Remark
from .money_log import read_money_log
from .pots import UnclearAccounts
from .sources import AS_READ, Kind, ListingChoices, Source, read_balances, source_of
from .tie_out import TieOut, tie_out


def read_listings(
    files: Mapping[str, NamedBytes], kind: Kind, choices: Mapping[str, ListingChoices] = {}
) -> dict[str, Listing]:
    """The listings of the two places, `old` and `new`.

    Raises UnreadableFile for one that is no table, and KitError for a file that is given twice.
    """
    (first, data), *others = files.values()
    if any(data == other for _, other in others):
        raise KitError(
            f"{first} and {others[0][0]} are the same file. Give Clio's own report as the second one."
        )
    return {
        name: read_balances(open_list(*file), kind, choices.get(name, AS_READ))
        for name, file in files.items()
    }


def balances_of(
    listings: Mapping[str, Listing],
    crosswalk: Crosswalk,
    kind: Kind,
    stamp: dt.datetime,
    *,
    same_accounts: Mapping[str, str] = {},
    money_log: NamedBytes | None = None,
    firm: Firm | None = None,
) -> tuple[TieOut, bytes]:
    """The tie-out of the listings `old` and `new`, and its workbook.

    Raises UnclearListing where something has to be asked, and KitError for what cannot be compared.
    """
    if money_log and kind is Kind.RECEIVABLES:
        raise KitError("A money log goes with trust money only.")
    ours, clio = (source_of(listings[name].certain(f"{name}-"), kind) for name in ("old", "new"))
    movements, not_read = read_money_log(money_log) if money_log else ([], [])
    perhaps = _exchanged(listings)
    try:
        tied = tie_out(
            ours.entries, clio.entries, crosswalk, same_accounts=same_accounts, movements=movements
        )
    except UnclearAccounts as unclear:
        first = " ".join(f"{each.about} {each.text}" for each in perhaps)
        raise UnclearAccounts(unclear.old, unclear.clio, first) from None
    if kind is Kind.RECEIVABLES and len(tied.pots) > 1:
        raise KitError("The lists have several currencies. Give one file for each currency.")
    exchanged = perhaps if 2 * len(tied.open_lines) > len(tied.lines) else []
    below = _below_zero(tied) if kind is Kind.TRUST else ()
    found = (*tied.remarks, *below, *not_read, *ours.remarks, *clio.remarks)
    tied = tied._replace(remarks=(*exchanged, *found))
    data = write_balances(
        load_workbook("balances"),
        shipped_guide(),
        firm or NOBODY,
        kind,
        tied.lines,
        [*exchanged, *_notes(tied), *found],
        _totals(tied, ours, clio),
        stamp,
    )
    return tied, data


def _exchanged(listings: Mapping[str, Listing]) -> list[Remark]:
    """Asks whether the listings are in each other's places, where only the old one has the headers of Clio's reports."""
    old, new = listings["old"], listings["new"]
    if not looks_like_clio(old) or looks_like_clio(new):
        return []
    text = (
        f"{old.name} has the headers of Clio's own reports and was given as the old listing; {new.name} has not. "
        "If so, exchange them and compare again."
    )
    return [Remark(EXCHANGED, text, attention=True)]


def _below_zero(tied: TieOut) -> Iterator[Remark]:
    for line in tied.lines:
        if min(line.old or 0, line.new or 0) < 0:
            text = "Trust money below zero: clear it up before anything is entered."
            yield Remark(line.name, text, attention=True)


def _notes(tied: TieOut) -> Iterator[Remark]:
    for line in tied.lines:
        for note in line.notes:
            yield Remark(f"{old_number(line)} {display(line)} {line.client}".strip(), note)


def _totals(tied: TieOut, ours: Source, clio: Source) -> list[list[object]]:
    """What the sheet Control totals starts with: the accounts, and of a single one the totals that the listings print."""
    if len(tied.pots) == 1:
        return [[str(tied.pots[0]), ours.total, None, None, None, None, clio.total]]
    return [[str(pot)] for pot in tied.pots]


def answer(
    stamp: dt.datetime,
    kind: str,
    old: NamedBytes | None = None,
    new: NamedBytes | None = None,
    crosswalk: Sequence[NamedBytes] = (),
    money_log: NamedBytes | None = None,
    readings: Mapping[str, Mapping[str, Any]] | None = None,
    accounts: Mapping[str, str] | None = None,
) -> PageAnswer:
    """What the page `Tie out balances` shows, and the workbook.

    `readings` say of each listing how it is to be read, by its place. While one is missing or has to be asked about, the
    answer is only what was read; `which` are the accounts that have to be told apart.
    """
    given = {name: file for name, file in (("old", old), ("new", new)) if file}
    choices = {name: ListingChoices(**reading) for name, reading in (readings or {}).items()}
    listings = read_listings(given, Kind(kind), choices) if given else {}
    data: dict[str, object] = {
        "lists": {name: listing_json(listing) for name, listing in listings.items()}
    }
    is_clear = not any(listing.questions for listing in listings.values())
    if len(given) < 2 or not crosswalk or not is_clear:
        return data, {}
    try:
        tied, workbook = balances_of(
            listings,
            crosswalk_from(crosswalk),
            Kind(kind),
            stamp,
            same_accounts=accounts or {},
            money_log=money_log,
        )
    except UnclearAccounts as unclear:
        which = {"old": unclear.old, "clio": unclear.clio}
        return data | {"which": which, "exchanged": unclear.first}, {}
    return data | balances_json(tied, Kind(kind)), {"balances.xlsx": workbook}
