"""What the doors call: two listings and a crosswalk in, the tie-out and its workbook out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from ..common.errors import KitError
from ..common.files import NamedBytes
from ..crosswalk.crosswalk import Crosswalk
from ..firm.firm import NOBODY, Firm
from ..guide.loading import shipped_guide
from ..reading.reader import read_file
from ..workbooks.loading import load_workbook
from .balances_sheet import display, old_number, write_balances
from .entries import Remark
from .money_log import read_money_log
from .sources import AS_READ, Kind, ListingChoices, Source, read_balances, source_of
from .tie_out import TieOut, tie_out


def balances_of(
    old: NamedBytes,
    new: NamedBytes,
    crosswalk: Crosswalk,
    kind: Kind,
    stamp: dt.datetime,
    *,
    of_old: ListingChoices = AS_READ,
    of_new: ListingChoices = AS_READ,
    same_accounts: Mapping[str, str] = {},
    money_log: NamedBytes | None = None,
    firm: Firm | None = None,
    prefixes: tuple[str, str] = ("old-", "new-"),
) -> tuple[TieOut, bytes]:
    """The tie-out of a listing of the old system and one of Clio, and its workbook.

    Raises UnclearListing where a column has to be asked for, KitError for what cannot be compared, and UnreadableFile.
    """
    if old[1] == new[1]:
        raise KitError(
            f"{old[0]} and {new[0]} are the same file. Give Clio's own report as the second one."
        )
    if money_log and kind is Kind.RECEIVABLES:
        raise KitError("A money log goes with trust money only.")
    ours, clio = (
        source_of(read_balances(read_file(*file), kind, choices).certain(prefix), kind)
        for file, choices, prefix in zip((old, new), (of_old, of_new), prefixes, strict=True)
    )
    movements, not_read = read_money_log(money_log) if money_log else ([], [])
    tied = tie_out(
        ours.entries, clio.entries, crosswalk, same_accounts=same_accounts, movements=movements
    )
    if kind is Kind.RECEIVABLES and len(tied.pots) > 1:
        raise KitError("The lists have several currencies. Give one file for each currency.")
    tied = tied._replace(remarks=(*tied.remarks, *not_read, *ours.remarks, *clio.remarks))
    data = write_balances(
        load_workbook("balances"),
        shipped_guide(),
        firm or NOBODY,
        kind,
        tied.lines,
        [*_notes(tied), *tied.remarks],
        _totals(tied, ours, clio),
        stamp,
    )
    return tied, data


def _notes(tied: TieOut) -> Iterator[Remark]:
    for line in tied.lines:
        for note in line.notes:
            yield Remark(f"{old_number(line)} {display(line)} {line.client}".strip(), note)


def _totals(tied: TieOut, ours: Source, clio: Source) -> list[list[object]]:
    """What the sheet Control totals starts with: the accounts, and of a single one the totals that the listings print."""
    if len(tied.pots) == 1:
        return [[str(tied.pots[0]), ours.total, None, None, None, None, clio.total]]
    return [[str(pot)] for pot in tied.pots]
