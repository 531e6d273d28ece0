"""`reassign`: writes the worklist that moves placeholder entries to their matters."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..check.entries import money
from ..common.folders import write_folder
from ..crosswalk.crosswalk import Crosswalk
from ..reassign.service import read_entries, worklist_of
from ..reassign.worklist import Sums, sums_of
from .shared import (
    CLEAN,
    FINDINGS,
    Subparsers,
    add_command,
    columns_of,
    columns_option,
    crosswalk_of,
    crosswalk_option,
    formats_of,
    out_folder_option,
    read_files,
    say,
    stamp,
    tell,
)


def declare(commands: Subparsers) -> None:
    """Add the command and its options."""
    command = add_command(
        commands,
        "reassign",
        "write the worklist that moves placeholder entries to their matters",
        "reassign placeholder.csv --crosswalk matter-crosswalk.xlsx --out worklist",
        run,
    )
    command.add_argument(
        "listing",
        type=Path,
        metavar="PLACEHOLDER.csv|xlsx",
        help="a list of the placeholder matter's entries",
    )
    columns_option(command)
    crosswalk_option(command, needed=True)
    out_folder_option(command)


def run(options: argparse.Namespace) -> int:
    """Write the worklist that moves placeholder entries to their matters."""
    crosswalk = crosswalk_of(options) or Crosswalk()
    (file,) = read_files([options.listing])
    listing = read_entries(file, columns_of(options), **formats_of(options))
    worklist, files = worklist_of(listing, crosswalk, stamp())
    write_folder(options.out, files, mark="rounds.csv", replace=options.replace, tell=tell)
    for own in worklist.rounds:
        sums = sums_of(own.entries)
        say(f"round {own.number}: {own.destination}, {_sums_text(sums)}")
    for name, sums in (
        ("listed", worklist.listed),
        ("in rounds", worklist.in_rounds),
        ("expenses, one by one", worklist.in_expenses),
        ("not matched", worklist.in_not_matched),
    ):
        say(f"{name}: {_sums_text(sums)}")
    for remark in worklist.remarks:
        tell(remark)
    say(f"It ties. {options.out} holds the worklist.")
    return FINDINGS if worklist.in_not_matched.entries else CLEAN


def _sums_text(sums: Sums) -> str:
    entries = "1 entry" if sums.entries == 1 else f"{sums.entries} entries"
    return f"{entries}, {money(sums.hours)} hours, {money(sums.amount)}"
