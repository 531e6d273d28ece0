"""Somebody changes their name: what they ticked for themselves goes along, in their own browser and in the coordinator's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.guide.test_browser import arrive, box
from tests.guide.test_browser_you import unfold
from tests.progress.test_browser import PLAN, choose, open_tool, part, rows, save
from tests.progress.test_browser_merging import EACH
from tests.support.backups import backup, ticked
from tests.support.site import Served
from tests.support.storage import remember

pytestmark = pytest.mark.browser

EARLIER, NOW = "Alex Exampel", "Alex Example"
EARLIER_ID = "plnuyjx-1b3xzo2"


def plan_of(*names: str) -> str:
    people = [{"name": name, "roles": []} for name in names]
    return json.dumps({**json.loads(PLAN), "people": people})


def coordinator(page: Page, server: Served, *names: str) -> None:
    remember(page, server, {"plan": plan_of(*names)})
    open_tool(page, server)


def test_who_changes_their_name_takes_along_what_they_ticked(page: Page, server: Served) -> None:
    remember(page, server, {"name": EARLIER})
    arrive(page, server.url("before/"))
    box(page, EACH).check()
    alex = page.context.new_page()
    arrive(alex, server.url())
    unfold(alex, f"You are {EARLIER}")
    alex.get_by_role("textbox", name="Your name").fill(NOW)
    alex.keyboard.press("Tab")
    expect(box(page, EACH)).not_to_be_checked()
    offer = alex.get_by_role("button", name=f"I am the same person: count it for {NOW}")
    expect(alex.get_by_text(f"What you ticked as {EARLIER} stays under that name")).to_be_visible()
    alex.get_by_label("Your role").select_option("timekeeper")
    offer.click()
    expect(alex.get_by_text(f"What you ticked as {EARLIER} counts for {NOW}.")).to_be_visible()
    expect(box(page, EACH)).to_be_checked()
    undo = alex.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    undo.press("Enter")
    expect(offer).to_be_focused()
    expect(box(page, EACH)).not_to_be_checked()
    # Whoever takes the name back is no longer told to.
    for name, is_told in (("", True), (EARLIER, False)):
        alex.get_by_role("textbox", name="Your name").fill(name)
        alex.keyboard.press("Tab")
        expect(alex.get_by_text("Type it again to see it.")).to_be_visible(visible=is_told)
    # On the page of backups, where a name can be typed as well.
    open_tool(alex, server)
    for name in (EARLIER, NOW):
        part(alex, "backup").get_by_label("Your name").fill(name)
        alex.keyboard.press("Tab")
    part(alex, "backup").get_by_role("button", name="I am the same person").click()
    expect(box(page, EACH)).to_be_checked()
    file = save(alex, "alex-example")

    coordinator(alex, server, NOW, "Billie Sample")
    preview = choose(alex, "merge", file)
    assert rows(preview)[-1] == [
        f"What {EARLIER} ticked",
        "Counts for nobody else",
        f"Counts for {NOW}",
    ]
    preview.get_by_role("button", name="Merge 1 file").click()
    row = part(alex, "each").locator("tr", has_text="still on paper or in your head").locator("td")
    expect(row.nth(0)).to_have_text("1 of 2")
    expect(row.nth(1)).to_have_text("Billie Sample")
    expect(part(alex, "each").get_by_text("not among the people of the plan")).to_have_count(0)


def test_the_coordinator_counts_an_earlier_name_for_somebody_of_the_plan(
    page: Page, server: Served, tmp_path: Path
) -> None:
    from_before = {"before": {f"{EACH}:{EARLIER_ID}": ticked("1-1-1", 5, by=EARLIER)}}
    earlier = backup(tmp_path / "a.json", "1-1-1", from_before, by=EARLIER)
    later = backup(tmp_path / "b.json", "1-1-1", {}, by=NOW)
    coordinator(page, server, NOW, "Billie Sample")
    choose(page, "merge", earlier).get_by_role("button", name="Merge 1 file").click()
    each = part(page, "each")
    row = each.locator("tr", has_text="still on paper or in your head").locator("td")
    expect(
        each.get_by_text("who is not among the people of the plan, has ticked 1 item")
    ).to_be_visible()
    button = each.get_by_role("button", name="Count it for this person")
    expect(button).to_be_disabled()
    each.get_by_label(f"{EARLIER} is now").select_option(NOW)
    button.click()
    expect(row.nth(0)).to_have_text("1 of 2")
    each.get_by_role("button", name="Undo").click()
    expect(row.nth(0)).to_have_text("0 of 2")
    # In merging: her next file comes from the same browser, under the new name.
    preview = choose(page, "merge", later)
    question = preview.get_by_label(f"{NOW} is the new name of {EARLIER}")
    question.check()
    # Another tab writes meanwhile: the preview is made anew, and what was answered stays.
    shown = question.element_handle()
    page.evaluate("dispatchEvent(new StorageEvent('storage'))")
    page.wait_for_function("shown => !shown.isConnected", arg=shown)
    expect(question).to_be_checked()
    preview.get_by_role("button", name="Merge 1 file").click()
    expect(row.nth(0)).to_have_text("1 of 2")
    table = part(page, "arrivals").get_by_role("row")
    expect(table.filter(has_text=EARLIER)).to_have_count(0)
    expect(table.filter(has_text=NOW)).not_to_contain_text("None")
    expect(part(page, "arrivals").get_by_text("the same number")).to_have_count(0)
    each.get_by_role("button", name=f"Take back: {EARLIER}").click()
    expect(row.nth(0)).to_have_text("0 of 2")
