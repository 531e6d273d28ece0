"""Whatever bytes arrive: rows, a question or a refusal in words; never a traceback, never a hang."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from template_builder.listings.kinds import KINDS
from template_builder.listings.service import listing_json, read_listing
from template_builder.reading.refusal import UnreadableFile

from .reading import csv_of

PHASES = [Phase.explicit, Phase.reuse, Phase.generate]
CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "Client",
            "Matter",
            "Balance",
            "Total",
            "Total for x",
            "x",
            "1,234",
            "1.50",
            "-",
            "01/02/2026",
            "Page 1",
            "Client: x",
        ]
    ),
    st.text(max_size=6),
)


@settings(max_examples=50, deadline=None, phases=PHASES)
@given(st.lists(st.lists(CELLS, max_size=5), max_size=9), st.sampled_from(KINDS))
def test_any_table_gives_every_row_once_or_a_refusal(rows, kind):
    try:
        found = read_listing("x.csv", csv_of(rows), kind)
    except UnreadableFile:
        return
    listing_json(found)
    places = [row.place for row in found.rows]
    left = [place for each in found.left_out for place in each.places]
    assert len(set(places) | set(left)) == len(places) + len(left)


@settings(max_examples=40, deadline=None, phases=PHASES)
@given(st.binary(max_size=200), st.sampled_from(KINDS))
def test_any_bytes_give_a_listing_or_a_refusal(data, kind):
    with suppress(UnreadableFile):
        assert read_listing("x.csv", data, kind).kind == kind


@pytest.mark.parametrize(
    "row",
    [
        "Total for " * 10_000 + "|1",
        "1" * 50_000 + "|" + "9" * 50_000,
        "(" * 20_000 + "|" + "-" * 20_000,
        "a:" * 20_000 + "|1",
    ],
    ids=["totals", "digits", "brackets", "colons"],
)
def test_a_long_text_costs_no_time(row):
    start = time.perf_counter()
    read_listing("x.csv", csv_of(["Client|Balance", row, row, "Doe|1.00"]), "trust")
    assert time.perf_counter() - start < 5


@pytest.mark.heavy
def test_many_lines_above_and_many_subtotals_cost_time_in_proportion():
    rows = ["|Num|Balance"]
    for number in range(3000):
        rows += [f"Client {number}", f"|{number}|1.50", f"Total for Client {number}||1.50"]
    start = time.perf_counter()
    found = read_listing("x.csv", csv_of([*rows, "TOTAL||4500.00"]), "receivables")
    assert time.perf_counter() - start < 10
    assert len(found.rows) == 3000
    assert all(total.ties for total in found.totals)
