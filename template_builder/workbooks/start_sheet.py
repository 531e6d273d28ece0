"""Writes the sheet `Start here`: what to do, until when, whom to send it to, and who uses the file."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.utils import column_index_from_string
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ..common.days import day_label
from ..excel import styles
from ..excel.cells import put, put_formula
from ..excel.tables import set_up_page
from ..firm.firm import Firm, Person
from ..guide.checklists import Anchor
from ..plan.dates import Plan
from .formulas import absolute
from .model import Start, Workbook
from .names import PEOPLE_HEADERS, START_SHEET, TEMPLATE_LABEL
from .summary_sheet import WITHOUT_RATE

PEOPLE_ROWS = 8
TEMPLATE_NAME = "kit_template"
VERSION_NAME = "kit_version"
CHARACTERS_PER_LINE = 110
LINE_HEIGHT = 17.0
AFFILIATION = (
    "Made by the Firm Transition Guide, which is not affiliated with Clio. "
    "No macros, no links to other files; nothing you type here is sent anywhere."
)


@dataclass(frozen=True, kw_only=True)
class PeopleRanges:
    """The absolute ranges of names and usual rates."""

    names: str
    rates: str


def write_start_sheet(
    sheet: Worksheet, spec: Workbook, firm: Firm, person: Person | None
) -> PeopleRanges | None:
    """Fill the first sheet; `person` owns the workbook. Returns the ranges of the people, if the sheet lists them."""
    page = _Page(sheet)
    page.line(spec.start.title, styles.TITLE, height=30)
    owner = " - ".join(filter(None, (person.name if person else "", firm.name)))
    if owner:
        page.line(owner, styles.BOLD)
    if firm.fictional and person:
        page.line("A sample: this firm and its people are fictional.", styles.SMALL)
    page.gap()
    page.paragraph(spec.start.intro)
    page.gap()
    page.heading("What to do")
    for number, step in enumerate(spec.start.steps, start=1):
        page.paragraph(f"{number}.  {step}")
    page.gap()
    _write_dates(page, spec.start, firm)
    people = None
    if spec.start.people:
        people = _write_people(
            page,
            (person,) if person else firm.people,
            people_rows(firm, person),
            summary=spec.summary,
        )
        page.gap()
    page.paragraph(AFFILIATION, styles.SMALL)
    _write_identity(page, spec)
    page.finish()
    return people


def people_rows(firm: Firm, person: Person | None) -> int:
    """How many names `Start here` has room for."""
    return PEOPLE_ROWS if person else max(PEOPLE_ROWS, len(firm.people))


def _write_dates(page: _Page, start: Start, firm: Firm) -> None:
    words = _placeholders(firm.plan, firm.send_to)
    for label, text in (("When", start.period), ("Hand it in", start.hand_in)):
        if text:
            page.labeled(label, text.format_map(words))
    page.gap()


def _placeholders(plan: Plan | None, send_to: str) -> dict[str, str]:
    """The words for the braces in a start page; nothing where the firm has no plan yet."""
    words = {"cut_off": "", "review_end": "", "sign_off": ""}
    if plan:
        cut_off = f"{day_label(plan.date_of(Anchor.CUT_OFF))} at {plan.clock(plan.cut_off)}"
        words = {
            "cut_off": f" ({cut_off})",
            "review_end": f" (planned for {day_label(plan.date_of(Anchor.REVIEW_END))})",
            "sign_off": f" (planned for {day_label(plan.date_of(Anchor.SIGN_OFF))})",
        }
    return {**words, "send_to": send_to or "the coordinator of the move"}


def _write_people(
    page: _Page, people: Sequence[Person], rows: int, *, summary: bool
) -> PeopleRanges:
    page.heading("Who uses this file")
    if summary:
        said = f'"Type the usual rate. Rows on Time without one: "&{WITHOUT_RATE}'
        page.reminder(f'IF({WITHOUT_RATE}=0,"",{said})')
    page.table_header(PEOPLE_HEADERS)
    first = page.row
    last = first + rows - 1
    for offset in range(rows):
        person = people[offset] if offset < len(people) else None
        page.input_row((person.name if person else None, person.rate if person else None))
    page.prompt(first, last, "B", "Name", "The name exactly as Clio shows it, or will show it.")
    page.prompt(first, last, "C", "Usual rate", "Per hour; used where a row on Time has no rate.")
    return PeopleRanges(
        names=absolute(START_SHEET, 2, first, last), rates=absolute(START_SHEET, 3, first, last)
    )


def _write_identity(page: _Page, spec: Workbook) -> None:
    """Template id and version in cells of their own, so that they survive every program and format."""
    sheet, row = page.sheet, page.row
    for column, value in enumerate((TEMPLATE_LABEL, spec.id, spec.version), start=2):
        cell = put(sheet, row, column, value)
        cell.font = styles.SMALL
        cell.alignment = styles.TOP
    for name, letter in ((TEMPLATE_NAME, "C"), (VERSION_NAME, "D")):
        place = f"'{START_SHEET}'!${letter}${row}"
        sheet.parent.defined_names[name] = DefinedName(name, attr_text=place)
    page.row += 1


class _Page:
    """Writes down a sheet row by row, columns B to D, as on a page."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.row = 2
        for letter, width in (("A", 3), ("B", 30), ("C", 18), ("D", 50)):
            sheet.column_dimensions[letter].width = width
        sheet.sheet_view.showGridLines = False

    def gap(self) -> None:
        self.row += 1

    def line(self, text: str, font: Font, height: float = LINE_HEIGHT) -> None:
        cell = put(self.sheet, self.row, 2, text)
        cell.font = font
        self.sheet.row_dimensions[self.row].height = height
        self.row += 1

    def heading(self, text: str) -> None:
        for number in (2, 3, 4):
            self.sheet.cell(self.row, number).border = styles.UNDER
        self.line(text, styles.HEADING, height=22)
        self.sheet.row_dimensions[self.row].height = 6
        self.row += 1

    def paragraph(self, text: str, font: Font = styles.TEXT) -> None:
        self._merged("B", text, font, CHARACTERS_PER_LINE)
        self.row += 1

    def reminder(self, formula: str) -> None:
        """Right of the next row, something that its formula says only when there is a reason."""
        cell = put_formula(self.sheet, self.row, 4, f"={formula}")
        cell.font = styles.BOLD
        cell.alignment = styles.CENTER_WRAP
        rule = FormulaRule(formula=[f'$D${self.row}<>""'])
        rule.dxf = styles.NEEDS_ATTENTION
        self.sheet.conditional_formatting.add(f"D{self.row}", rule)

    def labeled(self, label: str, text: str) -> None:
        cell = put(self.sheet, self.row, 2, label)
        cell.font = styles.BOLD
        cell.alignment = styles.CENTER_WRAP
        self._merged("C", text, styles.TEXT, CHARACTERS_PER_LINE - 34)
        self.row += 1

    def table_header(self, headers: Sequence[str]) -> None:
        for number, header in enumerate(headers, start=2):
            cell = put(self.sheet, self.row, number, header)
            cell.font = styles.HEADER
            cell.fill = styles.HEADER_FILL
            cell.alignment = styles.HEADER_ALIGNMENT
        self.row += 1

    def input_row(self, values: Sequence[object]) -> None:
        for number, value in enumerate(values, start=2):
            cell = put(self.sheet, self.row, number, value)
            cell.font = styles.TEXT
            cell.border = styles.BOX
            cell.number_format = "#,##0.00##" if number == 3 else "@"
        self.row += 1

    def prompt(self, first: int, last: int, letter: str, title: str, text: str) -> None:
        validation = DataValidation(promptTitle=title, prompt=text, showInputMessage=True)
        validation.add(f"{letter}{first}:{letter}{last}")
        self.sheet.add_data_validation(validation)

    def finish(self) -> None:
        self.sheet.print_area = f"A1:D{self.row}"
        set_up_page(self.sheet, landscape=False)

    def _merged(self, letter: str, text: str, font: Font, characters: int) -> None:
        cell = put(self.sheet, self.row, column_index_from_string(letter), text)
        cell.font = font
        cell.alignment = styles.CENTER_WRAP
        self.sheet.merge_cells(f"{letter}{self.row}:D{self.row}")
        lines = math.ceil(len(text) / characters)
        self.sheet.row_dimensions[self.row].height = LINE_HEIGHT * lines
