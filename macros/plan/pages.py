"""The firm's plan on the pages, and the form of the planner, which a script brings to life."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from template_builder.firm.firm_file import ROUNDING_MINUTES
from template_builder.plan.milestones import plan_rows
from template_builder.plan.regions import FIRST_YEAR, LAST_YEAR, Region, load_regions
from template_builder.plan.warnings import NO_COORDINATOR

from ..guide.roles import role_page
from ..guide.sources import citing
from ..rendering import Links, render

if TYPE_CHECKING:
    from ..content import Content


def plan_dates(content: Content, link: Links) -> str:
    """The milestones of the firm's plan with their dates and how each is counted, and its calendars.

    Without a plan for everyone to see: how to get one into the pages.
    """
    plan = content.firm.for_everyone.plan
    if plan is None:
        return render("plan/no-plan", link=link)
    calendars = [file for file in content.downloads if file.name.endswith(".ics")]
    return render(
        "plan/dates",
        rows=plan_rows(plan, content.words),
        plan=plan,
        calendars=[(file, link(f"downloads/{file.name}")) for file in calendars],
        cite=citing(content.guide, link),
        link=link,
    )


def plan_warnings(content: Content, link: Links) -> str:
    """What the firm's plan warns of, each with its reason; nothing where there is no plan to see."""
    if not content.warnings:
        return ""
    return render("plan/warnings", warnings=content.warnings, cite=citing(content.guide, link))


def plan_warnings_note(content: Content, link: Links) -> str:
    """A quiet line on the home page that leads whoever answers for the plan to its warnings."""
    warnings = content.warnings
    if not warnings:
        return ""
    leaderless = any(warning.id == NO_COORDINATOR for warning in warnings)
    return render("plan/warnings-note", count=len(warnings), leaderless=leaderless, link=link)


def planner(content: Content, link: Links) -> str:
    """The form in which a reader makes a plan; complete before any script, useful with one."""
    regions = load_regions()
    return render(
        "plan/planner",
        countries=_by_country(regions.regions),
        zones=sorted(regions.zones),
        systems=content.guide.systems,
        roles=content.guide.sheet_roles,
        sheets=[(role, link(role_page(role))) for role in content.guide.sheet_roles],
        days=range(1, 31),
        years=(FIRST_YEAR, LAST_YEAR),
        link=link,
        minutes=ROUNDING_MINUTES,
        own=not content.firm.fictional,
        site_plan=content.firm.for_everyone.plan is not None,
    )


def _by_country(regions: Mapping[str, Region]) -> list[tuple[Region, list[Region]]]:
    """Each country with its parts, in the order of the spec."""
    countries = [region for region in regions.values() if region.id == region.country]
    return [
        (country, [r for r in regions.values() if r.country == country.id and r != country])
        for country in countries
    ]
