"""Describes a workbook as text, so that a person can read what a change does to it.

`python -m tests.support.describe` (or `make golden`) writes the descriptions of the shipped workbooks anew.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

GOLDEN = Path(__file__).parents[1] / "workbooks" / "golden"


def describe(data: bytes) -> str:
    """Sheets, cells, formats, drop-downs, prompts, conditions and print set-up of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    areas = print_areas(data)
    lines = [f"title: {book.properties.title}"]
    lines += [f"name {name} = {defined.attr_text}" for name, defined in book.defined_names.items()]
    for sheet in book:
        lines += [
            "",
            f"== {sheet.title}"
            + ("" if sheet.sheet_state == "visible" else f" ({sheet.sheet_state})"),
        ]
        lines += _set_up(sheet, areas.get(sheet.title, "all"))
        lines += _columns(sheet)
        lines += _cells(sheet)
        lines += _validations(sheet)
        lines += _conditions(sheet)
    return "\n".join(lines) + "\n"


def print_areas(data: bytes) -> dict[str, str]:
    """What is printed of each sheet; openpyxl reads no formula there."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    names = [sheet.get("name", "") for sheet in book.iterfind("{*}sheets/{*}sheet")]
    return {
        names[int(name.get("localSheetId", ""))]: str(name.text)
        for name in book.iterfind("{*}definedNames/{*}definedName")
        if name.get("name") == "_xlnm.Print_Area"
    }


def _set_up(sheet: Worksheet, printed: str) -> Iterator[str]:
    page = sheet.page_setup
    yield f"frozen {sheet.freeze_panes}, filter {sheet.auto_filter.ref}"
    yield (
        f"print {page.orientation}, pages wide {page.fitToWidth}, high {page.fitToHeight}, "
        f"titles {sheet.print_title_rows} {sheet.print_title_cols}, area {printed}"
    )
    if sheet.merged_cells.ranges:
        yield "merged " + " ".join(sorted(map(str, sheet.merged_cells.ranges)))


def _columns(sheet: Worksheet) -> Iterator[str]:
    for letter, column in sheet.column_dimensions.items():
        yield f"column {letter}: width {column.width:g}, format {column.number_format}"


def _cells(sheet: Worksheet) -> Iterator[str]:
    """Each cell; formulas that only count up from row to row are shown once, with the rows they fill."""
    for column in sheet.iter_cols():
        filled = [cell for cell in column if cell.value is not None]
        for _, same in groupby(filled, _shape):
            cells = list(same)
            first, last = cells[0], cells[-1]
            place = first.coordinate if first is last else f"{first.coordinate}:{last.coordinate}"
            yield f"{place} {first.value!r}"


def _shape(cell: Cell) -> str:
    """A formula with its relative rows counted from its own; any other value stands for itself."""
    text = str(cell.value)
    if not text.startswith("="):
        return cell.coordinate
    return re.sub(r"(\$?\b[A-Z]{1,2})(\d+)\b", lambda m: f"{m[1]}[{int(m[2]) - cell.row}]", text)


def _validations(sheet: Worksheet) -> Iterator[str]:
    for rule in sheet.data_validations.dataValidation:
        limits = " ".join(filter(None, (rule.type, rule.operator, rule.formula1, rule.formula2)))
        yield f"validation {rule.sqref}: {limits or 'prompt only'} [{rule.errorStyle}] {rule.promptTitle!r} {rule.prompt!r}"


def _conditions(sheet: Worksheet) -> Iterator[str]:
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            yield f"condition {area.sqref}: {rule.formula[0]}"


@cache
def shipped() -> dict[str, str]:
    """File name and description of every workbook of the example firm's kit."""
    from tests.support.kit import example_kit

    return {
        file.name.removesuffix(".xlsx"): describe(file.data)
        for file in example_kit()
        if file.name.endswith(".xlsx")
    }


if __name__ == "__main__":
    for name, text in shipped().items():
        (GOLDEN / f"{name}.txt").write_text(text, encoding="utf-8")
