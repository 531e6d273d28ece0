"""The macros against a guide small enough to read: tests/guide/small_specs."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import markdown
import pytest

from macros.guide import checklists, reference, roles, sources
from macros.page.parts import PageParts, mailto
from macros.plan import timeline
from macros.rendering import Links, inline, markdown_heading, page_path
from template_builder.common.errors import KitError
from template_builder.firm.firm import Announcement, Firm, Person
from template_builder.firm.firm_file import parse_firm
from template_builder.guide.loading import load_guide
from template_builder.guide.model import Guide
from template_builder.plan.dates import Plan

DOCS = Path(__file__).parents[2] / "docs"
SMALL = Path(__file__).parents[1] / "guide" / "small_specs"
PLAN = Plan(export_day=dt.date(2027, 1, 14), export_time=dt.time(13), cut_off=dt.time(12))


FIRM = """
[firm]
name = "A & B"
region = "US"
date_order = "MDY"
"""


def firm(**changes: Any) -> Firm:
    """A firm that has told only what it must, with changes."""
    told = parse_firm(FIRM, "firm.toml", load_guide(SMALL))
    return dataclasses.replace(told, **changes)


@pytest.fixture(scope="module")
def small() -> Guide:
    return load_guide(SMALL)


@pytest.fixture
def link() -> Links:
    return Links.of_page("before/", DOCS)


# Retired ids


def test_a_page_carries_over_the_ticks_of_retired_ids(small):
    html = PageParts(small, firm(), DOCS).retired()
    given = re.search(r'data-retired="([^"]*)"', html)
    assert given
    assert json.loads(unescape(given[1])) == {
        "retired": {"choose-a-day": "choose"},
        "places": {"choose": "before:v3"},
    }


def test_a_page_carries_nothing_while_no_id_is_retired(small):
    fresh = dataclasses.replace(small, retired=())
    assert PageParts(fresh, firm(), DOCS).retired() == ""


# Text, dates, headings


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


def text_of(html: str) -> str:
    """What a reader sees of some HTML."""
    seen: list[str] = []
    parser = HTMLParser()
    parser.handle_data = seen.append  # type: ignore[method-assign]
    parser.feed(html)
    parser.close()
    return "".join(seen)


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


# Sources


def test_one_mark_names_publisher_generation_and_title(small: Guide, link: Links) -> None:
    html = sources.marks(small, link, "old-page")
    assert text_of(html) == "Clio, older: An <old> page"
    assert 'href="../reference/sources/#source-old-page"' in html
    assert "\n" not in html


def test_marks_of_one_kind_are_numbered(small: Guide, link: Links) -> None:
    html = sources.marks(small, link, "old-page", "ours", "older-page")
    assert text_of(html) == (
        "Clio, older 1: An <old> page 2: An older page this guide: This guide's own advice"
    )


def test_an_unknown_source_stops_the_build_with_a_hint(small: Guide, link: Links) -> None:
    with pytest.raises(
        KitError, match=r"'old-pages' is not in sources\.toml; did you mean 'old-page'"
    ):
        sources.marks(small, link, "old-pages")


def test_no_source_at_all_stops_the_build(small: Guide, link: Links) -> None:
    with pytest.raises(KitError, match="at least one"):
        sources.marks(small, link)


def test_the_table_of_sources_says_what_was_read_in_part(small: Guide, link: Links) -> None:
    html = sources.table(small, link)
    assert '<tr role="row" id="source-old-page">' in html
    assert (
        "<strong>Read in part:</strong> stops in the middle. Keep <code>backticks</code> apart."
        in (re.sub(r"\s+", " ", html))
    )
    assert 'href="https://old.example/page" rel="noreferrer"' in html


# Checklists


def test_a_checklist_is_headings_and_raw_lines(small: Guide, link: Links) -> None:
    """Raw HTML without line breaks, one block a paragraph: Markdown leaves it alone."""
    text = checklists.checklist(small, firm(), link, "before")
    tools, heading, section, foot = text.split("\n\n")
    assert heading == r"### First \*steps\* &amp; more {#first-steps}"
    for block in (tools, section, foot):
        assert block.startswith("<")
        assert "\n" not in block
    html = markdown.markdown(text, extensions=["attr_list", "toc", "md_in_html"])
    assert section in html


def test_an_item_carries_everything_the_spec_says(small: Guide, link: Links) -> None:
    html = checklists.checklist(small, firm(), link, "before")
    first, second = re.findall(r'<li class="tg-item".*?</details> </li>', html)
    assert '<input type="checkbox" id="tick-choose" data-item="choose">' in first
    assert '<label for="tick-choose">Choose <code>Settings</code> &amp; &lt;go&gt;</label>' in first
    assert "2 business days before the cut-off" in first
    assert "Point of no return" not in first
    assert 'id="item-stop" data-role="it" data-no-return' in second
    assert "Point of no return.</strong> What is entered after this is lost." in second
    assert 'href="../how-to/set-the-cut-off/#steps">Set the cut-off</a>' in second
    assert "(Clio, older)" in second
    assert "(A court, official)" in second


def test_what_an_item_needs_is_a_link_across_pages(small: Guide) -> None:
    link = Links.of_page("during/", DOCS)
    html = checklists.checklist(small, firm(), link, "during")
    assert '<a href="../before/#item-stop" data-need="stop">Stop the old system</a>' in html


def test_dates_stand_beside_the_words_once_there_is_a_plan(small: Guide, link: Links) -> None:
    planned = checklists.checklist(small, firm(plan=PLAN), link, "before")
    assert '<time datetime="2027-01-12">Tue 12 Jan 2027</time>' in planned
    assert "<time" not in checklists.checklist(small, firm(), link, "before")
    assert "<time" not in checklists.checklist(
        small, firm(plan=PLAN, fictional=True), link, "before"
    )


def test_only_roles_with_items_can_be_filtered(small: Guide, link: Links) -> None:
    html = checklists.checklist(small, firm(), link, "before")
    assert re.findall(r'<option value="(\w*)"', html) == ["", "coordinator", "it"]


def test_progress_knows_every_id(small: Guide) -> None:
    html = checklists.overall_progress(small, Links.of_page("", DOCS))
    assert 'data-checklist="before" data-version="3" data-items="choose stop"' in html
    assert "4 items" in html


def test_each_role_starts_at_its_first_section(small: Guide) -> None:
    html = roles.start_by_role(small, Links.of_page("", DOCS))
    assert '<a href="./before/?role=it#first-steps">Before the export</a>: 1 item<' in html
    # Items of everyone concern each role.
    assert html.count("During processing</a>: 1 item<") == len(small.sheet_roles)
    assert '<a href="./after/?role=it' not in html


# Role sheets


@pytest.mark.parametrize(
    ("needs", "waiting", "expected"),
    [
        (0, "", ""),
        (1, "", "Needs 1 item first"),
        (2, "billing", "Needs 2 items first; billing waits"),
        (0, "billing it", "Billing and IT wait"),
        (0, "it", "IT waits"),
        (
            3,
            "coordinator timekeeper it",
            "Needs 3 items first; coordinator, timekeeper and IT wait",
        ),
    ],
)
def test_what_stands_folded_on_a_sheet(
    small: Guide, needs: int, waiting: str, expected: str
) -> None:
    assert roles.summary(needs, [small.roles[name] for name in waiting.split()]) == expected


def test_a_sheet_is_one_raw_line_with_every_item_of_the_role(small: Guide) -> None:
    link = Links.of_page("roles/it/", DOCS)
    html = roles.role_sheet(small, firm(), link, "it")
    assert "\n" not in html
    assert re.findall(r'type="checkbox" id="tick-([\w-]+)" data-item="\1"', html) == [
        "stop",
        "record",
    ]
    assert "Point of no return.</strong> What is entered after this is lost." in html
    assert (
        '<h2><span class="tg-day-words">On the day of the export session</span> <time data-day hidden></time></h2>'
        in html
    )
    assert (
        '<h2><span class="tg-day-words">1 calendar day after the cut-off</span> <time data-day hidden></time></h2>'
        in html
    )
    # A need of another role leads to its phase, one of this sheet stays on it.
    assert '<a href="../../before/#item-choose" data-need="choose">' in html
    assert '<a href="#item-stop" data-need="stop">Stop the old system</a>' in html
    assert "(Coordinator)" in html
    assert '<dt>Everyone waits</dt><dd><a href="#item-record">Record time</a></dd>' in html


def test_a_sheet_shows_days_and_names_once_the_firm_gives_them(small: Guide) -> None:
    link = Links.of_page("roles/it/", DOCS)
    casey = Person(id="casey-specimen", name="Casey Specimen", roles=(small.roles["it"],))
    html = roles.role_sheet(small, firm(plan=PLAN, people=(casey,)), link, "it")
    assert '<h2><time datetime="2027-01-14">Thu 14 Jan 2027</time></h2>' in html
    assert "Due 1 calendar day after the cut-off" in html
    assert "In A &amp; B: Casey Specimen." in html
    assert "Casey" not in roles.role_sheet(small, firm(people=(casey,), fictional=True), link, "it")


@pytest.mark.parametrize("name", ["everyone", "tmiekeeper"])
def test_a_role_without_a_sheet_stops_the_build(small: Guide, link: Links, name: str) -> None:
    with pytest.raises(KitError, match=f"role '{name}' has no sheet"):
        roles.role_sheet(small, firm(), link, name)


# The timeline


def test_the_drawing_has_a_name_and_the_same_in_words() -> None:
    html = timeline.timeline(firm(), Links.of_page("", DOCS))
    assert 'role="img" aria-labelledby="timeline-title timeline-desc"' in html
    assert html.count("<li>") == 7
    assert "style=" not in html


def test_the_drawing_shows_dates_once_there_is_a_plan() -> None:
    html = timeline.timeline(firm(plan=PLAN), Links.of_page("", DOCS))
    for date in ("Thu 14 Jan 2027", "Mon 25 Jan 2027", "Thu 28 Jan 2027", "Thu 4 Feb 2027"):
        assert html.count(date) == 3, date  # on the drawing, in its description, in words


def test_milestones_stand_in_order_and_inside_the_drawing() -> None:
    places = [timeline.at(d) for d in (0, 7, 10, timeline.SIGNED_OFF)]
    assert places == sorted(places)
    assert places[0] == timeline.DAY_ZERO
    assert places[-1] == timeline.RIGHT


# Reference


def test_the_matrix_keeps_the_generations_apart(small: Guide, link: Links) -> None:
    html = reference.migrates(small, link)
    assert re.findall(r'data-answer="([\w ]+)"', html) == ["yes", "not stated", "partly"]


def test_a_disagreement_shows_both_sides_and_what_to_do(small: Guide, link: Links) -> None:
    box = reference.disagreement(small, link, "when-to-stop")
    text = text_of(box)
    for part in ("When to stop?", "Early.", "Late.", "Stop early."):
        assert part in text
    assert 'href="../reference/disagreements/#when-to-stop"' in box
    assert "## When to stop? {#when-to-stop}" in reference.disagreements(small, link)


def test_an_unknown_disagreement_stops_the_build(small: Guide, link: Links) -> None:
    with pytest.raises(KitError, match="did you mean 'when-to-stop'"):
        reference.disagreement(small, link, "when-to-stopp")


def test_reports_retention_and_systems_name_what_is_missing(small: Guide, link: Links) -> None:
    assert ">none<" in reference.reports(small, link)
    assert ">not stated<" in reference.retention(small, link)
    systems = reference.systems(small, link)
    assert "### OldSoft {#oldsoft}" in systems
    assert ">not found<" in systems
    assert "Today only" in systems


def test_no_macro_leaves_a_blank_line_inside_its_html(small: Guide, link: Links) -> None:
    """A blank line would end the raw block, and Markdown would tear the rest apart."""
    for html in (
        sources.table(small, link),
        reference.migrates(small, link),
        reference.reports(small, link),
        reference.retention(small, link),
        timeline.timeline(firm(), link),
        checklists.overall_progress(small, link),
    ):
        assert "\n" not in html


# Around the page


def test_the_announcement_is_shown_with_its_sources(small: Guide) -> None:
    told = Announcement(id="news", title="News & more", facts=("A `fact`.",), sources=("rule",))
    html = PageParts(small, firm(announcement=told), DOCS).banner("..")
    assert 'data-banner="news"' in html
    assert "News &amp; more" in html
    assert "<code>fact</code>" in html
    assert 'href="../reference/sources/#source-rule"' in html
    assert PageParts(small, firm(), DOCS).banner("..") == ""


def test_feedback_is_a_link_with_an_address_and_a_text_without(small: Guide) -> None:
    with_address = PageParts(small, firm(feedback_email="a@b.example"), DOCS).feedback(".", "A & B")
    assert 'href="mailto:a@b.example?subject=Transition%20guide%3A%20A%20%26%20B"' in with_address
    assert "<textarea" not in with_address
    without = PageParts(small, firm(), DOCS).feedback(".", "X")
    assert "<textarea" in without
    assert "mailto" not in without


def test_an_address_cannot_add_to_the_message() -> None:
    assert mailto("a?bcc=x@b.example", "X").startswith("mailto:a%3Fbcc%3Dx@b.example?subject=")


def test_the_foot_names_a_fictional_firm_only(small: Guide) -> None:
    assert "fictional" not in PageParts(small, firm(), DOCS).foot(".", offline=False)
    fictional = PageParts(small, firm(fictional=True), DOCS)
    assert "fictional example firm, A &amp; B" in fictional.foot(".", offline=False)


def test_the_foot_has_the_site_kept_where_it_is_to_be(small: Guide) -> None:
    parts = PageParts(small, firm(), DOCS)
    assert 'data-module="page/offline"' in parts.foot("..", offline=True)
    assert 'data-module="page/offline"' not in parts.foot("..", offline=False)
