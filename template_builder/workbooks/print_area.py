"""The formula of what a data sheet prints: its filled rows, or a page of blank rows where nothing is filled in."""

from __future__ import annotations

from ..common.cells import column_letter
from .model import Sheet
from .ranges import LAST_ROW, Ranges


def printed_area(spec: Sheet, last_blank: int) -> str:
    """The cells to print; all rows that have formulas where a cell shows an error.

    A blank page ends at the row `last_blank` and is without `Check`, which has nothing to say there.
    """
    ranges = Ranges(spec)
    areas = ranges.entered(2)
    last = ",".join(f'SUMPRODUCT(MAX(({area}<>"")*ROW({area})))' for area in areas)
    nothing = f"COUNTA({','.join(areas)})=0"
    row = f"IF({nothing},{last_blank},IFERROR(MAX({last}),{ranges.last}))"
    column = f"IF({nothing},{len(spec.columns)},{len(spec.headers)})"
    final = column_letter(len(spec.headers) - 1)
    whole = f"'{spec.name}'!$A$1:${final}${LAST_ROW}"
    return f"'{spec.name}'!$A$1:INDEX({whole},{row},{column})"
