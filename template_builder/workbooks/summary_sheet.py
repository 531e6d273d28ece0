"""Writes the sheet `Summary`: hours and amounts by person and by matter, and whether they tie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from ..excel import styles
from ..excel.cells import put, put_formula
from ..excel.print_area import print_by
from ..excel.tables import set_up_page
from .formulas import Places
from .model import Sheet
from .names import SUMMARY_HEADERS, SUMMARY_SHEET, SUMMARY_TOTAL
from .ranges import Ranges
from .uncounted import Line, lines

ROUNDING = "0.005"
ERROR = "A cell shows an error such as #REF!: see Check."
WITHOUT_RATE_ROW = 11
WITHOUT_RATE = f"'{SUMMARY_SHEET}'!$B${WITHOUT_RATE_ROW}"
"""The cell that counts the rows of time without a rate: `Start here` shows it too."""


def write_summary_sheet(
    sheet: Worksheet,
    *,
    sheets: tuple[Sheet, ...],
    places: Places,
    people_rows: int,
    matter_rows: int,
) -> None:
    """Fill an empty worksheet for the sheets Time, Expenses and Notes, in that order."""
    time, expenses, notes = (Ranges(spec) for spec in sheets)
    sums = _Sums(time, expenses, places)
    _set_widths(sheet)
    put(sheet, 1, 1, "Summary").font = styles.TITLE
    sheet.row_dimensions[1].height = 30
    note = "Updates itself from the other sheets. Amounts include non-billable entries."
    put(sheet, 2, 1, note).font = styles.SMALL

    _header(sheet, 4, "Overall")
    total = 5
    put(sheet, total, 1, SUMMARY_TOTAL).font = styles.BOLD
    _amounts(sheet, total, sums.of("1"), sums.style_cache)
    counts = (
        ("Rows of time", f'=SUMPRODUCT(--({time["check"]}<>""))'),
        ("Rows of expenses", f'=SUMPRODUCT(--({expenses["check"]}<>""))'),
        ("Notes", f'=SUMPRODUCT(--({notes["check"]}<>""))'),
    )
    for row, (label, formula) in enumerate(counts, start=total + 1):
        _count(sheet, row, label, formula)
    first_line = total + len(counts) + 1
    cells = [f"$B${row}" for row in range(first_line, WITHOUT_RATE_ROW + 1)]
    uncounted = lines(time, expenses, notes, places, cells)
    for row, line in enumerate(uncounted, start=first_line):
        _count(sheet, row, line.label, line.number)
        put_formula(sheet, row, 3, line.where).font = styles.TEXT
        _when(sheet, f"B{row}:C{row}", f"$B${row}>0", styles.NEEDS_ATTENTION)
    tie = WITHOUT_RATE_ROW + 1

    people = _Block(
        title="By person",
        column="person",
        others="No person, or not on Start here",
        names=places.people,
        also="",
        rows=people_rows,
    )
    matters = _Block(
        title="By matter",
        column="matter",
        others="No matter, or not in this list (new in Clio)",
        names=places.matters[0],
        also=places.matters[1],
        rows=matter_rows,
    )
    first_person = tie + 3
    after_people = _write_block(sheet, first_person - 1, people, sums)
    first_matter = after_people + 2
    after_matters = _write_block(sheet, first_matter - 1, matters, sums)
    by_person = (first_person, after_people - 1)
    by_matter = (first_matter, after_matters - 1)

    put(sheet, tie, 1, "Do the totals tie?").font = styles.BOLD
    put_formula(sheet, tie, 2, _ties(uncounted, total, by_person, by_matter))
    _when(sheet, f"B{tie}", f'$B${tie}="OK"', styles.ALL_WELL)
    _when(sheet, f"B{tie}", f'$B${tie}<>"OK"', styles.NEEDS_ATTENTION)
    labels = f"'{SUMMARY_SHEET}'!$A$1:$A${after_matters - 1}"
    last = f'SUMPRODUCT(MAX(({labels}<>"")*ROW({labels})))'
    print_by(sheet, f"'{SUMMARY_SHEET}'!$A$1:INDEX({labels.replace(':$A$', ':$F$')},{last},6)")
    sheet.freeze_panes = "B5"
    sheet.print_title_rows = "4:4"
    set_up_page(sheet, landscape=False)


class _Sums:
    """Formulas that add up hours and amounts over the rows that a mask selects (1 or 0 for each row)."""

    def __init__(self, time: Ranges, expenses: Ranges, places: Places) -> None:
        self.time = time
        self.expenses = expenses
        self.places = places
        self.style_cache = styles.StyleCache()
        self.alone = f"(COUNTA({places.people})=1)"

    def of(self, mask: str) -> tuple[str, str, str, str]:
        """Hours, non-billable hours, time amount, expense amount; `mask` is a template over {sheet}."""
        on_time, on_expenses = self._masks(mask)
        time, expenses = self.time, self.expenses
        # Multiplying a range by 1 would fail on text; commas let SUMPRODUCT skip it.
        hours = f"SUMPRODUCT({on_time},{time['hours']})"
        quiet = f'--(LOWER(TRIM({time["non-billable"]}))="yes")'
        usual = (
            f"SUMIF({self.places.people},TRIM({time['timekeeper']}),{self.places.rates})"
            f'+(TRIM({time["timekeeper"]})="")*{self.alone}*SUM({self.places.rates})'
        )
        no_rate = f'--(TRIM({time["rate"]})="")'
        return (
            f"={hours}",
            f"=SUMPRODUCT({on_time},{quiet},{time['hours']})",
            f"=SUMPRODUCT({on_time},{time['hours']},{time['rate']})"
            f"+SUMPRODUCT({on_time},{no_rate},{usual},{time['hours']})",
            f"=SUMPRODUCT({on_expenses},{expenses['price']},{expenses['quantity']})",
        )

    def _masks(self, mask: str) -> tuple[str, str]:
        if mask == "1":
            return tuple(f"--(ROW({r['date']})>0)" for r in (self.time, self.expenses))  # type: ignore[return-value]
        return self._mask(mask, self.time), self._mask(mask, self.expenses)

    @staticmethod
    def _mask(mask: str, ranges: Ranges) -> str:
        return mask.format(person=ranges["timekeeper"], matter=ranges["matter"])


@dataclass(frozen=True, kw_only=True)
class _Block:
    """One block of the summary: which names it lists, and under which other spelling they may be recorded."""

    title: str
    column: str
    others: str
    names: str
    also: str
    rows: int

    def name(self, offset: int) -> str:
        return _nth(self.names, offset)

    def own_mask(self, cell: str, offset: int, sums: _Sums) -> str:
        """1 for each row recorded under the name in `cell`."""
        recorded = f"TRIM({{{self.column}}})"
        own = f"({recorded}=TRIM({cell}))"
        if self.also:
            also = _nth(self.also, offset)
            own += f'+({recorded}=TRIM({also}))*(TRIM({also})<>"")'
        else:
            # A blank timekeeper is the one person named on Start here.
            own += f'+({recorded}="")*{sums.alone}'
        return f"--({own}>0)"

    def other_mask(self, sums: _Sums) -> str:
        """1 for each row recorded under no listed name, found without looking at the listed rows' sums."""
        places = [_first_rows(place, self.rows) for place in (self.names, self.also) if place]
        found = "+".join(f"COUNTIF({place},TRIM({{{self.column}}}))" for place in places)
        blank = f'(TRIM({{{self.column}}})="")'
        unknown = f'(TRIM({{{self.column}}})<>"")*({found}=0)'
        return f"{blank}{'' if self.also else f'*(1-{sums.alone})'}+{unknown}"


def _nth(place: str, offset: int) -> str:
    """One cell of an absolute range of one column; its row may move with the formula."""
    sheet, letter, first = _taken_apart(place)
    return f"{sheet}!${letter}{first + offset}"


def _first_rows(place: str, rows: int) -> str:
    """The first rows of an absolute range of one column."""
    sheet, letter, first = _taken_apart(place)
    return f"{sheet}!${letter}${first}:${letter}${first + rows - 1}"


def _taken_apart(place: str) -> tuple[str, str, int]:
    """Sheet, column letter and first row of an absolute range such as `'Matters'!$A$2:$A$501`."""
    sheet, cells = place.split("!")
    letter, row = cells.split(":")[0].removeprefix("$").split("$")
    return sheet, letter, int(row)


def _write_block(sheet: Worksheet, row: int, block: _Block, sums: _Sums) -> int:
    """A header, the rows that fit no name, then one row for each name. Returns the row after it."""
    _header(sheet, row, block.title)
    row += 1
    put(sheet, row, 1, block.others).font = styles.TEXT
    _amounts(sheet, row, sums.of(block.other_mask(sums)), sums.style_cache)
    for offset in range(block.rows):
        row += 1
        name = block.name(offset)
        put_formula(sheet, row, 1, f'=IF(TRIM({name})="","",{name})').font = styles.TEXT
        mask = block.own_mask(f"$A{row}", offset, sums)
        _amounts(sheet, row, sums.of(mask), sums.style_cache, only_if=f'$A{row}=""')
    return row + 1


def _ties(uncounted: Sequence[Line], total: int, *blocks: tuple[int, int]) -> str:
    """OK when everything counts, and each block adds up to the total in hours and in money; otherwise what does not."""
    parts = [line.warning for line in uncounted]
    for name, (first, last) in zip(("By person", "By matter"), blocks, strict=True):
        apart = "+".join(
            f"ABS(SUM({letter}{first}:{letter}{last})-{letter}{total})" for letter in "BF"
        )
        parts.append(f'IF({apart}>{ROUNDING},"{name} does not tie: is a name listed twice? ","")')
    said = "&".join(parts)
    return f'=IFERROR(SUBSTITUTE(SUBSTITUTE({said}&"|OK"," |OK",""),"|OK","OK"),"{ERROR}")'


def _count(sheet: Worksheet, row: int, label: str, formula: str) -> None:
    put(sheet, row, 1, label).font = styles.TEXT
    put_formula(sheet, row, 2, formula).number_format = "0"


def _amounts(
    sheet: Worksheet,
    row: int,
    formulas: tuple[str, ...],
    style_cache: styles.StyleCache,
    only_if: str = "",
) -> None:
    formulas = (*formulas, f"=D{row}+E{row}")
    for number, formula in enumerate(formulas, start=2):
        if only_if:
            formula = f'=IF({only_if},"",{formula[1:]})'
        cell = put_formula(sheet, row, number, formula)
        style_cache.apply(cell, styles.TEXT, styles.PLAIN, number_format="#,##0.00")


def _header(sheet: Worksheet, row: int, title: str) -> None:
    for number, header in enumerate((title, *SUMMARY_HEADERS), start=1):
        cell = put(sheet, row, number, header)
        cell.font = styles.HEADER
        cell.fill = styles.HEADER_FILL
        cell.alignment = styles.HEADER_RIGHT if number > 1 else styles.HEADER_ALIGNMENT
    sheet.row_dimensions[row].height = 32


def _set_widths(sheet: Worksheet) -> None:
    for letter, width in zip("ABCDEF", (46, 12, 13, 15, 15, 15), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.sheet_view.showGridLines = False


def _when(sheet: Worksheet, area: str, formula: str, style: DifferentialStyle) -> None:
    rule = FormulaRule(formula=[formula])
    rule.dxf = style
    sheet.conditional_formatting.add(area, rule)
