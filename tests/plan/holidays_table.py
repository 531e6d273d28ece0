"""Public holidays as the `holidays` library knows them; run to write specs/plan/holidays.tsv anew (`make holidays`).

It stands with the tests because they need the library, and hold the table to it; the package does not.
"""

from __future__ import annotations

import datetime as dt
from importlib.metadata import version

import holidays

from template_builder.common.specs_folder import SPECS
from template_builder.plan.regions import (
    EVERYWHERE,
    FIRST_YEAR,
    HOLIDAYS,
    LAST_YEAR,
    load_countries,
)

COUNTRIES = {country.id: country for country in load_countries(SPECS / "plan", [])}


def region_ids() -> list[str]:
    """Every country and every part of one."""
    return [id_ for c in COUNTRIES.values() for id_ in (c.id, *(part.id for part in c.regions))]


def weekdays_off(region: str) -> dict[dt.date, str]:
    """The public holidays of a region that fall on Monday to Friday, observed ones included."""
    country, _, part = region.partition("-")
    found = holidays.country_holidays(
        country,
        subdiv=part or None,
        years=range(FIRST_YEAR, LAST_YEAR + 1),
        language=COUNTRIES[country].language or None,
    )
    in_years = {day: name for day, name in found.items() if FIRST_YEAR <= day.year <= LAST_YEAR}
    return {day: name for day, name in sorted(in_years.items()) if day.weekday() < 5}


def table_text() -> str:
    """The text of specs/plan/holidays.tsv."""
    ids = region_ids()
    rows: dict[tuple[dt.date, str], set[str]] = {}
    for id_ in ids:
        for day, name in weekdays_off(id_).items():
            rows.setdefault((day, name), set()).add(id_)
    lines = [
        f"# Public holidays on weekdays, {FIRST_YEAR} to {LAST_YEAR}, as the library holidays {version('holidays')} gives them.",
        "# Date, name, regions, between tabs; * is a country with all its regions. Written by `make holidays`.",
    ]
    for (day, name), where in sorted(rows.items()):
        for country in COUNTRIES:
            whole = {id_ for id_ in ids if id_.partition("-")[0] == country}
            if whole <= where:
                where = where - whole | {country + EVERYWHERE}
        lines.append(f"{day}\t{name}\t{' '.join(sorted(where))}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (SPECS / "plan" / HOLIDAYS).write_text(table_text(), encoding="utf-8")
