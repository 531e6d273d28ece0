"""A tie-out in words: counts and sums of each account, a line for each row that does not tie, what needs attention."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ..listings.model import money_text
from .balances_sheet import REMARKS, display, old_number
from .lines import TIED, Line, State
from .pots import Pot
from .tie_out import TieOut

MOST_LINES = 50
"""How many rows that do not tie are printed; the workbook has them all."""


class PotSummary(NamedTuple):
    """How many rows of an account tie, and the sums of what was read.

    `to_enter` is None while nobody knows what to enter of one of its rows.
    """

    pot: Pot
    rows: int
    tied: int
    counts: tuple[tuple[State, int], ...]
    old: Decimal
    new: Decimal
    to_enter: Decimal | None


def summaries(tied: TieOut) -> Iterator[PotSummary]:
    """One for each account. The sums are no proof: two errors can cancel in them."""
    for pot in tied.pots:
        lines = [line for line in tied.lines if line.pot == pot]
        counts = [
            (state, sum(line.state is state for line in lines))
            for state in State
            if state not in TIED
        ]
        yield PotSummary(
            pot,
            len(lines),
            sum(line.ties for line in lines),
            tuple((state, count) for state, count in counts if count),
            sum((line.old or Decimal(0) for line in lines), Decimal(0)),
            sum((line.new or Decimal(0) for line in lines), Decimal(0)),
            _to_enter(lines),
        )


def _to_enter(lines: Sequence[Line]) -> Decimal | None:
    amounts = [line.to_enter for line in lines]
    if any(amount is None and not line.ties for amount, line in zip(amounts, lines, strict=True)):
        return None
    return sum(filter(None, amounts), Decimal(0))


def to_enter_text(amount: Decimal | None) -> str:
    """What is to be entered of an account."""
    return "not known yet" if amount is None else money_text(amount)


def verdict(tied: TieOut) -> str:
    """Whether it ties, in one sentence."""
    open_lines = len(tied.open_lines)
    if open_lines:
        return f"{counted(open_lines, 'row')} of {len(tied.lines)} {'does' if open_lines == 1 else 'do'} not tie."
    if not tied.is_complete:
        return "Every row ties, but something needs attention."
    return "It ties, row by row."


def balances_lines(tied: TieOut) -> Iterator[str]:
    """What the command line prints."""
    if tied.exchanged:
        yield tied.exchanged
    for each in summaries(tied):
        states = "".join(f", {count} {state}" for state, count in each.counts)
        yield (
            f"{each.pot}: {counted(each.rows, 'row')}, {each.tied} tied{states}. "
            f"Old listing {money_text(each.old)}, Clio {money_text(each.new)}, to enter {to_enter_text(each.to_enter)}."
        )
    open_lines = tied.open_lines
    for line in open_lines[:MOST_LINES]:
        yield line_text(line)
    if len(open_lines) > MOST_LINES:
        yield f"... and {counted(len(open_lines) - MOST_LINES, 'row')} more, in the workbook."
    for remark in tied.attention:
        yield f"{remark.about}: {remark.text}"
    yield f"{verdict(tied)} The sheet {REMARKS} says how the listings were read."


def line_text(line: Line) -> str:
    """A row that does not tie, in one line."""
    name = " ".join(filter(None, (old_number(line), display(line), line.client)))
    amounts = (
        (line.old, "at the cut-off"),
        (line.new, "in Clio"),
        (line.difference, "difference"),
    )
    said = ", ".join(
        f"{money_text(amount)} {words}" for amount, words in amounts if amount is not None
    )
    notes = "".join(f" {note}" for note in line.notes)
    return f"{line.state}: {name}: {said or 'no figure'}.{notes}"


def counted(count: int, word: str) -> str:
    """A number of things, in words."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
