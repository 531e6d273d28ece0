"""The pages under tools/: what is in them before any script, and where their scripts find the engine."""

from __future__ import annotations

import json

from template_builder.common.errors import KitError
from template_builder.common.toml_table import near
from template_builder.firm.firm import Firm
from template_builder.firm.firm_file import ROUNDING_MINUTES
from template_builder.firm.public_file import public_toml
from template_builder.plan.regions import load_regions
from template_builder.reading import litter
from template_builder.reading.limits import MAX_BYTES

from ..content import Content
from ..engine import Engine
from ..plan.plan_json import page_plan
from ..rendering import Links, render, template_names

WITH_FIRM = ("check", "export", "history")
"""Tools that know the firm of the site, so that nobody has to hand out its firm.toml."""


def tool_names() -> tuple[str, ...]:
    """The tools: each has a template of its name; what templates share begins with `_`."""
    return tuple(name for name in template_names("tools") if not name.startswith("_"))


def tool(content: Content, engine: Engine | None, epoch: str, link: Links, name: str) -> str:
    """One tool, or in a site that was built without the engine a sentence that says so.

    Raises KitError for a tool that does not exist.
    """
    if name not in tool_names():
        raise KitError(f"there is no tool {name!r}{near(name, tool_names())}")
    return render(
        f"tools/{name}",
        name=name,
        engine=engine,
        address=link(engine.address) if engine else "",
        epoch=epoch,
        max_bytes=MAX_BYTES,
        firm=content.firm,
        site_plan=_plan(content.firm) if name == "workbooks" else "",
        firm_file=_firm_file(content.firm) if name in WITH_FIRM else "",
        litter=json.dumps({"names": sorted(litter.NAMES), "starts": litter.STARTS}),
        link=link,
        systems=content.guide.systems,
        minutes=ROUNDING_MINUTES,
        regions=sorted(load_regions().regions.values(), key=lambda region: region.name),
    )


def _plan(firm: Firm) -> str:
    """The plan that the site shows to everyone, as the planner keeps one; nothing without one."""
    plan = page_plan(firm.for_everyone)
    return json.dumps(plan) if plan else ""


def _firm_file(firm: Firm) -> str:
    """What everybody may see of the firm's file, on one line; nothing in a site that is no firm's."""
    text = public_toml(firm)
    return json.dumps(text) if text else ""
