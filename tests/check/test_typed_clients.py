"""Text typed over the formula of Client and description: named where it says something else than the number."""

from __future__ import annotations

import time

import pytest

from template_builder.check.typed_clients import Matters
from template_builder.crosswalk.crosswalk import KnownMatter
from tests.support.checking import CROSSWALK, DAY, check, check_cells, small_kit
from tests.support.exporting import BILLIE, export
from tests.support.fill import fill, row

MATTERS = {
    **row("Matters", 4, "2024-0201", "Second Orchard Ltd", "Lease of cold store"),
    **row("Matters", 5, "2024-0202", "Second Orchard Ltd", "Trade mark"),
    **row("Matters", 6, "2024-0300", "Marina Fiction", "Sale", "00018-Fiction"),
}
KINDS = ("client-typed", "client-without-matter", "matter-missing")


def cells(matter: object, typed: object, sheet: str = "Time", number: int = 2) -> dict[str, object]:
    """A row of time or of another sheet with text over the formula."""
    values = {
        "Time": (DAY, matter, None, "Draft", 1.5, 320),
        "Expenses": (DAY, matter, None, "Copies", 12, 1),
        "Notes": (DAY, matter, None, "Call", "About the lease"),
    }[sheet]
    return MATTERS | row(sheet, number, *values) | {f"{sheet}!C{number}": typed}


def said(given: dict[str, object]) -> list[tuple[str, str, str]]:
    file = check_cells(given)
    return [(f.place, f.kind, f.headline) for f in file.findings if f.kind in KINDS]


@pytest.mark.parametrize(
    ("matter", "typed"),
    [
        ("0101", "Fictional Orchard Ltd"),
        ("0101", "fictional  orchard"),
        ("2024-0201", "Second Orchard Ltd: Lease of cold store"),
        ("2024-0201", "Orchard, Second"),
        ("00018-Fiction", "Marina Fiction: Sale"),
        ("0101", "Two rows of Matters have this number"),
        ("0101", "#REF!"),
        ("0101", None),
        (None, None),
    ],
)
def test_what_the_formula_shows_is_nothing_typed(matter, typed):
    kinds = {kind for _, kind, _ in said(cells(matter, typed))}
    assert kinds == ({"matter-missing"} if matter is None else set())


@pytest.mark.parametrize(
    ("matter", "typed"),
    [
        ("0101", "Sample Bakery Inc"),
        ("0101", "Fictional Orchard Ltd (billing stopped)"),
        ("2024-0201", "Second Orchard Ltd: Trade mark"),
        ("0101", 2024),
        # On no list of the workbook, where the formula shows nothing.
        ("00001-Ferry", "Imaginary Ferry"),
    ],
)
@pytest.mark.parametrize("sheet", ["Time", "Expenses", "Notes"])
def test_text_that_says_something_else_than_the_number(matter, typed, sheet):
    assert [each[:2] for each in said(cells(matter, typed, sheet))] == [
        (f"{sheet}!C2", "client-typed")
    ]


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("Fictional Orchard Ltd", "0101"),
        ("orchard, fictional", "0101"),
        ("Marina Fiction: sale", "2024-0300"),
        ("Second Orchard Ltd: Lease of cold store", "2024-0201"),
        ("second orchard - trade mark", "2024-0202"),
        ("2024-0201 cold store", "2024-0201"),
        ("Second Orchard", "2024-0201 or 2024-0202"),
        ("Marina", "2024-0300"),
        ("orchard, cold store", "2024-0201"),
        ("Orchard", "0101 or 2024-0201 or 2024-0202"),
        ("Orchard lease of Marina", "the number of the matter"),
        ("Nobody Inc", "the number of the matter"),
        ("\u2014", "the number of the matter"),
    ],
)
def test_with_a_blank_matter_the_number_is_said_once(typed, numbers):
    ((place, kind, headline),) = said(cells(None, typed))
    assert (place, kind) == ("Time!C2", "client-without-matter")
    assert headline.endswith(f"Type {numbers} under Matter.")


def test_thousands_of_unknown_clients_beside_thousands_of_matters_take_no_minutes():
    many = [
        KnownMatter(f"{n}", f"Client {n} Ltd", f"{n:05}-Client", f"Lease {n}") for n in range(5_000)
    ]
    matters = Matters((), many)
    start = time.process_time()
    assert not any(matters.numbers(f"Unknown Fellow {n}") for n in range(2_000))
    assert all(matters.numbers("Client")[4999:] == ["4999"] for _ in range(2_000))
    assert matters.numbers("Client 7 - " * 3_000) == ["7"]
    assert time.process_time() - start < 5


def test_rows_with_one_cause_are_one_finding():
    given = cells("0101", "Sample Bakery") | cells("0101", "Marina", number=3)
    ((place, _, headline),) = said(given)
    assert place == "Time!C2:C3"
    assert headline.startswith("Typed over the formula: Sample Bakery, Marina.")


def test_a_row_with_nothing_else_and_a_total_below():
    below = {"Time!C9": "Sample Bakery to be billed later"}
    assert [each[0] for each in said(cells("0101", None) | below)] == ["Time!C9"]
    total = {"Time!C3": "Total", "Time!F3": 1.5}
    assert said(cells("0101", None) | total) == []


def test_the_export_says_it_and_quotes_no_private_text():
    given = (
        cells("0101", "Secret Bakery")
        | cells(None, "Secret Orchard", number=3)
        | cells(None, "0101", number=4)
    )
    made = export(("billie.xlsx", fill(small_kit()[BILLIE], given)))
    points = [(point.kind, point.rows) for point in made.receipt.open_points]
    assert points == [("client-without-matter", 2), ("client-typed", 1)]
    assert not any(b"Secret" in made.files[name] for name in ("receipt.json", "activities.csv"))


def test_in_a_csv_a_text_beside_a_number_is_what_the_formula_showed():
    header = "Date,Matter,Client and description,Activity category,Description,Hours,Rate,Timekeeper,Non-billable"
    rows = [
        f"2027-01-15,{matter},Fictional Orchard,,Draft,1.5,320,Billie Sample,"
        for matter in ("1001", "")
    ]
    data = "\r\n".join((header, *rows)).encode()
    (file,) = check(("time.csv", data), crosswalk=CROSSWALK)
    (finding,) = [finding for finding in file.findings if finding.kind in KINDS]
    assert (finding.cell, finding.kind) == ("C3", "client-without-matter")
    assert finding.fix == "Type 0101 under Matter."
