"""Listings as tests build and show them: a layout is rows as another system prints them, never a copied file."""

from __future__ import annotations

import csv
import io

import openpyxl

from template_builder.listings.service import read_listing


def csv_of(rows, separator=",", encoding="utf-8"):
    """The bytes of a CSV file; a row may be a text with values between bars."""
    buffer = io.StringIO(newline="")
    cells = (row.split("|") if isinstance(row, str) else row for row in rows)
    csv.writer(buffer, delimiter=separator).writerows(cells)
    return buffer.getvalue().encode(encoding)


def xlsx_of(*sheets):
    """The bytes of a workbook with sheets of (name, rows)."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return saved(book)


def saved(book):
    """The bytes of a workbook of openpyxl."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def listing(rows, kind, columns=None, name="list.csv", **options):
    """A listing out of rows of text."""
    separator = options.pop("separator", ",")
    encoding = options.pop("encoding", "utf-8")
    return read_listing(name, csv_of(rows, separator, encoding), kind, columns or {}, **options)


def table(found, *fields):
    """The rows read, as tuples of texts; figures as numbers, dates as ISO."""
    return [tuple(_shown(row, id_) for id_ in fields) for row in found.rows]


def _shown(row, id_):
    if (number := row.number(id_)) is not None:
        return str(number)
    return row.day(id_).isoformat() if row.day(id_) else row.text(id_)


def counts(found):
    """How many rows of each class are no data."""
    return {str(each.row_class): each.count for each in found.left_out}


def says(found):
    """All remarks as one text."""
    return "\n".join(f"{each.place}: {each.message} {each.fix}" for each in found.remarks)
