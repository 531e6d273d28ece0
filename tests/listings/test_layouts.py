"""Each kind of listing in the layouts of at least eight systems."""

from __future__ import annotations

from collections import Counter

import pytest

from template_builder.listings.kinds import KINDS

from .layouts import LAYOUTS
from .reading import counts, listing, table


def test_every_kind_has_at_least_eight_layouts():
    many = Counter(layout.kind for layout in LAYOUTS)
    assert set(many) == set(KINDS)
    assert {kind for kind, count in many.items() if count < 8} == {"trust-ledger"}  # Clio's only


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda own: f"{own.kind}-{own.id}")
def test_a_layout_is_read_as_it_says(layout):
    found = listing(layout.rows, layout.kind, dict(layout.columns), **dict(layout.options))
    assert [question.field for question in found.questions] == layout.asks.split()
    assert ["|".join(row) for row in table(found, *layout.fields.split())] == list(layout.says)
    assert [total.ties for total in found.totals] == [True] * layout.totals
    assert counts(found) == _counts(layout.left)
    assert (found.as_of.isoformat() if found.as_of else "") == layout.as_of


def _counts(text):
    parts = (part.rpartition(" ") for part in text.split(", ") if part)
    return {name: int(number) for name, _, number in parts}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda own: f"{own.kind}-{own.id}")
def test_no_row_of_a_layout_vanishes(layout):
    found = listing(layout.rows, layout.kind, dict(layout.columns), **dict(layout.options))
    places = Counter(row.place for row in found.rows) + Counter(
        p for left in found.left_out for p in left.places
    )
    rows = [number for number, row in enumerate(layout.rows, start=1) if row.strip("|")]
    header = set(rows) - {int(place[1:]) for place in places}
    assert len(header) == (0 if layout.id == "without-headers" else 1)
    assert all(left.count == len(set(left.places)) for left in found.left_out)
