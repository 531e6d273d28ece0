"""`balances`: writes the workbook that ties out trust money or receivables of the old system with Clio."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..balances.report import balances_lines
from ..balances.service import balances_of, read_listings
from ..balances.sources import Kind, ListingChoices
from ..common.files import write_file
from ..crosswalk.crosswalk import Crosswalk
from ..excel.package import is_untouched
from .shared import (
    CLEAN,
    FINDINGS,
    Subparsers,
    add_command,
    columns_of,
    columns_option,
    crosswalk_of,
    crosswalk_option,
    firm_of,
    formats_of,
    read_files,
    say,
    stamp,
)


def declare(commands: Subparsers) -> None:
    """Add the command and its options."""
    command = add_command(
        commands,
        "balances",
        "compare trust money or receivables of the old system with Clio",
        "balances old-trust.xlsx clio-trust.csv --crosswalk matter-crosswalk.xlsx --kind trust --out balances.xlsx",
        run,
    )
    command.add_argument(
        "old", type=Path, metavar="OLD", help="the old system's listing at the cut-off"
    )
    command.add_argument("new", type=Path, metavar="NEW", help="Clio's own report")
    crosswalk_option(command, needed=True)
    command.add_argument(
        "--kind", choices=tuple(Kind), required=True, help="what the listings hold"
    )
    command.add_argument(
        "--money-log",
        type=Path,
        metavar="FILE",
        help="a filled review.xlsx: what came in and went out since the cut-off",
    )
    command.add_argument(
        "--account",
        type=_account,
        action="append",
        default=[],
        metavar="OLD=CLIO",
        help="a trust account of the old listing and its name in Clio; OLD= for none, =CLIO for one without a "
        "name (repeatable)",
    )
    command.add_argument(
        "--firm", type=Path, metavar="FILE", help="the firm's file: its name and its form of dates"
    )
    for prefix in ("old-", "new-"):
        columns_option(command, prefix)
    command.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="the workbook to write"
    )


def _account(text: str) -> tuple[str, str]:
    old, equals, clio = text.partition("=")
    if not equals or not (old.strip() or clio.strip()):
        raise argparse.ArgumentTypeError(f"expected OLD=CLIO, found {text!r}")
    return old.strip(), clio.strip()


def run(options: argparse.Namespace) -> int:
    """Write the tie-out, and say what ties and what does not."""
    crosswalk = crosswalk_of(options) or Crosswalk()
    kind = Kind(options.kind)
    files = dict(zip(("old", "new"), read_files([options.old, options.new]), strict=True))
    choices = {
        name: ListingChoices(columns_of(options, f"{name}-"), **formats_of(options, f"{name}-"))
        for name in files
    }
    tied, data = balances_of(
        read_listings(files, kind, choices),
        crosswalk,
        kind,
        stamp(),
        same_accounts=dict(options.account),
        money_log=read_files([options.money_log])[0] if options.money_log else None,
        firm=firm_of(options),
    )
    write_file(options.out, data, ours=is_untouched)
    for line in balances_lines(tied):
        say(line)
    say(f"{options.out} is the tie-out.")
    return CLEAN if tied.is_complete else FINDINGS
