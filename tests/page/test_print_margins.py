"""The margins of paper are in one style sheet; others ask for them by name."""

from __future__ import annotations

import re

from tests.support.kit import ROOT

ASSETS = ROOT / "docs" / "assets"
SHEETS = {
    path.relative_to(ASSETS).as_posix(): path.read_text("utf-8") for path in ASSETS.rglob("*.css")
}
PAGE_RULE = re.compile(r"@page ?([\w-]*)[\w:]* \{([^{}]*)")
"""The name of a kind of page, and the declarations before the first box in its margin."""


def test_only_the_sheet_of_every_page_sets_margins_and_the_paper() -> None:
    setting = {
        name
        for name, css in SHEETS.items()
        for _, declarations in PAGE_RULE.findall(css)
        if re.search(r"\b(margin|size)", declarations)
    }
    assert setting == {"page/print.css"}


def test_every_kind_of_page_that_is_asked_for_has_margins_and_all_are_asked_for() -> None:
    asked = {
        name for css in SHEETS.values() for name in re.findall(r"^\s+page: ([\w-]+);", css, re.M)
    }
    named = {name for name, _ in PAGE_RULE.findall(SHEETS["page/print.css"]) if name}
    assert asked == named != set()
