"""Workbooks are written in memory, and a sealed one knows whether somebody worked in it."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile

import openpyxl
import pytest

from template_builder.common.stamp import EARLIEST
from template_builder.excel import package
from template_builder.excel.package import Unchanged, is_untouched, new_book, saved, zipped


def workbook(*, seal: bool) -> bytes:
    book = new_book("Title")
    sheet = book.create_sheet("Time")
    sheet["A1"] = "Fictional Orchard"
    sheet.merge_cells("A2:B2")
    return saved(book, EARLIEST, seal=seal)


def test_nothing_of_a_workbook_is_written_into_a_temporary_folder(monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file")

    for name in (
        "NamedTemporaryFile",
        "TemporaryFile",
        "mkstemp",
        "mkdtemp",
        "SpooledTemporaryFile",
    ):
        monkeypatch.setattr(tempfile, name, refuse)
    monkeypatch.setattr("openpyxl.worksheet._writer.create_temporary_file", refuse)
    data = workbook(seal=False)
    monkeypatch.undo()
    assert openpyxl.load_workbook(io.BytesIO(data))["Time"]["A1"].value == "Fictional Orchard"


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_sealed_workbook_is_untouched_however_it_is_packed():
    data = workbook(seal=True)
    assert is_untouched(data)
    assert is_untouched(zipped(parts(data), EARLIEST.replace(year=2000)))


@pytest.mark.parametrize("name", sorted(parts(workbook(seal=True))))
def test_a_change_in_any_part_breaks_the_seal(name):
    changed = parts(workbook(seal=True))
    changed[name] = changed[name].replace(b"<", b"< ", 1) + b"\n"
    assert not is_untouched(zipped(changed, EARLIEST))


def test_other_files_are_no_sealed_workbooks():
    data = workbook(seal=True)
    opened = openpyxl.load_workbook(io.BytesIO(data))
    saved_again = io.BytesIO()
    opened.save(saved_again)
    assert not is_untouched(saved_again.getvalue())
    assert not is_untouched(workbook(seal=False))
    assert not is_untouched(data[:-40])
    assert not is_untouched(b"")
    more = {**parts(data), "more.txt": b"x"}
    assert not is_untouched(zipped(more, EARLIEST))


def test_a_blank_cell_has_no_type():
    """As Excel writes it. A number without a value is 0 for IronCalc, and a sum or a count then is wrong."""
    book = new_book("Blank")
    sheet = book.create_sheet("One")
    sheet["A1"].number_format = "0.00"
    sheet["B1"] = ' t="n" />'
    with zipfile.ZipFile(io.BytesIO(saved(book, EARLIEST))) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert re.search(r'<c r="A1" s="\d+" */>', xml)
    assert " t=&quot;n&quot; /&gt;" in xml or ' t="n" /&gt;' in xml


def packed_by_the_library(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, EARLIEST.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


PACKED = {
    "a.xml": b"<a/>" * 5000,
    "r\u00f6ll.csv": b"x,y\r\n",
    "empty": b"",
    "b.xml": b"<a/>" * 5000,
}


def test_parts_compressed_before_are_packed_as_the_library_packs_them():
    unchanged = Unchanged()
    other = {**PACKED, "b.xml": b"<b/>" * 5000}
    for these in (PACKED, other, PACKED):
        assert zipped(these, EARLIEST, unchanged) == packed_by_the_library(these)
        assert zipped(these, EARLIEST) == packed_by_the_library(these)


def test_a_part_that_stays_is_compressed_once(monkeypatch):
    compressed: list[bytes] = []
    deflate = package._deflate
    monkeypatch.setattr(package, "_deflate", lambda data: compressed.append(data) or deflate(data))
    unchanged = Unchanged()
    for number in range(3):
        zipped({"sheet.xml": b"<a/>" * 5000, "start.xml": b"%d" % number}, EARLIEST, unchanged)
    assert compressed == [b"<a/>" * 5000, b"0", b"1", b"2"]
