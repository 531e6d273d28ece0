"""Merging where something is in the way: storage that is full, copies of a browser, folders, many large files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from template_builder.guide.model import Guide
from tests.guide.test_browser import FIRST, arrive, box, item, stored
from tests.progress.test_browser import PLAN, SECOND, THIRD, choose, entry, open_tool, part, save
from tests.support.backups import backup, ticked
from tests.support.site import Served
from tests.support.storage import remember, remembered

pytestmark = pytest.mark.browser

EACH = "hand-in-time"
CASEY_ID = "p210866-169ov35"

SMALL = """
const setItem = Storage.prototype.setItem;
Storage.prototype.setItem = function (key, text) {
  const others = Object.entries(this).filter(([each]) => each !== key);
  const size = others.reduce((sum, pair) => sum + pair.join("").length, key.length + text.length);
  if (size > 2000) throw new DOMException("full", "QuotaExceededError");
  setItem.call(this, key, text);
};
"""
"""Storage with room for 2,000 characters."""

LISTEN = """() => {
  const now = performance.now.bind(performance);
  performance.now = () => 4 * now();
  const busy = document.querySelector("[data-part=merge] [data-busy]");
  window.answers = 0;
  setInterval(() => {
    if (!busy.hidden && /(Comparing|Merging) 30 files/.test(busy.textContent)) window.answers += 1;
  }, 5);
}"""
"""Counts how often the page answers while it says that it is at work, to a page that takes the machine for a slow one."""

DROP = """(box, texts) => {
  const file = ([name, text]) => ({
    isFile: true, fullPath: `/progress/${name}`, file: (done) => done(new File([text], name)),
  });
  const left = texts.map(file);
  const folder = {
    isDirectory: true, fullPath: "/progress",
    createReader: () => ({ readEntries: (done) => done(left.splice(0, 100)) }),
  };
  const event = new Event("drop", { bubbles: true, cancelable: true });
  event.dataTransfer = { items: [{ webkitGetAsEntry: () => folder }], files: [] };
  box.dispatchEvent(event);
}"""


def test_a_merge_that_does_not_fit_changes_nothing_and_says_so(
    page: Page, server: Served, tmp_path: Path
) -> None:
    page.add_init_script(SMALL)
    items = json.dumps({"items": {FIRST: ticked("1-1-1", 5)}})
    remember(page, server, {"replica": "1-1-1", "checklist:before:v1": items})
    before = remembered(page)
    note = ticked("2-2-2", 7, by="Billie Sample", note="Agreed by letter. " * 100)
    lists = {"during": {"start-training": ticked("2-2-2", 6)}, "before": {SECOND: note}}
    file = backup(tmp_path / "billie.json", "2-2-2", lists, by="Billie Sample", plan=PLAN)
    open_tool(page, server)
    preview = choose(page, "merge", file)
    preview.get_by_role("button", name="Merge 1 file").click()
    status = part(page, "merge").get_by_role("status")
    expect(status).to_have_text(re.compile("^Nothing was changed: this browser has no room left"))
    expect(page.get_by_text(re.compile(r"1 of \d+ items ticked"))).to_be_visible()
    expect(part(page, "arrivals").get_by_text("No file has been merged")).to_be_visible()
    empty = ('{"items":{}}', "", "[]", "{}")
    assert {key: text for key, text in remembered(page).items() if text not in empty} == before


def test_a_copy_of_a_browser_is_known_and_nothing_of_either_is_lost(
    page: Page, server: Served
) -> None:
    """One page is one browser after the other: between two addresses, only what is stored lasts."""
    items = json.dumps({"items": {THIRD: ticked("1-1-1", 5)}})
    profile = {"replica": "1-1-1", "checklist:before:v1": items}
    remember(page, server, {**profile, "name": "Alex Example"})
    arrive(page, server.url("before/"))
    box(page).check()
    note(page, "Filed in binder 3")
    alex = remembered(page)
    remember(page, server, {**profile, "name": "Billie Sample"})
    arrive(page, server.url("before/"))
    note(page, "Waits for the partners")
    open_tool(page, server)
    file = save(page, "billie-sample")
    remember(page, server, alex)
    open_tool(page, server)
    preview = choose(page, "merge", file)
    expect(preview.get_by_text("saved by a copy of this browser")).to_be_visible()
    preview.get_by_role("button", name="Merge 1 file").click()
    words = part(page, "disagreements").locator(".tg-options button")
    expect(words).to_have_count(3)
    expect(words.nth(0)).to_contain_text("Billie Sample: Waits for the partners")
    expect(words.nth(1)).to_contain_text("Alex Example: Filed in binder 3")
    assert entry(page, FIRST)["done"] is True
    assert remembered(page)["replica"] != profile["replica"]
    expect(choose(page, "merge", file).get_by_text("Nothing would change")).to_be_visible()
    expect(preview.get_by_text("saved by a copy")).to_have_count(0)


def test_files_of_copies_made_by_an_earlier_version_keep_what_both_did(
    page: Page, server: Served, tmp_path: Path
) -> None:
    ann = ticked("1-1-1", 5, by="Alex Example", note="Filed in binder 3")
    bob = ticked("1-1-1", 7, by="Billie Sample", note="Waits for the partners")
    bob = {key: bob[key] for key in ("evidence", "seen")}
    files = [
        backup(tmp_path / "a.json", "1-1-1", {"before": {FIRST: ann}}, by="Alex Example"),
        backup(tmp_path / "b.json", "1-1-1", {"before": {FIRST: bob}}, by="Billie Sample"),
    ]
    open_tool(page, server)
    for file in (*files, files[0]):
        preview = choose(page, "merge", file)
        expect(preview.get_by_text(f"{file.name}, saved")).to_be_visible()
        if preview.get_by_role("button", name="Merge 1 file").is_visible():
            preview.get_by_role("button", name="Merge 1 file").click()
            expect(preview).to_be_hidden()
    expect(part(page, "disagreements").locator(".tg-options button")).to_have_text(
        [
            re.compile("Waits for the partners$"),
            re.compile("Filed in binder 3$"),
            re.compile("Keep all"),
        ]
    )
    assert entry(page, FIRST)["done"] is True
    expect(part(page, "arrivals").get_by_text("browsers with the same number")).to_be_visible()


def test_files_chosen_during_a_merge_wait_for_it(
    page: Page, server: Served, tmp_path: Path
) -> None:
    first = backup(tmp_path / "a.json", "1-1-1", {"before": {FIRST: ticked("1-1-1", 5)}})
    second = backup(tmp_path / "b.json", "2-2-2", {"before": {SECOND: ticked("2-2-2", 6)}})
    open_tool(page, server)
    button = choose(page, "merge", first).get_by_role("button", name="Merge 1 file")
    expect(button).to_be_visible()
    button.evaluate(
        """(button, text) => {
          button.click();
          const chosen = new DataTransfer();
          chosen.items.add(new File([text], "b.json"));
          const input = document.querySelector("#merge-files");
          input.files = chosen.files;
          input.dispatchEvent(new Event("change"));
        }""",
        second.read_text(),
    )
    expect(part(page, "merge").get_by_text("b.json, saved")).to_be_visible()
    assert set(stored(page)) == {FIRST}


def test_everybody_ticks_for_themselves_and_the_page_says_who_is_missing(
    page: Page, server: Served, tmp_path: Path
) -> None:
    remember(page, server, {"name": "Billie Sample"})
    arrive(page, server.url("before/"))
    box(page, EACH).check()
    open_tool(page, server)
    billie = save(page, "billie-sample")
    own = {"before": {f"{EACH}:{CASEY_ID}": ticked("3-3-3", 5, by="Casey Specimen")}}
    casey = backup(tmp_path / "casey.json", "3-3-3", own, by="Casey Specimen")

    names = ["Alex Example", "Billie Sample", "Casey Specimen"]
    plan = {**json.loads(PLAN), "people": [{"name": each, "roles": []} for each in names]}
    remember(page, server, {"plan": json.dumps(plan)})
    open_tool(page, server)
    row = part(page, "each").locator("tr", has_text="still on paper or in your head").locator("td")
    expect(row.first).to_have_text("0 of 3")
    preview = choose(page, "merge", billie, casey)
    shown = preview.locator("tbody th")
    expect(shown).to_have_text([re.compile("^Billie Sample: "), re.compile("^Casey Specimen: ")])
    preview.get_by_role("button", name="Merge 2 files").click()
    expect(row.nth(0)).to_have_text("2 of 3")
    expect(row.nth(1)).to_have_text("Alex Example")
    expect(part(page, "disagreements").get_by_text("no disagreements")).to_be_visible()
    checklist = page.context.new_page()
    arrive(checklist, server.url("before/"))
    expect(box(checklist, EACH)).not_to_be_checked()
    row.get_by_role("button", name="Tick for all").press("Enter")
    expect(part(page, "each").get_by_role("status")).to_have_text("Ticked for the whole firm.")
    expect(row.nth(1)).to_be_empty()
    expect(box(checklist, EACH)).to_be_checked()


def note(page: Page, words: str) -> None:
    item(page).locator("summary").click()
    item(page).get_by_role("textbox", name="Note").fill(words)
    item(page).get_by_role("textbox", name="Note").blur()


def test_a_folder_is_dropped_and_what_is_no_backup_is_named(
    page: Page, server: Served, tmp_path: Path
) -> None:
    alex = backup(tmp_path / "a.json", "1-1-1", {"before": {FIRST: ticked("1-1-1", 5)}}).read_text()
    billie = backup(
        tmp_path / "b.json", "2-2-2", {"before": {SECOND: ticked("2-2-2", 5)}}
    ).read_text()
    files = [
        ["alex.json", alex],
        ["2027/billie.json", billie],
        ["plan.docx", "PK"],
        ["old.txt", ""],
    ]
    open_tool(page, server)
    merge = part(page, "merge")
    merge.evaluate(DROP, files)
    expect(merge.locator("[data-refused]")).to_have_text(
        re.compile("^progress/old.txt, progress/plan.docx: It is not a backup of this guide")
    )
    expect(merge.get_by_text("progress/2027/billie.json, saved")).to_be_visible()
    merge.get_by_role("button", name="Merge 2 files").click()
    expect(merge.get_by_role("status")).to_have_text("Merged 2 files: 2 items changed.")
    assert set(stored(page)) == {FIRST, SECOND}


def test_many_large_files_are_merged_while_the_page_answers(
    page: Page, server: Served, tmp_path: Path, guide: Guide
) -> None:
    """Thirty people with all items ticked and a note longer than most: 1 MB of files."""
    ids = [item.id for item in guide.checklist("before").items]
    files = []
    for number in range(30):
        items = {
            id_: ticked(
                f"{number}-1",
                5,
                by=f"Person {number}",
                note="x" * 1500 if at == number else "",
            )
            for at, id_ in enumerate(ids)
        }
        others = {f"long-ago-{number}": ticked(f"{number}-1", 5, note="y" * 20_000)}
        name = tmp_path / f"{number}.json"
        files.append(
            backup(name, f"{number}-1", {"before": {**items, **others}}, by=f"Person {number}")
        )
    open_tool(page, server)
    page.evaluate(LISTEN)
    preview = choose(page, "merge", *files)
    preview.get_by_role("button", name="Merge 30 files").click(timeout=30_000)
    expect(part(page, "merge").get_by_role("status")).to_have_text(
        re.compile("^Merged 30 files"), timeout=30_000
    )
    answers = page.evaluate("answers")
    assert answers >= 4
