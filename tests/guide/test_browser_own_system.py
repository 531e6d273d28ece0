"""On a site for anybody, a reader chooses the system that the firm leaves, and its menus stand beside the items."""

from __future__ import annotations

import io
import json

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from template_builder.guide.model import Guide
from template_builder.guide.own_reports import own_reports
from tests.guide.test_browser import arrive, item, reload
from tests.guide.test_browser_roles import PLAN_KEY
from tests.support.site import Served
from tests.support.storage import store

pytestmark = pytest.mark.browser


def lines(page: Page) -> dict[str, str]:
    """What stands beside the items of a page, by the id of the item; also of those that are not laid out yet."""
    found = page.locator(".tg-own:not([hidden])")
    return dict(
        found.evaluate_all("all => all.map((one) => [one.parentElement.id, one.textContent])")
    )


def wanted(guide: Guide, system: str, phase: str) -> dict[str, str]:
    """The same in the words of the workbooks, which Python writes."""
    own = {
        f"item-{i.id}": own_reports(guide, guide.system(system), i.reports)
        for i in guide.checklist(phase).items
    }
    return {id_: each.text for id_, each in own.items() if each}


def test_a_choice_shows_its_menus_beside_the_items(
    page: Page, server: Served, guide: Guide
) -> None:
    arrive(page, server.url("before/"))
    assert lines(page) == {}
    page.locator("summary", has_text="More controls").click()
    page.get_by_label("You leave").select_option("PCLaw")
    listing = item(page, "take-trust-listing")
    expect(listing.locator(".tg-own")).to_contain_text("Reports → Client → Trust Listing")
    assert lines(page) == wanted(guide, "pclaw", "before")
    expect(page.locator("[data-own-system]")).to_contain_text("Kept in this browser.")

    # A plan that is made afterwards follows, and so does one that is there when the choice changes.
    arrive(page, server.url("tools/plan/"))
    expect(page.locator("select[name=system]")).to_have_value("pclaw")
    plan = json.dumps({"version": 1, "exportDay": "2027-01-14", "system": "pclaw"})
    page.evaluate("([key, plan]) => localStorage.setItem(key, plan)", [PLAN_KEY, plan])
    arrive(page, server.url("reference/keep-records/"))
    page.get_by_label("You leave").select_option("tabs3")
    expect(page.locator("#report-ar-aging .tg-own")).to_contain_text("In Tabs3")
    expect(page.locator("[data-own-page] a")).to_have_attribute(
        "href", server.url("reference/systems/tabs3/")
    )
    assert json.loads(page.evaluate(f"localStorage.getItem('{PLAN_KEY}')"))["system"] == "tabs3"

    arrive(page, server.url("during/"))
    expect(item(page, "take-billing-history").locator(".tg-own")).to_be_visible()
    assert lines(page) == wanted(guide, "tabs3", "during")
    arrive(page, server.url("roles/billing/"))
    expect(item(page, "take-trust-listing").locator(".tg-own")).to_contain_text("In Tabs3")
    page.locator("summary", has_text="More controls").click()
    # The longest menus of all fit on a sheet of two pages.
    page.get_by_label("You leave").select_option("leap")
    expect(item(page, "take-trust-listing").locator(".tg-own")).to_contain_text("In LEAP")
    assert len(PdfReader(io.BytesIO(page.pdf(format="Letter"))).pages) == 2
    page.get_by_label("You leave").select_option("not chosen, or not listed")
    expect(item(page, "take-trust-listing").locator(".tg-own")).to_be_hidden()
    reload(page)
    assert lines(page) == {}


def test_a_plan_of_this_browser_is_a_choice(page: Page, server: Served) -> None:
    plan = {"version": 1, "exportDay": "2027-01-14", "system": "clio-next-door"}
    store(page, server, {PLAN_KEY: plan})
    arrive(page, server.url("before/"))
    page.locator("summary", has_text="More controls").click()
    expect(page.get_by_label("You leave")).to_have_value("other")
    assert lines(page) == {}
    store(page, server, {PLAN_KEY: {**plan, "system": "mycase"}})
    arrive(page, server.url("before/"))
    expect(item(page, "take-trust-listing").locator(".tg-own")).to_contain_text("In MyCase:")
