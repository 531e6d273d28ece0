"""The index of a folder: every file in it once, what people typed kept, what was proposed marked."""

from __future__ import annotations

import datetime as dt
import hashlib
import io

import openpyxl
import pytest

from template_builder.common.errors import KitError
from template_builder.common.stamp import EARLIEST
from template_builder.firm.firm_file import parse_firm
from template_builder.history.service import index_of
from tests.support.fill import fill
from tests.support.folders import (
    PDF,
    by_name,
    cleared,
    found_in,
    italics_of,
    remarks_of,
    rows_of,
)
from tests.support.kit import TEST_FIRM, guide, real_firm, real_kit, workbooks

LISTING = "001 Client trust listing, all accounts, 2026-03-02.pdf"
LEDGER = "Trust/Client Accounting Ledger 2020-01-01 to 2026-03-02.csv"
FILES = {LISTING: PDF, LEDGER: b"a,b\n1,2\n", "scan.pdf": PDF + b"%scan\n"}
DAY = dt.datetime(2026, 3, 2)
NEW_YORK = parse_firm(TEST_FIRM.replace('"US"', '"US-NY"'), "firm.toml", guide())


def filled(files, earlier=None, firm=None):
    given = ("index.xlsx", earlier) if earlier else None
    return index_of(found_in(files), given, firm, EARLIEST)


def index(files, earlier=None, firm=None):
    return filled(files, earlier, firm).data


def told(found):
    """What needs attention, by what it is about, without the reports that have no file yet."""
    return [
        (r.about, r.text) for r in found.remarks if r.attention and "No file of it" not in r.text
    ]


def test_every_file_is_a_row_with_its_hash_and_what_its_name_says():
    rows = by_name(index(FILES, firm=real_firm()))
    assert set(rows) == set(FILES)
    for name, data in FILES.items():
        assert rows[name]["SHA-256"] == hashlib.sha256(data).hexdigest()
        assert rows[name]["Previous system"] == "PCLaw"
    assert rows[LISTING]["No."] == 1
    assert rows[LISTING]["Report"] == guide().reports[0].report
    assert (rows[LISTING]["As-of date"], rows[LISTING]["Format"]) == (DAY, "PDF")
    assert rows[LEDGER]["Report"] == "Client Accounting Ledger"
    assert (rows[LEDGER]["Period from"], rows[LEDGER]["Period to"]) == (
        dt.datetime(2020, 1, 1),
        DAY,
    )
    assert "Report" not in rows["scan.pdf"]
    assert not any("Filed in Clio under" in row or "Run by" in row for row in rows.values())


def test_keep_until_and_its_rule_are_proposed_where_they_are_known():
    rows = by_name(index(FILES, firm=NEW_YORK))
    assert rows[LISTING]["Keep until"] == dt.datetime(2033, 3, 2)
    assert rows[LISTING]["Rule"].startswith("New York: seven years")
    assert "Keep until" not in rows[LEDGER]
    texas = parse_firm(TEST_FIRM.replace('"US"', '"US-TX"'), "firm.toml", guide())
    data = index(FILES, firm=texas)
    assert "Keep until" not in by_name(data)[LISTING]
    assert ("Keep until", "It is blank in 1 row: the period counts from: final disposition of the matter, which no file tells.") in remarks_of(data)  # fmt: skip


def test_what_is_proposed_is_in_italics_until_somebody_signs():
    data = index(FILES, firm=NEW_YORK)
    assert italics_of(data) == {
        *(
            "A2",
            "B2",
            "C2",
            "F2",
            "N2",
            "O2",
        ),  # the listing: the days and number of its name, its report, its rule
        *("B3", "C3", "D3", "E3"),  # the ledger: its period
        "C4",  # the scan: the system of the firm
    }
    again = index(FILES, data, NEW_YORK)
    assert italics_of(again) == italics_of(data)
    signed = fill(data, {"Index!P2": "Billie Sample", "Index!B3": "Ledger of 2020"})
    after = index(FILES, signed, NEW_YORK)
    assert italics_of(after) == {"C3", "D3", "E3", "C4"}
    assert by_name(after)[LEDGER]["Report"] == "Ledger of 2020"


TYPED = {
    "Index!B4": "Scan of the safe's list",
    "Index!F4": dt.datetime(2026, 1, 31),
    "Index!G4": "Other",
    "Index!I4": 48210.55,
    "Index!J4": "-Alex",
    "Index!K4": dt.datetime(2026, 3, 3),
    "Index!M4": "Documents / Historical Data",
    "Index!N4": dt.datetime(2040, 1, 1),
    "Index!O4": "Our own rule",
    "Index!P4": "Billie Sample",
}


def test_what_people_typed_stays_over_runs():
    typed = fill(index(FILES), TYPED)
    before = by_name(typed)["scan.pdf"]
    after = by_name(index({**FILES, "new.pdf": PDF + b"%new\n"}, typed, NEW_YORK))
    assert after["scan.pdf"] == before
    assert len(before) == 13
    assert set(after) == {*FILES, "new.pdf"}


def test_a_second_run_changes_nothing_and_adds_nothing():
    first = index(FILES, firm=NEW_YORK)
    second = index(FILES, first, NEW_YORK)
    assert rows_of(second) == rows_of(first)
    assert remarks_of(second) == remarks_of(first)


def test_the_blank_index_takes_its_rows_for_the_reports():
    blank = real_kit()["historical-data-index.xlsx"]
    rows = rows_of(index(FILES, blank))
    assert [row.get("File name") for row in rows[:2]] == [LISTING, None]
    assert [row["No."] for row in rows] == [*range(1, 18)]
    assert {row.get("File name") for row in rows[15:]} == {LEDGER, "scan.pdf"}


def test_numbers_are_those_of_the_names_and_else_the_next_free_ones():
    names = ["2 WIP.pdf", "2 WIP.csv", "2 other.pdf", "003 users.csv", "a.pdf", "b.pdf"]
    data = index({name: name.encode() for name in names})
    numbers = {name: row["No."] for name, row in by_name(data).items()}
    assert numbers == dict(zip(names, [2, 2, 1, 3, 4, 5], strict=True))
    assert len({row["No."] for row in rows_of(data)}) == len(rows_of(data)) - 1


def test_reports_without_a_file_have_a_row_each_that_can_be_deleted():
    data = index(FILES)
    plans = [row["Report"] for row in rows_of(data) if "File name" not in row]
    assert plans == [report.report for report in guide().reports[1:]]
    last = 4 + len(plans)
    fewer = cleared(data, f"A{last}", f"B{last}")
    again = [row["Report"] for row in rows_of(index(FILES, fewer)) if "File name" not in row]
    assert again == plans[:-1]


def test_a_renamed_file_keeps_its_row():
    typed = fill(index(FILES), {"Index!I2": 7.5})
    files = {("002 " + name if name == LISTING else name): data for name, data in FILES.items()}
    found = filled(files, typed)
    assert by_name(found.data)["002 " + LISTING]["Control total"] == 7.5
    assert len(by_name(found.data)) == 3
    assert told(found) == [
        ("002 " + LISTING, f"It was {LISTING} in the index. The row has the new name.")
    ]


def test_a_changed_file_keeps_the_hash_of_the_index_and_is_named():
    before = index(FILES)
    changed = {**FILES, LISTING: PDF + b"%changed\n"}
    found = filled(changed, before)
    ((about, text),) = told(found)
    assert (about, text[:40]) == (LISTING, "Its content is not the one in the index.")
    assert by_name(found.data)[LISTING]["SHA-256"] == hashlib.sha256(PDF).hexdigest()
    # The way out that the message names.
    meant = filled(changed, cleared(before, "L2"))
    assert told(meant) == []
    assert by_name(meant.data)[LISTING]["SHA-256"] == hashlib.sha256(changed[LISTING]).hexdigest()


def test_a_file_that_is_gone_keeps_its_row_and_is_named():
    found = filled({LISTING: PDF}, index(FILES))
    assert set(by_name(found.data)) == set(FILES)
    assert [about for about, _ in told(found)] == [LEDGER, "scan.pdf"]


def test_rows_that_people_made_by_hand_are_found_by_their_names():
    blank = real_kit()["historical-data-index.xlsx"]
    name = LEDGER.partition("/")[2]
    typed = fill(blank, {"Index!H3": name, "Index!I3": 12, "Index!H1": None})
    found = filled(FILES, typed)
    row = by_name(found.data)[LEDGER]
    assert (row["No."], row["Control total"]) == (2, 12)
    assert told(found) == [(LEDGER, f"It was {name} in the index. The row has the new name.")]


def test_the_same_content_twice_empty_files_and_names_are_named():
    files = {
        "a.pdf": PDF,
        "b.pdf": PDF,
        "none.csv": b"",
        "CON.csv": b"x,y\n",
        "A.PDF": b"%PDF-1.4\n",
    }
    assert told(filled(files)) == [
        ("CON.csv", "Windows refuses the name CON. Rename it."),
        ("b.pdf", "Its content is that of a.pdf, to the last byte."),
        ("none.csv", "It is empty."),
        ("a.pdf", "Only capital letters tell it from A.PDF. Windows and macOS keep one of them."),
    ]


def test_a_day_in_keep_until_that_is_too_early_is_named_and_stays():
    typed = fill(index(FILES, firm=NEW_YORK), {"Index!N2": dt.datetime(2030, 1, 1)})
    found = filled(FILES, typed, NEW_YORK)
    assert told(found) == [
        (
            LISTING,
            "Keep until is 2030-01-01. By the rule and the days in this row it would be 2033-03-02.",
        )
    ]
    assert by_name(found.data)[LISTING]["Keep until"] == dt.datetime(2030, 1, 1)


def test_what_is_not_carried_over_is_named():
    book = openpyxl.load_workbook(io.BytesIO(index(FILES)))
    book["Index"]["Q1"], book["Index"]["Q2"] = "Box", "Box 7"
    book.create_sheet("My notes")["A1"] = "call the bank"
    buffer = io.BytesIO()
    book.save(buffer)
    assert [
        text for about, text in told(filled(FILES, buffer.getvalue())) if about == "the index"
    ] == [
        "Its sheet My notes is not carried over. Keep the old file for it.",
        "Index: Box is a column of your own (1 filled). It is not carried over; keep the old file.",
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"not an index", "is no index of the Historical Data folder"),
        (real_kit()["time-tracking.xlsx"], "is no index of the Historical Data folder"),
        (PDF, "It is a PDF, not a workbook."),
        (b"", "The file is empty."),
    ],
)
def test_what_is_no_index_is_refused_in_words(data, says):
    with pytest.raises(KitError, match=says):
        index_of(found_in(FILES), ("index.xlsx", data), None, EARLIEST)


def test_two_hundred_files_are_two_hundred_rows_with_room_below():
    files = {
        f"{at % 7}/{at:03} Client trust ledger, 2026-{at % 12 + 1:02}-28.csv": f"x,{at}\n".encode()
        for at in range(1, 201)
    }
    found = filled(files, firm=NEW_YORK)
    rows = by_name(found.data)
    assert set(rows) == set(files)
    assert sorted(row["No."] for row in rows.values()) == [*range(1, 201)]
    assert all(row["Report"] == guide().reports[1].report for row in rows.values())
    assert rows_of(index(files, found.data, NEW_YORK)) == rows_of(found.data)
    assert workbooks()["historical-data-index"].sheet("Index").rows < 200


def test_the_same_folder_in_any_order_gives_the_same_bytes():
    backwards = dict(reversed(FILES.items()))
    assert index(backwards, firm=NEW_YORK) == index(FILES, firm=NEW_YORK)


def test_an_index_saved_as_csv_keeps_its_rows():
    text = "No.,Report,Previous system,Period from,Period to,As-of date,Format,File name,Control total,Run by,Run on,SHA-256,Filed in Clio under,Keep until,Rule,Checked by\n"
    text += f"7,Our scan,,,,2026-01-31,PDF,scan.pdf,12.50,Alex,2026-02-01,{hashlib.sha256(FILES['scan.pdf']).hexdigest()},,,,\n"
    row = by_name(filled(FILES, text.encode()).data)["scan.pdf"]
    assert (row["No."], row["Report"], row["Control total"]) == (7, "Our scan", 12.5)
    assert (row["As-of date"], row["Run by"]) == (dt.datetime(2026, 1, 31), "Alex")


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_name_that_begins_like_a_formula_stays_text(start):
    name = f"{start}1+1.csv"
    assert by_name(index({name: b"a,b\n"}))[name]["Format"] == "CSV"


PEOPLE = """
[[people]]
name = "Casey Specimen"
roles = ["billing", "it"]
"""
ANOTHER = """
[[people]]
name = "Dana Model"
roles = ["billing"]
"""


@pytest.mark.parametrize(
    ("people", "by"),
    [
        ("", {"matters.csv": "Alex Example"}),
        (PEOPLE, {LISTING: "Casey Specimen", "matters.csv": "Alex Example", "audit log.pdf": "Casey Specimen"}),
        (PEOPLE + ANOTHER, {"matters.csv": "Alex Example", "audit log.pdf": "Casey Specimen"}),
    ],
    ids=["nobody does the billing", "one person", "two persons"],
)  # fmt: skip
def test_who_ran_a_report_is_proposed_where_one_person_has_its_role(people, by):
    firm = parse_firm(TEST_FIRM + people, "firm.toml", guide())
    files = {
        LISTING: PDF,
        "matters.csv": b"a\n",
        "audit log.pdf": PDF + b"%",
        "scan.pdf": PDF + b"%%",
    }
    rows = by_name(index(files, firm=firm))
    assert {name: row["Run by"] for name, row in rows.items() if "Run by" in row} == by
    typed = fill(index(files, firm=firm), {"Index!J2": "Somebody Else"})
    assert by_name(index(files, typed, firm))[LISTING]["Run by"] == "Somebody Else"
