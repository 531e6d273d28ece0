"""The control total of a table: proposed where it prints one and its rows add up to that, and else not."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest

from template_builder.common.stamp import EARLIEST
from template_builder.history.control_total import control_total
from template_builder.history.service import index_of
from tests.support.fill import fill
from tests.support.folders import PDF, by_name, found_in, italics_of

TABLE = "Client,Matter,Balance\nOrchard,0101,48000.05\nPlaceholder,1001,210.50\n"


@pytest.mark.parametrize(
    ("end", "total"),
    [
        ("Total,,48210.55\n", "48210.55"),
        ("Grand total:,,48210.55\n\n\n", "48210.55"),
        ('Total,,"48,210.55"\n', "48210.55"),
        ('Total,,"$48,210.55"\n', "48210.55"),
        ("Summe,,48210.55\nPrinted 2027-01-14\nPage 1\n", "48210.55"),
        ("Subtotal,,48210.55\nOther,1,0.45\nTotal,,48211.00\n", "48211.00"),
        ("Total,2,48210.55\n", "48210.55"),
        (',,"Total"\n', None),
        ("Totally Fictional Ltd,1002,5\n", None),
        ("Balance,,48210.55\n", None),
        ("", None),
    ],
)
def test_the_last_row_that_is_labelled_as_a_total(end, total):
    found = control_total((TABLE + end).encode())
    assert found == (Decimal(total) if total else None, "")


AGING = (
    "Client,Current,1-30,Over 30,Total\nOrchard,10,20,0,30\nPlaceholder,1,1,1,3\nTotal,11,21,1,33\n"
)
GERMAN = (
    'Mandant,Akte,Saldo\nOrchard,0101,"48.000,05"\nPlaceholder,1001,"210,50"\nSumme,,"48.210,55"\n'
)
WORK = "Date,Matter,User,Description,Hours,Rate,Amount\n2026-01-02,0101,BS,Draft,1.5,320,480\n2026-01-02,0101,BS,Call,0.5,320,160\nTotal,,,,2,,640\n"
JOURNAL = (
    "Date,Payee,Receipts,Disbursements\n2026-01-02,A,100,0\n2026-01-03,B,0,30\nTotals,,100,30\n"
)


@pytest.mark.parametrize(
    ("table", "total"),
    [(AGING, 33), (GERMAN, Decimal("48210.55")), (WORK, 640), (JOURNAL, None)],
    ids=["aging with its buckets", "another country's numbers", "unbilled time", "no single total"],
)
def test_tables_with_several_columns_of_numbers(table, total):
    assert control_total(table.encode()).total == total


@pytest.mark.parametrize(
    ("end", "why"),
    [
        ("Total,,48210.00\n", "Total in A4 is 48210.00, and the rows add up to 48210.55"),
        ('Total,,"(48,210.55)"\n', "Total in A4 is -48210.55, and the rows add up to 48210.55"),
    ],
)
def test_a_total_that_is_not_that_of_the_rows_is_said_and_not_proposed(end, why):
    assert control_total((TABLE + end).encode()) == (None, why)
    found = index_of(found_in({"a.csv": (TABLE + end).encode()}), None, None, EARLIEST)
    remark = next(r for r in found.remarks if r.text.startswith("Control total"))
    assert remark == ("a.csv", f"Control total is blank: {why}.", False, "")
    assert "Control total" not in by_name(found.data)["a.csv"]


def workbook(*sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


LISTING = [("Client", "Balance"), ("Orchard", 0.1), ("Placeholder", 0.2), ("Total", 0.1 + 0.2)]


def test_a_workbook_has_the_number_that_it_shows_and_one_table():
    assert control_total(workbook(LISTING)).total == Decimal("0.3")
    assert control_total(workbook(LISTING, [])).total == Decimal("0.3")
    assert control_total(workbook(LISTING, [("Other", "Words"), ("a", "b")])).total is None
    assert control_total(b"PK\x03\x04 damaged") == (None, "")


def test_it_is_proposed_and_never_replaces_what_was_typed():
    files = {
        "a.csv": (TABLE + "Total,,48210.55\n").encode(),
        "b.xlsx": workbook(LISTING),
        "c.pdf": PDF,
    }
    first = index_of(found_in(files), None, None, EARLIEST).data
    assert {name: row.get("Control total") for name, row in by_name(first).items()} == {
        "a.csv": 48210.55,
        "b.xlsx": 0.3,
        "c.pdf": None,
    }
    assert italics_of(first) >= {"I2", "I3"}
    typed = fill(first, {"Index!I2": 48210.56})
    again = index_of(found_in(files), ("index.xlsx", typed), None, EARLIEST).data
    assert by_name(again)["a.csv"]["Control total"] == 48210.56
    assert "I2" not in italics_of(again)
    assert "I3" in italics_of(again)
