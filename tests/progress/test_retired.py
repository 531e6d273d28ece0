"""What a page says of ids that were retired, for ticks made under them."""

from __future__ import annotations

import dataclasses
import json
import re
from html import unescape

from macros.page.parts import PageParts
from tests.support.site import DOCS
from tests.support.small_guide import firm


def test_a_page_carries_over_the_ticks_of_retired_ids(small):
    html = PageParts(small, firm(), DOCS).retired()
    given = re.search(r'data-retired="([^"]*)"', html)
    assert given
    assert json.loads(unescape(given[1])) == {
        "retired": {"choose-a-day": "choose"},
        "places": {"choose": "before:v3"},
    }


def test_a_page_carries_nothing_while_no_id_is_retired(small):
    fresh = dataclasses.replace(small, retired=())
    assert PageParts(fresh, firm(), DOCS).retired() == ""
