"""The page Compare for the review, as a coordinator uses it who has the lists of both systems."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.review.test_service import CLIENTS, NEW, OLD, csv, table
from tests.support.site import Served
from tests.support.tool_pages import PATIENCE, arrive, choose, done, looks_good, said, saved

pytestmark = pytest.mark.browser

ODD = csv("Matter No,Client,Date Opened", "0101,Orchard,02/03/2024", "0102,Bakery,04/05/2024")


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    for name, data in {**OLD, **NEW, "odd.csv": ODD}.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def test_the_lists_of_both_systems_give_differences_and_the_workbook(
    page: Page, server: Served, lists: Path
) -> None:
    arrive(page, server, "review")
    go = page.get_by_role("button", name="Compare the lists")
    expect(go).to_be_disabled()
    choose(page, "old", *(lists / name for name in OLD))
    choose(page, "new", *(lists / name for name in NEW))
    expect(page.locator("[data-listing]")).to_have_count(len(OLD) + len(NEW), timeout=PATIENCE)
    expect(go).to_be_enabled(timeout=PATIENCE)
    go.focus()
    page.keyboard.press("Enter")
    done(page)
    expect(page.get_by_role("heading", name="The review", exact=True)).to_be_focused()
    expect(page.get_by_role("row", name="Matters: Closed")).to_contain_text("1 missing in Clio")
    everything = page.get_by_role("row", name="Matters: All")
    expect(everything).to_contain_text("same number, but 4 differences: see below")
    missing = page.get_by_text("Missing in Clio: 1", exact=True)
    missing.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("rowheader", name="2024-0102")).to_be_visible()
    name, data = saved(page, "Save review.xlsx")
    assert name == "review.xlsx"
    assert [row["Record"] for row in table(data, "Corrections")] == ["2024-0102"] + [
        "2024-0103"
    ] * 2
    choose(page, "old", lists / "odd.csv")
    expect(go).to_be_disabled()  # while it is read, and then by its question
    expect(page.locator("[data-listing='old/odd.csv'] summary")).to_contain_text("1 question")
    expect(said(page)).to_have_text("Something has changed since: start again.")


def test_what_a_list_does_not_say_is_asked_and_taken_by_keyboard(
    page: Page, server: Served, lists: Path, axe: str
) -> None:
    arrive(page, server, "review")
    choose(page, "old", lists / "odd.csv", lists / "old-contacts.csv")
    asked = page.locator("[data-listing='old/odd.csv']")
    expect(asked.locator("summary")).to_contain_text("1 question", timeout=PATIENCE)
    other = page.locator("[data-listing='old/old-contacts.csv'] summary")
    expect(other).to_contain_text("2 rows. Name: Name")
    go = page.get_by_role("button", name="Compare the lists")
    expect(go).to_be_disabled()
    looks_good(page, axe)
    asked.get_by_role("button", name="day first").focus()
    page.keyboard.press("Enter")
    expect(go).to_be_enabled(timeout=PATIENCE)
    go.focus()
    page.keyboard.press("Enter")
    done(page)
    expect(page.get_by_role("row", name="Matters: All")).to_contain_text("2")
    expect(
        page.get_by_text("Nothing was compared: no kind of list was given for both systems.")
    ).to_be_visible()
    looks_good(page, axe)
    _, data = saved(page, "Save review.xlsx")
    first = next(row for row in table(data, "Samples") if row["Data"] == "Matters")
    assert "opened Sat 2 Mar 2024" in str(first["Old system shows"])
    page.get_by_role("button", name="Remove odd.csv").click()
    expect(asked).to_have_count(0)
    expect(other).to_be_visible()


def test_what_is_chosen_while_lists_are_read_keeps_none_of_them_from_being_read(
    page: Page, server: Served, lists: Path
) -> None:
    (lists / "crosswalk.csv").write_bytes(csv("Old number,Clio display number", "1,00001-Orchard"))
    arrive(page, server, "review")
    page.get_by_text("What else is known").click()
    choose(page, "old", lists / "old-contacts.csv")
    choose(page, "new", *(lists / name for name in NEW))
    choose(page, "crosswalk", lists / "crosswalk.csv")
    expect(page.locator("[data-columns] details")).to_have_count(1 + len(NEW), timeout=PATIENCE)
    expect(page.get_by_role("button", name="Compare the lists")).to_be_enabled(timeout=PATIENCE)


CRASHES = 'globalThis.oddHabit = (args) => args?.listing?.[0] === "crash.csv" && "crashes";'
"""What stands in for the engine fails on a list of this name."""


def test_a_list_of_no_known_kind_keeps_no_other_from_being_read_and_its_kind_is_chosen(
    page: Page, server: Served, lists: Path
) -> None:
    (lists / "clients.csv").write_bytes(CLIENTS)
    (lists / "empty.csv").write_bytes(b"")
    (lists / "crash.csv").write_bytes(CLIENTS)
    arrive(page, server, "review")
    page.evaluate(CRASHES)
    names = ("empty.csv", "crash.csv", "clients.csv", "old-contacts.csv")
    choose(page, "old", *(lists / name for name in names))
    box = page.locator("[data-listing='old/clients.csv']")
    expect(page.locator("[data-listing='old/old-contacts.csv']")).to_be_visible(timeout=PATIENCE)
    expect(box.get_by_text("Its columns do not say what kind of list it is.")).to_be_visible()
    refused = page.locator("[data-refused-text]")
    expect(refused).to_contain_text("empty.csv")
    expect(refused).to_contain_text("crash.csv: The check stopped because of an error in this")
    page.get_by_role("button", name="Remove crash.csv").click()
    page.get_by_role("button", name="Remove empty.csv").click()
    box.get_by_label("Kind of list").select_option("List of contacts")
    expect(box.get_by_label("Kind of list")).to_be_focused(timeout=PATIENCE)
    box.get_by_label("Column B Surname").select_option("Name")
    expect(box.locator("summary")).to_contain_text("1 row. Name: Surname", timeout=PATIENCE)
    expect(page.get_by_role("button", name="Compare the lists")).to_be_enabled(timeout=PATIENCE)
