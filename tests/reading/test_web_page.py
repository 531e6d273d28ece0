"""Web pages under the name of a workbook: their table is read, and nothing of them runs or hangs."""

from __future__ import annotations

import time

import pytest

from template_builder.listings.service import read_listing
from template_builder.reading.refusal import UnreadableFile
from template_builder.reading.web_page import read_web_page

PAGE = b"""<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"><title>Trust</title>
<style>td { color: red }</style></head><body><table><tr><td colspan="3"><b>Trust listing</b></td></tr></table>
<TABLE border=1><TR><TH>Client<TH>Account<TH>Balance</TR>
<tr><td>M&uuml;ller &amp; S&#246;hne<br>Ltd</td><td>&nbsp;</td><td align="right">$1,234.50</td></tr>
<tr><td>Doe, Jan</td><td>Pooled</td><td>(5.00)</td></tr><!-- <tr><td>not shown</td></tr> -->
<tr><td>Total</td><td></td><td>1,229.50</td></tr></table>
<script>document.write("<table><tr><td>7</td></tr></table>")</script></body></html>"""


def rows_of(data):
    book = read_web_page("x.xls", data)
    return book and [list(row) for row in book.sheets[0].rows]


def test_the_table_of_a_page_is_read_as_one_sees_it():
    assert rows_of(PAGE) == [
        ["Trust listing", "", ""],
        ["Client", "Account", "Balance"],
        ["M\u00fcller & S\u00f6hne\nLtd", "", "$1,234.50"],
        ["Doe, Jan", "Pooled", "(5.00)"],
        ["Total", "", "1,229.50"],
    ]


def test_a_list_may_be_a_web_page():
    found = read_listing("trust.xls", PAGE, "trust")
    assert [(row.text("client"), str(row.number("balance"))) for row in found.rows] == [
        ("M\u00fcller & S\u00f6hne Ltd", "1234.50"), ("Doe, Jan", "-5.00"),
    ]  # fmt: skip
    assert [total.ties for total in found.totals] == [True]


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body><p>Sign in again.</p></body></html>",
        b"<table><tr><td><table><tr><td>inside</td></tr></table></td></tr></table>",
        b"<html><frameset><frame src='sheet001.htm'></frameset></html>",
        b"<?xml version='1.0'?><a/>",
    ],
)
def test_a_page_without_one_table_is_refused_as_before(data):
    assert rows_of(data) is None
    with pytest.raises(UnreadableFile, match=r"^x\.xls: It is "):
        read_listing("x.xls", data, "trust")


@pytest.mark.parametrize(
    "data",
    [
        b"<table>" + b"<tr>" * 200_000,
        b"<table><tr>" + b"<td" * 300_000,
        b"<table><tr><td>" + b"<!--" * 200_000,
        b"<table><tr><td>" + b"<script>" * 100_000,
        b"<table><tr><td>" + b"&#9999999999;" * 50_000,
        b"<" * 1_000_000,
    ],
    ids=["rows", "cells", "comments", "scripts", "entities", "brackets"],
)
def test_a_hostile_page_costs_no_time(data):
    start = time.perf_counter()
    try:
        read_listing("x.xls", data, "trust")
    except UnreadableFile as refusal:
        assert refusal.name == "x.xls"  # noqa: PT017
    assert time.perf_counter() - start < 5


def test_a_table_that_is_too_wide_is_refused():
    with pytest.raises(UnreadableFile, match=r"^x\.xls: "):
        read_listing(
            "x.xls", b"<table><tr>" + b"<td colspan=999>1</td>" * 20 + b"</tr></table>", "trust"
        )
