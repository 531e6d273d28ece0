"""A name, a date and a note with each tick: edited in an item's folded part, shown under it, printed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.guide.test_browser import BLOCKED, FIRST, arrive, box, item, reload, stored
from tests.support.axe_check import findings, free_page
from tests.support.site import Served
from tests.support.storage import remember

pytestmark = pytest.mark.browser


def form(page: Page, id_: str = FIRST):
    """The form of an item, unfolded if need be."""
    details = item(page, id_).locator("details")
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    return item(page, id_).get_by_role("group", name=re.compile("^Who did it, when"))


def line(page: Page, id_: str = FIRST):
    return item(page, id_).locator(".tg-evidence")


def write(page: Page, id_: str = FIRST) -> None:
    fields = form(page, id_)
    fields.get_by_label("Name").fill("Casey Specimen")
    fields.get_by_label("Date").fill("2027-01-14")
    fields.get_by_label("Note").fill("Trust listing <b>checked</b>, filed in Historical Data")
    fields.get_by_label("Note").blur()


SUMMARIES = """
() => [...document.querySelectorAll(".tg-item")].map((item) => {
  const shown = item.cloneNode(true);
  for (const part of shown.querySelectorAll("[hidden]")) part.remove();
  return [...shown.querySelectorAll("summary")].map(({ textContent }) => textContent).join();
})
"""


def every_item_names_its_form(page: Page) -> bool:
    """Whether all items of a list say in the same words where their form is."""
    summaries = page.evaluate(SUMMARIES)
    return bool(summaries) and all("ame, date, note" in words for words in summaries)


WORDS = "Casey Specimen · Thu 14 Jan 2027 · Trust listing <b>checked</b>, filed in Historical Data"
BOTH = re.compile(rf"^Ticked \w{{3}} \d.* by Casey Specimen\s+{re.escape(WORDS)}$")


def test_what_is_written_down_is_shown_as_text_printed_and_kept(page: Page, server: Served) -> None:
    """First by keyboard. Nothing of it is loaded until an item is opened."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    arrive(page, server.url("before/"))
    assert every_item_names_its_form(page)
    box(page, "set-export-date").check()
    assert not [url for url in asked if "evidence" in url]
    item(page).locator("summary").focus()
    with page.expect_request(re.compile(r"/progress/evidence\.[0-9a-f]+\.mjs$")):
        page.keyboard.press("Enter")
    name = form(page).get_by_label("Name")
    for _ in range(8):
        page.keyboard.press("Tab")
        if name.evaluate("field => field === document.activeElement"):
            break
    page.keyboard.type("Casey Specimen")
    page.keyboard.press("Tab")
    expect(line(page)).to_have_text("Casey Specimen")
    expect(form(page).get_by_label("Date")).to_be_focused()

    # What is typed is kept without leaving the field.
    form(page).get_by_label("Note").press_sequentially("Binder 3")
    expect(line(page)).to_have_text("Casey Specimen · Binder 3")

    write(page)
    expect(line(page)).to_have_text(WORDS)
    page.emulate_media(media="print")
    expect(line(page)).to_be_visible()
    expect(form(page)).to_be_hidden()
    page.emulate_media(media="screen")
    reload(page)
    expect(line(page)).to_have_text(WORDS)
    expect(form(page).get_by_label("Name")).to_have_value("Casey Specimen")
    assert "done" not in stored(page)[FIRST]

    # Emptied, it is gone.
    for label in ("Name", "Date", "Note"):
        form(page).get_by_label(label).fill("")
    form(page).get_by_label("Note").blur()
    expect(line(page)).to_be_hidden()


def test_the_first_name_is_remembered_offered_and_signs_the_ticks(
    page: Page, server: Served
) -> None:
    arrive(page, server.url("before/"))
    box(page, "set-cut-off").check()
    expect(form(page).get_by_text("Your ticks are not signed with a name.")).to_be_visible()
    write(page)
    expect(form(page).get_by_text("Your ticks are signed Casey Specimen.")).to_be_visible()
    assert page.locator("datalist option").get_attribute("value") == "Casey Specimen"
    form(page).get_by_label("Name").fill("Billie Sample")
    form(page).get_by_label("Name").blur()
    assert page.evaluate("localStorage.getItem('transition-guide:name')") == "Casey Specimen"
    box(page, "set-export-date").check()
    assert stored(page)["set-export-date"]["by"] == "Casey Specimen"
    assert "by" not in stored(page)["set-cut-off"]
    expect(line(page, "set-export-date")).to_have_text(
        re.compile(r"^Ticked \w{3} \d.* by Casey Specimen$")
    )


def test_another_tab_shows_it_and_does_not_type_over_a_hand(page: Page, server: Served) -> None:
    """A role sheet has it too."""
    arrive(page, server.url("roles/coordinator/"))
    assert every_item_names_its_form(page)
    other = page.context.new_page()
    arrive(other, server.url("before/"))
    half = form(other, "set-cut-off").get_by_label("Note")
    half.fill("half a sen")
    page.evaluate("localStorage.setItem('transition-guide:name', 'Casey Specimen')")
    expect(form(other).get_by_text("Your ticks are signed Casey Specimen.")).to_be_visible()
    expect(half).to_have_value("half a sen")
    write(page)
    expect(line(page)).to_have_text(WORDS)
    expect(line(other)).to_have_text(WORDS)
    expect(form(other).get_by_label("Note")).to_have_value(re.compile("^Trust listing"))
    box(page).check()
    expect(line(page)).to_have_text(BOTH)
    expect(line(other)).to_have_text(BOTH)


def test_only_what_was_typed_is_written(page: Page, server: Served) -> None:
    """Not what is blank because its style sheet is on the way, or because its field takes no day of another form."""
    signed = {"r": "1-1-1:5", "at": "2027-01-14T09:00:00.000Z"}
    note = {"by": "Casey Specimen", "on": "mid January", "note": "Binder 3", **signed}
    remember(
        page, server, {"checklist:before:v1": json.dumps({"items": {FIRST: {"evidence": note}}})}
    )
    styles: list[Route] = []
    page.route("**/progress/evidence*.css", lambda route: styles.append(route))
    arrive(page, server.url("before/"))
    item(page).locator("summary").click()
    expect(page.locator("datalist")).to_be_attached()
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert stored(page)[FIRST]["evidence"] == note
    styles[0].fulfill(body="", content_type="text/css")
    form(page).get_by_label("Note").fill("Binder 4")
    form(page).get_by_label("Note").blur()
    expect(line(page)).to_have_text("Casey Specimen · mid January · Binder 4")


def test_it_works_while_storage_is_refused(page: Page, server: Served) -> None:
    page.add_init_script(BLOCKED)
    arrive(page, server.url("before/"))
    write(page)
    expect(line(page)).to_have_text(WORDS)
    expect(page.get_by_text("Your ticks are not being kept.")).to_be_visible()


@pytest.mark.parametrize("path", ["before", "roles/coordinator", "roles/timekeeper"])
def test_without_scripts_no_item_promises_a_form(site: Path, path: str) -> None:
    html = (site / path / "index.html").read_text(encoding="utf-8")
    folded = re.findall(r'<details class="tg-details"><summary>(.*?)</summary>', html)
    assert folded
    for words in folded:
        shown = re.sub("<span data-script hidden>[^<]*</span>", "", words)
        assert re.match("[A-Z]", shown)
        assert "date, note" not in shown


def test_axe_finds_nothing_in_an_open_form(browser: Browser, server: Served, axe: str) -> None:
    """On a page of few items: the form is everywhere the same."""
    id_ = "record-time-daily"
    with free_page(browser) as page:
        arrive(page, server.url("roles/timekeeper/"))
        write(page, id_)
        expect(line(page, id_)).to_have_text(WORDS)
        assert findings(page, axe, f"#item-{id_}") == []
