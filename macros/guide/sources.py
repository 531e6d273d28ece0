"""Marks beside a claim, and the table of everything this guide relies on."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markupsafe import Markup

from template_builder.common.errors import KitError
from template_builder.common.toml_table import near
from template_builder.guide.model import Guide
from template_builder.guide.sources import Source

from ..rendering import Links, render
from .notes import place

PAGE = "reference/sources.md"

GROUPS = {
    "Clio": "Clio",
    "official": "Regulators, and those who explain their rules",
    "secondary": "Regulators, and those who explain their rules",
    "vendor": "Makers of previous systems",
    "older": "Makers of previous systems",
    "third-party": "Others, and this guide",
    "ours": "Others, and this guide",
}
"""The heading of a source, by its generation, unless Clio publishes it."""


def find(guide: Guide, id_: str) -> Source:
    """A source by its id.

    Raises KitError.
    """
    if id_ not in guide.sources:
        raise KitError(f"source {id_!r} is not in sources.toml{near(id_, guide.sources)}")
    return guide.sources[id_]


def anchor(id_: str) -> str:
    """Where the table of sources describes one of them."""
    return f"{PAGE}#source-{id_}"


def cited(guide: Guide, link: Links, *ids: str, not_found: str = "") -> str:
    """The place of a mark after a sentence; see `notes`. `not_found` says what these sources do not state."""
    del link
    if not ids:
        raise KitError("source() needs at least one id")
    return place([find(guide, id_).id for id_ in ids], not_found)


def table(guide: Guide, link: Links) -> str:
    """All sources in the order of the registry, in a fold for each of `GROUPS`."""
    del link
    groups: dict[str, list[Source]] = {name: [] for name in GROUPS.values()}
    for source in guide.sources.values():
        groups[GROUPS["Clio" if source.publisher == "Clio" else source.generation]].append(source)
    return render("guide/sources-table", groups={k: v for k, v in groups.items() if v})


def citing(guide: Guide, link: Links) -> Callable[[Iterable[str]], str]:
    """Marks for use inside templates, which must not escape them again."""

    def cite(ids: Iterable[str]) -> str:
        return Markup(cited(guide, link, *ids))  # noqa: S704 - our own template made it

    return cite
