"""The home page once the move is over, and the page for people who join, by the reader's clock."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.guide.test_browser import arrive, box
from tests.support.browser import NewPage
from tests.support.site import Served
from tests.support.storage import store

pytestmark = pytest.mark.browser

AFTER_KEY = "transition-guide:checklist:after:v1"
SIGN_OFF = "sign-off-transition"


def on(page: Page, served: Served, day: str, address: str = "") -> Page:
    page.clock.set_fixed_time(dt.datetime.fromisoformat(f"{day}T09:00:00-06:00"))
    arrive(page, served.url(address))
    return page


@pytest.fixture
def reader(new_page: NewPage) -> Page:
    return new_page(clocked=True, timezone_id="America/Chicago")


def test_after_the_last_day_of_the_plan_the_home_page_says_where_things_are(
    reader: Page, firm_server: Served
) -> None:
    on(reader, firm_server, "2027-02-23")
    panel = reader.locator("[data-panel]")
    expect(panel).to_be_hidden()
    expect(reader.get_by_role("heading", name="The three phases")).to_be_visible()
    turn_to(reader, "2027-05-11")
    # Seven, three and five business days after Thu 14 Jan, with a public holiday and a day off.
    expect(panel.get_by_role("heading")).to_have_text("Invented & Partners moved on Mon 8 Feb 2027")
    expect(panel).to_contain_text("In Clio, tab Documents of each matter.")
    expect(panel).to_contain_text("the coordinator of the move")
    for folded in ("The whole way", "Today", "How far you are"):
        expect(reader.get_by_role("heading", name=folded)).to_be_hidden()
        expect(
            reader.locator(".md-nav").get_by_role("link", name=folded, exact=True)
        ).to_be_hidden()
    expect(reader.get_by_role("heading", name="What this guide promises")).to_be_visible()
    expect(reader.locator("main")).not_to_contain_text("calendar days overdue")
    whole = panel.locator("[data-whole]")
    whole.press("Enter")
    expect(whole).to_have_attribute("aria-expanded", "true")
    expect(reader.get_by_role("heading", name="The whole way")).to_be_visible()
    # Nothing of it is overdue any more.
    today = reader.locator("[data-module='guide/today']")
    expect(today.get_by_text("The firm moved on")).to_contain_text("Mon 8 Feb 2027")
    expect(today.locator("[data-list=overdue] h3")).to_contain_text("not ticked")
    expect(today.locator("[data-list=overdue] li").first).to_contain_text("Was due")
    expect(today.locator("[data-list=today]")).to_be_hidden()
    expect(reader.locator("main")).not_to_contain_text("days overdue")
    whole.press("Enter")
    expect(reader.get_by_role("heading", name="The whole way")).to_be_hidden()


def test_the_guides_own_pages_say_at_their_top_that_the_move_is_over(
    reader: Page, firm_server: Served
) -> None:
    line = reader.get_by_text("this page is a record of how")
    on(reader, firm_server, "2027-02-23", "before/")
    expect(line).to_be_hidden()
    for address in ("before/", "roles/billing/"):
        on(reader, firm_server, "2027-05-11", address)
        expect(line, address).to_contain_text("The firm moved on Mon 8 Feb 2027")
        assert line.evaluate(
            "line => line.previousElementSibling.matches('h1, [data-not-started]')"
        )
    line.get_by_role("link").click()
    expect(reader.locator("[data-panel]")).to_be_visible()


def test_a_link_to_a_section_of_the_guide_opens_it(reader: Page, firm_server: Served) -> None:
    on(reader, firm_server, "2027-05-11", "#the-whole-way")
    expect(reader.get_by_role("heading", name="The whole way")).to_be_visible()
    expect(reader.locator("[data-panel]")).to_be_visible()


def test_the_sign_off_ends_the_move_at_once_and_can_be_taken_back(
    reader: Page, firm_server: Served
) -> None:
    on(reader, firm_server, "2027-02-03", "after/")
    box(reader, SIGN_OFF).check()
    on(reader, firm_server, "2027-02-05")
    panel = reader.locator("[data-panel]")
    expect(panel.get_by_role("heading")).to_contain_text("moved on Wed 3 Feb 2027")
    entries = json.loads(reader.evaluate(f"localStorage.getItem('{AFTER_KEY}')"))
    entries["items"][SIGN_OFF]["done"] = False
    store(reader.context.new_page(), firm_server, {AFTER_KEY: entries})
    expect(panel).to_be_hidden()
    expect(reader.locator("#today")).to_be_visible()


WEEKS = {
    "2027-01-14": "Before the cut-off, until Thu 14 Jan 2027",
    "2027-01-20": "While the data is processed, until Tue 26 Jan 2027",
    "2027-01-28": "While the import is reviewed, until Mon 1 Feb 2027",
    "2027-02-10": "While the firm catches up",
}
SATURDAYS = dict(zip(WEEKS, ("2027-01-16", "2027-01-23", "2027-01-30", "2027-02-13"), strict=True))


def test_a_newcomer_sees_what_holds_this_week_and_after_the_move_the_new_numbers_only(
    reader: Page, firm_server: Served
) -> None:
    on(reader, firm_server, "2027-01-13", "new-staff/")
    for day, title in WEEKS.items():
        turn_to(reader, day)
        expect(reader.locator("[data-stage]:visible .tg-box-title")).to_have_text(
            [title], use_inner_text=True
        )
        expect(reader.locator("[data-over]")).to_be_hidden()
        due = reader.locator("[data-items] li")
        days = [
            dt.datetime.strptime(each[-15:].strip(" ,"), "%a %d %b %Y").date().isoformat()
            for each in due.all_inner_texts()
        ]
        # As on Monday's meeting, a week ends with its Saturday.
        assert all(day <= each <= SATURDAYS[day] for each in days), days
        assert bool(days) == (day < "2027-01-28")
    turn_to(reader, "2027-05-11")
    expect(reader.locator("[data-over]")).to_contain_text("ended on Mon 8 Feb 2027")
    expect(reader.locator("[data-week]")).to_be_hidden()
    # An old number leads to the new one.
    found = reader.locator("tbody tr:visible", has=reader.locator("[data-label='In Clio']"))
    expect(found).to_have_count(2)
    reader.get_by_label("Old number, Clio number or client").fill("2019/0042")
    expect(found).to_have_text(["2019-004200012-GarcíaGarcía Orchard"])
    reader.get_by_label("Old number, Clio number or client").fill("nobody")
    expect(found).to_have_count(0)
    expect(reader.locator("[data-found]")).to_have_text("0 matters found")


def turn_to(page: Page, day: str) -> None:
    """Let the page be looked at again on another day."""
    page.clock.set_fixed_time(dt.datetime.fromisoformat(f"{day}T09:00:00-06:00"))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_without_scripts_every_stage_is_there(plain: Page, firm_server: Served) -> None:
    plain.goto(firm_server.url("new-staff/"))
    assert plain.locator("[data-stage]:visible").count() == 4
    expect(plain.get_by_role("row", name="00012-García")).to_be_visible()
    expect(plain.get_by_label("I have read this page")).to_be_visible()


def test_the_coordinator_sees_who_has_read_the_page(
    reader: Page, firm_server: Served, tmp_path: Path
) -> None:
    on(reader, firm_server, "2027-05-11", "new-staff/")
    reader.get_by_label("Your name").fill("Nora New")
    box(reader, "read-new-staff").check()
    expect(reader.locator("[data-count-text]")).to_contain_text("1 of 8 ticked")
    on(reader, firm_server, "2027-05-12", "new-staff/")
    expect(box(reader, "read-new-staff")).to_be_checked()
    expect(reader.locator("[data-readers]")).to_be_hidden()
    arrive(reader, firm_server.url("tools/progress/"))
    with reader.expect_download() as download:
        reader.get_by_role("button", name="Save a backup").click()
    file = tmp_path / "nora.json"
    download.value.save_as(file)

    # In the coordinator's browser.
    reader.evaluate("localStorage.clear()")
    coordinator = on(reader, firm_server, "2027-05-13", "tools/progress/")
    merge = coordinator.locator("[data-part=merge]")
    merge.locator("input[type=file]").set_input_files(file)
    expect(merge.locator("[data-preview]")).to_contain_text("I have read this page")
    merge.locator("[data-preview]").get_by_role("button", name="Merge").click()
    expect(coordinator.locator("[data-unknown]")).to_be_hidden()
    arrive(coordinator, firm_server.url("new-staff/"))
    expect(coordinator.locator("[data-readers-list] li")).to_have_text(
        ["Nora New, Tue 11 May 2027"]
    )
    expect(box(coordinator, "read-new-staff")).not_to_be_checked()
