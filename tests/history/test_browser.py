"""The page of the Historical Data folder as a bookkeeper uses it: a folder on disk, its index, a comparison, a cancel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from template_builder.__main__ import main
from tests.support.folders import PDF
from tests.support.kit import TEST_FIRM
from tests.support.samples import inside
from tests.support.site import Served
from tests.support.tool_pages import PATIENCE, arrive, choose, done, looks_good, said, saved

pytestmark = pytest.mark.browser

LISTING = "001 Client trust listing, 2026-03-02.csv"
FILES = {
    LISTING: b"Client,Balance\nFictional Orchard,48000.05\nPlaceholder,210.50\nTotal,48210.55\n",
    "Trust/Trust ledger 2020-01-01 to 2026-03-02.pdf": PDF,
    "Trust/locked.pdf": PDF + b"/Encrypt 9 0 R",
    "Billing/large.bak": bytes(range(256)) * 20_000,
    "Thumbs.db": b"x",
}
INDEX = "historical-data-index.xlsx"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    for name, data in FILES.items():
        path = tmp_path / "Historical Data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (tmp_path / "firm.toml").write_text(TEST_FIRM.replace('"US"', '"US-NY"'), encoding="utf-8")
    with inside(tmp_path):
        yield tmp_path


def press(page: Page, button: str) -> None:
    """Reach a button by the keyboard alone, and use it."""
    wanted = page.get_by_role("button", name=button, exact=True)
    page.locator("#drop-folder").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        if wanted.evaluate("(each) => each === document.activeElement"):
            break
    expect(wanted).to_be_focused()
    page.keyboard.press("Enter")
    done(page)


def test_a_folder_is_indexed_and_compared_as_on_the_command_line(
    page: Page, server: Served, place: Path, axe: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arrive(page, server, "history")
    expect(page.get_by_role("button", name="Fill in the index")).to_be_disabled()
    choose(page, "folder", place / "Historical Data")
    chosen = page.locator("[data-drop=folder] [data-chosen]")
    expect(chosen).to_have_text("4 files, 5.1 MB. 1 file that a program left there is not read.")
    choose(page, "firm", place / "firm.toml")
    expect(page.get_by_role("button", name="Compare with the index")).to_be_disabled()
    press(page, "Fill in the index")
    expect(page.locator("[data-results-title]")).to_be_focused()
    name, index = saved(page, f"Save {INDEX}")
    assert name == INDEX
    main(["history", "index", "Historical Data", "--firm", "firm.toml", "--out", INDEX])
    assert index == (place / INDEX).read_bytes()
    told = page.locator("[data-of-index]")
    expect(told.locator("[data-attention] tr", has_text="Trust/locked.pdf")).to_contain_text(
        "It is encrypted"
    )
    expect(told).to_contain_text("Check with your regulator.")
    expect(told.locator("[data-missing-reports] li", has_text="Copies of issued")).to_have_count(1)
    told.get_by_text("Rows", exact=True).click()
    row = told.locator("[data-rows] tr", has_text=LISTING)
    expect(row.locator("em", has_text="48210.55")).to_be_visible()
    looks_good(page, axe)
    choose(page, "index", place / INDEX)
    expect(said(page)).to_have_text("Something has changed since: start again.")
    press(page, "Compare with the index")
    expect(page.locator("[data-same]")).to_be_visible()
    looks_good(page, axe)

    (place / "Historical Data/Trust/locked.pdf").write_bytes(PDF + b"%opened")
    (place / "Historical Data/Billing/large.bak").rename(place / "Historical Data/backup.bak")
    names = (LISTING, "Trust/locked.pdf", "Trust/Trust ledger 2020-01-01 to 2026-03-02.pdf", "backup.bak")  # fmt: skip
    choose(page, "folder", place / "Historical Data")
    expect(said(page)).to_have_text("Something has changed since: start again.")
    capsys.readouterr()
    main(["history", "verify", "Historical Data", "--index", INDEX, "--firm", "firm.toml"])
    printed = capsys.readouterr().out
    press(page, "Compare with the index")
    expect(page.locator("[data-same]")).to_be_hidden()
    expect(page.locator("[data-differences] tr", has_text="locked.pdf")).to_contain_text("differs")
    expect(page.locator("[data-differences] tr", has_text="large.bak")).to_contain_text("renamed")
    receipt = page.locator("[data-receipt]")
    expect(receipt).to_have_text(printed.splitlines()[-1])
    size = sum(len((place / "Historical Data" / name).read_bytes()) for name in names)
    expect(receipt).to_contain_text(f"4 files of {size:,} bytes compared on {dt.date.today()}")
    text = saved(page, "Save the comparison as text")
    assert text == ("comparison.txt", printed.encode())
    looks_good(page, axe)

    press(page, "Fill in the index")
    changes = page.locator("[data-changes-list]")
    expect(changes).to_contain_text("ChangedTrust/locked.pdf")
    expect(changes).to_contain_text("RenamedBilling/large.bak")

    choose(page, "index", place / "firm.toml")
    page.get_by_role("button", name="Compare with the index").click()
    page.locator("[data-refused]:visible").wait_for(timeout=PATIENCE)
    looks_good(page, axe)


ONE_ODD = """
  let left = 1;
  globalThis.oddHabit = (args) => args?.name === "b stuck.pdf" && left-- > 0 && "%s";
"""
"""Of what stands in for the engine: it fails at one file, and no second time."""


def with_one_odd_file(place: Path) -> Path:
    folder = place / "odd"
    folder.mkdir()
    for name in ("a.pdf", "b stuck.pdf", "c.pdf"):
        (folder / name).write_bytes(PDF + name.encode())
    return folder


def test_a_run_can_be_cancelled_and_goes_on_where_it_was(
    page: Page, server: Served, place: Path
) -> None:
    arrive(page, server, "history")
    page.evaluate(ONE_ODD % "hangs")
    choose(page, "folder", with_one_odd_file(place))
    page.get_by_role("button", name="Fill in the index").click()
    expect(said(page)).to_contain_text("1 of 3 files", timeout=PATIENCE)
    expect(page.locator("[data-busy-bar]")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(said(page)).to_contain_text("Cancelled after 1 of 3 files.")
    expect(page.locator("[data-results]")).to_be_hidden()
    page.get_by_role("button", name="Fill in the index").click()
    done(page)
    expect(page.locator("[data-summary]")).to_contain_text("3 files, ")
    expect(page.locator("[data-attention]")).to_contain_text("Nothing needs attention.")


def test_a_file_that_stops_the_engine_stops_no_other(
    page: Page, server: Served, place: Path
) -> None:
    arrive(page, server, "history")
    page.evaluate(ONE_ODD % "crashes")
    choose(page, "folder", with_one_odd_file(place))
    page.get_by_role("button", name="Fill in the index").click()
    done(page)
    expect(page.locator("[data-summary]")).to_contain_text("3 files, ")
    table = page.locator("[data-attention] tbody tr")
    expect(table).to_have_count(1)
    expect(table).to_contain_text("b stuck.pdf")
    expect(table).to_contain_text("It could not be looked at: ")
