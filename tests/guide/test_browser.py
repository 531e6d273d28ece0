"""A phase's checklist: first without scripts, then what scripts add to it."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from playwright.sync_api import Page, Route, expect

from macros.plan.plan_json import page_plan
from template_builder.guide.checklists import EVERYONE
from template_builder.guide.model import Guide
from tests.support.browser import Watch, started
from tests.support.plans import firm_of
from tests.support.site import Served
from tests.support.storage import store

pytestmark = pytest.mark.browser

FIRST = "name-coordinator"
SECOND = "choose-migration-route"
MORE = "More controls"
KEY = "transition-guide:checklist:before:v1"
FULL = """
void (Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); });
"""
BLOCKED = """
Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("blocked", "SecurityError"); },
});
"""


def box(page: Page, id_: str = FIRST):
    return page.locator(f"[data-item='{id_}']")


def item(page: Page, id_: str = FIRST):
    return page.locator(f"#item-{id_}")


def arrive(page: Page, url: str) -> None:
    """Open a page and wait until its scripts have started."""
    page.goto(url)
    started(page)


def reload(page: Page) -> None:
    page.reload()
    started(page)


def stored(page: Page) -> dict[str, dict[str, object]]:
    text = page.evaluate(f"localStorage.getItem('{KEY}')")
    return json.loads(text)["items"] if text else {}


# Without scripts


def test_without_scripts_the_list_is_complete_and_no_control_does_nothing(
    plain: Page, server: Served, guide: Guide
) -> None:
    plain.goto(server.url("before/"))
    before = guide.checklist("before")
    assert plain.get_by_role("checkbox").count() >= len(before.items)
    for wanted in before.items[:5]:
        expect(plain.get_by_label(wanted.text.replace("`", ""), exact=True)).to_be_visible()
    box(plain).check()
    expect(box(plain)).to_be_checked()
    item(plain).locator("summary").click()
    expect(item(plain).get_by_text("Done when")).to_be_visible()
    # Nor is anything shown that scripts would have to keep right.
    expect(plain.get_by_role("button", name="Clear all ticks")).to_be_hidden()
    expect(plain.get_by_label("Show items of")).to_be_hidden()
    expect(plain.locator("[data-waits]").filter(visible=True)).to_have_count(0)
    expect(plain.get_by_text("Without scripts, nothing here is remembered")).to_be_visible()


# Memory


def test_ticks_survive_a_reload_rewording_and_reordering(page: Page, server: Served) -> None:
    arrive(page, server.url("before/"))
    box(page).check()
    entry = stored(page)[FIRST]
    assert entry["done"] is True
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", str(entry["at"]))

    def reworded(route: Route) -> None:
        html = route.fetch().text()
        items = re.findall(r'<li class="tg-item".*?</details> </li>', html)[:2]
        assert FIRST in items[0]
        swapped = html.replace(items[0], "@").replace(items[1], items[0]).replace("@", items[1])
        swapped = re.sub(rf'(<label for="tick-{FIRST}">)[^<]*', r"\1Choose who leads", swapped)
        route.fulfill(body=swapped, content_type="text/html; charset=utf-8")

    page.route("**/before/", reworded)
    reload(page)
    expect(page.get_by_label("Choose who leads")).to_be_checked()
    expect(page.locator("[data-item]").first).not_to_be_checked()
    box(page).uncheck()
    page.unroute("**/before/")
    reload(page)
    expect(box(page)).not_to_be_checked()


@pytest.mark.parametrize("late", ["checklist", "checklist-ticking"])
def test_a_tick_before_the_scripts_arrive_is_kept(page: Page, server: Served, late: str) -> None:
    """Also when the page is left before they come, and where the page shows its ticks by then."""
    script = f"**/{late}.*.mjs"
    held: list[Route] = []
    page.route(script, lambda route: held.append(route))
    page.goto(server.url("before/"), wait_until="commit")
    box(page, SECOND).check()
    page.goto(server.url("assets/favicon.svg"))
    assert page.evaluate(f"localStorage['transition-guide:early:{SECOND}']") == "1"
    held.clear()  # whether the page that was left had asked for the script already or not
    page.goto(server.url("before/"))
    box(page).check()
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    page.unroute(script)
    expect(page.locator("[data-count-text]")).to_contain_text("2 of ")
    box(page, SECOND).uncheck()
    assert {id_: each["done"] for id_, each in stored(page).items()} == {FIRST: True, SECOND: False}
    assert page.evaluate(f"localStorage['transition-guide:early:{SECOND}']") in (None, "")


def test_what_we_do_not_know_is_kept_but_not_counted(
    page: Page, server: Served, guide: Guide
) -> None:
    kept = {
        "no-such-item": {"done": True, "at": "2027-01-01T00:00:00.000Z"},
        FIRST: {"done": True, "at": "2027-01-01T00:00:00.000Z", "note": "agreed by phone"},
    }
    store(page, server, {KEY: {"items": kept}})
    arrive(page, server.url("before/"))
    total = len(guide.checklist("before").items)
    expect(page.locator("[data-count-text]")).to_have_text(f"1 of {total} ticked in this browser")
    box(page).uncheck()
    assert stored(page)["no-such-item"] == kept["no-such-item"]
    assert json.loads(stored(page)[FIRST]["more"]) == {"note": "agreed by phone"}


def test_damaged_storage_is_an_empty_list(page: Page, server: Served) -> None:
    """For all the ways to be damaged, see tests/progress/entries.test.mjs."""
    for text in ("{", f'{{"items": {{"{FIRST}": null}}}}'):
        store(page, server, {KEY: text})
        arrive(page, server.url("before/"))
        expect(page.locator("[data-count-text]"), text).to_contain_text("0 of ")
        box(page).check()
        assert stored(page)[FIRST]["done"] is True


@pytest.mark.parametrize("why", ["blocked", "full"])
def test_refused_storage_leaves_the_list_working_and_says_so(
    page: Page, server: Served, why: str
) -> None:
    if why == "blocked":
        page.add_init_script(BLOCKED)
    arrive(page, server.url("before/"))
    if why == "full":
        page.evaluate(FULL)
    box(page).check()
    expect(page.get_by_text("Your ticks are not being kept.")).to_be_visible()
    expect(page.locator("[data-count-text]")).to_contain_text("1 of ")
    page.get_by_text(MORE).click()
    page.get_by_role("button", name="Clear all ticks").click()
    expect(page.locator("[data-count-text]")).to_contain_text("0 of ")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("[data-count-text]")).to_contain_text("1 of ")


def test_ticks_in_one_tab_show_in_another_and_neither_loses_any(page: Page, server: Served) -> None:
    arrive(page, server.url("before/"))
    other = page.context.new_page()
    arrive(other, server.url("before/"))
    box(page).check()
    expect(box(other)).to_be_checked()
    box(other, "set-cut-off").check()
    expect(box(page, "set-cut-off")).to_be_checked()
    assert [id_ for id_, entry in stored(page).items() if entry["done"]] == [FIRST, "set-cut-off"]


def test_the_site_below_a_path_works_the_same(page: Page, server: Served) -> None:
    arrive(page, server.url("before/", below=True))
    box(page).check()
    assert stored(page)[FIRST]["done"] is True
    item(page, "set-export-date").locator("summary").click()
    item(page, "set-export-date").get_by_role("link", name="Set the cut-off", exact=True).click()
    expect(page).to_have_url(server.url("how-to/set-the-cut-off/", below=True))
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Set the cut-off"))


# Counting


def test_progress_of_section_phase_and_all(page: Page, server: Served, guide: Guide) -> None:
    arrive(page, server.url("before/"))
    before = guide.checklist("before")
    section = before.sections[0]
    for wanted in section.items[:2]:
        box(page, wanted.id).check()
    expect(page.locator(f"[data-section='{section.id}'] [data-section-count]")).to_have_text(
        f"2 of {len(section.items)} ticked"
    )
    expect(page.locator("[data-count-text]")).to_have_text(
        f"2 of {len(before.items)} ticked in this browser"
    )
    expect(page.get_by_role("status").filter(has_text="2 of")).to_have_text(
        f"2 of {len(before.items)} ticked in this browser"
    )
    arrive(page, server.url())
    lines = page.locator("[data-module='guide/overview'] li")
    expect(lines.nth(0)).to_contain_text(f"2 of {len(before.items)} ticked")
    expect(lines.last).to_contain_text(f"2 of {len(guide.items)} ticked")
    assert lines.last.get_by_role("progressbar").evaluate("bar => bar.value") == 2


def test_nothing_is_announced_on_arrival_and_an_unknown_role_in_the_address_shows_everything(
    page: Page, server: Served
) -> None:
    arrive(page, server.url("before/?role=president&x=1"))
    expect(item(page)).to_be_visible()
    expect(page.get_by_label("Show items of")).to_have_value("")
    page.wait_for_timeout(700)
    assert [text for text in page.get_by_role("status").all_text_contents() if text.strip()] == []
    # Without a plan nothing is left out for another region.
    expect(item(page, "decide-au-compliance")).to_be_visible()
    expect(page.locator("[data-left-out]")).to_be_hidden()


# Filters


def test_role_filter_stands_in_the_address(page: Page, server: Served, guide: Guide) -> None:
    arrive(page, server.url("before/"))
    page.get_by_label("Show items of").select_option("billing")
    expect(page).to_have_url(server.url("before/?role=billing"))
    shown = [i.id for i in guide.checklist("before").items if i.role.id in ("billing", EVERYONE)]
    visible = page.locator("[data-item]:visible")
    expect(visible).to_have_count(len(shown))
    assert visible.evaluate_all("boxes => boxes.map(box => box.dataset.item)") == shown
    reload(page)
    expect(visible).to_have_count(len(shown))
    expect(page.get_by_label("Show items of")).to_have_value("billing")
    page.get_by_label("Show items of").select_option("")
    expect(page).to_have_url(server.url("before/"))
    # Headings without items go with them.
    page.get_by_label("Show items of").select_option("timekeeper")
    expect(visible).not_to_have_count(len(shown))
    for section in guide.checklist("before").sections:
        has_any = any(i.role.id in ("timekeeper", EVERYONE) for i in section.items)
        expect(page.locator(f"h3#{section.id}")).to_be_visible(visible=has_any)


def test_open_filter_hides_what_was_ticked_before_but_not_under_the_hand(
    page: Page, server: Served
) -> None:
    arrive(page, server.url("before/"))
    box(page).check()
    page.get_by_label("Open items only").check()
    expect(page).to_have_url(server.url("before/?show=open"))
    expect(item(page)).to_be_hidden()
    box(page, "set-cut-off").check()
    expect(item(page, "set-cut-off")).to_be_visible()
    reload(page)
    expect(item(page, "set-cut-off")).to_be_hidden()


def test_a_filter_that_matches_nothing_says_so(page: Page, server: Served, guide: Guide) -> None:
    done = {i.id: {"done": True, "at": ""} for i in guide.checklist("before").items}
    store(page, server, {KEY: {"items": done}})
    arrive(page, server.url("before/?role=it&show=open"))
    expect(page.get_by_text("No item of this phase matches the filter.")).to_be_visible()
    page.get_by_role("button", name="Show all items").click()
    expect(page.locator("[data-item]:visible")).to_have_count(len(done))
    expect(page).to_have_url(server.url("before/"))


def test_a_link_to_a_hidden_item_shows_it(page: Page, server: Served, guide: Guide) -> None:
    hidden = next(i for i in guide.checklist("before").items if i.role.id == "coordinator")
    arrive(page, server.url(f"before/?role=billing#item-{hidden.id}"))
    expect(item(page, hidden.id)).to_be_in_viewport()


# Clearing


def test_clearing_can_be_undone_until_the_page_is_left(page: Page, server: Served) -> None:
    arrive(page, server.url("before/"))
    page.get_by_text(MORE).click()
    clear = page.get_by_role("button", name="Clear all ticks")
    undo = page.get_by_role("button", name="Undo")
    expect(clear).to_be_disabled()
    box(page).check()
    box(page, "set-cut-off").check()
    clear.click()
    expect(box(page)).not_to_be_checked()
    expect(undo).to_be_focused()
    undo.click()
    expect(box(page)).to_be_checked()
    expect(box(page, "set-cut-off")).to_be_checked()
    expect(undo).to_be_hidden()
    clear.click()
    box(page, "set-export-date").check()
    clear.click()
    undo.click()
    expect(undo).to_be_focused()
    expect(box(page)).not_to_be_checked()
    undo.click()
    for id_ in ("name-coordinator", "set-cut-off", "set-export-date"):
        expect(box(page, id_)).to_be_checked()
    clear.click()
    reload(page)
    expect(undo).to_be_hidden()
    expect(box(page)).not_to_be_checked()


def test_only_the_ticks_shown_are_cleared(page: Page, server: Served, guide: Guide) -> None:
    items = guide.checklist("before").items
    mine = next(i.id for i in items if i.role.id == "it")
    other = next(i.id for i in items if i.role.id == "billing")
    arrive(page, server.url("before/?role=it"))
    page.get_by_text(MORE).click()
    clear = page.get_by_role("button", name="Clear the ticks shown")
    expect(clear).to_be_disabled()
    page.get_by_label("Show items of").select_option("")
    box(page, mine).check()
    box(page, other).check()
    page.get_by_label("Show items of").select_option("it")
    clear.click()
    expect(page.get_by_text("Ticks cleared: 1.")).to_be_visible()
    page.get_by_label("Show items of").select_option("")
    expect(box(page, mine)).not_to_be_checked()
    expect(box(page, other)).to_be_checked()


# Keyboard


def test_everything_works_by_keyboard(page: Page, server: Served) -> None:
    arrive(page, server.url("before/"))
    select = page.get_by_label("Show items of")
    expect(select).to_be_visible()
    select.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Open items only")).to_be_focused()
    page.keyboard.press("Tab")
    # Nothing to clear yet: focus goes on to the first heading's link, then to the first item.
    for _ in range(3):
        if box(page).evaluate("box => box === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(box(page)).to_be_focused()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Space")
    expect(box(page)).to_be_checked()
    page.keyboard.press("Tab")
    expect(item(page).locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(item(page).get_by_text("Done when")).to_be_visible()
    page.get_by_text(MORE).press("Enter")
    page.get_by_role("button", name="Clear all ticks").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # the focus is on Undo by now
    expect(box(page)).to_be_checked()


# Points of no return, dates


def test_points_of_no_return_say_so_in_words(plain: Page, server: Served, guide: Guide) -> None:
    """On a phone, and from the markup that scripts find."""
    marked = [i for c in guide.checklists for i in c.items if i.no_return]
    assert marked
    size = plain.viewport_size
    plain.set_viewport_size({"width": 390, "height": 800})
    for checklist in guide.checklists:
        plain.goto(server.url(f"{checklist.id}/"))
        expect(plain.locator("[data-item]").first).to_be_visible()
        for wanted in (i for i in checklist.items if i.no_return):
            expect(item(plain, wanted.id).get_by_text("Point of no return.")).to_be_visible()
    if size:
        plain.set_viewport_size(size)


def test_items_carry_the_dates_of_the_firm_whatever_this_browser_plans(
    page: Page, firm_server: Served
) -> None:
    plan = page_plan(firm_of("US", {"export_day": dt.date(2027, 3, 8)}))
    store(page, firm_server, {"transition-guide:plan": plan})
    arrive(page, firm_server.url("before/"))
    expect(item(page, "set-cut-off").locator("time")).to_have_text("Wed 30 Dec 2026")
    expect(item(page).locator(".tg-due")).to_have_text("Due Tue 22 Dec 2026")


# Robustness


def test_a_component_that_cannot_start_leaves_the_others(
    page: Page, server: Served, watch: Watch
) -> None:
    def broken(route: Route) -> None:
        html = route.fetch().text().replace("data-role-filter", "data-gone")
        route.fulfill(body=html, content_type="text/html; charset=utf-8")

    page.route("**/before/", broken)
    page.goto(server.url("before/"))
    page.get_by_role("button", name="No", exact=True).click()
    expect(page.get_by_role("group", name="What was wrong?")).to_be_visible()
    assert watch.seen == ["console: guide/checklist: no [data-role-filter]"]
    watch.seen.clear()
