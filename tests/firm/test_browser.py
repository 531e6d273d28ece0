"""The page Make our workbooks: people and matters typed, pasted or from lists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, expect

from template_builder.firm.firm_file import parse_firm
from template_builder.guide.checklists import Anchor
from tests.support.kit import ROOT, guide
from tests.support.site import Served
from tests.support.storage import store
from tests.support.tool_pages import (
    PATIENCE,
    arrive,
    choose,
    choose_early,
    done,
    looks_good,
    names_in,
    said,
    saved,
)

pytestmark = pytest.mark.browser


def test_make_our_workbooks(page: Page, server: Served, samples: Path, axe: str) -> None:
    choose_early(page, server, "workbooks", matters=[samples / "crosswalk.xlsx"])
    page.get_by_label("Name of the firm").fill("Imaginary Law")
    people = page.get_by_label("People", exact=True)
    people.fill("Billie Sample, $320\nCasey Specimen, 185")
    expect(said(page)).to_contain_text("3 lines taken from crosswalk.xlsx", timeout=PATIENCE)
    make = page.get_by_role("button", name="Make the workbooks")
    make.click()
    expect(page.locator("[data-refused-text]")).to_contain_text(
        "People, line 1 (Billie Sample), rate: expected a plain number", timeout=PATIENCE
    )
    people.fill("Billie Sample, 320\nCasey Specimen, 185")
    make.click()
    done(page)
    expect(page.locator("[data-files] tbody")).to_contain_text("time-tracking-casey-specimen.xlsx")
    _, firm = saved(page, "Save firm.toml")
    assert b'name = "Imaginary Law"' in firm
    page.reload()  # without a question: what was typed is in a file now
    expect(people).to_have_value("")
    people.fill("Billie Sample, 320")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    page.evaluate("() => location.reload()")
    expect(people).to_have_value("Billie Sample, 320")
    assert asked == ["beforeunload"]
    page.get_by_label("Name of the firm").fill("Imaginary Law")
    make.click()
    done(page)
    _, kit = saved(page, "Save all as transition-kit.zip")
    assert "time-tracking-billie-sample.xlsx" in names_in(kit)
    _, folders = saved(page, "Save handout.zip: a folder for each person")
    assert "billie-sample/letter.txt" in names_in(folders)
    people.fill("Billie Sample, 330")
    expect(page.locator("[data-results]")).to_be_hidden()
    expect(said(page)).to_have_text("Something has changed since: start again.")
    choose(page, "firm", ROOT / "firm.toml")
    expect(page.locator("[data-files] tbody")).to_contain_text("alex-example", timeout=PATIENCE)
    expect(page.locator("[data-results-title]")).to_be_focused()
    looks_good(page, axe)


def test_the_date_format_follows_the_region_until_one_is_chosen(page: Page, server: Served) -> None:
    arrive(page, server, "workbooks", ready=False)
    region = page.get_by_label("Country, state or province")
    order = page.get_by_label("Date format in Clio’s settings")
    expect(order).to_have_value("MDY")
    region.select_option("GB-ENG")
    expect(order).to_have_value("DMY")
    region.select_option("US-TX")
    expect(order).to_have_value("MDY")
    order.select_option("DMY")
    region.select_option("US")
    expect(order).to_have_value("DMY")


def test_our_workbooks_take_the_plan_of_the_site(page: Page, firm_server: Served) -> None:
    """Also where this browser has a draft of another day."""
    plan = {"version": 1, "exportDay": "2027-02-18"}
    store(page, firm_server, {"transition-guide:plan": plan})
    arrive(page, firm_server, "workbooks", ready=False)
    expect(page.get_by_label("With the dates of this site")).to_be_checked()
    expect(page.locator("[data-plan-words]")).to_have_text(
        "With the dates of this site: export session on Thu 14 Jan 2027"
    )
    expect(page.get_by_label("Name of the firm")).to_have_value("Invented & Partners")


def test_our_workbooks_take_the_plan_made_in_this_browser(page: Page, server: Served) -> None:
    plan = {
        "version": 1,
        "exportDay": "2027-01-14",
        "region": "GB-ENG",
        "firm": "Imaginary Law",
        "people": [
            {"name": "Sample, Billie", "roles": ["timekeeper"]},
            {"name": "Alex", "roles": ["billing", "it"]},
        ],
    }
    store(page, server, {"transition-guide:plan": plan})
    arrive(page, server, "workbooks")
    expect(page.get_by_label("Name of the firm")).to_have_value("Imaginary Law")
    typed = page.get_by_label("People", exact=True)
    expect(typed).to_have_value('"Sample, Billie"\nAlex, , , , billing + it')
    expect(page.get_by_label("export session on Thu 14 Jan 2027")).to_be_checked()
    # The date format is that of the plan, until its region is left.
    region, order = page.locator("[name=region]"), page.locator("[name=date_order]")
    expect(order).to_have_value("DMY")
    region.select_option("US-TX")
    expect(order).to_have_value("MDY")
    region.select_option("GB-ENG")
    expect(order).to_have_value("DMY")
    page.get_by_role("button", name="Make the workbooks").click()
    done(page)
    _, data = saved(page, "Save firm.toml")
    firm = parse_firm(data.decode("utf-8"), "firm.toml", guide())
    assert firm.plan
    assert firm.plan.date_of(Anchor.EXPECTED_COMPLETION).isoformat() == "2027-01-25"
    roles = {person.name: [role.id for role in person.roles] for person in firm.people}
    assert roles == {"Sample, Billie": ["timekeeper"], "Alex": ["billing", "it"]}


def test_lists_of_another_system_chosen_quickly_are_both_read_and_asked_about(
    page: Page, server: Served, tmp_path: Path
) -> None:
    (tmp_path / "users.csv").write_text(
        "Fee Earner,Standard Rate,Status\nBillie Sample,$320.00,Active\nCasey Specimen,,Inactive\n"
    )
    (tmp_path / "list.csv").write_text(
        "Sample LLP\nMatter,Whose,Resp Lawyer\n0101,Orchard Ltd,AB\n"
    )
    arrive(page, server, "workbooks")
    choose(page, "people", tmp_path / "users.csv")
    choose(page, "matters", tmp_path / "list.csv")
    question = page.get_by_text("No column is certain to be the client.")
    expect(question).to_be_visible(timeout=PATIENCE)
    people = page.get_by_label("People", exact=True)
    expect(people).to_have_value(re.compile(r"^Name\tRate\t.*\nBillie Sample\t320\t", re.S))
    page.get_by_label("Name of the firm").fill("Imaginary Law")
    page.get_by_role("button", name="Make the workbooks").click()
    expect(page.locator("[data-refused-text]")).to_contain_text("A list has a question.")
    page.get_by_role("button", name="column B: Whose").click()
    expect(question).to_have_count(0, timeout=PATIENCE)
    matters = page.get_by_label("Matters", exact=True)
    expect(matters).to_have_value(re.compile(r"\n0101\tOrchard Ltd\t"))
    # Who has left is said, and left out where somebody wants it; what was edited meanwhile stays.
    left = page.locator("[data-past=people]")
    expect(left).to_contain_text("1 of 2 people looks as if they had left, by Status (C): Casey")
    expect(page.locator("[data-past=matters]")).to_be_hidden()
    expect(people).to_have_value(re.compile("Casey Specimen"))
    people.fill(people.input_value().replace("320", "350"))
    left.get_by_role("button").click()
    expect(people).to_have_value(re.compile(r"^Name.*\nBillie Sample\t350\t+\n$"))
    expect(left).to_be_hidden()
    page.get_by_role("button", name="Make the workbooks").click()
    done(page)
    expect(page.locator("[data-notes]")).to_contain_text("It names nobody as the coordinator.")
