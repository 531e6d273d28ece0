"""The pages under tools/: what is in them before any script, and where their scripts find the engine."""

from __future__ import annotations

from template_builder.common.errors import KitError
from template_builder.common.toml_table import near
from template_builder.firm.firm_file import ROUNDING_MINUTES
from template_builder.plan.regions import load_regions
from template_builder.reading.limits import MAX_BYTES

from ..content import Content
from ..engine import Engine
from ..rendering import Links, render

COMMANDS = {
    "check": "transition-kit check time-*.xlsx --crosswalk matter-crosswalk.xlsx",
    "export": "transition-kit export time-*.xlsx --crosswalk matter-crosswalk.xlsx --out import",
    "retry": "transition-kit retry errors.csv --exported import/activities.csv --out again.csv",
    "reassign": "transition-kit reassign placeholder.csv --crosswalk matter-crosswalk.xlsx --out worklist",
    "workbooks": "transition-kit build --firm our-firm.toml --out kit",
}
"""What does the same on the command line, for readers whose browser cannot."""


def tool(content: Content, engine: Engine | None, epoch: str, link: Links, name: str) -> str:
    """One tool, or in a site that was built without the engine a sentence that says so.

    Raises KitError for a tool that is not there.
    """
    if name not in COMMANDS:
        raise KitError(f"there is no tool {name!r}{near(name, COMMANDS)}")
    return render(
        f"tools/{name}",
        name=name,
        engine=engine,
        address=link(engine.address) if engine else "",
        epoch=epoch,
        most=MAX_BYTES,
        command=COMMANDS[name],
        link=link,
        systems=content.guide.systems,
        minutes=ROUNDING_MINUTES,
        regions=sorted(load_regions().regions.values(), key=lambda region: region.name),
    )
