"""`build`: writes every download of a firm."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..common.folders import write_folder
from ..firm.calendars import plan_calendars
from ..firm.firm_file import load_firm
from ..firm.warnings import warnings_of_firm
from ..guide.loading import shipped_guide
from ..plan.words import load_plan_words
from ..workbooks.kit import EVERYTHING, build_kit
from ..workbooks.loading import load_workbooks
from .shared import CLEAN, Subparsers, add_command, say, stamp, tell


def declare(commands: Subparsers) -> None:
    """Add the command and its options."""
    command = add_command(
        commands,
        "build",
        "write every download of a firm",
        "build --firm our-firm.toml --out kit",
        run,
    )
    command.add_argument(
        "--firm",
        type=Path,
        default=Path("firm.toml"),
        metavar="FILE",
        help="the firm's file (default: firm.toml)",
    )
    command.add_argument(
        "--out",
        type=Path,
        default=Path("kit"),
        metavar="DIR",
        help="folder to write (default: kit)",
    )


def run(options: argparse.Namespace) -> int:
    """Write every download of a firm."""
    moment = stamp()
    guide = shipped_guide()
    firm = load_firm(options.firm, guide)
    words = load_plan_words(guide.sources)
    calendars = plan_calendars(guide, words, firm, moment)
    files = build_kit(guide, load_workbooks(), firm, moment, calendars)
    made = {file.name: file.data for file in files}
    write_folder(options.out, made, mark=EVERYTHING, replace=True, tell=tell)
    if firm.people and not firm.fictional:
        options.out.chmod(0o700)  # it holds rates and clients
    for file in files:
        say(f"{len(file.data):>9,}  {options.out / file.name}")
    for warning in warnings_of_firm(firm, guide, words):
        tell(f"plan: {warning.message} {warning.todo}")
    return CLEAN
