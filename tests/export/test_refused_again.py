"""Refused rows that go out again: found by what they still say, also where thousands say much the same."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections import Counter
from decimal import Decimal

import pytest

from template_builder.export.refused_again import RefusedRow, going_out_again
from template_builder.export.uploaded import ImportRow


def import_row(matter: str, note: str, user: str = "Alex Example", day: int = 1, price: int = 300):
    values = (matter, "", "Drafting", note, "", "", "", user, "")
    return ImportRow(values, dt.date(2027, 1, day), Decimal(price), Decimal(1))


def by_hand(refused, again, out):
    """The same by comparing each row with each: the one with the fewest differences, at most two, then the earliest."""
    free = list(refused)

    def taken(row):
        counts = [sum(a != b for a, b in zip(row.said, own.row.said, strict=True)) for own in free]
        if min(counts, default=3) > 2:
            return None
        return free.pop(counts.index(min(counts)))

    for row in again:
        taken(row)
    return Counter(found.file for row in out if (found := taken(row)))


def test_a_row_goes_with_the_one_that_differs_least():
    chance = random.Random(1)

    def some(count):
        ones = ("AB", "xyz", "PQ", (1, 2, 3), (1, 2))
        return [import_row(*map(chance.choice, ones)) for _ in range(count)]

    for _ in range(100):
        refused = [RefusedRow(chance.choice("12"), row) for row in some(8)]
        again, out = some(3), some(10)
        assert going_out_again(refused, again, out) == by_hand(refused, again, out)


@pytest.mark.heavy
def test_thousands_of_rows_of_one_person_take_no_minutes():
    rows = [import_row(str(at % 50), f"Note {at}", day=1 + at % 28) for at in range(4_000)]
    start = time.process_time()
    assert going_out_again([RefusedRow("e", row) for row in rows], [], rows) == {"e": 4_000}
    assert time.process_time() - start < 8
