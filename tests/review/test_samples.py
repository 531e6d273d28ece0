"""The draw: each class is there, each record once, and anybody can draw the random part again."""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal

import pytest

from template_builder.listings.model import Column, Listing, ListingRow
from template_builder.review.draw import drawn, rank, seed_of
from template_builder.review.samples import Deadline, Sample, samples_of

TODAY = dt.date(2027, 1, 27)
NUMBERS = [f"01{n:02}" for n in range(60)]


def listing(kind: str, rows: list[ListingRow]) -> Listing:
    return Listing(name=kind, kind=kind, rows=tuple(rows), columns={"number": Column("A", "No.")})


MATTERS = listing("matters", [ListingRow("A2", {"number": n}, {}, {}) for n in NUMBERS])
TRUST = listing(
    "trust",
    [
        ListingRow("A2", {"number": "0103", "client": "Orchard"}, {"balance": Decimal("1500.5")}, {}),
        ListingRow("A3", {"number": "0104"}, {"balance": Decimal(0)}, {}),
        ListingRow("A4", {"client": "Placeholder"}, {"balance": Decimal(-2)}, {}),
        ListingRow("A5", {"number": "0105"}, {}, {}, frozenset({"balance"})),
        ListingRow("A6", {"number": "0106"}, {}, {}),
    ],
)  # fmt: skip


def draw(
    seed: str = "seed", size: int = 20, deadlines: list[Deadline] | None = None
) -> list[Sample]:
    given = {"matters": MATTERS, "trust": TRUST}
    return [*samples_of(given, {"0103": "00003-Orchard"}, deadlines or [], TODAY, seed, size)]


def test_the_rank_is_what_sha256sum_prints():
    """printf %s "review:2024-0101" | sha256sum"""
    expected = "11859828f738"
    assert rank("review", "2024-0101").startswith(expected)


def test_the_random_part_is_the_smallest_hashes_and_can_be_drawn_again():
    by_hand = sorted(NUMBERS, key=lambda n: hashlib.sha256(f"seed:{n}".encode()).hexdigest())[:20]
    found = [s.record for s in draw() if s.data == "Matters" and "at random" in s.because]
    assert set(found) == set(by_hand)
    assert draw() == draw()
    assert draw("other") != draw()


def test_a_longer_draw_keeps_the_records_of_a_shorter_one():
    assert set(drawn(NUMBERS, "s", 5)) < set(drawn(NUMBERS, "s", 9))
    assert len(drawn(NUMBERS, "s", 999)) == len(NUMBERS)
    assert drawn(["a", "b", "a"], "s", 9) == [0, 1]


def test_first_last_and_all_with_trust_are_there():
    found = draw(size=0)
    assert [(s.data, s.record, s.because) for s in found] == [
        ("Matters", "0100", "first of the list"),
        ("Matters", "0159", "last of the list"),
        ("Balances", "0103", "trust money"),
        ("Balances", "Placeholder", "trust money"),
        ("Balances", "0105", "trust money"),
    ]
    assert found[2].in_clio == "00003-Orchard"
    assert [s.old_shows for s in found[2:]] == [
        "1,500.50, Orchard",
        "-2.00, Placeholder",
        "a balance that cannot be read",
    ]


@pytest.mark.parametrize(
    ("days", "there"), [(-1, False), (0, True), (60, True), (61, False)], ids=str
)
def test_all_with_a_deadline_in_the_next_sixty_days_are_there(days, there):
    line = Deadline(TODAY + dt.timedelta(days=days), "0110", "Hearing")
    found = [s for s in draw(deadlines=[line]) if s.data == "Calendar"]
    assert [(s.record, s.because) for s in found] == [("0110", "deadline soon")] * there


def test_a_record_drawn_twice_is_one_row_with_both_reasons():
    found = draw(size=len(NUMBERS))
    assert len({(s.data, s.record) for s in found}) == len(found)
    assert found[0].because == "first of the list; at random"


def test_the_seed_comes_from_the_lists_in_whatever_order():
    assert seed_of([b"one", b"two"]) == seed_of([b"two", b"one"])
    assert seed_of([b"one", b"two"]) != seed_of([b"onetwo"])
