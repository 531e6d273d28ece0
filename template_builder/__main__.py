"""The command line: `transition-kit`, the same as `python -m template_builder`.

Exit codes: 0 clean, 1 findings, 2 failed. Messages go to standard error; a reader's mistake never causes a
traceback.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn, TypeAlias

from . import commands
from .common.errors import HINT, WITH_TRACEBACK, KitError, own_error
from .common.outputs import check_outputs
from .common.visible import visible

Subparsers: TypeAlias = "argparse._SubParsersAction[_Parser]"
OUTPUTS = ("out", "report", "corrected")
"""The options that name what a command writes."""
MOST_NAMED = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _prepare_streams()
    options = parser().parse_args(arguments)
    try:
        try:
            _check_outputs(options)
            return int(options.run(options))
        finally:
            _finish_output()
    except KitError as error:
        _tell(str(error))
    except OSError as error:
        _tell(f"{error.filename or 'standard output'}: {error.strerror or error}")
    except KeyboardInterrupt:
        _tell("Stopped. No file is incomplete.")
    except Exception as error:
        if os.environ.get(WITH_TRACEBACK):
            traceback.print_exc()
        _tell(f"{own_error(error, _command_line(options))} {HINT}")
    return commands.CANNOT


def _tell(text: str) -> None:
    print(visible(text), file=sys.stderr)


def _prepare_streams() -> None:
    """Make printing safe where streams are closed, or cannot write every letter."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w")  # noqa: SIM115
    sys.stderr = sys.stderr or Path(os.devnull).open("w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _finish_output() -> None:
    """Pass on what was printed. Where that fails, Python must not try again at its end, and print a traceback."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


def _command_line(options: argparse.Namespace) -> str:
    """The command with the first of its files, to name in a report."""
    command = options.run.__name__.replace("_", " ")
    inputs = _paths(options)[1]
    more = f" and {len(inputs) - MOST_NAMED} more" if len(inputs) > MOST_NAMED else ""
    return f"{command} of {', '.join(map(str, inputs[:MOST_NAMED]))}{more}"


def _check_outputs(options: argparse.Namespace) -> None:
    """Refuse outputs that would harm an input."""
    check_outputs(*_paths(options))


def _paths(options: argparse.Namespace) -> tuple[dict[str, Path], list[Path]]:
    """The outputs by option, and the inputs: every path that is not an output counts as one."""
    outputs: dict[str, Path] = {}
    inputs: list[Path] = []
    for name, value in vars(options).items():
        paths = [
            path
            for path in (value if isinstance(value, list) else [value])
            if isinstance(path, Path)
        ]
        if name in OUTPUTS:
            outputs |= {f"--{name}": path for path in paths}
        else:
            inputs += paths
    return outputs, inputs


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        super().error(visible(message))


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = _Parser(
        prog="transition-kit",
        description="Workbooks and checks for a law firm's move to Clio Manage. Nothing leaves this machine.",
    )
    subparsers = top.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, help_: str, example: str, *, under: Subparsers | None = None) -> _Parser:
        made = (under or subparsers).add_parser(
            name.split()[-1],
            help=help_,
            description=f"{help_[0].upper()}{help_[1:]}.",
            epilog=f"example: transition-kit {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,  # an example stays on one line
        )
        made.set_defaults(run=getattr(commands, name.replace(" ", "_"), None))
        return made

    build = command(
        "build", "write every download of a firm", "build --firm our-firm.toml --out kit"
    )
    build.add_argument(
        "--firm",
        type=Path,
        default=Path("firm.toml"),
        metavar="FILE",
        help="the firm's file (default: firm.toml)",
    )
    build.add_argument(
        "--out",
        type=Path,
        default=Path("kit"),
        metavar="DIR",
        help="folder to write (default: kit)",
    )

    check = command(
        "check",
        "list what needs attention in filled workbooks or an activities.csv",
        "check time-*.xlsx --crosswalk matter-crosswalk.xlsx",
    )
    _files(check)
    _firm_and_crosswalk(check, needed=False)
    check.add_argument(
        "--format", choices=("text", "json"), default="text", help="output format (default: text)"
    )
    check.add_argument(
        "--report",
        type=Path,
        metavar="FILE.xlsx",
        help="write a copy of the workbook with the findings marked; takes one FILE",
    )
    check.add_argument(
        "--share-safe",
        action="store_true",
        help="leave out descriptions, notes and names of clients",
    )
    check.add_argument(
        "--corrected",
        type=Path,
        metavar="DIR",
        help="write a copy of each workbook in which what can only mean one thing is corrected",
    )
    _replace(check)

    export = command(
        "export",
        "write the import files, the rows left out and the receipt",
        "export time-*.xlsx --crosswalk matter-crosswalk.xlsx --firm our-firm.toml --out import",
    )
    _files(export)
    _firm_and_crosswalk(export, needed=True)
    export.add_argument(
        "--after",
        type=Path,
        nargs="+",
        action="extend",
        default=[],
        metavar="DIR",
        help="folders or zips of earlier exports that were uploaded: only what is new goes out",
    )
    export.add_argument(
        "--repeats",
        choices=("newer", "once", "both"),
        help="what to take of two files with the same rows: the newer file, the rows in common once, both as they are",
    )
    export.add_argument(
        "--dates",
        choices=("MDY", "DMY"),
        default="",
        help="the date order set in Clio, where --firm does not say it",
    )
    _out_folder(export)

    retry = command(
        "retry",
        "write only the rows that Clio refused, ready to upload again",
        "retry errors.csv --exported import/activities.csv --out again.csv",
    )
    retry.add_argument(
        "errors", type=Path, metavar="ERRORS.csv", help="the file with errors that Clio returned"
    )
    retry.add_argument(
        "--exported",
        type=Path,
        required=True,
        metavar="FILE",
        help="the activities.csv that was uploaded",
    )
    _crosswalk(retry, needed=False)
    retry.add_argument("--out", type=Path, required=True, metavar="FILE", help="the CSV to write")

    reassign = command(
        "reassign",
        "write the worklist that moves placeholder entries to their matters",
        "reassign placeholder.csv --crosswalk matter-crosswalk.xlsx --out worklist",
    )
    reassign.add_argument(
        "listing",
        type=Path,
        metavar="PLACEHOLDER.csv|xlsx",
        help="a list of the placeholder matter's entries",
    )
    _crosswalk(reassign, needed=True)
    _out_folder(reassign)

    history = command(
        "history",
        "index a folder of saved reports, or compare it with its index",
        "history index Historical-Data --firm our-firm.toml --out historical-data-index.xlsx",
    ).add_subparsers(required=True, metavar="index|verify")
    index = command(
        "history index",
        "write the index of a folder of saved reports, with what people typed into an earlier one",
        "history index Historical-Data --index old-index.xlsx --firm our-firm.toml --out new-index.xlsx",
        under=history,
    )
    _history(index, "an earlier index, whose rows stay", needed=False)
    index.add_argument(
        "--out", type=Path, required=True, metavar="FILE.xlsx", help="the index to write"
    )
    verify = command(
        "history verify",
        "compare a folder of saved reports with its index",
        "history verify Historical-Data --index historical-data-index.xlsx",
        under=history,
    )
    _history(verify, "the index of the folder", needed=True)
    return top


def _history(command: argparse.ArgumentParser, index: str, *, needed: bool) -> None:
    command.add_argument("folder", type=Path, metavar="FOLDER", help="the folder with the reports")
    command.add_argument("--index", type=Path, required=needed, metavar="FILE", help=index)
    command.add_argument(
        "--firm", type=Path, metavar="FILE", help="the firm's file: previous system and region"
    )


def _files(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help="filled workbooks, or folders of them"
    )


def _firm_and_crosswalk(command: argparse.ArgumentParser, *, needed: bool) -> None:
    command.add_argument(
        "--firm",
        type=Path,
        metavar="FILE",
        help="the firm's file: dates, increments, rates, categories",
    )
    _crosswalk(command, needed=needed)
    command.add_argument(
        "--today", type=_day, metavar="YYYY-MM-DD", help="the day to use as today (default: today)"
    )
    command.add_argument(
        "--text-dates",
        choices=("MDY", "DMY"),
        default="",
        help="the order in which people typed dates as text, where they can mean two days",
    )


def _crosswalk(command: argparse.ArgumentParser, *, needed: bool) -> None:
    command.add_argument(
        "--crosswalk",
        type=Path,
        action="append",
        required=needed,
        metavar="FILE",
        help="the crosswalk: a workbook; or give this option twice, for a CSV of matters and a CSV of people",
    )


def _out_folder(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder to write")
    _replace(command)


def _replace(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--replace", action="store_true", help="replace the folder of an earlier run"
    )


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"expected a day such as 2027-01-31, found {text!r}"
        ) from None


if __name__ == "__main__":
    sys.exit(main())
