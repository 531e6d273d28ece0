"""Places a plan can be made for: names, time zones, public holidays. Read from specs, without the network.

Holidays come from the `holidays` library by way of `specs/plan/holidays.tsv` (see docs/decisions/0008), so that a plan
has the same dates in the build, on the command line and in the browser.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Annotated

from ..common.declared import Choice, Least, Text, read, read_all
from ..common.errors import Problem, SpecProblems
from ..common.specs_folder import SPECS
from ..common.toml_table import Table

HOLIDAYS = "holidays.tsv"
FIRST_YEAR, LAST_YEAR = 2026, 2032
"""The years whose public holidays are known here."""

ELSEWHERE = "XX"
"""The region of a plan made in the page for a country that is not here."""

EVERYWHERE = "*"
"""Behind a country's id: the country and each of its regions."""


@dataclass(frozen=True, kw_only=True)
class Region:
    """A country, such as `US`, or a part of one, such as `US-TX`, with the zone most of it keeps."""

    id: str
    name: str
    zone: Annotated[str, Choice("zones")] = ""

    @property
    def country(self) -> str:
        return self.id.partition("-")[0]


@dataclass(frozen=True, kw_only=True)
class ClockChange:
    """A change of the clocks each year: the nth Sunday of a month (-1: the last), at the local time before it."""

    month: Annotated[int, Least(1)]
    sunday: Annotated[int, Least(-1)]
    at: dt.time


@dataclass(frozen=True, kw_only=True)
class ClockChanges:
    """How the clocks of a country go forward to summer time and back."""

    forward: ClockChange
    back: ClockChange


@dataclass(frozen=True, kw_only=True)
class LastChange:
    """The end of changing clocks: from a day on, that of a change back which is no more, summer time is what `short` names."""

    day: dt.date
    short: str


@dataclass(frozen=True, kw_only=True)
class Zone:
    """A time zone by its name in the zone database; its clocks change where it has a name for summer time."""

    id: str
    offset: Annotated[str, Text(pattern=r"[+-]\d{4}", expected="an offset such as -0600")]
    short: str
    summer: str = ""
    clock_changes: ClockChanges | None = None
    """Those of the country, unless the zone has its own."""
    stays: LastChange | None = None
    """Where summer time is kept for good."""


@dataclass(frozen=True, kw_only=True)
class Country(Region):
    """A country with its parts and zones, as its file describes it. Countries are listed by `order`."""

    order: int
    language: str = ""
    clock_changes: ClockChanges | None = None
    zones: tuple[Zone, ...]
    regions: tuple[Region, ...]

    def problems(self) -> Iterator[tuple[str, str]]:
        for number, region in enumerate(self.regions, start=1):
            if region.country != self.id:
                yield f"regions[{number}].id", f"expected {self.id}-..., found {region.id!r}"
        for number, zone in enumerate(self.zones, start=1):
            if zone.summer and not zone.clock_changes:
                yield f"zones[{number}].summer", "has no clock_changes that lead to it"


@dataclass(frozen=True, kw_only=True)
class Regions:
    """Every region, zone and public holiday known."""

    regions: Mapping[str, Region]
    zones: Mapping[str, Zone]
    holidays: tuple[tuple[dt.date, str, frozenset[str]], ...]
    """Weekdays only: date, name, ids of the regions; a country's id with `*` stands for all of it."""

    def in_words(self, region: str) -> str:
        """A region for a reader, whatever the firm's file calls it. `XX` is what the planner keeps for any other country."""
        known = self.regions.get(region)
        if known:
            return f"your region ({known.name})"
        return "your country" if region in ("", ELSEWHERE) else f"your country ({region})"

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
    countries = load_countries(folder, problems)
    holidays = _holidays(folder / HOLIDAYS, problems)
    if problems:
        raise SpecProblems(problems)
    return Regions(
        regions={region.id: region for country in countries for region in _whole(country)},
        zones={zone.id: zone for country in countries for zone in country.zones},
        holidays=holidays,
    )


def load_countries(folder: Path, problems: list[Problem]) -> list[Country]:
    """The countries in their order, one from each file of `regions/`."""
    files = sorted((folder / "regions").glob("*.toml"))
    return sorted((_country(file, problems) for file in files), key=lambda c: (c.order, c.id))


def _country(file: Path, problems: list[Problem]) -> Country:
    name = f"specs/plan/regions/{file.name}"
    table = Table.parse(file.read_text(encoding="utf-8"), name, problems)
    changes = (
        read(ClockChanges, table.table("clock_changes")) if table.has("clock_changes") else None
    )
    zones = tuple(
        replace(zone, clock_changes=zone.clock_changes or changes) if zone.summer else zone
        for zone in read_all(Zone, table.tables("zones"))
    )
    known = {"zones": [zone.id for zone in zones]}
    return read(
        Country,
        table,
        known,
        id=table.text("id", choices=(file.stem.upper(),)),
        clock_changes=changes,
        zones=zones,
        regions=read_all(Region, table.tables("regions", []), known),
    )


def _whole(country: Country) -> tuple[Region, ...]:
    return Region(id=country.id, name=country.name, zone=country.zone), *country.regions


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
