"""The pages that tests in a browser get one after another: nothing of one test reaches the next."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.support.site import Served
from tests.support.standing_pages import Standing

pytestmark = pytest.mark.browser

PUT = "() => { localStorage.a = sessionStorage.a = document.cookie = 'left'; }"
LEFT = """() => [localStorage.a, sessionStorage.a, document.title, innerWidth, matchMedia('print').matches,
  matchMedia('(prefers-color-scheme: dark)').matches, navigator.onLine]"""


def lent(standing: Standing, server: Served) -> Page:
    page = standing.lend(lambda _: None, {}, clocked=False)
    page.goto(server.url("404.html"))
    return page


def test_a_page_given_back_has_nothing_of_the_test_before(
    standing: Standing, server: Served
) -> None:
    page = lent(standing, server)
    fresh = page.evaluate(LEFT)
    assert fresh[:2] == [None, None]
    page.evaluate(PUT)
    page.set_viewport_size({"width": 320, "height": 640})
    page.emulate_media(media="print", color_scheme="dark")
    page.route("**/404.html", lambda route: route.fulfill(body="<title>of the test before</title>"))
    page.context.new_page().goto(server.url("404.html"))
    standing.take_back()
    again = lent(standing, server)
    assert again == page
    assert again.evaluate(LEFT) == fresh
    assert again.context.pages == [again]
    again.add_init_script("document.title = 'left'")
    standing.take_back()
    other = lent(standing, server)
    assert other != page
    other.clock.set_fixed_time("2027-01-14")
    standing.take_back()
    assert lent(standing, server) != other
    standing.take_back()
