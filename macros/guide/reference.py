"""The reference tables: what migrates, where sources disagree, reports, retention."""

from __future__ import annotations

from functools import partial

from template_builder.common.errors import KitError
from template_builder.common.toml_table import near
from template_builder.firm.firm import Firm
from template_builder.guide.model import Disagreement, Guide

from ..rendering import Links, markdown_heading, render
from .sources import citing
from .systems import left_by, own_line

GENERATION_COLUMNS = (
    ("older", "Older articles, about 2014 to 2021"),
    ("year2022", "About 2022"),
    ("current", "Current"),
)


def migrates(guide: Guide, link: Links) -> str:
    """The matrix of what comes over, over three generations of Clio's statements."""
    return render(
        "guide/migrates", rows=guide.migrates, columns=GENERATION_COLUMNS, cite=citing(guide, link)
    )


def disagreements(guide: Guide, link: Links) -> str:
    """Every point on which sources differ, each under a heading of its own."""
    parts = []
    for point in guide.disagreements:
        parts += [markdown_heading(2, point.title, point.id), _box(guide, link, point, "")]
    return "\n\n".join(parts)


def disagreement(guide: Guide, link: Links, id_: str) -> str:
    """One of them in a box, for the page where it matters.

    Raises KitError.
    """
    known = {point.id: point for point in guide.disagreements}
    if id_ not in known:
        raise KitError(f"disagreement {id_!r} is not in the specs{near(id_, known)}")
    return _box(guide, link, known[id_], known[id_].title)


def _box(guide: Guide, link: Links, point: Disagreement, title: str) -> str:
    return render(
        "guide/disagreement", point=point, title=title, cite=citing(guide, link), link=link
    )


def reports(guide: Guide, firm: Firm, link: Links) -> str:
    """The reports to take out of the previous system at the cut-off, with the firm's system's own names for them."""
    cite = citing(guide, link)
    own = partial(own_line, guide, firm, link) if left_by(firm, guide) else None
    return render("guide/reports", reports=guide.reports, own=own, cite=cite)


def retention(guide: Guide, link: Links) -> str:
    """How long to keep trust records, and the rules that speak of leaving a computer system."""
    cite = citing(guide, link)
    return render("guide/retention", rules=guide.retention, duties=guide.duties, cite=cite)
