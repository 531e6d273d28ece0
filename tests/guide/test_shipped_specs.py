"""What every shipped spec must hold, whichever it is."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from template_builder.guide.checklists import Anchor
from template_builder.workbooks.rules import OneOf
from tests.support.each import each
from tests.support.kit import ROOT, guide, workbooks

ITEMS = list(guide().items.values())
SECTIONS = [s for checklist in guide().checklists for s in checklist.sections]
COLUMNS = [c for w in workbooks().values() for s in w.sheets for c in s.columns]

HEADERS = {
    (
        "time-tracking",
        "Time",
    ): "Date, Matter, Client and description, Activity category, Description, Hours, Rate, Timekeeper, "
    "Non-billable, Check",
    (
        "time-tracking",
        "Expenses",
    ): "Date, Matter, Client and description, Expense category, Description, Price, Quantity, Timekeeper, "
    "Non-billable, Check",
    (
        "time-tracking",
        "Notes",
    ): "Date, Matter, Client and description, Contact, Subject, Note, Author, Check",
    ("time-tracking", "New in Clio"): "Date, Kind, Name, Clio number, Entered by, Remarks",
    ("time-tracking", "Matters"): "Old number, Client, Description, Clio display number",
    ("matter-crosswalk", "Matters"): "Old number, Client, Description, Clio display number",
    ("matter-crosswalk", "People"): "Old name, Clio user, Rate",
    (
        "historical-data-index",
        "Index",
    ): "No., Report, Previous system, Period from, Period to, As-of date, Format, File name, "
    "Control total, Run by, Run on, SHA-256, Filed in Clio under, Keep until, Rule, Checked by",
    (
        "historical-data-index",
        "Old system",
    ): "No., Report, Called there, Menu and settings, For a past day, Tried by, Tried on, Remarks",
    (
        "review",
        "Counts",
    ): "Data, Counted, Old system, Made in Clio, In Clio, Difference, Reason, Counted by, "
    "Counted on, Result",
    (
        "review",
        "Samples",
    ): "No., Data, Record, In Clio, Drawn because, Old system shows, What to check in Clio, Result, "
    "Remarks, Checked by, Checked on, Next step",
    (
        "review",
        "Corrections",
    ): "No., Data, Record, Clio shows, It should be, Records alike, Found by, Found on, "
    "To send, Status, Sent on, Answer, Checked by, Next step, Check",
    (
        "review",
        "Money log",
    ): "No., Date, Kind, Account, Old number, Client, From or to, For, At the cut-off, "
    "Received, Paid, Account now, Matter since, Bank reference, In Clio on, Entered by, Check",
    (
        "review",
        "Deadlines",
    ): "No., Date, Time, Old number, Client, What is due, Responsible, Known from, Listed by, "
    "In Clio on, Checked by, Next step, Check",
    ("review", "Sign-off"): "Point, Should be, Now, Signed by, On, Remarks, Result",
    (
        "balances",
        "Trust",
    ): "Old number, Client, Clio display number, Trust account, At the cut-off, In Clio, Difference, "
    "Received since, Paid since, Expected in Clio, To enter, Entered on, Entered by, Check",
    (
        "balances",
        "Receivables",
    ): "Old number, Client, Clio display number, At the cut-off, In Clio, Difference, Route, "
    "Done by, Check",
    (
        "balances",
        "Control totals",
    ): "Account, Old listing, Book balance, Reconciled bank balance, Rows at the cut-off, "
    "Rows in Clio, Clio's report, Expected in Clio, To enter, Rows without figures, Check",
}


def test_there_are_at_least_sixty_items_for_every_role_and_anchor():
    assert len(ITEMS) >= 60
    assert {item.role for item in ITEMS} == set(guide().roles.values())
    assert {item.due.anchor for item in ITEMS} == set(Anchor)
    assert sum(bool(item.no_return) for item in ITEMS) >= 5


def test_no_two_items_ask_the_same():
    assert [
        text for text, count in Counter(i.text.casefold() for i in ITEMS).items() if count > 1
    ] == []


@each(ITEMS, lambda item: item.id)
def test_an_item_reads_well_and_leads_somewhere(item):
    assert item.text[0].isupper()
    assert not item.text.endswith(".")
    assert item.done_when.endswith(".")
    assert re.findall(r"[.?!](?= |$)", item.why) == ["."], "the reason is one sentence"
    assert item.why.endswith(".")
    assert len(item.short.split()) <= 5
    if item.how_to:
        assert (ROOT / "docs" / item.how_to.partition("#")[0]).is_file()
    assert item.file in {"", *(workbook.file_name for workbook in workbooks().values())}
    for text in (item.text, item.why, item.done_when, item.no_return):
        assert text.count("`") % 2 == 0


@each(SECTIONS, lambda section: section.id)
def test_a_section_can_be_finished_in_a_sitting(section):
    assert section.minutes <= 60
    assert 2 <= len(section.items) <= 10


def test_an_item_that_others_need_has_a_short_name_of_its_own():
    """A list of what comes before would read like a paragraph with whole sentences in it."""
    needed = {id_ for item in ITEMS for id_ in item.needs}
    assert [id_ for id_ in needed if not guide().items[id_].short] == []
    names = Counter(item.short.casefold() for item in ITEMS if item.short)
    assert [name for name, count in names.items() if count > 1] == []


def test_the_wording_never_takes_a_tick_for_a_deed_in_clio():
    claims = re.compile(r"\btick(ed|ing)?\b[^.]*\b(done|finished|sent) (in|to) Clio", re.IGNORECASE)
    for item in ITEMS:
        assert not claims.search(f"{item.text} {item.why} {item.done_when}")


def test_sources_that_have_no_address_say_why():
    without = [s for s in guide().sources.values() if not s.url and s.id != "ours"]
    assert without
    assert [source.id for source in without if not source.note] == []


def test_every_source_is_used_or_listed_for_its_own_sake():
    assert "ours" in guide().sources
    assert {s.generation for s in guide().sources.values()} >= {
        "current",
        "older",
        "ours",
        "official",
    }


def test_sheets_and_headers_are_the_agreed_surface():
    found = {(w.id, s.name): ", ".join(s.headers) for w in workbooks().values() for s in w.sheets}
    assert found == HEADERS


@each(COLUMNS, lambda column: column.id)
def test_a_column_fits_the_limits_of_spreadsheet_programs(column):
    assert len(column.prompt) <= 255
    assert len(column.header) <= 32
    if isinstance(column.rule, OneOf):
        assert len(",".join(column.rule.choices)) <= 255


def test_there_is_room_for_five_hundred_rows_of_time():
    assert workbooks()["time-tracking"].sheet("Time").rows >= 500


@pytest.mark.parametrize("workbook", workbooks().values(), ids=lambda w: w.id)
def test_example_rows_fill_what_is_required(workbook):
    for sheet in workbook.sheets:
        assert sheet.examples
        for example in sheet.examples:
            missing = [
                c.id for c in sheet.columns if c.required and not c.usual and c.id not in example
            ]
            assert missing == []
