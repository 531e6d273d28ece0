"""Public holidays as the `holidays` library knows them; run to write specs/plan/holidays.tsv anew (`make holidays`)."""

from __future__ import annotations

import datetime as dt
from importlib.metadata import version

import holidays

from template_builder.common.specs_folder import SPECS
from template_builder.common.toml_table import Table
from template_builder.plan.regions import EVERYWHERE, FIRST_YEAR, HOLIDAYS, LAST_YEAR

LANGUAGES = {"US": "en_US", "CA": "en_CA", "GB": "en_GB", "IE": "en_IE", "AU": "en_AU", "NZ": None}


def region_ids() -> list[str]:
    """The regions of specs/plan/regions.toml."""
    table = Table.parse(
        (SPECS / "plan" / "regions.toml").read_text(encoding="utf-8"), "regions.toml", []
    )
    return [entry.text("id") for entry in table.tables("regions")]


def weekdays_off(region: str) -> dict[dt.date, str]:
    """The public holidays of a region that fall on Monday to Friday, observed ones included."""
    country, _, part = region.partition("-")
    found = holidays.country_holidays(
        country,
        subdiv=part or None,
        years=range(FIRST_YEAR, LAST_YEAR + 1),
        language=LANGUAGES[country],
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
        for country in LANGUAGES:
            whole = {id_ for id_ in ids if id_.partition("-")[0] == country}
            if whole <= where:
                where = where - whole | {country + EVERYWHERE}
        lines.append(f"{day}\t{name}\t{' '.join(sorted(where))}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (SPECS / "plan" / HOLIDAYS).write_text(table_text(), encoding="utf-8")
