"""Pages are short: phases, how-to pages, and the site as a whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.reading import Reading
from tests.support.site import page_urls

LIMITS = {"before": 4500, "during": 3000, "after": 4500}
HOW_TO = 1200
SITE = 50_000
"""Words with every fold open; of the site without listings of code, the print page, those of previous systems, and the list of sources."""

APART = ("print/", "reference/previous-systems/", "reference/systems/", "reference/sources/")


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
