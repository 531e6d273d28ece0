"""The proof list: every entry that goes out, under its person and matter in date order, with sums."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl

from tests.support.checking import DAY
from tests.support.exporting import ALEX, book, export, rows_of
from tests.support.fill import fill, row

NEXT = dt.date(2027, 1, 19)
BILLIE = (
    (NEXT, "0101", "Second day", 2.0),
    (DAY, "1001", "Will", 1.5),
    (DAY, "0101", "First day", 4.0),
)


def proof(made) -> list[tuple[object, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(made.files["proof-list.xlsx"])).active
    return [tuple(cell.value for cell in line) for line in sheet.iter_rows()]


def test_entries_stand_under_their_matter_in_date_order_with_sums():
    costs = row("Expenses", 2, DAY, "0101", "Copies", "Pages", 0.15, 10)
    made = export(
        ("billie.xlsx", fill(book(*BILLIE), costs)), ("alex.xlsx", book(BILLIE[1], name=ALEX))
    )
    lines = proof(made)
    start = next(n for n, line in enumerate(lines) if line[0] == "Billie Sample")
    own = lines[start + 2 :]
    assert own[0][0] == "00012-Fictional Orchard"
    days = [(line[0].date(), line[1]) for line in own[1:4]]
    assert days == [(DAY, "First day"), (DAY, "Pages"), (NEXT, "Second day")]
    assert (own[4][1], own[4][3], own[4][5]) == ("00012-Fictional Orchard: in all", 6, 1921.5)
    everything = next(line for line in own if line[1] == "Billie Sample: in all")
    assert (everything[3], everything[5]) == (7.5, 2401.5)
    dated = [line for line in lines if isinstance(line[0], dt.datetime)]
    assert len(dated) == len(rows_of(made)) == 5


def test_each_person_begins_a_page():
    made = export(("billie.xlsx", book(*BILLIE)), ("alex.xlsx", book(BILLIE[1], name=ALEX)))
    sheet = openpyxl.load_workbook(io.BytesIO(made.files["proof-list.xlsx"])).active
    (brk,) = sheet.row_breaks.brk
    assert sheet.cell(brk.id + 2, 1).value == "Billie Sample"
    assert "Alex Example" in [sheet.cell(n, 1).value for n in range(1, brk.id + 1)]


def test_what_was_uploaded_before_is_not_on_it():
    before = export(("billie.xlsx", book(BILLIE[1]))).files
    made = export(("billie.xlsx", book(*BILLIE)), after=[before])
    assert [line[1] for line in proof(made) if isinstance(line[0], dt.datetime)] == [
        "First day",
        "Second day",
    ]
