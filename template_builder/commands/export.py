"""`export`: writes the import files, the rows left out and the receipt."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..check.checker import CheckSession
from ..check.service import shipped_rules
from ..common.errors import KitError
from ..common.files import NamedBytes
from ..common.folders import write_folder
from ..export.copies import Choice, Take
from ..export.receipt_text import receipt_lines
from ..export.service import Wishes, export_of
from ..export.uploaded import PARTS
from .shared import (
    CLEAN,
    FINDINGS,
    Subparsers,
    add_command,
    crosswalk_of,
    files_option,
    firm_and_crosswalk_options,
    firm_of,
    hand_ins,
    out_folder_option,
    say,
    stamp,
    tell,
    today_of,
)


def declare(commands: Subparsers) -> None:
    """Add the command and its options."""
    command = add_command(
        commands,
        "export",
        "write the import files, the rows left out and the receipt",
        "export time-*.xlsx --crosswalk matter-crosswalk.xlsx --firm our-firm.toml --out import",
        run,
    )
    files_option(command)
    firm_and_crosswalk_options(command, needed=True)
    command.add_argument(
        "--after",
        type=Path,
        nargs="+",
        action="extend",
        default=[],
        metavar="DIR",
        help="folders or zips of earlier exports that were uploaded: only what is new goes out",
    )
    command.add_argument(
        "--repeats",
        choices=("newer", "once", "both"),
        help="what to take of two files with the same rows: the newer file, the rows in common once, both as they are",
    )
    command.add_argument(
        "--dates",
        choices=("MDY", "DMY"),
        default="",
        help="the date order set in Clio, where --firm does not say it",
    )
    out_folder_option(command)


def run(options: argparse.Namespace) -> int:
    """Write the import files, the rows left out and the receipt."""
    firm, crosswalk = firm_of(options), crosswalk_of(options)
    wishes = Wishes(
        choices=[Choice(Take(options.repeats))] if options.repeats else (),
        after=[file for path in options.after for file in _earlier_import(path)],
        firm=firm,
    )
    session = CheckSession(
        shipped_rules(),
        firm=firm,
        crosswalk=crosswalk,
        today=today_of(options),
        date_order=options.dates,
        text_dates=options.text_dates,
    )
    for name, data in hand_ins(options.files):
        session.open(name, data)
    outputs, _, receipt = export_of(list(session.final()), session, stamp(), wishes)
    write_folder(options.out, outputs, mark="receipt.json", replace=options.replace, tell=tell)
    if firm is None and not options.dates:
        tell("Without --firm or --dates, dates are written as MM/DD/YYYY.")
    for line in receipt_lines(receipt):
        say(line)
    say(f"{options.out} holds activities.csv, rejected.csv and the receipt.")
    return CLEAN if receipt.complete else FINDINGS


def _earlier_import(path: Path) -> list[NamedBytes]:
    """The files of an earlier import, from its folder or zip.

    Raises KitError when there is none.
    """
    if not path.is_dir():
        return [(path.name, path.read_bytes())]
    found = [path / name for name in PARTS if (path / name).is_file()]
    if not found:
        raise KitError(
            f"{path} holds no activities.csv. Give the folder or the zip of an earlier export."
        )
    return [(f"{path}/{file.name}", file.read_bytes()) for file in found]
