"""Files that the command line and the browser must answer alike: every kind of finding, real files, other formats."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import cache

from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook import Workbook

from tests.check.test_checker import GOOD, MISTAKES, changed, csv_file, time
from tests.support.checking import DAY, small_kit
from tests.support.editing import edited
from tests.support.fill import fill, row
from tests.support.kit import ROOT, TEST_FIRM, example_kit, real_kit
from tests.support.once import shared

BILLIE = "time-tracking-billie-sample.xlsx"
FIRM = TEST_FIRM.encode()
CROSSWALK_CELLS = {
    **row("Matters", 2, "0101", "Fictional Orchard Ltd", "Lease", "00012-Fictional Orchard"),
    **row("Matters", 3, "1001", "Pat Placeholder", "Estate plan", "00013-Placeholder"),
    **row("Matters", 4, "2002", "Sample Bakery Inc", "Trade mark", None),
    **row("People", 2, "Alex Example", "Alex Example", 250),
    **row("People", 3, "Billie Sample", "Billie Sample", 320),
    **row("People", 4, "CSP", None, None),
    **row("People", 5, "Sam", "Samuel Example", None),
    **row("People", 6, "SEX", "Sam", None),
}
CROSSWALK_MISTAKES = {
    **row("Matters", 2, "1001 ", "Pat Placeholder", None, 12),
    **row("Matters", 3, 123, "Sample Bakery Inc", None, "00014"),
    **row("Matters", 4, True, "Marina Fiction", None, "00014"),
    **row("Matters", 5, "1001", "Pat Placeholder", None, "00013\nPlaceholder"),
    **row("Matters", 6, "00014", "Dana Invented", None, "00014: Lease"),
    **row("Matters", 7, None, "Dana Invented"),
    **row("Matters", 8, "2002", "Dana Invented", None, "00014"),
    **row("Matters", 9, "2003", "Dana Invented", None, "TBD"),
    **row("Matters", 10, "2004", "Dana Invented", None, "00014-Invented / 00015-Invented"),
    **row("People", 2, "BSA", "Billie Sample", 320),
    **row("People", 3, "Billie", "Billie Sample", 350),
}


@cache
def crosswalk() -> bytes:
    """The crosswalk of the test firm, filled in: one matter and one person are still open."""
    return fill(real_kit()["matter-crosswalk.xlsx"], CROSSWALK_CELLS)


def _hidden(book: Workbook) -> None:
    book["Time"].row_dimensions[2].hidden = True
    book["Time"].merge_cells("D2:D3")


def _struck_line(book: Workbook) -> None:
    book["Matters"]["D8"].font = Font(strike=True)


def _comments(book: Workbook) -> None:
    for place in ("E2", "F9"):
        book["Time"][place].comment = Comment("Half of this is not billable", "Billie Sample")


def _percents(book: Workbook) -> None:
    for place, value in {"F2": 0.5, "F3": 2, "G2": 3.2}.items():
        book["Time"][place] = value
        book["Time"][place].number_format = "0%"


def _currencies(book: Workbook) -> None:
    for number, form in enumerate(("0.00", "0.00", "[$\u20ac-407] 0.00"), start=2):
        for place, value in zip("ABEFG", (DAY, "0101", f"Copies {number}", 12, 2), strict=True):
            book["Expenses"][f"{place}{number}"] = value
        book["Expenses"][f"F{number}"].number_format = form


def _headers(book: Workbook) -> None:
    time_sheet = book["Time"]
    time_sheet["E1"], time_sheet["K1"], time_sheet["L1"] = "Descripton", "Hours", "Mood"


def _version(number: int) -> Callable[[Workbook], None]:
    def edit(book: Workbook) -> None:
        for line in book["Start here"].iter_rows():
            for cell in line:
                if cell.value == "time-tracking":
                    cell.offset(0, 1).value = number

    return edit


def _sheets(book: Workbook) -> None:
    copy = book.copy_worksheet(book["Time"])
    copy.title = "Time (2)"
    copy["F3"] = 1
    book["Expenses"].sheet_state = "hidden"
    for place, value in zip("ABEFG", (DAY, "0101", "Copies", 12, 2), strict=True):
        book["Expenses"][f"{place}2"] = value
    for name, rows in (("My list", [("Ring the court",)]), ("January", [(DAY, "Orchard", 2.5)])):
        sheet = book.create_sheet(name)
        for values in rows:
            sheet.append(values)


def _rows(book: Workbook) -> None:
    sheet = book["Time"]
    sheet["A2"].font = sheet["E2"].font = Font(strike=True)
    sheet["G3"], sheet["G4"] = 320, 320
    sheet["E6"], sheet["F6"] = "Total", 1.5
    sheet["E7"], sheet["F7"] = "Grand total", 9.5
    for cell in sheet[1]:
        sheet.cell(9, cell.column, cell.value)
    sheet.column_dimensions["G"].hidden = True
    for place, value in zip("ABEF", (DAY, "0101", "Late", 0.5), strict=True):
        sheet[f"{place}620"] = value


def _sorted(book: Workbook) -> None:
    sheet = book["Time"]
    for column in range(1, 11):
        sheet.cell(3, column).value = sheet.cell(1, column).value
        sheet.cell(1, column).value = None


def _set(**cells: object) -> Callable[[Workbook], None]:
    def edit(book: Workbook) -> None:
        for place, value in cells.items():
            book["Time"][place] = value

    return edit


EDITS: dict[str, Callable[[Workbook], None]] = {
    "renamed": lambda book: setattr(book["Time"], "title", "My hours"),
    "sheet-missing": lambda book: book.remove(book["Expenses"]),
    "headers": _headers,
    "column-missing": _set(F1=None),
    "sheets": _sheets,
    "rows": _rows,
    "sorted": _sorted,
    "doubled": _set(K1="Hours", K2=2.5, L2="beside"),
    "summary": lambda book: book["Summary"].__setitem__("B5", 9.5),
    "no-headers": lambda book: book["Time"].delete_rows(1),
    "hidden": _hidden,
    "comments": _comments,
    "percents": _percents,
    "currencies": _currencies,
    "formula": _set(F2="=0.5+1"),
    "clock": _set(F2=dt.time(1, 30), G2="#REF!"),
    "matter-date": _set(B2=dt.date(2027, 3, 1)),
    "older": _version(1),
    "newer": _version(3),
}
"""What people do to a workbook besides typing into its rows."""

DAYS: dict[str, dict[str, object]] = {
    "few-hours": time(*changed(4, 1.0)),
    "clock-times": time(*changed(4, 1 / 48)) | row("Time", 3, DAY, "0101", None, "Call", 0.25, 320),
    "many-hours": time(*changed(4, 7.0)) | time(*changed(4, 6.0), number=3),
    "over-a-day": time(*changed(4, 20.0)) | time(*changed(4, 5.0), number=3),
    "gap": time(*GOOD) | time(*changed(0, dt.date(2027, 1, 20)), number=3),
    "before": time(*changed(0, dt.date(2027, 1, 13))),
    "after": time(*changed(0, dt.date(2027, 2, 20))),
    "day-off": time(*changed(0, dt.date(2027, 1, 18))),
    "category": time(*changed(2, "Gardening")) | time(*changed(2, "Copies"), number=3),
    "increment": time(*changed(4, 0.15)),
    "open-matter": time(*changed(1, "2002")),
    "open-person": time(*changed(6, "CSP")),
    "time-in-expenses": row("Expenses", 2, DAY, "0101", "Drafting", "x", 2, 1),
    "new-in-clio": row("New in Clio", 2, DAY, "Matter", "Ferry", "00001-Ferry"),
    "uses-new": time(*changed(1, "00001-Ferry")),
    "start-rate-text": time(*GOOD) | {"Start here!C23": "$350"},
    "start-rate-blank": time(*GOOD) | {"Start here!B23": "Dana Invented", "Start here!C23": " "},
    "start-rate-nameless": time(*GOOD) | {"Start here!C24": 280},
    "start-rate-other": time(*GOOD) | {"Start here!C23": 350},
    "start-rate-twice": time(*GOOD) | {"Start here!B24": "Billie Sample", "Start here!C24": 350},
    "matter-list": time(*changed(1, "0101, 1001")),
    "utc": time(*changed(0, "2027-01-18T23:30Z")) | time(*changed(0, "2027-01-19 03:30 UTC"), number=3),
    "client-typed": time(*GOOD) | {"Time!C2": "Sample Bakery"} | time(*changed(1, None), number=3) | {"Time!C3": "Placeholder, Pat"},
    "matter-client": time(*changed(1, "Pat Placeholder")),
    "two-people": time(*changed(6, "Sam")),
    "matter-number": time(*changed(1, "101")),
    "new-as-old": row("New in Clio", 2, DAY, "Matter", "Ferry", "1001"),
    "uses-new-as-old": time(*changed(1, "1001")),
    "short-name": time(*changed(6, "B. Sample")),
    "clean": time(*GOOD) | row("Notes", 2, DAY, "0101", None, "Call", "About the lease", "Billie Sample"),
}  # fmt: skip

IMPORT_FILE = csv_file(
    "00012-Fictional Orchard,15/01/2027,,Draft,320,1.5,,Billie Sample,",
    "00013-Placeholder,15/01/2027,,Filing,65,1,ExpenseEntry,Alex Example,yes",
    "0101: Lease,2027-01-15,,Draft,$320,1:30,Expense,Nobody Known,true",
)


SHEET_AS_CSV = (
    b"Date,Matter,Activity category,Description,Hours,Rate,Timekeeper,Non-billable\r\n"
    b"2027-01-15,0101,,=1+1,1.5,320,Billie Sample,\r\n"
    b"2027-01-15,0101,,Delete\x7f,1.5,320,Billie Sample,\r\n"
    b"2027-01-15,0101,,File claim,1.5,,Billie Sample,\r\n"
)


def _week_from(day: dt.date) -> dict[str, object]:
    """Three rows of work that nothing else has."""
    cells: dict[str, object] = {}
    for number, text in enumerate(("Survey", "Title search", "Closing"), start=2):
        cells |= row("Time", number, day + dt.timedelta(number), "0101", None, text, 2.5, 320)
    return cells


@shared
def corpus() -> dict[str, bytes]:
    """Every file by its name, each mistake in a file of its own."""
    form = small_kit()[BILLIE]
    mistakes = {f"mistake-{n:02d}.xlsx": fill(form, cells) for n, (cells, _) in enumerate(MISTAKES)}
    return mistakes | beside_mistakes()


def all_mistakes() -> tuple[bytes, set[str]]:
    """Every mistake in one file, one below the other, and the kinds of finding that this makes at least."""
    cells: dict[str, object] = {}
    kinds: set[str] = set()
    first = 2
    for values, expected in MISTAKES:
        for place, value in values.items():
            sheet, column, number = re.fullmatch(r"(.+!)([A-Z]+)(\d+)", place).groups()
            cells[f"{sheet}{column}{int(number) - 2 + first}"] = value
        first += 4
        kinds |= {kind for _, kind in expected}
    return fill(small_kit()[BILLIE], cells), kinds - {"file-empty"}


@cache
def beside_mistakes() -> dict[str, bytes]:
    """The files that have more to them than a mistake in a row."""
    kit = small_kit()
    files = {f"{name}.xlsx": fill(kit[BILLIE], cells) for name, cells in DAYS.items()}
    files["shared.xlsx"] = fill(kit["time-tracking.xlsx"], time(*GOOD))
    good = fill(kit[BILLIE], time(*GOOD))
    files |= {f"{name}.xlsx": edited(good, edit) for name, edit in EDITS.items()}
    for path in sorted((ROOT / "tests" / "reading" / "real_files").glob("*.*s*")):
        if path.suffix in (".xlsx", ".xls", ".ods", ".csv"):
            files[f"real-{path.name}"] = path.read_bytes()
    for name, days in {"retyped": 3, "retyped-again": 5}.items():
        files[f"{name}.xlsx"] = fill(kit[BILLIE], _week_from(DAY + dt.timedelta(days)))
    files["sheet.csv"] = SHEET_AS_CSV
    files["two-orders.csv"] = SHEET_AS_CSV.replace(b"2027-01-15", b"15/01/2027", 2).replace(
        b"2027-01-15", b"01/15/2027"
    )
    files["activities.csv"] = IMPORT_FILE
    files["other-header.csv"] = csv_file(header="matter,date,note,price")
    blank = {f.name: f.data for f in example_kit()}
    mistakes = fill(blank["matter-crosswalk.xlsx"], CROSSWALK_MISTAKES)
    files["cross.xlsx"] = edited(mistakes, _struck_line)
    files["index.xlsx"] = blank["historical-data-index.xlsx"]
    files["again.xlsx"] = files["shared.xlsx"]
    files["broken.xlsx"] = b"PK\x03\x04 nonsense"
    files["foreign.csv"] = b"Something,else\r\n1,2\r\n"
    return files
