"""Rows and cells that are no row and no number of the list, although they are where one belongs."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest

from template_builder.listings.service import read_listing
from tests.listings.reading import counts, listing

MATTERS = ("Matter No", "Client", "Fees")
ROWS = [("24-0007", "Orchard Ltd", 10), ("1001", "Orchard Ltd", 20), ("00123", "Kim Specimen", 5)]
ONLY = ("number", "client", "description")


def matters(*rows, headers=MATTERS):
    """A list of matters, of which only what a firm.toml takes is wanted: the fees are no field of it."""
    book = openpyxl.Workbook()
    for row in (headers, *rows):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return read_listing("list.xlsx", buffer.getvalue(), "matters", only=ONLY)


def numbers(found):
    return [row.text("number") for row in found.rows]


@pytest.mark.parametrize(
    "total",
    [
        (None, "Orchard Ltd Total", 30),
        (None, "Total Orchard Ltd", 30),
        ("Total for Orchard Ltd", None, 30),
    ],
)
def test_a_total_of_a_column_that_is_not_read_is_a_total(total):
    found = matters(*ROWS[:2], total, ROWS[2], ("Grand Total", None, 35))
    assert numbers(found) == ["24-0007", "1001", "00123"]
    assert counts(found) == {"subtotal": 1, "total": 1}


def test_a_client_called_total_stays_a_row():
    found = matters(*ROWS, ("77", "Total Wine Co", 40))
    assert numbers(found)[-1] == "77"


def test_a_count_of_rows_beside_the_sum_of_another_column_is_a_count():
    found = matters(*ROWS, ("Total matters: 3", None, 35))
    assert numbers(found) == ["24-0007", "1001", "00123"]
    assert counts(found) == {"footer": 1}
    wrong = matters(*ROWS, ("Total matters: 4", None, 35))
    assert "'Total matters: 4 35', but it has 3 rows" in str(wrong.remarks[0])


def test_the_top_of_each_page_is_a_title():
    page = [("Law firm", None, "14 Jan"), ("Matter List", None, "Page 1"), MATTERS]
    again = [("Law firm", None, "14 Jan"), (), ("Matter List", None, "Page 2"), MATTERS]
    found = matters(*page[1:], *ROWS[:2], *again, ROWS[2], headers=page[0])
    assert numbers(found) == ["24-0007", "1001", "00123"]
    assert counts(found) == {"title": 4, "repeated header": 1}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (dt.date(2027, 1, 5), "Matter number 2027-01-05 (A5) is stored as a date"),
        (123, "Matter number 123 (A5) is stored as a number, but others begin with zeros"),
        (101.1, "Matter number 101.1 (A5) is stored as a number: zeros at its end are gone"),
        ("#REF!", "Matter number shows an error (A5), such as '#REF!'"),
        (None, "1 row without Matter number, such as Sheet!A5"),
    ],
)
def test_what_a_spreadsheet_made_of_a_number_is_named(value, said):
    found = matters(*ROWS, (value, "Sample Bakery Inc", 1))
    assert [said in remark.message for remark in found.remarks] == [True]


def test_numbers_without_zeros_and_an_apostrophe_before_a_number_are_nothing_to_name():
    found = matters((1001, "Orchard Ltd", 1), ("1002", "Orchard Ltd", 2))
    assert found.remarks == ()
    found = listing([("Matter No", "Client"), ("'00123", "'t Hooft BV")], "matters")
    assert [(row.text("number"), row.text("client")) for row in found.rows] == [
        ("00123", "'t Hooft BV")
    ]


def test_a_column_of_numbers_is_proposed_for_the_matter_before_one_of_words():
    rows = ((101.1, "Orchard Ltd", "Lease"), (101.2, "Orchard Ltd", "Sale"))
    found = matters(*rows, headers=("Client ID", "Name", "Work Description"))
    (question,) = (each for each in found.questions if each.field == "number")
    assert [each.letter for each in question.candidates] == ["A"]


@pytest.mark.parametrize(
    "no_day",
    [
        *("00/00/0000", "  /  /    ", "12/30/1899", "1899-12-30T00:00:00", "1/0/1900", "0"),
        *("12/30/1899 12:00:00 AM", "1/1/0001 0:00", "12/31/9999", "9999-12-31"),
    ],
)
def test_a_date_that_is_not_there_is_blank(no_day):
    rows = [("Matter No", "Closed"), ("1001", no_day), ("1002", "01/25/2027")]
    found = listing(rows, "matters")
    assert [row.day("closed") for row in found.rows] == [None, dt.date(2027, 1, 25)]
    assert (found.rows[0].unread, found.remarks) == (frozenset(), ())


def test_a_word_in_other_letters_is_a_date_that_was_not_read():
    rows = [
        ("Matter No", "Closed"),
        ("1001", "\u0437\u0430\u0432\u0442\u0440\u0430"),
        ("1002", "01/25/2027"),
    ]
    assert listing(rows, "matters").rows[0].unread == {"closed"}


def test_the_first_days_of_a_spreadsheet_are_no_dates():
    headers = ("Matter No", "Client", "Closed")
    rows = [("1001", "A", dt.date(1900, 1, 1)), ("1002", "B", dt.time())]
    book = openpyxl.Workbook()
    for row in (headers, *rows):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    found = read_listing("list.xlsx", buffer.getvalue(), "matters")
    assert [row.day("closed") for row in found.rows] == [None, None]
    assert found.remarks == ()


def test_a_line_of_a_department_is_no_person():
    rows = [
        ("Department", "Name", "Rate"),
        ("Litigation", "", ""),
        ("", "Al Orchard", "320"),
        ("Corporate", "", ""),
        ("", "Jan Doe", "250"),
        ("Total lawyers: 2", "", ""),
    ]
    found = listing(rows, "people")
    assert [row.text("name") for row in found.rows] == ["Al Orchard", "Jan Doe"]
    assert counts(found) == {"group": 2, "footer": 1}


def test_a_row_without_a_name_is_named():
    found = listing([("Name", "Rate"), ("Al Orchard", "320"), ("", "250")], "people")
    assert [str(each) for each in found.remarks] == [
        "A3: 1 row without Name, such as A3. Fill it in, or delete what is no row of the list."
    ]


def test_a_hidden_column_that_is_read_is_named():
    book = openpyxl.Workbook()
    for row in (MATTERS, *ROWS):
        book.active.append(row)
    book.active.column_dimensions["B"].hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    found = read_listing("list.xlsx", buffer.getvalue(), "matters", only=ONLY)
    assert [str(each) for each in found.remarks] == [
        "Sheet!B: Column B (Client) is hidden, but read. If it is not the client, choose another one."
    ]
