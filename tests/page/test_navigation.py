"""The navigation in the HTML: the group of the page is open, the others fold; the page itself is marked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.site import page_urls

pytestmark = pytest.mark.site

GROUP = re.compile(r'<details class="tg-nav"( open)?>\s*<summary[^>]*>([^<]+)</summary>')
CURRENT = re.compile(r'<a href="([^"]*)"[^>]* aria-current="page"')
GROUPS = {
    "Your role": {"roles", "partners", "new-staff"},
    "Tools": {"tools"},
    "How-to": {"how-to"},
    "More": {"reference", "print"},
}
"""What the addresses of its pages begin with. Home and the three phases are in no group."""


def test_only_the_group_of_the_page_is_open(site: Path) -> None:
    opened, expected = {}, {}
    for url in page_urls():
        html = (site / url / "index.html").read_text(encoding="utf-8")
        groups = GROUP.findall(html)
        assert [name for _, name in groups] == [*GROUPS]
        opened[url] = [name for is_open, name in groups if is_open], CURRENT.findall(html)
        own = [name for name, tops in GROUPS.items() if url.partition("/")[0] in tops]
        expected[url] = own, ["./" if url else "."]
    assert opened == expected
