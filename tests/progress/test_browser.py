"""The page that backs up, restores, merges and settles; and what survives what."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from template_builder.guide.model import Guide
from tests.guide.test_browser import BLOCKED, FIRST, FULL, arrive, box, item, stored
from tests.support.axe_check import findings, free_page
from tests.support.backups import backup, moment, ticked
from tests.support.browser import NewPage
from tests.support.kit import guide
from tests.support.retired import with_retired
from tests.support.site import Served

pytestmark = pytest.mark.browser

PAGE = "tools/progress/"
ITEMS = len(guide().items)
SECOND, THIRD = "choose-migration-route", "set-export-date"
PLAN = '{"version":1,"exportDay":"2027-01-14","people":[{"name":"Alex Example","roles":[]}]}'
OTHER_PLAN = '{"version":1,"exportDay":"2027-02-11","people":[]}'


def open_tool(page: Page, server: Served) -> None:
    page.goto(server.url(PAGE))
    expect(page.get_by_text("In this browser:")).to_be_visible()


def part(page: Page, name: str) -> Locator:
    return page.locator(f"[data-part='{name}']")


def choose(page: Page, name: str, *files: Path) -> Locator:
    """Give files to Restore or Merge; the preview."""
    part(page, name).locator("input[type=file]").set_input_files(list(files))
    return part(page, name).locator("[data-preview]")


def rows(preview: Locator) -> list[list[str]]:
    """The table of a preview, a list for each row."""
    return preview.locator("tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"
    )


def save(page: Page, name: str = "casey-specimen") -> Path:
    """Save a backup from the page; the file."""
    with page.expect_download() as started:
        part(page, "backup").get_by_role("button", name="Save a backup").click()
    assert re.fullmatch(
        rf"transition-progress-({name}-)?\w{{1,4}}-\d{{4}}-\d\d-\d\d\.json",
        started.value.suggested_filename,
    )
    page.get_by_role("button", name="Yes, the file is there").click()
    return started.value.path()


def entry(page: Page, id_: str) -> dict[str, object]:
    return stored(page)[id_]


@pytest.fixture
def alex(tmp_path: Path) -> Path:
    items = {
        FIRST: ticked("1-1-1", 5, by="Alex Example"),
        SECOND: ticked("1-1-1", 6, by="Alex Example", note="Agreed with Clio by <b>phone</b>"),
    }
    return backup(tmp_path / "alex.json", "1-1-1", {"before": items}, by="Alex Example", plan=PLAN)


@pytest.fixture
def billie(tmp_path: Path) -> Path:
    items = {
        FIRST: ticked("2-2-2", 8, done=False),
        SECOND: ticked("2-2-2", 7, by="Billie Sample", note="Agreed by letter"),
        THIRD: ticked("2-2-2", 9, by="Billie Sample"),
        "an-item-of-long-ago": ticked("2-2-2", 2),
    }
    return backup(tmp_path / "billie.json", "2-2-2", {"before": items}, by="Billie Sample")


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "letter.json"
    file.write_text("Dear Sirs", encoding="utf-8")
    return file


# Without scripts


def test_without_scripts_the_page_says_what_to_do_instead(plain: Page, server: Served) -> None:
    plain.goto(server.url(PAGE))
    expect(plain.get_by_text("This page needs scripts")).to_be_visible()
    expect(plain.get_by_role("button", name="Save a backup")).to_be_hidden()
    expect(plain.locator("main input[type=file]:visible")).to_have_count(0)


# Backup and restore


def test_a_wiped_browser_gets_everything_back(page: Page, server: Served) -> None:
    arrive(page, server.url("before/"))
    box(page).check()
    item(page).locator("summary").click()
    item(page).get_by_role("textbox", name="Note").fill("Binder 3")
    item(page).get_by_role("textbox", name="Note").blur()
    page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)", ["transition-guide:plan", PLAN]
    )
    before = entry(page, FIRST)
    open_tool(page, server)
    expect(
        page.get_by_text(f"1 of {ITEMS} items ticked, 1 with a name, date or note, and a plan")
    ).to_be_visible()
    file = save(page)
    page.evaluate("localStorage.clear()")
    open_tool(page, server)
    preview = choose(page, "restore", file)
    assert [row[1:] for row in rows(preview)] == [
        ["Open", f"Ticked {_today()}\nNote written {_today()}: Binder 3"],
        ["No plan", "Export session Thu 14 Jan 2027 at 13:00 local time, 1 name"],
    ]
    assert stored(page) == {}
    preview.get_by_role("button", name="Restore this backup").click()
    expect(part(page, "restore").get_by_role("status")).to_have_text(
        re.compile("^Restored from .*: 2 changes.$")
    )
    assert entry(page, FIRST) == before
    assert page.evaluate("localStorage.getItem('transition-guide:plan')") == PLAN
    arrive(page, server.url("before/"))
    expect(box(page)).to_be_checked()
    expect(item(page).get_by_text("Binder 3").first).to_be_visible()


def _today() -> str:
    day = dt.datetime.now().astimezone().date()
    return f"{day:%a} {day.day} {day:%b %Y}"


def test_a_plan_of_the_site_is_not_called_missing(
    page: Page, server: Served, firm_server: Served
) -> None:
    arrive(page, firm_server.url("tools/progress/"))
    expect(page.locator("[data-kept]")).to_contain_text("the plan is that of the site")
    arrive(page, server.url("tools/progress/"))
    expect(page.locator("[data-kept]")).to_contain_text("no plan")


def test_a_file_chosen_before_the_script_is_taken(page: Page, server: Served, alex: Path) -> None:
    held: list[Route] = []
    page.route("**/assets/guide/guide.json", lambda route: held.append(route))
    with page.expect_request("**/assets/guide/guide.json"):
        page.goto(server.url(PAGE), wait_until="commit")
    page.locator("#restore-file").set_input_files(alex)
    for route in held:
        route.continue_()
    expect(page.locator("[data-part=restore] [data-preview]")).to_be_focused()


def test_a_restore_can_be_undone(page: Page, server: Served, alex: Path) -> None:
    arrive(page, server.url("before/"))
    box(page, THIRD).check()
    before = stored(page)
    open_tool(page, server)
    preview = choose(page, "restore", alex)
    expect(preview.get_by_text("1 item ticked since then would be open again.")).to_be_visible()
    preview.get_by_role("button", name="Restore this backup").click()
    assert entry(page, THIRD)["done"] is False
    assert entry(page, SECOND)["done"] is True
    undo = part(page, "restore").get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    undo.press("Enter")
    expect(part(page, "restore").get_by_role("status")).to_have_text("Undone.")
    assert stored(page) == before
    expect(
        page.get_by_text(f"1 of {ITEMS} items ticked, none with a name, date or note, no plan")
    ).to_be_visible()


def test_a_forgotten_plan_stays_forgotten(page: Page, server: Served, billie: Path) -> None:
    """Forgetting a plan leaves an empty text, and the backup holds none."""
    open_tool(page, server)
    page.evaluate("localStorage.setItem('transition-guide:plan', '')")
    preview = choose(page, "restore", billie)
    preview.get_by_role("button", name="Restore this backup").click()
    expect(part(page, "restore").get_by_role("status")).to_have_text(re.compile("^Restored "))
    assert page.evaluate("localStorage.getItem('transition-guide:plan')") == ""


def test_nothing_changes_until_one_says_so(page: Page, server: Served, alex: Path) -> None:
    open_tool(page, server)
    preview = choose(page, "restore", alex)
    expect(preview).to_be_focused()
    preview.get_by_role("button", name="Change nothing").click()
    expect(preview).to_be_hidden()
    expect(page.get_by_label("Backup file", exact=True)).to_be_focused()
    assert stored(page) == {}


def test_the_same_again_changes_nothing(page: Page, server: Served, alex: Path) -> None:
    open_tool(page, server)
    choose(page, "restore", alex).get_by_role("button", name="Restore this backup").click()
    preview = choose(page, "restore", alex)
    expect(preview.get_by_text("Nothing would change")).to_be_visible()
    expect(preview.get_by_role("button")).to_have_text(["Close"])


def test_a_restore_holds_against_the_files_it_replaced(
    page: Page, server: Served, alex: Path
) -> None:
    """What was ticked after the backup and then restored away does not return with a merge."""
    open_tool(page, server)
    choose(page, "restore", alex).get_by_role("button", name="Restore this backup").click()
    arrive(page, server.url("before/"))
    box(page, THIRD).check()
    open_tool(page, server)
    later = save(page)
    choose(page, "restore", alex).get_by_role("button", name="Restore this backup").click()
    assert entry(page, THIRD)["done"] is False
    expect(choose(page, "merge", later).get_by_text("Nothing would change")).to_be_visible()


def test_what_another_tab_does_shows_in_an_open_preview_and_is_not_lost(
    page: Page, server: Served, alex: Path
) -> None:
    open_tool(page, server)
    preview = choose(page, "merge", alex)
    expect(preview.locator("tbody tr")).to_have_count(3)
    other = page.context.new_page()
    arrive(other, server.url("before/"))
    box(other, THIRD).check()
    expect(page.get_by_text(f"1 of {ITEMS} items ticked")).to_be_visible()
    preview.get_by_role("button", name="Merge 1 file").click()
    expect(box(other)).to_be_checked()
    expect(box(other, THIRD)).to_be_checked()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{}", "It is not a backup of this guide."),
        (b"PK\x03\x04 a workbook", "It is not a backup of this guide, or it was cut short."),
        (
            b'{"kind": "transition-progress", "version": 7}',
            "It was saved by another version of this guide (format 7",
        ),
        (b'{"kind": "transition-progress", "version": 1}', "It is damaged"),
        (b" " * 5_000_001, "It is larger than 5 MB, so it is not a backup of this guide."),
    ],
    ids=["json", "workbook", "newer", "damaged", "huge"],
)
def test_what_is_no_backup_is_refused_in_words(
    page: Page, server: Served, tmp_path: Path, content: bytes, words: str
) -> None:
    open_tool(page, server)
    file = tmp_path / "x.json"
    file.write_bytes(content)
    for name in ("restore", "merge"):
        preview = choose(page, name, file)
        expect(part(page, name).locator("[data-refused]")).to_contain_text(f"x.json: {words}")
        expect(part(page, name).get_by_role("status")).to_have_text("1 file refused.")
        expect(preview).to_be_hidden()
    assert stored(page) == {}


# Merging


def test_several_files_become_one_state_and_disagreements_are_settled(
    page: Page, server: Served, alex: Path, billie: Path, letter: Path
) -> None:
    open_tool(page, server)
    preview = choose(page, "merge", alex, billie, letter)
    expect(part(page, "merge").get_by_text("letter.json: It is not a backup")).to_be_visible()
    expect(preview.get_by_text("alex.json, saved")).to_contain_text(
        "2 ticked, 1 with a name, date or note"
    )
    expect(preview.get_by_text("People disagree on 2 items.")).to_be_visible()
    expect(page.get_by_text("There are no disagreements.")).to_be_hidden()
    table = {row[0].split("\n")[0]: row[2] for row in rows(preview)}
    assert (
        table["Fix the date and time of the export session"]
        == "Ticked Sat 9 Jan 2027 by Billie Sample"
    )
    assert table["Name one person as coordinator of the move"].split("\n") == [
        "People disagree:",
        "Open: tick taken back Fri 8 Jan 2027 by Billie Sample",
        "Ticked Tue 5 Jan 2027 by Alex Example",
    ]
    assert table["an-item-of-long-ago"] == "Ticked Sat 2 Jan 2027 by Billie Sample"
    preview.get_by_role("button", name="Merge 2 files").click()
    expect(part(page, "merge").get_by_role("status")).to_have_text(
        "Merged 2 files: 4 items changed. 2 to settle below."
    )

    # An item is open, and says why, until someone chooses.
    arrive(page, server.url("before/"))
    expect(box(page)).not_to_be_checked()
    expect(item(page).get_by_text("People disagree on whether this is done.")).to_be_visible()
    expect(box(page, SECOND)).to_be_checked()
    item(page, SECOND).get_by_role("link", name="Settle it").click()
    expect(page).to_have_url(re.compile("tools/progress/#disagreements$"))

    disputes = part(page, "disagreements")
    expect(disputes.get_by_text("2 items to settle.")).to_be_visible()
    disputes.get_by_role("button", name="Ticked Tue 5 Jan 2027 by Alex Example").press("Enter")
    expect(disputes.get_by_role("status")).to_have_text("Settled. 1 item left.")
    expect(disputes.locator(".tg-options button")).to_have_text(
        [
            "Note written Thu 7 Jan 2027 by Billie Sample: "
            "Billie Sample · Thu 7 Jan 2027 · Agreed by letter",
            "Note written Wed 6 Jan 2027 by Alex Example: "
            "Alex Example · Wed 6 Jan 2027 · Agreed with Clio by <b>phone</b>",
            "Keep all of them in one note",
        ]
    )
    disputes.get_by_role("button", name="Keep all of them in one note").click()
    expect(disputes.get_by_text("There are no disagreements.")).to_be_visible()
    assert entry(page, FIRST)["done"] is True
    assert entry(page, FIRST)["by"] == "Alex Example"
    assert entry(page, SECOND)["evidence"]["note"] == (  # type: ignore[index]
        "Alex Example · Wed 6 Jan 2027 · Agreed with Clio by <b>phone</b>\n"
        "Billie Sample · Thu 7 Jan 2027 · Agreed by letter"
    )

    # The same files again, in the other order: nothing returns.
    preview = choose(page, "merge", billie, alex)
    expect(preview.get_by_text("Nothing would change")).to_be_visible()
    expect(preview.get_by_role("button")).to_have_text(["Close"])


def test_later_changes_that_knew_of_earlier_ones_name_who_made_them(
    page: Page, server: Served, tmp_path: Path, alex: Path
) -> None:
    """No disagreement: the preview and the item say whose tick and whose note count."""
    open_tool(page, server)
    choose(page, "merge", alex).get_by_role("button", name="Merge 1 file").click()
    later = ticked("2-2-2", 8, done=False)
    noted = ticked("1-1-1", 6, by="Alex Example", note="x")
    words = {"by": "Alex Example", "on": "", "note": "Route 2", "writer": "Billie Sample"}
    noted["evidence"] = {**words, "at": moment(8), "r": "2-2-2"}
    for each in (later, noted):
        each["seen"] = {"1-1-1": moment(6, 10), "2-2-2": moment(8)}
    billie = {"before": {FIRST: later, SECOND: noted}}
    file = backup(tmp_path / "billie.json", "2-2-2", billie, by="Billie Sample")
    preview = choose(page, "merge", file)
    expect(preview.get_by_text("People disagree on")).to_have_count(0)
    expect(preview.locator("td .tg-line")).to_have_text(
        [
            "Ticked Tue 5 Jan 2027 by Alex Example",
            "Open: tick taken back Fri 8 Jan 2027 by Billie Sample",
            "Ticked Wed 6 Jan 2027 by Alex Example",
            "Note written Wed 6 Jan 2027 by Alex Example: "
            "Alex Example · Wed 6 Jan 2027 · Agreed with Clio by <b>phone</b>",
            "Ticked Wed 6 Jan 2027 by Alex Example",
            "Note written Fri 8 Jan 2027 by Billie Sample, "
            "replaces Alex Example’s: Alex Example · Route 2",
        ]
    )
    preview.get_by_role("button", name="Merge 1 file").click()
    arrive(page, server.url("before/"))
    expect(item(page).locator(".tg-evidence")).to_have_text(
        "Open: tick taken back Fri 8 Jan 2027 by Billie Sample"
    )
    expect(item(page, SECOND).locator(".tg-evidence")).to_have_text(
        re.compile(
            r"^Ticked Wed 6 Jan 2027 by Alex Example\s*"
            r"Alex Example · Route 2 \(written by Billie Sample\)$"
        )
    )


def test_a_merge_and_a_settlement_can_be_undone(
    page: Page, server: Served, alex: Path, billie: Path
) -> None:
    open_tool(page, server)
    choose(page, "merge", alex, billie).get_by_role("button", name="Merge 2 files").click()
    merged = stored(page)
    disputes = part(page, "disagreements")
    disputes.get_by_role("button", name=re.compile("^Open: tick taken back")).click()
    expect(disputes.get_by_role("status")).to_have_text("Settled. 1 item left.")
    expect(part(page, "merge").get_by_role("button", name="Undo")).to_be_hidden()
    disputes.get_by_role("button", name="Undo").click()
    assert stored(page) == merged
    choose(page, "merge", alex).get_by_role("button", name="Close").click()
    page.reload()
    expect(disputes.get_by_text("2 items to settle.")).to_be_visible()


def test_undoing_a_merge_leaves_what_was_changed_since(
    page: Page, server: Served, alex: Path
) -> None:
    open_tool(page, server)
    choose(page, "merge", alex).get_by_role("button", name="Merge 1 file").click()
    other = page.context.new_page()
    arrive(other, server.url("before/"))
    box(other).uncheck()
    part(page, "merge").get_by_role("button", name="Undo").click()
    assert entry(page, FIRST)["done"] is False
    assert SECOND not in stored(page)
    # The undone merge can be done again.
    preview = choose(page, "merge", alex)
    preview.get_by_role("button", name="Merge 1 file").click()
    assert entry(page, SECOND)["done"] is True
    assert entry(page, FIRST)["done"] is False


def test_two_plans_are_a_question(page: Page, server: Served, tmp_path: Path, alex: Path) -> None:
    open_tool(page, server)
    choose(page, "merge", alex).get_by_role("button", name="Merge 1 file").click()
    plan = "localStorage.getItem('transition-guide:plan')"
    assert page.evaluate(plan) == PLAN
    other = backup(tmp_path / "casey.json", "3-3-3", {}, by="Casey Specimen", plan=OTHER_PLAN)
    preview = choose(page, "merge", other)
    group = preview.get_by_role("group", name="The files contain different plans.")
    expect(
        group.get_by_label("The plan in this browser: Export session Thu 14 Jan 2027")
    ).to_be_checked()
    group.get_by_label("casey.json, Casey Specimen: Export session Thu 11 Feb 2027").check()
    preview.get_by_role("button", name="Merge 1 file").click()
    assert page.evaluate(plan) == OTHER_PLAN
    part(page, "merge").get_by_role("button", name="Undo").click()
    assert page.evaluate(plan) == PLAN


def test_the_page_says_whose_progress_is_here_and_how_old_it_is(
    page: Page, server: Served, alex: Path, billie: Path
) -> None:
    page.clock.set_fixed_time(dt.datetime(2027, 1, 29, 12, tzinfo=dt.UTC))
    open_tool(page, server)
    table = part(page, "arrivals").locator("tbody tr")
    expect(part(page, "arrivals").get_by_text("No file has been merged")).to_be_visible()
    choose(page, "merge", alex, billie).get_by_role("button", name="Merge 2 files").click()
    old = "Wed 20 Jan 2027, more than a week old"
    rows = ["Alex Example", old], ["Billie Sample\nNot among the people of the plan", old]
    assert table.evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"
    ) == [[*row, "Fri 29 Jan 2027"] for row in rows]
    part(page, "merge").get_by_role("button", name="Undo").click()
    expect(part(page, "arrivals").get_by_text("No file has been merged")).to_be_visible()
    # Another person's backup brings their progress as well.
    choose(page, "restore", alex).get_by_role("button", name="Restore this backup").click()
    expect(table).to_have_text(re.compile(f"^Alex Example{old}"))


# Ids that came and went


def test_unknown_entries_are_shown_and_go_into_the_next_backup(
    page: Page, server: Served, billie: Path
) -> None:
    open_tool(page, server)
    choose(page, "merge", billie).get_by_role("button", name="Merge 1 file").click()
    page.get_by_text("1 entry for items that are not in this guide").click()
    expect(page.get_by_text("an-item-of-long-ago", exact=True)).to_be_visible()
    data = json.loads(save(page).read_text(encoding="utf-8"))
    assert "an-item-of-long-ago" in data["checklists"][0]["items"]


def test_a_backup_from_before_an_id_was_retired_is_carried_over(
    page: Page, server: Served, billie: Path
) -> None:
    def renamed(route: Route) -> None:
        data = route.fetch().json()
        data["retired"] = {"an-item-of-long-ago": "set-cut-off"}
        route.fulfill(json=data)

    page.route("**/guide.json", renamed)
    open_tool(page, server)
    preview = choose(page, "merge", billie)
    assert [
        "Set the cut-off on the day of the export session, before it starts\nBefore the export",
        "Open",
        "Ticked Sat 2 Jan 2027 by Billie Sample",
    ] in rows(preview)
    preview.get_by_role("button", name="Merge 1 file").click()
    assert entry(page, "set-cut-off")["done"] is True
    assert "an-item-of-long-ago" not in stored(page)


def test_stored_ticks_of_a_retired_id_move_to_the_item_that_took_over(
    page: Page, server: Served
) -> None:
    old = {"done": True, "at": "2027-01-01T00:00:00.000Z", "later": "kept"}

    def carrying(route: Route) -> None:
        html = route.fetch().text()
        body = with_retired(html, server.folder, {"an-old-id": FIRST}, {FIRST: "before:v1"})
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    arrive(page, server.url("before/"))
    key = "transition-guide:checklist:during:v1"
    page.evaluate(
        "([key, items]) => localStorage.setItem(key, JSON.stringify({items}))",
        [key, {"an-old-id": old}],
    )
    page.route("**/before/", carrying)
    arrive(page, server.url("before/"))
    expect(box(page)).to_be_checked()
    assert entry(page, FIRST)["more"] == '{"later":"kept"}'
    assert page.evaluate(f"localStorage.getItem('{key}')") == '{"items":{}}'
    box(page).uncheck()
    arrive(page, server.url("before/"))
    expect(box(page)).not_to_be_checked()


# Names


def test_the_name_signs_ticks_and_backup(page: Page, server: Served) -> None:
    open_tool(page, server)
    page.get_by_label("Your name").fill("Casey Specimen")
    page.get_by_label("Your name").blur()
    arrive(page, server.url("before/"))
    box(page).check()
    assert entry(page, FIRST)["by"] == "Casey Specimen"
    open_tool(page, server)
    expect(page.get_by_label("Your name")).to_have_value("Casey Specimen")
    data = json.loads(save(page).read_text(encoding="utf-8"))
    expect(part(page, "backup").get_by_role("status").first).to_contain_text(
        "Noted as your last backup."
    )
    assert data["by"] == "Casey Specimen"
    assert data["people"] == {data["replica"]: "Casey Specimen"}


# Reminders and what browsers do


def test_a_name_that_is_not_kept_is_said(page: Page, server: Served) -> None:
    page.add_init_script(FULL)
    open_tool(page, server)
    page.get_by_label("Your name").fill("Casey Specimen")
    page.get_by_label("Your name").blur()
    expect(part(page, "backup").get_by_text("Your name is not kept")).to_be_visible()


def test_a_backup_counts_once_somebody_has_seen_the_file(page: Page, server: Served) -> None:
    """A browser can refuse a download, and tell the page nothing of it."""
    arrive(page, server.url("before/"))
    box(page).check()
    open_tool(page, server)
    backup_ = part(page, "backup")
    with page.expect_download():
        backup_.get_by_role("button", name="Save a backup").click()
    expect(backup_.get_by_text("Look whether it is in your downloads")).to_be_visible()
    expect(backup_.get_by_text("No backup has been saved from this browser yet.")).to_be_visible()
    backup_.get_by_role("button", name="Yes, the file is there").click()
    expect(backup_.get_by_text("Nothing has changed since.")).to_be_visible()


def test_a_reminder_after_a_week_and_not_before(page: Page, server: Served) -> None:
    start = dt.datetime(2027, 1, 4, 9, tzinfo=dt.UTC)
    page.clock.install(time=start)
    arrive(page, server.url("before/"))
    box(page).check()

    def reminded(day: int) -> bool:
        page.clock.set_fixed_time(start + dt.timedelta(days=day, hours=1))
        arrive(page, server.url())
        on_home = page.locator("[data-module='progress/backup-reminder']")
        page.locator("[data-module='guide/overview'] [data-count-bar]").first.wait_for()
        page.wait_for_timeout(200)
        open_tool(page, server)
        on_page = part(page, "backup").get_by_text("It is time for a backup")
        seen = on_page.is_visible()
        arrive(page, server.url())
        expect(on_home).to_be_visible(visible=seen)
        return seen

    assert not reminded(6)
    assert reminded(7)
    open_tool(page, server)
    save(page)
    expect(page.get_by_text("Last backup from this browser: Mon 11 Jan 2027")).to_contain_text(
        "Nothing has changed since."
    )
    assert not reminded(20)
    arrive(page, server.url("before/"))
    box(page, SECOND).check()
    assert reminded(20)


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("navigator.storage.persist = async () => true", "This browser will keep"),
        ("navigator.storage.persist = async () => false", "This browser did not agree"),
        ("navigator.storage.persist = async () => { throw new Error('no'); }", "cannot be asked"),
        ("Object.defineProperty(navigator, 'storage', {value: undefined})", "cannot be asked"),
    ],
    ids=["yes", "no", "error", "missing"],
)
def test_the_browser_is_asked_only_when_the_reader_wants_it(
    page: Page, server: Served, script: str, words: str
) -> None:
    page.add_init_script(script)
    open_tool(page, server)
    answer = page.locator("[data-persist-answer]")
    expect(answer).to_be_empty()
    page.get_by_role("button", name="Ask this browser to keep my progress").click()
    expect(answer).to_contain_text(words)


def test_a_browser_that_clears_storage_is_named_only_where_it_is_one(
    new_page: NewPage, server: Served
) -> None:
    page = new_page()
    open_tool(page, server)
    expect(page.get_by_text("This looks like Safari")).to_be_hidden()
    webkit = new_page()
    webkit.add_init_script("window.GestureEvent = class {};")
    open_tool(webkit, server)
    expect(webkit.get_by_text("This looks like Safari")).to_be_visible()


def test_blocked_storage_is_said_and_the_page_still_works(
    page: Page, server: Served, alex: Path
) -> None:
    page.add_init_script(BLOCKED)
    open_tool(page, server)
    expect(page.get_by_text("Your progress is not being saved.")).to_be_visible()
    choose(page, "merge", alex).get_by_role("button", name="Merge 1 file").click()
    expect(page.get_by_text(f"2 of {ITEMS} items ticked")).to_be_visible()
    data = json.loads(save(page).read_text(encoding="utf-8"))
    (items,) = [c["items"] for c in data["checklists"] if c["items"]]
    assert set(items) == {FIRST, SECOND}


def test_a_list_that_does_not_load_is_said(page: Page, server: Served, watch) -> None:
    page.route("**/guide.json", lambda route: route.abort())
    page.goto(server.url(PAGE))
    expect(page.get_by_text("The list of items did not load.")).to_be_visible()
    assert [
        text for text in watch.seen if "guide.json" not in text and "ERR_FAILED" not in text
    ] == []
    watch.seen.clear()
    data = json.loads(save(page).read_text(encoding="utf-8"))
    assert data["checklists"] == []


# What an earlier version may have taken from a hostile file

LAST = "2099-12-31T23:59:59.999Z"
DEEP = "[" * 3000 + "]" * 3000
TICK = '"done":true,"at":"2027-01-05T09:30:00.000Z","r":"9-9-9"'
POISONED = {
    "checklist:before:v1": f"""{{"items":{{
        "toString":{{{TICK}}},
        "{FIRST}":{{{TICK},"seen":{{"{{me}}":"{LAST}"}},"others":[null,3,{{"done":{DEEP}}}]}},
        "{SECOND}":{{"evidence":{{"by":{DEEP},"note":"Binder 3"}},"seen":3,"__proto__":{{"done":true}}}},
        "{THIRD}":{{"done":true,"at":"2026-99-99T99:99:99.999Z","when":"{LAST}","by":{{"toString":1}}}}}}}}""",
    "checklist:during:v1": '{"items":{"zz":{"done":true},"__proto__":7,"constructor":{"done":true,"others":3}}}',
    "checklist:toString": f'{{"items":{{"x":{DEEP}}}}}',
    "checklist:after:v1": '{"items":[1,2]}',
    "people": '{"toString":{"a":1},"9-9-9":["Alex Example"]}',
    "plan": '{"version":1,"exportDay":"2027-01-14","exportTime":{"toString":1}}',
    "replica": "{me}",
}


def test_a_browser_that_was_poisoned_still_saves_a_backup_that_can_be_read(
    page: Page, server: Served
) -> None:
    page.goto(server.url(PAGE))
    page.evaluate(
        "values => { for (const [key, text] of Object.entries(values))"
        " localStorage.setItem(`transition-guide:${key}`, text.replace('{me}', '1-2-3')); }",
        POISONED,
    )
    open_tool(page, server)
    for name in ("backup", "restore", "merge", "disagreements"):
        expect(part(page, name).get_by_text("cannot be shown")).to_be_hidden()
    page.get_by_text("entries for items that are not in this guide").click()
    expect(page.get_by_text("toString", exact=True)).to_be_visible()
    arrive(page, server.url("before/"))
    box(page).uncheck()
    box(page).check()
    open_tool(page, server)
    file = save(page)
    expect(part(page, "backup").get_by_role("status").first).to_contain_text(
        "Noted as your last backup. Move"
    )
    data = json.loads(file.read_text(encoding="utf-8"))
    assert '"id":"toString"' in data["unreadable"]
    page.evaluate("localStorage.clear()")
    open_tool(page, server)
    preview = choose(page, "restore", file)
    expect(part(page, "restore").locator("[data-refused]")).to_be_empty()
    shown = [row[0].split("\n")[0] for row in rows(preview)]
    assert {"zz", "constructor", "The plan"} <= set(shown)
    preview.get_by_role("button", name="Restore this backup").click()
    assert entry(page, FIRST)["done"] is True
    assert re.fullmatch(r"1-2-3:\d+", str(entry(page, FIRST)["r"]))
    assert entry(page, SECOND)["evidence"]["note"] == "Binder 3"  # type: ignore[index]


def break_module(page: Page, module: str, *names: str) -> None:
    """Serve a script whose functions all throw."""
    broken = "() => { throw new Error('broken'); }"
    body = "".join(f"export const {name} = {broken};" for name in names)
    page.route(
        f"**/progress/{module}.*.mjs",
        lambda route: route.fulfill(body=body, content_type="text/javascript"),
    )


def test_a_part_that_fails_leaves_the_others(page: Page, server: Served) -> None:
    break_module(page, "disagreements", "showDisagreements")
    names = ("planChoice", "planRow", "previewTable", "renameQuestion", "renamedRows")
    break_module(page, "change-preview", *names)
    open_tool(page, server)
    words = "This part of the page cannot be shown: Error: broken."
    expect(part(page, "disagreements").get_by_text(words)).to_be_visible()
    file = save(page)
    choose(page, "restore", file)
    expect(part(page, "restore").get_by_text(words)).to_be_visible()
    assert save(page).read_bytes()


# For everyone


def test_everything_works_by_keyboard(page: Page, server: Served, alex: Path) -> None:
    open_tool(page, server)
    preview = choose(page, "restore", alex)
    expect(preview).to_be_focused()
    page.keyboard.press("Tab")
    expect(preview.get_by_role("button", name="Restore this backup")).to_be_focused()
    page.keyboard.press("Enter")
    expect(part(page, "restore").get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Backup file", exact=True)).to_be_focused()
    assert stored(page) == {}


def test_no_address_ever_tells_anything(page: Page, server: Served, alex: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_tool(page, server)
    page.get_by_label("Your name").fill("Casey Specimen")
    choose(page, "merge", alex).get_by_role("button", name="Merge 1 file").click()
    expect(page).to_have_url(server.url(PAGE))
    assert not [url for url in asked if "?" in url or "Casey" in url or "alex" in url]


def test_every_state_fits_a_small_phone_and_axe_finds_nothing(
    browser: Browser, server: Served, axe: str, alex: Path, billie: Path, letter: Path
) -> None:
    with free_page(browser, viewport={"width": 320, "height": 640}) as page:
        open_tool(page, server)
        choose(page, "restore", alex)
        choose(page, "merge", alex, billie, letter)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert findings(page, axe) == []
        part(page, "merge").get_by_role("button", name="Merge 2 files").click()
        page.get_by_text("1 entry for items that are not in this guide").click()
        expect(part(page, "disagreements").get_by_role("button")).not_to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert findings(page, axe) == []


def test_all_items_are_counted(page: Page, server: Served, guide: Guide) -> None:
    open_tool(page, server)
    expect(page.get_by_text(f"0 of {len(guide.items)} items ticked")).to_be_visible()
