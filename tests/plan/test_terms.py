"""A region's words for what the United States call otherwise; names, and what is about another place, stay."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest

from template_builder.common.errors import SpecProblems
from template_builder.firm.calendars import plan_calendars
from template_builder.firm.firm import Firm
from template_builder.history.report_names import ReportNames
from template_builder.plan.terms import own_terms
from template_builder.plan.words import load_plan_words
from template_builder.workbooks.kit import build_kit
from template_builder.workbooks.loading import load_workbooks
from template_builder.workbooks.writer import (
    write_checklists,
    write_personal_workbooks,
    write_workbook,
)
from tests.support.kit import guide, real_firm

STAMP = dt.datetime(2027, 1, 1)


@pytest.mark.parametrize(
    ("region", "usual", "own"),
    [
        ("CA-ON", "A list of the unpresented checks", "A list of the unpresented cheques"),
        ("CA-ON", "A second person checks the trust account", ""),
        ("GB", "The next receipt, check, transfer", "The next receipt, cheque, transfer"),
        ("GB-ENG", "Check the client trust listing", "Check the client account listing"),
        ("GB-SCT", "Client trust listing: per trust account", "Client account listing: per client account"),
        ("IE", "Trust accounts and money in trust", "Client accounts and money in client account"),
        ("GB", "Apply trust money", "Apply client money"),
        ("GB", "Trust deposits, then syncs", "Client account deposits, then syncs"),
        ("GB", "Trust money", "Client money"),
        # Names: of sheets and choices, in code, of Clio's things, with every word in capitals.
        ("GB", "As on the sheet Trust, or Trust or Operating. Trust and Receivables: type", ""),
        ("GB", "`Reports > Client > Trust listing`, `check images`", ""),
        ("GB", "A payment on a trust request; the report Trust Account Statement", ""),
        ("GB", "How far to trust them. Trust what the screen says.", ""),
        # What is about places that have these words themselves.
        ("GB", "New South Wales wants trust ledgers printed", ""),
        ("GB", "Ontario: trust records, bank statements, checks, deposit slips",
         "Ontario: trust records, bank statements, cheques, deposit slips"),
        ("CA-ON", "Texas: statements, checks, deposit slips", ""),
        ("AU-NSW", "The trust account; check images", "The trust account; cheque images"),
        ("US-TX", "trust account, check images", ""),
        ("FR", "trust account, check images", ""),
        ("", "trust account, check images", ""),
    ],
)  # fmt: skip
def test_a_text_in_the_words_of_a_region(region: str, usual: str, own: str) -> None:
    assert own_terms(region).in_text(usual) == (own or usual)
    assert own_terms(region).in_text(own or usual) == (own or usual)


def test_without_terms_a_guide_is_the_same_object() -> None:
    assert own_terms("US").of(guide()) is guide()


def test_a_guide_changes_in_its_prose_only() -> None:
    found = own_terms("GB-ENG").of(guide())
    item = found.items["take-trust-listing"]
    assert (
        item.text
        == "Save the client account listing at the cut-off, per client, matter and client account"
    )
    assert item.needs == guide().items["take-trust-listing"].needs
    assert found.sources is guide().sources
    assert found.systems is guide().systems
    assert found.items["print-required-records"].why == guide().items["print-required-records"].why
    assert {report.id for report in found.reports} == {report.id for report in guide().reports}
    ontario = {rule.id: rule for rule in found.retention}["ca-ontario-trust"]
    assert "client trust ledger" in ontario.note
    assert "cheques" in ontario.note


def test_a_file_is_found_by_the_name_of_either_region() -> None:
    for region in ("US", "GB"):
        reports = own_terms(region).of(guide()).reports
        names = ReportNames(reports)
        for name in ("client trust listing", "client account listing 2026"):
            assert names.reports_in(name) == (reports[0].report,)


def firm_of(region: str) -> Firm:
    return dataclasses.replace(real_firm(), region=region, previous_system="pclaw")


def texts(data: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [str(c.value) for sheet in book for row in sheet for c in row if c.value is not None]
    prompts = [v.prompt or "" for s in book for v in s.data_validations.dataValidation]
    return "\n".join([*cells, *prompts])


def test_workbooks_keep_their_sheets_headers_and_names() -> None:
    spec = load_workbooks()["balances"]
    data = write_workbook(spec, guide(), firm_of("GB-ENG"), STAMP)
    book = openpyxl.load_workbook(io.BytesIO(data))
    usual = openpyxl.load_workbook(io.BytesIO(write_workbook(spec, guide(), firm_of("US"), STAMP)))
    assert book.sheetnames == usual.sheetnames
    for sheet in spec.sheets:
        assert [c.value for c in book[sheet.name][1]] == [c.value for c in usual[sheet.name][1]]
    found = texts(data)
    assert "one row for each client account" in found
    assert "Trust and Receivables: type what" in found
    assert "trust account" not in found
    assert "client account" not in texts(write_workbook(spec, guide(), firm_of("CA-ON"), STAMP))


def test_every_persons_workbook_has_the_words() -> None:
    spec = load_workbooks()["time-tracking"]
    spec = spec._replace(start=spec.start._replace(intro="Money in the trust account stays there."))
    files = [data for _, data in write_personal_workbooks(spec, guide(), firm_of("GB-ENG"), STAMP)]
    assert len(files) > 1
    for data in files:
        assert "Money in the client account stays there." in texts(data)


def test_the_checklists_and_calendars_of_two_firms() -> None:
    words = load_plan_words(guide().sources)
    for region, listing, cheque in (
        ("CA-ON", "client trust listing", "cheque that is not presented"),
        ("GB-ENG", "client account listing", "cheque that is not presented"),
        ("US-NY", "client trust listing", "check that is not presented"),
    ):
        firm = firm_of(region)
        own = own_terms(region).of(guide())
        checklists = texts(write_checklists(own, firm, STAMP))
        calendar = plan_calendars(guide(), words, firm, STAMP)["transition-plan-billing.ics"]
        unfolded = calendar.replace(b"\r\n ", b"").decode()
        for found in (checklists, unfolded):
            assert f"Save the {listing} at the cut-off" in found
            assert cheque in found
        # What the old system calls its report is a name.
        assert "In PCLaw: Client Trust Listing, Reports → Client → Trust Listing..." in checklists


def test_the_kit_of_an_english_firm_has_its_words() -> None:
    files = {
        file.name: file.data
        for file in build_kit(guide(), load_workbooks(), firm_of("GB"), personal=False)
    }
    assert "Save the client account listing" in texts(files["checklists.xlsx"])
    index = texts(files["historical-data-index.xlsx"])
    assert (
        "Client account listing: the balance of each client and matter, per client account" in index
    )
    assert "cheque images" in index
    assert "client trust listing" not in index.replace("2027-01-14 trust listing", "")


def test_a_mistake_in_the_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "terms.toml").write_text(
        '[[terms]]\nregions = ["CA"]\nwords = [{ usual = "check" }]\n'
    )
    with pytest.raises(SpecProblems, match=r"terms\[1\]\.words\[1\]\.own"):
        own_terms("CA", tmp_path)
