"""The page that names what the site ships of others, and under which license."""

from __future__ import annotations

from importlib.metadata import metadata

from ..rendering import Links, render
from . import Engine
from .licenses import Licensed

OF_THE_THEME = (
    (
        "mkdocs-material",
        "look, scripts and search of the pages; its icons are Material Design Icons",
    ),
    ("mkdocs", "page template and search index"),
)
"""Packages of which parts are in every site, by the name under which they are installed."""


def licenses(engine: Engine | None, link: Links) -> str:
    """A table of what is shipped; what only builds the site is not."""
    del link
    parts = [_installed(name, what) for name, what in OF_THE_THEME]
    return render("engine/licenses", parts=[*parts, *(engine.licenses if engine else ())])


def _installed(name: str, what: str) -> Licensed:
    found = metadata(name)
    declared = found["License-Expression"] or found["License"] or "not declared"
    return Licensed(name, found["Version"], declared, what)
