"""Role sheets, what an item waits for, and today's view: first without scripts, then with ticks from any page."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from template_builder.guide.checklists import Role
from template_builder.guide.model import Guide
from template_builder.plan.role_sheet import concerns, role_sheet
from tests.guide.test_browser import BLOCKED, arrive, box, item, reload
from tests.support.axe_check import Looks, free_page
from tests.support.browser import NewPage, Watch
from tests.support.kit import guide as shipped
from tests.support.paper import sheets, squeezed
from tests.support.site import Served
from tests.support.storage import store

pytestmark = pytest.mark.browser

FIRST, SECOND = "name-coordinator", "choose-migration-route"
PLAN_KEY = "transition-guide:plan"


def waits(page: Page, id_: str) -> Locator:
    return item(page, id_).locator("[data-waits]")


# The sheet

LABELED = """
boxes => boxes.filter((box) => box.checkVisibility() && box.labels[0].checkVisibility())
  .map((box) => [box.dataset.item, box.labels[0].textContent.trim()])
"""


@pytest.mark.parametrize("role", shipped().sheet_roles, ids=lambda role: role.id)
def test_without_scripts_a_sheet_is_complete_and_short_on_paper(
    plain: Page, server: Served, firm_server: Served, guide: Guide, role: Role
) -> None:
    plain.goto(server.url(f"roles/{role.id}/"))
    tasks = role_sheet(guide, role).tasks
    found = plain.locator("[data-item]").evaluate_all(LABELED)
    assert found == [[task.item.id, task.item.text.replace("`", "")] for task in tasks]
    expect(plain.get_by_role("button", name="Copy link")).to_be_hidden()
    expect(plain.get_by_text("Without scripts, nothing here is remembered")).to_be_visible()
    is_short_on_paper(plain, guide, role)
    folded = item(plain, next(t.item.id for t in tasks if t.needs))
    folded.locator("summary").click()
    expect(folded.get_by_text("Usually after", exact=True)).to_be_visible()
    # Dates take room, and a firm has no items of other regions.
    plain.goto(firm_server.url(f"roles/{role.id}/"))
    is_short_on_paper(plain, guide.for_region("US"), role)


def is_short_on_paper(plain: Page, guide: Guide, role: Role) -> None:
    wanted = [squeezed(item.text) for item in guide.items.values() if concerns(item, role)]
    assert wanted
    for paper in ("A4", "Letter"):
        found = sheets(plain.pdf(format=paper))
        assert len(found) <= 2, paper
        text = "".join(found)
        assert [each for each in wanted if each not in text] == [], paper
        assert "Details" not in text


def test_a_tick_on_a_sheet_is_a_tick_in_the_phase_and_the_other_way_round(
    page: Page, server: Served, guide: Guide
) -> None:
    tasks = role_sheet(guide, guide.roles["coordinator"]).tasks
    held: list[Route] = []
    page.route("**/roles.*.mjs", lambda route: held.append(route), times=1)
    page.goto(server.url("roles/coordinator/"))
    box(page, FIRST).check()  # before the scripts arrive
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    expect(page.locator("[data-count-text]")).to_contain_text("1 of ")
    arrive(page, server.url("before/"))
    expect(box(page, FIRST)).to_be_checked()
    box(page, SECOND).check()
    arrive(page, server.url("roles/coordinator/"))
    expect(box(page, FIRST)).to_be_checked()
    expect(box(page, SECOND)).to_be_checked()
    expect(page.locator("[data-count-text]")).to_have_text(
        f"2 of {len(tasks)} ticked in this browser"
    )
    # Open items only, which stands in the address.
    page.get_by_label("Open items only").check()
    expect(page).to_have_url(server.url("roles/coordinator/?show=open"))
    expect(item(page, FIRST)).to_be_hidden()
    # The day on which both were due has nothing left to show.
    expect(page.get_by_role("heading", name="15 business days before the cut-off")).to_be_hidden()
    reload(page)
    expect(page.get_by_label("Open items only")).to_be_checked()
    expect(item(page, FIRST)).to_be_hidden()
    arrive(page, server.url(f"roles/coordinator/?show=open#item-{FIRST}"))
    expect(item(page, FIRST)).to_be_in_viewport()


def test_items_of_every_phase_go_to_their_own_storage_and_a_plan_of_this_browser_dates_them(
    page: Page, server: Served
) -> None:
    arrive(page, server.url("roles/it/"))
    heading = page.locator(".tg-day", has=box(page, "keep-old-seat")).get_by_role("heading")
    expect(heading).to_have_text("10 business days before the cut-off")
    for id_ in ("invite-users", "take-full-backup", "set-permissions"):
        box(page, id_).check()
    for phase, id_ in (
        ("before", "invite-users"),
        ("during", "take-full-backup"),
        ("after", "set-permissions"),
    ):
        text = page.evaluate(f"localStorage.getItem('transition-guide:checklist:{phase}:v1')")
        assert [i for i, e in json.loads(text)["items"].items() if e["done"]] == [id_]
    make_plan(page, "2027-01-14")
    reload(page)
    expect(heading).to_contain_text("Thu 31 Dec 2026")
    expect(
        page.get_by_text("The dates are those of the plan made in this browser.")
    ).to_be_visible()


@pytest.mark.parametrize(
    ("address", "view"),
    [
        ("roles/timekeeper/#item-check-events", "roles/timekeeper/?show=open"),
        ("before/?role=timekeeper#checklist", "before/?role=timekeeper&show=open"),
    ],
)
def test_the_link_to_a_view_is_its_address(
    page: Page, server: Served, address: str, view: str
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    arrive(page, server.url(address))
    page.get_by_label("Open items only").check()
    page.get_by_text("More controls").click()
    page.get_by_role("button", name="Copy link to this view").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == server.url(view)
    page.get_by_label("Open items only").uncheck()
    expect(page.get_by_text("Copied.")).to_be_hidden()
    # Where copying is refused, the address bar is named.
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.get_by_role("button", name="Copy link to this view").click()
    expect(page.get_by_text("The link is what the address bar shows.")).to_be_visible()


TICK_ALL = (
    "() => document.querySelectorAll('[data-item]:not(:checked)').forEach((box) => box.click())"
)


def test_a_sheet_works_by_keyboard(page: Page, server: Served, guide: Guide) -> None:
    tasks = role_sheet(guide, guide.roles["timekeeper"]).tasks
    arrive(page, server.url("roles/timekeeper/"))
    page.get_by_label("Open items only").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("[data-item]").first).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator("[data-item]").first).to_be_checked()
    expect(page.get_by_role("status").filter(has_text="1 of")).to_have_text(
        f"1 of {len(tasks)} ticked in this browser"
    )
    # And says so once all is ticked.
    page.evaluate(TICK_ALL)
    page.get_by_label("Open items only").check()
    expect(page.get_by_text("Nothing is open.")).to_be_visible()


# What an item comes after


def test_an_item_says_what_it_needs_until_that_or_the_item_is_ticked(
    page: Page, server: Served
) -> None:
    arrive(page, server.url("before/"))
    expect(waits(page, FIRST)).to_have_count(0)
    note = waits(page, SECOND)
    expect(note).to_have_text("First: coordinator named")
    note.get_by_role("link").click()
    expect(page).to_have_url(re.compile(f"before/#item-{FIRST}$"))
    box(page, FIRST).check()
    expect(note).to_be_hidden()
    box(page, FIRST).uncheck()
    expect(note).to_be_visible()
    box(page, SECOND).check()  # it can be ticked all the same
    expect(note).to_be_hidden()
    reload(page)
    expect(box(page, SECOND)).to_be_checked()
    expect(note).to_be_hidden()


def test_what_is_ticked_on_another_page_counts(page: Page, server: Served) -> None:
    arrive(page, server.url("during/"))
    note = waits(page, "open-deadline-list")
    expect(note).to_have_text("Usually after: everyone out")
    ticked = {"stop-old-system": {"done": True, "at": "2027-01-14T20:00:00.000Z"}}
    key = "transition-guide:checklist:during:v1"
    store(page.context.new_page(), server, {key: {"items": ticked}})
    expect(note).to_be_hidden()


def test_many_needs_are_counted_not_listed(page: Page, server: Served, guide: Guide) -> None:
    arrive(page, server.url("after/"))
    count = len(guide.items["request-corrections"].needs)
    expect(waits(page, "request-corrections").get_by_role("link")).to_have_count(3)
    expect(waits(page, "request-corrections")).to_contain_text(f"and {count - 3} more")


# Today


def make_plan(page: Page, export_day: str) -> None:
    """What the planner page would have left in this browser's storage."""
    plan = json.dumps({"version": 1, "exportDay": export_day})
    page.evaluate("([key, plan]) => localStorage.setItem(key, plan)", [PLAN_KEY, plan])


def entries(page: Page, name: str) -> list[str]:
    rows = page.locator(f"[data-list={name}]").get_by_role("checkbox")
    return [
        id_.removeprefix("today-") for id_ in rows.evaluate_all("all => all.map(box => box.id)")
    ]


def on(page: Page, served: Served, moment: str, address: str = "") -> None:
    """Open the home page at a moment of the browser's clock."""
    page.clock.set_fixed_time(dt.datetime.fromisoformat(moment))
    arrive(page, served.url(address))
    expect(page.locator("[data-today]")).to_be_visible()


@pytest.fixture
def home(new_page: NewPage) -> Page:
    """A page in Chicago, to which the moments of these tests belong."""
    return new_page(clocked=True, timezone_id="America/Chicago")


def turn_to(page: Page, moment: str) -> None:
    """Let the page be looked at again at another moment."""
    page.clock.set_fixed_time(dt.datetime.fromisoformat(moment))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_without_scripts_today_is_a_plain_sentence(plain: Page, server: Served) -> None:
    plain.goto(server.url())
    today = plain.locator("[data-module='guide/today']")
    expect(today).to_contain_text("A script in your browser works out what is due today.")
    expect(today.get_by_role("link", name="Timekeeper")).to_be_visible()
    expect(today.get_by_label("Show items of")).to_be_hidden()


def test_overdue_today_and_next_by_the_readers_clock(home: Page, firm_server: Served) -> None:
    # The cut-off is on Thu 14 Jan; one business day before it, at ten in the evening in Chicago, it is the 14th in Greenwich.
    on(home, firm_server, "2027-01-13T22:00:00-06:00", "?role=billing")
    today = home.locator("[data-module='guide/today']")
    expect(today).to_contain_text("Wed 13 Jan 2027")
    assert entries(home, "today") == [
        "clear-draft-bills",
        "bill-time",
        "bill-expenses",
        "apply-credits",
        "apply-trust",
    ]
    today.get_by_role("button", name="Show all").click()
    late = today.locator("li", has=home.locator("#today-complete-time-entries"))
    expect(late).to_contain_text("1 business day overdue")
    expect(late).to_contain_text("Tue 12 Jan 2027")
    first = today.locator("[data-list=next] li").first
    expect(first).to_contain_text("Finish your last entry")
    expect(first).to_contain_text("due tomorrow")
    assert len(entries(home, "next")) == 5
    row = today.locator("li", has=home.locator("#today-apply-credits"))
    expect(row).to_contain_text("First: time billed")
    # A tick is one on the page of the item as well.
    home.locator("#today-bill-time").check()
    # It stays under the hand, struck through, and is gone at the next visit.
    expect(home.locator("#today-bill-time")).to_be_focused()
    expect(home.locator("#today-bill-time")).to_be_checked()
    expect(home.locator("[data-module='guide/overview']")).to_contain_text("1 of ")
    home.locator("#today-bill-expenses").check()
    expect(row.locator("[data-waits]")).to_be_hidden()
    reload(home)
    expect(row).to_be_visible()
    expect(home.locator("#today-bill-time")).to_have_count(0)
    row.get_by_role("link", name="Details").click()
    expect(home).to_have_url(firm_server.url("before/#item-apply-credits"))
    expect(box(home, "bill-time")).to_be_checked()


def test_an_open_page_goes_with_the_days(home: Page, firm_server: Served) -> None:
    role = home.get_by_label("Show items of")
    on(home, firm_server, "2027-01-13T23:59:00-06:00", "?role=it")
    assert entries(home, "today") == ["confirm-syncs-off"]
    overdue = int(home.locator("[data-overdue-count]").inner_text())
    turn_to(home, "2027-01-14T00:01:00-06:00")
    expect(home.locator("[data-today]")).to_have_text("Thu 14 Jan 2027")
    assert entries(home, "today") == [
        "stop-old-system",
        "restrict-old-system",
        "take-leavers-data",
    ]
    expect(home.locator("[data-overdue-count]")).to_have_text(str(overdue + 1))
    # What cannot be undone is said beside it.
    role.select_option("coordinator")
    row = home.locator("[data-module='guide/today'] li", has=home.locator("#today-take-export"))
    expect(row).to_contain_text("Point of no return")
    # A daily duty shows every business day to those it concerns.
    turn_to(home, "2027-01-21T08:00:00-06:00")
    role.select_option("timekeeper")
    daily = home.locator("[data-list=daily]")
    expect(daily.get_by_role("listitem").first).to_contain_text("Record each piece of work")
    expect(daily).to_contain_text("until Mon 1 Feb 2027")
    role.select_option("it")
    expect(daily).to_be_hidden()
    role.select_option("timekeeper")
    expect(daily).to_be_visible()
    turn_to(home, "2027-01-20T08:00:00-06:00")  # a day off
    expect(daily).to_be_hidden()
    # Paper shows all that is overdue, the screen five until it is asked for more.
    turn_to(home, "2027-02-01T08:00:00-06:00")
    role.select_option("")
    count = int(home.locator("[data-overdue-count]").inner_text())
    text = "".join(sheets(home.pdf(format="A4")))
    assert squeezed("Mon 1 Feb 2027") in text
    assert len(re.findall("businessdays?overdue", text)) == count > 5
    assert squeezed("Show items of") not in text
    role.select_option("it")
    role.select_option("")
    assert len(entries(home, "overdue")) == 5
    more = home.get_by_role("button", name=f"Show all {count} overdue items")
    more.press("Enter")
    expect(more).to_be_hidden()
    assert len(entries(home, "overdue")) == count
    expect(home.locator("[data-list=overdue]").get_by_role("checkbox").first).to_be_focused()


def test_other_items_can_be_shown_and_the_address_comes_first(
    home: Page, firm_server: Served
) -> None:
    on(home, firm_server, "2027-01-13T08:00:00-06:00")
    everything = home.locator("[data-overdue-count]").inner_text()
    role = home.get_by_label("Show items of")
    role.select_option("it")
    expect(home.get_by_role("status").filter(has_text="overdue")).to_contain_text("1 due today")
    assert home.locator("[data-overdue-count]").inner_text() != everything
    # Whose role one has is said elsewhere; looking at another one's changes nothing, nor does one that nobody has.
    arrive(home, firm_server.url("?role=president"))
    expect(role).to_have_value("")
    arrive(home, firm_server.url("?role=billing"))
    expect(role).to_have_value("billing")


def test_without_a_plan_the_first_items_and_with_one_of_this_browser_its_dates(
    home: Page, server: Served, guide: Guide
) -> None:
    on(home, server, "2027-01-13T08:00:00-06:00")
    today = home.locator("[data-module='guide/today']")
    without = today.get_by_text("There are no dates yet.")
    expect(without).to_be_visible()
    expect(today.get_by_role("link", name="Make your plan")).to_have_attribute(
        "href", "./tools/plan/"
    )
    expect(today.get_by_role("heading", name="Due today")).to_be_hidden()
    assert entries(home, "next")[:2] == [FIRST, SECOND]
    home.locator(f"#today-{FIRST}").check()
    reload(home)
    expect(home.locator(f"#today-{SECOND}")).to_be_visible()
    assert entries(home, "next")[0] == SECOND
    # One that is made in another tab is followed at once.
    store(home.context.new_page(), server, {PLAN_KEY: {"version": 1, "exportDay": "2027-01-14"}})
    expect(without).to_be_hidden()
    home.get_by_label("Show items of").select_option("it")
    assert entries(home, "today") == ["confirm-syncs-off"]


def test_when_all_is_ticked_today_says_so(home: Page, firm_server: Served) -> None:
    on(home, firm_server, "2027-01-13T08:00:00-06:00", "?role=it")
    sheet = home.context.new_page()
    arrive(sheet, firm_server.url("roles/it/"))
    sheet.evaluate(TICK_ALL)
    expect(home.get_by_text("Nothing is open.")).to_be_visible()
    expect(home.get_by_role("heading", name="Due today")).to_be_hidden()


def test_blocked_storage_leaves_today_working(home: Page, firm_server: Served) -> None:
    home.add_init_script(BLOCKED)
    on(home, firm_server, "2027-01-13T08:00:00-06:00", "?role=billing")
    home.locator("#today-bill-time").check()
    expect(home.locator("#today-bill-time")).to_be_checked()


def test_where_the_data_cannot_be_read_the_way_to_the_sheets_stays(
    page: Page, firm_server: Served, watch: Watch
) -> None:
    page.route("**/guide.json", lambda route: route.fulfill(body="<html>"))
    with page.expect_console_message(lambda message: "guide/today:" in message.text):
        page.goto(firm_server.url())
    expect(page.get_by_text("use the sheet of your role, in date order")).to_be_visible()
    expect(page.get_by_label("Show items of")).to_be_hidden()
    watch.seen[:] = [text for text in watch.seen if "is not valid JSON" not in text]


def test_a_full_view_fits_a_small_phone_and_axe_finds_nothing(
    browser: Browser, firm_server: Served, axe: str
) -> None:
    with free_page(browser, timezone_id="America/Chicago") as page:
        on(page, firm_server, "2027-01-14T08:00:00-06:00")
        page.get_by_role("button", name="Show all").click()
        page.locator("[data-list=today]").get_by_role("checkbox").first.check()
        for width in (320, 390, 1280):
            page.set_viewport_size({"width": width, "height": 640})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert Looks().findings(page, axe) == []
