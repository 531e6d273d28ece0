"""The page of findings: every kind the checker knows, worded with its own example."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from markupsafe import Markup, escape

from template_builder.check.catalogue import GROUPS, TEXTS, Kind
from template_builder.common.days import day_label
from template_builder.guide.model import Guide

from ..guide.sources import citing
from ..rendering import Links, markdown_heading, render

TYPED = ("value", "suggestion", "found")
"""What stands in a cell or should: shown as code. Other placeholders are words of the sentence."""


def findings(catalogue: Mapping[str, Kind], guide: Guide, link: Links) -> str:
    """The catalogue by group. Groups are Markdown headings, so that the table of contents has just these."""
    parts = []
    for group in GROUPS:
        kinds = [kind for kind in catalogue.values() if kind.group == group]
        if kinds:
            parts.append(markdown_heading(2, group, group.lower().replace(" ", "-")))
            parts += [_finding(guide, link, kind) for kind in kinds]
    return "\n\n".join(parts)


def _finding(guide: Guide, link: Links, kind: Kind) -> str:
    values = {name: _shown(name, value) for name, value in kind.example.items()}
    texts = {key: escape(getattr(kind, key)).format(**values) for key in TEXTS}
    # What has no mark is about the checker itself, or our advice: the page says so once.
    cited = "" if kind.sources == ("ours",) else citing(guide, link)(kind.sources)
    return render("check/findings", kind=kind, cited=cited, **texts)


def _shown(name: str, value: object) -> Markup:
    """A value of an example as HTML."""
    if isinstance(value, dt.date):
        return escape(day_label(value))
    if isinstance(value, dt.time):
        return Markup("<code>{}</code>").format(value.strftime("%H:%M"))
    if value == "" and name == "value":
        return Markup("left blank")
    if name in TYPED:
        return Markup("<code>{}</code>").format(visible(str(value)))
    return escape(value)


def visible(text: str) -> str:
    """The same text with what cannot be seen made visible: quotes around outer blanks, signs for the rest."""
    if text != text.strip(" "):
        text = '"' + text.replace(" ", "\N{NO-BREAK SPACE}") + '"'
    text = text.replace("\n", "\N{DOWNWARDS ARROW WITH CORNER LEFTWARDS}")
    return "".join(
        c if c.isprintable() or c == "\N{NO-BREAK SPACE}" else f"\\x{ord(c):02x}" for c in text
    )
