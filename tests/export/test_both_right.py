"""Rows that are the same, and both right: work done twice on one day. Somebody says so; nothing guesses it."""

from __future__ import annotations

import pytest

from template_builder.check.checker import CheckedFile
from template_builder.check.collecting import Collected
from template_builder.common.errors import KitError
from template_builder.export.both_right import BothRight, typed
from template_builder.export.receipt_text import receipt_lines
from tests.support.checking import DAY
from tests.support.exporting import ALEX, book, export, hours_of

COURT = (DAY, "0101", "Call to the court", 0.5)
OTHER = (DAY, "1001", "Will", 2.0)
TWICE = ("billie.xlsx", book(COURT, COURT, OTHER))


def test_two_equal_rows_of_which_somebody_said_that_both_are_right_are_complete():
    (point,) = export(TWICE).receipt.open_points
    assert point.both_right == (BothRight("billie.xlsx", "Time!3"),)
    made = export(TWICE, both_right=point.both_right)
    assert hours_of(made) == hours_of(export(TWICE))
    assert made.receipt.complete
    assert made.receipt.decided == (
        "billie.xlsx Time!3: This row is the same as Time!2. Both are right, says whoever built this import.",
    )


def test_each_row_is_said_to_be_right_for_itself():
    file = ("billie.xlsx", book(COURT, COURT, COURT, OTHER, OTHER))
    (point,) = export(file).receipt.open_points
    assert [each.place for each in point.both_right] == ["Time!3", "Time!4", "Time!6"]
    (left,) = export(file, both_right=point.both_right[:2]).receipt.open_points
    assert left.both_right == point.both_right[2:]
    assert left.rows == 1
    assert export(file, both_right=point.both_right).receipt.complete


@pytest.mark.parametrize(
    "said", [("billie.xlsx", "Time!4"), ("billie.xlsx", ""), ("none.xlsx", "Time!3")]
)
def test_what_is_the_same_as_nothing_cannot_be_said_to_be_right(said):
    with pytest.raises(KitError, match=r"Not the same as another one.*: billie\.xlsx Time!3"):
        export(TWICE, both_right=[BothRight(*said)])


def test_a_file_given_twice_may_be_right_twice():
    data = book(COURT, OTHER)
    files = [(name, data) for name in ("a.xlsx", "b.xlsx", "c.xlsx")]
    assert len(hours_of(export(*files))) == 2
    made = export(*files, both_right=[BothRight("b.xlsx")])
    assert len(hours_of(made)) == 4
    (point,) = made.receipt.open_points
    assert (point.kind, point.both_right) == ("file-twice", (BothRight("c.xlsx"),))
    assert (
        "b.xlsx: This is the same file as a.xlsx. Both are right, says whoever"
        in made.receipt.decided[0]
    )
    whole = export(*files, both_right=[BothRight("b.xlsx"), BothRight("c.xlsx")])
    assert len(hours_of(whole)) == 6
    assert whole.receipt.complete


def test_rows_uploaded_before_do_not_ask_again():
    one = export(TWICE).files
    made = export(TWICE, ("alex.xlsx", book(OTHER, name=ALEX)), after=[one])
    assert made.receipt.complete
    once_more = export(("billie.xlsx", book(COURT, COURT, OTHER, COURT)), after=[one])
    assert [each.place for point in once_more.receipt.open_points for each in point.both_right] == [
        "Time!5"
    ]


def test_the_terminal_says_what_to_type():
    lines = list(receipt_lines(export(TWICE).receipt))
    assert lines[-1] == '     If both are right: --both-right "billie.xlsx Time!3"'


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("billie.xlsx Time!3", ("billie.xlsx", "Time!3")),
        ("billie.xlsx Time!A3", ("billie.xlsx", "Time!3")),
        ("billie.xlsx My Time!AB12", ("billie.xlsx", "My Time!12")),
        ("billie.xlsx Q4!7", ("billie.xlsx", "Q4!7")),
        ("billie.xlsx", ("billie.xlsx", "")),
        ("billie.xlsx 2 Time!3", ("billie.xlsx 2", "Time!3")),
        ("time.csv A4", ("time.csv", "4")),
        ("time.csv 4", ("time.csv", "4")),
        ("unknown Time!3", ("unknown Time!3", "")),
    ],
)
def test_a_place_as_somebody_types_it(words, said):
    files = [
        CheckedFile(name, "", Collected()) for name in ("billie.xlsx", "billie.xlsx 2", "time.csv")
    ]
    assert list(typed([words], files)) == [BothRight(*said)]
