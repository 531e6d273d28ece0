"""The pages in the words of another region: text, headings and labels change; code, names and addresses do not."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from macros import hooks
from macros.guide.notes import Notes
from macros.kept import Kept
from macros.page.terms import OTHERS, in_own_words, reword
from template_builder.plan.terms import own_terms
from tests.support.kit import guide, real_firm
from tests.support.site import DOCS, page_urls

ENGLISH = own_terms("GB-ENG")


def test_a_paragraph_and_its_names() -> None:
    html = (
        "<p>The <strong>trust account</strong>: <code>Trust listing</code> &amp; trust ledgers.</p>"
        '<p translate="no">Trust account, trust <b>x</b></p><pre><code>trust account</code></pre>'
        '<tr><td>Texas</td><td>trust account</td></tr><tr><td data-label="Trust money">trust</td></tr>'
    )
    assert in_own_words(html, ENGLISH) == (
        '<p>The <strong>client account</strong>: <code>Trust listing</code> &amp; client account ledgers.</p>'
        '<p translate="no">Trust account, trust <b>x</b></p><pre><code>trust account</code></pre>'
        '<tr><td>Texas</td><td>trust account</td></tr><tr><td data-label="Client money">client account</td></tr>'
    )  # fmt: skip


def test_a_page_with_its_title_and_headings() -> None:
    heading: Any = SimpleNamespace(title="Trust balances", children=[])
    page: Any = SimpleNamespace(
        file=SimpleNamespace(src_uri="how-to/enter-trust-deposits.md"),
        title="Enter trust deposits",
        meta={"title": "Enter trust deposits", "description": "Bring trust balances into Clio"},
        toc=[heading],
    )
    assert reword(page, '<h2 id="trust">Trust balances</h2>', ENGLISH) == (
        '<h2 id="trust">Client account balances</h2>'
    )
    assert page.title == "Enter client account deposits"
    assert page.meta == {
        "title": "Enter client account deposits",
        "description": "Bring client account balances into Clio",
    }
    assert heading.title == "Client account balances"
    page.file.src_uri = "reference/systems/pclaw.md"
    assert reword(page, "<p>trust account</p>", ENGLISH) == "<p>trust account</p>"


def test_the_build_writes_a_page_in_the_words_of_the_firm_and_then_its_notes(
    tmp_path: Path,
) -> None:
    english = dataclasses.replace(real_firm(), region="GB-ENG")
    content = SimpleNamespace(guide=guide(), firm=english)
    extra: dict[str, Any] = {"content": content, "kept": Kept(tmp_path), "made_from": b""}
    extra |= {"notes": Notes(guide()), "notes_of": {}}
    config: Any = SimpleNamespace(docs_dir=str(DOCS), extra=extra)
    page: Any = SimpleNamespace(
        url="after/", file=SimpleNamespace(src_uri="after.md"), title="", meta={}, toc=[]
    )
    cited = (
        '<p>Enter trust money.<span data-cites="clio-trust-listing" data-not-found=""></span></p>'
    )
    html = hooks.on_page_content(cited, page, config)
    assert "Enter client" in html
    assert guide().sources["clio-trust-listing"].title in extra["notes_of"]["after/"]


PLACES = "New South Wales|New Zealand|Australia|Ontario|Texas|Alberta|Queensland|ABA|Uniform Law|British Columbia"
LEFT = re.compile(
    rf"\btrust (?:compliance|requests?)\b|\bto trust them\b|\b(?:{PLACES})\b|\btrust (?:ledgers? and the AR ledger|records?)"
)


@pytest.mark.site
@pytest.mark.parametrize("region", ["GB-ENG", "CA-ON"])
def test_no_page_has_a_word_too_many_or_too_few(site: Path, region: str) -> None:
    """Every page of the built site, put into the words of an English and a Canadian firm."""
    terms = own_terms(region)
    skipped = tuple(name.removesuffix(".md") for name in OTHERS)
    changed = 0
    for url in page_urls():
        if url.startswith((*skipped, "print/")):
            continue
        html = (site / url / "index.html").read_text("utf-8")
        before = html[html.index("<article") : html.index("</article>")].partition(
            'class="tg-notes'
        )[0]
        after = in_own_words(before, terms)
        changed += before != after
        code = r"<code[ >].*?</code>|(?:href|id|data-(?!label)[\w-]+)=\"[^\"]*\""
        assert re.findall(code, after) == re.findall(code, before), url
        assert not re.search(
            r"client account account|client client|cheque(?:book|s? the|d)", after
        ), url
        if region == "GB-ENG":
            left = [block for block in blocks(after) if re.search(r"\btrust\b", block)]
            assert [each for each in left if not LEFT.search(each)] == [], url
        else:
            assert "client account" not in after.replace("Client account ledger", ""), url
    assert changed > 3


def blocks(html: str) -> list[str]:
    """The texts of rows and of other blocks, without code, names and labels."""
    text = re.sub(
        r'<(code|svg)\b.*?</\1>|<(\w+)[^>]*translate="no".*?</\2>', "", html, flags=re.DOTALL
    )
    return [
        re.sub(r"<[^>]+>", "", each)
        for each in re.split(r"</?(?:p|li|tr|h\d|dt|dd|div|label|summary)\b[^>]*>", text)
    ]
