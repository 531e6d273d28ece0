"""The command line: `transition-kit`, the same as `python -m template_builder`.

Exit codes: 0 done, 2 cannot do it. Messages go to standard error; a reader's mistake never ends in a traceback.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from .errors import KitError
from .firm_file import load_firm
from .kit import build_kit, stamp_of, write_files
from .loading import load_guide
from .workbook_loading import load_workbooks


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except KitError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"{error.filename or 'file'}: {error.strerror or error}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="transition-kit",
        description="Workbooks and checks for a law firm's move to Clio Manage. Everything stays on this machine.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    build = commands.add_parser(
        "build",
        help="write all downloads",
        description="Write every workbook of the kit, the zip of them all and their fingerprints.",
        epilog="example: transition-kit build --firm our-firm.toml --out kit",
    )
    build.add_argument(
        "--firm",
        type=Path,
        default=Path("firm.toml"),
        metavar="FILE",
        help="the firm's file (firm.toml)",
    )
    build.add_argument(
        "--out", type=Path, default=Path("kit"), metavar="DIR", help="folder to write into (kit)"
    )
    build.set_defaults(run=_build)
    return parser


def _build(options: argparse.Namespace) -> int:
    stamp = stamp_of(os.environ.get("SOURCE_DATE_EPOCH", ""))
    guide = load_guide()
    firm = load_firm(options.firm, guide)
    files = build_kit(guide, load_workbooks(), firm, stamp)
    write_files(files, options.out)
    for file in files:
        print(f"{len(file.data):>9,}  {options.out / file.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
