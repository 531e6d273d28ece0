"""The page for paper: everything once, made from the same model and the same pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from macros.page.parts import VERSION
from template_builder.guide.model import Guide
from template_builder.plan.role_sheet import role_sheet
from tests.support.site import DOCS, Page

pytestmark = pytest.mark.site

HOW_TOS = sorted(path.stem for path in (DOCS / "how-to").glob("*.md") if path.name != "index.md")


def html_of(site: Path) -> str:
    return (site / "print" / "index.html").read_text(encoding="utf-8")


def part(html: str, start: str, end: str) -> str:
    """What stands between two ids."""
    return html[html.index(f'id="{start}"') : html.index(f'id="{end}"')]


def test_every_item_stands_once_in_the_checklist_of_its_phase(site: Path, guide: Guide) -> None:
    html = part(html_of(site), "checklists", "how-tos")
    assert re.findall(r'<tr id="item-([\w/-]+)">', html) == list(guide.items)
    assert html.count('class="tg-box"') == len(guide.items)
    assert html.count("Point of no return.") == sum(
        bool(item.no_return) for item in guide.items.values()
    )


def test_every_role_has_its_items_in_date_order(site: Path, guide: Guide) -> None:
    html = part(html_of(site), "role-sheets", "checklists")
    sheets = re.split(r'<h3 id="role-', html)[1:]
    for role, sheet in zip(guide.sheet_roles, sheets, strict=True):
        assert sheet.startswith(role.id)
        expected = [task.item.id for task in role_sheet(guide, role).tasks]
        assert re.findall(r'href="#item-([\w/-]+)"', sheet) == expected


def test_every_how_to_is_there_with_all_its_words(site: Path) -> None:
    html = part(html_of(site), "how-tos", "sources")
    assert sorted(re.findall(r'<h3 id="([\w/-]+)"', html)) == HOW_TOS
    for name in HOW_TOS:
        page = (site / "how-to" / name / "index.html").read_text(encoding="utf-8")
        article = re.search(r"<article.*?(?=<section class=\"tg-feedback\")", page, re.DOTALL)
        assert article
        missing = words(article[0]) - words(html)
        assert missing == set(), name


def words(html: str) -> set[str]:
    """The words a reader sees, without those of the marks and notes, which differ on purpose."""
    for gone in (
        r'<section class="tg-notes".*?</section>',
        r'<button [^>]*class="tg-mark".*?</button>',
        r'<span class="tg-mark".*?</span>',
        r'<a class="headerlink".*?</a>',
    ):
        html = re.sub(gone, " ", html, flags=re.DOTALL)
    return set(re.sub(r"<[^>]*>", " ", html).split())


def test_every_number_in_brackets_is_that_of_its_source(site: Path, guide: Guide) -> None:
    html = html_of(site)
    listed = re.findall(r'<li id="source-([\w/-]+)">', html)
    cited = re.findall(r'<a href="#source-([\w/-]+)">(\d+)</a>', html)
    assert cited
    assert {(id_, listed[int(number) - 1]) for id_, number in cited} == {(i, i) for i in listed}
    assert listed == [id_ for id_ in guide.sources if id_ in set(listed)]
    assert "popover" not in part(html, "how-tos", "sources")


def test_the_binder_is_not_searched(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    places = [entry["location"] for entry in index["docs"]]
    assert "before/" in places
    assert [place for place in places if place.startswith("print/")] == []


def test_it_needs_no_script(site: Path) -> None:
    html = html_of(site)
    article = html[html.index("<article") : html.index('<section class="tg-feedback"')]
    assert "data-script" not in article
    assert re.findall(r'data-module="([\w/-]+)"', article) == []


def test_the_cover_of_a_firm_without_a_plan_has_lines_to_write_on(site: Path) -> None:
    cover = part(html_of(site), "your-move-to-clio-manage-the-binder", "contents")
    for label in ("Firm", "Coordinator", "Export session"):
        assert f'<dt>{label}</dt><dd><span class="tg-blank">' in cover
    assert f"<dt>Version</dt><dd>{VERSION}</dd>" in cover
    assert "Example &amp; Sample" not in cover
    timeline = part(html_of(site), "timeline", "role-sheets")
    assert timeline.count("<td></td>") == timeline.count('<th scope="row"') == 10


def test_a_firm_sees_its_name_its_dates_and_when_the_binder_was_made(firm_site: Path) -> None:
    html = html_of(firm_site)
    cover = part(html, "your-move-to-clio-manage-the-binder", "contents")
    assert "<dt>Firm</dt><dd>Invented &amp; Partners</dd>" in cover
    assert "<dt>Export session</dt><dd>Thu 14 Jan 2027</dd>" in cover
    assert f"{VERSION}, made on Wed 18 Nov 2026" in cover
    assert '<time datetime="2027-01-14">Thu 14 Jan 2027</time> at ' in part(
        html, "timeline", "role-sheets"
    )
    for start, end in (("role-sheets", "checklists"), ("checklists", "how-tos")):
        assert '<time datetime="2027-01-14">Thu 14 Jan 2027</time>' in part(html, start, end)


def test_links_that_could_stay_within_the_binder_do(site: Path) -> None:
    page = Page.read(site / "print" / "index.html")
    article = page.html[page.html.index("<article") : page.html.index('class="tg-feedback"')]
    leaving = {href.partition("#")[0] for href in re.findall(r'href="(\.\.[^"]*)"', article)}
    assert leaving
    inside = {f"../how-to/{name}/" for name in HOW_TOS} | {"../reference/sources/#"}
    assert leaving & inside == set()
