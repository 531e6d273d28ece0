"""Formulas of the sheet `Summary` that say what it does not count: rows to correct, text for numbers, rows too far down.

IS functions over a range are left out: not every program works them out cell by cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .formulas import Places
from .ranges import Ranges

HIGHEST_ROW = 1_048_577
"""More than any row: the first row that fits is this less the largest difference."""


class Line(NamedTuple):
    """A line of the summary: how many there are, where the first one is, and what it means for the totals."""

    label: str
    number: str
    where: str
    warning: str


def lines(
    time: Ranges, expenses: Ranges, notes: Ranges, places: Places, count_cells: Sequence[str]
) -> tuple[Line, Line, Line]:
    """The lines in their order; `count_cells` are the cells that will hold their counts."""
    attention, uncounted, no_rate = count_cells
    sheets = ((time, "hours"), (expenses, "price"), (notes, "note"))
    numbers = ((time, ("hours", "rate")), (expenses, ("price", "quantity")))
    values = [_Values.in_column(ranges, id_) for ranges, ids in numbers for id_ in ids]
    values += [_Values.below(ranges) for ranges, _ in sheets]
    return (
        Line(
            "Rows that need attention",
            "=" + "+".join(_attention(*sheet) for sheet in sheets),
            f'=IF({attention}=0,"","The first: "&{_first_of(sheets)})',
            f'IF({attention}>0,"Rows need attention: see Check. ","")',
        ),
        Line(
            "Values not counted",
            "=" + "+".join(each.number for each in values),
            "=" + "&".join(each.where for each in values),
            f'IF({uncounted}>0,"Values are not counted. ","")',
        ),
        Line(
            "Rows of time without a rate",
            f"={_without_rate(time, places)}",
            f'=IF({no_rate}=0,"","Type the usual rate on Start here.")',
            f'IF({no_rate}>0,"Rows have no rate. ","")',
        ),
    )


def _complaint(ranges: Ranges) -> str:
    """True for each row that `Check` complains about."""
    check = ranges["check"]
    return f'({check}<>"OK")*({check}<>"")'


def _wrong(ranges: Ranges, essential: str) -> str:
    """The same, and true for each row that has lost its `Check`. An error in the column makes it fail."""
    check = ranges["check"]
    return f'({check}<>"OK")*(({check}<>"")+({ranges[essential]}<>"")>0)'


def _attention(ranges: Ranges, essential: str) -> str:
    wrong, complaint = _wrong(ranges, essential), _complaint(ranges)
    return f"IFERROR(SUMPRODUCT(--({wrong})),SUMPRODUCT(--({complaint})))"


def _first_of(sheets: Sequence[tuple[Ranges, str]]) -> str:
    """The place of the first row to correct; the last sheet is named where no other has one."""
    *others, last = (
        (
            ranges.name,
            f"IFERROR({_highest(_wrong(ranges, id_), ranges)},{_highest(_complaint(ranges), ranges)})",
        )
        for ranges, id_ in sheets
    )
    said = f'"{last[0]}, row "&({HIGHEST_ROW}-{last[1]})'
    for name, highest in reversed(others):
        said = f'IF({highest}>0,"{name}, row "&({HIGHEST_ROW}-{highest}),{said})'
    return said


def _highest(mask: str, ranges: Ranges) -> str:
    """How far the first row of a mask is below the highest number of a row; 0 where there is none."""
    return f"SUMPRODUCT(MAX({mask}*({HIGHEST_ROW}-ROW({ranges['check']}))))"


class _Values(NamedTuple):
    """Values that no sum takes in: how many, and a sentence that says where."""

    number: str
    where: str

    @classmethod
    def in_column(cls, ranges: Ranges, id_: str) -> _Values:
        """Text in a column of numbers."""
        column = ranges[id_]
        count = f"(COUNTA({column})-COUNT({column}))"
        # Text is greater than the empty text; every number is smaller than any text.
        highest = _highest(f'({column}>"")', ranges)
        first = f'IFERROR(", first in row "&({HIGHEST_ROW}-{highest}),"")'
        label = f"{ranges.name}, {ranges.header(id_)}: "
        return cls(count, f'IF({count}=0,"","{label}"&{count}&{first}&". ")')

    @classmethod
    def below(cls, ranges: Ranges) -> _Values:
        """Values below the last row that has formulas."""
        # Where a program has no such rows, nothing is in them.
        count = f"IFERROR(COUNTA({ranges.below()}),0)"
        label = f'"{ranges.name}, below row "&{ranges.last_row()}&": "'
        return cls(count, f'IF({count}=0,"",{label}&{count}&". ")')


def _without_rate(time: Ranges, places: Places) -> str:
    """Rows of time without a rate whose person has no usual rate on Start here, or one of 0."""
    person = f"TRIM({time['timekeeper']})"
    open_rows = f'--({time["check"]}<>""),--(TRIM({time["rate"]})="")'
    named = f'--({person}<>""),--(SUMIF({places.people},{person},{places.rates})=0)'
    alone = f"(COUNTA({places.people})=1)*(COUNT({places.rates})=0)"
    return (
        f"IFERROR(SUMPRODUCT({open_rows},{named})"
        f'+{alone}*SUMPRODUCT({open_rows},--({person}="")),0)'
    )
