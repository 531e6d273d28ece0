"""The page Build the import, before and after an upload."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.support.checking import DAY
from tests.support.fill import fill, row
from tests.support.kit import example_kit
from tests.support.site import Served
from tests.support.storage import store
from tests.support.tool_pages import (
    CHOOSE,
    PATIENCE,
    arrive,
    as_text,
    choose,
    choose_early,
    done,
    listed,
    looks_good,
    month_first,
    names_in,
    part_of,
    said,
    saved,
    with_text_dates,
)

pytestmark = pytest.mark.browser


def test_build_the_import(page: Page, server: Served, samples: Path) -> None:
    arrive(page, server, "export", ready=False)
    go = page.get_by_role("button", name="Build the import")
    expect(go).to_be_disabled()
    choose(page, "files", samples / "billie.xlsx")
    choose(page, "crosswalk", samples / "crosswalk.xlsx")
    choose(page, "firm", samples / "firm.toml")
    go.click()
    done(page)
    expect(page.locator("[data-open-title]")).to_contain_text("Not complete: ")
    expect(page.locator("[data-rejected] tbody tr")).to_have_count(2)
    expect(page.locator("[data-dates]")).to_be_hidden()
    expect(page.locator("[data-remarks]")).to_contain_text("MM/DD/YYYY")
    receipt = json.loads((samples / "alone" / "receipt.json").read_text(encoding="utf-8"))
    people = [person["name"] for person in receipt["people"]]
    assert page.locator("[data-people] tbody th").all_text_contents() == people
    for place, person in enumerate(receipt["people"]):
        figures = ("hours", "time_amount", "expense_amount")
        shown = page.locator("[data-people] tbody tr").nth(place).locator("td").all_text_contents()
        assert shown[:3] == [person["out"][figure] for figure in figures]
        assert shown[3:] == [person["rejected"][figure] for figure in figures]
    name, data = saved(page, "Save import.zip")
    assert name == "import.zip"
    assert {"activities.csv", "rejected.csv", "receipt.json", "receipt.xlsx"} <= names_in(data)
    choose(page, "files", samples / "broken.xlsx")
    go.click()
    expect(page.locator("[data-refused]")).to_contain_text(
        "Nothing is exported until every file can be read.", timeout=PATIENCE
    )
    expect(page.locator("[data-results]")).to_be_hidden()
    page.get_by_role("button", name="Take 1 file off the list, and build without it").click()
    done(page)
    expect(page.locator("[data-unusable]")).to_be_hidden()
    expect(page.locator("[data-inputs]")).to_have_text(re.compile(r"^1 file read: billie\.xlsx\."))


def test_an_import_keeps_the_answer_about_dates_in_its_receipt_and_is_not_sent_again(
    page: Page, server: Served, samples: Path, tmp_path: Path
) -> None:
    arrive(page, server, "export")
    choose(page, "files", with_text_dates(tmp_path))
    choose(page, "crosswalk", samples / "crosswalk.xlsx")
    month_first(page)
    page.locator("[data-go]").click()
    done(page)
    expect(page.locator("[data-left-title]")).to_have_text("2 rows left out")
    page.get_by_label("Month first").check()
    page.locator("[data-go]").click()
    done(page)
    expect(page.locator("[data-remarks]")).to_contain_text(
        "2 dates typed as text are read as month first."
    )
    expect(page.locator("[data-left-title]")).to_have_text("No row is left out.")

    _, first = saved(page, "Save import.zip")
    assert part_of(first, "activities.csv").count(b"\r\n") == 3
    page.evaluate(CHOOSE, ["after", [["import.zip", as_text(first)]]])
    page.locator("[data-go]").click()
    done(page)
    expect(page.locator("[data-total]")).to_contain_text("uploaded before")
    assert part_of(saved(page, "Save import.zip")[1], "activities.csv").count(b"\r\n") == 1


def test_without_the_firms_file_the_order_of_dates_is_chosen_before_anything_is_built(
    page: Page, server: Served, samples: Path
) -> None:
    plan = {"version": 1, "exportDay": "2027-01-14", "region": "GB-ENG"}
    store(page, server, {"transition-guide:plan": plan})
    arrive(page, server, "export", ready=False)
    dates = page.locator("[data-dates]")
    expect(dates.locator("[data-abroad]")).to_be_visible()
    choose(page, "files", samples / "billie-corrected.xlsx")
    choose(page, "crosswalk", samples / "crosswalk.xlsx")
    go = page.get_by_role("button", name="Build the import")
    expect(go).to_be_disabled()
    page.get_by_label("day/month/year", exact=True).check()
    go.click()
    done(page)
    expect(page.locator("[data-remarks]")).to_contain_text("Dates are written as DD/MM/YYYY.")
    assert b",15/01/2027," in part_of(saved(page, "Save import.zip")[1], "activities.csv")
    choose(page, "firm", samples / "firm.toml")
    expect(dates).to_be_hidden()
    go.click()
    done(page)
    expect(page.locator("[data-remarks]")).to_contain_text("Dates are written as MM/DD/YYYY.")


def test_the_site_of_a_firm_knows_its_dates_and_people(
    page: Page, firm_server: Served, samples: Path
) -> None:
    arrive(page, firm_server, "export", ready=False)
    expect(page.get_by_text("This site is that of Invented & Partners")).to_be_visible()
    expect(page.locator("[data-dates]")).to_be_hidden()
    choose(page, "files", samples / "billie-corrected.xlsx")
    choose(page, "crosswalk", samples / "crosswalk.xlsx")
    page.get_by_role("button", name="Build the import").click()
    done(page)
    expect(page.locator("[data-remarks]")).to_contain_text("Dates are written as MM/DD/YYYY.")
    missing = page.locator("[data-roll] tbody tr").filter(has_text="missing")
    expect(missing).to_have_count(0)
    expect(page.get_by_text("nobody is known to be expected")).to_be_visible()
    choose(page, "firm", samples / "firm.toml")
    page.get_by_role("button", name="Build the import").click()
    done(page)
    expect(page.get_by_text("nobody is known to be expected")).to_be_hidden()
    expect(missing.locator("th")).to_have_text(["Alex Example", "Casey Specimen"])


def test_of_files_that_record_the_same_somebody_chooses_what_to_take(
    page: Page, server: Served, samples: Path, axe: str
) -> None:
    held: list[Route] = []
    page.route("**/core.zip.bin", lambda route: held.append(route))
    both = [samples / "billie.xlsx", samples / "billie-corrected.xlsx"]
    with page.expect_request("**/core.zip.bin"):
        choose_early(page, server, "export", files=both, crosswalk=[samples / "crosswalk.xlsx"])
    expect(page.locator("[data-engine-box][data-state=loading]")).to_be_visible()
    looks_good(page, axe)
    held[0].continue_()
    choose(page, "firm", samples / "firm.toml")
    go = page.get_by_role("button", name="Build the import")
    go.click()
    expect(page.locator("[data-refused]")).to_contain_text("rows in common", timeout=PATIENCE)
    expect(page.locator("[data-results]")).to_be_hidden()
    pair = page.get_by_role("group", name="billie.xlsx and billie-corrected.xlsx: 2 rows in common")
    expect(page.locator("[data-drop=files] li").first).to_contain_text("Billie Sample, 2027-01-15")
    expect(pair).to_contain_text(": 4 rows, 2027-01-15 to 2027-01-15, saved ")
    looks_good(page, axe)
    pair.get_by_label("both, rows in common once").check()
    go.click()
    done(page)
    expect(page.locator("[data-results-title]")).to_be_focused()
    looks_good(page, axe)
    expect(page.locator("[data-remarks]")).to_contain_text("rows in common are taken once.")
    receipt = json.loads(part_of(saved(page, "Save import.zip")[1], "receipt.json"))
    assert (receipt["out"]["time_rows"], receipt["set_aside"]["time_rows"]) == (3, 1)
    page.get_by_role("button", name="Remove billie.xlsx").click()
    expect(page.locator("[data-results]")).to_be_hidden()
    expect(said(page)).to_have_text("Something has changed since: start again.")
    expect(pair).to_be_hidden()
    go.click()
    done(page)
    expect(page.locator("[data-roll] tbody tr").first).to_contain_text("missing")
    expect(page.locator("[data-points] li").first).to_contain_text("Casey Specimen")


def worked(name: str, *rows: tuple[object, ...]) -> str:
    """A workbook of a person of the example firm with rows of time, as text."""
    data = next(file.data for file in example_kit() if file.name == f"time-tracking-{name}.xlsx")
    cells: dict[str, object] = {}
    for number, values in enumerate(rows, start=2):
        cells |= row("Time", number, DAY, *values)
    return as_text(fill(data, cells))


WILL = ("2024-0117", "Drafting", "Draft will", 2, 350)


def test_after_an_upload_a_late_workbook_is_one_click_and_a_corrected_one_replaces_the_one_before(
    page: Page, server: Served, samples: Path
) -> None:
    arrive(page, server, "export", ready=False)
    choose(page, "files", samples / "billie-corrected.xlsx")
    people = row("People", 3, "Alex Example", "Alex Example", 350)
    crosswalk = fill((samples / "crosswalk.xlsx").read_bytes(), people)
    page.evaluate(CHOOSE, ["crosswalk", [["crosswalk.xlsx", as_text(crosswalk)]]])
    month_first(page)
    page.get_by_role("button", name="Build the import").click()
    done(page)
    expect(page.get_by_role("button", name="I have uploaded this")).to_have_count(0)
    saved(page, "Save import.zip")
    page.locator("[data-built-now]").get_by_role("button").click()
    expect(page.locator("[data-results]")).to_be_hidden()
    expect(said(page)).to_contain_text("import.zip counts as uploaded.")
    expect(page.locator("#drop-files")).to_be_focused()

    earlier = page.locator("[data-drop=after] li")
    expect(earlier).to_contain_text("import.zip built on this page at")
    expect(earlier).to_contain_text(": 4 rows")
    page.evaluate(CHOOSE, ["files", [["late.xlsx", worked("alex-example", WILL, WILL)]]])
    done(page)
    expect(page.locator("[data-points]")).to_contain_text("This row is the same as Time!2.")
    page.get_by_role("button", name="Both are right: late.xlsx Time!3").click()
    done(page)
    expect(page.locator("[data-said-right]")).to_contain_text("late.xlsx Time!3: you said")
    receipt = json.loads(part_of(saved(page, "Save import.zip")[1], "receipt.json"))
    assert receipt["out"]["time_rows"] == 2
    assert receipt["uploaded_before"] == ["import.zip: 4 rows."]
    assert "Both are right, says whoever built this import." in receipt["decided"][0]
    page.get_by_role("button", name="Take back: late.xlsx Time!3").click()
    done(page)
    expect(page.locator("[data-points]")).to_contain_text("This row is the same as Time!2.")

    page.get_by_role("button", name="Remove import.zip").click()
    expect(page.locator("[data-remembered]")).to_be_hidden()
    expect(page.locator("[data-built-list] li")).to_have_count(2)
    page.locator("[data-built-list] button").first.click()
    expect(earlier).to_contain_text(": 4 rows")

    page.get_by_role("button", name="Remove late.xlsx").click()
    shorter = ("2024-0101", "Drafting", "Draft second amendment to lease", 1.25)
    name = "billie-corrected.xlsx"
    page.evaluate(CHOOSE, ["files", [[name, worked("billie-sample", shorter)]]])
    question = page.get_by_role("group", name=f"{name} was on the list already")
    expect(said(page)).to_contain_text("A workbook of this name was on the list already.")
    page.get_by_role("button", name="Build the import").click()
    expect(page.locator("[data-refused]")).to_contain_text("which of them replaces another one")
    question.get_by_role("button", name=f"Replace {name} (1)").click()
    done(page)
    expect(question).to_be_hidden()
    assert listed(page) == [name]
    expect(page.locator("[data-points]")).to_contain_text("reads differently now")

    more = ("2024-0117", "Telephone", "Call with the court", 0.5)
    page.evaluate(CHOOSE, ["files", [["more.xlsx", worked("billie-sample", more)]]])
    question = page.get_by_role("group", name=f"more.xlsx has entries of Billie Sample, as {name}")
    expect(question).to_be_visible(timeout=PATIENCE)
    question.get_by_role("button", name="Keep both").click()
    done(page)
    assert listed(page) == [name, "more.xlsx"]
