"""The reference tables: what migrates, where sources disagree, reports, retention, previous systems."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markupsafe import Markup

from template_builder.errors import KitError
from template_builder.model import Disagreement, Guide, PreviousSystem
from template_builder.toml_table import near

from .rendering import Links, markdown_heading, render
from .sources import marks

GENERATION_COLUMNS = (
    ("older", "Older articles, about 2014 to 2021"),
    ("year2022", "About 2022"),
    ("current", "Current"),
)


def _cite(guide: Guide, link: Links) -> Callable[[Iterable[str]], str]:
    """Marks for use inside templates, which must not escape them again."""

    def cite(ids: Iterable[str]) -> str:
        return Markup(marks(guide, link, *ids))  # noqa: S704 - our own template made it

    return cite


def migrates(guide: Guide, link: Links) -> str:
    """The matrix of what comes over, over three generations of Clio's statements."""
    return render(
        "migrates", rows=guide.migrates, columns=GENERATION_COLUMNS, cite=_cite(guide, link)
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
    return render("disagreement", point=point, title=title, cite=_cite(guide, link), link=link)


def reports(guide: Guide, link: Links) -> str:
    """The reports to take out of the previous system at the cut-off."""
    return render("reports", reports=guide.reports, cite=_cite(guide, link))


def retention(guide: Guide, link: Links) -> str:
    """How long to keep trust records, and the rules that speak of leaving a computer system."""
    cite = _cite(guide, link)
    return render("retention", rules=guide.retention, duties=guide.duties, cite=cite)


def systems(guide: Guide, link: Links) -> str:
    """What is known of each previous system, each under a heading of its own."""
    parts = []
    for system in guide.systems:
        parts += [markdown_heading(3, system.name, system.id), _system(guide, link, system)]
    return "\n\n".join(parts)


def _system(guide: Guide, link: Links, system: PreviousSystem) -> str:
    return render("system", system=system, cite=_cite(guide, link))
