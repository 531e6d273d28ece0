"""`firm`: makes a firm.toml from lists of people and matters."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..common.errors import KitError
from ..common.files import write_file
from ..firm.firm import DATE_ORDERS
from ..firm.form import Form
from ..firm.lists import List, read_list
from ..firm.service import firm_of_lists
from ..listings.model import Listing
from .shared import (
    CLEAN,
    Subparsers,
    add_command,
    columns_of,
    columns_option,
    formats_of,
    read_files,
    say,
    tell,
)


def declare(commands: Subparsers) -> None:
    """Add the command and its options."""
    command = add_command(
        commands,
        "firm",
        "make a firm.toml from lists of people and matters",
        "firm --people users.csv --matters matters.xlsx --region US-CA --out our-firm.toml",
        run,
    )
    for name, what in (("people", "people who record time"), ("matters", "matters")):
        command.add_argument(
            f"--{name}", type=Path, metavar="FILE", help=f"a list of {what}, from any system"
        )
        columns_option(command, f"{name}-")
    command.add_argument("--name", default="Our firm", help="the name of the firm")
    command.add_argument(
        "--region", default="US", help="country, or country and state, such as US-CA or CA-ON"
    )
    command.add_argument(
        "--date-order",
        choices=tuple(DATE_ORDERS),
        default="",
        help="the date format in Clio's settings (default: MDY in the United States, else DMY)",
    )
    command.add_argument(
        "--rounding-minutes", default="", metavar="N", help="Clio's time rounding (default: 1)"
    )
    command.add_argument("--previous-system", default="", help="the system that the firm leaves")
    command.add_argument(
        "--out", type=Path, metavar="FILE", help="the file to write (default: print it)"
    )


def run(options: argparse.Namespace) -> int:
    """Make a firm.toml from lists of people and matters."""
    people, matters = _list_of(options, "people"), _list_of(options, "matters")
    if not people and not matters:
        raise KitError("Give --people, --matters or both: there is no list to make a firm.toml of.")
    settings = Form(
        name=options.name,
        region=options.region,
        date_order=options.date_order or ("MDY" if options.region.startswith("US") else "DMY"),
        rounding_minutes=options.rounding_minutes,
        previous_system=options.previous_system,
    )
    made = firm_of_lists(settings, people, matters)
    for listing in filter(None, (people, matters)):
        for remark in listing.remarks:
            tell(f"{listing.name}: {remark}")
    if not options.out:
        say(made.text.rstrip())
        return CLEAN
    write_file(options.out, made.text.encode())
    people_count, matter_count = len(made.firm.people), len(made.firm.matters)
    counts = (
        f"{people_count:,} {'person' if people_count == 1 else 'people'} and "
        f"{matter_count:,} matter{'' if matter_count == 1 else 's'}"
    )
    say(
        f"{options.out} has {counts}. Add the plan and the categories, and check the settings of the firm."
    )
    return CLEAN


def _list_of(options: argparse.Namespace, name: List) -> Listing | None:
    """The list that an option names. Raises UnclearListing where it has to be asked about."""
    path: Path | None = vars(options)[name]
    if not path:
        return None
    prefix = f"{name}-"
    (file,) = read_files([path])
    listing = read_list(name, file, columns_of(options, prefix), **formats_of(options, prefix))
    return listing.certain(prefix)
