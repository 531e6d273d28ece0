"""A reader says once who they are: name and role, of the people of the plan or by typing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.guide.test_browser import FULL, arrive, box, reload, stored
from tests.guide.test_browser_roles import PLAN_KEY
from tests.support.site import Served
from tests.support.storage import store

pytestmark = pytest.mark.browser

PEOPLE = [
    {"name": "Alex Example", "roles": ["coordinator"]},
    {"name": "Billie Sample", "roles": ["billing", "timekeeper"]},
]


def kept(page: Page, name: str) -> str:
    return page.evaluate(f"localStorage.getItem('transition-guide:{name}')")


def unfold(page: Page, words: str = "Who are you?") -> None:
    page.locator("summary", has_text=words).click()


def test_who_chooses_a_name_has_the_roles_of_the_plan(page: Page, server: Served) -> None:
    plan = {"version": 1, "exportDay": "2027-01-14", "people": PEOPLE}
    store(page, server, {PLAN_KEY: plan})
    arrive(page, server.url())
    unfold(page)
    expect(page.get_by_role("textbox", name="Your name")).to_have_count(0)
    page.get_by_role("combobox", name="Your name").select_option("Billie Sample")
    expect(page.locator("[data-summary]")).to_have_text(
        "You are Billie Sample, Billing and Timekeeper"
    )
    assert kept(page, "name") == "Billie Sample"
    assert kept(page, "role") == "billing timekeeper"
    shown = page.get_by_label("Show items of")
    expect(shown.locator("option:checked")).to_have_text("Billing, Timekeeper and everyone")
    whose = page.locator("[data-whose]").all_inner_texts()
    assert whose
    assert set(whose) <= {"Billing", "Timekeeper", "Everyone"}
    reload(page)
    expect(
        page.locator(".tg-you").get_by_role("link", name="Billing in date order")
    ).to_be_visible()
    expect(page.locator(".tg-you")).to_contain_text("your workbook")
    expect(page.locator(".tg-you").get_by_role("link", name="Monday's meeting")).to_be_hidden()
    # Another role in another tab shows at once.
    other = page.context.new_page()
    store(other, server, {"transition-guide:role": "coordinator"})
    expect(page.locator(".tg-you").get_by_role("link", name="Monday's meeting")).to_be_visible()
    store(other, server, {"transition-guide:role": "billing timekeeper"})
    # On the sheet of a role as well, where somebody else takes over by typing.
    page.locator(".tg-you").get_by_role("link", name="Timekeeper in date order").click()
    unfold(page, "You are Billie Sample")
    page.get_by_role("combobox", name="Your name").select_option("another name")
    expect(page.get_by_role("textbox", name="Other name")).to_be_focused()
    page.keyboard.type("Casey Specimen")
    page.keyboard.press("Tab")
    expect(page.locator("[data-summary]")).to_contain_text("You are Casey Specimen")
    expect(page.get_by_text("What you ticked as Billie Sample stays")).to_be_visible()


def test_a_typed_name_signs_the_ticks_by_keyboard(page: Page, server: Served) -> None:
    arrive(page, server.url())
    page.locator("summary", has_text="Who are you?").press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("textbox", name="Your name")).to_be_focused()
    page.keyboard.type("Casey Specimen")
    page.keyboard.press("Tab")
    page.get_by_label("Your role").press("t")
    expect(page.locator("[data-summary]")).to_have_text("You are Casey Specimen, Timekeeper")
    expect(page.get_by_label("Show items of")).to_have_value("timekeeper")
    expect(page.get_by_role("status").filter(has_text="Kept")).to_have_text("Kept in this browser.")
    arrive(page, server.url("before/"))
    box(page).check()
    assert stored(page)["name-coordinator"]["by"] == "Casey Specimen"


def test_a_name_that_is_not_kept_is_said_beside_it(page: Page, server: Served) -> None:
    arrive(page, server.url())
    page.evaluate(FULL)
    unfold(page)
    expect(page.get_by_text("This is not kept.")).to_be_hidden()
    page.get_by_role("textbox", name="Your name").fill("Casey Specimen")
    page.keyboard.press("Tab")
    expect(page.locator("[data-not-kept]")).to_be_visible()
