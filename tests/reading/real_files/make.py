"""Makes the files of this folder anew: `python -m tests.reading.real_files.make`. They change with the program that saves
them, which is their point; README.md says which one it was."""

from __future__ import annotations

import datetime as dt
import io
import sys
import tempfile
from pathlib import Path

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.datavalidation import DataValidationList

from tests.support.fill import fill, row
from tests.support.kit import real_kit
from tests.support.office import convert, end

FOLDER = Path(__file__).parent
ROWS = 8
"""Rows kept on each data sheet of the time sheet, so that the files stay small."""
DAY = dt.date(2027, 1, 14)
ENTRIES = {
    **row("Time", 2, DAY, "0101", "Drafting", "Draft the lease", 1.5, 320, "Billie Sample"),
    **row("Time", 3, DAY, 1001, "Research", "Read, then call: “urgent”", 0.4, None, "Billie Sample", "yes"),
    **row("Time", 5, DAY + dt.timedelta(1), "00012-Fictional Orchard", None, "Two\nlines", 2, 320.25),
    **row("Expenses", 2, DAY, "0101", "Copies", "Forty pages", 4, 1, "Billie Sample"),
    **row("Notes", 2, DAY, "0101", "Pat Placeholder", "Call", "Will ring back", "Billie Sample"),
}  # fmt: skip


def time_tracking(*, first: str = "Start here") -> bytes:
    """The workbook as a person fills it in, with fewer prepared rows; one sheet moved to the front."""
    book = openpyxl.load_workbook(io.BytesIO(fill(real_kit()["time-tracking.xlsx"], ENTRIES)))
    for sheet in book:
        if sheet.title in ("Time", "Expenses", "Notes"):
            sheet.delete_rows(ROWS + 1, sheet.max_row)
            sheet.data_validations = DataValidationList()
    book.move_sheet(first, -book.index(book[first]))
    book.active = 0
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def values(*, from_1904: bool) -> bytes:
    """One of each kind of value, in a table that begins at C5, with a hidden row and a merged area."""
    book = openpyxl.Workbook()
    if from_1904:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    sheet.title = "Values"
    for place, value in {
        "C5": "Head", "D5": DAY, "E5": dt.datetime(2027, 1, 14, 13, 5), "F5": dt.time(1, 30),
        "C6": "0101", "D6": 1001, "E6": 1.5, "F6": True, "G6": dt.timedelta(hours=30),
        "C8": "=1+1", "D8": '="a"&"b"', "E8": "=1/0", "F8": "#N/A", "G8": '=IF(C6="","x","")',
        "C9": "two\nlines", "D9": " blanks around ", "E9": "“Ünïcode” €", "C10": "merged",
    }.items():  # fmt: skip
        sheet[place] = value
    sheet.merge_cells("C10:D10")
    sheet.row_dimensions[6].hidden = True
    book.create_sheet("Away").sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def main() -> None:
    """Let the spreadsheet program on this machine save every file."""
    workbooks = {
        "time-tracking.xlsx": time_tracking(),
        "values.xlsx": values(from_1904=False),
        "values-1904.xlsx": values(from_1904=True),
    }
    only_first_sheet = {"time-tracking.xlsx": time_tracking(first="Time")}
    for extension in ("xlsx", "xls", "ods", "csv"):
        given = only_first_sheet if extension == "csv" else workbooks
        with tempfile.TemporaryDirectory() as folder:
            made = convert(given, extension, Path(folder))
        for name, data in made.items():
            path = (FOLDER / name).with_suffix(f".{extension}")
            path.write_bytes(data)
            sys.stdout.write(f"{path.name} {len(data)}\n")
    end()


if __name__ == "__main__":
    main()
