"""`check`: lists what needs attention in people's files; writes a marked copy and corrected ones."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from ..check.catalogue import Severity
from ..check.checker import CheckedFile, CheckSession
from ..check.report import to_json, to_text
from ..check.service import shipped_rules
from ..common.errors import KitError
from ..common.files import NamedBytes
from .shared import (
    CANNOT,
    CLEAN,
    FINDINGS,
    Subparsers,
    add_command,
    crosswalk_of,
    files_option,
    firm_and_crosswalk_options,
    firm_of,
    hand_ins,
    progress,
    replace_option,
    say,
    stamp,
    tell,
    today_of,
)


def declare(commands: Subparsers) -> None:
    """Add the command and its options."""
    command = add_command(
        commands,
        "check",
        "list what needs attention in filled workbooks or an activities.csv",
        "check time-*.xlsx --crosswalk matter-crosswalk.xlsx",
        run,
    )
    files_option(command)
    firm_and_crosswalk_options(command, needed=False)
    command.add_argument(
        "--format", choices=("text", "json"), default="text", help="output format (default: text)"
    )
    command.add_argument(
        "--report",
        type=Path,
        metavar="FILE.xlsx",
        help="write a copy of the workbook with the findings marked; takes one FILE",
    )
    command.add_argument(
        "--share-safe",
        action="store_true",
        help="leave out descriptions, notes and names of clients",
    )
    command.add_argument(
        "--corrected",
        type=Path,
        metavar="DIR",
        help="write a copy of each workbook in which what can only mean one thing is corrected",
    )
    replace_option(command)


def run(options: argparse.Namespace) -> int:
    """List what needs attention in people's files."""
    firm, crosswalk = firm_of(options), crosswalk_of(options)
    if options.report and len(options.files) != 1:
        raise KitError("--report marks one workbook. Give one file.")
    color = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    checked = []
    inputs = hand_ins(options.files)
    session = CheckSession(
        shipped_rules(),
        firm=firm,
        crosswalk=crosswalk,
        today=today_of(options),
        text_dates=options.text_dates,
    )
    for name, data in inputs:
        session.open(name, data)
    for file in session.final():
        checked.append(file)
        progress(len(checked), len(inputs), file.name)
        if options.format == "text":
            say(to_text(file, color=color, share_safe=options.share_safe), color=color)
    if options.format == "json":
        say(to_json(checked, share_safe=options.share_safe))
    if options.report and not checked[0].unreadable:
        _write_marked(options, inputs[0], checked[0], session)
    if options.corrected:
        _write_corrected(options, inputs, checked, session)
    if any(file.unreadable for file in checked):
        return CANNOT
    attention = any(f.count(s) for f in checked for s in (Severity.ERROR, Severity.WARNING))
    return FINDINGS if attention else CLEAN


def _write_marked(
    options: argparse.Namespace, file: NamedBytes, checked: CheckedFile, session: CheckSession
) -> None:
    """Write a copy of the one file given, with its findings marked in it."""
    from ..check.marked_copy.marked_copy import marked_copy
    from ..common.files import write_file
    from ..excel.package import is_untouched

    to_share = session.sharing if options.share_safe else None
    copy = marked_copy(*file, checked.findings, stamp(), to_share=to_share)
    write_file(options.report, copy, ours=is_untouched)
    tell(f"Marked copy: {options.report}")


def _write_corrected(
    options: argparse.Namespace,
    inputs: Sequence[NamedBytes],
    checked: Sequence[CheckedFile],
    session: CheckSession,
) -> None:
    """Write a corrected copy of each file that has something to correct, and say what was done to which cell."""
    from ..check.corrected_copy.corrected_files import LIST, corrected_files
    from ..common.folders import write_folder

    made = corrected_files(inputs, checked, session.rules)
    if made.files:
        write_folder(
            options.corrected,
            made.files,
            mark=LIST,
            replace=options.replace,
            tell=tell,
            option="--corrected",
        )
    show = say if options.format == "text" else tell
    for line in made.lines(share_safe=options.share_safe):
        show(line)
    for reason in made.refused:
        tell(reason)
    where = f"Corrected copies: {options.corrected}" if made.files else "No corrected copy is made."
    tell(where)
