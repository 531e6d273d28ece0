"""The watch over the browser of the tests: whatever asks another host is noted."""

from __future__ import annotations

import time

import pytest

from tests.support.browser import NewPage, Watch
from tests.support.elsewhere import Elsewhere
from tests.support.site import Served

pytestmark = pytest.mark.browser

CURIOUS = """
<link rel="stylesheet" href="http://sheet.example/a.css">
<script>
  const source = 'fetch("https://worker.example/").catch(() => 0)';
  new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  addEventListener("pagehide", () => navigator.sendBeacon("http://localhost:8123/"));
</script>
"""
"""No page of ours: it has no policy."""


def test_a_page_a_worker_and_a_beacon_are_noted(
    new_page: NewPage, watch: Watch, other_hosts: Elsewhere, server: Served
) -> None:
    page = new_page(computing=True)
    page.route(
        "**/curious.html", lambda route: route.fulfill(body=CURIOUS, content_type="text/html")
    )

    def wait_for(number: int) -> None:
        last = time.monotonic() + 5
        while len({*other_hosts.asked}) < number and time.monotonic() < last:
            page.wait_for_timeout(20)

    page.goto(server.url("curious.html"))
    wait_for(2)
    page.goto(server.url("404.html"))
    wait_for(3)
    assert {*other_hosts.take()} == {
        "request: GET http://sheet.example/a.css",
        "request: CONNECT worker.example:443",
        "request: POST http://localhost:8123/",
    }
    assert any("net::ERR" in said for said in watch.seen)
    watch.seen.clear()
