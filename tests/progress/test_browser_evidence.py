"""A name, a date and a note with each tick: edited in an item's folded part, shown under it, printed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.guide.test_browser import BLOCKED, FIRST, arrive, box, item, reload, stored
from tests.support.axe_check import findings, free_page
from tests.support.browser import lay_out
from tests.support.site import Served

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


WORDS = "Casey Specimen · Thu 14 Jan 2027 · Trust listing <b>checked</b>, filed in Historical Data"
BOTH = re.compile(rf"^Ticked \w{{3}} \d.* by Casey Specimen\s+{re.escape(WORDS)}$")


def test_nothing_of_it_is_loaded_until_an_item_is_opened(page: Page, server: Served) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    arrive(page, server.url("before/"))
    box(page).check()
    assert not [url for url in asked if "evidence" in url]
    with page.expect_request(re.compile(r"/progress/evidence\.[0-9a-f]+\.mjs$")):
        form(page)


def test_what_is_written_down_is_shown_as_text_and_kept(page: Page, server: Served) -> None:
    arrive(page, server.url("before/"))
    write(page)
    expect(line(page)).to_have_text(WORDS)
    reload(page)
    expect(line(page)).to_have_text(WORDS)
    expect(form(page).get_by_label("Name")).to_have_value("Casey Specimen")
    assert "done" not in stored(page)[FIRST]
    box(page).check()
    expect(line(page)).to_have_text(BOTH)
    assert stored(page)[FIRST]["done"] is True


def test_what_is_typed_is_kept_without_leaving_the_field(page: Page, server: Served) -> None:
    arrive(page, server.url("before/"))
    form(page).get_by_label("Note").press_sequentially("Binder 3")
    expect(line(page)).to_have_text("Binder 3")


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
    arrive(page, server.url("before/"))
    other = page.context.new_page()
    arrive(other, server.url("before/"))
    half = form(other, "set-cut-off").get_by_label("Note")
    half.fill("half a sen")
    page.evaluate("localStorage.setItem('transition-guide:name', 'Casey Specimen')")
    expect(form(other).get_by_text("Your ticks are signed Casey Specimen.")).to_be_visible()
    expect(half).to_have_value("half a sen")
    write(page)
    expect(line(other)).to_have_text(WORDS)
    expect(form(other).get_by_label("Note")).to_have_value(re.compile("^Trust listing"))


def test_emptied_it_is_gone(page: Page, server: Served) -> None:
    arrive(page, server.url("before/"))
    write(page)
    for label in ("Name", "Date", "Note"):
        form(page).get_by_label(label).fill("")
    form(page).get_by_label("Note").blur()
    expect(line(page)).to_be_hidden()


def test_it_works_while_storage_is_refused(page: Page, server: Served) -> None:
    page.add_init_script(BLOCKED)
    arrive(page, server.url("before/"))
    write(page)
    expect(line(page)).to_have_text(WORDS)
    expect(page.get_by_text("Your ticks are not being kept.")).to_be_visible()


def test_it_works_by_keyboard(page: Page, server: Served) -> None:
    arrive(page, server.url("before/"))
    item(page).locator("summary").focus()
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


def test_paper_shows_the_line_and_not_the_form(page: Page, server: Served) -> None:
    arrive(page, server.url("before/"))
    write(page)
    fields = form(page)
    expect(line(page)).to_have_text(WORDS)
    page.emulate_media(media="print")
    expect(line(page)).to_be_visible()
    expect(fields).to_be_hidden()


def test_a_role_sheet_has_it_too(page: Page, server: Served) -> None:
    arrive(page, server.url("roles/coordinator/"))
    write(page)
    expect(line(page)).to_have_text(WORDS)
    box(page).check()
    expect(line(page)).to_have_text(BOTH)
    form(page, "set-cut-off").get_by_label("Note").fill("Binder 4")
    expect(line(page, "set-cut-off")).to_have_text("Binder 4")
    arrive(page, server.url("before/"))
    expect(line(page, "set-cut-off")).to_have_text("Binder 4")


@pytest.mark.parametrize("path", ["before/", "roles/coordinator/", "roles/timekeeper/"])
def test_every_item_says_in_the_same_words_where_its_form_is(
    page: Page, plain: Page, server: Served, path: str
) -> None:
    arrive(page, server.url(path))
    lay_out(page)
    items = page.locator(".tg-item")
    expect(items.locator("summary", has_text="ame, date, note")).to_have_count(items.count())
    for folded in items.locator("summary").all():
        assert "ame, date, note" in folded.inner_text()
    plain.goto(server.url(path))
    lay_out(plain)
    texts = plain.locator(".tg-item summary").all_inner_texts()
    assert all(texts)
    assert "date, note" not in "".join(texts)


def test_axe_finds_nothing_in_an_open_form(browser: Browser, server: Served, axe: str) -> None:
    with free_page(browser) as page:
        arrive(page, server.url("before/"))
        write(page)
        expect(line(page)).to_have_text(WORDS)
        assert findings(page, axe) == []
