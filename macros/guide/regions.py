"""What a page leaves out because it concerns other regions, and the words that say so."""

from __future__ import annotations

from collections.abc import Iterable

from template_builder.guide.checklists import Checklist, Item
from template_builder.plan.regions import load_regions


def elsewhere(checklists: Iterable[Checklist], shown: Iterable[Item]) -> dict[str, object]:
    """For the template `guide/left-out`: what was left out of the checklists for the firm's region.

    Where nothing was, as the region is not known: what a script leaves out of `shown` once a plan names one.
    """
    left_out = [item for checklist in checklists for item in checklist.left_out]
    items = left_out or [item for item in shown if item.regions]
    known = load_regions().regions
    return {
        "left_out": bool(left_out),
        "elsewhere": [(item, [known[id_].name for id_ in item.regions]) for item in items],
    }
