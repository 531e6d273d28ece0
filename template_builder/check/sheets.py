"""Reads the tables of a workbook into entries, and accounts for everything on its sheets that is none."""

from __future__ import annotations

from ..workbooks.recognition import Recognized
from .collecting import Collector, Layout
from .currencies import note_currencies
from .findings import FindingLog
from .sheet_notes import (
    note_hidden,
    note_merged,
    note_own_columns,
    note_rows,
    note_rows_above,
    note_rows_beyond,
    note_same_days,
    note_struck,
    note_typed_entries,
    note_unread_sheet,
)
from .sheet_rows import columns_not_exported, rows_with_value
from .table_rows import sorted_rows
from .typed_clients import Matters, note_typed_clients


def collect_sheets(
    file: str, recognized: Recognized, collector: Collector, log: FindingLog, *, formulas: bool
) -> None:
    """Collect the entries of every table of a file, and note what else there is. A CSV file has no `formulas`."""
    matters = Matters(recognized.of("Matters"), collector.reference.listed.matters.values())
    for unread in recognized.unread:
        note_unread_sheet(unread, log)
    above = ""
    for found in recognized.sheets:
        spec, sheet = found.spec, found.data.name
        for column, row, value, flaw in found.flaws:
            log.add(flaw, sheet, (column, row), value)
        if not spec.is_exported:
            note_typed_entries(found, log)
            continue
        rows = sorted_rows(found, spec.entered)
        layout = Layout(file, sheet, spec.record, spec.entered, found.columns)
        collector.collect(rows.entries, layout)
        for header, place in columns_not_exported(found):
            collector.not_exported(sheet, header, rows_with_value(found.below, place))
        if sheet != above:
            note_rows_above(found, spec.entered, log)
            note_merged(found, log)
        note_rows(found, rows, log)
        note_own_columns(found, log)
        note_currencies(found, rows.entries, spec.entered, log)
        totals = {total.number for total in rows.totals}
        note_typed_clients(found, totals, matters, log, formulas=formulas)
        note_hidden(found, rows, log)
        note_struck(found, rows, spec.entered, log)
        if recognized.template:
            note_rows_beyond(found, rows, log)
        above = sheet
    note_same_days(recognized.sheets, collector.collected.activities, log)
