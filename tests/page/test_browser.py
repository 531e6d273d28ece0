"""Announcement, feedback, search, palettes: what stands around every page."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import NewPage
from tests.support.site import Served

pytestmark = pytest.mark.browser

HOW_TO = "how-to/set-the-cut-off/"


# The announcement


def banner(page: Page):
    return page.get_by_role("region", name="Announcement")


def test_without_scripts_the_announcement_is_one_line_until_it_is_opened(
    plain: Page, server: Served
) -> None:
    plain.goto(server.url(HOW_TO))
    expect(banner(plain)).to_be_visible()
    expect(plain.get_by_role("button", name="Dismiss")).to_be_hidden()
    band = plain.locator(".md-banner")
    facts = banner(plain).get_by_role("listitem")
    title = plain.get_by_text("Collecting card and eCheck payments")
    for width in (320, 390, 1280):
        plain.set_viewport_size({"width": width, "height": 800})
        assert (band.bounding_box() or {})["height"] <= 40, width
        expect(facts.first).to_be_hidden()
        title.press("Enter")
        expect(facts.first).to_be_visible()
        assert (band.bounding_box() or {})["height"] > 80, width
        title.press("Enter")


def test_a_dismissed_announcement_stays_away_on_every_page_and_a_new_one_is_shown(
    page: Page, server: Served
) -> None:
    page.goto(server.url())
    page.get_by_role("button", name="Dismiss this announcement").press("Enter")
    expect(page.locator(".md-banner")).to_be_hidden()
    page.goto(server.url(HOW_TO))
    expect(page.locator("[data-module='page/banner'][data-started]")).to_have_count(1)
    expect(page.locator(".md-banner")).to_be_hidden()
    page.evaluate("localStorage.setItem('transition-guide:banner', 'an-older-one')")
    page.reload()
    expect(banner(page)).to_be_visible()


# Feedback


def test_without_scripts_feedback_is_a_link(
    plain: Page, server: Served, firm_server: Served
) -> None:
    plain.goto(firm_server.url(HOW_TO))
    link = plain.get_by_role("link", name="Write to guide@firm.example")
    expect(link).to_have_attribute("href", re.compile(r"^mailto:guide@firm\.example\?subject="))
    plain.goto(server.url(HOW_TO))
    expect(plain.get_by_role("link", name="tell your coordinator")).to_be_visible()
    expect(plain.get_by_role("button", name="Yes")).to_be_hidden()


def test_feedback_with_an_address_prepares_an_e_mail(page: Page, firm_server: Served) -> None:
    page.goto(firm_server.url(HOW_TO))
    feedback = page.get_by_role("region", name="Was this page helpful?")
    expect(feedback.get_by_role("group", name="What was wrong?")).to_be_hidden()
    feedback.get_by_role("button", name="No", exact=True).click()
    expect(feedback.get_by_role("link", name="Open the prepared e-mail")).to_be_hidden()
    feedback.get_by_label("Not what I was looking for").check()
    link = feedback.get_by_role("link", name="Open the prepared e-mail")
    parts = urlsplit(link.get_attribute("href") or "")
    assert parts.path == "guide@firm.example"
    written = parse_qs(parts.query)
    assert written["subject"] == ["Transition guide: Set the cut-off"]
    assert written["body"][0].split("\r\n") == [
        "Page: Set the cut-off",
        firm_server.url(HOW_TO),
        "Helpful: no",
        "Reason: Not what I was looking for",
    ]
    expect(feedback.get_by_role("status")).to_have_text("Nothing has been sent yet.")


def test_feedback_without_an_address_offers_text_to_copy_also_by_keyboard(
    page: Page, server: Served
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(server.url(HOW_TO))
    feedback = page.get_by_role("region", name="Was this page helpful?")
    text = feedback.get_by_label("Copy this and send it")
    copy = feedback.get_by_role("button", name="Copy", exact=True)

    feedback.get_by_role("button", name="No", exact=True).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(feedback.get_by_label("I don't like this functionality")).to_be_checked()
    expect(text).to_have_value(re.compile("I don't like this functionality$"))

    feedback.get_by_role("button", name="Yes", exact=True).click()
    expect(text).to_have_value(re.compile("Helpful: yes$"))
    copy.click()
    expect(feedback.get_by_role("status")).to_have_text("Copied. Nothing has been sent.")
    assert page.evaluate("navigator.clipboard.readText()") == text.input_value()

    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    copy.click()
    expect(feedback.get_by_role("status")).to_contain_text("The text is selected.")
    assert "Helpful: yes" in page.evaluate(
        "getSelection().toString() || document.activeElement.value"
    )


# The theme


def test_search_understands_a_question_finds_an_item_and_leads_there(
    new_page: NewPage, server: Served
) -> None:
    page = new_page(searching=True)
    page.goto(server.url(HOW_TO, below=True))
    page.keyboard.press("/")
    page.keyboard.type("Where do I write my time today?")
    result = page.locator(".md-search-result__item", has_text="Frequently asked questions").first
    expect(result).to_contain_text("Where do I write my time today?")
    expect(page.get_by_role("dialog", name="Search")).to_have_count(1)

    page.keyboard.press("Control+a")
    page.keyboard.type("placeholder matter")
    link = page.locator(".md-search-result__link").first
    expect(link).to_contain_text(re.compile("placeholder matter", re.IGNORECASE))
    link.click()
    expect(page).not_to_have_url(server.url(HOW_TO, below=True))
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_the_first_visit_follows_the_system_and_the_chosen_palette_stays(
    page: Page, server: Served
) -> None:
    body = page.locator("body")
    page.route("**/bundle*.js", lambda route: route.fulfill(body=""))  # before the first paint
    for system, scheme in (("dark", "slate"), ("light", "default")):
        page.emulate_media(color_scheme=system)
        page.goto(server.url(HOW_TO))
        expect(body).to_have_attribute("data-md-color-scheme", scheme)
    page.unroute("**/bundle*.js")
    page.reload()
    page.get_by_title("Switch to dark colors").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(server.url("reference/faq/"))
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


def test_a_wrong_address_gets_a_page_that_leads_back(page: Page, server: Served, watch) -> None:
    page.goto(server.url("no/such/page/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    back = page.get_by_role("link", name="the beginning of the guide")
    assert back.evaluate("link => link.href") == server.url()
    watch.seen[:] = [text for text in watch.seen if "404" not in text]


def test_links_of_downloads_deliver_files(page: Page, server: Served) -> None:
    page.goto(server.url("reference/downloads/", below=True))
    with page.expect_download() as started:
        page.get_by_role("link", name="time-tracking.xlsx", exact=True).first.click()
    assert started.value.suggested_filename == "time-tracking.xlsx"
    assert started.value.path().read_bytes()[:2] == b"PK"
