"""What a firm hands out itself and its site does not hold: a folder for each person, one for billing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from ..firm.firm import Firm, Person
from ..guide.model import Guide
from .kit import EVERYTHING, PERSONAL, build_kit
from .letter import letter_to_billing, letter_to_person
from .model import Workbook

BILLING = "_billing"
"""The folder of billing; no id of a person begins with `_`."""
LETTER = "letter.txt"
MARK = f"{BILLING}/{EVERYTHING}"
"""The file by which a handout is known."""


def handout(
    guide: Guide,
    workbooks: dict[str, Workbook],
    firm: Firm,
    firm_file: bytes,
    stamp: dt.datetime,
    calendars: Mapping[str, bytes],
    site: str = "",
) -> dict[str, bytes]:
    """The files by `folder/name`: `<person>/` with a workbook and a letter, `_billing/` with everything of the firm.

    `firm_file` is the firm's file as it was read; `site` the address of the guide, if it is known.
    """
    kit = {file.name: file.data for file in build_kit(guide, workbooks, firm, stamp, calendars)}
    files = {}
    for person in firm.people:
        workbook = workbook_of(person)
        files[f"{person.id}/{workbook}"] = kit[workbook]
        files[f"{person.id}/{LETTER}"] = letter_to_person(firm, person, workbook, site)
    for name in ("matter-crosswalk.xlsx", EVERYTHING):
        files[f"{BILLING}/{name}"] = kit[name]
    files[f"{BILLING}/firm.toml"] = firm_file
    files[f"{BILLING}/{LETTER}"] = letter_to_billing(firm, site)
    return files


def workbook_of(person: Person) -> str:
    """The name of a person's own workbook."""
    return f"{PERSONAL}-{person.id}.xlsx"
