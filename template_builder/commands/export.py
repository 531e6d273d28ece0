"""`export`: writes the import files, the rows left out and the receipt."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from ..check.checker import CheckSession
from ..check.service import shipped_rules
from ..common.errors import KitError
from ..common.files import NamedBytes
from ..common.folders import write_folder
from ..export.both_right import typed
from ..export.copies import Choice, Take
from ..export.receipt_text import receipt_lines
from ..export.service import Wishes, export_of
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
    short_names,
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
        help="folders or zips of earlier exports that were uploaded, and what belongs to them: Clio's files of errors, the"
        " again.csv of a retry, a correct-in-clio.csv with its marks; only what is new goes out",
    )
    command.add_argument(
        "--repeats",
        choices=("newer", "once", "both"),
        help="what to take of two files with the same rows: the newer file, the rows in common once, both as they are",
    )
    command.add_argument(
        "--both-right",
        nargs="+",
        action="extend",
        default=[],
        metavar="PLACE",
        help="rows that are the same as another one, and right: such as 'billie.xlsx Time!5'; or a file that is the same as"
        " another one",
    )
    command.add_argument(
        "--dates",
        choices=("MDY", "DMY"),
        default="",
        help="the date order set in Clio, where no --firm says it",
    )
    out_folder_option(command)


def run(options: argparse.Namespace) -> int:
    """Write the import files, the rows left out and the receipt."""
    firm = firm_of(options)
    if firm is None and not options.dates:
        raise KitError(
            "Which order of dates is set in Clio? 02/03/2027 is another day in the other. Give the firm's file with --firm,"
            " or --dates MDY, or --dates DMY."
        )
    crosswalk = crosswalk_of(options)
    after = _uploaded_before(options.after)
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
    files = list(session.final())
    wishes = Wishes(
        choices=[Choice(Take(options.repeats))] if options.repeats else (),
        after=after,
        firm=firm,
        both_right=list(typed(options.both_right, files)),
    )
    outputs, _, receipt = export_of(files, session, stamp(), wishes)
    write_folder(options.out, outputs, mark="receipt.json", replace=options.replace, tell=tell)
    for line in receipt_lines(receipt):
        say(line)
    say(f"{options.out} holds activities.csv, rejected.csv and the receipt.")
    return CLEAN if receipt.complete else FINDINGS


def _uploaded_before(paths: Sequence[Path]) -> list[NamedBytes]:
    """The files that say what was uploaded before, and those in folders, by the folder that was given and from there.

    Raises KitError for an empty folder.
    """
    files: list[NamedBytes] = []
    for name, path in zip(short_names([path.resolve() for path in paths]), paths, strict=True):
        if not path.is_dir():
            files.append((name, path.read_bytes()))
            continue
        inside = sorted(found for found in path.rglob("*") if found.is_file())
        if not inside:
            raise KitError(f"{path} is empty. Give the folder or the zip of an earlier export.")
        files += (
            (f"{name}/{found.relative_to(path).as_posix()}", found.read_bytes()) for found in inside
        )
    return files
