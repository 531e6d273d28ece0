"""The page Check a workbook, as a timekeeper or billing uses it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import NewPage
from tests.support.samples import inside, run
from tests.support.site import Served, served
from tests.support.tool_pages import (
    CHOOSE,
    ODD,
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
    said,
    saved,
    with_text_dates,
)

pytestmark = pytest.mark.browser


def test_after_the_first_visit_check_and_the_other_tools_work_without_a_server(
    new_page: NewPage, site: Path, samples: Path, tmp_path: Path
) -> None:
    page = new_page(keeping=True)
    with served(site) as server:
        arrive(page, server, "check")
        expect(page.get_by_text("no longer needs the network")).to_be_visible(timeout=PATIENCE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    choose(page, "files", samples / "billie.xlsx", samples / "broken.xlsx")
    done(page)
    expect(page.locator("[data-results-title]")).to_be_focused()
    expect(page.locator("[data-summary]")).to_contain_text("2 files checked")
    expect(page.locator("[data-summary]")).to_contain_text("1 file could not be read")
    expect(page.locator("[data-file='broken.xlsx']")).to_contain_text("Not checked.")
    table = page.locator("[data-file='billie.xlsx'] table")
    assert table.locator("thead th").all_text_contents() == [
        "Severity", "Where", "What is there", "What to do",
    ]  # fmt: skip
    row = table.locator("tr", has_text="clock time")
    expect(row).to_contain_text("Time!F3")
    expect(row).to_contain_text("Type 0.3.")

    page.get_by_label("Errors").press("Space")
    expect(row).to_be_hidden()
    expect(said(page)).to_contain_text("findings shown")
    page.get_by_label("Errors").press("Space")

    name, copy = saved(page, "Save a marked copy (billie.xlsx)")
    assert name == "billie-marked.xlsx"
    assert "xl/workbook.xml" in names_in(copy)
    name, report = saved(page, "Save a report to share")
    assert name == "findings.txt"
    assert b"hours-as-clock" in report
    assert b"Trade mark" not in report

    severities = page.locator("[data-file='billie.xlsx'] tbody tr").evaluate_all(
        "rows => rows.map((row) => row.dataset.severity)"
    )
    assert severities == sorted(severities, key=["error", "warning", "note"].index)
    assert {"error", "warning"} <= set(severities)

    mended = tmp_path / "billie.xlsx"
    mended.write_bytes((samples / "billie-corrected.xlsx").read_bytes())
    choose(page, "files", mended)
    done(page)
    expect(page.locator("[data-changes]")).to_contain_text("Since the last check: 3 findings gone")
    assert [url for url in asked if not url.startswith("blob:")] == []

    arrive(page, server, "export")
    choose(page, "files", samples / "billie.xlsx")
    choose(page, "crosswalk", samples / "crosswalk.xlsx")
    month_first(page)
    page.get_by_role("button", name="Build the import").click()
    done(page)
    expect(page.locator("[data-total]")).to_contain_text("exported")


def test_a_corrected_copy_has_nothing_left_to_correct(
    page: Page, server: Served, samples: Path, tmp_path: Path
) -> None:
    arrive(page, server, "check")
    choose(page, "files", samples / "billie.xlsx")
    done(page)
    name, copy = saved(page, "Save a corrected copy: 2 corrections (billie.xlsx)")
    assert name == "billie-corrected.xlsx"
    expect(said(page)).to_contain_text("its last sheet lists 2 changes")
    with inside(tmp_path):
        command = f"transition-kit check {samples}/billie.xlsx --corrected mended"
        run(command)
    assert copy == (tmp_path / "mended" / name).read_bytes()
    (tmp_path / name).write_bytes(copy)
    page.get_by_role("button", name="Remove billie.xlsx").click()
    choose(page, "files", tmp_path / name)
    done(page)
    expect(page.locator(f"[data-file='{name}'] tr", has_text="clock time")).to_have_count(0)
    expect(
        page.get_by_role("button", name="Save a marked copy (billie-corrected.xlsx)")
    ).to_be_visible()
    expect(page.get_by_role("button", name="Save a corrected copy")).to_have_count(0)


def test_one_answer_settles_all_dates_typed_as_text(
    page: Page, server: Served, samples: Path, tmp_path: Path, axe: str
) -> None:
    arrive(page, server, "check")
    choose(page, "files", samples / "billie.xlsx")
    done(page)
    expect(page.get_by_role("group", name="Dates typed as text")).to_be_hidden()
    choose(page, "files", with_text_dates(tmp_path))
    done(page)
    ambiguous = page.locator("tr", has_text="Can mean two days: 03/02/2027, 04/02/2027.")
    expect(ambiguous).to_contain_text("Time!A2:A3")
    expect(page.get_by_role("group", name="Dates typed as text")).to_contain_text("03/02/2027")
    looks_good(page, axe)
    page.get_by_label("Day first").check()
    page.get_by_role("button", name="Check again with this answer").click()
    done(page)
    expect(ambiguous).to_have_count(0)
    decided = page.locator("tr", has_text="03/02/2027 is text.")
    expect(decided).to_contain_text("type Wed 3 Feb 2027 as a date")
    corrected = "Save a corrected copy: 2 corrections (dates.xlsx)"
    expect(page.get_by_role("button", name=corrected)).to_be_visible()
    choose(page, "files", samples / "billie.xlsx")
    done(page)
    expect(page.get_by_label("Leave them open")).to_be_checked()


def test_a_file_that_is_no_workbook_of_ours_gets_no_marked_copy(
    page: Page, server: Served, samples: Path, tmp_path: Path
) -> None:
    (tmp_path / "notes.xlsx").write_text("Draft the lease, then call.", encoding="utf-8")
    (tmp_path / "notes.csv").write_text("Draft the lease, then call.", encoding="utf-8")
    arrive(page, server, "check")
    choose(page, "files", *(tmp_path / name for name in ("notes.xlsx", "notes.csv")))
    done(page)
    expect(page.locator("[data-file='notes.xlsx']")).to_contain_text(
        "Not checked. It is not a workbook: it holds plain text, whatever its name says."
    )
    expect(page.locator("[data-file='notes.csv'] tbody tr")).to_have_count(1)
    expect(page.get_by_role("button", name="Save a marked copy")).to_have_count(0)


def test_a_file_that_hangs_and_one_that_crashes_do_no_harm_to_others(
    page: Page, server: Served, samples: Path, axe: str
) -> None:
    arrive(page, server, "check")
    page.evaluate(ODD)
    choose(page, "files", samples / "billie.xlsx", samples / "stuck.xlsx")
    expect(said(page)).to_contain_text("1 of 2", timeout=PATIENCE)
    looks_good(page, axe)
    page.get_by_role("button", name="Cancel").click()
    expect(said(page)).to_contain_text("Cancelled.")
    looks_good(page, axe)
    for name in ("billie.xlsx", "stuck.xlsx"):
        page.get_by_role("button", name=f"Remove {name}").click()

    page.get_by_label("Stop checking a file after").fill("3")
    # After the last one too, a new worker has to know the others.
    names = ("billie.xlsx", "stuck.xlsx", "billie-corrected.xlsx", "error.xlsx")
    choose(page, "files", *(samples / name for name in names))
    done(page)
    expect(page.locator("[data-file='stuck.xlsx']")).to_contain_text("longer than 3 seconds")
    expect(page.locator("[data-file='error.xlsx']")).to_contain_text("an error in this program")
    expect(page.locator("[data-file='billie.xlsx'] table")).to_be_visible()
    expect(page.locator("[data-file='billie-corrected.xlsx'] h3")).to_be_visible()


def test_check_adds_files_and_compares_only_a_corrected_one(
    page: Page, server: Served, samples: Path, axe: str
) -> None:
    known = [samples / "crosswalk.xlsx"]
    choose_early(page, server, "check", files=[samples / "billie.xlsx"], crosswalk=known)
    done(page)
    expect(page.locator("[data-results-title]")).to_be_focused()
    choose(page, "files", samples / "broken.xlsx")
    expect(page.locator("[data-summary]")).to_contain_text("2 files checked")
    looks_good(page, axe)
    choose(page, "crosswalk", samples / "placeholder.csv")
    refused = page.locator("[data-refused]")
    expect(refused).to_be_focused(timeout=PATIENCE)
    expect(refused).to_contain_text("placeholder.csv is not a crosswalk")
    looks_good(page, axe)
    choose(page, "crosswalk", *known)
    done(page)
    expect(page.locator("[data-changes]")).to_have_count(0)
    corrected = as_text((samples / "billie-corrected.xlsx").read_bytes())
    page.evaluate(CHOOSE, ["files", [["billie.xlsx", corrected]]])
    expect(page.locator("[data-changes]")).to_contain_text("3 findings gone, 2 still there, 0 new.")
    assert listed(page) == ["broken.xlsx", "billie.xlsx"]
    expect(page.locator("[data-drop=files]")).to_contain_text("takes the place of the earlier one")
    for name in ("broken.xlsx", "billie.xlsx"):
        page.get_by_role("button", name=f"Remove {name}").click()
    expect(page.locator("[data-results]")).to_be_hidden()
