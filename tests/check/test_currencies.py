"""Amounts in another currency than the rest of their column: by the format of the cell, or by a sign in a CSV."""

from __future__ import annotations

from decimal import Decimal

import pytest
from openpyxl.workbook import Workbook

from template_builder.reading.marks import currency_of
from tests.check.test_sheets import HOURS, RATE, Edit, checked, saved
from tests.support.checking import DAY, check, located
from tests.support.exporting import export

EURO = "[$\u20ac-407] #,##0.00"


def expenses(*forms: str) -> Edit:
    """Expenses of 65, 66, 67 ... in cells of these formats."""

    def edit(book: Workbook) -> None:
        sheet = book["Expenses"]
        for number, form in enumerate(forms, start=2):
            for place, value in zip(
                "ABEFG", (DAY, "0101", f"Fee {number}", 63 + number, 1), strict=True
            ):
                sheet[f"{place}{number}"] = value
            sheet[f"F{number}"].number_format = form

    return edit


@pytest.mark.parametrize(
    ("form", "sign"),
    [
        (EURO, "\u20ac"), ('#,##0.00 "EUR"', "EUR"), ("\u00a3#,##0.00;[Red]-\u00a3#,##0.00", "\u00a3"), ("[$CHF] 0.00", "CHF"),
        ("[$$-409]#,##0.00", ""), ('"$"#,##0.00', ""), ("[$USD] 0.00", ""), ("0.00", ""), ("[$-409]d/m/yyyy", ""), ("0.00;0.00 \u20ac", ""),
        ("[$kr.-406]0.00", "kr."), ('0.00 "SEK"', "SEK"),
        # Words are no currency, and those of a reader are in no report.
        ('0.00 "PER HOUR"', ""), ('0.00 "NEURAL"', ""), ("[$Smith v Jones-409] 0.00", ""),
    ],
)  # fmt: skip
def test_what_a_format_shows(form, sign):
    assert currency_of(form) == sign


@pytest.mark.parametrize(
    ("forms", "found"),
    [
        (["0.00", '"$"0.00', EURO], [("Expenses!F4", "67 is shown in \u20ac, unlike the rest.")]),
        ([EURO, EURO, "[$CHF] 0.00", "0.00"], [("Expenses!F4", "67 is shown in CHF, unlike the rest.")]),
        (["\u00a30.00", "0.00", "0.00", "\u00a30.00", "0.00"], [("Expenses!F2", "65 is shown in \u00a3, unlike the rest."), ("Expenses!F5", "68 is shown in \u00a3, unlike the rest.")]),
        # The currency of the firm; a single amount has no rest.
        ([EURO, EURO, EURO], []),
        ([EURO, EURO, "0.00"], []),
        ([EURO], []),
        (["0.00", '"$"0.00', "[$USD] 0.00"], []),
    ],
)  # fmt: skip
def test_prices_unlike_the_rest(forms, found):
    file = checked(expenses(*forms))
    assert [(f.place, f.message) for f in file.findings if f.kind == "amount-in-currency"] == found


def test_a_rate_and_no_hours():
    def edit(book: Workbook) -> None:
        book["Time"][f"{RATE}2"], book["Time"][f"{RATE}3"] = 320, 320
        for place in (f"{RATE}3", f"{HOURS}3"):
            book["Time"][place].number_format = "0.00 \u20ac"

    assert located(checked(edit)) == [(f"Time!{RATE}3", "amount-in-currency")]


def test_it_is_an_open_point_and_the_number_goes_out():
    made = export(("billie.xlsx", saved(expenses("0.00", "0.00", EURO))))
    assert [(p.kind, p.rows) for p in made.receipt.open_points] == [("amount-in-currency", 1)]
    assert b"Fee 4,67,1,ExpenseEntry" in made.files["activities.csv"]


@pytest.mark.parametrize(
    ("prices", "taken", "kinds"),
    [
        (("65", "\u20ac66", "67"), [65, 67], ["amount-with-currency"]),
        (("\u20ac65", "\u20ac66", "\u20ac67"), [65, 66, 67], []),
        (("$65", "66", "67"), [65, 66, 67], []),
        (("$65", "\u20ac66", "67"), [67], ["amount-with-currency"] * 2),
    ],
)
def test_signs_in_a_csv(prices, taken, kinds):
    header = "Date,Matter,Expense category,Description,Price,Quantity,Timekeeper,Non-billable"
    rows = [f"2027-01-15,0101,,Fee {n},{price},1,Billie Sample," for n, price in enumerate(prices)]
    (file,) = check(("expenses.csv", "\r\n".join((header, *rows)).encode()))
    assert [entry.price for entry in file.collected.activities] == [Decimal(n) for n in taken]
    assert [kind for _, kind in located(file)] == kinds
