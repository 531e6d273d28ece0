"""Plans for tests: the table of cases, and as many more as wanted over all regions and years."""

from __future__ import annotations

import datetime as dt
import random
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from template_builder.common.days import is_business_day
from template_builder.firm.firm import Firm
from template_builder.firm.firm_file import parse_firm
from template_builder.plan.dates import Plan
from template_builder.plan.regions import FIRST_YEAR, LAST_YEAR, load_regions
from template_builder.plan.words import PlanWords, load_plan_words
from tests.support.kit import guide

CASES = tomllib.loads((Path(__file__).parents[1] / "plan" / "plan_cases.toml").read_text("utf-8"))[
    "cases"
]


@cache
def words() -> PlanWords:
    return load_plan_words(guide().sources)


def firm_of(region: str, plan: dict[str, Any], **head: str | int) -> Firm:
    """A firm with a plan, read from the text a firm would write."""
    lines = {"name": "Imaginary Law", "date_order": "MDY", "previous_system": "other", **head}
    text = "[firm]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in lines.items())
    text += f'region = "{region}"\n[plan]\n'
    plan = {"export_time": dt.time(13), "cut_off_time": dt.time(12), **plan}
    text += "".join(f"{key} = {_toml(value)}\n" for key, value in plan.items())
    return parse_firm(text, "our-firm.toml", guide())


def plan_of(region: str, plan: dict[str, Any]) -> Plan:
    """The plan of such a firm."""
    made = firm_of(region, plan).plan
    assert made
    return made


def many_firms(count: int) -> list[Firm]:
    """Firms of every region with plans of every year; the same ones on every run."""
    chance = random.Random(20270114)
    regions = load_regions()
    ids, zones = [*regions.regions, "ZZ"], ["", *regions.zones]
    firms = []
    for number in range(count):
        region = ids[number % len(ids)]
        holidays = regions.public_holidays(region)
        day = dt.date(FIRST_YEAR, 2, 1) + dt.timedelta(
            days=chance.randrange(365 * (LAST_YEAR - FIRST_YEAR + 1))
        )
        own = frozenset(day + dt.timedelta(days=chance.randrange(-20, 40)) for _ in range(3))
        worked = frozenset(d for d in holidays if chance.random() < 0.1)
        closed = (holidays.keys() - worked) | own
        while not is_business_day(day, closed):
            day += dt.timedelta(days=1)
        plan: dict[str, Any] = {
            "export_day": day,
            "days_off": sorted(own - {day}),
            "works_on": sorted(worked),
            "billing_day": chance.choice((1, 15, 28, 31)),
            "reconciliation_day": chance.choice((25, 31)),
            "revision": chance.randrange(5),
        }
        if number % 3 == 0:
            plan["time_zone"] = zones[number // 3 % len(zones)]
        if chance.random() < 0.5:
            plan["calendar_id"] = chance.choice(("firm", "imaginary-law-2"))
        begun = day
        if chance.random() < 0.4:
            plan["hand_over"] = begun = day + dt.timedelta(days=chance.randrange(0, 9))
        for key, low, high in (
            ("expected_completion", 10, 21),
            ("users_invited", -14, 20),
            ("reports_day", -3, 3),
        ):
            if chance.random() < 0.4:
                plan[key] = day + dt.timedelta(days=chance.randrange(low, high))
        if chance.random() < 0.4:
            plan["import_confirmed"] = begun + dt.timedelta(days=chance.randrange(1, 20))
            if chance.random() < 0.5:
                plan["review_end"] = plan["import_confirmed"] + dt.timedelta(
                    days=chance.randrange(1, 9)
                )
            if chance.random() < 0.5:
                plan["sign_off"] = plan["import_confirmed"] + dt.timedelta(
                    days=chance.randrange(2, 30)
                )
        system = chance.choice(("CARET Legal", "PCLaw", "other"))
        settings: dict[str, Any] = {
            "date_order": chance.choice(("MDY", "DMY")),
            "rounding_minutes": chance.choice((1, 6, 15)),
        }
        firms.append(firm_of(region, plan, previous_system=system, **settings))
    return firms


def _toml(value: object) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return str(value)
