"""The sign-off sheet: empty from the page, filled from the browser, printed, and as a table."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from html import unescape
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect

from template_builder.guide.model import Guide
from tests.guide.test_browser import BLOCKED, FIRST, arrive
from tests.support.axe_check import findings, free_page
from tests.support.backups import Entry, ticked
from tests.support.site import Served
from tests.support.storage import remember

pytestmark = pytest.mark.browser

PAGE = "tools/sign-off/"
SECOND, THIRD = "choose-migration-route", "set-export-date"
OPEN_AGAIN = ticked("2-2-2", 8, done=False)
DISPUTED: Entry = {
    **OPEN_AGAIN,
    "seen": {**OPEN_AGAIN["seen"], "1-1-1": "2027-01-07T00:00:00.000Z"},
    "others": [
        {"done": True, "at": "2027-01-06T09:30:00.000Z", "r": "1-1-1", "by": "Alex Example"}
    ],
}
ITEMS = {
    SECOND: ticked("1-1-1", 6, by="Alex Example", note='=HYPERLINK("x") in binder 3'),
    THIRD: ticked("2-2-2", 7),
    FIRST: DISPUTED,
}


def open_filled(page: Page, server: Served) -> None:
    kept = {"checklist:before:v1": {"items": ITEMS}, "people": {"2-2-2": "Billie Sample"}}
    remember(page, server, {key: json.dumps(value) for key, value in kept.items()})
    page.goto(server.url(PAGE))
    expect(page.locator("[data-count-text]")).to_have_text(re.compile("^2 of "))


def cells(page: Page, id_: str) -> list[str]:
    """Done by, on, note, note by."""
    return page.locator(f"[data-row='{id_}'] td").all_inner_texts()[3:]


def order(page: Page) -> list[str]:
    return page.locator("[data-row]").evaluate_all("rows => rows.map(row => row.dataset.row)")


def test_without_scripts_it_is_an_empty_sheet_with_every_item(
    plain: Page, server: Served, guide: Guide
) -> None:
    plain.goto(server.url(PAGE))
    assert order(plain) == list(guide.items)
    expect(plain.get_by_text("Without scripts, this is a blank sheet")).to_be_visible()
    expect(plain.get_by_role("button", name="Print or save as PDF")).to_be_hidden()
    first = guide.items[FIRST]
    row = plain.locator(f"[data-row='{FIRST}']")
    expect(row.get_by_role("rowheader")).to_have_text(first.text)
    assert row.locator("td").all_inner_texts() == [
        "Before", "Coordinator", "", "", "", "", "",
    ]  # fmt: skip
    for who in ("Coordinator", "Billing", "Partner"):
        expect(plain.locator(".tg-signatures strong", has_text=who)).to_be_visible()


def test_open_points_come_first_with_who_and_when_for_the_rest(
    page: Page, server: Served, guide: Guide, tmp_path: Path
) -> None:
    """On the page, in the table to file and on paper."""
    open_filled(page, server)
    assert order(page) == [
        *(id_ for id_ in guide.items if id_ not in (SECOND, THIRD)), SECOND, THIRD,
    ]  # fmt: skip
    assert cells(page, SECOND) == [
        "Alex Example", "Wed 6 Jan 2027", '=HYPERLINK("x") in binder 3', "Alex Example",
    ]  # fmt: skip
    assert cells(page, THIRD) == ["Billie Sample", "Thu 7 Jan 2027", "", ""]
    assert cells(page, FIRST) == [
        "", "",
        "People disagree:\nOpen: tick taken back Fri 8 Jan 2027 by Billie Sample\n"
        "Ticked Wed 6 Jan 2027 by Alex Example",
        "",
    ]  # fmt: skip
    expect(
        page.get_by_role("rowheader", name=f"Open points: {len(guide.items) - 2}")
    ).to_be_visible()
    expect(page.get_by_role("rowheader", name="Done: 2", exact=True)).to_be_visible()

    # As a table, to file
    with page.expect_download() as started:
        page.get_by_role("button", name="Save as a table (CSV)").click()
    assert re.fullmatch(
        r"transition-sign-off-\d{4}-\d\d-\d\d\.csv", started.value.suggested_filename
    )
    data = started.value.path().read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert list(rows[0]) == [
        "Status", "Item", "Phase", "Role", "Due", "Done by", "On", "Note", "Note by", "Id",
    ]  # fmt: skip
    assert [row["Id"] for row in rows] == order(page)
    assert [row["Status"] for row in rows].count("Done") == 2
    (second,) = [row for row in rows if row["Id"] == SECOND]
    assert second["Note"].startswith(" =HYPERLINK")
    assert second["Done by"] == "Alex Example"

    # On paper
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Print or save as PDF").press("Enter")
    assert page.evaluate("window.printed")
    for paper in ("A4", "Letter"):
        file = tmp_path / f"{paper}.pdf"
        page.pdf(path=str(file), format=paper, prefer_css_page_size=True)
        assert_lies_across_and_says_everything_once(file, guide)


def test_items_for_everyone_say_how_many_ticked_and_who_is_missing(
    page: Page, server: Served
) -> None:
    """And a tick in another tab moves the row."""
    people = [{"name": "Alex Example", "roles": []}, {"name": "Billie Sample", "roles": []}]
    plan = {"version": 1, "exportDay": "2027-01-14", "people": people}
    remember(page, server, {"plan": json.dumps(plan), "name": "Billie Sample"})
    arrive(page, server.url("before/"))
    page.locator("[data-item='hand-in-time']").check()
    page.goto(server.url(PAGE))
    today = dt.datetime.now().astimezone().date()
    row = page.locator("[data-row='hand-in-time'] td")
    expect(row.nth(3)).to_have_text("1 of 2: Billie Sample")
    assert cells(page, "hand-in-time") == ["1 of 2: Billie Sample", "", "Missing: Alex Example", ""]
    page.evaluate("localStorage.setItem('transition-guide:name', 'Alex Example')")
    other = page.context.new_page()
    arrive(other, server.url("before/"))
    box = other.locator("[data-item='hand-in-time']")
    expect(box).not_to_be_checked()
    box.check()
    expect(page.get_by_role("rowheader", name="Done: 1", exact=True)).to_be_visible()
    both = "2 of 2: Alex Example, Billie Sample"
    day = f"{today:%a} {today.day} {today:%b %Y}"
    assert cells(page, "hand-in-time") == [both, day, "", ""]
    assert order(page)[-1] == "hand-in-time"


def assert_lies_across_and_says_everything_once(file: Path, guide: Guide) -> None:
    reader = pypdf.PdfReader(file)
    assert all(sheet.mediabox.width > sheet.mediabox.height for sheet in reader.pages)
    text = " ".join(sheet.extract_text() for sheet in reader.pages)
    words = re.sub(r"\s+", " ", text)
    assert len(reader.pages) <= len(guide.items) / 18
    last = reader.pages[-1].extract_text()
    for together in (guide.items[THIRD].text, "Partner", "Name", "Signature", "Date"):
        assert together in last
    assert words.count("Open points:") == 1
    for wanted in ("Signature", "Alex Example", "Partner", "Billie Sample"):
        assert wanted in words
    for unwanted in (
        "Save as a table", "Print or save", "Was this page helpful", "Merge everyone", "fictional",
    ):  # fmt: skip
        assert unwanted not in words


def test_damaged_or_blocked_storage_leaves_an_empty_sheet(
    page: Page, server: Served, guide: Guide
) -> None:
    remember(page, server, {"people": "{", "checklist:before:v1": "{"})
    page.goto(server.url(PAGE))
    expect(page.locator("[data-count-text]")).to_have_text(re.compile("^0 of "))
    page.add_init_script(BLOCKED)
    page.reload()
    expect(page.get_by_text("Your progress is not being saved.")).to_be_visible()
    assert order(page) == list(guide.items)


def test_a_firm_sees_its_name_and_dates(firm_site: Path) -> None:
    """In the page as it was built: no script changes them."""
    checklist = (firm_site / "before/index.html").read_text(encoding="utf-8")
    sheet = (firm_site / PAGE / "index.html").read_text(encoding="utf-8")
    name = re.search(r'class="tg-signoff-head">.*?<dd>(.*?)</dd>', sheet, re.DOTALL)
    assert name
    assert unescape(name[1]) == "Invented & Partners"
    item = re.search(r'<li [^>]*id="item-set-cut-off".*?</li>', checklist, re.DOTALL)
    row = re.search(r'<tr [^>]*data-row="set-cut-off".*?</tr>', sheet, re.DOTALL)
    assert item
    assert row
    due = re.findall("<time.*?</time>", row[0])
    assert due
    assert due == re.findall("<time.*?</time>", item[0])[: len(due)]


FEWER = f"""() => {{
  const rows = "[data-row]:not([data-row='{FIRST}']):has(+ [data-row] + [data-row] + [data-row])";
  document.querySelectorAll(rows).forEach((row) => row.remove());
}}"""
"""Rows look alike: of those that are open, the one on which people disagree and three others stay, and both that are done."""


def test_axe_finds_nothing_in_a_filled_sheet(browser: Browser, server: Served, axe: str) -> None:
    with free_page(browser) as page:
        open_filled(page, server)
        page.evaluate(FEWER)
        expect(page.locator("[data-row]")).to_have_count(1 + 3 + 2)
        assert findings(page, axe, "main") == []
