"""`retry`: writes only the rows that Clio refused."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..check.report import totals_text
from ..common.files import write_file
from ..retry.service import refused_rows
from .shared import (
    CLEAN,
    FINDINGS,
    Subparsers,
    add_command,
    crosswalk_of,
    crosswalk_option,
    read_files,
    say,
    tell,
)


def declare(commands: Subparsers) -> None:
    """Add the command and its options."""
    command = add_command(
        commands,
        "retry",
        "write only the rows that Clio refused, ready to upload again",
        "retry errors.csv --exported import/activities.csv --out import/again.csv",
        run,
    )
    command.add_argument(
        "errors", type=Path, metavar="ERRORS.csv", help="the file with errors that Clio returned"
    )
    command.add_argument(
        "--exported",
        type=Path,
        required=True,
        metavar="FILE",
        help="the activities.csv that was uploaded",
    )
    crosswalk_option(command, needed=False)
    command.add_argument("--out", type=Path, required=True, metavar="FILE", help="the CSV to write")


def run(options: argparse.Namespace) -> int:
    """Write only the rows that Clio refused."""
    errors, (_, exported) = read_files([options.errors, options.exported])
    beside = options.exported.parent / "receipt.json"
    receipt = beside.read_bytes() if beside.is_file() else None
    found, remark = refused_rows(errors, exported, receipt, crosswalk_of(options))
    if remark:
        tell(remark)
    if found.failed:
        write_file(options.out, found.data)
        if options.out.resolve().parent != options.exported.resolve().parent:
            tell(
                f"Keep {options.out} and {options.errors} in the folder of {options.exported}: the next export finds them there."
            )
    for failed in found.failed:
        origin = f"  from {failed.origin}" if failed.origin else ""
        mended = f"  ({failed.mended})" if failed.mended else ""
        say(f"{options.exported.name}:{failed.line}{origin}  {failed.error}{mended}")
    for row in found.unmatched:
        tell(f"{row.place}: {row.error}  {row.why}")
    for note in found.notes:
        tell(note)
    count = len(found.failed)
    where = options.out if count else "nothing is written"
    say(f"{count} {'row' if count == 1 else 'rows'} to upload again: {where}")
    say(totals_text(found.totals))
    return FINDINGS if found.unmatched else CLEAN
