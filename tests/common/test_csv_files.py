"""CSV files that hold text and nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from template_builder.common.csv_files import inert, to_csv
from tests.support.kit import ROOT

CASES = json.loads((ROOT / "tests/common/inert_cases.json").read_text(encoding="utf-8"))
"""What a text becomes, for Python and for the page alike (tests/progress/sign-off-rows.test.mjs)."""


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_text_that_a_spreadsheet_would_run_is_made_inert(text, expected):
    assert inert(text) == expected


@given(st.text(alphabet="=+-@;\t|\n\"'1a \uff1d", max_size=12))
def test_what_is_inert_stays_as_it_is(text):
    assert inert(inert(text)) == inert(text)


@given(st.lists(st.lists(st.text(alphabet='ab1;,"\n é', max_size=6), min_size=2, max_size=2)))
def test_every_cell_comes_back(rows):
    text = to_csv(("one", "two"), rows).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline="")))[1:] == rows


def test_a_byte_order_mark_only_where_it_is_needed():
    assert to_csv(("a",), [["b"]]) == b"a\r\nb\r\n"
    assert to_csv(("a",), [["\u00e9"]]).startswith(b"\xef\xbb\xbf")
