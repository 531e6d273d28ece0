"""Hours that may be clock times stay doubted in a corrected copy, which has no clock time left in its column."""

from __future__ import annotations

import pytest
from openpyxl.workbook import Workbook

from template_builder.check.checker import CheckedFile
from template_builder.check.corrected_copy.corrected_copy import corrected_copy
from tests.check.test_checker import _hours_in_rows
from tests.support.checking import check, located, rules, small_kit
from tests.support.corpus import edited
from tests.support.exporting import BILLIE, export, kinds_of
from tests.support.fill import fill


def corrected(*hours: float) -> bytes:
    """A corrected copy of rows with these hours, from row 2."""
    data = fill(small_kit()[BILLIE], _hours_in_rows(*hours))
    (file,) = check((BILLIE, data))
    return corrected_copy(BILLIE, data, file, rules()).data


def doubted(file: CheckedFile) -> list[str]:
    return [place for place, kind in located(file) if kind == "hours-perhaps-time"]


@pytest.mark.parametrize(
    ("hours", "cells"),
    [
        # 0:30 is mended to 0.5 and certain; 6:00, 1:12 and 12:00 in cells for numbers are not.
        ((1 / 48, 0.25), ["Time!F3"]),
        ((0.05, 1 / 48, 1.5, 0.5), ["Time!F2, F5"]),
        ((1 / 48, 1 / 72, 0.75, 0.12), []),
    ],
)
def test_a_corrected_copy_keeps_the_doubt(hours, cells):
    copy = corrected(*hours)
    (file,) = check(("copy.xlsx", copy))
    assert not any(kind == "hours-as-time" for _, kind in located(file))
    assert doubted(file) == cells
    points = kinds_of(export(("copy.xlsx", copy)))
    assert points == (["hours-perhaps-time"] if cells else [])


def test_corrections_of_another_kind_or_another_sheet_are_no_evidence():
    def of_expenses(book: Workbook) -> None:
        for row in book["Corrections"].iter_rows(min_row=2):
            row[0].value = "Expenses"

    def of_another_kind(book: Workbook) -> None:
        for row in book["Corrections"].iter_rows(min_row=2):
            row[4].value = "Hours with a unit"

    copy = corrected(1 / 48, 0.25)
    for edit in (of_expenses, of_another_kind, lambda book: book.remove(book["Corrections"])):
        (file,) = check(("copy.xlsx", edited(copy, edit)))
        assert doubted(file) == []
