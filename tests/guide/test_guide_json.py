"""The data the pages work with says the same as the specs."""

from __future__ import annotations

import json
import re

import pytest

from macros.guide.guide_json import guide_json
from template_builder.firm.firm_file import parse_firm
from template_builder.guide.loading import load_guide
from template_builder.plan.role_sheet import in_date_order
from tests.support.kit import ROOT, TEST_FIRM, example_firm, guide, real_firm


def test_every_item_of_every_phase_in_reading_order():
    data = json.loads(guide_json(guide(), example_firm()))
    items = [i for c in data["checklists"] for s in c["sections"] for i in s["items"]]
    assert [item["id"] for item in items] == list(guide().items)
    assert [c["href"] for c in data["checklists"]] == ["before/", "during/", "after/"]


def test_the_list_for_the_first_day_and_the_item_that_is_collected():
    found = json.loads(guide_json(guide(), example_firm()))["firstDay"]
    wanted = [{"id": item.id, "text": item.text} for item in guide().new_staff.first_day]
    assert found["items"] == wanted
    script = (ROOT / "docs/assets/guide/first-day-ticks.mjs").read_text(encoding="utf-8")
    (collected,) = re.findall('READ = "([a-z-]+)"', script)
    assert collected in [item["id"] for item in found["items"]]


def test_retired_ids_lead_to_the_item_that_took_over():
    small = load_guide(ROOT / "tests" / "guide" / "small_specs")
    data = json.loads(guide_json(small, example_firm()))
    assert data["retired"] == {"choose-a-day": "choose", "buy-fax": None}


def test_the_fictional_firm_gives_no_name_and_no_dates():
    data = json.loads(guide_json(guide(), example_firm()))
    assert data["firm"] == ""
    assert not any(
        "date" in item for c in data["checklists"] for s in c["sections"] for item in s["items"]
    )


def test_the_days_off_of_the_firms_plan_and_what_is_to_be_done_daily():
    data = json.loads(guide_json(guide(), real_firm()))
    assert {"2027-01-01", "2027-01-18", "2027-02-15"} <= set(data["closed"])
    assert {day[:4] for day in data["closed"]} == {"2026", "2027", "2028"}
    assert json.loads(guide_json(guide(), example_firm()))["closed"] == []
    items = [i for c in data["checklists"] for s in c["sections"] for i in s["items"]]
    daily = {item["id"] for item in items if item.get("daily")}
    assert daily == {item.id for item in guide().items.values() if item.daily}
    assert "record-time-daily" in daily


def test_what_the_firms_plan_says_of_an_item_is_beside_it_and_names_nobody_who_is_not_published():
    named = {
        "name-coordinator": "Alex Example",
        "set-export-date": "Thu 14 Jan 2027 at 13:00 local time",
        "set-cut-off": "Thu 14 Jan 2027 at 12:00 local time",
    }
    unnamed = {key: text for key, text in named.items() if key != "name-coordinator"}
    firms = ((real_firm(), named), (real_firm().published, unnamed), (example_firm(), {}))
    for firm, wanted in firms:
        data = json.loads(guide_json(guide(), firm))
        items = [i for c in data["checklists"] for s in c["sections"] for i in s["items"]]
        assert {item["id"]: item["planned"] for item in items if "planned" in item} == wanted


def test_a_day_of_sign_off_is_there_only_where_the_plan_names_it():
    named = TEST_FIRM.replace("days_off =", "sign_off = 2027-01-29\ndays_off =")
    days = [
        json.loads(guide_json(guide(), firm))["signOff"]
        for firm in (real_firm(), parse_firm(named, "firm.toml", guide()), example_firm())
    ]
    assert days == ["", "2027-01-29", ""]


@pytest.mark.parametrize("firm", [example_firm(), real_firm()], ids=["no plan", "plan"])
def test_the_order_is_that_of_the_role_sheets(firm):
    data = json.loads(guide_json(guide(), firm))
    assert data["order"] == [i.id for i in in_date_order(guide(), firm.for_everyone.plan)]
    items = {i["id"]: i for c in data["checklists"] for s in c["sections"] for i in s["items"]}
    assert sorted(data["order"]) == sorted(items)
    dates = [items[id_].get("date", "") for id_ in data["order"]]
    assert dates == sorted(dates)
