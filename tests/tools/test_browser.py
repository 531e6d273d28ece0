"""The pages under tools/ as a reader uses them, in every state they can be in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.support.browser import Watch, with_engine
from tests.support.checking import DAY
from tests.support.fill import fill, row
from tests.support.kit import example_kit
from tests.support.site import Served
from tests.support.tool_pages import (
    CHOOSE,
    PATIENCE,
    STUCK,
    arrive,
    as_text,
    choose,
    choose_early,
    done,
    listed,
    looks_good,
    names_in,
    part_of,
    said,
    saved,
)

pytestmark = pytest.mark.browser

TOOLS = (
    "check",
    "crosswalk",
    "export",
    "retry",
    "reassign",
    "matter-numbers",
    "workbooks",
    "history",
    "balances",
    "review",
)


# Files, chosen and dropped


def test_files_of_one_name_stay_as_many_as_were_chosen_and_the_same_rows_go_out_once(
    page: Page, server: Served, samples: Path
) -> None:
    workbook = next(file.data for file in example_kit() if "billie-sample" in file.name)
    one, two = (
        as_text(fill(workbook, row("Time", 2, DAY, "2024-0101", "Drafting", str(each), each)))
        for each in (2.3, 2.0)
    )
    files = [["time.xlsx", one], ["Time.xlsx", two], ["time.xlsx", one]]
    labels = [f"{name} ({number})" for number, (name, _) in enumerate(files, start=1)]

    arrive(page, server, "check")
    page.evaluate(CHOOSE, ["files", files])
    done(page)
    assert listed(page) == labels
    expect(page.locator("[data-summary]")).to_contain_text("3 files checked")
    assert page.locator("[data-files] h3").all_text_contents() == labels
    for label, hours in zip(labels, ("2.30", "2.00", "2.30"), strict=True):
        expect(page.locator(f"[data-file='{label}']")).to_contain_text(f"{hours} hours")
    assert saved(page, f"Save a marked copy ({labels[1]})")[0] == "Time (2)-marked.xlsx"

    arrive(page, server, "export", ready=False)
    page.evaluate(CHOOSE, ["files", files])
    choose(page, "crosswalk", samples / "crosswalk.xlsx")
    choose(page, "firm", samples / "firm.toml")
    page.get_by_role("button", name="Build the import").click()
    done(page)
    expect(page.locator("[data-inputs]")).to_contain_text(
        f"3 files read: {', '.join(sorted(labels))}."
    )
    expect(page.locator("[data-total]")).to_contain_text("4.30 hours")
    receipt = json.loads(part_of(saved(page, "Save import.zip")[1], "receipt.json"))
    assert [file["name"] for file in receipt["inputs"]] == sorted(labels)
    assert (receipt["out"]["time_rows"], receipt["set_aside"]["time_rows"]) == (2, 1)


DROP = """
([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([Uint8Array.from(atob(text), (each) => each.charCodeAt(0))], name));
  const zone = document.querySelector("[data-drop=files]");
  const isOver = (type, dataTransfer) => {
    zone.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    return "over" in zone.dataset;
  };
  return [isOver("dragenter", data), isOver("drop", data)];
}
"""


BAD_FOLDER = """
async ([data, large]) => {
  const bytes = Uint8Array.from(atob(data), (each) => each.charCodeAt(0));
  const moved = Object.assign(new File([bytes], "moved.xlsx"), { arrayBuffer: () => Promise.reject(new Error("gone")) });
  const entry = (path, give) => ({ isFile: true, fullPath: path, file: give });
  const folder = (name, ...entries) => {
    const rest = [entries, []];
    return { isDirectory: true, name, fullPath: `/${name}`, createReader: () => ({ readEntries: (done) => done(rest.shift()) }) };
  };
  const locked = entry("/hand-ins/locked.xlsx", (done, fail) => fail(new Error("locked")));
  const good = entry("/hand-ins/billie.xlsx", (done) => done(new File([bytes], "billie.xlsx")));
  const dropped = [
    folder("disk", ...Array(large).fill(good)),
    folder("hand-ins", locked, entry("/hand-ins/moved.xlsx", (done) => done(moved)), good),
  ];
  const event = new Event("drop", { bubbles: true, cancelable: true });
  event.dataTransfer = { items: dropped.map((each) => ({ webkitGetAsEntry: () => each })), files: [] };
  document.querySelector("[data-drop=files]").dispatchEvent(event);
}
"""
"""A folder with too many files, and one with a file that cannot be read and one that is gone, dropped together."""


def test_what_is_dropped_is_read_and_what_cannot_be_read_is_named_and_stops_nothing_else(
    page: Page, server: Served, samples: Path
) -> None:
    arrive(page, server, "check", ready=False)
    corrected = as_text((samples / "billie-corrected.xlsx").read_bytes())
    assert page.evaluate(DROP, ["dropped.xlsx", corrected]) == [True, False]
    done(page)
    expect(page.locator("[data-file='dropped.xlsx'] h3")).to_be_visible()

    page.evaluate(BAD_FOLDER, [as_text((samples / "billie.xlsx").read_bytes()), 2001])
    expect(page.locator("[data-summary]")).to_contain_text("2 files could not be read.")
    done(page)
    chosen = page.locator("[data-drop=files] [data-chosen]")
    expect(chosen).to_contain_text("Nothing of the folder disk was taken: there are more than 2000")
    assert listed(page) == ["dropped.xlsx", "billie.xlsx", "locked.xlsx", "moved.xlsx"]
    for name, why in {"locked": "could not be read: it is locked", "moved": "has changed or moved"}.items():  # fmt: skip
        expect(page.locator(f"[data-file='{name}.xlsx']")).to_contain_text(
            f"Not checked. {name}.xlsx {why}"
        )
    expect(page.locator("[data-file='billie.xlsx'] tbody tr").first).to_be_visible()


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

    # What programs leave beside workbooks is not read; a file says its folder.
    workbook = as_text((samples / "billie.xlsx").read_bytes())
    left = [[name, "AAAA"] for name in ("~$billie.xlsx", "._billie.xlsx", ".DS_Store", "Thumbs.db")]
    page.evaluate(CHOOSE, ["files", [["billie.xlsx", workbook], *left]])
    assert listed(page) == ["billie.xlsx"]
    chosen = page.locator("[data-drop=files] [data-chosen]")
    expect(chosen).to_contain_text("4 files that a program left there are not read.")
    page.evaluate(DROP_FOLDER, ["hand-ins/more.xlsx", workbook])
    expect(page.locator("[data-drop=files] li").last).to_contain_text("more.xlsx in hand-ins")


def test_retry_and_reassign(page: Page, server: Served, samples: Path, axe: str) -> None:
    earlier = samples / "import"
    choose_early(
        page,
        server,
        "retry",
        errors=[samples / "errors.csv"],
        exported=[earlier / "activities.csv"],
    )
    choose(page, "receipt", earlier / "receipt.json")
    page.get_by_role("button", name="Find the refused rows").click()
    done(page)
    expect(page.locator("[data-results-title]")).to_be_focused()
    expect(page.locator("[data-failed] tbody tr")).to_contain_text("Matter not found")
    assert saved(page, "Save again.csv")[0] == "again.csv"
    looks_good(page, axe)

    known = [samples / "crosswalk.xlsx"]
    choose_early(page, server, "reassign", listing=[samples / "placeholder.csv"], crosswalk=known)
    go = page.get_by_role("button", name="Make the worklist")
    expect(go).to_be_enabled(timeout=PATIENCE)
    go.click()
    done(page)
    expect(page.locator("[data-rounds] tbody tr")).to_have_count(2)
    expect(page.locator("[data-not-matched] tbody tr")).to_have_count(1)
    expect(page.locator("[data-results-title]")).to_be_focused()
    assert "rounds.csv" in names_in(saved(page, "Save worklist.zip")[1])
    looks_good(page, axe)


def test_an_old_number_is_found_in_the_crosswalk(page: Page, server: Served, samples: Path) -> None:
    arrive(page, server, "matter-numbers")
    choose(page, "crosswalk", samples / "crosswalk.xlsx")
    done(page)
    expect(page.locator("[data-found]")).to_contain_text("Type a number or a name.")
    page.get_by_label("Old number, Clio number or client").fill("20240101 orchard")
    expect(page.locator("[data-matters] tbody tr")).to_have_text(
        ["2024-010100012-Fictional OrchardFictional Orchard LtdLease"]
    )


# Where the engine cannot start


def test_without_scripts_a_tool_says_what_to_do(plain: Page, server: Served) -> None:
    plain.goto(server.url("tools/check/"))
    expect(plain.get_by_text("This tool has not started.")).to_be_visible()
    expect(plain.locator(".tg-warning[data-noscript]")).to_contain_text("transition-kit")
    expect(plain.locator("input[type=file]:visible")).to_have_count(0)
    for name in TOOLS:
        html = (server.folder / "tools" / name / "index.html").read_text(encoding="utf-8")
        shown, _, hidden = html.partition("<div data-script hidden>")
        warning = shown.partition('<div class="tg-warning" data-noscript>')[2]
        instead = "any spreadsheet program" if name == "matter-numbers" else "transition-kit"
        assert ("This tool has not started." in warning, instead in warning) == (True, True), name
        assert ('type="file"' in shown, 'type="file"' in hidden) == (False, True), name


def fails(page: Page, words: str, details: str) -> None:
    """Wait until the page says that the engine has not started, at once and for one reason alone."""
    failed = page.locator("[data-engine-failed]")
    expect(failed).to_be_visible(timeout=20_000)
    expect(failed.locator("[data-cause]:visible strong")).to_have_text(words)
    expect(page.locator("[data-engine-reason]")).to_contain_text(details)


def test_a_download_that_fails_says_why_at_once_and_the_work_goes_on_after_another_try(
    page: Page, server: Served, watch: Watch, samples: Path
) -> None:
    # It is missed once another part has come whole.
    held: list[Route] = []
    page.route("**/core.zip.bin", lambda route: held.append(route))
    with page.expect_event("requestfinished", lambda each: each.url.endswith("python.zip.bin")):
        arrive(page, server, "check", ready=False)
        choose(page, "files", samples / "billie.xlsx")
    while not held:
        page.wait_for_timeout(20)
    held[0].fulfill(status=404)
    fails(page, "A part of this tool is missing on the server.", "core.zip.bin: the server answered 404.")  # fmt: skip
    page.unroute("**/core.zip.bin")
    before = len(server.asked)
    page.get_by_role("button", name="Try again").click()
    done(page)
    expect(page.locator("[data-engine-failed]")).to_be_hidden()
    expect(page.locator("[data-files] h3")).to_have_text("billie.xlsx")
    fetched = [path for path in server.asked[before:] if path.endswith(".bin")]
    assert "core.zip.bin" in str(fetched)
    assert "python.zip.bin" not in str(fetched)
    watch.seen = [seen for seen in watch.seen if "404" not in seen]


@with_engine
def test_an_engine_that_cannot_start_says_why_at_once_and_one_that_is_stuck_or_crashes_is_replaced(
    page: Page, server: Served, watch: Watch, samples: Path
) -> None:
    """Also one packed once more by the server, as some do by the name or the content: the browser has unpacked it before we see it."""
    (file,) = (server.folder / "engine").glob("*/packages.zip.bin")
    data = file.read_bytes()
    middle = len(data) // 2
    changed = data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :]
    elsewhere = server.origin.replace("127.0.0.1", "localhost")
    watch.expected = ("refused", "wasm instantiation failed!", elsewhere, "made for a test")
    in_front = ""

    def packed(route: Route) -> None:
        route.fulfill(response=route.fetch(), headers={"Content-Encoding": "gzip"})

    page.route("**/*.zip.bin", packed)
    page.route("**/packages.zip.bin", lambda route: route.fulfill(body=changed), times=1)
    page.route(
        "**/engine-worker.*.mjs",
        lambda route: route.fulfill(body=in_front + route.fetch().text(), content_type="text/javascript"),
    )  # fmt: skip
    again = page.get_by_role("button", name="Try again")

    arrive(page, server, "check", ready=False)
    fails(page, "A part of this tool arrived, but not as this site sent it.", "packages.zip.bin: it came damaged.")  # fmt: skip

    in_front = 'WebAssembly.instantiateStreaming = async () => { throw new WebAssembly.CompileError("refused"); };'
    again.click()
    fails(page, "This tool cannot start in this browser.", "CompileError: refused")

    # The worker is kept from asking another host.
    in_front = f"""
      addEventListener("securitypolicyviolation", ({{ blockedURI }}) => postMessage({{ problem: "refused", message: blockedURI }}));
      fetch("{elsewhere}/SHA256SUMS", {{ mode: "no-cors" }}).then(() => postMessage({{ problem: "sent" }}), () => 0);
    """
    again.click()
    fails(page, "This tool cannot start in this browser.", f"refused: {elsewhere}/SHA256SUMS")

    in_front = STUCK
    again.click()
    page.locator("[data-engine-box][data-state=ready]").wait_for(timeout=PATIENCE)
    expect(page.locator("[data-engine-failed]")).to_be_hidden()

    choose(page, "files", samples / "billie.xlsx", samples / "stuck.xlsx")
    expect(said(page)).to_contain_text("1 of 2", timeout=PATIENCE)
    page.get_by_role("button", name="Cancel").click()
    expect(said(page)).to_have_text("Cancelled. What was finished is shown.")
    expect(page.locator("[data-file='billie.xlsx'] table")).to_be_visible()
    page.get_by_role("button", name="Remove stuck.xlsx").click()
    done(page)
    expect(page.locator("[data-summary]")).to_contain_text("1 file checked")
    choose(page, "files", samples / "error.xlsx")
    done(page)
    expect(page.locator("[data-file='error.xlsx']")).to_contain_text("an error in this program")
    expect(page.locator("[data-file='billie.xlsx'] table")).to_be_visible()


def test_a_site_that_was_updated_while_the_page_was_open_says_so(
    page: Page, server: Served, watch: Watch
) -> None:
    html = (server.folder / "tools/check/index.html").read_text(encoding="utf-8")
    (engine,) = (server.folder / "engine").iterdir()
    old = html.replace(engine.name, "0123456789abcdef")
    page.route("**/tools/check/", lambda route: route.fulfill(body=old, content_type="text/html"), times=1)  # fmt: skip
    arrive(page, server, "check", ready=False)
    fails(page, "This site was updated while this page was open.", "404")
    page.get_by_role("button", name="Reload this page").last.click()
    page.locator("[data-engine-box][data-state=ready]").wait_for(timeout=PATIENCE)
    watch.seen.clear()


def test_a_browser_without_webassembly_is_told(page: Page, server: Served, axe: str) -> None:
    page.add_init_script("delete globalThis.WebAssembly;")
    arrive(page, server, "retry", ready=False)
    expect(page.locator("[data-engine-failed]")).to_contain_text("This browser has no WebAssembly.")
    looks_good(page, axe)
