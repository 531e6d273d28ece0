"""Any mixture of what listings have: every amount is read for its client, or the listing is asked about or remarked on.

The oracle is the list of clients and amounts, written down before the file is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from .reading import listing
from .test_control_totals import LOCALES

NO_LABEL = " "
ABOVE = "above"
"""The sum of a client's rows stands beside the name above them."""
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]
NAMES = [
    "Orchard Ltd", "Doe, Jan", "7-Eleven", "123 Main Street LLC", "Total Wine & Cheese", "Current Affairs", "Page 12 Books", "Balance Ltd",
    "31-60 Club", "Client Services", "M\u00fcller", "O'Neil; Roe", "Subtotal Media", "Sales Total", "Estate of A. B.", "12/26", "X",
]  # fmt: skip


@dataclass
class Wishes:
    """How a listing is printed."""

    locale: object
    grouped: bool
    subtotals: str
    total: str
    titles: int
    pages: int
    spacer: bool
    extra: bool
    gaps: bool


WISHES = st.builds(
    Wishes,
    st.sampled_from(LOCALES),
    st.booleans(),
    st.sampled_from(["", "Total for {}", "Total {}", "{} Total", NO_LABEL, ABOVE, "Client Total"]),
    st.sampled_from(["", "Total", "TOTAL", "Grand Total:", "Report Total"]),
    st.integers(0, 4),
    st.integers(0, 3),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
CLIENTS = st.dictionaries(
    st.sampled_from(NAMES),
    st.lists(st.decimals("-900", "90000", places=2), min_size=1, max_size=4),
    min_size=1,
    max_size=6,
)


def printed(clients, wishes):
    """The rows of a trust listing, by client."""
    header = ["Client", "Matter", *(["Lawyer"] if wishes.extra else []), "Trust Balance"]
    write = wishes.locale.write

    def row(client="", matter="", amount=""):
        own = [client, matter, *(["AB" if matter else ""] if wishes.extra else []), amount]
        return [cell for each in own for cell in ([each, ""] if wishes.spacer else [each])]

    head = [cell for each in header for cell in ([each, ""] if wishes.spacer else [each])]
    rows = [
        [text]
        for text in ("Sample LLP", "Client trust listing", "As of 30 April 2026", "All matters")[
            : wishes.titles
        ]
    ]
    rows.append(head)
    number = 0
    for client, amounts in clients.items():
        if wishes.grouped:
            above = wishes.subtotals == ABOVE
            rows.append(row(client, "", write(sum(amounts)) if above else ""))
        for amount in amounts:
            number += 1
            rows.append(row("" if wishes.grouped else client, f"{number:04d}", write(amount)))
            if wishes.pages and number % (wishes.pages * 2) == 0:
                rows += [[f"Page {number}"], head]
        if wishes.subtotals not in ("", ABOVE):
            rows.append(row(wishes.subtotals.format(client).strip(), "", write(sum(amounts))))
        if wishes.gaps:
            rows.append([])
    if wishes.total:
        rows += [row(wishes.total, "", write(sum(map(sum, clients.values()), Decimal(0)))), []]
    return [*rows, ["Printed on 30 April 2026"]]


@settings(max_examples=50, deadline=None, phases=PHASES)
@given(CLIENTS, WISHES)
def test_every_amount_is_read_for_its_client(clients, wishes):
    if wishes.subtotals == ABOVE:
        assume(wishes.grouped and sum(map(len, clients.values())) > 1)
        assume(not any("total" in name.lower() for name in clients))  # a remark names these
    assume(
        wishes.grouped or wishes.subtotals != NO_LABEL
    )  # a row of an amount alone can also be money of nobody
    found = listing(printed(clients, wishes), "trust", separator=wishes.locale.separator)
    assert not found.questions
    expected = [(client, amount) for client, amounts in clients.items() for amount in amounts]
    assert [(row.text("client"), row.number("balance")) for row in found.rows] == expected
    assert [row.text("number") for row in found.rows] == [
        f"{n:04d}" for n in range(1, len(expected) + 1)
    ]
    assert all(total.ties for total in found.totals)
    assert len(found.totals) == bool(wishes.total) + bool(wishes.subtotals) * len(clients)
