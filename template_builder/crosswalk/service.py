"""From the lists of two systems to a proposed crosswalk: what both doors call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ..common.errors import KitError
from ..common.files import NamedBytes, PageAnswer
from ..common.stamp import EARLIEST
from ..listings.clio_lists import looks_like_clio
from ..listings.model import Listing
from ..listings.service import listing_json, read_listing
from .matter_pairs import ClioMatter, OldMatter
from .person_pairs import ClioUser, OldPerson
from .proposal import Proposed
from .proposal_sheet import Decided, write_proposal
from .proposing import MatterProposal, PersonProposal, propose_matters, propose_people

FILE = "matter-crosswalk.xlsx"
Reading = Mapping[str, Any]
"""How a page says that a listing is to be read: `columns`, `dates` and `decimals` of `read_listing`, where it says them."""

LISTS = {"old": "matters", "clio": "matters", "old_people": "people", "clio_people": "people"}
"""The lists by the names of their places on the page, with their kinds."""


USED = {
    "matters": ("number", "display_number", "custom_number", "client_reference", "client", "description", "responsible"),
    "people": ("name", "initials", "email", "rate"),
}  # fmt: skip
"""The fields that count here; of others, such as dates, nothing is asked."""


class ProposedCrosswalk(NamedTuple):
    """What two lists of matters, and two of people, propose."""

    matters: MatterProposal
    people: PersonProposal | None

    def workbook(
        self,
        stamp: dt.datetime = EARLIEST,
        *,
        decided_matters: Decided | None = None,
        decided_people: Decided | None = None,
    ) -> bytes:
        """The crosswalk as .xlsx; see `write_proposal`."""
        return write_proposal(
            self.matters,
            self.people,
            stamp,
            decided_matters=decided_matters,
            decided_people=decided_people,
        )


def read_list(
    name: str,
    file: NamedBytes,
    columns: Mapping[str, str] = {},
    *,
    dates: str = "",
    decimals: str = "",
) -> Listing:
    """One of the lists of `LISTS`.

    Raises UnreadableFile for a file that is no table, and KitError for a column that is not there.
    """
    kind = LISTS[name]
    return read_listing(*file, kind, columns, only=USED[kind], dates=dates, decimals=decimals)


def require_two_lists(old: NamedBytes, clio: NamedBytes) -> None:
    """Refuse one list given as both: every matter would be certain, and the crosswalk would say nothing.

    Raises KitError.
    """
    if old[1] == clio[1]:
        raise KitError(
            f"{old[0]} and {clio[0]} are the same list. Give the old system's list and Clio's."
        )


def exchanged(old: Listing, clio: Listing) -> str:
    """A question, where the old list has the columns of Clio's and Clio's has not; else nothing."""
    if looks_like_clio(old) and not looks_like_clio(clio):
        return f"Are the two lists exchanged? {old.name} has the columns of Clio's own list."
    return ""


def crosswalk_of_lists(lists: Mapping[str, Listing]) -> ProposedCrosswalk:
    """A crosswalk out of lists by their names in `LISTS`; people are proposed where both lists of them are given.

    Raises UnclearListing when a list has to be asked about first, and KitError for Clio's users without old people.
    """
    if "clio_people" in lists and "old_people" not in lists:
        name = lists["clio_people"].name
        raise KitError(f"{name} has Clio's users, and there is no list of old people to compare.")
    read = {name: listing.certain() for name, listing in lists.items()}
    matters = propose_matters(old_matters(read["old"]), clio_matters(read["clio"]))
    people = None
    if "old_people" in read:
        people = propose_people(
            old_people(read["old_people"]),
            clio_users(read["clio_people"]) if "clio_people" in read else [],
        )
    return ProposedCrosswalk(matters, people)


def old_matters(listing: Listing) -> list[OldMatter]:
    """The matters of the old system's list."""
    return [
        OldMatter(
            row.text("number"),
            row.text("client"),
            row.text("description"),
            row.text("responsible"),
        )
        for row in listing.rows
    ]


def clio_matters(listing: Listing) -> list[ClioMatter]:
    """The matters of Clio's list; the custom number and the client reference are where old numbers are kept."""
    return [
        ClioMatter(
            row.text("display_number") or row.text("number"),
            row.text("client"),
            row.text("description"),
            tuple(filter(None, (row.text("custom_number"), row.text("client_reference")))),
            row.text("responsible"),
        )
        for row in listing.rows
    ]


def old_people(listing: Listing) -> list[OldPerson]:
    """The people of the old system's list."""
    return [
        OldPerson(row.text("name"), row.text("email"), row.text("initials"), row.number("rate"))
        for row in listing.rows
    ]


def clio_users(listing: Listing) -> list[ClioUser]:
    """The users of Clio's list."""
    return [ClioUser(row.text("name"), row.text("email")) for row in listing.rows]


def answer(
    stamp: dt.datetime,
    old: NamedBytes | None = None,
    clio: NamedBytes | None = None,
    old_people: NamedBytes | None = None,
    clio_people: NamedBytes | None = None,
    readings: Mapping[str, Reading] | None = None,
    decided: Mapping[str, Mapping[str, int | None]] | None = None,
) -> PageAnswer:
    """What the page `Propose a crosswalk` shows; and the workbook, once the page says what was `decided`.

    `readings` say by list how it is to be read, as `read_list` takes it. While a list of matters is missing, or a list has to be asked about, the
    answer is only what was read.
    """
    given = {"old": old, "clio": clio, "old_people": old_people, "clio_people": clio_people}
    lists = {
        name: read_list(name, file, **(readings or {}).get(name, {}))
        for name, file in given.items()
        if file
    }
    data: dict[str, object] = {"lists": {name: listing_json(read) for name, read in lists.items()}}
    if not (old and clio) or any(listing.questions for listing in lists.values()):
        return data, {}
    require_two_lists(old, clio)
    data["exchanged"] = exchanged(lists["old"], lists["clio"])
    found = crosswalk_of_lists(lists)
    matters, people = found.matters, found.people
    data["matters"] = [
        {**matter._asdict(), **_proposed_json(proposed)}
        for matter, proposed in zip(matters.old, matters.proposed, strict=True)
    ]
    data["clio"] = [
        [m.display_number, m.client, m.description, m.responsible] for m in matters.clio
    ]
    if people:
        data["people"] = [
            {"number": person.name or person.initials, **_proposed_json(proposed)}
            for person, proposed in zip(people.old, people.proposed, strict=True)
        ]
        data["users"] = [[user.name, "", "", ""] for user in people.clio]
    if decided is None:
        return data, {}
    made = found.workbook(
        stamp,
        decided_matters=_decisions(decided.get("matters", {})),
        decided_people=_decisions(decided.get("people", {})),
    )
    return data, {FILE: made}


def _proposed_json(proposed: Proposed) -> dict[str, object]:
    return {
        "state": proposed.state.value,
        "remark": proposed.remark,
        "candidates": [{"at": c.at, "reason": c.reason} for c in proposed.candidates],
    }


def _decisions(given: Mapping[str, int | None]) -> dict[int, int | None]:
    """Places as numbers: JSON has only text for keys."""
    return {int(number): at for number, at in given.items()}


def remarks_of(lists: Sequence[Listing]) -> list[str]:
    """What the reading of the lists has to say, in a line each."""
    return [
        " ".join(filter(None, (f"{listing.name} {remark.place}:", remark.message, remark.fix)))
        for listing in lists
        for remark in listing.remarks
    ]
