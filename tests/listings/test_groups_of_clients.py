"""Listings that group rows by client inside an account, with a total for each client, account and all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from .reading import counts, listing, says, table

HEADER = "Matter|Client|Description|Balance"
FIRST = (
    "1001-001|Orchard Ltd|Lease|10.00",
    "1001-002|Orchard Ltd|Sale|5.00",
    "||Total client 1001|15.00",
    "1002-001|Doe, Jan|Divorce|7.00",
    "||Total client 1002|7.00",
    "1003-001|Roe|Will|1.00",
    "1003-002|Roe|Trust|2.00",
    "||Total client 1003|3.00",
    "||Total Trust 1|25.00",
)
SECOND = (
    "1004-001|Grove Bakery|Lease|4.00",
    "||Total client 1004|4.00",
    "1001-003|Orchard Ltd|Appeal|3.00",
    "||Total client 1001|3.00",
    "||Total Trust 2|7.00",
)
GRAND = "||Grand Total|32.00"
ROWS = [
    ("1001-001", "10.00"), ("1001-002", "5.00"), ("1002-001", "7.00"), ("1003-001", "1.00"),
    ("1003-002", "2.00"), ("1004-001", "4.00"), ("1001-003", "3.00"),
]  # fmt: skip
ONE, TWO = "Trust Account: Trust 1|||", "Trust Account: Trust 2|||"


def trust(*rows):
    return listing((HEADER, *rows), "trust")


def balances(found):
    return table(found, "number", "balance")


def test_the_total_of_a_client_with_one_row_is_no_row():
    found = trust(ONE, *FIRST, TWO, *SECOND, GRAND)
    assert balances(found) == ROWS
    assert all(total.ties for total in found.totals)
    assert len(found.totals) == 8
    assert [row.text("account") for row in found.rows] == ["Trust 1"] * 5 + ["Trust 2"] * 2
    assert not found.remarks


def test_a_client_without_a_total_stands_before_one_with_a_total():
    single = ("||Total client 1002|7.00", "||Total client 1004|4.00")
    rows = (row for row in (ONE, *FIRST, TWO, *SECOND, GRAND) if row not in single)
    found = trust(*rows)
    assert balances(found) == ROWS
    assert all(total.ties for total in found.totals)


@pytest.mark.parametrize("label", ["Total client 1002|||7.00", "|Total client no. 1002||7.00"])
def test_a_total_names_a_client_by_the_number_that_its_matters_begin_with(label):
    found = trust(*("1001-001|Orchard Ltd|Lease|10.00", "1002-001|Doe, Jan|Divorce|7.00", label))
    assert balances(found) == [("1001-001", "10.00"), ("1002-001", "7.00")]
    assert [total.ties for total in found.totals] == [True]


def test_the_total_of_a_client_that_differs_is_named_and_no_row():
    rows = [row.replace("1002|7.00", "1002|8.00") for row in FIRST]
    found = trust(ONE, *rows, "||Grand Total|25.00")
    assert balances(found) == ROWS[:5]
    assert "Total client 1002 says 8.00, but the rows read add up to 7.00." in says(found)
    assert sum(not total.ties for total in found.totals) == 1


def test_a_total_of_no_name_above_adds_up_an_account_without_a_line_of_its_own():
    found = trust(*FIRST, GRAND.replace("32", "25"))
    assert balances(found) == ROWS[:5]
    assert [(t.label, t.ties) for t in found.totals][-2:] == [
        ("Total Trust 1", True),
        ("Grand Total", True),
    ]
    assert sum((row.number("balance") for row in found.rows), Decimal(0)) == 25


def test_the_line_above_the_first_headers_is_an_account_like_those_above_the_later_ones():
    titles = ("Sample LLP", "Client Trust Listing", "")
    found = listing((*titles, ONE, HEADER, *FIRST, "", TWO, HEADER, *SECOND, GRAND), "trust")
    assert balances(found) == ROWS
    assert [row.text("account") for row in found.rows] == ["Trust 1"] * 5 + ["Trust 2"] * 2
    assert all(total.ties for total in found.totals)
    assert not found.remarks
    assert counts(found) == {
        "title": 2, "group": 2, "subtotal": 7, "total": 1, "repeated header": 1,
    }  # fmt: skip
    assert found.rows[0].place == "A6"
    assert found.sample[0][0] == "1001-001"


@pytest.mark.parametrize("above", ["Client Trust Listing", "Page 2"])
def test_the_title_of_each_page_is_no_account(above):
    title = "Client Trust Listing"
    rows = (title, HEADER, *FIRST[:3], above, HEADER, *FIRST[3:5])
    found = listing(rows, "trust", {"account": "group"})
    assert balances(found) == ROWS[:3]
    assert counts(found)["title"] == 1 + (above == title)


def test_accounts_above_their_headers_may_have_no_label_if_a_person_says_what_they_are():
    one, two = "Pooled", "Second"
    found = listing(
        (one, HEADER, *FIRST[:2], "", two, HEADER, *SECOND[:1]), "trust", {"account": "group"}
    )
    assert [row.text("account") for row in found.rows] == ["Pooled", "Pooled", "Second"]


@pytest.mark.parametrize(
    "lines",
    [
        ("1001  Orchard Ltd|||", "1002  Doe, Jan|||"),  # its client
        ("1001  Orchard|||", "1002  Jan|||"),  # its client in fewer words
        ("1001|||", "1002|||"),  # the number that those of its matters begin with
        ("1001  O. Ltd.|||", "1002  J. Doe|||"),
        ("|Orchard Ltd||", "|Doe, Jan||"),
    ],
)
def test_a_client_above_rows_that_say_their_own_is_no_row(lines):
    first, second = lines
    found = trust(first, *FIRST[:3], second, *FIRST[3:5], "||Grand Total|22.00")
    assert balances(found) == ROWS[:3]
    assert counts(found) == {"group": 2, "subtotal": 2, "total": 1}
    assert all(total.ties for total in found.totals)
    assert not found.remarks


def test_a_matter_without_a_figure_above_one_of_another_client_or_of_the_same_is_a_row():
    found = trust(FIRST[0], "1001-003|||", FIRST[1], "1002-002|||", FIRST[5])
    numbers = ["1001-001", "1001-003", "1001-002", "1002-002", "1003-001"]
    assert [row.text("number") for row in found.rows] == numbers


CLIENTS = (
    "1001  Orchard Ltd|||",
    *FIRST[:3],
    "1002  Doe, Jan|||",
    *FIRST[3:5],
    "||Total Pooled|22.00",
)
OTHERS = ("1004  Grove Bakery|||", *SECOND[:2], "||Total Second|4.00")


@pytest.mark.parametrize(
    "rows",
    [
        (HEADER, "Pooled", *CLIENTS, "", "Second", *OTHERS),
        ("Pooled", HEADER, *CLIENTS, "", "Second", HEADER, *OTHERS),
    ],
)
def test_accounts_without_a_label_above_lines_of_clients_are_named_and_can_be_chosen(rows):
    found = listing(rows, "trust")
    assert balances(found) == [*ROWS[:3], ROWS[5]]
    assert "Lines above the rows are not used: Pooled, Second." in says(found)
    assert "If they are the trust account, choose account=group." in says(found)
    chosen = listing(rows, "trust", {"account": "group"})
    assert [row.text("account") for row in chosen.rows] == ["Pooled"] * 3 + ["Second"]
    assert not chosen.remarks


def test_a_total_of_each_client_does_not_end_the_account_above_it():
    total = "||Client Total|"
    account = "||Account Total|"
    first = [
        f"{total}{row[-5:].strip('|')}" if "Total client" in row else row for row in FIRST[:-1]
    ]
    second = [
        f"{total}{row[-5:].strip('|')}" if "Total client" in row else row for row in SECOND[:-1]
    ]
    found = trust(ONE, *first, f"{account}25.00", TWO, *second, f"{account}7.00", GRAND)
    assert balances(found) == ROWS
    assert [row.text("account") for row in found.rows] == ["Trust 1"] * 5 + ["Trust 2"] * 2
    assert all(each.ties for each in found.totals)
    assert len(found.totals) == 8
    # One without a total of its own does not make the next one differ.
    del first[4]
    found = trust(ONE, *first, f"{account}25.00")
    assert balances(found) == ROWS[:5]
    assert all(each.ties for each in found.totals)
