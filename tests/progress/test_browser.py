"""The page that backs up, restores, merges and settles; and what survives what."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.guide.test_browser import BLOCKED, FIRST, FULL, KEY, arrive, box, item, stored
from tests.support.axe_check import findings, free_page
from tests.support.backups import backup, moment, ticked
from tests.support.browser import NewPage
from tests.support.kit import guide
from tests.support.retired import with_retired
from tests.support.site import Served
from tests.support.storage import remember

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


def handed_over(page: Page, name: str = "casey-specimen") -> Path:
    """Let the page hand a backup to the browser; the file."""
    with page.expect_download() as started:
        part(page, "backup").get_by_role("button", name="Save a backup").click()
    assert re.fullmatch(
        rf"transition-progress-({name}-)?\w{{1,4}}-\d{{4}}-\d\d-\d\d\.json",
        started.value.suggested_filename,
    )
    return started.value.path()


def save(page: Page, name: str = "casey-specimen") -> Path:
    """Save a backup from the page; the file."""
    file = handed_over(page, name)
    page.get_by_role("button", name="Yes, the file is there").click()
    return file


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


def test_a_wiped_browser_gets_everything_back(page: Page, server: Served, tmp_path: Path) -> None:
    """Signed with a name; and no address of all of this tells anything."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_tool(page, server)
    page.get_by_label("Your name").fill("Casey Specimen")
    page.get_by_label("Your name").blur()
    arrive(page, server.url("before/"))
    box(page).check()
    assert entry(page, FIRST)["by"] == "Casey Specimen"
    item(page).locator("summary").click()
    item(page).get_by_role("textbox", name="Note").fill("Binder 3")
    item(page).get_by_role("textbox", name="Note").blur()
    page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)", ["transition-guide:plan", PLAN]
    )
    before = entry(page, FIRST)
    open_tool(page, server)
    expect(page.get_by_label("Your name")).to_have_value("Casey Specimen")
    expect(
        page.get_by_text(f"1 of {ITEMS} items ticked, 1 with a name, date or note, and a plan")
    ).to_be_visible()

    # A browser can refuse a download, and tell the page nothing of it: it counts once somebody has seen the file.
    saving = part(page, "backup")
    file = handed_over(page)
    expect(saving.get_by_text("Look whether it is in your downloads")).to_be_visible()
    expect(saving.get_by_text("No backup has been saved from this browser yet.")).to_be_visible()
    saving.get_by_role("button", name="Yes, the file is there").click()
    expect(saving.get_by_text("Nothing has changed since.")).to_be_visible()
    expect(saving.get_by_role("status").first).to_contain_text("Noted as your last backup.")
    data = json.loads(file.read_text(encoding="utf-8"))
    assert data["by"] == "Casey Specimen"
    assert data["people"] == {data["replica"]: "Casey Specimen"}

    page.evaluate("localStorage.clear()")
    open_tool(page, server)
    preview = choose(page, "restore", file.rename(tmp_path / "casey-specimen.json"))
    signed = f"{_today()} by Casey Specimen"
    assert [row[1:] for row in rows(preview)] == [
        ["Open", f"Ticked {signed}\nNote written {signed}: Binder 3"],
        ["No plan", "Export session Thu 14 Jan 2027 at 13:00 local time, 1 name"],
    ]
    assert stored(page) == {}
    preview.get_by_role("button", name="Restore this backup").click()
    expect(part(page, "restore").get_by_role("status")).to_have_text(
        re.compile("^Restored from .*: 2 changes.$")
    )
    expect(page).to_have_url(server.url(PAGE))
    assert entry(page, FIRST) == before
    assert page.evaluate("localStorage.getItem('transition-guide:plan')") == PLAN
    arrive(page, server.url("before/"))
    expect(box(page)).to_be_checked()
    expect(item(page).get_by_text("Binder 3").first).to_be_visible()
    assert not [url for url in asked if "?" in url or "casey" in url.lower()]


def _today() -> str:
    day = dt.datetime.now().astimezone().date()
    return f"{day:%a} {day.day} {day:%b %Y}"


def test_a_plan_of_the_site_is_not_called_missing(page: Page, firm_server: Served) -> None:
    """Where there is none, the page says so: see below, after an undone restore."""
    arrive(page, firm_server.url(PAGE))
    expect(page.locator("[data-kept]")).to_contain_text("the plan is that of the site")


def test_a_file_chosen_before_the_script_is_taken(
    page: Page, server: Served, alex: Path, billie: Path
) -> None:
    """And a backup from before an id was retired is carried over."""
    held: list[Route] = []
    page.route("**/assets/guide/guide.json", lambda route: held.append(route))
    with page.expect_request("**/assets/guide/guide.json"):
        page.goto(server.url(PAGE), wait_until="commit")
    page.locator("#restore-file").set_input_files(alex)
    for route in held:
        data = route.fetch().json()
        data["retired"] = {"an-item-of-long-ago": "set-cut-off"}
        route.fulfill(json=data)
    expect(page.locator("[data-part=restore] [data-preview]")).to_be_focused()
    preview = choose(page, "merge", billie)
    assert [
        "Set the cut-off on the day of the export session, before it starts\nBefore the export",
        "Open",
        "Ticked Sat 2 Jan 2027 by Billie Sample",
    ] in rows(preview)
    preview.get_by_role("button", name="Merge 1 file").click()
    assert entry(page, "set-cut-off")["done"] is True
    assert "an-item-of-long-ago" not in stored(page)


def test_a_restore_changes_nothing_until_one_says_so_and_can_be_undone(
    page: Page, server: Served, alex: Path, billie: Path
) -> None:
    """By keyboard as well."""
    arrive(page, server.url("before/"))
    box(page, THIRD).check()
    before = stored(page)
    open_tool(page, server)
    later = save(page)
    preview = choose(page, "restore", alex)
    expect(preview).to_be_focused()
    expect(preview.get_by_text("1 item ticked since then would be open again.")).to_be_visible()
    preview.get_by_role("button", name="Change nothing").click()
    expect(preview).to_be_hidden()
    expect(page.get_by_label("Backup file", exact=True)).to_be_focused()
    assert stored(page) == before

    expect(choose(page, "restore", alex)).to_be_focused()
    page.keyboard.press("Tab")
    expect(preview.get_by_role("button", name="Restore this backup")).to_be_focused()
    page.keyboard.press("Enter")
    expect(part(page, "restore").get_by_role("button", name="Undo")).to_be_focused()
    assert entry(page, THIRD)["done"] is False
    assert entry(page, SECOND)["done"] is True
    page.keyboard.press("Enter")
    expect(part(page, "restore").get_by_role("status")).to_have_text("Undone.")
    expect(page.get_by_label("Backup file", exact=True)).to_be_focused()
    assert stored(page) == before
    expect(
        page.get_by_text(f"1 of {ITEMS} items ticked, none with a name, date or note, no plan")
    ).to_be_visible()

    # The same again changes nothing, nor does a file that the restore has replaced.
    choose(page, "restore", alex).get_by_role("button", name="Restore this backup").click()
    expect(part(page, "restore").get_by_role("status")).to_have_text(re.compile("^Restored "))
    choose(page, "restore", alex)
    expect(preview.get_by_text("Nothing would change")).to_be_visible()
    expect(preview.get_by_role("button")).to_have_text(["Close"])
    preview.get_by_role("button", name="Close").click()
    expect(preview).to_be_hidden()
    assert entry(page, THIRD)["done"] is False
    expect(choose(page, "merge", later).get_by_text("Nothing would change")).to_be_visible()

    # Forgetting a plan leaves an empty text, and the backup holds none: it stays forgotten.
    page.evaluate("localStorage.setItem('transition-guide:plan', '')")
    choose(page, "restore", billie).get_by_role("button", name="Restore this backup").click()
    expect(part(page, "restore").get_by_role("status")).to_have_text(
        re.compile("^Restored from billie.json")
    )
    assert page.evaluate("localStorage.getItem('transition-guide:plan')") == ""


def test_what_another_tab_does_shows_in_an_open_preview_and_is_not_lost(
    page: Page, server: Served, alex: Path
) -> None:
    """Nor is it by undoing the merge."""
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
    box(other).uncheck()
    part(page, "merge").get_by_role("button", name="Undo").click()
    assert entry(page, FIRST)["done"] is False
    assert entry(page, THIRD)["done"] is True
    assert SECOND not in stored(page)
    # The undone merge can be done again.
    preview = choose(page, "merge", alex)
    preview.get_by_role("button", name="Merge 1 file").click()
    assert entry(page, SECOND)["done"] is True
    assert entry(page, FIRST)["done"] is False


NO_BACKUPS = {
    "json": (b"{}", "It is not a backup of this guide."),
    "workbook": (
        b"PK\x03\x04 a workbook",
        "It is not a backup of this guide, or it was cut short.",
    ),
    "newer": (
        b'{"kind": "transition-progress", "version": 7}',
        "It was saved by another version of this guide (format 7",
    ),
    "damaged": (b'{"kind": "transition-progress", "version": 1}', "It is damaged"),
    "huge": (b" " * 5_000_001, "It is larger than 5 MB, so it is not a backup of this guide."),
}


def test_what_is_no_backup_is_refused_in_words(page: Page, server: Served, tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.json" for name in NO_BACKUPS]
    for file, (content, _) in zip(files, NO_BACKUPS.values(), strict=True):
        file.write_bytes(content)
    open_tool(page, server)
    for name, given in (("merge", files), ("restore", files[:1])):
        preview = choose(page, name, *given)
        refused = part(page, name).locator("[data-refused] p")
        words = [f"{file.name}: {NO_BACKUPS[file.stem][1]}" for file in given]
        expect(refused).to_have_text([re.compile("^" + re.escape(each)) for each in words])
        number = f"{len(given)} file{'s' * (len(given) > 1)}"
        expect(part(page, name).get_by_role("status")).to_have_text(f"{number} refused.")
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
    merged = stored(page)

    # A settlement can be undone, and then the merge no longer.
    disputes = part(page, "disagreements")
    disputes.get_by_role("button", name=re.compile("^Open: tick taken back")).click()
    expect(disputes.get_by_role("status")).to_have_text("Settled. 1 item left.")
    expect(part(page, "merge").get_by_role("button", name="Undo")).to_be_hidden()
    disputes.get_by_role("button", name="Undo").click()
    expect(disputes.get_by_text("2 items to settle.")).to_be_visible()
    assert stored(page) == merged

    # Entries for items that this guide does not have are shown, and go into the next backup.
    page.get_by_text("1 entry for items that are not in this guide").click()
    expect(page.get_by_text("an-item-of-long-ago", exact=True)).to_be_visible()
    data = json.loads(save(page).read_text(encoding="utf-8"))
    assert "an-item-of-long-ago" in data["checklists"][0]["items"]

    # An item is open, and says why, until someone chooses.
    arrive(page, server.url("before/"))
    expect(box(page)).not_to_be_checked()
    expect(item(page).get_by_text("People disagree on whether this is done.")).to_be_visible()
    expect(box(page, SECOND)).to_be_checked()
    item(page, SECOND).get_by_role("link", name="Settle it").click()
    expect(page).to_have_url(re.compile("tools/progress/#disagreements$"))

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


def test_the_page_says_whose_progress_is_here_and_how_old_it_is(
    new_page: NewPage, server: Served, tmp_path: Path, alex: Path, billie: Path
) -> None:
    """And asks where there are two plans."""
    page = new_page(clocked=True)
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


# Ids that came and went


def test_stored_ticks_of_a_retired_id_move_to_the_item_that_took_over(
    page: Page, server: Served
) -> None:
    old = {"done": True, "at": "2027-01-01T00:00:00.000Z", "later": "kept"}

    def carrying(route: Route) -> None:
        html = route.fetch().text()
        body = with_retired(html, server.folder, {"an-old-id": FIRST}, {FIRST: "before:v1"})
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    key = "checklist:during:v1"
    remember(page, server, {key: json.dumps({"items": {"an-old-id": old}})})
    page.route("**/before/", carrying)
    arrive(page, server.url("before/"))
    expect(box(page)).to_be_checked()
    assert entry(page, FIRST)["more"] == '{"later":"kept"}'
    assert page.evaluate(f"localStorage['transition-guide:{key}']") == '{"items":{}}'
    box(page).uncheck()
    arrive(page, server.url("before/"))
    expect(box(page)).not_to_be_checked()


# Reminders and what browsers do


def test_a_reminder_after_a_week_and_not_before(new_page: NewPage, server: Served) -> None:
    """On the home page and where one saves a backup. When it is due in other cases: backup.test.mjs."""
    page = new_page(clocked=True)
    remember(
        page, server, {"checklist:before:v1": json.dumps({"items": {FIRST: ticked("1-1-1", 4)}})}
    )

    def at(day: int) -> None:
        page.clock.set_fixed_time(dt.datetime(2027, 1, day, 10, tzinfo=dt.UTC))

    def expect_on_home(*, seen: bool) -> None:
        arrive(page, server.url())
        expect(page.locator("[data-module='progress/backup-reminder']")).to_be_visible(visible=seen)

    on_page = part(page, "backup").get_by_text("It is time for a backup")
    at(day=10)
    expect_on_home(seen=False)
    at(day=11)
    expect_on_home(seen=True)
    open_tool(page, server)
    expect(on_page).to_be_visible()
    save(page)
    expect(page.get_by_text("Last backup from this browser: Mon 11 Jan 2027")).to_contain_text(
        "Nothing has changed since."
    )
    expect(on_page).to_be_hidden()
    at(day=24)
    expect_on_home(seen=False)
    page.evaluate(
        "([key, items]) => localStorage.setItem(key, JSON.stringify({ items }))",
        [KEY, {FIRST: ticked("1-1-1", 4), SECOND: ticked("1-1-1", 12)}],
    )
    expect_on_home(seen=True)


def test_the_browser_is_asked_only_when_the_reader_wants_it(page: Page, server: Served) -> None:
    open_tool(page, server)
    answer = page.locator("[data-persist-answer]")
    expect(answer).to_be_empty()
    for persist, words in (
        ("async () => true", "This browser will keep"),
        ("async () => false", "This browser did not agree"),
        ("async () => { throw new Error('no'); }", "cannot be asked"),
    ):
        page.evaluate(f"() => {{ navigator.storage.persist = {persist}; }}")
        page.get_by_role("button", name="Ask this browser to keep my progress").click()
        expect(answer).to_contain_text(words)
    expect(page.get_by_text("This looks like Safari")).to_be_hidden()


def test_what_a_browser_cannot_do_is_said(page: Page, server: Served) -> None:
    """One that clears storage by itself, that nobody can ask not to, and that has no room left."""
    page.add_init_script(FULL)
    page.add_init_script("Object.defineProperty(navigator, 'storage', { value: undefined })")
    page.add_init_script("window.GestureEvent = class {};")
    open_tool(page, server)
    expect(page.get_by_text("This looks like Safari")).to_be_visible()
    page.get_by_role("button", name="Ask this browser to keep my progress").click()
    expect(page.locator("[data-persist-answer]")).to_contain_text("cannot be asked")
    page.get_by_label("Your name").fill("Casey Specimen")
    page.get_by_label("Your name").blur()
    expect(part(page, "backup").get_by_text("Your name is not kept")).to_be_visible()


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
    remember(page, server, {key: text.replace("{me}", "1-2-3") for key, text in POISONED.items()})
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


def test_a_part_that_fails_leaves_the_others(page: Page, server: Served, alex: Path) -> None:
    break_module(page, "disagreements", "showDisagreements")
    names = ("planChoice", "planRow", "previewTable", "renameQuestion", "renamedRows")
    break_module(page, "change-preview", *names)
    open_tool(page, server)
    words = "This part of the page cannot be shown: Error: broken."
    expect(part(page, "disagreements").get_by_text(words)).to_be_visible()
    choose(page, "restore", alex)
    expect(part(page, "restore").get_by_text(words)).to_be_visible()
    assert save(page).read_bytes()


# For everyone


def test_every_state_fits_a_small_phone_and_axe_finds_nothing(
    browser: Browser,
    server: Served,
    axe: str,
    tmp_path: Path,
    alex: Path,
    billie: Path,
    letter: Path,
) -> None:
    """Both previews with all that they say, and after a merge what follows from it."""
    items = {THIRD: ticked("3-3-3", 10, done=False)}
    casey = backup(
        tmp_path / "casey.json", "3-3-3", {"before": items}, by="Casey Specimen", plan=OTHER_PLAN
    )
    with free_page(browser, viewport={"width": 320, "height": 640}) as page:
        open_tool(page, server)
        choose(page, "merge", alex, billie).get_by_role("button", name="Merge 2 files").click()
        page.get_by_text("1 entry for items that are not in this guide").click()
        expect(part(page, "disagreements").get_by_role("button")).not_to_have_count(0)
        choose(page, "restore", billie)
        preview = choose(page, "merge", casey, letter)
        expect(preview.get_by_text("People disagree on 1 item.")).to_be_visible()
        expect(preview.get_by_role("group", name="different plans")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert findings(page, axe, "main") == []
