"""A number shown as a percentage: an error that names what is shown and what the cell holds, and no such row goes out."""

from __future__ import annotations

from decimal import Decimal

import pytest
from openpyxl.workbook import Workbook

from tests.check.test_sheets import HOURS, RATE, Edit, checked, saved, together
from tests.crosswalk.test_judged import BLANK
from tests.support.checking import DAY, check, located
from tests.support.corpus import edited
from tests.support.exporting import export, hours_of
from tests.support.fill import row


def formatted(form: str, **cells: object) -> Edit:
    """Values on the sheet Time in cells of a format."""

    def edit(book: Workbook) -> None:
        for place, value in cells.items():
            book["Time"][place] = value
            book["Time"][place].number_format = form

    return edit


def named(*edits: Edit) -> list[tuple[str, str]]:
    file = checked(together(*edits))
    found = [f for f in file.findings if f.kind == "number-as-percent"]
    assert [kind for _, kind in located(file)] == ["number-as-percent"] * len(found)
    return [(finding.place, finding.message) for finding in found]


@pytest.mark.parametrize(
    ("form", "value", "shown", "held"),
    [
        ("0%", 0.5, "50%", "0.5"),
        # Who types 2 into such a cell gets 0.02.
        ("0.00%", 0.02, "2%", "0.02"),
        ("#,##0.0 %", 1.25, "125%", "1.25"),
        ('0%;[Red]-0%;"none"', 3, "300%", "3"),
        # More decimals than hours may have, and no hours at all: still one finding.
        ("0%", 0.015, "1.5%", "0.015"),
        ("0%", 0, "0%", "0"),
    ],
)
def test_hours_shown_as_a_percentage(form, value, shown, held):
    found = named(formatted(form, **{f"{HOURS}2": value}))
    assert found == [(f"Time!{HOURS}2", f"The cell shows {shown} and holds {held}.")]


@pytest.mark.parametrize("form", ["0.00", '0.0" %"', r"0\%", "[$%-409]0.0", "_%0.0", "General"])
def test_a_format_without_percentages_is_none(form):
    assert named(formatted(form, **{f"{HOURS}2": 0.5})) == []


def test_every_column_of_numbers_and_only_those():
    def edit(book: Workbook) -> None:
        for place, value in row("Expenses", 2, DAY, "0101", None, "Copies", 12, 2).items():
            book["Expenses"][place.rpartition("!")[2]] = value
        for sheet, places in {
            "Time": ("A2", f"{RATE}2", f"{HOURS}9"),
            "Expenses": ("F2", "G2"),
        }.items():
            for place in places:
                book[sheet][place].number_format = "0%"
        book["Time"][f"{RATE}2"] = 3.2

    file = checked(edit)
    found = [place for place, kind in located(file) if kind == "number-as-percent"]
    assert found == [f"Time!{RATE}2", "Expenses!F2", "Expenses!G2"]


def test_the_rest_goes_out_and_the_row_is_counted_as_unread():
    made = export(("billie.xlsx", saved(formatted("0%", **{f"{HOURS}2": 0.5}))))
    assert hours_of(made) == [Decimal(3)]
    assert [(point.kind, point.rows) for point in made.receipt.open_points] == [
        ("number-as-percent", 1)
    ]
    assert made.receipt.total.rejected.hours_unread == 1


def test_a_usual_rate_on_start_here_and_in_the_crosswalk():
    def of_start(book: Workbook) -> None:
        book["Start here"]["C23"] = 3.2
        book["Start here"]["C23"].number_format = "0%"

    def of_crosswalk(book: Workbook) -> None:
        for place, value in {"A2": "BSA", "B2": "Billie Sample", "C2": 3.2}.items():
            book["People"][place] = value
        book["People"]["C2"].number_format = "0%"

    assert ("Start here!C23", "number-as-percent") in located(checked(of_start))
    (file,) = check(("crosswalk.xlsx", edited(BLANK, of_crosswalk)))
    assert ("People!C2", "number-as-percent") in located(file)
