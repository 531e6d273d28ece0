"""The formulas of the workbook of balances against figures worked out by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache

import pytest

from tests.support.calculation import Given, Sheets, with_ironcalc, with_libreoffice
from tests.support.kit import real_kit

DAY = dt.date(2027, 2, 1)
ENTER_NOTHING = "Differs: enter nothing, ask the specialist."

TRUST = [
    # Old number, Client, account, At the cut-off, In Clio, Received, Paid, Entered on, Entered by
    # -> Difference, Expected in Clio, To enter, Check
    (("1", "A", "Main", 1500, 0, 250, None, None, None),
     (-1500, 1750, 1500, "Enter To enter once, then fill in Entered on.")),
    (("2", "B", "Main", 800, 800, None, None, None, None), (0, 800, 0, "OK")),
    (("3", "C", "Main", 120.5, 0, None, 20.5, None, None),
     (-120.5, 100, 120.5, "Enter To enter once, then fill in Entered on.")),
    (("4", "D", "Main", 300, 300, 50, None, None, None),
     (0, 350, 0, "Do not enter it again, only receipts and payments.")),
    (("5", "E", "Main", 300, 350, 50, None, None, None), (50, 350, 0, "OK")),
    (("6", "F", "Second", 100, 99.99, None, None, None, None), (-0.01, 100, "", ENTER_NOTHING)),
    # Paid out whole: the balance and the payment are both missing in Clio, although its 0.00 is right.
    (("7", "G", "Main", 500, 0, None, 500, None, None),
     (-500, 0, 500, "Enter To enter once, then fill in Entered on.")),
    (("7", "G", "Main", 500, 0, None, 500, DAY, "Kim"), (-500, 0, 0, "OK")),
    (("8", "H", "Main", 500, None, None, None, None, None),
     ("", 500, "", "In Clio is blank: look there; 0.00 if it has none.")),
    (("9", "I", "Main", None, 500, None, None, None, None),
     ("", "", "", "At the cut-off is blank: type 0.00 if it had none.")),
    (("10", "J", "Main", "500", 500, None, None, None, None),
     ("", "", "", "At the cut-off must be a number. Enter nothing.")),
    (("11", "K", "Main", -5, 0, None, None, None, None),
     (5, -5, "", "Below zero at the cut-off: mend the old books first.")),
    (("12", "L", "Main", 5, -5, None, None, None, None),
     (-10, 5, "", "Below zero in Clio: enter nothing, find out why.")),
    (("13", "M", "Main", 5, 5, "ten", None, None, None),
     (0, "", "", "Received since must be a number. Enter nothing.")),
    (("14", "N", "Main", 5, 0, None, None, DAY, None), (-5, 5, 0, "Entered by missing.")),
    (("15", "O", "Main", 5, 0, None, None, DAY, "Kim"),
     (-5, 5, 0, "Entered, but In Clio is not yet as expected.")),
    (("16", "P", "Main", 5, 5, None, None, DAY, "Kim"), (0, 5, 0, "OK")),
    (("17", "Q", "Main", 0, 7, None, None, None, None), (7, 0, "", ENTER_NOTHING)),
    (("", "", "Main", 1, 1, None, None, None, None), (0, 1, 0, "Client missing.")),
    (("19", "S", "", 1, 1, None, None, None, None), (0, 1, 0, "Trust account missing.")),
    (("20", "T", "Other", 1, 1, None, None, None, None),
     (0, 1, 0, "Trust account is not on Control totals.")),
    (("21", "U", "Main", 0.1, 0.3, 0.2, None, None, None), (0.2, 0.3, 0, "OK")),
]  # fmt: skip

RECEIVABLES = [
    # Client, At the cut-off, In Clio, Route, Done by -> Difference, Check
    (("A", 420, 0, None, None), (-420, "Choose a Route.")),
    (("B", 420, 0, "By hand", None), (-420, "Not done yet: Done by is blank.")),
    (("C", 420, 0, "Template", "Kim"), (-420, "Done, but Clio shows 0.00: type what it shows now.")),
    (("D", 420, 0, "Stays behind", "Kim"), (-420, "OK")),
    (("E", 420, 0, "Came over", None), (-420, "Came over, but Clio shows 0.00: look again.")),
    (("F", 420, 420, "Came over", None), (0, "OK")),
    (("G", -20, -20, None, None), (0, "OK")),
    (("H", 420, 42, "By hand", "Kim"), (-378, "Differs: enter nothing before you know why.")),
    (("I", 420, None, None, None), ("", "In Clio is blank: look at the unbilled time too.")),
    (("J", None, 5, None, None), ("", "At the cut-off is blank: type 0.00 if it had none.")),
    (("K", 5, 5, "Fax", None), (0, "Route must be from the list or blank.")),
]  # fmt: skip

TOTALS = [
    # Account, Old listing, Book, Bank, Clio's report
    # -> Rows at the cut-off, Rows in Clio, Expected, To enter, without figures, Check
    (("Main", 4131.6, 4131.6, 4131.6, None),
     (4541.6, 2463.3, 3866.3, 2120.5, 3, "The rows do not add up to the old listing. Rows have no figure.")),
    (("Second", 100, 100.01, 99, 99.99),
     (100, 99.99, 100, 0, 0, "Old listing and book balance differ. Old listing and bank differ.")),
    (("Third", 0, 0, None, 1),
     (0, 0, 0, 0, 0, "Reconciled bank balance missing. The rows do not add up to Clio's report.")),
    (("Receivables", 3345, 3345, None, 452),
     (3345, 452, "", "", 2, "Rows have no figure.")),
    (("Nothing typed", None, None, None, None),
     (0, 0, 0, 0, 0, "Old listing missing. Book balance missing. Reconciled bank balance missing.")),
]  # fmt: skip


def typed(sheet: str, letters: str, rows: list) -> dict[str, object]:
    return {
        f"{sheet}!{letter}{number}": value
        for number, (given, _) in enumerate(rows, start=2)
        for letter, value in zip(letters, given, strict=True)
        if value is not None and value != ""
    }


@cache
def calculated(program: Callable[[Given], dict[str, Sheets]]) -> Sheets:
    cells = {
        **typed("Trust", "ABDEFHILM", TRUST),
        **typed("Receivables", "BDEGH", RECEIVABLES),
        **typed("Control totals", "ABCDG", TOTALS),
    }
    return program({"filled": (real_kit()["balances.xlsx"], cells)})["filled"]


@pytest.fixture(
    params=[
        pytest.param(with_ironcalc, id="IronCalc"),
        pytest.param(with_libreoffice, marks=pytest.mark.office, id="LibreOffice"),
    ]
)
def book(request) -> Sheets:
    return calculated(request.param)


@pytest.mark.parametrize(
    ("sheet", "headers", "rows"),
    [
        ("Trust", ("Difference", "Expected in Clio", "To enter", "Check"), TRUST),
        ("Receivables", ("Difference", "Check"), RECEIVABLES),
        (
            "Control totals",
            ("Rows at the cut-off", "Rows in Clio", "Expected in Clio", "To enter", "Rows without figures", "Check"),
            TOTALS,
        ),
    ],
)  # fmt: skip
def test_every_formula_gives_the_figure_worked_out_by_hand(book, sheet, headers, rows):
    header, *lines = book[sheet]
    places = [header.index(name) for name in headers]
    found = [tuple(line[place] for place in places) for line in lines]
    assert found[: len(rows)] == [expected for _, expected in rows]
    assert {value for line in found[len(rows) :] for value in line} == {""}
