"""The traps that real listings set, one by one."""

from __future__ import annotations

import datetime as dt

import openpyxl
import pytest

from template_builder.common.errors import KitError
from template_builder.listings.service import read_listing
from template_builder.reading.refusal import UnreadableFile

from .reading import counts, csv_of, listing, saved, says, table, xlsx_of

BALANCES = ("Client|Balance", "Orchard Ltd|10.00", "Doe, Jan|5.00")


def trust(*rows, columns=None, **options):
    return listing(rows, "trust", columns, **options)


def balances(found):
    return table(found, "client", "balance")


TWO = [("Orchard Ltd", "10.00"), ("Doe, Jan", "5.00")]


def test_fourteen_lines_above_the_headers_and_one_is_prose():
    prose = "The balances of this report do not include deposits, which are cleared only after the day of the report."
    above = [
        "Balances",
        "Sample LLP",
        "IBAN|XX00 0000",
        "Period|01/01/2026 - 04/30/2026",
        "Balance|15.00|USD",
        "",
        prose,
    ]
    found = trust(*above, *([""] * 7), *BALANCES)
    assert balances(found) == TWO
    assert counts(found) == {"title": 6}


def test_a_header_at_row_fifty_is_found_and_one_at_row_five_hundred_asked_for():
    assert balances(trust(*(["Sample LLP"] * 49), *BALANCES)) == TWO
    assert trust(*(["Sample LLP"] * 500), *BALANCES).questions


def test_a_total_with_its_label_in_the_second_column():
    found = trust(
        "Client|Account|Balance", "Orchard Ltd|Pooled|10.00", "Doe, Jan|Pooled|5.00", "|Total|15.00"
    )
    assert balances(found) == TWO
    assert [total.ties for total in found.totals] == [True]


def test_a_total_that_is_stale_is_told_from_one_that_differs():
    found = trust(*BALANCES, "Total|0.00")
    assert balances(found) == TWO
    assert "Total says 0.00, but the rows read add up to 15.00" in says(found)
    assert "open the file in Excel, save it" in says(found)


def test_a_formula_that_was_saved_without_its_value_is_not_taken_for_nothing():
    rows = [
        ["Client", "Balance"],
        ["Orchard Ltd", 10],
        ["Doe, Jan", "=2+3"],
        ["Total", "=SUM(B2:B3)"],
    ]
    found = read_listing("x.xlsx", xlsx_of(("List", rows)), "trust")
    assert found.rows[1].number("balance") is None
    assert found.rows[1].unread == {"balance"}
    assert "List!B3: 1 value of Trust balance cannot be read (B3)" in says(found)


@pytest.mark.parametrize(
    "rows",
    [
        ("Client|Balance", "Total Wine & Cheese|7.00", "Doe, Jan|5.00"),
        (
            "Client|Balance",
            "Orchard Ltd|10.00",
            "Total Wine & Cheese|7.00",
            "Doe, Jan|5.00",
            "Total|22.00",
        ),
        ("Client|Matter|Balance", "Wine|1|1.00", "Total Wine|0012|7.00", "Doe, Jan|2|5.00"),
        ("Client|Matter|Balance", "Doe, Jan|1|1.00", "Roe|2|6.00", "Total Wine|0012|7.00"),
    ],
)
def test_a_client_who_is_called_total_is_a_client(rows):
    found = trust(*rows)
    assert any(
        row.text("client").startswith("Total Wine") and row.number("balance") for row in found.rows
    )
    assert all(total.ties for total in found.totals)
    assert "It is called a total, but is not known to be one of rows above it" in says(found)


def test_what_follows_the_grand_total_is_named_and_not_read():
    found = trust(
        *BALANCES, "Total|15.00", "", "Operating account|900.00", "Petty cash|1.00", "Printed by AB"
    )
    assert balances(found) == TWO
    assert "A6: What follows the total of all rows is not read: rows 6 to 7." in says(found)
    assert counts(found) == {"total": 1, "footer": 3}


SUMS_ABOVE = (
    "Client|Matter|Balance",
    "Orchard Ltd||15.00",
    "|0012|10.00",
    "|0013|5.00",
    "Doe, Jan||1.00",
    "|0014|1.00",
)


def test_sums_above_their_rows_are_not_counted_twice():
    found = trust(*SUMS_ABOVE, "Total||16.00")
    assert table(found, "client", "number", "balance") == [
        ("Orchard Ltd", "0012", "10.00"),
        ("Orchard Ltd", "0013", "5.00"),
        ("Doe, Jan", "0014", "1.00"),
    ]
    assert counts(found) == {"subtotal": 2, "total": 1}
    assert [total.ties for total in found.totals] == [True] * 3


def test_money_of_a_client_beside_that_of_matters_is_no_sum():
    rows = list(SUMS_ABOVE)
    rows[1] = "Orchard Ltd||7.00"  # none of the lines is a sum, if not all are
    found = trust(*rows, "Total||24.00")
    assert [row.text("number") for row in found.rows] == ["", "0012", "0013", "", "0014"]
    assert [total.ties for total in found.totals] == [True]
    assert len(trust("Client|Matter|Balance", "Doe||5.00", "Doe|0012|5.00").rows) == 2


def test_balances_of_the_account_are_named_and_a_balance_forward_is_a_row():
    found = trust(
        "Client|Balance",
        "Opening balance|900.00",
        "Doe|5.00",
        "Balance forward|1.00",
        "Closing balance|906.00",
    )
    assert balances(found) == [("Doe", "5.00"), ("Balance forward", "1.00")]
    assert (
        "A2: Balances of a whole account are no row of the list and are not read: rows 2 and 5."
        in says(found)
    )


def test_of_two_names_that_a_total_can_have_the_one_above_counts():
    found = trust(
        "Client|Matter|Balance", "Subtotal Media|1|5.00", "Subtotal Media Total||5.00", "Doe|2|1.00"
    )
    assert balances(found) == [("Subtotal Media", "5.00"), ("Doe", "1.00")]
    assert [(total.label, total.ties) for total in found.totals] == [("Subtotal Media Total", True)]


def test_a_client_on_a_line_in_another_column_than_its_own():
    found = trust("|Client|Matter|Balance", "Orchard Ltd", "||1|5.00", "Doe, Jan", "||2|1.00")
    assert table(found, "client", "number") == [("Orchard Ltd", "1"), ("Doe, Jan", "2")]


def test_rows_below_a_total_that_does_not_tie_are_read():
    found = trust("Client|Balance", "Orchard Ltd|10.00", "Total|11.00", "Doe, Jan|5.00")
    assert balances(found) == TWO
    assert [total.ties for total in found.totals] == [False]


def test_headers_on_every_page_and_for_every_lawyer():
    page = ("Page {}", "Client|Balance")
    found = trust(
        "Page 1",
        "Client|Balance",
        "Orchard Ltd|10.00",
        "Page 2",
        page[1],
        "Doe, Jan|5.00",
        "Total|15.00",
    )
    assert balances(found) == TWO
    assert counts(found) == {"title": 1, "total": 1, "repeated header": 1, "footer": 1}


def test_headers_glued_to_every_row_are_asked_about():
    found = trust("Client|Balance|Orchard Ltd|10.00", "Client|Balance|Doe, Jan|5.00")
    assert [question.field for question in found.questions] == ["balance"]
    assert "D" in [each.letter for each in found.questions[0].candidates]


def test_headers_in_two_rows_with_merged_cells():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Client", "Matter", "Pooled trust", None, "Separate trust", None],
        [None, None, "Balance", "Date", "Balance", "Date"],
        ["Orchard Ltd", "0012", 10, dt.date(2026, 4, 22), 5, dt.date(2026, 4, 13)],
    ):
        sheet.append(row)
    for area in ("C1:D1", "E1:F1", "A1:A2", "B1:B2"):
        sheet.merge_cells(area)
    found = read_listing("x.xlsx", saved(book), "trust", {"balance": "C,E"})
    assert [column.header for column in found.headers] == [
        "Client", "Matter", "Pooled trust Balance", "Pooled trust Date", "Separate trust Balance", "Separate trust Date",
    ]  # fmt: skip
    assert table(found, "number", "account", "balance") == [
        ("0012", "Pooled trust Balance", "10"),
        ("0012", "Separate trust Balance", "5"),
    ]


def test_subtotals_without_a_label_that_are_net_of_advances_are_told():
    rows = (
        "Group :|Sundry Debtors||1-Apr-26 to 16-Apr-26",
        "Details of:|Pending Bills",
        "",
        "Date|Ref. No.|Party's Name|Opening|Pending|Due on|Overdue",
        "|||Amount|Amount||by days",
        "||Doe, Jan",
        "1-Apr-26|S/1||10.00|10.00|1-May-26|3",
        "2-Apr-26|S/2||5.00|2.00|2-May-26|",
        "|||15.00|11.50||",
        "||Orchard Ltd",
        "2-Apr-26|S/3||1.00|1.00|2-May-26|",
        "|||1.00|1.00||",
    )
    found = listing(rows, "receivables")
    assert found.columns["total"].header == "Pending Amount"
    assert table(found, "client", "bill", "total") == [
        ("Doe, Jan", "S/1", "10.00"),
        ("Doe, Jan", "S/2", "2.00"),
        ("Orchard Ltd", "S/3", "1.00"),
    ]
    assert [total.ties for total in found.totals] == [False, True]
    assert "A9: A subtotal without a label says 11.50, but the rows read add up to 12.00." in says(
        found
    )
    assert str(found.as_of) == "2026-04-16"


def test_a_client_merged_over_the_rows_of_several_matters():
    book = openpyxl.Workbook()
    for row in (
        ["Client", "Matter", "Balance"],
        ["Orchard Ltd", "1", 10],
        [None, "2", 5],
        ["Doe, Jan", "3", 1],
    ):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    found = read_listing("x.xlsx", saved(book), "trust")
    assert table(found, "client", "number") == [
        ("Orchard Ltd", "1"),
        ("Orchard Ltd", "2"),
        ("Doe, Jan", "3"),
    ]


def test_twin_headers_are_asked_about_unless_only_one_has_values():
    asked = trust("Client|Trust Balance|Trust Balance", "Orchard Ltd|10.00|9.00")
    assert [each.letter for each in asked.questions[0].candidates] == ["B", "C", "B,C"]
    assert balances(trust("Client|Trust Balance|Trust Balance", "Orchard Ltd||10.00"))[0] == TWO[0]
    chosen = trust(
        "Client|Trust Balance|Trust Balance", "Orchard Ltd|10.00|9.00", columns={"balance": "C"}
    )
    assert balances(chosen) == [("Orchard Ltd", "9.00")]


def test_a_header_that_two_columns_have_is_no_choice():
    twins = ("Client|Trust Balance|Trust Balance", "Orchard Ltd|10.00|9.00")
    with pytest.raises(KitError, match="Two columns have the header 'Trust Balance': B and C"):
        trust(*twins, columns={"balance": "Trust Balance"})


def test_a_lawyer_has_many_titles():
    for header in ("Responsible Solicitor", "Responsible Lawyer", "responsible attorney"):
        found = listing((f"Matter|{header}", "1|A. Example"), "matters")
        assert table(found, "responsible") == [("A. Example",)]


def test_lines_longer_and_shorter_than_the_headers():
    data = (
        b'Client,Account,Balance\nOrchard Ltd,Pooled,10.00,\n"Doe, Jan",Pooled\nRoe,,5.00,extra\n'
    )
    found = read_listing("x.csv", data, "trust")
    assert table(found, "client", "balance") == [
        ("Orchard Ltd", "10.00"),
        ("Doe, Jan", ""),
        ("Roe", "5.00"),
    ]
    assert [column.letter for column in found.unused] == ["D"]


def test_the_same_word_means_what_the_kind_says():
    rows = ("Matter|Description|Note", "0012|Will of Doe|Talk")
    assert table(listing(rows, "matters"), "number", "description") == [("0012", "Will of Doe")]
    rows = ("Matter|Description|Activity Description", "0012|Talk|Call")
    assert table(listing(rows, "activities"), "description", "category") == [("Talk", "Call")]


def test_rows_that_are_alike_stay_two():
    rows = ("Date|Matter|Hours|Description", "2026-04-22|1|0.5|Call", "2026-04-22|1|0.5|Call")
    assert len(listing(rows, "activities").rows) == 2


@pytest.mark.parametrize("header", ["Nonbillable", "Non-billable", "Billable", "Employee?"])
def test_a_reversed_flag_is_no_status_and_no_person(header):
    found = listing((f"Description|{header}", "Call|FALSE"), "activities")
    assert [column.header for column in found.unused] == [header]


DURATIONS = [
    ("01:30:00", "1.50"), ("1.50", "1.50"), ("1,5", "1.5"), ("2:30:00", "2.50"), ("90 min", "1.50"), ("1h 30m", "1.50"),
    ("1.5h", "1.50"), ("26:00:00", "26.00"), (".25", "0.25"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "hours"), DURATIONS)
def test_a_duration_in_any_dress(text, hours):
    assert table(listing(("Description|Hours", f"Call|{text}"), "activities"), "hours") == [
        (hours,)
    ]


def test_durations_in_cells_of_excel():
    book = openpyxl.Workbook()
    for row in (
        ["Description", "Hours"],
        ["Call", dt.timedelta(hours=26)],
        ["Write", dt.time(1, 30)],
        ["Read", 0.5],
    ):
        book.active.append(row)
    found = read_listing("x.xlsx", saved(book), "activities")
    assert table(found, "hours") == [("26.00",), ("1.50",), ("0.5",)]


@pytest.mark.parametrize("text", ["18:25 min", "half", "?"])
def test_a_duration_that_can_mean_two_things_stays_unread(text):
    found = listing(("Description|Hours", f"Call|{text}", "Write|1.0"), "activities")
    assert found.rows[0].unread == {"hours"}
    assert "1 value of Hours cannot be read (B2)" in says(found)


def matters(*dates, **options):
    return listing(
        ("Matter|Opened|Closed", *(f"{n}|{own}" for n, own in enumerate(dates))),
        "matters",
        **options,
    )


def test_the_order_of_day_and_month_is_that_of_the_whole_column():
    assert table(matters("03/02/2026|", "22/04/2026|"), "opened") == [
        ("2026-02-03",),
        ("2026-04-22",),
    ]
    assert table(matters("03/02/2026|", "04/22/2026|"), "opened") == [
        ("2026-03-02",),
        ("2026-04-22",),
    ]
    assert table(matters("03/02/2026|22/04/2026"), "opened") == [
        ("2026-02-03",)
    ]  # another column says it
    assert table(matters("05/05/2026|"), "opened") == [("2026-05-05",)]


def test_dates_that_can_be_two_days_are_asked_for():
    found = matters("03/02/2026|", "04/05/2026|")
    assert [(each.field, each.option) for each in found.questions] == [("opened", "dates")]
    assert table(matters("03/02/2026|", dates="MDY"), "opened") == [("2026-03-02",)]
    assert table(matters("22/04/2026|", "03/02/2026|", dates="MDY"), "opened") == [
        ("2026-04-22",),
        ("2026-02-03",),
    ]


def test_dates_that_contradict_each_other_are_named_and_only_certain_ones_read():
    found = matters("22/04/2026|", "04/22/2026|", "03/02/2026|")
    assert "The dates of Opened on (Opened) contradict each other" in says(found)
    assert [row.day("opened") for row in found.rows] == [
        dt.date(2026, 4, 22),
        dt.date(2026, 4, 22),
        None,
    ]
    assert found.rows[2].unread == {"opened"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20260422", "2026-04-22"), ("5/26/98", "1998-05-26"), ("5/26/26", "2026-05-26"), ("Jan 4/21", "2021-01-04"),
        ("1-Apr-26", "2026-04-01"), ("22 April, 2026", "2026-04-22"), ("2026-04-22T10:30:00Z", "2026-04-22"),
    ],
)  # fmt: skip
def test_a_date_in_any_dress(text, day):
    assert table(matters(f"{text}|"), "opened") == [(day,)]


@pytest.mark.parametrize("text", ["05/26/0019", "soon", "26/26/2026"])
def test_a_date_that_is_none_is_unread(text):
    found = matters(f"{text}|", "2026-04-22|")
    assert found.rows[0].unread == {"opened"}
    assert "1 value of Opened on cannot be read" in says(found)


AMOUNTS = [
    ("1.234,56 EUR", "1234.56"), ("1\u00a0234,56", "1234.56"), ("1\u202f234,56", "1234.56"), ("1\u2019234.56", "1234.56"),
    ("1,234.56", "1234.56"), ("-$1,234.56", "-1234.56"), ("$(0.01)", "-0.01"), ("($0.01)", "-0.01"), ("(2,000.00)", "-2000.00"),
    ("50.00-", "-50.00"), ("'-2.5", "-2.5"), ("- 7.00", "-7.00"), ("1,00,000.00", "100000.00"), ("12", "12"), ("CA$ 5.00", "5.00"),
    ("1.234.567,00", "1234567.00"), ("320.--", "320"), ("\u22125.00", "-5.00"), ("USD 1,250.00", "1250.00"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), AMOUNTS)
def test_an_amount_in_any_dress(text, number):
    assert table(trust("Client|Balance", f"Doe|{text}"), "balance") == [(number,)]


@pytest.mark.parametrize("text", ["-", "\u2013", "", "n/a", "null"])
def test_what_stands_for_nothing_is_blank_and_no_zero(text):
    found = trust("Client|Balance", f"Doe|{text}", "Roe|1.00")
    assert found.rows[0].number("balance") is None
    assert not found.rows[0].unread


@pytest.mark.parametrize("text", ["1.2.3", "12,34,5", "ten", "(5", "1 2"])
def test_an_amount_that_is_none_is_unread_and_named(text):
    found = trust("Client|Balance", f"Doe|{text}", "Roe|1.00")
    assert found.rows[0].unread == {"balance"}
    assert "Correct it in the listing. It is not taken for 0." in says(found)


def test_the_decimal_mark_is_that_of_the_whole_column():
    assert table(trust("Client|Balance", "Doe|1.234", "Roe|5,50"), "balance") == [
        ("1234",),
        ("5.50",),
    ]
    assert table(trust("Client|Balance", "Doe|1.234", "Roe|5.50"), "balance") == [
        ("1.234",),
        ("5.50",),
    ]
    asked = trust("Client|Balance", "Doe|1.234", "Roe|5")
    assert [(each.field, each.option) for each in asked.questions] == [("balance", "decimals")]
    assert table(trust("Client|Balance", "Doe|1.234", decimals="comma"), "balance") == [("1234",)]
    assert table(trust("Client|Balance", "Doe|1.234", decimals="point"), "balance") == [("1.234",)]


def test_another_column_of_the_table_says_the_decimal_mark():
    found = listing(("Description|Rate|Amount", "Call|1.234|5,50"), "activities")
    assert table(found, "rate", "amount") == [("1234", "5.50")]


def test_numbers_that_contradict_each_other_are_read_where_they_are_certain():
    found = trust("Client|Balance", "Doe|1.50", "Roe|1,50", "Poe|1,234")
    assert table(found, "balance") == [("1.50",), ("1.50",), ("1,234",)]
    assert found.rows[2].unread == {"balance"}


SIGNS = [
    ("trust", ("5.00 CR", "2.00 DR"), ("5.00", "-2.00")),
    ("trust", ("5.00CR", "2.00"), ("5.00", "2.00")),
    ("receivables", ("5.00 DR", "2.00 CR"), ("5.00", "-2.00")),
    ("receivables", ("(5.00) DR", "2.00-"), ("-5.00", "-2.00")),
]


@pytest.mark.parametrize(("kind", "texts", "numbers"), SIGNS)
def test_a_sign_in_letters_is_that_of_the_kind(kind, texts, numbers):
    found = listing(("Client|Balance", *(f"Doe|{text}" for text in texts)), kind)
    assert (
        tuple(str(row.number("balance" if kind == "trust" else "total")) for row in found.rows)
        == numbers
    )


def test_a_sign_in_a_column_of_its_own():
    rows = ("Client|Balance|Dr/Cr", "Orchard Ltd|10.00|CR", "Doe, Jan|5.00|DR", "Total|5.00|CR")
    found = trust(*rows)
    assert balances(found) == [("Orchard Ltd", "10.00"), ("Doe, Jan", "-5.00")]
    assert [total.ties for total in found.totals] == [True]


def test_identifiers_keep_their_text():
    rows = (
        "Matter|Client|Balance",
        "00085001|Doe|1.00",
        "0100|Roe|1.00",
        "101.10|Poe|1.00",
        "12345678901234567890|Woe|1.00",
    )
    found = trust(*rows)
    assert [row.text("number") for row in found.rows] == [
        "00085001",
        "0100",
        "101.10",
        "12345678901234567890",
    ]


def test_an_identifier_that_is_a_number_in_its_cell_is_a_remark():
    rows = [
        ["Matter", "Client", "Balance"],
        [101.10, "Doe", 1],
        [102, "Roe", 1],
        ["0103", "Poe", 1],
    ]
    found = read_listing("x.xlsx", xlsx_of(("List", rows)), "trust")
    assert [row.text("number") for row in found.rows] == ["101.1", "102", "0103"]
    assert "Matter number 101.1 (A2) is stored as a number" in says(found)


@pytest.mark.parametrize(
    ("header", "cell", "currency"),
    [
        ("Balance (USD)", "1.00", "USD"), ("Balance ()", "1.00", ""), ("Balance [EUR]", "1,00", "EUR"), ("Balance", "\u00a31.00", "GBP"),
        ("Balance", "1.00 CAD", "CAD"), ("Balance", "C$1.00", "CAD"),
    ],
)  # fmt: skip
def test_the_currency_is_in_the_header_or_the_cell(header, cell, currency):
    assert table(trust(f"Client|{header}", f"Doe|{cell}"), "balance", "currency") == [
        ("1.00", currency)
    ]


def test_a_column_of_currencies_in_words_stays_as_it_is():
    found = trust("Client|Balance|Currency", "Doe|1.00|British Pound - GBP")
    assert table(found, "currency") == [("British Pound - GBP",)]


def test_headers_of_which_none_is_known_are_named():
    found = trust(
        "ADM|Office|x", "0012|Doe|1.00", columns={"number": "A", "client": "B", "balance": "C"}
    )
    assert (
        "A1: Row 1 is taken for the headers, although none of them is known: ADM, Office, x."
        in says(found)
    )
    assert "taken for the headers" not in says(trust(*BALANCES))


def test_headers_in_another_language_can_be_chosen():
    asked = trust("Mandant|Akte|Kontostand", "Doe|12/26|1.234,56 EUR")
    assert {question.field for question in asked.questions} == {"client", "balance"}
    chosen = trust(
        "Mandant|Akte|Kontostand",
        "Doe|12/26|1.234,56 EUR",
        columns={"client": "Mandant", "number": "B", "balance": "c"},
    )
    assert table(chosen.certain(), "client", "number", "balance") == [("Doe", "12/26", "1234.56")]


@pytest.mark.parametrize(
    ("encoding", "separator"),
    [("cp1252", ";"), ("latin-1", ","), ("utf-8-sig", ","), ("utf-16", "\t"), ("utf-8", "|")],
)
def test_any_encoding_and_separator(encoding, separator):
    data = csv_of(("Client| Balance", "M\u00fcller|1.234,56"), separator, encoding)
    assert table(read_listing("x.csv", data, "trust"), "client", "balance") == [
        ("M\u00fcller", "1234.56")
    ]


def test_a_first_line_that_names_the_separator():
    found = read_listing("x.csv", b"sep=;\nClient;Balance\nDoe;1,50", "trust")
    assert table(found, "client", "balance") == [("Doe", "1.50")]


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7",
        b"\x89PNG",
        b"",
        b"\0" * 10,
        b"PK\x03\x04broken",
        b"<?xml version='1.0'?><a/>",
        b"{\\rtf1",
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(data):
    with pytest.raises(UnreadableFile, match=r"^x\.xls: .+\. .+"):
        read_listing("x.xls", data, "trust")


def test_a_sheet_of_instructions_comes_first_and_is_named():
    tips = [["Data Entry Instructions"], ["Enter the balance of each client."]]
    rows = [["Client", "Balance"], ["Doe, Jan", 5]]
    found = read_listing("x.xlsx", xlsx_of(("Tips", tips), ("Data", rows)), "trust")
    assert table(found, "client", "balance") == [("Doe, Jan", "5")]
    assert found.rows[0].place == "Data!A2"
    assert found.other_sheets == ("Tips",)
    assert "Not read: the sheet Tips" in says(found)


def test_sheets_with_the_same_headers_are_one_list_in_their_order():
    one = [["Client", "Balance"], ["Doe, Jan", 5], ["Total", 5]]
    two = [["Client", "Balance"], ["Orchard Ltd", 10], ["Total", 10]]
    found = read_listing("x.xlsx", xlsx_of(("AB", one), ("CD", two)), "trust")
    assert [row.place for row in found.rows] == ["AB!A2", "CD!A2"]
    assert [total.ties for total in found.totals] == [True, True]
    assert "2 sheets have the same headers and are read as one list: AB, CD." in says(found)


def test_what_several_sheets_ask_is_asked_once():
    rows = [["Client", "Balance", "Total"], ["Doe, Jan", 5, 6]]
    found = read_listing("x.xlsx", xlsx_of(("AB", rows), ("CD", rows)), "trust")
    assert [question.field for question in found.questions] == ["balance"]


def test_hidden_rows_are_read_and_named_and_hidden_sheets_are_not():
    book = openpyxl.Workbook()
    for row in (["Client", "Balance"], ["Doe, Jan", 5], ["Orchard Ltd", 10], ["Total", 15]):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    other = book.create_sheet("Old")
    other.append(["Client", "Balance"])
    other.append(["Roe", 1])
    other.sheet_state = "hidden"
    found = read_listing("x.xlsx", saved(book), "trust")
    assert [row.text("client") for row in found.rows] == ["Doe, Jan", "Orchard Ltd"]
    assert [total.ties for total in found.totals] == [True]
    assert "1 row is hidden, by a filter or by hand, but read: row 3." in says(found)
    assert "Not read: the sheet Old" in says(found)


def test_line_breaks_in_cells_do_not_split_rows():
    data = b'Description,Hours\n"Call\nwith client",0.5\n"=cmd()",1.0'
    found = read_listing("x.csv", data, "activities")
    assert table(found, "description", "hours") == [("Call with client", "0.5"), ("=cmd()", "1.0")]


def test_a_column_for_each_activity():
    rows = ("DATE|LR|NLR|CONV|NOTES", "2026-04-22|0.5||1.0|Library", "2026-04-23|||0.2|Call")
    found = listing(rows, "activities", {"hours": "B,C,D", "description": "NOTES"})
    assert table(found, "date", "category", "hours", "description") == [
        ("2026-04-22", "LR", "0.5", "Library"),
        ("2026-04-22", "CONV", "1.0", "Library"),
        ("2026-04-23", "CONV", "0.2", "Call"),
    ]


@pytest.mark.parametrize(
    ("title", "name", "day"),
    [
        ("As of April 30, 2026", "x.csv", "2026-04-30"), ("As at 31 March 2026", "x.csv", "2026-03-31"),
        ("1-Apr-26 to 16-Apr-26", "x.csv", "2026-04-16"), ("Sample LLP", "trust_2026-04-01_thru_2026-04-15.csv", "2026-04-15"),
        ("Sample LLP", "Trust listing 20260430.xlsx", "2026-04-30"), ("End Date: 12/31/2199", "x.csv", ""),
        ("As of 03/02/2026", "x.csv", ""), ("Sample LLP", "x.csv", ""),
    ],
)  # fmt: skip
def test_the_day_of_a_listing_is_that_of_its_title_or_its_name(title, name, day):
    found = listing((title, *BALANCES), "trust", name=name)
    assert (found.as_of.isoformat() if found.as_of else "") == day


def test_money_that_belongs_to_nobody_is_a_row_of_its_own():
    found = trust(
        "Client|Account|Balance", "Orchard Ltd|Pooled|10.00", "|Pooled|5.00", "Total||15.00"
    )
    assert balances(found) == [("Orchard Ltd", "10.00"), ("", "5.00")]
    assert [total.ties for total in found.totals] == [True]


def test_a_client_without_a_balance_among_others_is_a_row():
    found = trust("Client|Balance", "Orchard Ltd|10.00", "Roe|", "Doe, Jan|5.00", "Total|15.00")
    assert [row.text("client") for row in found.rows] == ["Orchard Ltd", "Roe", "Doe, Jan"]


def test_a_second_table_with_other_headers_is_named_and_not_read():
    found = trust(
        *BALANCES, "", "Account|Last Activity Date|Client Balance", "Pooled|2026-04-22|15.00"
    )
    assert balances(found) == TWO
    assert "Another table, with other headers, is not read: rows 5 to 6." in says(found)


def test_another_table_above_is_named_and_not_read():
    accounts = ("Account|Currency", "Pooled|USD")
    found = trust("Balances", *accounts, "", *BALANCES)
    assert balances(found) == TWO
    assert counts(found) == {"title": 1, "other table": 2}
    assert "Another table, with other headers, is not read: rows 2 to 4." in says(found)


def test_headers_of_a_later_page_with_fuller_rows_are_not_the_first_ones():
    header = "Client|Account|Currency|Balance"
    page = [f"Client {number}|||10.00" for number in range(50)]
    found = trust(header, *page, f"{header}|Page 2", "Doe, Jan|Pooled|USD|5.00")
    assert len(found.rows) == 51
    assert not found.remarks


def test_amounts_by_age_that_do_not_add_up_are_named():
    rows = ("Client|Current|1 - 30|Total", "Doe|1.00|2.00|3.00", "Roe|1.00|2.00|4.00")
    found = listing(rows, "receivables")
    assert "The amounts by age do not add up to amount owed in row 3." in says(found)
    assert found.unused == ()  # they are a check, and not left out


def test_files_of_the_same_headers_have_the_same_shape():
    assert trust(*BALANCES).shape == trust(" CLIENT |Balance (USD)", "Roe|1.00").shape
    assert trust(*BALANCES).shape != trust("Client|Amount", "Roe|1.00").shape
    assert trust(*BALANCES).shape != listing(BALANCES, "receivables").shape
