"""What names say: number, report, days; and which names others refuse."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

import pytest

from template_builder.history.file_names import alike, name_problems
from template_builder.history.name_guesses import NameGuess, guess_from
from template_builder.history.report_names import ReportNames
from tests.support.kit import ROOT, guide

DAY = dt.date(2026, 3, 2)


@pytest.mark.parametrize(
    ("name", "number", "as_of", "period", "unread"),
    [
        ("001 Client trust listing, all accounts, 2026-03-02.pdf", 1, DAY, None, False),
        ("006 AR aging, 2026-03-02.xlsx", 6, DAY, None, False),
        ("Trust/12 - Ledger 20260302.csv", 12, DAY, None, False),
        ("7_AR_aging_2026_03_02.pdf", 7, DAY, None, False),
        ("ledger 2020-01-01 to 2026-03-02.pdf", None, None, (dt.date(2020, 1, 1), DAY), False),
        ("2026-03-02 trust listing.pdf", None, DAY, None, False),
        ("2026-03-02.pdf", None, DAY, None, False),
        ("Trust listing 2026-13-02.pdf", None, None, None, False),
        ("Invoice 20269999.pdf", None, None, None, False),
        ("Trust listing 3-2-2026.pdf", None, None, None, True),
        ("AR 03.02.26.pdf", None, None, None, True),
        ("a 2026-03-02 b 2025-01-01.pdf", None, None, None, True),
        ("a 2026-01-01 b 2026-02-01 c 2026-03-01.pdf", None, None, None, True),
        ("1234 statement.pdf", None, None, None, False),
        ("000 statement.pdf", None, None, None, False),
        ("listing.pdf", None, None, None, False),
        ("", None, None, None, False),
    ],
)
def test_number_and_days_of_a_name(name, number, as_of, period, unread):
    assert guess_from(name)[1:] == (number, as_of, period, unread)


def test_the_words_are_what_is_left():
    assert guess_from("001 Trust listing, 2026-03-02.pdf").words.strip(" ,") == "Trust listing"
    assert guess_from("2026-03-02.pdf") == NameGuess(" ", as_of=DAY)


@cache
def names(system="pclaw"):
    return ReportNames(guide().reports, next((s for s in guide().systems if s.id == system), None))


IDS = {report.report: report.id for report in guide().reports}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Client trust listing, all accounts", ["trust-listing"]),
        ("ClientTrustListing", ["trust-listing"]),
        ("trust_listings", ["trust-listing"]),
        ("Client's Trust Ledger", ["trust-ledgers"]),
        ("Client trust ledgers of all matters", ["trust-ledgers"]),
        ("AR aging, all matters", ["ar-aging"]),
        ("A/R Aging", ["ar-aging"]),
        ("WIP", ["unbilled"]),
        ("P&L", ["operating-books"]),
        ("GL detail", ["operating-books"]),
        ("3-way reconciliation", ["trust-reconciliations"]),
        ("matters", ["matter-and-contact-lists"]),
        ("Client Ledger", ["client-ledgers"]),
        ("Client Accounting Ledger", ["Client Accounting Ledger"]),
        ("Client Summary", ["Client Summary"]),
        ("Trust listing and AR aging", ["trust-listing", "ar-aging"]),
        ("Lease of cold store", []),
        ("trusted listing", []),
        ("", []),
    ],
)
def test_the_reports_that_a_name_names(text, found):
    assert [IDS.get(name, name) for name in names().reports_in(text)] == found


@pytest.mark.parametrize("report", guide().reports, ids=lambda report: report.id)
def test_each_recommended_report_is_found_by_each_of_its_names(report):
    for system in (None, *(system.id for system in guide().systems)):
        for name in (report.report, *report.names):
            assert names(system).reports_in(name) == (report.report,), (system, name)


@pytest.mark.parametrize("system", guide().systems, ids=lambda system: system.id)
def test_each_report_of_a_previous_system_is_found_by_its_name(system):
    for own in system.reports:
        found = names(system.id).reports_in(own.report)
        assert found, own.report
        # A name that is also that of a recommended report, or of one that serves it, stands for that one.
        assert found == (own.report.strip("`"),) or set(found) <= set(IDS)


def test_what_a_previous_system_calls_a_recommended_report():
    called = {IDS[report]: names().of_system(report) for report in IDS}
    assert {id_: words for id_, words in called.items() if words} == {
        "trust-listing": ("Client Trust Listing",),
        "trust-ledgers": ("Client Trust Ledger",),
        "trust-journals": ("Trust bank journal",),
        "ar-aging": ("Receivables by Client",),
        "unbilled": ("Unbilled time: the register Time",),
        "client-ledgers": ("Client Ledger",),
        "rate-tables": ("Lawyers and Rates",),
        "users": ("Lawyers and Rates",),
        "matter-and-contact-lists": ("Matters and contacts",),
    }
    assert names("none").of_system(guide().reports[0].report) == ()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Trust listing, 2026-03-02.pdf", ""),
        ("Trust/Übersicht 2026.pdf", ""),
        ("AR: aging?.xlsx", ": ?"),
        ('a"b<c>d|e*f\\g.pdf', '" * < > \\ |'),
        ("tab\there.pdf", "\\u0009"),
        ("con.pdf", "refuses the name con"),
        ("Bank/LPT1", "refuses the name LPT1"),
        ("aux .tar.gz", "refuses the name aux"),
        ("contacts.pdf", ""),
        ("com10.pdf", ""),
        ("report.", "at the end"),
        ("Bank /report.pdf", "at the end"),
        (" report.pdf", "begins with a blank"),
        ("a" * 251 + ".pdf", ""),
        ("a" * 252 + ".pdf", "256 bytes"),
        ("é" * 126 + ".pdf", "256 bytes"),
    ],
)
def test_names_that_others_refuse(name, says):
    found = " ".join(name_problems(name))
    assert says in found if says else found == ""


def test_names_that_differ_in_capitals_only():
    assert list(alike(["a.pdf", "A.pdf", "b/a.pdf", "B/a.pdf", "c.pdf"])) == [
        ("a.pdf", "A.pdf"),
        ("b/a.pdf", "B/a.pdf"),
    ]


def test_the_names_that_the_how_to_teaches_say_number_report_and_day():
    text = (ROOT / "docs/how-to/file-historical-data.md").read_text(encoding="utf-8")
    taught = re.findall(r"`(\d{3} [^`]+)`", text)
    assert len(taught) >= 2
    for name in taught:
        guess = guess_from(name)
        assert guess.number
        assert guess.as_of == DAY
        assert len(names().reports_in(guess.words)) == 1
