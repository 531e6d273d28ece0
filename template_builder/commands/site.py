"""`site`: builds a firm's site and what it hands out, without make and Node.js."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from ..common.errors import KitError
from .shared import Subparsers, add_command


def declare(commands: Subparsers) -> None:
    """Add the command and its options."""
    command = add_command(
        commands,
        "site",
        "build the site of a firm, and a folder for each person",
        "site --firm our-firm.toml --out guide",
        run,
    )
    command.add_argument(
        "--firm", type=Path, metavar="FILE", help="the firm's file; without it, the fictional firm"
    )
    command.add_argument(
        "--out",
        type=Path,
        default=Path("guide"),
        metavar="DIR",
        help="folder for site/ and handout/ (default: guide)",
    )
    command.add_argument(
        "--address", default="", metavar="URL", help="where the site will be, for a sub-path"
    )


def run(options: argparse.Namespace) -> int:
    """Build into the two folders."""
    # The one way up from the core: the site is made by another package, which needs MkDocs.
    try:
        from macros.build import build
        from macros.source import project
    except ImportError as error:
        raise KitError(
            f"The package {error.name} is missing. The command site needs more than the others: "
            'pip install "firm-transition-guide[site]"'
        ) from None
    if options.address:
        os.environ["SITE_URL"] = options.address
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    options.out.mkdir(parents=True, exist_ok=True)
    with project() as folder:
        return build(folder, options.firm or folder / "firm.toml", options.out)
