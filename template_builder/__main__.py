"""The command line: `transition-kit`, the same as `python -m template_builder`.

Exit codes: 0 clean, 1 findings, 2 failed. Messages go to standard error; a reader's mistake never causes a
traceback.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

from . import commands
from .common.errors import KitError
from .common.outputs import check_outputs

OUTPUTS = ("out", "report")
"""The options that name what a command writes."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = parser().parse_args(arguments)
    try:
        _check_outputs(options)
        return int(options.run(options))
    except KitError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"{error.filename or 'file'}: {error.strerror or error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped. No file is incomplete.", file=sys.stderr)
    return commands.CANNOT


def _check_outputs(options: argparse.Namespace) -> None:
    """Refuse outputs that would harm an input: every path that is not an output counts as one."""
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
    check_outputs(outputs, inputs)


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(
        prog="transition-kit",
        description="Workbooks and checks for a law firm's move to Clio Manage. Nothing leaves this machine.",
    )
    subparsers = top.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, help_: str, example: str) -> argparse.ArgumentParser:
        made = subparsers.add_parser(
            name,
            help=help_,
            description=f"{help_[0].upper()}{help_[1:]}.",
            epilog=f"example: transition-kit {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,  # an example stays on one line
        )
        made.set_defaults(run=getattr(commands, name))
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

    export = command(
        "export",
        "write the import files, the rows left out and the receipt",
        "export time-*.xlsx --crosswalk matter-crosswalk.xlsx --firm our-firm.toml --out import",
    )
    _files(export)
    _firm_and_crosswalk(export, needed=True)
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
    return top


def _files(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", type=Path, nargs="+", metavar="FILE", help="filled workbooks")


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
