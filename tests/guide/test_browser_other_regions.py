"""On a site for anybody, the plan of this browser says which region's items are shown."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from template_builder.guide.model import Guide
from tests.guide.test_browser import arrive, item
from tests.guide.test_browser_roles import PLAN_KEY
from tests.support.site import Served
from tests.support.storage import store

pytestmark = pytest.mark.browser

OWN = "decide-au-compliance"


def plan_for(region: str) -> dict[str, object]:
    return {PLAN_KEY: {"version": 1, "exportDay": "2027-01-14", "region": region}}


def test_what_concerns_other_regions_is_neither_shown_nor_counted(
    page: Page, server: Served, guide: Guide
) -> None:
    count = len(guide.checklist("before").items)
    left_out = page.locator("[data-left-out]")
    store(page, server, plan_for("CA-ON"))
    arrive(page, server.url("before/"))
    expect(item(page, OWN)).to_have_count(0)
    expect(page.locator("[data-count-text]")).to_have_text(
        f"0 of {count - 1} ticked in this browser"
    )
    left_out.locator("summary").click()
    expect(left_out).to_contain_text("only for Australia and New Zealand")
    arrive(page, server.url("roles/billing/"))
    expect(item(page, OWN)).to_have_count(0)
    arrive(page, server.url("after/"))
    expect(item(page, "create-trust-account").locator("[data-waits]")).to_be_visible()
    expect(item(page, "create-trust-account").locator("[data-waits]")).not_to_contain_text(
        "trust compliance"
    )
    arrive(page, server.url("tools/sign-off/"))
    expect(page.locator("[data-count-text]")).to_contain_text(f"of {len(guide.items) - 1} items")
    arrive(page, server.url("?role=billing"))
    expect(page.locator("[data-total] [data-count-text]")).to_have_text(
        f"0 of {len(guide.items) - 1} ticked"
    )
    every = page.get_by_role("button", name="Show all")
    if every.is_visible():
        every.click()
    expect(page.locator(f"#today-{OWN}")).to_have_count(0)


def test_for_its_own_region_it_is_shown(page: Page, server: Served) -> None:
    store(page, server, plan_for("AU-NSW"))
    arrive(page, server.url("before/"))
    expect(item(page, OWN)).to_be_visible()
    expect(page.locator("[data-left-out]")).to_be_hidden()
