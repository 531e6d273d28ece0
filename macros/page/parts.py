"""What the theme puts around every page: the announcement, the feedback, the foot."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from template_builder.firm.firm import Firm
from template_builder.guide.model import Guide

from ..guide.sources import find
from ..rendering import Links, markdown_text, render

READ = (dt.date(2026, 11, 22), dt.date(2026, 11, 25))
"""The first and the last day on which the facts of this guide were read, in copies of their sources."""

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
VERSION: str = (
    tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["version"]
    if PROJECT.is_file()
    else version("firm-transition-guide")
)
"""Of the guide. In a clone read where it is declared, as what was installed may be of an earlier version."""

REASONS = (
    "Confusing or wrong",
    "Not what I was looking for",
    "I don't like this functionality",
)


class PageParts:
    """Given to the theme as `config.extra.parts`; its own templates do not escape, ours do."""

    def __init__(self, guide: Guide, firm: Firm, docs: Path) -> None:
        self._guide = guide
        self._firm = firm
        self._docs = docs

    def banner(self) -> str:
        """The firm's announcement, or nothing where it has none or is elsewhere than its facts are true."""
        announcement = self._firm.announcement
        if announcement is None or not announcement.concerns(self._firm.region):
            return ""
        sources = [find(self._guide, id_) for id_ in announcement.sources]
        return render("page/banner", announcement=announcement, sources=sources)

    def retired(self) -> str:
        """What carries ticks of retired ids over to the items that took over; nothing while there are none."""
        heirs = {entry.id: entry.to for entry in self._guide.retired if entry.to}
        if not heirs:
            return ""
        places = {
            item.id: f"{checklist.id}:v{checklist.version}"
            for checklist in self._guide.checklists
            for item in checklist.items
            if item.id in heirs.values()
        }
        return render("progress/retired", given=json.dumps({"retired": heirs, "places": places}))

    def feedback(self, base_url: str, page_title: str) -> str:
        """Was this page helpful?"""
        return render(
            "page/feedback",
            title=page_title,
            email=self._firm.feedback_email,
            mailto=mailto(self._firm.feedback_email, page_title),
            reasons=REASONS,
            link=Links(base_url, self._docs),
        )

    def foot(self, base_url: str, offline: bool) -> str:
        """Whose guide this is, whose it is not, its version, how old its facts are, and what has it kept for `offline` use."""
        links = Links(base_url, self._docs)
        return render(
            "page/foot",
            firm=self._firm,
            version=VERSION,
            read=READ,
            offline=offline,
            link=links,
        )


def firm_name(firm: Firm, _: Links) -> str:
    """The name of the firm in a sentence."""
    return markdown_text(firm.for_everyone.name) or "your firm"


def offline_note(extra: Mapping[str, object], link: Links) -> str:
    """A quiet word, shown once the browser keeps the guide; nothing where it is not to be kept."""
    return render("page/offline-note", link=link) if extra["offline"] else ""


def mailto(address: str, page_title: str) -> str:
    """A message about a page, ready to be written; without scripts this is all the feedback there is."""
    return f"mailto:{quote(address, safe='@')}?subject={quote(f'Transition guide: {page_title}')}"
