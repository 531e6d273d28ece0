"""Writes a tie-out: the blank workbook with its rows filled in, and a sheet of remarks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ..excel.package import saved
from ..excel.plain_table import write_plain_table
from ..firm.firm import Firm
from ..guide.model import Guide
from ..workbooks.model import Workbook
from ..workbooks.writer import new_workbook
from .entries import Remark
from .lines import Level, Line, State
from .sources import RECEIVABLES, Kind

REMARKS = "Remarks"
REMARK_COLUMNS = (("About", 50), ("Remark", 110))
MOST_NUMBERS = 8


def write_balances(
    spec: Workbook,
    guide: Guide,
    firm: Firm,
    kind: Kind,
    lines: Sequence[Line],
    remarks: Sequence[Remark],
    totals: Sequence[Sequence[object]],
    stamp: dt.datetime,
) -> bytes:
    """The tie-out as a workbook, dated `stamp` (UTC). `totals` begin the sheet Control totals.

    Lines with nothing in either listing are left out: there is nothing to do about them.
    """
    sheet = "Trust" if kind is Kind.TRUST else RECEIVABLES
    rows = [row_of(line, kind) for line in lines if line.state is not State.NOTHING]
    book = new_workbook(spec, guide, firm, rows={sheet: rows, "Control totals": totals})
    about = [(remark.about, remark.text) for remark in remarks]
    write_plain_table(book.create_sheet(REMARKS), REMARK_COLUMNS, about)
    return saved(book, stamp, seal=True)


def row_of(line: Line, kind: Kind) -> list[object]:
    """The cells of a line; those of formulas are None."""
    row: list[object] = [old_number(line), line.client, display(line)]
    if kind is Kind.TRUST:
        row += [str(line.pot), line.old, line.new, None, line.received or None, line.paid or None]
    else:
        row += [line.old, line.new]
    return row


def old_number(line: Line) -> str:
    """The old numbers of a line; of many the first ones."""
    more = len(line.numbers) - MOST_NUMBERS
    return "; ".join(line.numbers[:MOST_NUMBERS]) + (f" and {more} more" if more > 0 else "")


def display(line: Line) -> str:
    """Clio's number of a line; in brackets that a client is compared, and over how many matters."""
    if line.level is Level.MATTER:
        return line.display
    return (
        f"(client: {line.matters} matters)"
        if line.matters > 1
        else f"{line.display} (client)".strip()
    )
