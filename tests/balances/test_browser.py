"""The page Tie out balances, as a bookkeeper uses it who has both listings."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.balances.test_answer import ask
from tests.balances.test_commands import CROSSWALK
from tests.balances.test_listings import AGING, LEDGER, LISTING, OLD_AGING, OLD_TRUST
from tests.support.site import Served
from tests.support.tool_pages import PATIENCE, arrive, choose, done, looks_good, saved

pytestmark = pytest.mark.browser

FILES = {
    "old.csv": OLD_TRUST,
    "clio.csv": LEDGER,
    "old-aging.csv": OLD_AGING.replace(b"103,", b"109,"),
    "aging.csv": AGING,
    "crosswalk.csv": CROSSWALK,
    "unclear.csv": OLD_TRUST.replace(b",Balance", b",Held"),
    "two.csv": OLD_TRUST.replace(b"Sale,Main", b"Sale,Second"),
    "clio-two.csv": LISTING.replace(b"Kim Specimen,IOLTA", b"Kim Specimen,Escrow"),
}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def give(page: Page, files: Path, old: str, new: str) -> None:
    choose(page, "old", files / old)
    choose(page, "new", files / new)
    choose(page, "crosswalk", files / "crosswalk.csv")


def compare(page: Page) -> None:
    """By the keyboard, once the page says that nothing is missing."""
    button = page.locator("[data-go]")
    expect(button).to_be_enabled(timeout=PATIENCE)
    button.focus()
    page.keyboard.press("Enter")
    done(page)


def test_what_differs_comes_first_and_the_workbook_is_that_of_the_command_line(
    page: Page, server: Served, files: Path
) -> None:
    arrive(page, server, "balances")
    give(page, files, "old.csv", "clio.csv")
    compare(page)
    expect(page.locator("[data-results-title]")).to_be_focused()
    expect(page.locator("[data-verdict]")).to_have_text("2 rows of 4 do not tie.")
    row = page.locator("[data-open] tbody tr").first
    expect(row).to_contain_text("103, 00003-Bakery, Sample Bakery Inc")
    expect(row).to_contain_text("-0.45")
    expect(row).to_contain_text("Differs: enter nothing, ask the specialist.")
    expect(page.locator("[data-equal] > summary")).to_have_text("Rows that tie: 2")
    _, made = ask(
        old=("old.csv", OLD_TRUST),
        new=("clio.csv", LEDGER),
        crosswalk=[("crosswalk.csv", CROSSWALK)],
    )
    assert saved(page, "Save balances.xlsx") == ("balances.xlsx", made["balances.xlsx"])
    # What was compared before a listing changes must not be taken for what would be now.
    choose(page, "old", files / "unclear.csv")
    expect(page.locator("[data-results]")).to_be_hidden()
    expect(page.get_by_text("No column is certain to be the trust balance.")).to_be_visible(
        timeout=PATIENCE
    )
    expect(page.locator("[data-go]")).to_be_disabled()
    page.get_by_label("Column E Held").select_option("Trust balance")
    compare(page)
    expect(page.locator("[data-verdict]")).to_have_text("2 rows of 4 do not tie.")


def test_receivables_are_compared_without_a_money_log(
    page: Page, server: Served, files: Path
) -> None:
    arrive(page, server, "balances")
    page.get_by_label("Trust money").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Receivables", exact=True)).to_be_checked()
    expect(page.locator("#drop-money_log")).to_be_hidden()
    give(page, files, "old-aging.csv", "aging.csv")
    compare(page)
    expect(
        page.get_by_role(
            "cell", name="only in the old listing. Not in the crosswalk. In Clio is blank: look"
        )
    ).to_be_visible()


def test_accounts_with_other_names_in_clio_are_asked_about(
    page: Page, server: Served, files: Path, axe: str
) -> None:
    arrive(page, server, "balances")
    give(page, files, "two.csv", "clio-two.csv")
    compare(page)
    expect(page.get_by_text("The trust accounts have other names in Clio.")).to_be_visible()
    expect(page.get_by_role("button", name="Save balances.xlsx")).to_be_hidden()
    looks_good(page, axe)
    page.get_by_label("Main is").select_option("IOLTA")
    page.get_by_label("Second is").select_option("Escrow")
    page.locator("[data-again]").press("Enter")
    expect(page.locator("[data-verdict]")).to_contain_text("do not tie", timeout=PATIENCE)
    page.get_by_text("How the listings were read").click()
    looks_good(page, axe)
