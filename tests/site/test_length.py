"""Pages are short: phases, whose checklist comes first, how-to pages, and the site as a whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page as Browsed

from tests.support.reading import Reading
from tests.support.site import Served, page_urls

LIMITS = {"before": 4500, "during": 3000, "after": 4500}
HOW_TO = 1200
SITE = 50_000
"""Words with every fold open; of the site without listings of code, the print page, those of previous systems, and the list of sources."""

APART = ("print/", "reference/previous-systems/", "reference/systems/", "reference/sources/")

SCREEN = {"width": 1280, "height": 900}


def test_words_are_counted_as_they_can_be_read() -> None:
    html = (
        "<nav>No.</nav><article><h1>One two<a class='headerlink'>&para;</a></h1><details><summary>three"
        "<span hidden>no</span></summary><p>four<br>five<input></p></details><script>no()</script>"
        "<button class='tg-mark'>6</button><li popover>no</li><p class='tg-hidden'>no</p></article>no"
    )
    assert Reading(html).words == ["One", "two", "three", "four", "five", "6"]


@pytest.mark.site
@pytest.mark.parametrize("phase", LIMITS)
def test_a_phase_page_is_short(site: Path, phase: str) -> None:
    words = Reading((site / phase / "index.html").read_text(encoding="utf-8")).words
    assert len(words) <= LIMITS[phase]


def read(site: Path, url: str) -> int:
    """The words of a page, as a reader reads it."""
    html = (site / url / "index.html").read_text(encoding="utf-8")
    return len(Reading(re.sub(r"<pre.*?</pre>", "", html, flags=re.DOTALL)).words)


@pytest.mark.site
@pytest.mark.parametrize("url", [url for url in page_urls() if url.startswith("how-to/")])
def test_a_how_to_page_is_short(site: Path, url: str) -> None:
    assert read(site, url) <= HOW_TO


@pytest.mark.site
def test_the_site_is_short(site: Path) -> None:
    assert sum(read(site, url) for url in page_urls() if not url.startswith(APART)) <= SITE


@pytest.mark.browser
@pytest.mark.parametrize("phase", LIMITS)
def test_the_checklist_starts_within_a_screen_and_a_half(
    page: Browsed, server: Served, phase: str
) -> None:
    page.set_viewport_size(SCREEN)  # type: ignore[arg-type]
    page.goto(server.url(f"{phase}/"))
    first = page.locator(".tg-item").first.bounding_box()
    assert first
    assert first["y"] <= 1.5 * SCREEN["height"]
