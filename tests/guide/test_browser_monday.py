"""The page for Monday's meeting: who has what overdue, due this week or blocked, and whose file is missing."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.guide.test_browser import arrive
from tests.guide.test_browser_roles import PLAN_KEY
from tests.support.axe_check import Looks, free_page
from tests.support.browser import NewPage
from tests.support.paper import sheets, squeezed
from tests.support.site import Served
from tests.support.storage import store

pytestmark = pytest.mark.browser

NAMES = [f"Person {chr(65 + number)}" for number in range(14)]
PEOPLE = [
    {"name": name, "roles": [("coordinator", "billing", "it")[n] if n < 3 else "timekeeper"]}
    for n, name in enumerate(NAMES)
]


def filled(page: Page, server: Served, moment: str) -> Page:
    """The page in Chicago, with a plan of fourteen people of which everything before the cut-off is overdue."""
    plan = {"version": 1, "exportDay": "2027-01-14", "people": PEOPLE}
    page.clock.set_fixed_time(dt.datetime.fromisoformat(moment))
    store(page, server, {PLAN_KEY: plan})
    arrive(page, server.url("tools/monday/"))
    return page


TUESDAY = "2027-01-19T08:00:00-06:00"


@pytest.fixture
def monday(new_page: NewPage) -> Page:
    return new_page(clocked=True, timezone_id="America/Chicago")


def test_it_says_who_is_late_and_whose_file_is_missing(monday: Page, server: Served) -> None:
    arrive(monday, server.url("tools/monday/"))
    expect(monday.get_by_text("There are no dates yet.")).to_be_visible()
    filled(monday, server, TUESDAY)
    expect(monday.locator("[data-today]")).to_have_text("Tue 19 Jan 2027")
    work = monday.locator("[data-work] tbody tr")
    coordinator, billing, _ = (work.nth(number) for number in range(3))
    expect(coordinator).to_contain_text("Person A")
    expect(coordinator).to_contain_text(
        "Name one person as coordinator of the move, 18 business days"
    )
    expect(billing.locator("[data-label='Waits for others']")).to_contain_text(
        "after: time handed in (Everyone)"
    )
    each = monday.get_by_role("row", name="Enter all time and expenses").first
    expect(each).to_contain_text("0 of 14")
    expect(each).to_contain_text("Person A, Person B")
    files = monday.locator("[data-people]")
    expect(files.get_by_role("listitem").first).to_contain_text("Person A: no file yet;")
    assert (files.bounding_box() or {})["y"] < (work.first.bounding_box() or {})["y"]
    # A tick on another page, signed, counts for its person.
    monday.evaluate("localStorage.setItem('transition-guide:name', 'person  a')")
    arrive(monday, server.url("before/"))
    monday.locator("[data-item='hand-in-time']").check()
    arrive(monday, server.url("tools/monday/"))
    expect(each).to_contain_text("1 of 14")
    expect(each).not_to_contain_text("Person A")
    expect(files.get_by_role("listitem").first).to_contain_text("Person A: this browser;")


def test_it_is_one_page_on_paper_and_once_the_move_is_over_nothing_is_overdue(
    monday: Page, server: Served
) -> None:
    filled(monday, server, "2027-03-15T08:00:00-05:00")
    expect(monday.get_by_text("The firm moved on")).to_be_visible()
    expect(monday.locator("[data-counts]")).to_contain_text("not ticked, 0 due this week")
    expect(monday.locator("main")).not_to_contain_text(re.compile("(days|; \\d+) overdue"))
    wanted = ("Coordinator", "Billing", "IT", "0 of 14", "and 10 others", *NAMES)
    for paper in ("A4", "Letter"):
        (text,) = sheets(monday.pdf(format=paper))
        assert [each for each in wanted if squeezed(each) not in text] == [], paper
        assert squeezed("In full: “Print everything” on this page.") in text
    monday.evaluate("window.print = () => {}")
    monday.get_by_role("button", name="Print everything").click()
    text = "".join(sheets(monday.pdf(format="A4")))
    assert squeezed("and 10 others") not in text
    assert squeezed("In full") not in text
    assert text.count(squeezed("Person N")) > 10


def test_axe_finds_nothing_and_it_fits_a_small_phone(
    browser: Browser, server: Served, axe: str
) -> None:
    size = {"width": 320, "height": 640}
    with free_page(browser, timezone_id="America/Chicago", viewport=size) as page:
        filled(page, server, TUESDAY)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert Looks().findings(page, axe) == []
