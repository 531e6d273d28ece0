"""`review`: fills review.xlsx from the lists of the old system and of Clio."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..common.files import write_file
from ..review.lists import Answers
from ..review.report import review_lines
from ..review.service import RANDOM_SIZE, Given, review_of
from .shared import (
    CLEAN,
    FINDINGS,
    Subparsers,
    add_command,
    columns_of,
    columns_option,
    crosswalk_option,
    day,
    firm_of,
    formats_of,
    hand_ins,
    read_files,
    say,
    stamp,
    today_of,
)


def declare(commands: Subparsers) -> None:
    """Add the command and its options."""
    command = add_command(
        commands,
        "review",
        "fill the review workbook: counts, differences, samples and corrections from lists of both systems",
        "review --old old-matters.xlsx old-contacts.csv --new matters.csv contacts.csv --out review.xlsx",
        run,
    )
    for side, words in (("old", "the old system at the cut-off"), ("new", "Clio after the import")):
        command.add_argument(
            f"--{side}",
            type=Path,
            nargs="+",
            default=[],
            required=side == "old",
            metavar="FILE",
            help=f"lists of {words}: matters, contacts, activities"
            + (", trust balances" if side == "old" else ""),
        )
        columns_option(command, f"{side}-")
    crosswalk_option(command, needed=False)
    command.add_argument(
        "--new-in-clio",
        type=Path,
        nargs="+",
        default=[],
        metavar="FILE",
        help="people's workbooks with their sheets New in Clio, folders of them, or new-in-clio.csv of an import",
    )
    command.add_argument(
        "--review",
        type=Path,
        metavar="FILE.xlsx",
        help="the review workbook so far: its money log, deadlines, corrections and results stay",
    )
    command.add_argument(
        "--firm", type=Path, metavar="FILE", help="the firm's file: its name, its dates"
    )
    command.add_argument(
        "--imported",
        type=day,
        metavar="YYYY-MM-DD",
        help="the day of the import (default: the day on which Clio has several matters opened, against the old list)",
    )
    command.add_argument(
        "--seed", default="", help="the seed of the random samples (default: from the old lists)"
    )
    command.add_argument(
        "--size",
        type=_size,
        default=RANDOM_SIZE,
        metavar="N",
        help=f"how many of each list to draw at random (default: {RANDOM_SIZE})",
    )
    command.add_argument(
        "--today", type=day, metavar="YYYY-MM-DD", help="the day to use as today (default: today)"
    )
    command.add_argument(
        "--out", type=Path, required=True, metavar="FILE.xlsx", help="the workbook to write"
    )


def run(options: argparse.Namespace) -> int:
    """Write a review workbook filled from lists of both systems."""
    given = Given(
        old=read_files(options.old),
        new=read_files(options.new),
        old_answers=_answers(options, "old"),
        new_answers=_answers(options, "new"),
        crosswalk=read_files(options.crosswalk or []),
        made=hand_ins(options.new_in_clio) if options.new_in_clio else [],
        earlier=(options.review.name, options.review.read_bytes()) if options.review else None,
        today=today_of(options),
        imported=options.imported,
        seed=options.seed,
        size=options.size,
    )
    filled = review_of(given, stamp(), firm_of(options))
    write_file(options.out, filled.data)
    for line in review_lines(filled):
        say(line)
    say(f"{options.out} is the review workbook.")
    return CLEAN if filled.is_clean else FINDINGS


def _answers(options: argparse.Namespace, side: str) -> Answers:
    return Answers(columns=columns_of(options, f"{side}-"), **formats_of(options, f"{side}-"))


def _size(text: str) -> int:
    if not text.isdecimal() or len(text) > 4:
        raise argparse.ArgumentTypeError(f"expected a whole number up to 9999, found {text!r}")
    return int(text)
