"""Compares the totals that a workbook shows its owner on `Summary` with those of its rows as read."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ..common.text import is_blank, key_of, text_of
from ..judging.verdict import Flaw
from ..workbooks.start_page import Listed
from ..workbooks.summary_totals import Summary
from .entries import Totals, money
from .findings import FindingLog

HALF_A_CENT = Decimal("0.005")


def note_other_totals(
    summary: Summary, totals: Totals, log: FindingLog, *, with_time_amount: bool
) -> None:
    """Name each total of the summary that differs from that of the rows."""
    expected = {"Hours": totals.hours, "Expense amount": totals.expense_amount}
    if with_time_amount:
        expected["Time amount"] = totals.time_amount
    for header, (figure, cell) in summary.totals.items():
        read = expected.get(header, figure)
        if abs(figure - read) >= HALF_A_CENT:
            words = (("column", header), ("total", money(figure)), ("sum", money(read)))
            log.add(Flaw("summary-differs", words), summary.sheet, cell, figure)


def knows_the_rates(people: Iterable[Listed], timekeepers: Iterable[object]) -> bool:
    """Whether the summary finds on the start page the rate of each of these cells, as its formulas look for it.

    A blank cell means the one person named there.
    """
    names = [
        key_of(person.name)
        for person in people
        if person.name and isinstance(person.value, int | float)
    ]
    return all(
        len(names) == 1 if is_blank(cell) else names.count(key_of(text_of(cell))) == 1
        for cell in timekeepers
    )
