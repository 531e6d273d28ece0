"""The planner in a real browser: dates in, plan out, kept, taken along."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import Page, expect

from macros.plan.plan_json import page_plan
from template_builder.common.days import day_label
from template_builder.firm.firm_file import parse_firm
from tests.support.axe_check import Looks
from tests.support.browser import NewPage
from tests.support.kit import guide
from tests.support.paper import sheets, squeezed
from tests.support.plans import firm_of, plan_of
from tests.support.site import Served
from tests.support.storage import store

pytestmark = pytest.mark.browser

KEY = "transition-guide:plan"

IN_THE_US = [item for item in guide().items.values() if not item.regions]
"""The items of a plan in the United States: none is for other regions only."""


def opened(page: Page, server: Served) -> Page:
    page.goto(server.url("tools/plan/"))
    expect(page.locator("[data-module='plan/planner']")).to_have_attribute("data-started", "")
    expect(page.locator("[data-form]")).to_be_visible()
    return page


CHOOSE = """
(fields) => {
  const form = document.querySelector("[data-form]");
  for (const [name, value] of Object.entries(fields)) {
    const field = form.elements.namedItem(name);
    for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (!field.checkVisibility() || field.disabled) throw new Error(`nobody can fill in ${name}`);
    field.value = value;
    if (field.value !== value) throw new Error(`${name} does not take ${value}`);
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
"""


def choose(page: Page, **fields: str) -> None:
    """Fill in fields, one after the other, at a fraction of what a hand or `fill` takes."""
    page.evaluate(CHOOSE, fields)


def when(page: Page, milestone: str) -> str:
    row = page.locator(
        "[data-rows] tr", has=page.get_by_role("rowheader", name=milestone, exact=True)
    )
    return row.locator("[data-label=Date]").inner_text()


def stored(page: Page) -> dict[str, object]:
    plan: dict[str, object] = json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))
    return plan


def test_one_day_gives_every_other_and_a_phone_that_is_turned_has_the_drawing_anew(
    page: Page, server: Served
) -> None:
    opened(page, server)
    expect(page.locator("[data-result]")).to_be_hidden()
    day = page.get_by_label("Day of the export session")
    day.fill("2027-01-14")
    day.press("Tab")
    expect(page.get_by_role("status").first).to_contain_text("Sign-off Fri 5 Feb 2027")
    assert when(page, "Expected completion") == "Tue 26 Jan 2027"
    assert when(page, "Review") == "Wed 27 Jan 2027 to Fri 29 Jan 2027"
    assert when(page, "Sign-off") == "Fri 5 Feb 2027"
    expect(page.locator("[data-items] tr")).to_have_count(len(IN_THE_US))
    first = page.locator("[data-items] tr").first
    expect(first).to_contain_text("Tue 22 Dec 2026")
    # What changes no date leaves the rows as they are.
    first.evaluate("row => { row.dataset.same = ''; }")
    choose(page, firm="Imaginary Law")
    expect(first).to_have_attribute("data-same", "")
    choose(page, exportDay="2027-01-15")
    expect(first).to_contain_text("Wed 23 Dec 2026")
    drawing = page.locator("[data-drawing]")
    expect(drawing.locator("text", has_text="Processing")).to_be_visible()
    before = drawing.get_attribute("width") or ""
    page.set_viewport_size({"width": 390, "height": 844})
    expect(drawing).not_to_have_attribute("width", before)
    upright = drawing.get_attribute("width") or ""
    page.set_viewport_size({"width": 844, "height": 390})
    expect(drawing).not_to_have_attribute("width", upright)
    assert float(drawing.get_attribute("width") or 0) > float(upright)
    assert drawing.evaluate(
        "svg => svg.getBoundingClientRect().right <= svg.parentElement.clientWidth + svg.parentElement.getBoundingClientRect().left"
    )


def test_cut_off_zone_and_holidays_follow_what_is_chosen(page: Page, server: Served) -> None:
    opened(page, server)
    choose(page, exportDay="2027-01-14", exportTime="10:00")
    expect(page.locator("[name=cutOff]")).to_have_value("09:00")
    assert when(page, "Cut-off") == "Thu 14 Jan 2027 at 09:00 local time"
    # Until the reader sets the cut-off.
    choose(page, cutOff="08:30", exportTime="11:00")
    expect(page.locator("[name=cutOff]")).to_have_value("08:30")
    choose(page, exportDay="2027-03-18", region="GB-ENG")
    expect(page.locator("[name=zone]")).to_have_value("Europe/London")
    expect(page.locator("[name=dateOrder]")).to_have_value("DMY")
    assert when(page, "Expected completion") == "Wed 31 Mar 2027"
    choose(page, region="GB-SCT")
    assert when(page, "Expected completion") == "Tue 30 Mar 2027"


def test_days_without_work_and_people(page: Page, server: Served) -> None:
    opened(page, server)
    choose(page, exportDay="2027-01-14")
    page.get_by_text("Days without work", exact=True).click()
    holiday = page.get_by_label("Mon 18 Jan 2027: Martin Luther King Jr. Day")
    holiday.uncheck()
    assert when(page, "Expected completion") == "Mon 25 Jan 2027"
    assert stored(page)["worksOn"] == ["2027-01-18"]
    holiday.check()
    # Own days, by keyboard.
    own = page.get_by_label("Own day off")
    own.fill("2027-01-20")
    page.get_by_role("button", name="Add day off").press("Enter")
    expect(own).to_be_focused()
    assert when(page, "Expected completion") == "Wed 27 Jan 2027"
    page.get_by_role("button", name="Remove Wed 20 Jan 2027").press("Enter")
    assert when(page, "Expected completion") == "Tue 26 Jan 2027"
    expect(own).to_be_focused()
    # Two people of one name are no plan.
    page.get_by_text("People", exact=True).click()
    for name in ("Alex Example", "alex  example"):
        page.get_by_role("button", name="Add a person").click()
        page.locator("[data-people] li:last-child input[type=text]").fill(name)
    expect(page.locator("[data-problem]")).to_contain_text("Two people are called alex example.")
    page.locator("[data-people] li:last-child input[type=text]").fill("Alex B. Example")
    expect(page.locator("[data-problem]")).to_be_empty()


def test_the_plan_warns_with_a_reason(page: Page, server: Served) -> None:
    opened(page, server)
    choose(page, exportDay="2027-05-28", system="caret-legal", reportsDay="2027-05-27")
    said = page.locator("[data-warnings]")
    for words in (
        "The export session is on a Friday, Fri 28 May 2027.",
        "the last business day before Mon 31 May 2027 (Memorial Day)",
        "CARET Legal gives these only for the day they are run",
        "The plan has no date by which every user is invited",
        "If a file is incomplete, nobody can fix it before Monday",
    ):
        expect(said).to_contain_text(words)
    choose(page, exportDay="2027-03-08", reportsDay="", usersInvited="2027-03-01")
    expect(said).to_be_hidden()
    expect(page.locator("[data-no-warnings]")).to_be_visible()


POSSIBLE = {"exportDay": "2027-01-14", "cutOff": "12:00", "importConfirmed": ""}
IMPOSSIBLE = {
    ("exportDay", "2027-01-16"): "Sat 16 Jan 2027 is not a business day",
    ("exportDay", "2027-01-18"): "(Martin Luther King Jr. Day) is not a business day",
    ("cutOff", "14:00"): "The cut-off, 14:00, must be before the export session at 13:00.",
    ("importConfirmed", "2027-01-13"): "The import was confirmed on: Wed 13 Jan 2027 is not after the export session.",
}  # fmt: skip


def test_what_cannot_be_and_what_is_not_kept_is_said_where_it_stands(
    page: Page, server: Served
) -> None:
    opened(page, server)
    problem, result = page.locator("[data-problem]"), page.locator("[data-result]")
    for (name, value), message in IMPOSSIBLE.items():
        choose(page, **{name: value} if name == "exportDay" else {**POSSIBLE, name: value})
        expect(problem).to_contain_text(message)
        expect(result).to_be_hidden()
        choose(page, **POSSIBLE)
        expect(problem).to_be_empty()
        expect(result).to_be_visible()
    unkept = page.get_by_text("Your plan is not being kept.")
    expect(unkept).to_be_hidden()
    page.evaluate("void (Storage.prototype.setItem = () => { throw new Error('full'); })")
    choose(page, exportDay="2027-01-15")
    expect(unkept).to_be_visible()
    assert when(page, "Sign-off") == "Mon 8 Feb 2027"


def test_what_is_typed_is_there_after_a_reload(page: Page, server: Served) -> None:
    """Also what cannot be a plan yet. The date order and the rounding were forgotten once, and the firm.toml had others."""
    opened(page, server)
    choose(page, exportDay="2027-01-14")
    choose(page, region="GB-ENG", exportDay="2027-03-26")
    problem = page.locator("[data-problem]")
    expect(problem).to_contain_text("Fri 26 Mar 2027 (Good Friday) is not a business day")
    expect(problem).to_contain_text("Until then the pages show the plan for Thu 14 Jan 2027.")
    expect(page.get_by_role("status").first).to_be_empty()
    opened(page, server)
    expect(problem).to_contain_text("Good Friday")
    expect(page.locator("[name=region]")).to_have_value("GB-ENG")
    choose(page, exportDay="2027-03-25")
    expect(problem).to_be_empty()
    assert when(page, "Export session") == "Thu 25 Mar 2027 at 13:00 London time"
    choose(page, region="CA-ON", rounding="6", handOver="2027-03-29")
    expect(page.locator("[name=dateOrder]")).to_have_value("DMY")
    choose(page, dateOrder="MDY")
    opened(page, server)
    assert when(page, "Export session") == "Thu 25 Mar 2027 at 13:00 Toronto time"
    settings = {"region": "CA-ON", "dateOrder": "MDY", "rounding": "6", "handOver": "2027-03-29"}
    for name, value in settings.items():
        expect(page.locator(f"[name={name}]")).to_have_value(value)
    choose(page, region="CA-BC")
    expect(page.locator("[name=dateOrder]")).to_have_value("MDY")
    expect(page.locator("[name=zone]")).to_have_value("America/Vancouver")
    text = downloaded(page, "firm.toml, a whole new file").decode("utf-8")
    firm = parse_firm(text, "firm.toml", guide())
    assert (firm.date_order, firm.rounding_minutes, firm.region) == ("MDY", 6, "CA-BC")


def test_a_session_in_the_past_is_said_and_the_home_page_names_the_milestones_of_the_day(
    page: Page, server: Served
) -> None:
    page.clock.set_fixed_time(dt.datetime(2027, 1, 15, 12))
    opened(page, server)
    choose(page, exportDay="2027-01-14")
    expect(page.get_by_text("The export session is in the past.")).to_be_visible()
    choose(page, exportDay="2027-01-15", region="CA-BC")
    expect(page.get_by_text("The export session is in the past.")).to_be_hidden()
    page.goto(server.url())
    expect(page.locator("[data-milestones]")).to_have_text(
        "Today: Cut-off at 12:00 Vancouver time, 19:00 here; Export session at 13:00 Vancouver time, 20:00 here"
        "; Hand-over. Next in the plan: Earliest completion, Fri 22 Jan 2027."
    )


def test_another_tab_follows_and_forgetting_can_be_undone(page: Page, server: Served) -> None:
    opened(page, server)
    choose(page, exportDay="2027-01-14", firm="Imaginary Law")
    other = page.context.new_page()
    opened(other, server)
    assert when(other, "Sign-off") == "Fri 5 Feb 2027"
    choose(other, exportDay="2027-01-13")
    expect(page.locator("[name=exportDay]")).to_have_value("2027-01-13")
    expect(page.locator("[name=firm]")).to_have_value("Imaginary Law")
    assert when(page, "Export session") == "Wed 13 Jan 2027 at 13:00 local time"
    before = stored(page)
    assert (before["exportDay"], before["firm"]) == ("2027-01-13", "Imaginary Law")
    page.get_by_role("button", name="Forget this plan").press("Enter")
    assert not page.evaluate(f"localStorage.getItem('{KEY}')")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.get_by_role("button", name="Undo").press("Enter")
    assert stored(page) == before


def downloaded(page: Page, button: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button, exact=True).click()
    return Path(waiting.value.path()).read_bytes()


def test_calendars_move_their_events_when_the_plan_changes(page: Page, server: Served) -> None:
    opened(page, server)
    choose(page, exportDay="2027-01-14", region="US-TX")

    def session(data: bytes) -> tuple[object, int, str]:
        for event in icalendar.Calendar.from_ical(data).walk("VEVENT"):
            if event["summary"] == "Export session":
                return event["dtstart"].dt.replace(tzinfo=None), event["sequence"], event["uid"]
        raise AssertionError("no export session")

    first = session(downloaded(page, "Calendar for everyone"))
    again = session(downloaded(page, "Calendar: IT"))
    assert first == again == (dt.datetime(2027, 1, 14, 13), 0, first[2])
    choose(page, exportDay="2027-01-21")
    assert session(downloaded(page, "Calendar for everyone")) == (
        dt.datetime(2027, 1, 21, 13),
        1,
        first[2],
    )
    assert session(downloaded(page, "Calendar: Billing"))[1] == 1
    # Neither another name of the firm nor another browser makes other events of them.
    choose(page, firm="Imaginary Law")
    assert session(downloaded(page, "Calendar for everyone"))[1:] == (1, first[2])
    plan = stored(page)
    page.evaluate("localStorage.clear()")
    store(page, server, {KEY: plan})
    opened(page, server)
    choose(page, exportDay="2027-01-28")
    assert session(downloaded(page, "Calendar for everyone"))[1:] == (2, first[2])
    toml = downloaded(page, "firm.toml, a whole new file").decode("utf-8")
    assert 'calendar_id = "firm"' in toml


def test_the_firm_file_builds_the_same_plan(page: Page, server: Served) -> None:
    opened(page, server)
    name = 'Quote " & Back\\slash <b>LLP</b>'
    choose(page, exportDay="2027-01-14", region="US-IL", system="pclaw", billingDay="15", firm=name)
    page.get_by_text("People", exact=True).click()
    page.get_by_role("button", name="Add a person").press("Enter")
    page.keyboard.type("Billie <i>Sample")
    page.get_by_role("checkbox", name="Billing").check()
    page.locator("[data-items-role]").select_option("it")
    text = downloaded(page, "firm.toml, a whole new file").decode("utf-8")
    firm = parse_firm(text, "firm.toml", guide())
    assert firm.name == name
    assert [person.name for person in firm.people] == ["Billie <i>Sample"]
    assert page_plan(firm) == stored(page)
    assert page.locator(".tg-planner :is(b, i)").count() == 0


def test_every_dated_item_is_on_paper(page: Page, server: Served) -> None:
    """Of 123 items, 11 came out of the printer once."""
    opened(page, server)
    choose(page, exportDay="2027-01-14", handOver="2027-01-18")
    plan = plan_of("US", {"export_day": dt.date(2027, 1, 14), "hand_over": dt.date(2027, 1, 18)})
    for role in ("", "billing"):
        page.locator("[data-items-role]").select_option(role)
        items = [item for item in IN_THE_US if role in ("", item.role.id) or item.role.is_everyone]
        wanted = [
            squeezed(f"{day_label(plan.due(item.due))} {item.text} {item.role.name}")
            for item in items
        ]
        assert len(wanted) == page.locator("[data-items] tr").count() > 40
        for paper in ("A4", "Letter"):
            text = "".join(sheets(page.pdf(format=paper)))
            assert [each for each in wanted if each not in text] == [], (role, paper)


def test_without_scripts_the_page_says_what_to_do(plain: Page, server: Served) -> None:
    plain.goto(server.url("tools/plan/"))
    expect(plain.get_by_text("The planner needs scripts")).to_be_visible()
    expect(plain.locator("[data-form]")).to_be_hidden()


def test_a_firm_with_a_plan_has_its_dates_without_scripts(plain: Page, firm_server: Served) -> None:
    plain.goto(firm_server.url("tools/plan/"))
    table = plain.locator("table.tg-plan:visible")
    expect(table).to_contain_text("Thu 14 Jan 2027 at 13:00")
    expect(table).to_contain_text("5 business days after the review")
    expect(plain.get_by_role("link", name="transition-plan.ics")).to_be_visible()
    expect(plain.get_by_role("link", name="How to bring one in")).to_have_attribute(
        "href", "../../how-to/put-the-dates-in-your-calendar/"
    )
    expect(plain.get_by_text("about this plan")).to_be_visible()


def test_a_firm_starts_from_its_plan_and_a_draft_can_be_given_up_again(
    page: Page, firm_server: Served
) -> None:
    opened(page, firm_server)
    known = {
        "exportDay": "2027-01-14",
        "zone": "America/Chicago",
        "rounding": "6",
        "firm": "Invented & Partners",
    }
    for name, value in known.items():
        expect(page.locator(f"[name={name}]")).to_have_value(value)
    expect(page.locator("[data-differs]")).to_be_hidden()
    assert page.evaluate(f"localStorage.getItem('{KEY}')") is None
    # A draft says what the site shows.
    choose(page, exportDay="2027-01-21")
    notice = page.locator("[data-differs]")
    expect(notice).to_contain_text(
        "The site shows Thu 14 Jan 2027. Your draft says Thu 21 Jan 2027. Nobody else sees your draft"
        " until IT changes these 2 lines of your firm’s file and builds the site again."
    )
    lines = "# In the table [plan]:\nexport_day = 2027-01-21\nrevision = 4"
    expect(notice.locator("[data-lines] pre")).to_have_text(lines)
    expect(notice.locator("[data-note] pre")).to_contain_text(lines)
    expect(notice.locator("[data-message] pre")).to_contain_text(
        "Cut-off: Thu 21 Jan 2027 at 12:00 Chicago time (it was Thu 14 Jan 2027 at 12:00 Chicago time)"
    )
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    notice.get_by_role("button", name="Copy the lines").press("Enter")
    expect(notice.get_by_role("status").first).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == lines
    # Its calendars take over from those of the site, and the firm's file keeps their id when the firm is called otherwise.
    assert b"SEQUENCE:4" in downloaded(page, "Calendar for everyone")
    choose(page, firm="Renamed LLP")
    expect(notice.locator("[data-lines] pre")).to_have_text(
        '# In the table [firm]:\nname = "Renamed LLP"\n\n# In the table [plan]:\n'
        'export_day = 2027-01-21\ncalendar_id = "invented-partners"\nrevision = 4'
    )
    expect(page.get_by_role("button", name="firm.toml")).to_have_count(0)
    expect(notice.locator("[data-message] pre")).to_contain_text(
        firm_server.url("how-to/put-the-dates-in-your-calendar/")
    )
    notice.get_by_role("button", name="Go back to the dates of the site").press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    expect(notice).to_be_hidden()
    expect(page.locator("[name=exportDay]")).to_have_value("2027-01-14")
    page.get_by_role("button", name="Undo").click()
    expect(notice).to_contain_text("Your draft says Thu 21 Jan 2027.")
    page.reload()
    expect(notice).to_contain_text("Your draft says Thu 21 Jan 2027.")
    # A day that cannot be leaves the reader with a draft all the same, and with the way back.
    choose(page, exportDay="2027-01-18")
    expect(notice).to_contain_text(
        "The site shows Thu 14 Jan 2027. What the form holds is your draft, and not a plan yet. Nobody else sees it."
    )
    expect(notice.locator("[data-texts]")).to_be_hidden()
    notice.get_by_role("button", name="Go back to the dates of the site").click()
    expect(notice).to_be_hidden()
    expect(page.locator("[name=exportDay]")).to_have_value("2027-01-14")
    expect(page.locator("[data-problem]")).to_be_empty()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("[data-problem]")).to_contain_text("is not a business day")
    expect(page.get_by_role("button", name=re.compile("Forget"))).to_have_count(0)


def fits(page: Page, *widths: int) -> None:
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def palette_of_controls(page: Page) -> list[str]:
    """The picker's sign in a date was black on black."""
    scheme = "all => [...new Set(all.map((one) => getComputedStyle(one).colorScheme))]"
    found: list[str] = page.locator("[data-form] :is(input, select)").evaluate_all(scheme)
    return found


def test_a_made_plan_fits_and_has_no_barrier(new_page: NewPage, server: Served, axe: str) -> None:
    page = opened(new_page(bypass_csp=True, color_scheme="light"), server)
    assert palette_of_controls(page) == ["light"]
    choose(
        page,
        exportDay="2027-05-28",
        region="US-TX",
        firm="Imaginary Law",
        importConfirmed="2027-06-09",
    )
    page.locator("details.tg-details").evaluate_all(
        "all => all.forEach(one => { one.open = true; })"
    )
    page.get_by_label("Own day off").fill("2027-06-01")
    page.get_by_role("button", name="Add day off").click()
    page.get_by_role("button", name="Add a person").click()
    fits(page, 1280, 320)
    assert Looks().findings(page, axe, 320, 1280) == []


def test_a_draft_on_a_firms_site_fits_and_has_no_barrier(
    new_page: NewPage, firm_server: Served, axe: str
) -> None:
    page = opened(new_page(bypass_csp=True, color_scheme="dark"), firm_server)
    assert palette_of_controls(page) == ["dark"]
    choose(page, exportDay="2027-01-21", handOver="2027-01-25")
    page.locator("[data-differs] details").evaluate_all(
        "all => all.forEach(one => { one.open = true; })"
    )
    expect(page.locator("[data-drawing] text", has_text="Hand-over")).to_be_attached()
    fits(page, 1280, 320)
    # What else is on the page is what a made plan shows.
    page.locator("[data-form], [data-result]").evaluate_all(
        "all => all.forEach((part) => { part.hidden = true; })"
    )
    expect(page.locator("[data-result]")).to_be_hidden()
    assert Looks().findings(page, axe) == []


def test_the_checklists_and_the_sign_off_sheet_show_the_dates_of_this_browser(
    page: Page, server: Served
) -> None:
    plans = {
        day: page_plan(firm_of("US", {"export_day": dt.date(2027, 1, day)})) for day in (13, 14)
    }
    store(page, server, {KEY: plans[14]})
    page.goto(server.url("before/"))
    due = page.locator("#item-name-coordinator .tg-due")
    expect(due).to_have_text("Due Tue 22 Dec 2026")
    page.goto(server.url("tools/sign-off/"))
    row = page.locator("[data-row=cancel-old-system]")
    expect(row.locator("[data-due]")).to_have_text("Mon 22 Feb 2027")
    other = page.context.new_page()
    store(other, server, {KEY: plans[13]})
    expect(row.locator("[data-due]")).to_have_text("Fri 19 Feb 2027")
    other.evaluate(f"localStorage.removeItem('{KEY}')")
    expect(row.locator("[data-due]")).to_have_text("")
