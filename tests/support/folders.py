"""A folder of saved reports, in memory or on disk, and the rows of an index as a person reads them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from functools import partial

import openpyxl

from template_builder.history.contents import Contents, FolderFile
from template_builder.history.service import look_at

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


def in_memory(files: Mapping[str, bytes]) -> Iterable[FolderFile]:
    return [FolderFile(name, partial(io.BytesIO, data)) for name, data in files.items()]


def found_in(files: Mapping[str, bytes]) -> list[Contents]:
    return [look_at(file) for file in in_memory(files)]


def rows_of(index: bytes, sheet: str = "Index") -> list[dict[str, object]]:
    """The filled rows of a sheet by the words of its header, read by another library than ours reads with."""
    book = openpyxl.load_workbook(io.BytesIO(index), read_only=True)
    header, *rows = book[sheet].iter_rows(values_only=True)
    return [
        {str(key): value for key, value in zip(header, row, strict=True) if value is not None}
        for row in rows
        if any(value is not None for value in row)
    ]


def by_name(index: bytes) -> dict[str, dict[str, object]]:
    return {str(row["File name"]): row for row in rows_of(index) if "File name" in row}


def remarks_of(index: bytes) -> list[tuple[str, str]]:
    return [(str(row["About"]), str(row["Remark"])) for row in rows_of(index, "Remarks")]


def italics_of(index: bytes) -> set[str]:
    """The cells of the index in italics."""
    sheet = openpyxl.load_workbook(io.BytesIO(index))["Index"]
    return {
        cell.coordinate
        for row in sheet.iter_rows(min_row=2)
        for cell in row
        if cell.value is not None and cell.font.italic
    }


def cleared(index: bytes, *cells: str) -> bytes:
    """The index with cells of its first sheet of rows made blank, as a person does."""
    book = openpyxl.load_workbook(io.BytesIO(index))
    for cell in cells:
        book["Index"][cell].value = None
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
