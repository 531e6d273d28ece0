"""What recommended reports are called in the system that a firm leaves, and where they are found there."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from .model import Guide, Report
from .systems import PreviousSystem, SystemReport

ASK = "not found, ask the vendor"


class OwnReports(NamedTuple):
    """The reports of one system that serve some recommended ones, and those of these that it was not found to have."""

    system: PreviousSystem
    reports: tuple[SystemReport, ...]
    not_found: tuple[Report, ...]

    @property
    def text(self) -> str:
        """In one line of plain text, for a cell: `In PCLaw: Client Trust Listing, Reports → ...`."""
        line = f"In {self.system.name}: {'; '.join(map(in_words, self.reports)) or ASK}"
        if self.reports and self.not_found:
            line += f". N{ASK[1:]}: {'; '.join(each.called for each in self.not_found)}"
        return line.replace("`", "")


def own_reports(
    guide: Guide, system: PreviousSystem | None, ids: Collection[str]
) -> OwnReports | None:
    """Those of a firm's system for recommended reports, by the ids of these; None where there is nothing to say."""
    if system is None or not ids:
        return None
    found = system.reports_for(*ids)
    served = {id_ for report in found for id_ in report.serves}
    missing = tuple(each for each in guide.reports if each.id in ids and each.id not in served)
    return OwnReports(system, found, missing)


def in_words(report: SystemReport) -> str:
    """Name, menu, and whether it waits for no other day."""
    menu = f", {report.menu}" if report.menu else ""
    return f"{report.report}{menu}{', on the day itself' if report.today_only else ''}"
