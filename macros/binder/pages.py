"""The binder: the whole guide on one page, for paper. Made from the model and from the finished how-to pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from template_builder.common.stamp import EARLIEST
from template_builder.guide.model import Guide
from template_builder.plan.milestones import plan_rows
from template_builder.plan.role_sheet import role_sheet

from ..guide.checklists import PHASE_PAGES
from ..guide.roles import role_page
from ..guide.sources import PAGE as SOURCES_PAGE
from ..guide.systems import own_line
from ..page.parts import READ, VERSION
from ..rendering import Links, page_path, render
from .inlining import Target, cited, inlined

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page

    from ..content import Content

PAGE = "print.md"
HOW_TOS = '<div data-how-tos=""></div>'
SOURCES = '<div data-sources=""></div>'
"""Where the how-tos and their sources go once their pages are finished; see `filled`."""


def cover(content: Content, site_url: str, link: Links) -> str:
    """Whose binder it is, of which version, and how old its facts are; lines to write on for the rest."""
    del link
    firm = content.firm.for_everyone
    leads = [person.name for person in firm.people if any(role.leads for role in person.roles)]
    return render(
        "binder/cover",
        firm=firm,
        coordinator=", ".join(leads),
        version=VERSION,
        stamp=content.stamp.date() if content.stamp > EARLIEST else None,
        read=READ,
        site_url=site_url,
    )


def contents(content: Content, nav: object, link: Links) -> str:
    """What is in the binder, in order."""
    how_tos = [(slug(path), link.title(path)) for path in how_to_pages(nav)]
    return render(
        "binder/contents",
        roles=content.guide.sheet_roles,
        checklists=content.guide.checklists,
        how_tos=how_tos,
    )


def dates(content: Content, link: Links) -> str:
    """Every milestone with its date and how it is counted; without a plan, with room to write the date."""
    del link
    plan = content.firm.for_everyone.plan
    return render(
        "binder/dates",
        plan=plan,
        rows=plan_rows(plan, content.words) if plan else (),
        milestones=content.words.milestones,
    )


def role_sheets(content: Content, link: Links) -> str:
    """For each role, everything it does in date order, with what it has to wait for."""
    firm = content.firm.for_everyone
    sheets = []
    for role in content.guide.sheet_roles:
        people = [person.name for person in firm.people if role in person.roles]
        tasks = [
            (task, [need for need in task.needs if need.role != role])
            for task in role_sheet(content.guide, role, firm.plan).tasks
        ]
        sheets.append((role, people, tasks))
    return render("binder/role-sheets", sheets=sheets, plan=firm.plan, own=_own(content, link))


def checklists(content: Content, link: Links) -> str:
    """Every phase as a table with an empty box, and room for initials and a date."""
    plan = content.firm.for_everyone.plan
    return render(
        "binder/checklists",
        checklists=content.guide.checklists,
        plan=plan,
        own=_own(content, link),
    )


def _own(content: Content, link: Links) -> Callable[..., str]:
    """The line of an item about the system that the firm leaves."""
    return partial(own_line, content.guide, content.firm, link)


def how_tos(link: Links) -> str:
    """The places of the how-tos and of the sources they cite."""
    return render("binder/how-tos", how_tos=HOW_TOS, sources=SOURCES, link=link)


def how_to_pages(nav: object) -> list[str]:
    """The how-to pages in the order of the navigation, without their overview."""
    return [
        path for path in _paths(nav) if path.startswith("how-to/") and path != "how-to/index.md"
    ]


def _paths(nav: object) -> Iterator[str]:
    """Every page that a navigation of mkdocs.yml names."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, Mapping):
        for entry in nav.values():
            yield from _paths(entry)
    elif isinstance(nav, Sequence):
        for entry in nav:
            yield from _paths(entry)


def slug(path: str) -> str:
    """The id of a how-to in the binder: `set-the-cut-off` for `how-to/set-the-cut-off.md`."""
    return path.rpartition("/")[2].removesuffix(".md")


def filled(html: str, guide: Guide, pages: Mapping[str, Page], nav: object) -> str:
    """The binder's HTML with the how-tos, taken from their finished pages and not rendered twice.

    The sources are those that the how-tos cite, numbered in the order of the registry.
    """
    found = {path: pages[path].content or "" for path in how_to_pages(nav)}
    ids = set().union(*(cited(content) for content in found.values()))
    sources = [source for id_, source in guide.sources.items() if id_ in ids]
    numbers = {source.id: number for number, source in enumerate(sources, start=1)}
    into = Target(page_path(PAGE), places(guide, nav), numbers)
    parts = [
        f'<section class="tg-sheet-page">{inlined(content, page_path(path), slug(path), into)}</section>'
        for path, content in found.items()
    ]
    html = html.replace(HOW_TOS, "".join(parts))
    return html.replace(SOURCES, render("binder/sources", sources=sources))


def places(guide: Guide, nav: object) -> Mapping[str, str]:
    """Addresses of the site whose content is in the binder, and where."""
    found = {page_path(path): slug(path) for path in how_to_pages(nav)}
    for checklist in guide.checklists:
        page = page_path(PHASE_PAGES[checklist.id])
        found[page] = f"checklist-{checklist.id}"
        found |= {f"{page}#item-{item.id}": f"item-{item.id}" for item in checklist.items}
    found |= {page_path(role_page(role)): f"role-{role.id}" for role in guide.sheet_roles}
    sources = page_path(SOURCES_PAGE)
    found[sources] = "sources"
    found |= {f"{sources}#source-{id_}": f"source-{id_}" for id_ in guide.sources}
    return found
