"""Writes the sheets that people read: the recommended reports and the checklists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.formatting.rule import FormulaRule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ..excel import styles
from ..excel.cells import put
from ..excel.tables import finish_table, row_height, set_up_page, write_header
from ..guide.checklists import Checklist
from ..guide.model import Guide
from ..guide.own_reports import own_reports
from ..guide.sources import Source
from ..guide.systems import PreviousSystem
from ..plan.dates import Plan

RECOMMENDED = "Recommended"
REPORT_COLUMNS = (
    ("No.", 6),
    ("Report", 38),
    ("Why", 46),
    ("How", 46),
    ("Control total", 34),
    ("Source", 48),
)
RETENTION_COLUMNS = (
    "",
    "Jurisdiction",
    "Keep trust records for",
    "Counted from",
    "Kind of source",
    "Source",
)
CHECKLIST_COLUMNS = (
    ("Item", 46),
    ("Why", 44),
    ("Done when", 44),
    ("Role", 13),
    ("Due", 12),
    ("How counted", 20),
    ("Done", 8),
    ("By", 16),
    ("On", 12),
    ("Remarks", 30),
)
NOT_ADVICE = (
    "How long to keep trust records, as far as it could be confirmed. Not legal advice: "
    "rules differ and change. Check with your regulator and keep the longest period that applies."
)


def write_recommended_sheet(
    sheet: Worksheet, guide: Guide, system: PreviousSystem | None = None
) -> None:
    """The reports to take, where they are in the firm's system, then the keep-until rules, each with its sources."""
    write_header(sheet, [header for header, _ in REPORT_COLUMNS])
    _set_widths(sheet, [width for _, width in REPORT_COLUMNS])
    style_cache = styles.StyleCache()
    row = 2
    for report in guide.reports:
        own = own_reports(guide, system, (report.id,))
        how = f"{report.how}\n{own.text}" if own else report.how
        cited = dict.fromkeys(report.sources)
        for each in own.reports if own else ():
            cited |= dict.fromkeys(each.sources)
        texts = (report.report, report.why, how, report.control_total, _sources([*cited], guide))
        _write_row(sheet, row, (report.number, *texts), style_cache, bold=2)
        row += 1
    row += 1
    cell = put(sheet, row, 2, NOT_ADVICE)
    cell.font = styles.BOLD
    row += 1
    for number, header in enumerate(RETENTION_COLUMNS, start=1):
        cell = put(sheet, row, number, header)
        cell.font = styles.HEADER
        cell.fill = styles.HEADER_FILL
        cell.alignment = styles.HEADER_ALIGNMENT
    row += 1
    for rule in guide.retention:
        kind = f"{rule.kind}. {rule.note}".removesuffix(". ")
        values = (
            None,
            rule.jurisdiction,
            rule.period,
            rule.counted_from or "not stated",
            kind,
            _sources(rule.sources, guide),
        )
        _write_row(sheet, row, values, style_cache, bold=2)
        row += 1
    sheet.print_title_rows = "1:1"
    set_up_page(sheet, landscape=True)


def write_checklist_sheet(
    sheet: Worksheet,
    checklist: Checklist,
    plan: Plan | None,
    date_format: str,
    own_lines: Mapping[str, str],
) -> None:
    """One phase: every item in reading order, with room to record who finished it and when.

    `own_lines` go below the text of some items, by their ids.
    """
    write_header(sheet, [header for header, _ in CHECKLIST_COLUMNS])
    _set_widths(sheet, [width for _, width in CHECKLIST_COLUMNS])
    items = checklist.items
    style_cache = styles.StyleCache()
    for row, item in enumerate(items, start=2):
        counted = plan.how_counted(item.due) if plan else item.due.label
        text = f"{item.text} [cannot be undone: {item.no_return}]" if item.no_return else item.text
        text = "\n".join(filter(None, [text, own_lines.get(item.id)]))
        values = (text, item.why, item.done_when, item.role.name, None, counted)
        _write_row(sheet, row, values, style_cache, bold=1)
        put(sheet, row, 5, plan.due(item.due) if plan else None)
        for number in (5, 7, 8, 9, 10):
            form = date_format if number in (5, 9) else "@"
            style_cache.apply(
                sheet.cell(row, number), styles.TEXT, styles.TOP_WRAP, styles.BOX, form
            )
    last = len(items) + 1
    _offer(sheet, f"G2:G{last}", "Done", "Type yes once the condition in Done when is true.", "yes")
    _offer(sheet, f"I2:I{last}", "On", "The day it was finished.")
    rule = FormulaRule(formula=['LOWER(TRIM($G2))="yes"'])
    rule.dxf = styles.ALL_WELL
    sheet.conditional_formatting.add(f"G2:G{last}", rule)
    finish_table(sheet, len(CHECKLIST_COLUMNS), last)


def _offer(sheet: Worksheet, area: str, title: str, prompt: str, choice: str = "") -> None:
    validation = DataValidation(type="list", formula1=f'"{choice}"') if choice else DataValidation()
    validation.allow_blank = True
    validation.errorStyle = "warning"
    validation.promptTitle = title
    validation.prompt = prompt
    validation.showInputMessage = True
    validation.add(area)
    sheet.add_data_validation(validation)


def _sources(ids: Sequence[str], guide: Guide) -> str:
    """Sources in words, one a line."""
    return "\n".join(_source(guide.sources[id_]) for id_ in ids)


def _source(source: Source) -> str:
    return f"{source.publisher}: {source.title} ({source.generation})"


def _set_widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def _write_row(
    sheet: Worksheet,
    row: int,
    values: Sequence[object],
    style_cache: styles.StyleCache,
    *,
    bold: int,
) -> None:
    """Texts have the names of Clio's buttons between quotation marks where a page sets them as code."""
    values = [value.replace("`", '"') if isinstance(value, str) else value for value in values]
    sheet.row_dimensions[row].height = row_height(sheet, values)
    for number, value in enumerate(values, start=1):
        font = styles.BOLD if number == bold else styles.TEXT
        border = styles.BOX if value is not None else None
        alignment = styles.TOP_CENTER if isinstance(value, int) else styles.TOP_WRAP
        style_cache.apply(put(sheet, row, number, value), font, alignment, border)
