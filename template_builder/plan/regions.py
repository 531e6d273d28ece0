"""Places a plan can be made for: names, time zones, public holidays. Read from specs, without the network.

Holidays come from the `holidays` library by way of `specs/plan/holidays.tsv` (see docs/decisions/0008), so that a plan
has the same dates in the build, on the command line and in the browser.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..common.errors import Problem, SpecProblems
from ..common.specs_folder import SPECS
from ..common.toml_table import Table

HOLIDAYS = "holidays.tsv"
FIRST_YEAR, LAST_YEAR = 2026, 2032
"""The years whose public holidays are known here."""

EVERYWHERE = "*"
"""Behind a country's id: the country and each of its regions."""


@dataclass(frozen=True, kw_only=True)
class Region:
    """A country, such as `US`, or a part of one, such as `US-TX`, with the zone most of it keeps."""

    id: str
    name: str
    zone: str = ""

    @property
    def country(self) -> str:
        return self.id.partition("-")[0]


@dataclass(frozen=True, kw_only=True)
class ClockChange:
    """A change of the clocks each year: the nth Sunday of a month (-1: the last), at a local time before it."""

    month: int
    sunday: int
    at: dt.time


@dataclass(frozen=True, kw_only=True)
class Zone:
    """A time zone by its name in the zone database; offsets such as `-0600`."""

    id: str
    offset: str
    short: str
    summer: str = ""
    forward: ClockChange | None = None
    back: ClockChange | None = None


@dataclass(frozen=True, kw_only=True)
class Regions:
    """Every region, zone and public holiday known."""

    regions: Mapping[str, Region]
    zones: Mapping[str, Zone]
    holidays: tuple[tuple[dt.date, str, frozenset[str]], ...]
    """Weekdays only: date, name, ids of the regions; a country's id with `*` stands for all of it."""

    def public_holidays(self, region: str) -> dict[dt.date, str]:
        """The public holidays of a region that fall on weekdays, by date; none for an unknown one."""
        if region not in self.regions:
            return {}
        ids = {region, region.partition("-")[0] + EVERYWHERE}
        return {day: name for day, name, where in self.holidays if ids & where}


@cache
def load_regions(folder: Path = SPECS / "plan") -> Regions:
    """The regions of the package.

    Raises SpecProblems with every mistake of the files.
    """
    problems: list[Problem] = []
    text = (folder / "regions.toml").read_text(encoding="utf-8")
    table = Table.parse(text, "specs/plan/regions.toml", problems)
    changes = {}
    for entry in table.tables("clock_changes"):
        changes[entry.text("id")] = (_change(entry, "forward"), _change(entry, "back"))
        entry.finish()
    zones = {zone.id: zone for zone in (_zone(entry, changes) for entry in table.tables("zones"))}
    regions = {r.id: r for r in (_region(entry, zones) for entry in table.tables("regions"))}
    table.finish()
    holidays = _holidays(folder / HOLIDAYS, problems)
    if problems:
        raise SpecProblems(problems)
    return Regions(regions=regions, zones=zones, holidays=holidays)


def _change(table: Table, key: str) -> ClockChange:
    entry = table.table(key)
    change = ClockChange(
        month=entry.integer("month", least=1),
        sunday=entry.integer("sunday", least=-1),
        at=entry.time("at") or dt.time(),
    )
    entry.finish()
    return change


def _zone(table: Table, changes: Mapping[str, tuple[ClockChange, ClockChange]]) -> Zone:
    kind = table.text("clock_changes", "", choices=("", *changes))
    forward, back = changes.get(kind, (None, None))
    zone = Zone(
        id=table.text("id"),
        offset=table.text("offset", pattern=r"[+-]\d{4}", expected="an offset such as -0600"),
        short=table.text("short"),
        summer=table.text("summer", ""),
        forward=forward,
        back=back,
    )
    table.finish()
    return zone


def _region(table: Table, zones: Mapping[str, Zone]) -> Region:
    region = Region(
        id=table.text("id"),
        name=table.text("name"),
        zone=table.text("zone", "", choices=("", *zones)),
    )
    table.finish()
    return region


def _holidays(
    file: Path, problems: list[Problem]
) -> tuple[tuple[dt.date, str, frozenset[str]], ...]:
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("#"):
            continue
        try:
            day, name, where = line.split("\t")
            found.append((dt.date.fromisoformat(day), name, frozenset(where.split(" "))))
        except ValueError:
            message = f"expected a date, a name and regions between tabs, found {line!r}"
            problems.append(Problem(f"specs/plan/{HOLIDAYS}", f"line {number}", message))
    return tuple(found)
