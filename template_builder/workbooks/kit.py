"""The downloads of a firm: every file of the kit with its bytes, its purpose and its hash."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..common.folders import SUMS, sums_text
from ..common.stamp import EARLIEST
from ..firm.firm import Firm
from ..guide.model import Guide
from ..plan.terms import own_terms
from .model import Workbook

PERSONAL = "time-tracking"
"""The workbook that each person gets with their own name in it: anyone in the firm may record time."""

EVERYTHING = "transition-kit.zip"

CALENDAR_PURPOSE = (
    "The dates of the plan for a calendar program. Import a newer one and the events move."
)


@dataclass(frozen=True)
class Download:
    """One file of the kit."""

    name: str
    data: bytes
    title: str
    purpose: str
    person: str = ""
    """Whose file it is, if it is for one person."""

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def build_kit(
    guide: Guide,
    workbooks: dict[str, Workbook],
    firm: Firm,
    stamp: dt.datetime = EARLIEST,
    calendars: Mapping[str, bytes] | None = None,
    *,
    personal: bool = True,
) -> tuple[Download, ...]:
    """Every download of a firm: workbooks, `personal` ones too, checklists, the zip of them all, the hashes.

    `stamp` (UTC) dates the files; the same inputs give the same bytes. `calendars` (see `calendars.py`) go beside
    the zip.
    """
    # openpyxl takes a tenth of a second to import, and a build that changes nothing writes nothing.
    from ..excel.package import zipped
    from .writer import write_checklists, write_personal_workbooks, write_workbook

    shared = firm.for_everyone
    guide = own_terms(shared.region).of(guide.for_region(shared.region))
    files = [
        Download(
            spec.file_name, write_workbook(spec, guide, shared, stamp), spec.title, spec.purpose
        )
        for spec in workbooks.values()
    ]
    files.append(
        Download(
            "checklists.xlsx",
            write_checklists(guide, shared, stamp),
            "Checklists",
            "The three checklists as a workbook, with columns for who finished what and when.",
        )
    )
    spec = workbooks[PERSONAL]
    for person, data in write_personal_workbooks(spec, guide, firm, stamp) if personal else ():
        title = f"{spec.title}: {person.name}"
        purpose = f"The same workbook, filled in for {person.name}."
        if firm.fictional:
            purpose += " A sample: the firm and the person are fictional."
        files.append(Download(f"{PERSONAL}-{person.id}.xlsx", data, title, purpose, person.name))
    everything = zipped({file.name: file.data for file in files}, stamp)
    files.append(Download(EVERYTHING, everything, "Everything in one file", "All workbooks."))
    files += [
        Download(name, data, "Calendar", CALENDAR_PURPOSE)
        for name, data in (calendars or {}).items()
    ]
    sums = sums_text({file.name: file.data for file in files})
    files.append(Download(SUMS, sums, "Fingerprints", "The SHA-256 of every file."))
    return tuple(files)
