"""Lines that say how many rows a list has: no rows of it, and named where the list has more or fewer."""

from __future__ import annotations

import pytest

from .reading import counts, listing, says

MATTERS = ("Matter|Client|Description|Status", "1-1|Orchard Ltd|Lease|Open", "1-2|Orchard Ltd|Sale|Open", "2-1|Doe, Jan|Will|Open")  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "3 matters", "3 records", "3 rows", "3 Entries found", "3 items", "*** 3 matters listed ***", "Total: 3", "3 total",
        "Total matters: 3", "Number of matters: 3", "Total records|3", "|Number of matters|3", "Count: 3", "2 clients",
        "Matter count: 3", "Matters: 3", "Records 3",
    ],
)  # fmt: skip
def test_the_number_of_matters_at_the_end_is_no_matter(line):
    found = listing((*MATTERS, line), "matters")
    assert [row.text("number") for row in found.rows] == ["1-1", "1-2", "2-1"]
    assert counts(found) == {"footer": 1}
    assert not found.remarks


@pytest.mark.parametrize("line", ["4 matters", "Total matters|4", "1,004 rows"])
def test_a_number_of_matters_that_differs_is_named(line):
    found = listing((*MATTERS, "", line, "*** End of report ***"), "matters")
    assert len(found.rows) == 3
    shown = line.replace("|", " ")
    assert f"A6: The list says '{shown}', but it has 3 rows." in says(found)


@pytest.mark.parametrize(
    ("kind", "header", "rows"),
    [
        ("trust", "Client|Balance", ("Orchard Ltd|10.00", "Doe, Jan|5.00", "Total|15.00")),
        ("receivables", "Client|Total", ("Orchard Ltd|10.00", "Doe, Jan|5.00")),
        ("people", "Name|Email", ("Orchard, Al|al@example.com", "Doe, Jan|jan@example.com")),
        ("contacts", "Name|Email", ("Orchard Ltd|al@example.com", "Doe, Jan|jan@example.com")),
        ("activities", "Date|Matter|User|Hours", ("04/22/2026|1-1|AB|1.0", "04/23/2026|1-2|AB|1.0")),
        ("trust-ledger", "Client|Funds In|Funds Out|Balance", ("Doe, Jan|5.00|0.00|5.00", "Roe|5.00|0.00|5.00")),
    ],
)  # fmt: skip
def test_every_kind_knows_the_number_of_its_rows(kind, header, rows):
    found = listing((header, *rows, "2 records"), kind)
    assert len(found.rows) == 2
    assert counts(found)["footer"] == 1
    assert not found.remarks
    different = listing((header, *rows, "3 records"), kind)
    assert len(different.rows) == 2
    assert "The list says '3 records', but it has 2 rows." in says(different)


def test_the_number_of_rows_of_a_part_is_no_row():
    head, *rows = MATTERS
    found = listing((head, *rows[:2], "2 matters", head, rows[2], "1 matter"), "matters")
    assert [row.text("number") for row in found.rows] == ["1-1", "1-2", "2-1"]
    assert not found.remarks


def test_what_only_looks_like_a_number_of_rows_is_a_row():
    found = listing((*MATTERS[:2], "24 Items|Doe, Jan", *MATTERS[2:], "40|Case"), "matters")
    assert len(found.rows) == 5
    found = listing(("Client|Balance", "12 Matters||", "Roe|5.00", "3 Items|2.00"), "trust")
    assert [row.text("client") for row in found.rows][1:] == ["Roe", "3 Items"]


@pytest.mark.parametrize("name", ["Case 3", "Matter 2", "File: 3"])
def test_a_name_with_a_number_behind_it_is_no_number_of_rows(name):
    found = listing(("Matter", "Case 1", "Case 2", name), "matters")
    assert [row.text("number") for row in found.rows] == ["Case 1", "Case 2", name]


def test_a_total_of_money_is_no_number_of_rows():
    found = listing(("Client|Balance", "Roe|5.00", "Doe, Jan|1.00", "Total clients|6.00"), "trust")
    assert [total.ties for total in found.totals] == [True]
    assert not found.remarks
