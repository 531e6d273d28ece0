"""A firm reads what its previous system calls the reports to take, wherever an item asks for them."""

from __future__ import annotations

import dataclasses
import io
import json
import re
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from macros.binder import pages as binder
from macros.guide import checklists, reference, roles, systems
from macros.guide.systems_json import systems_json
from macros.rendering import Links
from template_builder.firm.firm import Firm
from template_builder.guide.own_reports import own_reports
from tests.support.kit import example_firm, example_kit, guide, real_firm, real_kit
from tests.support.small_guide import text_of

LISTING = "In PCLaw: Client Trust Listing, Reports → Client → Trust Listing..."
"""The line below `take-trust-listing`, written out by hand from the page of PCLaw."""


def unlisted() -> Firm:
    return dataclasses.replace(real_firm(), previous_system="other")


def phase(firm: Firm, link: Links, name: str = "before") -> str:
    return checklists.checklist(guide(), firm, example_kit(), link, name)


def item_of(html: str, id_: str) -> str:
    start = html.index(f'id="item-{id_}"')
    return html[start : html.index("</li>", start)]


def test_each_recommended_report_is_taken_by_an_item() -> None:
    taken = {id_ for item in guide().items.values() for id_ in item.reports}
    assert taken == {report.id for report in guide().reports}


def test_no_item_speaks_of_one_previous_system() -> None:
    names = [name for system in guide().systems for name in (system.name, *system.aliases)]
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
    texts = {item.id: f"{item.text} {item.why} {item.done_when}" for item in guide().items.values()}
    assert [id_ for id_, text in texts.items() if named.search(text)] == []


def test_a_phase_names_the_report_its_menu_and_its_source(link: Links) -> None:
    html = phase(real_firm(), link)
    item = item_of(html, "take-trust-listing")
    assert LISTING in text_of(item)
    assert 'href="../reference/systems/pclaw/">PCLaw</a>' in item
    assert re.search(
        r'class="tg-own" translate="no">.*data-cites="pclaw-trust-listing clio-leaving-n-s"', item
    )
    assert "tg-own" not in item_of(html, "merge-duplicates")
    assert "data-own-reports" not in html
    assert "data-own-system" not in html


def test_what_was_not_found_and_what_only_today_shows(link: Links) -> None:
    during = phase(real_firm(), link, "during")
    assert "Ledger.... Not found, ask the vendor: Copies of issued invoices" in text_of(
        item_of(during, "take-billing-history")
    )
    assert "In PCLaw: not found, ask the vendor" in text_of(item_of(during, "take-full-backup"))
    caret = dataclasses.replace(real_firm(), previous_system="caret-legal")
    aging = text_of(item_of(phase(caret, link), "take-receivables"))
    assert re.search(r"In CARET Legal[^;]*, on the day itself", aging)


def test_the_how_to_of_all_systems_is_that_of_the_firms(link: Links) -> None:
    item = item_of(phase(real_firm(), link), "try-reports")
    assert '<a href="../reference/systems/pclaw/">Leaving PCLaw</a>' in item
    other = item_of(phase(unlisted(), link), "try-reports")
    assert '<a href="../reference/previous-systems/">Previous systems</a>' in other


@pytest.mark.parametrize("firm", [unlisted(), example_firm()], ids=["not listed", "fictional"])
def test_where_the_system_is_not_known_it_can_be_chosen(firm: Firm, link: Links) -> None:
    pages = [
        phase(firm, link),
        roles.role_sheet(guide(), firm, link, "billing"),
        reference.reports(guide(), firm, link),
    ]
    for html in pages:
        assert 'class="tg-own" data-own-reports="trust-listing" hidden></' in html
        assert "PCLaw" not in html
    for html in (*pages[:2], systems.own_system(guide(), firm, link)):
        assert html.count("<p data-own-system") == 1


def test_a_role_sheet_the_reports_and_the_binder_have_the_same_line(link: Links) -> None:
    firm = real_firm()
    sheet = roles.role_sheet(guide(), firm, link, "billing")
    assert LISTING in text_of(item_of(sheet, "take-trust-listing"))
    assert LISTING in text_of(reference.reports(guide(), firm, link))
    for html in (sheet, reference.reports(guide(), firm, link)):
        assert "data-own-reports" not in html
        assert "data-own-system" not in html
    assert "<select" not in systems.own_system(guide(), firm, link)

    content: Any = SimpleNamespace(guide=guide(), firm=firm)
    for html in (binder.checklists(content, link), binder.role_sheets(content, link)):
        assert LISTING in text_of(html)


def cells(data: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    found = [c for sheet in book for row in sheet.iter_rows(values_only=True) for c in row]
    return "\n".join(str(cell) for cell in found)


@pytest.mark.parametrize("name", ["checklists.xlsx", "historical-data-index.xlsx"])
def test_the_checklists_and_the_index_have_it_too(name: str) -> None:
    assert LISTING in cells(real_kit()[name])
    example = next(file.data for file in example_kit() if file.name == name)
    assert "In PCLaw" not in cells(example)


def test_the_index_names_the_sources_of_a_menu() -> None:
    found = cells(real_kit()["historical-data-index.xlsx"])
    assert "LexisNexis: PCLaw 9: Client Trust Listing (older)" in found


def test_the_data_for_the_choice_in_the_page_say_the_same() -> None:
    data = json.loads(systems_json(guide()))
    assert [each["name"] for each in data["systems"]] == [each.name for each in guide().systems]
    pclaw = next(each for each in data["systems"] if each["id"] == "pclaw")
    assert pclaw["href"] == "reference/systems/pclaw/"
    first = pclaw["reports"][0]
    assert first["report"] == "Client Trust Listing"
    assert first["menu"] == "`Reports` → `Client` → `Trust Listing...`"
    assert first["serves"] == ["trust-listing"]
    assert not [each for each in pclaw["reports"] if each["menu"] == "Menu not recorded"]
    assert data["called"]["issued-invoices"] == "Copies of issued invoices"
    assert len(systems_json(guide())) < 30_000


def test_a_line_of_plain_text() -> None:
    own = own_reports(guide(), guide().system("pclaw"), ["trust-listing"])
    assert own is not None
    assert own.text == LISTING
    assert own_reports(guide(), None, ["trust-listing"]) is None
    assert own_reports(guide(), guide().system("pclaw"), []) is None
