"""The data the pages work with says the same as the specs."""

from __future__ import annotations

import json

from template_builder.guide_json import guide_json
from tests.support.kit import example_firm, guide


def test_every_item_of_every_phase_in_reading_order():
    data = json.loads(guide_json(guide(), example_firm()))
    items = [i for c in data["checklists"] for s in c["sections"] for i in s["items"]]
    assert [item["id"] for item in items] == list(guide().items)
    assert [c["href"] for c in data["checklists"]] == ["before/", "during/", "after/"]


def test_the_fictional_firm_gives_no_name_and_no_dates():
    data = json.loads(guide_json(guide(), example_firm()))
    assert data["firm"] == ""
    assert not any(
        "date" in item for c in data["checklists"] for s in c["sections"] for item in s["items"]
    )
