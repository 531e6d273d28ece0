"""What the macros write of checklists, role sheets and sources, from a guide small enough to read."""

from __future__ import annotations

import json
import re
from html import unescape

import markdown
import pytest

from macros.guide import checklists, roles, sources
from macros.rendering import Links
from macros.workbooks import downloads
from template_builder.common.errors import KitError
from template_builder.firm.firm import Person
from template_builder.guide.model import Guide
from template_builder.plan.dates import Plan
from template_builder.workbooks.kit import Download
from tests.support.kit import guide as shipped
from tests.support.site import DOCS
from tests.support.small_guide import PLAN, firm, text_of

FILES = (Download("list.xlsx", b"x" * 1500, "A list", "To fill in."),)

# Sources


def test_an_unknown_source_stops_the_build_with_a_hint(small: Guide, link: Links) -> None:
    with pytest.raises(
        KitError, match=r"'old-pages' is not in sources\.toml; did you mean 'old-page'"
    ):
        sources.cited(small, link, "old-pages")


def test_no_source_at_all_stops_the_build(small: Guide, link: Links) -> None:
    with pytest.raises(KitError, match="at least one"):
        sources.cited(small, link)


def test_the_table_of_sources_says_what_was_read_in_part(small: Guide, link: Links) -> None:
    html = sources.table(small, link)
    assert '<tr id="source-old-page">' in html
    assert (
        "<strong>Read in part:</strong> stops in the middle. Keep <code>backticks</code> apart."
        in (re.sub(r"\s+", " ", html))
    )
    assert 'href="https://old.example/page" rel="noreferrer"' in html


# Downloads


def test_a_workbook_with_a_name_comes_first_and_under_that_name(link: Links) -> None:
    mine = Download("time-alex.xlsx", b"x", "Alex", "Made out to Alex.", "Alex Example")
    dates = Download("plan.ics", b"x", "Calendar", "Dates.")
    html = downloads.downloads_list((*FILES, mine, dates), False, link)
    links = re.findall(r'href="../downloads/(\S+)" download>([^<]+)</a>', html)
    assert links == [
        ("time-alex.xlsx", "Alex Example"),
        ("list.xlsx", "list.xlsx"),
        ("plan.ics", "plan.ics"),
    ]
    assert "fictional" not in html
    assert "Your workbook" not in downloads.downloads_list(FILES, True, link)


def test_hashes_are_in_a_fold(link: Links) -> None:
    html = downloads.downloads_hashes(FILES, link)
    assert FILES[0].sha256 in html[html.index("<details") : html.index("</details>")]
    assert FILES[0].sha256 not in downloads.downloads_list(FILES, False, link)


# Checklists


def test_a_checklist_is_headings_and_raw_lines(small: Guide, link: Links) -> None:
    """Raw HTML without line breaks, one block a paragraph: Markdown leaves it alone."""
    text = checklists.checklist(small, firm(), FILES, link, "before")
    tools, heading, section = text.split("\n\n")
    assert heading == r"### First \*steps\* &amp; more {#first-steps}"
    for block in (tools, section):
        assert block.startswith("<")
        assert "\n" not in block
    html = markdown.markdown(text, extensions=["attr_list", "toc", "md_in_html"])
    assert section in html


def test_an_item_carries_everything_the_spec_says(small: Guide, link: Links) -> None:
    html = checklists.checklist(small, firm(), FILES, link, "before")
    first, second = re.findall(r'<li class="tg-item".*?</details> </li>', html)
    assert '<input type="checkbox" id="tick-choose" data-item="choose">' in first
    assert '<label for="tick-choose">Choose <code>Settings</code> &amp; &lt;go&gt;</label>' in first
    assert "2 business days before the cut-off" in first
    assert "Point of no return" not in first
    assert "download" not in first
    assert 'href="../downloads/list.xlsx" download>list.xlsx</a>' in second
    assert 'id="item-stop" data-role="it" data-no-return' in second
    assert "Point of no return.</strong> What is entered after this is lost." in second
    assert 'href="../how-to/set-the-cut-off/#steps">Set the cut-off</a>' in second
    assert (
        "<p>Later entries do not come over."
        ' <span data-cites="old-page rule" data-not-found=""></span></p>'
    ) in second


def test_an_item_with_a_file_that_the_kit_does_not_have_stops_the_build(
    small: Guide, link: Links
) -> None:
    with pytest.raises(KitError, match=r"download 'list.xlsx' is not in the kit"):
        checklists.checklist(small, firm(), (), link, "before")


def test_what_an_item_needs_is_a_link_across_pages(small: Guide) -> None:
    link = Links.of_page("during/", DOCS)
    html = checklists.checklist(small, firm(), FILES, link, "during")
    assert '<a href="../before/#item-stop" data-need="stop">old system stopped</a>' in html


def test_dates_stand_beside_the_words_once_there_is_a_plan(small: Guide, link: Links) -> None:
    planned = checklists.checklist(small, firm(plan=PLAN), FILES, link, "before")
    assert '<time datetime="2027-01-12">Tue 12 Jan 2027</time>' in planned
    assert "<time" not in checklists.checklist(small, firm(), FILES, link, "before")
    assert "<time" not in checklists.checklist(
        small, firm(plan=PLAN, fictional=True), FILES, link, "before"
    )


def test_only_roles_with_items_can_be_filtered(small: Guide, link: Links) -> None:
    html = checklists.checklist(small, firm(), FILES, link, "before")
    assert re.findall(r'<option value="(\w*)"', html) == ["", "coordinator", "it"]


def test_progress_knows_every_id(small: Guide) -> None:
    html = checklists.overall_progress(small, Links.of_page("", DOCS))
    assert 'data-checklist="before" data-version="3" data-items="choose stop"' in html
    assert "4 items" in html


def test_each_role_starts_at_its_first_section(small: Guide) -> None:
    html = roles.start_by_role(small, Links.of_page("", DOCS))
    assert '<a href="./before/?role=it#first-steps">Before the export</a>' in html
    # Items of everyone concern each role.
    assert text_of(html).count("During processing: 1 item ") == len(small.sheet_roles)
    assert '<a href="./after/?role=it' not in html


# Who reads


def test_the_people_whose_names_the_site_publishes_are_offered(small: Guide, link: Links) -> None:
    roles_of = {id_: small.roles[id_] for id_ in ("coordinator", "it")}
    people = (Person(id="a", name='A "B" <C>', roles=tuple(roles_of.values())),)
    files = (*FILES, Download("transition-plan-it.ics", b"", "Calendar", ""))
    html = roles.you(small, firm(people=people), files, link)
    given = re.search(r'data-people="([^"]*)"', html)
    assert given is not None
    assert json.loads(unescape(given[1])) == [{"name": 'A "B" <C>', "roles": ["coordinator", "it"]}]
    options = dict(re.findall(r'<option value="(\w+)"(.*?)>', html))
    assert (
        'data-sheet="../roles/it/" data-calendar="../downloads/transition-plan-it.ics"'
        in (options["it"])
    )
    assert "data-calendar" not in options["coordinator"]
    fictional = firm(people=people, fictional=True)
    assert 'data-people="[]"' in roles.you(small, fictional, files, link)


# Role sheets


@pytest.mark.parametrize(
    ("plan", "until"), [(None, "the end of the review"), (PLAN, "Thu 28 Jan 2027")]
)
def test_a_sheet_begins_with_what_is_to_be_done_daily(
    plan: Plan | None, until: str, link: Links
) -> None:
    html = roles.role_sheet(shipped(), firm(plan=plan), link, "timekeeper")
    _, first, *others = html.split('<div class="tg-day">')
    assert "<h2>Every business day</h2>" in first
    assert 'data-item="record-time-daily"' in first
    assert f'Until <span data-until="record-time-daily">{until}</span>' in first
    assert 'data-item="record-time-daily"' not in " ".join(others)
    it = roles.role_sheet(shipped(), firm(plan=plan), link, "it")
    assert "Every business day" not in it


@pytest.mark.parametrize(
    ("needs", "waiting", "expected"),
    [
        (0, "", ""),
        (1, "", "Usually after 1 item"),
        (2, "billing", "Usually after 2 items; billing waits"),
        (0, "billing it", "Billing and IT wait"),
        (0, "it", "IT waits"),
        (
            3,
            "coordinator timekeeper it",
            "Usually after 3 items; coordinator, timekeeper and IT wait",
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
        '<h2><span class="tg-day-words">On the day of the export session</span> <span data-day hidden></span></h2>'
        in html
    )
    assert (
        '<h2><span class="tg-day-words">1 calendar day after the cut-off</span> <span data-day hidden></span></h2>'
        in html
    )
    # A need of another role leads to its phase, one of this sheet stays on it.
    assert '<a href="../../before/#item-choose" data-need="choose">' in html
    assert '<a href="#item-stop" data-need="stop">old system stopped</a>' in html
    assert "(Coordinator)" in html
    assert '<dt>Everyone waits</dt><dd><a href="#item-record">Record time</a></dd>' in html


def test_a_sheet_shows_days_and_names_once_the_firm_gives_them(small: Guide) -> None:
    link = Links.of_page("roles/it/", DOCS)
    casey = Person(id="casey-specimen", name="Casey Specimen", roles=(small.roles["it"],))
    html = roles.role_sheet(small, firm(plan=PLAN, people=(casey,)), link, "it")
    assert '<h2><time datetime="2027-01-14">Thu 14 Jan 2027</time></h2>' in html
    assert "1 calendar day after the cut-off" not in html
    assert "In A &amp; B: Casey Specimen." in html
    assert "Casey" not in roles.role_sheet(small, firm(people=(casey,), fictional=True), link, "it")


@pytest.mark.parametrize("name", ["everyone", "tmiekeeper"])
def test_a_role_without_a_sheet_stops_the_build(small: Guide, link: Links, name: str) -> None:
    with pytest.raises(KitError, match=f"role '{name}' has no sheet"):
        roles.role_sheet(small, firm(), link, name)
