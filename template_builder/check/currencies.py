"""Names amounts that their cells show in another currency than the rest of their column: Clio takes the bare number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..judging.verdict import Flaw
from ..workbooks.headers import FoundSheet
from ..workbooks.model import Column
from .findings import FindingLog
from .sheet_rows import Row


def note_currencies(
    found: FoundSheet, entries: Sequence[Row], columns: Sequence[Column], log: FindingLog
) -> None:
    """Name the amounts of a table in a currency that is not the commonest of the column; dollars need no sign."""
    shown = found.data.currencies
    for place, column in enumerate(columns):
        at = found.columns.get(column.id, -1)
        if not shown or column.goes_to != "price" or at < 0:
            continue
        amounts = {
            number: values[place]
            for number, values in entries
            if isinstance(values[place], int | float)
        }
        signs = {number: shown.get((number, at), "") for number in amounts}
        usual = max(Counter(signs.values()).items(), key=lambda each: each[1], default=("", 0))[0]
        for number, sign in signs.items():
            if sign not in ("", usual):
                flaw = Flaw("amount-in-currency", (("currency", sign),))
                log.add(flaw, found.data.name, (at, number), amounts[number], column)
