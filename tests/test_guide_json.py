"""The data the pages work with says the same as the specs."""

from __future__ import annotations

import json

from template_builder.guide_json import guide_json
from template_builder.loading import load_guide
from tests.support.kit import ROOT, example_firm, guide


def test_every_item_of_every_phase_in_reading_order():
    data = json.loads(guide_json(guide(), example_firm()))
    items = [i for c in data["checklists"] for s in c["sections"] for i in s["items"]]
    assert [item["id"] for item in items] == list(guide().items)
    assert [c["href"] for c in data["checklists"]] == ["before/", "during/", "after/"]


def test_retired_ids_lead_to_the_item_that_took_over():
    small = load_guide(ROOT / "tests" / "small_specs")
    data = json.loads(guide_json(small, example_firm()))
    assert data["retired"] == {"choose-a-day": "choose", "buy-fax": None}


def test_the_fictional_firm_gives_no_name_and_no_dates():
    data = json.loads(guide_json(guide(), example_firm()))
    assert data["firm"] == ""
    assert not any(
        "date" in item for c in data["checklists"] for s in c["sections"] for item in s["items"]
    )
