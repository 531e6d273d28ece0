"""The control total of a table: proposed where there is one number with one meaning, and else not."""

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
        (',,"Total"\n', None),
        ('Total,,"48,210.55"\n', "48210.55"),
        ('Total,,"$48,210.55"\n', "48210.55"),
        ('Total,,"(48,210.55)"\n', "-48210.55"),
        ("Total,,48210\n", "48210"),
        ("Summe,,48210.55\nPrinted 2027-01-14\nPage 1\n", "48210.55"),
        ("Subtotal,,210.50\nTotal,,48210.55\n", "48210.55"),
        ("Total,2,48210.55\n", None),
        ('Total,,"48,210"\n', None),
        ("Total,,48.210\n", None),
        ('Total,,"48.210,55"\n', None),
        ('Total,"48.210,55",12\n', None),
        ("Totally Fictional Ltd,1002,5\n", None),
        ("Balance,,48210.55\n", None),
        ("", None),
    ],
)
def test_the_last_row_that_is_labelled_as_a_total(end, total):
    found = control_total((TABLE + end).encode())
    assert found == (Decimal(total) if total else None)


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
    assert control_total(workbook(LISTING)) == Decimal("0.3")
    assert control_total(workbook(LISTING, [])) == Decimal("0.3")
    assert control_total(workbook(LISTING, LISTING)) is None
    assert control_total(b"PK\x03\x04 damaged") is None


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
