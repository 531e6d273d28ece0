"""What concerns other regions than the firm's is left out everywhere, and named where its list is."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import json

import openpyxl
import pytest

from macros.guide import checklists, roles
from macros.guide.guide_json import guide_json
from macros.progress import pages
from macros.rendering import Links
from template_builder.firm.calendars import plan_calendars
from template_builder.firm.firm import Firm
from template_builder.guide.model import Guide
from template_builder.plan.regions import load_regions
from template_builder.plan.words import load_plan_words
from template_builder.workbooks.kit import build_kit
from tests.support.kit import example_firm, guide, real_downloads, real_firm, workbooks
from tests.support.site import DOCS

OWN = "decide-au-compliance"
"""An item for Australia and New Zealand, which `create-trust-account` needs."""
STAMP = dt.datetime(2027, 1, 1)


def test_regions_of_items_are_known() -> None:
    named = {id_ for item in guide().items.values() for id_ in item.regions}
    assert {"AU", "NZ"} <= named <= load_regions().regions.keys()


@pytest.mark.parametrize("region", ["", "AU", "AU-NSW", "NZ"])
def test_for_its_regions_and_where_none_is_known_nothing_is_left_out(region: str) -> None:
    assert guide().for_region(region) is guide()


@pytest.mark.parametrize("region", ["US", "US-TX", "CA-ON", "GB", "FR"])
def test_for_others_the_item_is_gone_and_nothing_waits_for_it(region: str) -> None:
    found = guide().for_region(region)
    assert guide().items.keys() - found.items.keys() == {OWN}
    assert OWN not in {id_ for item in found.items.values() for id_ in item.needs}
    assert "close-review" in found.items["create-trust-account"].needs
    assert [item.id for item in found.checklist("before").left_out] == [OWN]
    assert found.for_region(region) is found


def test_a_section_that_is_left_without_items_goes() -> None:
    only = dataclasses.replace(guide().items[OWN], regions=("NZ",))
    before = guide().checklist("before")
    section = dataclasses.replace(before.sections[0], items=(only,))
    small = dataclasses.replace(before, sections=(section, *before.sections[1:]))
    found = dataclasses.replace(guide(), checklists=(small,)).for_region("GB")
    assert [each.id for each in found.checklists[0].sections] == [
        each.id for each in before.sections[1:]
    ]


def australian() -> Firm:
    return dataclasses.replace(real_firm(), region="AU-VIC")


@pytest.mark.parametrize(("firm", "there"), [(real_firm(), False), (australian(), True)])
def test_neither_calendars_nor_workbooks_have_it(firm: Firm, there: bool) -> None:
    text = guide().items[OWN].text
    made = build_kit(guide(), workbooks(), firm) if there else real_downloads()
    files = {file.name: file.data for file in made}
    book = openpyxl.load_workbook(io.BytesIO(files["checklists.xlsx"]), read_only=True)
    cells = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert any(text in str(cell) for cell in cells) is there
    words = load_plan_words(guide().sources)
    calendar = plan_calendars(guide(), words, firm, STAMP)["transition-plan-billing.ics"]
    assert (f"UID:{OWN}.".encode() in calendar) is there


def fold(html: str) -> str:
    return html[html.index('id="left-out"') :]


@pytest.fixture
def of_us() -> Guide:
    return guide().for_region("US")


def test_a_firms_pages_say_what_they_leave_out(of_us: Guide, link: Links) -> None:
    firm = real_firm()
    for html in (
        checklists.checklist(of_us, firm, real_downloads(), link, "before"),
        roles.role_sheet(of_us, firm, link, "billing"),
        pages.sign_off(of_us, firm, link),
    ):
        assert OWN not in html
        assert fold(html).startswith('id="left-out" data-left-out data-search-exclude>')
        assert "only for Australia and New Zealand" in fold(html)
    assert "left-out" not in roles.role_sheet(of_us, firm, link, "it").replace("guide/left-out", "")
    data = json.loads(guide_json(of_us, firm))
    assert OWN not in data["order"]


def test_without_a_region_it_is_there_and_marked(link: Links) -> None:
    html = roles.role_sheet(guide(), example_firm(), link, "billing")
    assert f'id="item-{OWN}"' in html
    assert 'data-regions="AU NZ"' in html
    assert fold(html).startswith('id="left-out" data-left-out data-search-exclude hidden>')
    cards = roles.start_by_role(guide(), Links.of_page("", DOCS))
    assert cards.count("data-regional=") == 1
