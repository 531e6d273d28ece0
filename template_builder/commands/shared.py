"""What several commands share: options, files to read, and how results and messages are printed."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, TypeAlias

from ..check.crosswalk_check import crosswalk_from
from ..check.report import COLOR_CODE
from ..common.errors import KitError
from ..common.files import NamedBytes
from ..common.stamp import stamp_of
from ..common.visible import visible
from ..crosswalk.crosswalk import Crosswalk
from ..reading.litter import is_litter

Parser: TypeAlias = argparse.ArgumentParser
Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
if TYPE_CHECKING:
    from ..firm.firm import Firm


Run: TypeAlias = Callable[[argparse.Namespace], int]
"""Does what the options say, and returns an exit code."""

CLEAN, FINDINGS, CANNOT = 0, 1, 2
TO_BLANKS = str.maketrans("\n\r\t\v\f", "     ")


def add_command(under: Subparsers, name: str, help_: str, example: str, run: Run | None) -> Parser:
    """A command with its one line of help and an example; a group of commands runs nothing itself."""
    made = under.add_parser(
        name.split()[-1],
        help=help_,
        description=f"{help_[0].upper()}{help_[1:]}.",
        epilog=f"example: transition-kit {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,  # an example stays on one line
    )
    made.set_defaults(run=run, command=name)
    return made


# Options


def files_option(command: Parser) -> None:
    """The files or folders to read."""
    command.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help="filled workbooks, or folders of them"
    )


def firm_and_crosswalk_options(command: Parser, *, needed: bool) -> None:
    """What entries are judged by; `needed` says whether the command works without a crosswalk."""
    command.add_argument(
        "--firm",
        type=Path,
        metavar="FILE",
        help="the firm's file: dates, increments, rates, categories",
    )
    crosswalk_option(command, needed=needed)
    command.add_argument(
        "--today", type=day, metavar="YYYY-MM-DD", help="the day to use as today (default: today)"
    )
    command.add_argument(
        "--text-dates",
        choices=("MDY", "DMY"),
        default="",
        help="the order in which people typed dates as text, where they can mean two days",
    )


def crosswalk_option(command: Parser, *, needed: bool) -> None:
    """A crosswalk in one file or two; `needed` says whether the command works without."""
    command.add_argument(
        "--crosswalk",
        type=Path,
        action="append",
        required=needed,
        metavar="FILE",
        help="the crosswalk: a workbook; or give this option twice, for a CSV of matters and a CSV of people",
    )


def columns_option(
    command: Parser, prefix: str = "", *, formats: bool = True, fields: Iterable[str] = ()
) -> None:
    """What a listing does not say by itself: its columns and, with `formats`, its dates and numbers.

    A `prefix` such as `old-` names one of several listings; `fields` are those that the help names.
    """
    of = f" of the {prefix.rstrip('-')} listing" if prefix else ""
    which = f": {', '.join(fields)}" if fields else ""
    command.add_argument(
        f"--{prefix}column",
        type=_column,
        action="append",
        default=[],
        metavar="FIELD=HEADER",
        help=f"which column{of} is a field{which}, by its header or letter; FIELD= for none (repeatable)",
    )
    if not formats:
        return
    command.add_argument(
        f"--{prefix}dates",
        choices=("MDY", "DMY"),
        default="",
        help=f"the order of dates{of} that can mean two days",
    )
    command.add_argument(
        f"--{prefix}decimals",
        choices=("point", "comma"),
        default="",
        help=f"the decimal mark{of} where numbers can mean two",
    )


def _column(text: str) -> tuple[str, str]:
    field, equals, header = text.partition("=")
    if not equals or not field.strip():
        raise argparse.ArgumentTypeError(f"expected field=Header, found {text!r}")
    return field.strip(), header.strip()


def out_folder_option(command: Parser) -> None:
    """The folder to write, and whether it may be there."""
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder to write")
    replace_option(command)


def replace_option(command: Parser) -> None:
    """Whether an earlier run's folder may be replaced."""
    command.add_argument(
        "--replace", action="store_true", help="replace the folder of an earlier run"
    )


def day(text: str) -> dt.date:
    """A day such as 2027-01-31, for argparse."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"expected a day such as 2027-01-31, found {text!r}"
        ) from None


# What options name


def firm_of(options: argparse.Namespace) -> Firm | None:
    """The firm's file of --firm. Raises KitError for one that cannot be used."""
    if not options.firm:
        return None
    from ..firm.firm_file import load_firm
    from ..guide.loading import shipped_guide

    return load_firm(options.firm, shipped_guide())


def crosswalk_of(options: argparse.Namespace) -> Crosswalk | None:
    """The crosswalk of --crosswalk. Raises KitError for one that cannot be used."""
    return crosswalk_from(read_files(options.crosswalk)) if options.crosswalk else None


def columns_of(options: argparse.Namespace, prefix: str = "") -> dict[str, str]:
    """The columns that a person chose, by field."""
    return dict(vars(options)[f"{prefix}column".replace("-", "_")])


def formats_of(options: argparse.Namespace, prefix: str = "") -> dict[str, str]:
    """How the dates and decimals of a listing are written, as `read_listing` takes it."""
    names = ("dates", "decimals")
    return {name: vars(options)[f"{prefix}{name}".replace("-", "_")] for name in names}


def today_of(options: argparse.Namespace) -> dt.date:
    """The day of --today, or today."""
    return options.today or dt.date.today()


def stamp() -> dt.datetime:
    """The moment that stands in files made now: SOURCE_DATE_EPOCH, where it is set."""
    return stamp_of(os.environ.get("SOURCE_DATE_EPOCH", ""))


def read_files(paths: Sequence[Path]) -> list[NamedBytes]:
    """Files with the shortest names that tell them apart, in one line each."""
    return [
        (name.translate(TO_BLANKS), path.read_bytes())
        for name, path in zip(short_names(paths), paths, strict=True)
    ]


RECEIPT = "receipt.json"
"""By which the folder of an import is known."""


def hand_ins(paths: Sequence[Path]) -> list[NamedBytes]:
    """The files given and those in the folders given, without what programs leave beside workbooks, which is named.

    Raises KitError for a folder without a workbook or with an import in it, and where no file is left.
    """
    files: list[Path] = []
    for path in paths:
        if not path.is_dir():
            files += _not_litter([path])
            continue
        inside = sorted(found for found in path.rglob("*") if found.is_file())
        imports = [own.parent for own in inside if own.name == RECEIPT and own.parent != path]
        if imports:
            raise KitError(
                f"{imports[0]} is an import, not a hand-in. Move it elsewhere; if it was uploaded, give it with --after."
            )
        own = _not_litter(inside)
        if not own:
            kind = "a folder without a workbook" if inside else "an empty folder"
            raise KitError(f"{path} is {kind}. Give the workbooks, or the folder they are in.")
        files += own
    if not files:
        raise KitError("No file with entries was given. Give the workbooks.")
    return read_files(files)


def _not_litter(paths: Iterable[Path]) -> list[Path]:
    """The files that a person has made; what programs leave beside them is named."""
    kept = []
    for path in paths:
        if is_litter(path.name):
            tell(f"{path.name} is not read: a program left it there, and it has no entries.")
        else:
            kept.append(path)
    return kept


def short_names(paths: Sequence[Path]) -> Iterator[str]:
    """The ends of paths, each as long as it takes to tell it from the others: never the folders of the machine."""
    for path in paths:
        others = {other for other in paths if other.name == path.name and other != path}
        parts = [part for part in path.parts if part != path.anchor]
        ends = (PurePath(*parts[at:]) for at in range(len(parts) - 1, -1, -1))
        yield str(
            next((end for end in ends if not any(_ends_with(o, end) for o in others)), path.name)
        )


def _ends_with(path: PurePath, end: PurePath) -> bool:
    return path.parts[-len(end.parts) :] == end.parts


# What is printed


def say(text: str, *, color: bool = False) -> None:
    """Print a result; of codes for the terminal only the colors of our own report reach it."""
    pieces = COLOR_CODE.split(text) if color else [text]
    print("".join(p if COLOR_CODE.fullmatch(p) else visible(p) for p in pieces))


def tell(text: str) -> None:
    """Print a message, on standard error."""
    print(visible(text), file=sys.stderr)


def progress(done: int, count: int, name: str) -> None:
    """Show on the terminal how far a long check is; show nothing when output goes to a file."""
    if count > 5 and sys.stderr.isatty():
        end = "\n" if done == count else ""
        line = f"\r\x1b[K{done} of {count}: {visible(name)}"
        print(line, end=end, file=sys.stderr, flush=True)
