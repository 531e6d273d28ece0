"""Text, headings and links as every macro writes them."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import markdown
import pytest
from jinja2 import DictLoader, Environment

from macros import rendering
from macros.guide import checklists, reference, sources
from macros.page.expanded import keep_compiled
from macros.plan import timeline
from macros.rendering import Links, compiled_in, inline, markdown_heading, page_path
from template_builder.guide.model import Guide
from tests.support.site import DOCS
from tests.support.small_guide import firm, text_of


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain", "plain"),
        ("open `Settings`", "open <code>Settings</code>"),
        ("`a` & `<b>`", "<code>a</code> &amp; <code>&lt;b&gt;</code>"),
        ('<script>"x"', "&lt;script&gt;&#34;x&#34;"),
        ("", ""),
    ],
)
def test_inline(text: str, html: str) -> None:
    assert inline(text) == html


def test_inline_refuses_a_backtick_left_open() -> None:
    with pytest.raises(ValueError, match="left open in: a `b"):
        inline("a `b")


@pytest.mark.parametrize(
    "title", ["Plain", "First *steps* & more", "a_b_c", "x < y", "[not a link](x)", "{#id}", "# 1"]
)
def test_a_heading_shows_its_title_as_written(title: str) -> None:
    html = markdown.markdown(markdown_heading(3, title, "here"), extensions=["attr_list", "toc"])
    found = re.fullmatch(r'<h3 id="here">(.*)</h3>', html)
    assert found, html
    assert text_of(found[1]) == title


# Links


@pytest.mark.parametrize(
    ("page", "target", "href"),
    [
        ("before/", "how-to/set-the-cut-off.md", "../how-to/set-the-cut-off/"),
        ("before/", "how-to/set-the-cut-off.md#steps", "../how-to/set-the-cut-off/#steps"),
        ("before/", "during.md#item-x", "../during/#item-x"),
        ("before/", "index.md", "../"),
        ("how-to/set-the-cut-off/", "how-to/index.md", "../../how-to/"),
        ("how-to/set-the-cut-off/", "reference/sources.md", "../../reference/sources/"),
        ("how-to/", "before.md", "../before/"),
        ("", "before.md", "./before/"),
        ("", "downloads/x.xlsx", "./downloads/x.xlsx"),
        ("how-to/set-the-cut-off/", "downloads/x.xlsx", "../../downloads/x.xlsx"),
    ],
)
def test_links_fit_the_page_being_rendered(page: str, target: str, href: str) -> None:
    assert Links.of_page(page, DOCS)(target) == href


@pytest.mark.parametrize(
    ("base", "href"), [("/", "/before/"), ("..", "../before/"), (".", "./before/")]
)
def test_links_of_the_theme_start_from_the_way_to_the_root(base: str, href: str) -> None:
    assert Links(base, DOCS)("before.md") == href


def test_a_link_to_no_page_stops_the_build(link: Links) -> None:
    with pytest.raises(ValueError, match=r"how-to/nothing\.md: there is no such page in docs/"):
        link("how-to/nothing.md#x")


def test_a_page_is_called_by_its_title(link: Links) -> None:
    assert link.title("how-to/set-the-cut-off.md#steps") == "Set the cut-off"


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("before.md", "before/"),
        ("index.md", ""),
        ("how-to/index.md", "how-to/"),
        ("a/b.md", "a/b/"),
    ],
)
def test_page_path(path: str, url: str) -> None:
    assert page_path(path) == url


def test_no_macro_leaves_a_blank_line_inside_its_html(small: Guide, link: Links) -> None:
    """A blank line would end the raw block, and Markdown would tear the rest apart."""
    for html in (
        sources.table(small, link),
        reference.migrates(small, link),
        reference.reports(small, firm(), link),
        reference.retention(small, link),
        timeline.timeline(firm(), link),
        checklists.overall_progress(small, link),
    ):
        assert "\n" not in html


def test_what_was_compiled_is_kept_and_a_changed_template_is_compiled_anew(tmp_path: Path) -> None:
    folder = tmp_path / "kept" / "templates"

    def shown(source: str) -> str:
        kept = compiled_in(folder, "own-%s")
        assert kept is not None
        loader = DictLoader({"page": source})
        return Environment(loader=loader, bytecode_cache=kept).get_template("page").render()

    assert shown("one") == "one"
    (file,) = folder.iterdir()
    data = file.read_bytes()
    assert shown("one") == "one"
    assert file.read_bytes() == data
    assert shown("two") == "two"


def test_a_page_is_compiled_once_for_each_text(tmp_path: Path) -> None:
    def shown(source: str) -> str:
        plugin: Any = SimpleNamespace(env=Environment())
        plugin.page = SimpleNamespace(file=SimpleNamespace(src_uri="a/page.md"))
        keep_compiled(plugin, tmp_path)
        return str(plugin.env.from_string(source).render(x=1))

    assert shown("{{ x }}") == "1"
    (file,) = tmp_path.iterdir()
    when = file.stat().st_ino, file.stat().st_mtime_ns
    assert shown("{{ x }}") == "1"
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == when
    assert shown("{{ x + 1 }}") == "2"
    assert [*tmp_path.iterdir()] == [file]


def test_what_an_older_module_compiled_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering._ENVIRONMENT, "bytecode_cache", None)
    for name in ("ours-01234567-a", "theme-a", "page-a"):
        (tmp_path / name).touch()
    rendering.keep_compiled(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {"theme-a", "page-a"}


def test_without_a_place_to_write_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert compiled_in(tmp_path / "file" / "templates", "own-%s") is None
