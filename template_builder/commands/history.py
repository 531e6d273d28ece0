"""`history index` and `history verify`: a folder of saved reports, and its index."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from ..common.errors import KitError
from ..common.files import write_file
from ..common.walking import walk
from ..history.contents import FolderFile
from ..history.service import index_of, look_at, verification_of
from ..reading.litter import is_litter
from .shared import (
    CLEAN,
    FINDINGS,
    Parser,
    Subparsers,
    add_command,
    firm_of,
    progress,
    say,
    stamp,
    tell,
)


def declare(commands: Subparsers) -> None:
    """Add both commands and their options."""
    group = add_command(
        commands,
        "history",
        "index a folder of saved reports, or compare it with its index",
        "history index Historical-Data --firm our-firm.toml --out historical-data-index.xlsx",
        None,
    ).add_subparsers(required=True, metavar="index|verify")
    index = add_command(
        group,
        "history index",
        "write the index of a folder of saved reports, with what people typed into an earlier one",
        "history index Historical-Data --index old-index.xlsx --firm our-firm.toml --out new-index.xlsx",
        run_index,
    )
    _options(index, "an earlier index, whose rows stay", needed=False)
    index.add_argument(
        "--out", type=Path, required=True, metavar="FILE.xlsx", help="the index to write"
    )
    verify = add_command(
        group,
        "history verify",
        "compare a folder of saved reports with its index",
        "history verify Historical-Data --index historical-data-index.xlsx",
        run_verify,
    )
    _options(verify, "the index of the folder", needed=True)


def _options(command: Parser, index: str, *, needed: bool) -> None:
    command.add_argument("folder", type=Path, metavar="FOLDER", help="the folder with the reports")
    command.add_argument("--index", type=Path, required=needed, metavar="FILE", help=index)
    command.add_argument(
        "--firm", type=Path, metavar="FILE", help="the firm's file: previous system and region"
    )


def run_index(options: argparse.Namespace) -> int:
    """Write the index of a folder of saved reports, with what people typed into an earlier one."""
    files, whole = _folder_files(options)
    earlier = (options.index.name, options.index.read_bytes()) if options.index else None
    if not options.firm:
        tell("Without --firm, Previous system and Keep until stay blank.")
    filled = index_of(map(look_at, files), earlier, firm_of(options), stamp())
    write_file(options.out, filled.data)
    for line in filled.lines():
        say(line)
    say(f"{options.out} is the index.")
    return FINDINGS if filled.for_attention or not whole else CLEAN


def run_verify(options: argparse.Namespace) -> int:
    """Compare a folder of saved reports with its index."""
    files, whole = _folder_files(options)
    index = (options.index.name, options.index.read_bytes())
    found = verification_of(map(look_at, files), index, firm_of(options), dt.date.today())
    for line in found.lines():
        say(line)
    return CLEAN if whole and found.verified.is_whole else FINDINGS


def _folder_files(options: argparse.Namespace) -> tuple[Iterator[FolderFile], bool]:
    """The files of a folder to read one by one; and whether nothing had to be left out.

    Raises KitError for what is no folder, or an empty one.
    """
    if not options.folder.is_dir():
        raise KitError(f"{options.folder} is no folder. Give the folder with the saved reports.")
    paths: dict[str, Path] = {}
    whole = True
    for found in walk(options.folder):
        if found.left_out:
            whole = False
            tell(f"{found.name} is left out: {found.left_out}.")
        elif is_litter(found.path.name):
            tell(f"{found.name} is left out: a program left it there.")
        else:
            paths[found.name] = found.path
    if not paths:
        raise KitError(f"{options.folder} has no files. Give the folder with the saved reports.")

    def files() -> Iterator[FolderFile]:
        for done, (name, path) in enumerate(paths.items(), start=1):
            yield FolderFile(name, partial(_opened, path))
            progress(done, len(paths), name)

    return files(), whole


def _opened(path: Path) -> BinaryIO:
    return path.open("rb")
