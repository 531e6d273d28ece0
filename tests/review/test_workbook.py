"""The blank review.xlsx as people fill it in, calculated by two programs, against figures of an oracle in Python."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from functools import cache

import pytest

from tests.review.test_service import MADE
from tests.review.test_service import filled as filled_from_lists
from tests.support.calculation import Given, Sheets, with_ironcalc, with_libreoffice
from tests.support.fill import row
from tests.support.kit import real_kit

DAY = dt.date(2027, 1, 27)

COUNTS = [
    # Data, Counted, Old system, Made in Clio, In Clio, Reason -> Difference, Result
    (("Contacts", "People", 120, 3, 123, None), (0, "OK")),
    (("Contacts", "Companies", 40, None, 40, None), (0, "OK")),
    (("Matters", "Open", 412, 3, 414, None), (-1, "1 missing in Clio: find the reason")),
    (("Matters", "Closed", 800, None, 805, "Five are of 1998"), (5, "5 too many in Clio: reason given")),
    (("Matters", "Pending", 0, None, 0, None), (0, "OK")),
    (("Matters", "All", 1212, None, None, None), ("", "Count both")),
    (("Unbilled time", "Hours", 0.3, None, 0.2, " "), (-0.1, "0.1 missing in Clio: find the reason")),
    (("Tasks", "Open", "about 20", None, 20, None), ("", "Type the counts as numbers")),
    (("Notes", "All", 20, "two", 22, None), ("", "Type the counts as numbers")),
]  # fmt: skip

SAMPLES = [
    # No., Data, Record, In Clio, Drawn because, Old system shows, What to check, Result, Remarks -> Next step
    ((1, "Matters", "0101", "1", "first", "x", "x", "same"), "OK"),
    ((2, "Matters", "2024*", "2", "last", "x", "x", "differs"), "Write it on Corrections"),
    ((3, "Matters", "2024-0300", "3", "random", "x", "x", " Not found "), "On Corrections"),
    ((4, "Matters", "101", "4", "random", "x", "x", "differs"), "Write it on Corrections"),
    ((5, "Matters", "2024-0301", "5", "random", "x", "x", None), "Compare it in Clio"),
    ((6, "Contacts", None, None, "first", None, "x", None), ""),
    ((7, "Matters", "2024-0302", "7", "random", "x", "x", "differs", "Corrections No. 2"), "On Corrections"),
]  # fmt: skip

CORRECTIONS = [
    # No., Data, Record, Clio shows, It should be, Records alike, Found by, Found on, Status -> To send, Next step, Check
    (
        (1, "Matters", "2024-0300", "nothing", "Pat Placeholder, open", 1, "Alex", DAY, "sent"),
        "No. 1. Matters, 2024-0300: Clio shows nothing; it should be Pat Placeholder, open.",
        "Wait for the answer",
        "OK",
    ),
    (
        (2, "Notes", "0101", " 01/25/2027", "03/02/2024 ", 12, "Alex", DAY, None),
        "No. 2. Notes, 0101: Clio shows 01/25/2027; it should be 03/02/2024. The same in 12 records.",
        "Send it",
        "OK",
    ),
    (
        (3, "Matters", "0102", "closed", "open", None, "Alex", DAY, "Corrected"),
        "No. 3. Matters, 0102: Clio shows closed; it should be open.",
        "Look again in Clio",
        "OK",
    ),
    (
        (4, "Matters", "0103", "closed", "open", None, "Alex", DAY, "checked"),
        "No. 4. Matters, 0103: Clio shows closed; it should be open.",
        "OK",
        "OK",
    ),
    (
        (5, "Matters", "0104", "x", "y", None, None, None, "stays as it is"),
        "No. 5. Matters, 0104: Clio shows x; it should be y.",
        "OK",
        "Found by missing.",
    ),
]

MONEY = [
    # No., Date, Kind, Account, Old number, Client, From or to, For, At the cut-off, Received, Paid
    (1, DAY, "Trust", "Trust 1", None, None, None, None, 48210.55, None, None),
    (2, DAY, "Trust", "Trust 2", None, None, None, None, 0, None, None),
    (3, DAY, "Trust", "Trust 1", "0101", "Orchard", "Orchard", "Retainer", None, 1500, None),
    (4, DAY, "trust", " trust 1 ", "0101", "Orchard", "Court", "Fee", None, None, 65.1),
    (5, DAY, "Trust", "Trust 2", "0101", "Orchard", "Orchard", "Retainer", None, 0.2, None),
    (6, DAY, "Trust", "Trust 1", 101, "Other", "Other", "Retainer", None, 10, None),
    (7, DAY, "Operating", "Office", "0101", "Orchard", "Orchard", "Invoice 12", None, 99.99, None),
    (8, DAY, "Trust", "Trust 2", "0101", "Orchard", "Orchard", "Retainer", None, 0.1, None),
    (9, DAY, "Trust", "Trust 1", None, "Orchard", "Orchard", "No matter", None, 7, None),
    (10, DAY, "Trust", "Trust 1", "0102", "x", "x", "As text", None, "1,200.00", None),
]

DEADLINES = [
    # No., Date, Time, Old number, Client, What, Responsible, Known from, Listed by, In Clio on, Checked by -> Next step
    ((1, DAY, "9:30", "0101", "x", "Hearing", "Alex", "old system", "B", None, None), "Look for it in Clio"),
    ((2, DAY, None, "0101", "x", "Filing", "Alex", "new", "B", None, None), "Enter it in Clio after the review"),
    ((3, DAY, None, "0101", "x", "Filing", "Alex", "old system", "B", DAY, None), "A second person checks it"),
    ((4, DAY, None, "0101", "x", "Filing", "Alex", "new", "B", DAY, "C"), "OK"),
]  # fmt: skip


def filled() -> dict[str, object]:
    cells: dict[str, object] = {}
    for number in range(2, 30):  # the rows that the blank workbook starts with make room
        cells |= {f"Counts!{letter}{number}": "" for letter in "AB"}
        cells |= {f"Samples!{letter}{number}": "" for letter in "ABEG"}
    for sheet, rows in (
        ("Counts", [given for given, _ in COUNTS]),
        ("Samples", [given for given, _ in SAMPLES]),
        ("Corrections", [given for given, *_ in CORRECTIONS]),
        ("Money log", MONEY),
        ("Deadlines", [given for given, _ in DEADLINES]),
    ):
        for number, given in enumerate(rows, start=2):
            cells |= row(sheet, number, *given)
    return cells | {"Sign-off!D12": "Alex Example", "Sign-off!E12": DAY, "Sign-off!D10": "Billie"}


@cache
def calculated(program: Callable[[Given], dict[str, Sheets]]) -> dict[str, Sheets]:
    blank = real_kit()["review.xlsx"]
    lists = filled_from_lists(made=[("new-in-clio.csv", MADE)]).data
    return program(
        {
            "filled": (blank, filled()),
            "blank": (blank, {}),
            "lists": (lists, {}),
        }
    )


OFFICE = pytest.param(with_libreoffice, marks=pytest.mark.office, id="LibreOffice")


@pytest.fixture(params=[pytest.param(with_ironcalc, id="IronCalc"), OFFICE])
def books(request: pytest.FixtureRequest) -> dict[str, Sheets]:
    return calculated(request.param)


def said(book: Sheets, sheet: str, *headers: str, rows: int) -> list[list[object]]:
    first, *below = book[sheet]
    places = [first.index(header) for header in headers]
    return [[line[place] for place in places] for line in below[:rows]]


def test_counts_say_what_is_missing_and_whether_there_is_a_reason(books):
    found = said(books["filled"], "Counts", "Difference", "Result", rows=len(COUNTS) + 3)
    assert found == [list(expected) for _, expected in COUNTS] + [["", ""]] * 3


def test_samples_say_what_to_do_next(books):
    found = said(books["filled"], "Samples", "Next step", rows=len(SAMPLES) + 3)
    assert [text for (text,) in found] == [expected for _, expected in SAMPLES] + [""] * 3


def test_corrections_have_the_text_to_send(books):
    headers = ("To send", "Next step", "Check")
    found = said(books["filled"], "Corrections", *headers, rows=len(CORRECTIONS) + 1)
    assert found == [list(expected) for _, *expected in CORRECTIONS] + [["", "", ""]]


def oracle_of_money() -> list[list[object]]:
    """Account now and Matter since of each row, to the cent, added up with decimals."""

    def same(one: object, other: object) -> bool:
        return str(one or "").strip().casefold() == str(other or "").strip().casefold()

    def exact(value: object) -> Decimal:
        return Decimal(str(value)) if isinstance(value, int | float) else Decimal(0)

    lines: list[list[object]] = []
    for line in MONEY:
        own = [other for other in MONEY if same(other[3], line[3])]
        now = sum(exact(o[8]) + exact(o[9]) - exact(o[10]) for o in own)
        since = sum(exact(o[9]) - exact(o[10]) for o in own if same(o[4], line[4]))
        lines.append([float(now), float(since) if line[4] else ""])
    return lines


def test_the_money_log_adds_up_by_account_and_by_matter(books):
    found = said(books["filled"], "Money log", "Account now", "Matter since", rows=len(MONEY) + 1)
    assert found == [*oracle_of_money(), ["", ""]]
    checks = [text for (text,) in said(books["filled"], "Money log", "Check", rows=len(MONEY))]
    assert checks == ["OK"] * 9 + ["Received must be a number."]


def test_deadlines_say_what_to_do_next(books):
    found = said(books["filled"], "Deadlines", "Next step", "Check", rows=len(DEADLINES))
    assert found == [[expected, "OK"] for _, expected in DEADLINES]


def test_the_sign_off_counts_what_is_open(books):
    found = said(books["filled"], "Sign-off", "Now", "Result", rows=12)
    assert found == [
        [3, "Not yet"],  # not counted on both sides: one blank, two of text
        [2, "Not yet"],
        [1, "Not yet"],
        [2, "Not yet"],
        [1, "Not yet"],
        [2, "Not yet"],
        [2, "Not yet"],  # no finder; an amount that is text
        [1, "Not yet"],
        [1500 + 0.2 + 10 + 0.1 + 7, "Signed"],
        [pytest.approx(65.1), "Compare and sign"],
        ["", "Signed"],
        ["", "Not signed"],
    ]


def test_nothing_of_a_blank_workbook_reads_as_done(books):
    found = said(books["blank"], "Sign-off", "Now", "Result", rows=13)
    assert found[0] == [16, "Not yet"]
    assert found[2] == ["none drawn", "Not yet"]
    assert found[8:] == [[0, "Compare and sign"]] * 2 + [["", "Not signed"]] * 2 + [["", ""]]


def test_a_workbook_filled_from_lists_counts_what_is_open(books):
    counts = said(books["lists"], "Counts", "Counted", "Difference", "Result", rows=7)
    assert counts == [
        ["People", 0, "OK"],
        ["Companies", 0, "OK"],
        ["All", 0, "OK"],
        [
            "Open",
            0,
            "OK",
        ],  # two of the old system and one made in the period; one should be closed, one is missing
        ["Pending", 0, "OK"],
        ["Closed", -1, "1 missing in Clio: find the reason"],
        ["All", -1, "1 missing in Clio: find the reason"],
    ]
    corrections = said(books["lists"], "Corrections", "To send", "Next step", "Check", rows=3)
    assert corrections[0] == [
        "No. 1. Matters, 2024-0102: Clio shows nothing; it should be Pat Placeholder, Sale of house, open, "
        "opened Mon 15 Apr 2024.",
        "Send it",
        "OK",
    ]
    assert [line[1:] for line in corrections] == [["Send it", "OK"]] * 3
    samples = said(books["lists"], "Samples", "Record", "Next step", rows=20)
    open_ = [record for record, step in samples if step == "Compare it in Clio"]
    assert ["2024-0102", "On Corrections"] in samples
    found = said(books["lists"], "Sign-off", "Now", "Result", rows=7)
    assert [now for now, _ in found] == [9, 2, len(open_), 0, 3, 0, 0]
    assert [result for _, result in found] == ["Not yet"] * 3 + ["OK", "Not yet", "OK", "OK"]
