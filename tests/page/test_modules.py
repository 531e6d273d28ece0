"""The addresses of scripts, and which of them a page names in its head."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.page.modules import ModuleProblem, Modules, with_modules
from tests.support.kit import ROOT
from tests.support.site import Page, all_urls, modules

SOURCES = {
    "init": "await import(address);",
    "guide/list": 'import{a}from"../base/a.mjs";import("./late.mjs");new URL("./worker.mjs",import.meta.url);',
    "guide/late": 'import{b}from"../base/b.mjs";',
    "guide/worker": "",
    "base/a": 'import{b}from"./b.mjs";',
    "base/b": "export const b=1;",
}
PAGE = '<head></head><div data-module="guide/list"></div><script src="{root}assets/init.mjs" type="module"></script>'


def test_every_kind_of_address_carries_the_hash_of_what_it_leads_to() -> None:
    made = Modules(SOURCES)
    for way, name in (
        ("../base/a", "base/a"),
        ("./late", "guide/late"),
        ("./worker", "guide/worker"),
    ):
        hashed = made.address(name).removeprefix(name)
        assert re.fullmatch(r"\.[0-9a-f]{8}\.mjs", hashed)
        assert f'"{way}{hashed}"' in made.contents["guide/list"]


def test_a_change_gives_new_addresses_to_what_imports_it_and_to_nothing_else() -> None:
    before, after = Modules(SOURCES), Modules({**SOURCES, "base/b": "export const b=2;"})
    changed = {name for name in SOURCES if before.address(name) != after.address(name)}
    assert changed == {"base/b", "base/a", "guide/late", "guide/list"}


def test_a_page_starts_with_what_is_imported_statically() -> None:
    assert Modules(SOURCES).start("init", "guide/list") == (
        "init",
        "guide/list",
        "base/a",
        "base/b",
    )


@pytest.mark.parametrize("root", ["", "../../", "/intranet/move/"])
def test_the_head_names_what_the_page_starts_with(root: str) -> None:
    made = Modules(SOURCES)
    html = with_modules(PAGE.format(root=root), made)
    assert modules(html) == ["init", "guide/list", "base/a", "base/b"]
    hrefs = Page(html).having("href", "link")
    assert hrefs == [f"{root}assets/{made.address(name)}" for name in modules(html)]
    assert Page(html).having("src") == [hrefs[0]]


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        ({"a": 'import"./b.mjs"'}, "assets/a.mjs names ./b.mjs, which is not there"),
        ({"a": 'import"./b.mjs"', "b": 'import("./a.mjs")'}, "in a circle: a > b > a"),
    ],
)
def test_what_cannot_be_loaded_stops_the_build(sources: dict[str, str], message: str) -> None:
    with pytest.raises(ModuleProblem, match=re.escape(message)):
        Modules(sources)


def test_a_page_that_starts_what_is_not_there_stops_the_build() -> None:
    with pytest.raises(ModuleProblem, match=r"there is no script assets/guide/none\.mjs"):
        with_modules(PAGE.format(root="").replace("guide/list", "guide/none"), Modules(SOURCES))


@pytest.mark.site
def test_no_address_of_a_script_is_without_its_hash(site: Path) -> None:
    for script in (site / "assets").rglob("*.mjs"):
        named = re.findall(r'"\.\.?/[\w./-]+\.mjs"', script.read_text(encoding="utf-8"))
        assert [way for way in named if not re.search(r"\.[0-9a-f]{8}\.mjs", way)] == [], script


@pytest.mark.site
def test_every_module_of_a_page_is_named_in_its_head(site: Path) -> None:
    for url in all_urls():
        page = Page.read(site / url / "index.html")
        assert {"init", *page.having("data-module")} <= set(modules(page.html)), url


def test_no_template_is_inside_another() -> None:
    """What makes the scripts smaller would take blanks out of the inner one's text."""
    nested = re.compile(r"\$\{[^}`]*`")
    scripts = (ROOT / "docs" / "assets").rglob("*.mjs")
    assert [s.name for s in scripts if nested.search(s.read_text(encoding="utf-8"))] == []
