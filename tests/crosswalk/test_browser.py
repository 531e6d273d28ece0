"""The page Propose a crosswalk, as somebody uses it who has both lists."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.crosswalk.test_crosswalk_lists import FILES
from tests.support.site import Served
from tests.support.tool_pages import PATIENCE, arrive, choose, done, looks_good, saved

pytestmark = pytest.mark.browser


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    """Both lists of matters, and of people."""
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def propose(page: Page, server: Served, lists: Path) -> None:
    """Choose all four lists and wait for the proposal."""
    arrive(page, server, "crosswalk")
    go = page.get_by_role("button", name="Propose the crosswalk")
    expect(go).to_be_disabled()
    choose(page, "old", lists / "old.csv")
    choose(page, "clio", lists / "clio.csv")
    page.get_by_text("People too").click()
    choose(page, "old_people", lists / "old-people.csv")
    choose(page, "clio_people", lists / "users.csv")
    expect(go).to_be_enabled(timeout=PATIENCE)
    go.click()
    done(page)


def column(data: bytes, sheet: str, letter: str) -> list[object]:
    found = openpyxl.load_workbook(io.BytesIO(data))[sheet][letter][1:]
    return [cell.value for cell in found if cell.value]


def test_what_is_certain_and_what_is_decided_is_saved(
    page: Page, server: Served, lists: Path, axe: str
) -> None:
    propose(page, server, lists)
    looks_good(page, axe)
    open_ = page.locator("[data-open]:not([hidden])").first
    expect(open_).to_have_text("3 rows still to decide.")
    accept = page.get_by_role("button", name="Accept 00014-Okafor")
    accept.click()
    expect(accept).to_have_text("Accepted")
    expect(accept).to_be_focused()
    page.get_by_label("00012 in Clio").select_option("not in Clio")
    expect(open_).to_have_text("1 row still to decide.")
    page.get_by_label("Alex Example in Clio").select_option("another one of Clio")
    typed = page.get_by_label("Name in Clio for Alex Example")
    expect(typed).to_be_focused()
    typed.fill("Alex")
    typed.press("Tab")
    expect(page.get_by_text("Clio's list has no Alex.")).to_be_visible()
    typed.fill("alexander example")
    typed.press("Tab")
    expect(page.get_by_text("Every row is decided.")).to_be_visible()
    name, made = saved(page, "Save matter-crosswalk.xlsx")
    assert name == "matter-crosswalk.xlsx"
    assert column(made, "Matters", "D") == ["00012-Rivera", "00013-Orchard", "00014-Okafor"]
    assert column(made, "People", "B")[-2:] == ["Alexander Example", "Alexander Example"]
    assert column(made, "To decide", "E") == ["not in Clio"]

    # One matter of Clio for two old numbers is asked about.
    page.get_by_label("2024-0103 in Clio").select_option("another one of Clio")
    typed = page.get_by_label("Number in Clio for 2024-0103")
    typed.fill("00012-Rivera")
    typed.press("Tab")
    note = page.locator("[data-shared-note]")
    expect(note).to_contain_text("is the choice for 2024-0101 and 2024-0103.")
    page.get_by_label("2024-0103 in Clio").select_option("not decided")
    expect(note).to_be_hidden()


def test_what_a_list_does_not_say_is_asked_once(page: Page, server: Served, lists: Path) -> None:
    odd = lists / "odd.csv"
    odd.write_bytes(b'Foo,Bar\n2024-0101,"Rivera, Ana"\n2024-0102,Fictional Orchard Ltd\n')
    arrive(page, server, "crosswalk")
    choose(page, "old", odd)
    choose(page, "clio", lists / "clio.csv")
    go = page.get_by_role("button", name="Propose the crosswalk")
    summary = page.locator("[data-listing=old] summary")
    expect(summary).to_have_text("odd.csv: 1 question before it can be used", timeout=PATIENCE)
    expect(page.locator("[data-listing=clio] summary")).to_contain_text("Client: Client Name")
    expect(go).to_be_disabled()
    page.get_by_label("Column A Foo").select_option("Matter number")
    expect(go).to_be_enabled(timeout=PATIENCE)
    page.get_by_label("Column B Bar").select_option("Client")
    read = "odd.csv: 2 rows. Matter number: Foo; Client: Bar. 1 remark below."
    expect(summary).to_have_text(read)
    go.click()
    done(page)
    expect(page.locator("[data-open]:not([hidden])").first).to_have_text("1 row still to decide.")
    page.reload()
    choose(page, "old", odd)
    expect(summary).to_have_text(read, timeout=PATIENCE)
