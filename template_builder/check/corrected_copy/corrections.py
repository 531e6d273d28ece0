"""Which cells of a file a corrected copy changes, and which it leaves although their right value is certain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ...common.cells import address
from ...reading.marks import column_number
from ...reading.reader import Book, SheetData
from ..catalogue import Kind
from ..findings import Mend, shown_value

HIDDEN = "It is hidden. Show it, then type {}."
MERGED = "It is one of merged cells. Unmerge them, then type {}."
STRUCK = "It is struck through. If it belongs here, type {}."
FORMULA = "It has a formula. Correct the formula so that it gives {}."
UNUSUAL = "The program that saved the file wrote the cell in a form of its own. Type {}."


class Correction(NamedTuple):
    """One cell: what is there, what belongs there, and why. `left` says why it is not changed; empty if it is."""

    sheet: str
    cell: tuple[int, int]
    was: object
    meant: object
    why: str
    left: str = ""

    @property
    def address(self) -> str:
        return address(*self.cell)

    @property
    def place(self) -> str:
        return f"{self.sheet}!{self.address}"

    @property
    def now(self) -> str:
        """What belongs in the cell, as one says it."""
        return shown_value(self.meant) or "a blank cell"

    def leave(self, why: str) -> Correction:
        """The same, left as it is; `why` has braces for what to type."""
        return self._replace(left=why.format(self.now if self.meant != "" else "nothing"))


def corrections_of(
    mends: Iterable[Mend], book: Book, catalogue: Mapping[str, Kind]
) -> list[Correction]:
    """Every cell whose right value is certain, in the order of the file; those that a reader has to look at are left."""
    sheets = {sheet.name: _Marked(sheet) for sheet in book.sheets}
    places = {name: number for number, name in enumerate(sheets)}
    found = []
    for mend in mends:
        marked = sheets[mend.sheet]
        column, row = mend.cell
        why = "; ".join(catalogue[kind].title for kind in mend.kinds)
        was = marked.sheet.rows[row - marked.sheet.first_row][column]
        made = Correction(mend.sheet, mend.cell, was, mend.meant, why)
        reason = marked.doubt(column, row)
        found.append(made.leave(reason) if reason else made)
    return sorted(found, key=lambda each: (places[each.sheet], each.cell[1], each.cell[0]))


class _Marked:
    """A sheet with what makes it doubtful that a reader saw a cell."""

    def __init__(self, sheet: SheetData) -> None:
        self.sheet = sheet
        self._hidden_rows = frozenset(sheet.hidden_rows)
        self._merged = [tuple(map(_corner, area.split(":"))) for area in sheet.merged]

    def doubt(self, column: int, row: int) -> str:
        """Why a cell is to be left as it is; nothing where it is not."""
        if (row, column) in self.sheet.struck:
            return STRUCK
        if any(
            left <= column <= right and top <= row <= bottom
            for (left, top), (right, bottom) in self._merged
        ):
            return MERGED
        hidden = self.sheet.hidden or row in self._hidden_rows
        return HIDDEN if hidden or column in self.sheet.hidden_columns else ""


def _corner(place: str) -> tuple[int, int]:
    """Column, from 0, and row, from 1, of a place such as C7."""
    letters = place.rstrip("0123456789")
    return column_number(letters), int(place[len(letters) :])


def line_of(correction: Correction, *, share_safe: bool) -> str:
    """What was done to a cell; its address alone where the line leaves the firm."""
    verb = "left" if correction.left else "corrected"
    if share_safe:
        return f"{verb} {correction.address}"
    was = shown_value(correction.was)
    if correction.left:
        return f"left {correction.place} {was!r}: {correction.left}"
    return f"corrected {correction.place} {was!r} -> {correction.now}"


def row_of(correction: Correction) -> tuple[str, str, str, str, str]:
    """The cells of a correction in a list: sheet, cell, was, is, why."""
    was = shown_value(correction.was) if not isinstance(correction.was, str) else correction.was
    if correction.left:
        why = f"{correction.why}. Not corrected: {correction.left}"
        return correction.sheet, correction.address, was, was, why
    now = correction.meant if isinstance(correction.meant, str) else correction.now
    return correction.sheet, correction.address, was, now, correction.why
