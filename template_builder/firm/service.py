"""From lists of people and matters to the form of the page, and to a firm.toml."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from ..common.files import NamedBytes, PageAnswer
from ..guide.loading import shipped_guide
from ..listings.model import Listing
from ..listings.service import listing_json
from .firm import Firm
from .firm_file import parse_firm
from .form import Form, firm_toml, in_words_of_the_form, tables_of
from .list_remarks import with_remarks
from .lists import List, lines_of, read_list, rows_of
from .past import past_of


class FirmOfLists(NamedTuple):
    """The text of a firm.toml made of lists, and the firm that it describes."""

    text: str
    firm: Firm


def firm_of_lists(
    settings: Form, people: Listing | None, matters: Listing | None, *, current: bool = False
) -> FirmOfLists:
    """A firm.toml out of lists and the settings of the firm; with `current` without closed matters and former people.

    Raises UnclearListing when a list has to be asked about, and SpecProblems for what a firm.toml cannot hold.
    """
    given = (people, matters)
    rows = [rows_of(each, current=current) if each else [] for each in given]
    text = firm_toml(settings) + "\n".join([*tables_of(*rows), ""])
    with in_words_of_the_form(text, "The lists"):
        return FirmOfLists(text, parse_firm(text, "firm.toml", shipped_guide()))


def answer(
    _stamp: dt.datetime,
    people: NamedBytes | None = None,
    matters: NamedBytes | None = None,
    readings: Mapping[str, Mapping[str, Any]] | None = None,
) -> PageAnswer:
    """How the page `Make our workbooks` reads lists, and what becomes of them in its fields.

    Of a list in which matters are closed or people have left, `past` says which, and has the lines without them.
    """
    lists: dict[str, object] = {}
    lines: dict[str, str] = {}
    past: dict[str, object] = {}
    given: dict[List, NamedBytes | None] = {"people": people, "matters": matters}
    for name, file in given.items():
        if file:
            listing = with_remarks(read_list(name, file, **(readings or {}).get(name, {})))
            lists[name] = listing_json(listing)
            if listing.questions:
                continue
            lines[name] = lines_of(name, rows_of(listing))
            if found := past_of(listing):
                current = lines_of(name, rows_of(listing, current=True))
                past[name] = {"words": found.words, "lines": current}
    return {"lists": lists, "lines": lines, "past": past}, {}
