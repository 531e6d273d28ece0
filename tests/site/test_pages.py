"""Every page of the built site: complete, closed to the outside, and honest about its links."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from macros.page.csp import inline_scripts, script_hash
from template_builder.guide.model import Guide
from template_builder.plan.role_sheet import role_sheet
from tests.support.site import DOCS, ROOT, Page, all_urls, is_outside, own_files, target

pytestmark = pytest.mark.site

PAGES = [f"{url}index.html" for url in all_urls()]
FILES = [*PAGES, "404.html"]
OURS = 10_000
"""Bytes, gzipped, of our own scripts and styles on one page."""


@pytest.fixture(params=FILES)
def file(request: pytest.FixtureRequest, site: Path) -> Path:
    return site / request.param


def test_the_site_holds_exactly_the_pages_of_docs(site: Path) -> None:
    assert sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html")) == sorted(
        FILES
    )


def test_no_page_has_another_one_fetched_ahead(file: Path) -> None:
    """Firefox does so, and says in the console that the policy refused it."""
    assert not re.search(r'<link rel="(next|prev|prefetch|prerender)"', file.read_text("utf-8"))


def test_search_leaves_controls_and_repeated_items_out_and_puts_answers_first(site: Path) -> None:
    """The index takes the end of an inner element of the same name for the end of what is excluded."""
    docs = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    text = {entry["location"]: entry["text"] for entry in docs}
    for words in ("Say it once, and your items", "Print this sheet", "This tool has not started"):
        assert [place for place, said in text.items() if words in said] == []
    assert [place for place in text if place.startswith("roles/") and "#" in place] == []
    boost = {entry["location"]: entry.get("boost", 1) for entry in docs}
    assert boost["reference/faq/"] > boost["before/"] > boost["reference/systems/pclaw/"]


def test_the_search_of_every_page_looks_where_the_index_is(site: Path, file: Path) -> None:
    """Its addresses depend on how deep in the site a page is."""
    found = re.search(
        r'<script id="__config" type="application/json">(.+?)</script>', file.read_text("utf-8")
    )
    assert found
    settings = json.loads(found[1])
    index, _ = target(site, file, f"{settings['base'].rstrip('/')}/search/search_index.json")
    worker, theirs = target(site, file, settings["search"])
    assert index == site / "search" / "search_index.json"
    assert worker == site / "assets" / "page" / "workers" / "search.js"
    assert (site / "assets" / "javascripts" / "workers" / theirs).is_file()


def test_the_site_holds_exactly_our_assets(site: Path) -> None:
    assets = DOCS / "assets"
    ours = {path.relative_to(assets).as_posix() for path in assets.rglob("*") if path.is_file()}
    of_the_theme = {"images", "javascripts", "stylesheets"}
    found = {
        path.relative_to(site / "assets") for path in (site / "assets").rglob("*") if path.is_file()
    }
    served = (path.as_posix() for path in found if path.parts[0] not in of_the_theme)
    assert sorted(re.sub(r"\.[0-9a-f]{8}\.mjs$", ".mjs", path) for path in served) == sorted(
        ours | {"guide/guide.json", "guide/systems.json", "plan/plan.json"}
    )


def test_only_what_starts_the_others_stands_above_the_folders_of_features() -> None:
    assert {path.suffix for path in (DOCS / "assets").iterdir() if path.is_file()} == {
        ".mjs",
        ".png",
        ".svg",
    }
    assert [path.name for path in (DOCS / "assets").glob("*.mjs")] == ["init.mjs"]


def test_every_internal_link_and_anchor_resolves(site: Path, file: Path) -> None:
    page = Page.read(file)
    broken = []
    for href in page.having("href") + page.having("src"):
        if is_outside(href) or href.startswith(("mailto:", "data:")):
            continue
        to, anchor = target(site, file, href)
        if not to.is_file() or (anchor and anchor not in Page.read(to).ids and anchor != "__top"):
            broken.append(href)
    assert broken == []


def test_every_external_link_is_a_registered_source(guide: Guide, file: Path) -> None:
    registered = {source.url for source in guide.sources.values()}
    assert [
        h for h in Page.read(file).having("href", "a") if is_outside(h) and h not in registered
    ] == []


def test_nothing_is_loaded_from_elsewhere(file: Path) -> None:
    page = Page.read(file)
    loaded = page.having("src") + page.having("href", "link") + page.having("srcset")
    assert [address for address in loaded if is_outside(address)] == []


def test_no_style_sheet_or_script_names_another_host(site: Path) -> None:
    for sheet in site.rglob("*.css"):
        css = sheet.read_text(encoding="utf-8")
        assert re.findall(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//[^)\"']+", css) == [], (
            sheet.name
        )
    for script in (DOCS / "assets").rglob("*.mjs"):
        assert "://" not in script.read_text(encoding="utf-8"), script.name


@pytest.mark.parametrize("script", sorted((DOCS / "assets").rglob("*.mjs")), ids=lambda f: f.name)
def test_no_template_stands_inside_a_template(script: Path) -> None:
    """The build takes spare blanks out of scripts and would take the inner template's own for spare ones."""
    assert re.findall(r"\$\{[^}`]*`", script.read_text(encoding="utf-8")) == []


def test_no_inline_style_or_handler(file: Path) -> None:
    page = Page.read(file)
    assert [tag for tag, _ in page.elements if tag == "style"] == []
    found = [
        (tag, name)
        for tag, attrs in page.elements
        for name in attrs
        if name == "style" or name.startswith("on")
    ]
    assert found == []
    assert [href for href in page.having("href") if href.startswith("javascript:")] == []


def test_the_policy_comes_first_and_names_every_inline_script(file: Path) -> None:
    page = Page.read(file)
    tags = [tag for tag, _ in page.elements]
    assert tags[tags.index("head") + 1] == "meta"
    (policy,) = page.meta("Content-Security-Policy")
    assert page.elements[tags.index("head") + 1][1]["content"] == policy
    directives = dict(part.split(" ", 1) for part in policy.split("; "))
    assert directives["default-src"] == "'none'"
    runs_engine = 'data-engine="' in page.html
    assert "unsafe" not in policy.replace("'wasm-unsafe-eval'", "" if runs_engine else "unsafe")
    hashes = {f"'{script_hash(script)}'" for script in inline_scripts(page.html)}
    engine = {"'wasm-unsafe-eval'"} if runs_engine else set()
    assert set(directives["script-src"].split()) == {"'self'", *hashes, *engine}


def test_each_page_has_a_description_of_its_own(site: Path) -> None:
    descriptions = {name: Page.read(site / name).meta("description") for name in FILES}
    assert {name: found for name, found in descriptions.items() if len(found) != 1} == {}
    texts = [found[0] for found in descriptions.values()]
    assert len(set(texts)) == len(texts)
    assert [text for text in texts if not 40 <= len(text) <= 160] == []


def test_ids_are_unique(file: Path) -> None:
    ids = Page.read(file).ids
    assert sorted({id_ for id_ in ids if ids.count(id_) > 1}) == []


def test_one_main_heading(file: Path) -> None:
    assert [tag for tag, _ in Page.read(file).elements].count("h1") == 1


def test_no_invalid_autocomplete(file: Path) -> None:
    boxes = [attrs for tag, attrs in Page.read(file).elements if attrs.get("type") == "checkbox"]
    assert boxes
    assert [attrs for attrs in boxes if "autocomplete" in attrs] == []


def test_every_item_is_a_labelled_checkbox_before_any_script(site: Path, guide: Guide) -> None:
    for checklist in guide.checklists:
        page = Page.read(site / checklist.id / "index.html")
        boxes = {attrs["data-item"]: attrs for _, attrs in page.elements if "data-item" in attrs}
        assert list(boxes) == [item.id for item in checklist.items]
        assert {attrs["type"] for attrs in boxes.values()} == {"checkbox"}
        assert {attrs["id"] for attrs in boxes.values()} <= set(page.having("for", "label"))
        assert {f"item-{id_}" for id_ in boxes} <= set(page.ids)


def test_every_source_is_described(site: Path, guide: Guide) -> None:
    ids = Page.read(site / "reference/sources/index.html").ids
    assert {f"source-{id_}" for id_ in guide.sources} <= set(ids)


def test_every_page_but_home_asks_for_feedback(site: Path) -> None:
    asking = [
        name for name in PAGES if 'data-module="page/feedback"' in (site / name).read_text("utf-8")
    ]
    assert asking == [name for name in PAGES if name != "index.html"]


def test_every_foot_says_whose_guide_it_is(file: Path) -> None:
    html = file.read_text(encoding="utf-8")
    assert "Not affiliated with Clio" in html
    assert "fictional example firm" in html
    declared = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert declared
    assert f"Version {declared[1]} of this guide." in html


def test_decisions_stay_out(site: Path) -> None:
    assert not (site / "decisions").exists()


@pytest.mark.parametrize("phase", ["before", "during", "after"])
def test_our_scripts_and_styles_stay_small(site: Path, phase: str) -> None:
    """A guide page starts the checklist, the banner, the feedback and the copy for offline use; what keeps ticks comes after."""
    modules = re.findall(r'data-module="([\w/-]+)"', (site / phase / "index.html").read_text())
    assert set(modules) == {"guide/checklist", "page/banner", "page/feedback", "page/offline"}
    needed = own_files(site, phase)
    assert {"guide.css", "print.css"} & {file.name for file in needed} == {"guide.css"}
    size = sum(len(gzip.compress(file.read_bytes(), 9)) for file in needed)
    assert size <= OURS


CLASS = re.compile(r"\.(tg-[\w-]+)")


def test_a_page_loads_the_styles_of_everything_on_it(site: Path) -> None:
    """What only some pages need has a sheet of its own, and no page forgets it."""
    everywhere = set(CLASS.findall((site / "assets/page/guide.css").read_text("utf-8")))
    sheets = {
        sheet.relative_to(site).as_posix(): set(CLASS.findall(sheet.read_text("utf-8")))
        - everywhere
        for sheet in (site / "assets").glob("*/*.css")
        if sheet.name != "guide.css"
    }
    missing = []
    for name in FILES:
        page = Page.read(site / name)
        used = {each for classes in page.having("class") for each in classes.split()}
        loaded = {
            href.removeprefix("../" * href.count("../")).lstrip("./")
            for href in page.having("href", "link")
        }
        known = everywhere.union(*(sheets[sheet] for sheet in loaded if sheet in sheets))
        styled_elsewhere = set().union(*sheets.values()) - known
        missing += [(name, each) for each in sorted(used & styled_elsewhere)]
    assert missing == []


def test_every_item_is_on_the_sheet_of_its_role_before_any_script(site: Path, guide: Guide) -> None:
    for role in guide.sheet_roles:
        page = Page.read(site / "roles" / role.id / "index.html")
        boxes = {attrs["data-item"]: attrs for _, attrs in page.elements if "data-item" in attrs}
        assert list(boxes) == [task.item.id for task in role_sheet(guide, role).tasks]
        assert {attrs["type"] for attrs in boxes.values()} == {"checkbox"}
        assert {attrs["id"] for attrs in boxes.values()} <= set(page.having("for", "label"))
        assert {f"item-{id_}" for id_ in boxes} <= set(page.ids)
        needs = {need for id_ in boxes for need in guide.items[id_].needs}
        assert set(page.having("data-need")) == needs


def test_what_an_item_needs_is_in_the_html_of_its_page(site: Path, guide: Guide) -> None:
    for checklist in guide.checklists:
        page = Page.read(site / checklist.id / "index.html")
        needs = [need for item in checklist.items for need in item.needs]
        assert page.having("data-need") == needs


def test_a_real_firm_sees_its_days_on_every_sheet(firm_site: Path, guide: Guide) -> None:
    for role in guide.sheet_roles:
        days = Page.read(firm_site / "roles" / role.id / "index.html").having("datetime", "time")
        assert len(days) > 5
        assert days[:-2] == sorted(days[:-2])  # the last two are in the foot


def test_a_real_firm_sees_its_dates_and_address(firm_site: Path) -> None:
    page = (firm_site / "before" / "index.html").read_text(encoding="utf-8")
    assert '<time datetime="2027-01-14">Thu 14 Jan 2027</time>' in page
    assert "mailto:guide@firm.example?subject=Transition%20guide%3A%20" in page
    assert "fictional" not in page
    assert "data-banner" not in page
    home = (firm_site / "index.html").read_text(encoding="utf-8")
    # Seven business days on from Thursday, over a weekend, a public holiday and a day off: the planned confirmation.
    assert "Wed 27 Jan 2027" in home


def test_the_fictional_firm_shows_no_dates(site: Path) -> None:
    page = Page.read(site / "before" / "index.html")
    assert page.having("datetime", "time") == ["2026-11-22", "2026-11-25"]
