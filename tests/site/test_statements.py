"""Every statement about Clio on a how-to page or in the FAQ has a mark, or says that nothing was found."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from tests.support.site import page_urls

pytestmark = pytest.mark.site

PAGES = [url for url in page_urls() if url.startswith(("how-to/", "reference/faq/"))]
BLOCK = re.compile(r"<(?:p|li|td|dd)\b[^>]*>(.*?)(?=</?(?:p|li|td|dd|table|ul|ol)\b)", re.DOTALL)
VERBS = (
    "says|advises|imports|takes|reads|rounds|numbers|keeps|has|lists|suggests|offers|maps|asks|starts|allows|names|shows|sends"
    "|merges|deletes|does not|cannot|will"
)
CLAIM = re.compile(rf"\b(?:Clio|Google|Microsoft 365|Office 365)(?:'s \w+)? (?:{VERBS})\b")
OPEN = re.compile(
    r"not found|found no|found nothing|could not|whether Clio|what Clio|if Clio|whoever",
    re.IGNORECASE,
)
"""Where the guide says what it does not know, or the reader looks at Clio's screen."""


def unmarked(html: str) -> list[str]:
    """The text of each block that states something of Clio and has no mark."""
    found = []
    article = html[html.index("<article") : html.index("</article>")]
    for block in BLOCK.findall(article.split('<section class="tg-notes"')[0]):
        text = " ".join(unescape(re.sub(r"<[^>]+>", "", block)).split())
        if CLAIM.search(text) and not OPEN.search(text) and 'class="tg-mark"' not in block:
            found.append(text)
    return found


def test_a_claim_without_a_mark_is_found() -> None:
    html = (
        '<article><p>Clio rounds up.</p><p>Clio rounds up.<button class="tg-mark">1</button></p>'
        "<li>Look at what Clio shows.</li></article>"
    )
    assert unmarked(html) == ["Clio rounds up."]


@pytest.mark.parametrize("url", PAGES)
def test_statements_about_clio_have_marks(site: Path, url: str) -> None:
    assert unmarked((site / url / "index.html").read_text(encoding="utf-8")) == []
