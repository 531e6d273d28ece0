"""What to do about a line of a tie-out: what the column Check of the workbook says beside it, before somebody types."""

from __future__ import annotations

from .lines import Line
from .sources import Kind


def advice_on(line: Line, kind: Kind) -> str:
    """The workbook's sentence for a line; nothing where there is nothing to do."""
    if line.old is None:
        return "At the cut-off is blank: type 0.00 if it had none."
    if line.new is None:
        look = (
            "look there; 0.00 if it has none"
            if kind is Kind.TRUST
            else "look at the unbilled time too"
        )
        return f"In Clio is blank: {look}."
    return _on_trust(line) if kind is Kind.TRUST else _on_receivables(line)


def _on_trust(line: Line) -> str:
    if min(line.old or 0, line.new or 0) < 0:
        return (
            "Below zero at the cut-off: mend the old books first."
            if (line.old or 0) < 0
            else "Below zero in Clio: enter nothing, find out why."
        )
    if line.new == 0 and line.old != 0:
        return "Enter To enter once, then fill in Entered on."
    if line.new == line.expected:
        return ""
    if line.difference == 0:
        return "Do not enter it again, only receipts and payments."
    return "Differs: enter nothing, ask the specialist."


def _on_receivables(line: Line) -> str:
    if line.difference == 0:
        return ""
    return "Differs: enter nothing before you know why." if line.new else "Choose a Route."
