"""`firm`: makes a firm.toml from lists of people and matters."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..common.errors import KitError
from ..common.files import write_file
from ..firm.firm import DATE_ORDERS
from ..firm.form import Form
from ..firm.list_remarks import with_remarks
from ..firm.lists import COLUMNS, List, read_list
from ..firm.past import named, past_of
from ..firm.service import firm_of_lists
from ..listings.model import Listing, UnclearListing
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

SETTINGS = """
# rounding_minutes = 6           # Clio's time rounding; left out, it is 1
# send_workbooks_to = "Alex Example"   # Whom people send their workbook to; left out, the coordinator
# publish_names = true           # The site names people: who has ticked, who is late
"""
TO_FILL_IN = """
# Once the export session has a date: take the marks away. The page Plan the move makes this table as well.
# [plan]
# export_day = 2027-01-14
# export_time = 13:00:00
# cut_off_time = 12:00:00        # The same day; after it nobody enters anything in the old system
# users_invited = 2027-01-06     # By when every user is invited and licensed in Clio

# Spelled as in Clio: a name that matches nothing may create a new category there.
# [categories]
# time = ["Drafting", "Meeting", "Telephone"]
# expense = ["Copies", "Courier", "Filing fee"]

# Below a name, for those who lead the move: roles = ["coordinator"], roles = ["billing"], roles = ["it"]
"""
"""What a list does not say, with values as an example."""
TAKEN = "They are taken; --current-only leaves them out."
LEFT_OUT = "They are left out."


def declare(commands: Subparsers) -> None:
    """Add the command and its options."""
    command = add_command(
        commands,
        "firm",
        "make a firm.toml from lists of people and matters",
        "firm --people users.csv --matters matters.xlsx --region US-CA --out our-firm.toml",
        run,
    )
    lists: tuple[tuple[List, str], ...] = (
        ("people", "people who record time"),
        ("matters", "matters"),
    )
    for name, what in lists:
        command.add_argument(
            f"--{name}", type=Path, metavar="FILE", help=f"a list of {what}, from any system"
        )
        columns_option(command, f"{name}-", fields=COLUMNS[name])
    command.add_argument(
        "--current-only",
        action="store_true",
        help="leave out closed matters and people who have left, by a column that says so",
    )
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
    given = [listing for listing in (people, matters) if listing]
    asked = [UnclearListing(each, f"{each.kind}-") for each in given if each.questions]
    if asked:
        raise KitError("\n".join(map(str, asked)))
    settings = Form(
        name=options.name,
        region=options.region,
        date_order=options.date_order or ("MDY" if options.region.startswith("US") else "DMY"),
        rounding_minutes=options.rounding_minutes,
        previous_system=options.previous_system,
    )
    for listing in given:
        tell(f"{listing.name}: {_what_was_read(listing)}")
        for remark in listing.remarks:
            tell(f"{listing.name}: {remark}")
        if past := past_of(listing):
            tell(f"{listing.name}: {past.words} {LEFT_OUT if options.current_only else TAKEN}")
    made = firm_of_lists(settings, people, matters, current=options.current_only)
    head, tables, rows = made.text.partition("\n[[")
    settings_left = [line for line in SETTINGS.splitlines(keepends=True) if not _is_set(line, head)]
    text = f"{head}{''.join(settings_left).lstrip()}{TO_FILL_IN}{tables}{rows}"
    if made.firm.is_leaderless:
        tell('Nobody is the coordinator yet: write roles = ["coordinator"] below a name.')
    if not options.out:
        say(text.rstrip())
        return CLEAN
    write_file(options.out, text.encode())
    people_count, matter_count = len(made.firm.people), len(made.firm.matters)
    counts = (
        f"{people_count:,} {'person' if people_count == 1 else 'people'} and "
        f"{matter_count:,} matter{'' if matter_count == 1 else 's'}"
    )
    say(
        f"{options.out} has {counts}. Next: add the plan, the categories and the roles as the file shows, and check "
        f"the settings of the firm. Then make build FIRM={options.out}, or transition-kit site --firm {options.out}."
    )
    return CLEAN


def _is_set(example: str, text: str) -> bool:
    """Whether a text has the key of a line that shows it as an example."""
    key = example.removeprefix("# ").partition(" = ")[0].strip()
    return bool(key) and f"\n{key} = " in text


def _what_was_read(listing: Listing) -> str:
    """The column of each field, the fields without one, and the columns that nothing was taken from."""
    wanted = COLUMNS[listing.kind]  # type: ignore[index]  # only these two kinds are read here
    said = [f"{id_} is {named(column)}" for id_, column in listing.columns.items()]
    absent = [id_ for id_ in wanted if id_ not in listing.columns]
    unread = [named(column) for column in listing.unused]
    return " ".join(
        f"{what}{', '.join(each)}."
        for what, each in (("", said), ("No column for ", absent), ("Not read: ", unread))
        if each
    )


def _list_of(options: argparse.Namespace, name: List) -> Listing | None:
    """The list that an option names, if it names one."""
    path: Path | None = vars(options)[name]
    if not path:
        return None
    prefix = f"{name}-"
    (file,) = read_files([path])
    listing = read_list(name, file, columns_of(options, prefix), **formats_of(options, prefix))
    return with_remarks(listing)
