"""A tie-out as the page shows it: what ties, what does not, how the listings were read."""

from __future__ import annotations

from decimal import Decimal

from ..listings.model import money_text
from .advice import advice_on
from .balances_sheet import display, old_number
from .lines import Line, State
from .report import summaries, to_enter_text, verdict
from .sources import Kind
from .tie_out import TieOut


def balances_json(tied: TieOut, kind: Kind) -> dict[str, object]:
    """Amounts are texts with two decimals, blank where there is no figure."""
    return {
        "exchanged": tied.exchanged,
        "complete": tied.is_complete,
        "verdict": verdict(tied),
        "accounts": [
            {
                "account": str(each.pot),
                "rows": each.rows,
                "tied": each.tied,
                "counts": [f"{count} {state}" for state, count in each.counts],
                "old": _amount(each.old),
                "new": _amount(each.new),
                "to_enter": to_enter_text(each.to_enter),
            }
            for each in summaries(tied)
        ],
        "open": [_line(line, kind) for line in tied.open_lines if line.state is not State.MISSING],
        "missing": [_line(line, kind) for line in tied.open_lines if line.state is State.MISSING],
        "equal": [
            _line(line, kind)
            for line in tied.lines
            if line.ties and line.state is not State.NOTHING
        ],
        "attention": [remark._asdict() for remark in tied.attention],
        "remarks": [remark._asdict() for remark in tied.remarks if not remark.attention],
    }


def _line(line: Line, kind: Kind) -> dict[str, object]:
    return {
        "state": line.state,
        "number": old_number(line),
        "display": display(line),
        "client": line.client,
        "account": str(line.pot),
        "old": _amount(line.old),
        "new": _amount(line.new),
        "difference": _amount(line.difference),
        "to_enter": _amount(line.to_enter),
        "notes": line.notes,
        "advice": advice_on(line, kind),
    }


def _amount(amount: Decimal | None) -> str:
    return "" if amount is None else money_text(amount)
