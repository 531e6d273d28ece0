"""The page for partners: one sheet of paper, and the days of a plan made in this browser."""

from __future__ import annotations

import io
import json

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.guide.test_browser import arrive
from tests.support.site import Served

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_it_prints_on_one_sheet(page: Page, firm_server: Served, paper: str) -> None:
    arrive(page, firm_server.url("partners/"))
    (sheet,) = PdfReader(io.BytesIO(page.pdf(format=paper))).pages
    text = " ".join(sheet.extract_text().split())
    assert "Thu 14 Jan 2027 to Mon 1 Feb 2027, 10 business days" in text
    assert text.index("No bills") < text.index("in hours") < text.index("decisions that are yours")
    assert text.endswith("of this guide.")


def test_a_plan_of_this_browser_gives_the_days(page: Page, server: Served) -> None:
    arrive(page, server.url("partners/"))
    row = page.get_by_role("row", name="No bills to clients you have now")
    expect(row).to_contain_text("day 0 to business day 10, 10 business days")
    plan = json.dumps(
        {"version": 1, "exportDay": "2027-02-11", "holidays": {"2027-02-15": "A holiday"}}
    )
    page.evaluate("plan => localStorage.setItem('transition-guide:plan', plan)", plan)
    arrive(page, server.url("partners/"))
    expect(row).to_contain_text("Thu 11 Feb 2027 to Fri 26 Feb 2027, 10 business days")
