"""The law of control totals: what a listing prints is what was read, or a remark says by how much it differs."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from .reading import listing, says

PHASES = [Phase.explicit, Phase.reuse, Phase.generate]
AMOUNT = st.decimals("-5000", "5000", places=2)
GROUPS = st.lists(st.lists(AMOUNT, min_size=1, max_size=4), min_size=1, max_size=5)


class Locale(NamedTuple):
    """How a listing writes its numbers, and what separates its values."""

    separator: str
    thousands: str
    mark: str
    negative: str

    def write(self, number):
        """A number as the listing prints it."""
        text = (
            f"{abs(number):,.2f}".replace(",", "\0")
            .replace(".", self.mark)
            .replace("\0", self.thousands)
        )
        return self.negative.format(text) if number < 0 else text


LOCALES = [
    Locale(",", ",", ".", "({})"),
    Locale(",", ",", ".", "-${}"),
    Locale(";", ".", ",", "-{} EUR"),
    Locale(";", "\u00a0", ",", "{}-"),
    Locale("\t", "\u2019", ".", "- {}"),
]


def printed(groups, locale, header, planted=0):
    """A receivables listing by client with a subtotal of each, and a grand total that is off by what is planted."""
    rows = ["Sample LLP", header]
    for number, amounts in enumerate(groups):
        rows.append(f"Client {number}")
        rows += [f"|{n}|{locale.write(amount)}" for n, amount in enumerate(amounts)]
        rows.append(f"Total for Client {number}||{locale.write(sum(amounts))}")
    total = sum(map(sum, groups), Decimal(planted))
    return [*rows, f"Grand total||{locale.write(total)}", "Printed on 22 April 2026"]


@settings(max_examples=60, deadline=None, phases=PHASES)
@given(
    GROUPS,
    st.sampled_from(LOCALES),
    st.sampled_from([Decimal(0), Decimal("0.01"), Decimal("-310.25")]),
)
def test_the_total_printed_is_what_was_read_or_a_remark_says_the_difference(
    groups, locale, planted
):
    rows = printed(groups, locale, "Client|Invoice|Balance", planted)
    found = listing(rows, "receivables", separator=locale.separator)
    amounts = [amount for own in groups for amount in own]
    assert [row.number("total") for row in found.rows] == amounts
    assert [row.text("client") for row in found.rows] == [
        f"Client {number}" for number, own in enumerate(groups) for _ in own
    ]
    *subtotals, grand = found.totals
    assert len(subtotals) == len(groups)
    assert all(total.ties for total in subtotals)
    assert grand.is_grand
    assert (grand.printed - grand.read, grand.read) == (planted, sum(amounts))
    assert (f"The difference is {abs(planted):.2f}." in says(found)) == bool(planted)


@settings(max_examples=40, deadline=None, phases=PHASES)
@given(st.lists(AMOUNT.filter(bool), min_size=3, max_size=8), st.data())
def test_a_row_that_is_missing_from_the_file_shows_in_the_total(amounts, data):
    lost = data.draw(st.integers(0, len(amounts) - 1))
    rows = [f"Client {number}|{amount}" for number, amount in enumerate(amounts) if number != lost]
    found = listing(["Client|Balance", *rows, f"TOTAL|{sum(amounts)}"], "trust")
    (total,) = found.totals
    assert not total.ties
    assert total.printed - total.read == amounts[lost]
    assert "Neither figure was changed." in says(found) or total.printed == 0


def test_a_missing_matter_is_not_hidden_by_an_equal_one_before_it():
    """Two clients with the same sum: the second one's total covers its own row only."""
    rows = (
        "Client|Matter|Balance",
        "A|1|100.00",
        "|Client Total|100.00",
        "B|2|100.00",
        "|Client Total|200.00",
        "|Total|300.00",
    )
    found = listing(rows, "trust")
    assert [(total.label, total.ties) for total in found.totals] == [
        ("Client Total", True), ("Client Total", False), ("Total", False),
    ]  # fmt: skip
