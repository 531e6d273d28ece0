"""Writes the proof list: what goes out, by person and matter in date order, to be initialled before an upload without undo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from ..check.entries import Activity
from ..check.reference import Reference
from ..common.text import key_of
from ..excel import styles
from ..excel.cells import put
from ..excel.package import new_book, saved
from ..excel.tables import row_height, set_up_page
from .clio_text import plain
from .exporter import clio_matter, clio_user

HEADERS = (
    "Date",
    "Description",
    "Category",
    "Hours or quantity",
    "Rate or price",
    "Amount",
    "Not billable",
)
WIDTHS = (16, 70, 20, 11, 12, 13, 9)
ONE_LINE = 60
"""Characters of a description that surely fit on one line."""
AMOUNT = 6
NUMBERS = (4, 5, AMOUNT)
"""Columns of numbers, from 1."""


def write_proof_list(
    entries: Sequence[Activity], reference: Reference, date_format: str, stamp: dt.datetime
) -> bytes:
    """The proof list as .xlsx, a new page for each person; amounts are exact."""
    book = new_book("Proof list")
    sheet = book.create_sheet("Proof list")
    for letter, width in zip("ABCDEFG", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    row = _sentence(sheet, 1, "Proof list", styles.TITLE)
    words = "What goes into Clio, before the upload: read your own page, mark what is wrong, and initial it. No undo of the upload is known."
    row = _sentence(sheet, row, words, styles.TEXT)
    style_cache = styles.StyleCache()
    by_person = sorted(entries, key=lambda entry: _order(entry, reference))
    for number, (user, own) in enumerate(
        groupby(by_person, lambda e: clio_user(reference, e.person))
    ):
        if number:
            sheet.row_breaks.append(Break(id=row - 1))
        row = _write_person(sheet, row, user, list(own), reference, date_format, style_cache)
    set_up_page(sheet, landscape=True)
    sheet.sheet_view.showGridLines = False
    return saved(book, stamp)


def _order(entry: Activity, reference: Reference) -> tuple[object, ...]:
    user, matter = clio_user(reference, entry.person), clio_matter(reference, entry.matter)
    return (key_of(user), key_of(matter), entry.day, entry.expense, entry.description, entry.origin)


def _write_person(
    sheet: Worksheet,
    row: int,
    user: str,
    entries: Sequence[Activity],
    reference: Reference,
    date_format: str,
    style_cache: styles.StyleCache,
) -> int:
    row = _sentence(sheet, row + 1, user, styles.HEADING)
    for number, header in enumerate(HEADERS, start=1):
        cell = put(sheet, row, number, header)
        cell.font, cell.fill = styles.HEADER, styles.HEADER_FILL
        cell.alignment = styles.HEADER_RIGHT if number in NUMBERS else styles.HEADER_INDENTED
    sheet.row_dimensions[row].height = 32
    row += 1
    for matter, own in groupby(entries, lambda entry: clio_matter(reference, entry.matter)):
        put(sheet, row, 1, matter).font = styles.BOLD
        row += 1
        rows = list(own)
        for entry in rows:
            _write_row(sheet, row, _values(entry), date_format, style_cache)
            row += 1
        row = _write_sum(sheet, row, f"{matter}: in all", rows, style_cache)
    row = _write_sum(sheet, row, f"{user}: in all", entries, style_cache)
    put(sheet, row + 1, 1, "Read and right:").font = styles.TEXT
    for column in (2, 3):
        put(sheet, row + 1, column, ("Initials" if column == 2 else "Date")).font = styles.SMALL
        sheet.cell(row + 1, column).border = styles.UNDER
    return row + 3


def _values(entry: Activity) -> tuple[object, ...]:
    quiet = "yes" if entry.non_billable else ""
    text = plain(entry.description)
    return (entry.day, text, entry.category, entry.quantity, entry.price, entry.amount, quiet)


def _write_row(
    sheet: Worksheet,
    row: int,
    values: Sequence[object],
    date_format: str,
    style_cache: styles.StyleCache,
) -> None:
    for number, value in enumerate(values, start=1):
        if value == "":
            continue
        cell = put(sheet, row, number, value)
        if number == 1:
            style_cache.apply(
                cell, styles.TEXT, styles.LEFT_TOP, styles.UNDERLINE, number_format=date_format
            )
        elif number in NUMBERS:
            style_cache.apply(
                cell, styles.TEXT, styles.TOP, styles.UNDERLINE, number_format="#,##0.00##"
            )
        else:
            style_cache.apply(cell, styles.TEXT, styles.TOP_WRAP_INDENTED, styles.UNDERLINE)
    if len(str(values[1])) > ONE_LINE:
        sheet.row_dimensions[row].height = row_height(sheet, values)


def _write_sum(
    sheet: Worksheet,
    row: int,
    words: str,
    entries: Sequence[Activity],
    style_cache: styles.StyleCache,
) -> int:
    """Hours of time and the amount of all; the row after it."""
    hours = sum((entry.quantity for entry in entries if not entry.expense), Decimal(0))
    amount = sum((entry.amount for entry in entries), Decimal(0))
    for column, value in ((2, words), (4, hours or None), (6, amount)):
        cell = put(sheet, row, column, value)
        number_format = "#,##0.00##" if column in NUMBERS else "General"
        style_cache.apply(cell, styles.BOLD, styles.PLAIN, number_format=number_format)
    return row + 1


def _sentence(sheet: Worksheet, row: int, text: str, font: object) -> int:
    put(sheet, row, 1, text).font = font
    return row + 1
