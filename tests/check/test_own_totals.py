"""The totals that a workbook's own sheet Summary shows are compared with its rows."""

from __future__ import annotations

import io
from collections.abc import Mapping
from decimal import Decimal

import openpyxl
import pytest

from template_builder.check.checker import CheckedFile
from template_builder.crosswalk.crosswalk import KnownPerson
from tests.support.checking import CROSSWALK, DAY, check, located, small_kit
from tests.support.fill import fill, row
from tests.support.office import convert

BILLIE = "time-tracking-billie-sample.xlsx"
CELLS = (
    row("Time", 2, DAY, "0101", None, "Draft lease", 2.5)
    | row("Time", 3, DAY, "1001", None, "Call", 3.0, 300)
    | row("Expenses", 2, DAY, "0101", None, "Copies", 0.15, 120)
)
HOURS, TIME_AMOUNT, EXPENSE_AMOUNT = 5.5, 1700, 18


def shown(*figures: object, cells: Mapping[str, object] = CELLS, **settings: object) -> CheckedFile:
    """A workbook whose Summary was last calculated with these hours and amounts."""
    book = openpyxl.load_workbook(io.BytesIO(fill(small_kit()[BILLIE], {**CELLS, **cells})))
    sheet = book["Summary"]
    assert [sheet.cell(4, column).value for column in (2, 4, 5)] == [
        *("Hours", "Time amount", "Expense amount"),
    ]
    for column, figure in zip((2, 4, 5), figures, strict=True):
        sheet.cell(5, column).value = figure
    sheet.title = "Zusammenfassung"
    buffer = io.BytesIO()
    book.save(buffer)
    (file,) = check(("time.xlsx", buffer.getvalue()), **settings)  # type: ignore[arg-type]
    return file


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ((HOURS, TIME_AMOUNT, EXPENSE_AMOUNT), []),
        ((HOURS + 0.004, TIME_AMOUNT - 0.004, 18.000000001), []),
        (("=SUM(1)", "=SUM(1)", "=SUM(1)"), []),
        ((11, TIME_AMOUNT, EXPENSE_AMOUNT), ["11.00 as Hours, the rows 5.50"]),
        ((HOURS, 1699.99, 0), ["1699.99 as Time amount, the rows 1700.00",
                               "0.00 as Expense amount, the rows 18.00"]),
    ],
    ids=["same", "less than half a cent", "never calculated", "hours", "amounts"],
)  # fmt: skip
def test_a_summary_that_differs_is_a_warning(figures, expected):
    file = shown(*figures)
    messages = [f.message for f in file.findings if f.kind == "summary-differs"]
    assert messages == [f"Summary shows {each}." for each in expected]
    assert {f.shareable.sheet for f in file.findings if f.kind == "summary-differs"} <= {"Summary"}


def test_the_finding_names_the_cell():
    assert located(shown(7, 1700.5, 18)) == [
        ("Zusammenfassung!B5", "summary-differs"),
        ("Zusammenfassung!D5", "summary-differs"),
    ]


@pytest.mark.parametrize(
    ("timekeepers", "compared"),
    [((None, None), True), (("Billie Sample", "billie sample"), True), (("BSA", None), False)],
    ids=["blank", "named", "only the crosswalk knows it"],
)
def test_time_is_compared_where_summary_knows_the_rates(timekeepers, compared):
    people = {**CROSSWALK.people, "bsa": KnownPerson("BSA", "Billie Sample", Decimal(320))}
    cells = {f"Time!H{number}": name for number, name in enumerate(timekeepers, start=2) if name}
    file = shown(5.5, 900, 18, cells=cells, crosswalk=CROSSWALK._replace(people=people))
    found = [kind for _, kind in located(file)]
    assert found == ["summary-differs"] * compared


@pytest.mark.office
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_what_an_office_program_calculates_is_compared(tmp_path, kind):
    book = openpyxl.load_workbook(io.BytesIO(fill(small_kit()[BILLIE], CELLS)))
    buffer = io.BytesIO()
    book.save(buffer)
    more = book.copy_worksheet(book["Time"])
    more.title = "Time (2)"
    copied = io.BytesIO()
    book.save(copied)
    files = convert(
        {"same.xlsx": buffer.getvalue(), "copied.xlsx": copied.getvalue()}, kind, tmp_path
    )
    (same,), (twice,) = (check((name, data)) for name, data in files.items())
    assert located(same) == []
    (finding,) = [f for f in twice.findings if f.kind == "summary-differs" and f.cell == "B5"]
    assert finding.message == "Summary shows 5.50 as Hours, the rows 11.00."
