"""The pages under tools/ as a reader uses them, in every state they can be in."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from template_builder.firm.firm_file import parse_firm
from template_builder.guide.model import Anchor
from tests.support.axe_check import free_page, pleases_axe
from tests.support.browser import NewPage, Watch
from tests.support.checking import DAY
from tests.support.fill import fill, row
from tests.support.kit import ROOT, example_kit, guide
from tests.support.samples import inside, run, write_errors, write_samples
from tests.support.site import Served, served
from tests.support.tool_pages import PATIENCE, arrive, choose, done, said, saved

pytestmark = pytest.mark.browser

TOOLS = (
    "check",
    "crosswalk",
    "export",
    "retry",
    "reassign",
    "workbooks",
    "history",
    "balances",
    "review",
)
STUCK = """
addEventListener("message", ({ data }) => {
  if (data.args?.name === "stuck.xlsx") for (;;);
  if (data.args?.name === "error.xlsx") throw new RangeError("made for a test");
});
"""


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of the example firm: workbooks, crosswalk, an export, what Clio handed back, a listing, a broken file."""
    folder = tmp_path_factory.mktemp("samples")
    write_samples(folder)
    with inside(folder):
        run(
            "transition-kit export billie.xlsx billie-corrected.xlsx --repeats both --firm firm.toml --crosswalk crosswalk.xlsx --out import"
        )
        run(
            "transition-kit export billie.xlsx --firm firm.toml --crosswalk crosswalk.xlsx --out alone"
        )
        write_errors(folder)
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 nothing")
    for name in ("stuck", "error"):
        (folder / f"{name}.xlsx").write_bytes((folder / "billie.xlsx").read_bytes())
    return folder


def stuck(route: Route) -> None:
    """The worker, made to hang or crash on files of certain names."""
    route.fulfill(body=STUCK + route.fetch().text(), content_type="text/javascript")


def month_first(page: Page) -> None:
    """Say how Clio writes dates, where no firm's file does."""
    page.get_by_label("month/day/year", exact=True).check()


def names_in(data: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return set(archive.namelist())


# Check a workbook


def test_check_with_the_network_cut_after_loading(
    page: Page, server: Served, samples: Path, tmp_path: Path
) -> None:
    arrive(page, server, "check")
    expect(page.get_by_text("no longer needs the network")).to_be_visible(timeout=PATIENCE)
    page.context.set_offline(True)
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
    choose(page, "files", tmp_path / name)
    done(page)
    expect(page.locator(f"[data-file='{name}'] tr", has_text="clock time")).to_have_count(0)
    expect(
        page.get_by_role("button", name="Save a marked copy (billie-corrected.xlsx)")
    ).to_be_visible()
    expect(page.get_by_role("button", name="Save a corrected copy")).to_have_count(0)


def with_text_dates(folder: Path) -> Path:
    cells = {
        **row("Time", 2, "03/02/2027", "2024-0101", "Drafting", "Draft second amendment", 1.5),
        **row("Time", 3, "04/02/2027", "2024-0117", "Telephone", "Call about the trustee", 0.5),
    }
    data = {file.name: file.data for file in example_kit()}["time-tracking-billie-sample.xlsx"]
    (folder / "dates.xlsx").write_bytes(fill(data, cells))
    return folder / "dates.xlsx"


def test_one_answer_settles_all_dates_typed_as_text(
    page: Page, server: Served, samples: Path, tmp_path: Path
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


def test_an_import_keeps_the_answer_about_dates_in_its_receipt(
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


def test_the_tools_work_without_a_server_after_the_first_visit(
    new_page: NewPage, site: Path, samples: Path
) -> None:
    page = new_page(keeping=True)
    with served(site) as server:
        arrive(page, server, "check")
        expect(page.get_by_text("no longer needs the network")).to_be_visible(timeout=PATIENCE)
    arrive(page, server, "export")
    choose(page, "files", samples / "billie.xlsx")
    choose(page, "crosswalk", samples / "crosswalk.xlsx")
    month_first(page)
    page.get_by_role("button", name="Build the import").click()
    done(page)
    expect(page.locator("[data-total]")).to_contain_text("exported")


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


CHOOSE = """
([place, files]) => {
  const transfer = new DataTransfer();
  for (const [name, text] of files) {
    transfer.items.add(new File([Uint8Array.from(atob(text), (each) => each.charCodeAt(0))], name));
  }
  const input = document.querySelector(`#drop-${place}`);
  input.files = transfer.files;
  input.dispatchEvent(new Event("change"));
}
"""
"""Chooses files of any names, also of the same one, as from two folders; their bytes as Base64."""


def as_text(data: bytes) -> str:
    return base64.b64encode(data).decode()


@pytest.mark.parametrize(
    ("names", "hours", "total"),
    [
        (("time.xlsx", "time.xlsx"), (2.3, 2.0), "4.30"),
        (("time.xlsx", "Time.xlsx"), (2.3, 2.0), "4.30"),
    ],
    ids=["two persons' files", "names that differ in case"],
)
def test_files_of_one_name_stay_as_many_as_were_chosen(
    page: Page, server: Served, samples: Path, names: tuple[str, ...], hours: tuple[float, ...], total: str
) -> None:  # fmt: skip
    workbook = next(file.data for file in example_kit() if "billie-sample" in file.name)
    data = [fill(workbook, row("Time", 2, DAY, "2024-0101", "Drafting", str(each), each)) for each in hours]  # fmt: skip
    files = [[name, as_text(each)] for name, each in zip(names, data, strict=True)]
    labels = [f"{name} ({number})" for number, name in enumerate(names, start=1)]

    arrive(page, server, "check")
    page.evaluate(CHOOSE, ["files", files])
    done(page)
    assert listed(page) == labels
    expect(page.locator("[data-summary]")).to_contain_text("2 files checked")
    assert page.locator("[data-files] h3").all_text_contents() == labels
    for label, each in zip(labels, hours, strict=True):
        expect(page.locator(f"[data-file='{label}']")).to_contain_text(f"{each:.2f} hours")
    name, _ = saved(page, f"Save a marked copy ({labels[1]})")
    assert name == f"{names[1][:4]} (2)-marked.xlsx"

    arrive(page, server, "export", ready=False)
    page.evaluate(CHOOSE, ["files", files])
    choose(page, "crosswalk", samples / "crosswalk.xlsx")
    choose(page, "firm", samples / "firm.toml")
    page.get_by_role("button", name="Build the import").click()
    done(page)
    expect(page.locator("[data-inputs]")).to_contain_text(
        f"2 files read: {', '.join(sorted(labels))}."
    )
    expect(page.locator("[data-total]")).to_contain_text(f"{total} hours")
    _, zipped = saved(page, "Save import.zip")
    with zipfile.ZipFile(io.BytesIO(zipped)) as archive:
        receipt = json.loads(archive.read("receipt.json"))
    assert [file["name"] for file in receipt["inputs"]] == sorted(labels)


def test_the_same_file_twice_is_checked_twice_and_exported_once(
    page: Page, server: Served, samples: Path
) -> None:
    files = [["time.xlsx", as_text((samples / "billie.xlsx").read_bytes())]] * 2
    arrive(page, server, "check")
    page.evaluate(CHOOSE, ["files", files])
    done(page)
    assert page.locator("[data-files] h3").all_text_contents() == ["time.xlsx (1)", "time.xlsx (2)"]
    arrive(page, server, "export", ready=False)
    page.evaluate(CHOOSE, ["files", files])
    choose(page, "crosswalk", samples / "crosswalk.xlsx")
    month_first(page)
    page.get_by_role("button", name="Build the import").click()
    done(page)
    with zipfile.ZipFile(io.BytesIO(saved(page, "Save import.zip")[1])) as archive:
        receipt = json.loads(archive.read("receipt.json"))
    assert (receipt["out"]["time_rows"], receipt["set_aside"]["time_rows"]) == (1, 3)


def test_files_may_be_dropped(page: Page, server: Served, samples: Path) -> None:
    arrive(page, server, "check")
    data = page.evaluate_handle(
        """async (text) => {
          const transfer = new DataTransfer();
          const bytes = Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
          transfer.items.add(new File([bytes], "dropped.xlsx"));
          return transfer;
        }""",
        as_text((samples / "billie-corrected.xlsx").read_bytes()),
    )
    zone = page.locator("[data-drop=files]")
    zone.dispatch_event("dragenter", {"dataTransfer": data})
    expect(zone).to_have_attribute("data-over", "")
    zone.dispatch_event("drop", {"dataTransfer": data})
    expect(zone).not_to_have_attribute("data-over", "")
    done(page)
    expect(page.locator("[data-file='dropped.xlsx'] h3")).to_be_visible()


def test_a_file_that_hangs_and_one_that_crashes_do_no_harm_to_others(
    page: Page, server: Served, samples: Path, watch: Watch
) -> None:
    page.route("**/engine-worker.*.mjs", stuck)
    arrive(page, server, "check")
    page.get_by_text("Check against your firm’s crosswalk and settings").click()
    page.get_by_label("Stop checking a file after").fill("3")
    names = ("billie.xlsx", "stuck.xlsx", "error.xlsx", "billie-corrected.xlsx")
    choose(page, "files", *(samples / name for name in names))
    done(page)
    expect(page.locator("[data-file='stuck.xlsx']")).to_contain_text("longer than 3 seconds")
    expect(page.locator("[data-file='error.xlsx']")).to_contain_text("an error in this program")
    expect(page.locator("[data-file='billie.xlsx'] table")).to_be_visible()
    expect(page.locator("[data-file='billie-corrected.xlsx'] h3")).to_be_visible()
    watch.seen = [seen for seen in watch.seen if "made for a test" not in seen]


def test_a_check_can_be_cancelled(page: Page, server: Served, samples: Path) -> None:
    page.route("**/engine-worker.*.mjs", stuck)
    arrive(page, server, "check")
    choose(page, "files", samples / "billie.xlsx", samples / "stuck.xlsx")
    expect(said(page)).to_contain_text("1 of 2", timeout=PATIENCE)
    page.get_by_role("button", name="Cancel").click()
    expect(said(page)).to_have_text("Cancelled. What was finished is shown.")
    expect(page.locator("[data-file='billie.xlsx'] table")).to_be_visible()
    page.get_by_role("button", name="Remove stuck.xlsx").click()
    done(page)
    expect(page.locator("[data-summary]")).to_contain_text("1 file checked")


def test_a_crosswalk_that_is_none_is_refused_in_words(
    page: Page, server: Served, samples: Path
) -> None:
    arrive(page, server, "check")
    choose(page, "files", samples / "billie.xlsx")
    done(page)
    choose(page, "crosswalk", samples / "placeholder.csv")
    expect(page.locator("[data-refused]")).to_be_focused(timeout=PATIENCE)
    expect(page.locator("[data-refused]")).to_contain_text("placeholder.csv is not a crosswalk")


# The others


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


def test_without_the_firms_file_the_order_of_dates_is_chosen_before_anything_is_built(
    page: Page, server: Served, samples: Path
) -> None:
    plan = json.dumps({"version": 1, "exportDay": "2027-01-14", "region": "GB-ENG"})
    page.goto(server.url("tools/export/"))
    page.evaluate("plan => localStorage.setItem('transition-guide:plan', plan)", plan)
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
    choose(page, "firm", samples / "firm.toml")
    page.get_by_role("button", name="Build the import").click()
    done(page)
    expect(missing.locator("th")).to_have_text(["Alex Example", "Casey Specimen"])


def part_of(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def listed(page: Page) -> list[str]:
    return page.locator("[data-drop=files] .tg-chosen-list strong").all_text_contents()


def test_check_adds_files_and_compares_only_a_corrected_one(
    page: Page, server: Served, samples: Path
) -> None:
    arrive(page, server, "check")
    choose(page, "files", samples / "billie.xlsx")
    done(page)
    choose(page, "files", samples / "broken.xlsx")
    expect(page.locator("[data-summary]")).to_contain_text("2 files checked")
    choose(page, "crosswalk", samples / "crosswalk.xlsx")
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


def test_files_are_added_to_a_list_and_can_be_taken_out(
    page: Page, server: Served, samples: Path
) -> None:
    arrive(page, server, "export", ready=False)
    choose(page, "files", samples / "billie.xlsx")
    choose(page, "files", samples / "billie-corrected.xlsx", samples / "broken.xlsx")
    assert listed(page) == ["billie.xlsx", "billie-corrected.xlsx", "broken.xlsx"]
    page.get_by_role("button", name="Remove billie.xlsx").press("Enter")
    assert listed(page) == ["billie-corrected.xlsx", "broken.xlsx"]
    expect(page.get_by_role("button", name="Remove billie-corrected.xlsx")).to_be_focused()
    choose(page, "files", samples / "broken.xlsx")
    assert listed(page) == ["billie-corrected.xlsx", "broken.xlsx (1)", "broken.xlsx (2)"]
    for _ in range(3):
        page.locator("[data-drop=files] .tg-chosen-list button").last.click()
    assert listed(page) == []
    expect(page.locator("#drop-files")).to_be_focused()
    expect(page.get_by_role("button", name="Build the import")).to_be_disabled()


def test_what_programs_leave_beside_workbooks_is_not_read_and_said(
    page: Page, server: Served, samples: Path
) -> None:
    arrive(page, server, "export", ready=False)
    workbook = as_text((samples / "billie.xlsx").read_bytes())
    left = [[name, "AAAA"] for name in ("~$billie.xlsx", "._billie.xlsx", ".DS_Store", "Thumbs.db")]
    page.evaluate(CHOOSE, ["files", [["billie.xlsx", workbook], *left]])
    assert listed(page) == ["billie.xlsx"]
    said = "4 files that a program left there are not read."
    expect(page.locator("[data-drop=files] [data-chosen]")).to_contain_text(said)


DROP_FOLDER = """
async ([path, data]) => {
  const folder = path.split("/").slice(0, -1).join("/");
  const file = new File([Uint8Array.from(atob(data), (each) => each.charCodeAt(0))], path.split("/").at(-1));
  const entry = { isFile: true, fullPath: `/${path}`, file: (done) => done(file) };
  let left = [entry];
  const reader = { readEntries: (done) => { done(left); left = []; } };
  const directory = { isDirectory: true, fullPath: `/${folder}`, createReader: () => reader };
  const event = new Event("drop", { bubbles: true, cancelable: true });
  event.dataTransfer = { items: [{ webkitGetAsEntry: () => directory }], files: [] };
  document.querySelector("[data-drop=files]").dispatchEvent(event);
}
"""
"""A folder, dropped: no script can make a real one."""


def test_a_folder_is_read_with_the_files_in_it(page: Page, server: Served, samples: Path) -> None:
    arrive(page, server, "export", ready=False)
    page.evaluate(
        DROP_FOLDER, ["hand-ins/billie.xlsx", as_text((samples / "billie.xlsx").read_bytes())]
    )
    expect(page.locator("[data-drop=files] li")).to_contain_text("billie.xlsx in hand-ins")


BAD_FOLDER = """
(kind) => {
  const file = { isFile: true, fullPath: "/disk/a.xlsx", file: (done) => done(new File(["a"], "a.xlsx")) };
  let left = kind === "large" ? Array(2001).fill(file) : [file];
  const read = (done, fail) => { if (kind === "locked") fail(new Error("locked")); else { done(left); left = []; } };
  const directory = { isDirectory: true, fullPath: "/disk", createReader: () => ({ readEntries: read }) };
  const event = new Event("drop", { bubbles: true, cancelable: true });
  event.dataTransfer = { items: [{ webkitGetAsEntry: () => directory }], files: [] };
  document.querySelector("[data-drop=files]").dispatchEvent(event);
}
"""


@pytest.mark.parametrize(
    ("kind", "why"),
    [("large", "there are more than 2000 files in it"), ("locked", "something in it could not be read")],
)  # fmt: skip
def test_of_a_folder_that_cannot_be_read_whole_nothing_is_taken_and_it_is_said(
    page: Page, server: Served, samples: Path, kind: str, why: str
) -> None:
    arrive(page, server, "export", ready=False)
    choose(page, "files", samples / "billie.xlsx")
    page.evaluate(BAD_FOLDER, kind)
    chosen = page.locator("[data-drop=files] [data-chosen]")
    expect(chosen).to_contain_text(f"Nothing of the folder was taken: {why}.")
    assert listed(page) == ["billie.xlsx"]
    choose(page, "files", samples / "broken.xlsx")
    expect(chosen).not_to_contain_text("Nothing of the folder")
    assert listed(page) == ["billie.xlsx", "broken.xlsx"]


def test_of_files_that_record_the_same_somebody_chooses_what_to_take(
    page: Page, server: Served, samples: Path
) -> None:
    arrive(page, server, "export", ready=False)
    choose(page, "files", samples / "billie.xlsx", samples / "billie-corrected.xlsx")
    choose(page, "crosswalk", samples / "crosswalk.xlsx")
    choose(page, "firm", samples / "firm.toml")
    go = page.get_by_role("button", name="Build the import")
    go.click()
    expect(page.locator("[data-refused]")).to_contain_text("rows in common", timeout=PATIENCE)
    expect(page.locator("[data-results]")).to_be_hidden()
    pair = page.get_by_role("group", name="billie.xlsx and billie-corrected.xlsx: 2 rows in common")
    expect(page.locator("[data-drop=files] li").first).to_contain_text("Billie Sample, 2027-01-15")
    expect(pair).to_contain_text(": 4 rows, 2027-01-15 to 2027-01-15, saved ")
    pair.get_by_label("both, rows in common once").check()
    go.click()
    done(page)
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


def test_an_earlier_import_is_not_sent_again(page: Page, server: Served, samples: Path) -> None:
    arrive(page, server, "export", ready=False)
    choose(page, "files", samples / "billie-corrected.xlsx")
    choose(page, "crosswalk", samples / "crosswalk.xlsx")
    month_first(page)
    go = page.get_by_role("button", name="Build the import")
    go.click()
    done(page)
    _, first = saved(page, "Save import.zip")
    page.evaluate(CHOOSE, ["after", [["import.zip", as_text(first)]]])
    go.click()
    done(page)
    expect(page.locator("[data-total]")).to_contain_text("uploaded before")
    assert part_of(saved(page, "Save import.zip")[1], "activities.csv").count(b"\r\n") == 1


def worked(name: str, *rows: tuple[object, ...]) -> str:
    """A workbook of a person of the example firm with rows of time, as text."""
    data = next(file.data for file in example_kit() if file.name == f"time-tracking-{name}.xlsx")
    cells: dict[str, object] = {}
    for number, values in enumerate(rows, start=2):
        cells |= row("Time", number, DAY, *values)
    return as_text(fill(data, cells))


WILL = ("2024-0117", "Drafting", "Draft will", 2, 350)


def uploaded_here(page: Page, server: Served, samples: Path) -> None:
    """Build an import of one workbook, save it, and say that it was uploaded."""
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


def test_after_an_upload_a_late_workbook_is_one_click_and_one_drop(
    page: Page, server: Served, samples: Path
) -> None:
    uploaded_here(page, server, samples)
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


def test_after_an_upload_a_corrected_workbook_replaces_the_one_before(
    page: Page, server: Served, samples: Path
) -> None:
    uploaded_here(page, server, samples)
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


def test_retry_and_reassign(page: Page, server: Served, samples: Path) -> None:
    arrive(page, server, "retry")
    choose(page, "errors", samples / "errors.csv")
    choose(page, "exported", samples / "import" / "activities.csv")
    choose(page, "receipt", samples / "import" / "receipt.json")
    page.get_by_role("button", name="Find the refused rows").click()
    done(page)
    expect(page.locator("[data-failed] tbody tr")).to_contain_text("Matter not found")
    assert saved(page, "Save again.csv")[0] == "again.csv"
    arrive(page, server, "reassign")
    choose(page, "listing", samples / "placeholder.csv")
    choose(page, "crosswalk", samples / "crosswalk.xlsx")
    go = page.get_by_role("button", name="Make the worklist")
    expect(go).to_be_enabled(timeout=PATIENCE)
    go.click()
    done(page)
    expect(page.locator("[data-rounds] tbody tr")).to_have_count(2)
    expect(page.locator("[data-not-matched] tbody tr")).to_have_count(1)
    assert "rounds.csv" in names_in(saved(page, "Save worklist.zip")[1])


def test_make_our_workbooks(page: Page, server: Served, samples: Path) -> None:
    arrive(page, server, "workbooks")
    page.get_by_label("Name of the firm").fill("Imaginary Law")
    people = page.get_by_label("People", exact=True)
    people.fill("Billie Sample, $320\nCasey Specimen, 185")
    choose(page, "matters", samples / "crosswalk.xlsx")
    expect(said(page)).to_contain_text("3 lines taken from crosswalk.xlsx", timeout=PATIENCE)
    make = page.get_by_role("button", name="Make the workbooks")
    make.click()
    expect(page.locator("[data-refused-text]")).to_contain_text(
        "People, line 1, rate: expected a plain number", timeout=PATIENCE
    )
    people.fill("Billie Sample, 320\nCasey Specimen, 185")
    make.click()
    done(page)
    expect(page.locator("[data-files] tbody")).to_contain_text("time-tracking-casey-specimen.xlsx")
    _, firm = saved(page, "Save firm.toml")
    assert b'name = "Imaginary Law"' in firm
    _, kit = saved(page, "Save all as transition-kit.zip")
    assert "time-tracking-billie-sample.xlsx" in names_in(kit)
    choose(page, "firm", ROOT / "firm.toml")
    expect(page.locator("[data-files] tbody")).to_contain_text("alex-example", timeout=PATIENCE)


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
    page.goto(server.url("tools/workbooks/"))
    page.evaluate("plan => localStorage.setItem('transition-guide:plan', plan)", json.dumps(plan))
    arrive(page, server, "workbooks")
    expect(page.get_by_label("Name of the firm")).to_have_value("Imaginary Law")
    typed = page.get_by_label("People", exact=True)
    expect(typed).to_have_value('"Sample, Billie"\nAlex, , , , billing + it')
    expect(page.get_by_label("export session on Thu 14 Jan 2027")).to_be_checked()
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
    (tmp_path / "users.csv").write_text("Fee Earner,Standard Rate\nBillie Sample,$320.00\n")
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
    expect(people).to_have_value(re.compile("Billie Sample"))


# Files that were chosen before the script of the page had started


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("export", {"files": "billie.xlsx", "crosswalk": "crosswalk.xlsx"}),
        ("retry", {"errors": "errors.csv", "exported": "import/activities.csv"}),
        ("reassign", {"listing": "placeholder.csv", "crosswalk": "crosswalk.xlsx"}),
        ("check", {"files": "billie.xlsx", "crosswalk": "crosswalk.xlsx"}),
        ("workbooks", {"firm": "firm.toml"}),
    ],
)
def test_files_chosen_before_the_script_are_taken(
    page: Page, server: Served, samples: Path, name: str, places: dict[str, str]
) -> None:
    held: list[Route] = []
    page.route(f"**/tools/{name}.*.mjs", lambda route: held.append(route))
    with page.expect_request(f"**/tools/{name}.*.mjs"):
        page.goto(server.url(f"tools/{name}/"), wait_until="commit")
    for place, file in places.items():
        choose(page, place, samples / file)
    held[0].continue_()
    for place, file in places.items():
        chosen = page.locator(f"[data-drop={place}] [data-chosen]")
        expect(chosen).to_contain_text(file.rpartition("/")[2])
    if name == "export":
        month_first(page)
    go = page.locator("[data-go]")
    if go.count():
        go.click()
    done(page)
    expect(page.locator("[data-results-title]")).to_be_focused()


# Where the engine cannot start


@pytest.mark.parametrize("name", TOOLS)
def test_without_scripts_a_tool_says_what_to_do(plain: Page, server: Served, name: str) -> None:
    plain.goto(server.url(f"tools/{name}/"))
    expect(plain.get_by_text("This tool has not started.")).to_be_visible()
    expect(plain.locator("[data-noscript] code")).to_contain_text("transition-kit")
    expect(plain.locator("input[type=file]:visible")).to_have_count(0)


def test_an_engine_that_cannot_be_loaded_says_so_and_can_be_tried_again(
    page: Page, server: Served, watch: Watch
) -> None:
    page.route("**/core.zip.bin", lambda route: route.fulfill(status=404))
    arrive(page, server, "check", ready=False)
    failed = page.locator("[data-engine-failed]")
    expect(failed).to_be_visible(timeout=PATIENCE)
    expect(failed).to_contain_text("This tool cannot start in this browser.")
    expect(failed).to_contain_text("core.zip is missing on the server (404)")
    page.unroute("**/core.zip.bin")
    page.get_by_role("button", name="Try again").click()
    page.locator("[data-engine-box][data-state=ready]").wait_for(timeout=PATIENCE)
    expect(failed).to_be_hidden()
    watch.seen = [seen for seen in watch.seen if "404" not in seen]


def test_a_browser_without_webassembly_is_told(page: Page, server: Served) -> None:
    page.add_init_script("delete globalThis.WebAssembly;")
    arrive(page, server, "retry", ready=False)
    expect(page.locator("[data-engine-failed]")).to_contain_text("This browser has no WebAssembly.")


def test_a_worker_is_kept_from_asking_another_host(
    page: Page, server: Served, watch: Watch
) -> None:
    elsewhere = server.origin.replace("127.0.0.1", "localhost")
    attempt = f"""
      addEventListener("securitypolicyviolation", ({{ blockedURI }}) => postMessage({{ problem: "refused", message: blockedURI }}));
      fetch("{elsewhere}/SHA256SUMS", {{ mode: "no-cors" }}).then(() => postMessage({{ problem: "sent" }}), () => 0);
    """

    def curious(route: Route) -> None:
        script = route.fetch().text()
        route.fulfill(body=attempt + script, content_type="text/javascript")

    page.route("**/engine-worker.*.mjs", curious)
    arrive(page, server, "check", ready=False)
    reason = page.locator("[data-engine-reason]")
    expect(reason).to_have_text(f"refused: {elsewhere}/SHA256SUMS", timeout=PATIENCE)
    watch.seen = [seen for seen in watch.seen if "localhost" not in seen]


# Accessibility in every state


@pytest.fixture(scope="module")
def free(browser: Browser) -> Iterator[Page]:
    """A page for axe."""
    with free_page(browser, reduced_motion="reduce") as page:
        yield page


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("check", {"files": "billie.xlsx billie-corrected.xlsx broken.xlsx"}),
        ("export", {"files": "billie.xlsx", "crosswalk": "crosswalk.xlsx"}),
        ("retry", {"errors": "errors.csv", "exported": "import/activities.csv"}),
        ("reassign", {"listing": "placeholder.csv", "crosswalk": "crosswalk.xlsx"}),
        ("workbooks", {"firm": "firm.toml"}),
    ],
)
def test_axe_finds_nothing_in_results(
    free: Page, server: Served, samples: Path, axe: str, name: str, places: dict[str, str]
) -> None:
    arrive(free, server, name)
    for place, files in places.items():
        choose(free, place, *(samples / file for file in files.split()))
    if name == "export":
        month_first(free)
    go = free.locator("[data-go]")
    if go.count():
        expect(go).to_be_enabled(timeout=PATIENCE)
        go.click()
    done(free)
    pleases_axe(free, axe)


def test_axe_finds_nothing_while_dates_are_asked_about(
    free: Page, server: Served, tmp_path: Path, axe: str
) -> None:
    arrive(free, server, "check")
    choose(free, "files", with_text_dates(tmp_path))
    done(free)
    free.get_by_role("group", name="Dates typed as text").wait_for()
    pleases_axe(free, axe)


def test_axe_finds_nothing_in_a_refusal(
    free: Page, server: Served, samples: Path, axe: str
) -> None:
    arrive(free, server, "check")
    choose(free, "files", samples / "billie.xlsx")
    done(free)
    choose(free, "crosswalk", samples / "placeholder.csv")
    free.locator("[data-refused]:visible").wait_for(timeout=PATIENCE)
    pleases_axe(free, axe)


def test_axe_finds_nothing_in_a_question(
    free: Page, server: Served, samples: Path, axe: str
) -> None:
    arrive(free, server, "export")
    choose(free, "files", samples / "billie.xlsx", samples / "billie-corrected.xlsx")
    choose(free, "crosswalk", samples / "crosswalk.xlsx")
    month_first(free)
    free.locator("[data-go]").click()
    free.locator("[data-overlaps]:visible").wait_for(timeout=PATIENCE)
    pleases_axe(free, axe)


def test_axe_finds_nothing_while_the_engine_loads(
    browser: Browser, server: Served, axe: str
) -> None:
    held: list[Route] = []
    with free_page(browser) as page:
        page.route("**/core.zip.bin", lambda route: held.append(route))
        arrive(page, server, "export", ready=False)
        expect(page.locator("[data-engine-box][data-state=loading]")).to_be_visible()
        pleases_axe(page, axe)


def test_axe_finds_nothing_where_the_engine_cannot_start(
    browser: Browser, server: Served, axe: str
) -> None:
    with free_page(browser) as page:
        page.add_init_script("delete globalThis.WebAssembly;")
        arrive(page, server, "check", ready=False)
        expect(page.locator("[data-engine-failed]")).to_be_visible()
        pleases_axe(page, axe)


def test_axe_finds_nothing_at_work_and_after_a_cancel(
    browser: Browser, server: Served, samples: Path, axe: str
) -> None:
    with free_page(browser) as page:
        page.route("**/engine-worker.*.mjs", stuck)
        arrive(page, server, "check")
        choose(page, "files", samples / "billie.xlsx", samples / "stuck.xlsx")
        expect(said(page)).to_contain_text("1 of 2", timeout=PATIENCE)
        pleases_axe(page, axe)
        page.get_by_role("button", name="Cancel").click()
        expect(said(page)).to_contain_text("Cancelled.")
        pleases_axe(page, axe)
