"""The receipt in a few lines, for a person at a terminal: who is missing first, what is open last."""

from __future__ import annotations

from collections.abc import Iterator

from ..check.entries import money
from ..check.report import totals_text
from .receipt import Receipt
from .roll_call import NOBODY_EXPECTED, is_anybody_expected


def receipt_lines(receipt: Receipt) -> Iterator[str]:
    """Missing people, totals, what was decided, and last whether the export is complete."""
    missing = [line.name for line in receipt.roll_call if line.missing]
    if missing:
        yield f"missing  {', '.join(missing)}"
    elif not is_anybody_expected(receipt.roll_call):
        yield NOBODY_EXPECTED
    for part, words in receipt.total.shown.items():
        yield f"{words}  {totals_text(getattr(receipt.total, part))}"
    out, cents = receipt.total.exported, receipt.cents
    if (out.time_amount, out.expense_amount) != (cents.time_amount, cents.expense_amount):
        amounts = f"{money(cents.time_amount)} of time, {money(cents.expense_amount)} of expenses"
        yield f"with each entry rounded to the cent, as Clio shows it  {amounts}"
    if receipt.increments:
        yield f"with hours rounded up to your increment  {totals_text(receipt.increments)}"
    for column in receipt.not_exported:
        yield f"not exported  {column}"
    for words in (*receipt.uploaded_before, *receipt.decided):
        yield words
    yield receipt.verdict
    for number, point in enumerate(receipt.open_points, start=1):
        yield f"  {number}. {point.message}"
        if point.fix:
            yield f"     {point.fix}"
        if point.both_right:
            places = " ".join(f'"{each}"' for each in point.both_right)
            yield f"     If both are right: --both-right {places}"
