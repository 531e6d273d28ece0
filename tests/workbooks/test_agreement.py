"""The column `Check` and the checker call the same cells wrong: one table, two calculation engines, and the checker."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from functools import cache

import pytest

from template_builder.check.catalogue import Severity
from tests.support.calculation import Given, Sheets, with_ironcalc, with_libreoffice
from tests.support.checking import CROSSWALK, DAY, session_of, small_kit
from tests.support.fill import fill, row
from tests.support.kit import real_firm, real_kit, workbooks

WRONG, FINE = True, False
SPEC = workbooks()["time-tracking"]

HOURS = {
    # Clock times typed into a cell for numbers are fractions of a day.
    **{minutes / 1440: WRONG for minutes in (1, 6, 12, 18, 20, 50, 54, 90, 100, 1439)},
    **{(minutes * 60 + 30) / 86400: WRONG for minutes in (0, 1, 50)},
    0.0347222222222222: WRONG,
    0.00416666666666665: WRONG,
    # Multiples of 2:24 and 14:24 are hundredths of a day: no program can tell what was typed.
    144 / 1440: FINE,
    0.1: FINE,
    0.1 + 0.2: FINE,
    3 * 0.1: FINE,
    1.1 * 1.1: FINE,
    1.15: FINE,
    2.675: WRONG,
    0.065: WRONG,
    1 / 3: WRONG,
    1.005: WRONG,
    0.01: FINE,
    0.001: WRONG,
    1e-7: WRONG,
    1e-9: WRONG,
    24: FINE,
    24.01: WRONG,
    100: WRONG,
    0: WRONG,
    -1.5: WRONG,
    "1.5": WRONG,
    " 1.5 ": WRONG,
    "1,5": WRONG,
    "1:30": WRONG,
    "0:06": WRONG,
    "90 min": WRONG,
    "½": WRONG,
    "１.５": WRONG,
    "two": WRONG,
}
AMOUNTS = {
    65: FINE,
    0: FINE,
    0.15: FINE,
    0.1 + 0.2: FINE,
    45.1234: FINE,
    45.12345: WRONG,
    1e-9: WRONG,
    -65: WRONG,
    "65": WRONG,
    "$65.00": WRONG,
    "(65.00)": WRONG,
    "1.234,56": WRONG,
    "65.00-": WRONG,
    "n/a": WRONG,
}
QUANTITIES = {1: FINE, 12.3456: FINE, 12.34567: WRONG, 0: WRONG, -1: WRONG, 1e-9: WRONG, "3": WRONG}
DATES = {
    DAY: FINE,
    dt.date(1900, 6, 1): WRONG,
    dt.date(1927, 1, 15): WRONG,
    dt.date(2207, 1, 15): WRONG,
    20270115: WRONG,
    27: WRONG,
    0: WRONG,
    "2027-01-15": WRONG,
    "15 janvier 2027": WRONG,
    "46402": WRONG,
    "soon": WRONG,
}
MARKS = {
    "yes": FINE,
    "YES": FINE,
    " yes ": FINE,
    "no": WRONG,
    "y": WRONG,
    "x": WRONG,
    "N/C": WRONG,
    "pro bono": WRONG,
    "TRUE": WRONG,
    "FALSE": FINE,
    "false": WRONG,
    1: WRONG,
    0: WRONG,
}
MATTERS = {
    "0101": FINE,
    1001: FINE,
    "00012-FICTIONAL ORCHARD": FINE,
    "101": WRONG,
    101: WRONG,
    "0101.0": WRONG,
    "1E3": WRONG,
    "0101 Lease": WRONG,
    "*": WRONG,
    "?101": WRONG,
    "????": WRONG,
    "9999": WRONG,
}
TRUE_AND_FALSE = (
    *((sheet, header, truth, WRONG) for truth in (True, False) for sheet, header in (
        ("Time", "Date"), ("Time", "Hours"), ("Time", "Rate"), ("Expenses", "Price"), ("Expenses", "Quantity"),
    )),
    ("Time", "Non-billable", True, WRONG),
    ("Time", "Non-billable", False, FINE),
)  # fmt: skip
CASES = [
    *(("Time", "Hours", value, wrong) for value, wrong in HOURS.items()),
    *(("Time", "Rate", value, wrong) for value, wrong in AMOUNTS.items()),
    *(("Expenses", "Price", value, wrong) for value, wrong in AMOUNTS.items()),
    *(("Expenses", "Quantity", value, wrong) for value, wrong in QUANTITIES.items()),
    *(("Time", "Date", value, wrong) for value, wrong in DATES.items()),
    *(("Expenses", "Non-billable", value, wrong) for value, wrong in MARKS.items()),
    *(("Time", "Matter", value, wrong) for value, wrong in MATTERS.items()),
    *TRUE_AND_FALSE,
]
"""Sheet, column, what is typed there into a row that is in order, and whether that is wrong."""

GOOD = {
    "Time": (DAY, "0101", None, "Work", 1.5, 300, None, None),
    "Expenses": (DAY, "0101", None, "Paid", 65, 1, None, None),
}
ONLY_THE_CHECKER_KNOWS = {"rate-far-off", "hours-perhaps-time"}
"""What follows from elsewhere: from the person's usual rate, from clock times in other rows."""


def placed() -> Iterator[tuple[str, int, int, object]]:
    """Sheet, row, column and value of each case; each has a row of its own."""
    numbers = {"Time": 2, "Expenses": 2}
    for sheet, header, value, _ in CASES:
        yield sheet, numbers[sheet], SPEC.sheet(sheet).headers.index(header), value
        numbers[sheet] += 1


def cells() -> dict[str, object]:
    found: dict[str, object] = {}
    for sheet, number, column, value in placed():
        date, matter, category, text, *numbers = GOOD[sheet]
        found |= row(sheet, number, date, matter, category, f"{text} {number}", *numbers)
        found[f"{sheet}!{chr(ord('A') + column)}{number}"] = value
    return found


WORKBOOK = real_kit()["time-tracking-billie-sample.xlsx"]


@cache
def said_in(program: Callable[[Given], Mapping[str, Sheets]]) -> Sheets:
    return program({"cases": (WORKBOOK, cells())})["cases"]


@pytest.fixture(
    params=[
        pytest.param(with_ironcalc, id="IronCalc"),
        pytest.param(with_libreoffice, marks=pytest.mark.office, id="LibreOffice"),
    ]
)
def engine(request) -> Callable[[Given], Mapping[str, Sheets]]:
    return request.param


@pytest.fixture
def sheets(engine) -> Sheets:
    return said_in(engine)


TWO_MEANINGS = {
    **row("Matters", 4, "2024-0300", "First client", "Lease", "00018-First"),
    **row("Matters", 5, "2024-0301", "Second client", "Lease", "2024-0300"),
    **row("Matters", 6, "2024-0302", "Third client", "Sale", "2024-0302"),
    **row("New in Clio", 2, DAY, "Matter", "Ferry", "2024-0301"),
    **row("New in Clio", 3, DAY, "Matter", "Orchard", "00018-First"),
}
MEANINGS = {
    "2024-0300": WRONG,
    "2024-0301": WRONG,
    "2024-0302": FINE,
    "00018-First": FINE,
    "0101": FINE,
}
"""Numbers of these matters: an old number that is the display number of another, or of a matter new in Clio."""


def rows_of_two_meanings() -> dict[str, object]:
    cells = dict(TWO_MEANINGS)
    for number, matter in enumerate(MEANINGS, start=2):
        cells |= row("Time", number, DAY, matter, None, f"Work {number}", 1.5)
    return cells


@pytest.mark.heavy
def test_check_and_the_checker_know_numbers_of_two_matters(engine):
    cells = rows_of_two_meanings()
    workbook = small_kit()["time-tracking-billie-sample.xlsx"]
    said = engine({"two": (workbook, cells)})["two"]["Time"][1 : len(MEANINGS) + 1]
    double = "Matter is the number of two matters."
    assert [line[-1] for line in said] == [double if wrong else "OK" for wrong in MEANINGS.values()]
    (file,) = session_of(("time.xlsx", fill(workbook, cells))).final()
    found = [at for f in file.findings if f.kind == "matter-two-meanings" for at in f.cells]
    assert found == [(1, row_) for row_, wrong in enumerate(MEANINGS.values(), start=2) if wrong]


def expected() -> list[tuple[str, str, object, bool]]:
    return [(sheet, header, repr(value), wrong) for sheet, header, value, wrong in CASES]


@pytest.mark.heavy
def test_check_calls_them_wrong(sheets):
    found = []
    for (sheet, header, value, _), (_, number, _, _) in zip(CASES, placed(), strict=True):
        said = str(sheets[sheet][number - 1][-1])
        assert said
        found.append((sheet, header, repr(value), header in said))
    assert found == expected()


def test_the_checker_calls_them_wrong():
    session = session_of(
        ("time.xlsx", fill(WORKBOOK, cells())), firm=real_firm(), crosswalk=CROSSWALK
    )
    (file,) = session.final()
    wrong = {
        (finding.sheet, at, number)
        for finding in file.findings
        if finding.severity is not Severity.NOTE and finding.kind not in ONLY_THE_CHECKER_KNOWS
        for at, number in finding.cells
    }
    found = [
        (sheet, header, repr(value), (sheet, column, number) in wrong)
        for (sheet, header, value, _), (_, number, column, _) in zip(CASES, placed(), strict=True)
    ]
    assert found == expected()
