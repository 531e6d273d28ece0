"""Files that record the same: copies of each week, drafts and corrections, a file twice, days over 24 hours."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from template_builder.check.checker import CheckedFile
from template_builder.check.overlaps import overlaps
from template_builder.check.reference import reference_from
from tests.support.checking import CROSSWALK, DAY, check, small_kit
from tests.support.fill import fill, row
from tests.support.kit import real_firm

BILLIE = "time-tracking-billie-sample.xlsx"
ALEX = "time-tracking-alex-example.xlsx"
MONDAY = dt.date(2027, 1, 25)


def book(*rows: tuple[object, ...], name: str = BILLIE, first: int = 2) -> bytes:
    """A person's workbook with rows of date, matter, description and hours."""
    cells: dict[str, object] = {}
    for number, (day, matter, text, hours) in enumerate(rows, start=first):
        cells |= row("Time", number, day, matter, None, text, hours, 320)
    return fill(small_kit()[name], cells)


WEEK_1 = ((DAY, "0101", "Draft lease", 4.0), (MONDAY, "0101", "Call", 3.0))
WEEK_2 = (*WEEK_1, (dt.date(2027, 1, 26), "1001", "Will", 5.0))


def between_files(*files: tuple[str, bytes]) -> list[list[tuple[str, str]]]:
    """Kind and message of what is said of files together, file by file."""
    kinds = ("file-twice", "file-repeats", "file-same-days", "hours-day-total", "row-duplicate")
    return [
        [(found.kind, found.message) for found in file.findings if found.kind in kinds]
        for file in checked(*files)
    ]


def checked(*files: tuple[str, bytes]) -> list[CheckedFile]:
    return check(*files, crosswalk=CROSSWALK, firm=real_firm())


def test_a_copy_of_an_earlier_week_is_one_finding():
    assert between_files(("week 1.xlsx", book(*WEEK_1)), ("final.xlsx", book(*WEEK_2))) == [
        [],
        [("file-repeats", "Rows that are also in week 1.xlsx: 2.")],
    ]


def test_the_same_bytes_are_said_to_be_the_same_file():
    data = book(*WEEK_1)
    assert between_files(("a.xlsx", data), ("Copy of a.xlsx", data)) == [
        [],
        [("file-twice", "This is the same file as a.xlsx.")],
    ]


def test_rows_in_common_are_found_in_another_order_spelling_and_number_of_the_matter():
    other = (
        (MONDAY, "00012-Fictional Orchard", "  CALL", 3.0),
        (DAY, " 0101", "draft  Lease", 4),
    )
    said = between_files(("draft.xlsx", book(*WEEK_1)), ("own.xlsx", book(*other, first=7)))
    assert said[1] == [("file-repeats", "Rows that are also in draft.xlsx: 2.")]


def test_a_corrected_copy_without_an_equal_row_is_said_by_its_days():
    corrected = tuple((day, matter, text, hours + 0.5) for day, matter, text, hours in WEEK_1)
    said = between_files(("time.xlsx", book(*WEEK_1)), ("corrected.xlsx", book(*corrected)))
    words = "time.xlsx has 2 of the same days of Billie Sample."
    assert said == [[], [("file-same-days", words)]]


def sheet(name: str, *values: object) -> bytes:
    return fill(small_kit()[BILLIE], row(name, 2, DAY, "0101", *values))


@pytest.mark.parametrize(
    ("draft", "corrected"),
    [
        (("Expenses", "Copies", "Pages", 12, 1), ("Expenses", "Copies", "Pages", 12.5, 1)),
        (("Expenses", "Copies", "Pages", 12, 1), ("Expenses", "Copies", "40 pages", 12, 1)),
        (
            ("Notes", None, "Call", "Asked the bank"),
            ("Notes", None, "Call", "Asked the bank twice"),
        ),
    ],
)
def test_corrected_expenses_and_notes_are_said_by_their_days_too(draft, corrected):
    said = between_files(("time.xlsx", sheet(*draft)), ("corrected.xlsx", sheet(*corrected)))
    words = "time.xlsx has 1 of the same days of Billie Sample."
    assert said == [[], [("file-same-days", words)]]


def test_expenses_apart_from_time_overlap_with_nothing():
    costs = fill(small_kit()[BILLIE], row("Expenses", 2, DAY, "0101", "Copies", "Pages", 0.15, 10))
    assert between_files(("time.xlsx", book(*WEEK_1)), ("costs.xlsx", costs)) == [[], []]


def test_two_people_with_the_same_work_overlap_with_nothing():
    files = (("billie.xlsx", book(*WEEK_1)), ("alex.xlsx", book(*WEEK_1, name=ALEX)))
    assert between_files(*files) == [[], []]


def test_rows_left_out_of_both_files_are_in_common_too():
    open_matter = ((DAY, "2002", "Trade mark", 4.0),)
    said = between_files(("a.xlsx", book(*open_matter)), ("b.xlsx", book(*open_matter, first=5)))
    assert said[1] == [("file-repeats", "Rows that are also in a.xlsx: 1.")]


def test_a_day_over_24_hours_is_seen_across_files():
    one, two = ((DAY, "0101", "Trial", 14.0),), ((DAY, "1001", "Brief", 13.0),)
    said = between_files(("office.xlsx", book(*one)), ("home.xlsx", book(*two)))
    assert said[0] == []
    assert [kind for kind, _ in said[1]] == ["file-same-days", "hours-day-total"]
    assert "27" in said[1][1][1]


def test_many_copies_are_one_finding_a_file():
    weeks = [(f"week {n}.xlsx", book(*WEEK_2[: n + 1], first=2 + n)) for n in range(3)]
    said = between_files(*weeks)
    assert said[2] == [("file-repeats", "Rows that are also in week 1.xlsx and 1 more file: 2.")]


@pytest.mark.heavy
@pytest.mark.parametrize("seed", range(5))
def test_every_pair_is_counted_as_by_comparing_row_by_row(seed):
    chance = random.Random(seed)
    pool = [(DAY, "0101", f"Work {n}", 1.0) for n in range(4)]
    rows = [[chance.choice(pool) for _ in range(chance.randint(1, 6))] for _ in range(4)]
    files = [
        file.collected for file in checked(*((f"{n}", book(*own)) for n, own in enumerate(rows)))
    ]
    found = {
        (each.first, each.second): each.rows
        for each in overlaps(files, reference_from(real_firm(), CROSSWALK))
    }
    for first in range(4):
        for second in range(first + 1, 4):
            left, common = list(rows[second]), 0
            for one in rows[first]:
                if one in left:
                    left.remove(one)
                    common += 1
            assert found[first, second] == common
